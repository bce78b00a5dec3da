"""Catalogues of real servers are read, in both forms of their lists."""

from typing import Any

import pytest

from generation.workflow.catalogue import catalogue, input_of, models
from tests.generation.workflow.example import VERSIONS, recorded


@pytest.mark.parametrize("version", VERSIONS)
def test_lists_of_old_nodes_and_of_new_ones_are_read_alike(version: str) -> None:
    nodes = recorded(version)
    assert nodes["ImageScale"].inputs["crop"].choices == ("disabled", "center")
    assert nodes["SaveVideo"].inputs["codec"].choices == ("auto", "h264")
    assert nodes["SaveVideo"].is_output
    assert nodes["KSampler"].outputs == ("LATENT",)


@pytest.mark.parametrize("version", VERSIONS)
def test_ranges_and_helps_are_read(version: str) -> None:
    width = recorded(version)["EmptyImage"].inputs["width"]
    assert (width.type, width.least, width.most, width.step, width.default) == (
        "INT",
        1,
        16384,
        1,
        512,
    )
    assert recorded(version)["KSampler"].inputs["seed"].most == 2**64 - 1
    assert recorded(version)["KSampler"].inputs["steps"].help.startswith("The number of steps")
    assert not recorded(version)["CreateVideo"].inputs["audio"].is_required


def test_what_a_worker_offers_of_a_kind_is_gathered() -> None:
    wanted = [("CheckpointLoaderSimple", "ckpt_name"), ("Nothing", "x"), ("KSampler", "cfg")]
    assert models(recorded("0.25.0"), wanted) == {"tiny_random_sd3.safetensors"}


@pytest.mark.parametrize("value", [None, [], {}, [5], [{"a": 1}], "INT"])
def test_a_declaration_that_is_none_is_left_out(value: Any) -> None:
    assert input_of(value, is_required=True) is None


def test_a_list_that_the_editor_of_comfyui_fetches_has_no_choices() -> None:
    found = input_of(["COMBO", {"remote": {"route": "/x"}}], is_required=True)
    assert found is not None
    assert (found.type, found.choices) == ("COMBO", None)


def test_nodes_that_are_not_as_expected_break_nothing() -> None:
    odd: Any = {
        "A": 5,
        "B": {"input": [], "output": "IMAGE", "display_name": 7},
        "C": {"input": {"required": {"x": [["a", 1]], "y": ["INT", {"min": True}]}}},
        "D": {"input": {"required": 5}, "output": [["a"], "MASK"]},
    }
    found = catalogue(odd)
    assert list(found) == ["B", "C", "D"]
    assert found["B"].title == "B"
    assert found["C"].inputs["x"].choices == ("a", "1")
    assert found["C"].inputs["y"].least is None
    assert found["D"].outputs == ("COMBO", "MASK")
    assert catalogue([1]) == {}
