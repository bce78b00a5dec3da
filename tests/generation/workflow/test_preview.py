"""A preview is smaller, shorter and quicker, and stays on the steps of each number."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.workflow.build import build
from generation.workflow.preview import lowered
from generation.workflow.value import fault_of
from tests.generation.workflow.example import PREFIX, example, made, with_parameter


def previewed(**values: Any) -> dict[str, Any]:
    return build(example(), {"prompt": "a", **values}, seed=1, prefix=PREFIX, is_preview=True)


def test_a_preview_lowers_what_is_declared_and_nothing_else() -> None:
    whole, quick = made(example(), prompt="a"), previewed()
    assert (quick["latent"]["inputs"]["width"], quick["sampler"]["inputs"]["steps"]) == (416, 8)
    assert quick["latent_s2"]["inputs"]["width"] == 416
    assert quick["latent"]["inputs"]["height"] == whole["latent"].inputs["height"]
    assert set(quick) == set(whole)


def test_a_preview_never_raises_what_is_low_already() -> None:
    quick = previewed(width=128, steps=3)
    assert (quick["latent"]["inputs"]["width"], quick["sampler"]["inputs"]["steps"]) == (128, 3)


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ({"type": "int", "least": 5, "step": 4, "preview": {"times": 0.4}}, 121, 49),
        ({"type": "int", "step": 16, "preview": {"times": 0.5}}, 720, 352),
        ({"type": "int", "step": 8, "preview": {"times": 0.1, "least": 256}}, 1024, 256),
        ({"type": "float", "preview": {"times": 0.5}}, 3.0, 1.5),
        ({"type": "float", "preview": {"to": 2}}, 3.0, 2.0),
        ({"type": "int", "preview": {}}, 7, 7),
    ],
)
def test_a_number_is_lowered_as_its_hint_says(
    parameter: Any, value: float, expected: float
) -> None:
    definition = with_parameter(**parameter)
    (it,) = definition.parameters
    assert it.preview is not None
    assert lowered(it, it.preview, value) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 64), st.sampled_from([1, 4, 8, 16, 32]), st.integers(0, 200), st.floats(0.01, 1)
)
def test_a_preview_is_a_value_that_the_parameter_takes(
    least: int, step: int, steps: int, times: float
) -> None:
    (it,) = with_parameter(
        type="int", least=least, step=step, preview={"times": times, "least": 100}
    ).parameters
    assert it.preview is not None
    value = least + step * steps
    low = lowered(it, it.preview, value)
    assert low <= value
    assert fault_of(it, low) == ""
