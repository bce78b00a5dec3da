import math
from typing import Any

import pytest

from domain import text
from domain.errors import RuleViolatedError

UNSEEN = [
    ("\x00", "U+0000"),
    ("\x1b", "U+001B"),
    ("\x7f", "U+007F"),
    ("\ud800", "U+D800"),
    ("\uffff", "U+FFFF"),
]


def deep(levels: int) -> dict[str, Any]:
    return {"a": deep(levels - 1)} if levels else {}


def refusal(value: dict[Any, Any]) -> str:
    with pytest.raises(RuleViolatedError) as error:
        text.parameters(value)
    assert error.value.field == "parameters"
    return error.value.message


def test_a_name_loses_the_space_around_it() -> None:
    assert text.name("  The quay \n") == "The quay"


def test_emoji_and_every_script_may_stand_in_a_name() -> None:
    assert text.name("🚢 Ночь 港 👩\u200d🚀") == "🚢 Ночь 港 👩\u200d🚀"


@pytest.mark.parametrize("empty", ["", "   ", "\n\t"])
def test_an_empty_name_is_refused(empty: str) -> None:
    with pytest.raises(RuleViolatedError) as error:
        text.name(empty)
    assert error.value.message == "The name is empty. Write at least one letter."
    assert error.value.field == "name"


def test_a_name_of_ten_thousand_characters_is_refused() -> None:
    with pytest.raises(RuleViolatedError) as error:
        text.name("n" * 10_000)
    assert error.value.message == (
        "The name has 10,000 characters. At most 200 are kept: shorten it."
    )


def test_a_name_of_two_hundred_characters_is_kept() -> None:
    assert text.name("n" * 200) == "n" * 200


@pytest.mark.parametrize(("unseen", "code"), [*UNSEEN, ("\n", "U+000A"), ("\u2028", "U+2028")])
def test_a_character_that_cannot_be_shown_is_refused_in_a_name(unseen: str, code: str) -> None:
    with pytest.raises(RuleViolatedError) as error:
        text.name(f"ab{unseen}c")
    assert error.value.message == (
        f"The name has a character that cannot be shown ({code}, at place 3). Remove it."
    )


@pytest.mark.parametrize(("unseen", "code"), UNSEEN)
def test_a_character_that_cannot_be_shown_is_refused_in_prose(unseen: str, code: str) -> None:
    with pytest.raises(RuleViolatedError) as error:
        text.prose(f"{unseen}line\n", "image_prompt")
    assert error.value.message == (
        f"The image prompt has a character that cannot be shown ({code}, at place 1). Remove it."
    )
    assert error.value.field == "image_prompt"


def test_prose_keeps_its_lines_with_the_line_ends_of_unix() -> None:
    assert text.prose("one\r\ntwo\rthree\n\tfour", "lyrics") == "one\ntwo\nthree\n\tfour"


def test_prose_that_is_too_long_is_refused() -> None:
    with pytest.raises(RuleViolatedError) as error:
        text.prose("n" * 20_001, "notes")
    assert error.value.message == (
        "The notes have 20,001 characters. At most 20,000 are kept: shorten it."
    )


def test_a_label_may_be_empty_and_is_one_line() -> None:
    assert text.label("  ", "style") == ""
    with pytest.raises(RuleViolatedError):
        text.label("one\ntwo", "style")
    with pytest.raises(RuleViolatedError):
        text.label("u" * 11, "url", most=10)


def test_what_somebody_wrote_is_quoted_short_and_fit_to_be_shown() -> None:
    assert text.quoted("x" * 10_000) == f"'{'x' * 40}'"
    assert text.quoted("a\x00\ud800b") == "'a\ufffd\ufffdb'"


def test_what_cannot_stand_in_a_name_is_left_out_of_what_is_shown() -> None:
    assert text.shown("Sea\0\n\ud800 früh 嵐") == "Sea früh 嵐"


def test_parameters_are_kept_as_a_copy() -> None:
    inner = {"seed": 7, "scale": 1.5, "loras": [{"name": "ink"}], "none": None, "on": True}
    kept = text.parameters({"sampler": inner, "pair": (1, "two")})
    assert kept == {"sampler": inner, "pair": [1, "two"]}
    assert kept["sampler"] is not inner
    assert kept["sampler"]["loras"] is not inner["loras"]


@pytest.mark.parametrize(
    "number", [math.nan, math.inf, -math.inf, 2**63, -(2**63) - 1, 10**400, -(10**4000)]
)
def test_numbers_that_no_store_can_hold_are_refused(number: float) -> None:
    assert refusal({"seed": [number]}) == (
        "The parameters cannot be kept as they are. They may hold finite numbers that fit 64 bits."
    )


def test_numbers_at_the_ends_of_64_bits_are_kept() -> None:
    numbers = {"least": -(2**63), "most": 2**63 - 1, "big": 1e308, "yes": True}
    assert text.parameters(numbers) == numbers


@pytest.mark.parametrize("key", ["", "$where"])
def test_parameter_names_that_a_database_would_misread_are_refused(key: str) -> None:
    assert refusal({"a": {key: 1}}) == (
        "The parameters cannot be kept as they are. "
        "They may hold names that are not empty and do not begin with $."
    )


def test_parameter_names_and_texts_are_held_to_the_rules_of_names_and_prose() -> None:
    assert refusal({"a\x00": 1}) == (
        "A name in the parameters has a character that cannot be shown "
        "(U+0000, at place 2). Remove it."
    )
    assert refusal({"a": ["\udfff"]}) == (
        "A text in the parameters has a character that cannot be shown "
        "(U+DFFF, at place 1). Remove it."
    )
    assert refusal({"k" * 201: 1}) == (
        "A name in the parameters has 201 characters. At most 200 are kept: shorten it."
    )


MEASURE = (
    "The parameters cannot be kept as they are. They may hold at most 2,000 values, 8 levels deep."
)


def test_parameters_are_at_most_eight_levels_deep() -> None:
    assert text.parameters(deep(8)) == deep(8)
    assert refusal(deep(9)) == MEASURE
    assert refusal(deep(900)) == MEASURE


def test_lists_in_lists_are_levels_too() -> None:
    value: list[Any] = []
    for _ in range(900):
        value = [value]
    assert refusal({"a": value}) == MEASURE


def test_parameters_have_at_most_two_thousand_values() -> None:
    assert len(text.parameters({str(n): n for n in range(2_000)})) == 2_000
    assert refusal({"a": list(range(2_000))}) == MEASURE


def test_all_texts_of_parameters_together_have_a_limit() -> None:
    assert refusal({str(n): "x" * 20_000 for n in range(5)}) == (
        "The parameters cannot be kept as they are. They may hold at most 100,000 characters."
    )


def test_only_json_values_are_parameters() -> None:
    assert refusal({"a": b"bytes"}) == (
        "The parameters cannot be kept as they are. They may hold JSON values only."
    )


def test_one_and_true_are_not_the_same_parameter() -> None:
    assert text.is_same({"a": 1}, {"a": 1})
    assert not text.is_same({"a": 1}, {"a": True})
    assert not text.is_same({"a": 1}, {"a": 1.0})
