"""Values are kept as they are, or told with a sentence for each field."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.workflow.value import ValuesError, demanded, settled
from tests.generation.workflow.example import DIGEST, example, with_parameter

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def test_what_is_not_chosen_is_as_usual() -> None:
    found = demanded(example(), {"prompt": "rain"})
    assert found.values == {
        "prompt": ("rain", "rain"),
        "width": 832,
        "steps": 20,
        "sampler": "euler",
        "model": "wan2.2_ti2v_5B_fp16.safetensors",
        "stages": 2,
    }
    assert found.stages == 2


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ({"type": "text"}, 7, "It must be a text."),
        ({"type": "text"}, "a\x00b", "It cannot be taken: The text has a character that cannot be"),
        ({"type": "text"}, "x" * 20_001, "It cannot be taken: The text has 20,001 characters."),
        ({"type": "text", "required": True}, "", "It is empty: choose or write something."),
        ({"type": "int"}, 1.5, "It must be a whole number."),
        ({"type": "int"}, True, "It must be a whole number."),
        ({"type": "int", "least": 8, "step": 8}, 12, "steps of 8: take 8 or 16."),
        ({"type": "int", "most": 8}, 12, "It is 12, but must be 8 or less."),
        ({"type": "float", "least": 0.5}, 0.25, "It is 0.25, but must be 0.5 or more."),
        ({"type": "float"}, "1", "It must be a number."),
        ({"type": "float"}, float("nan"), "It must be a number."),
        ({"type": "boolean"}, "yes", "It must be true or false."),
        ({"type": "choice", "choices": ["a", "b"]}, "c", "It cannot be 'c'. There are: a, b."),
        ({"type": "choice", "choices": ["a"]}, 1, "It must be a text."),
        ({"type": "choice", "choices": list("abcdefghijklmn")}, "z", "k, l …."),
        ({"type": "seed"}, -1, "It must be a whole number from 0 to 18446744073709551615."),
        ({"type": "seed"}, 2**64, "It must be a whole number from 0 to 18446744073709551615."),
        ({"type": "image"}, "cat.png", "It must be a file that was uploaded, named by its digest"),
        ({"type": "model"}, "a\nb", "It cannot be taken: The value has a character that cannot"),
    ],
)
def test_a_value_that_does_not_fit_is_told(parameter: Any, value: Any, sentence: str) -> None:
    found = settled(with_parameter(**parameter), {"it": value})
    assert [fault.field for fault in found.faults] == ["it"]
    assert sentence in found.faults[0].sentence
    assert found.values == {}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("a", "Loras must be a list of LoRAs, each with name and strength."),
        (
            [{"name": "a", "weight": 1}],
            "Loras must be a list of LoRAs, each with name and strength",
        ),
        ([{"name": "a", "strength": 11}], "Loras has a LoRA whose strength is no number from -10"),
        ([{"name": "a"}] * 17, "Loras has 17 LoRAs; at most 16 are taken."),
    ],
)
def test_loras_that_do_not_fit_are_told(value: Any, sentence: str) -> None:
    with pytest.raises(ValuesError, match="Loras"):
        demanded(example(), {"prompt": "a", "loras": value})
    assert sentence in settled(example(), {"prompt": "a", "loras": value}).faults[0].sentence


def test_a_lora_without_strength_has_its_full_one() -> None:
    found = demanded(example(), {"prompt": "a", "loras": [{"name": "b.safetensors"}]})
    assert found.values["loras"] == ({"name": "b.safetensors", "strength": 1.0},)


def test_numbers_are_kept_in_the_form_of_their_type() -> None:
    assert repr(settled(with_parameter(type="float"), {"it": 2}).values["it"]) == "2.0"
    assert repr(settled(with_parameter(type="int"), {"it": 2.0}).values["it"]) == "2"


def test_each_stage_has_its_value_and_one_alone_counts_for_all() -> None:
    assert demanded(example(), {"prompt": ["a", "b", "c"], "stages": 3}).values["prompt"] == (
        "a",
        "b",
        "c",
    )
    sentences = [
        fault.sentence
        for values in ({"prompt": ["a"]}, {"prompt": ["a", "b", "c"]}, {"prompt": ["a", 5]})
        for fault in settled(example(), values).faults
    ]
    assert sentences == [
        "Prompt of stage 2 is empty: choose or write something.",
        "Prompt has 3 values, but there are 2 stages.",
        "Prompt of stage 2 must be a text.",
    ]


def test_a_count_of_stages_that_makes_no_sense_is_told_once() -> None:
    found = settled(example(), {"prompt": "a", "stages": 99})
    assert [fault.sentence for fault in found.faults] == ["Stages is 99, but must be 4 or less."]


def test_a_name_that_is_no_parameter_is_told_with_the_one_it_may_be_meant_for() -> None:
    found = settled(example(), {"prompt": "a", "widht": 5, "zzz": 1, "start_image": DIGEST})
    assert [fault.sentence for fault in found.faults] == [
        "There is no parameter 'widht'. Perhaps width is meant.",
        "There is no parameter 'zzz'. Leave it out.",
    ]


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from([p.name for p in example().parameters]), JSON))
def test_any_values_are_settled_or_told_in_sentences(values: dict[str, Any]) -> None:
    found = settled(example(), values)
    assert all(fault.sentence.endswith(".") for fault in found.faults)
    assert {fault.field for fault in found.faults}.isdisjoint(found.values)
    if not found.faults:
        assert settled(example(), found.values) == found
