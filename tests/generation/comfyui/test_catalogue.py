"""Choices of inputs in both ways in which servers write them."""

from typing import Any

import pytest

from generation.comfyui import catalogue
from tests.generation import contract


def nodes(recording: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for answer in contract.answers(recording, "GET", "/object_info/"):
        found.update(answer["response"]["json"])
    return found


@contract.needs_recordings
@pytest.mark.parametrize("recording", ["01_server_info", "v0.3.64/01_server_info"])
def test_lists_of_old_and_new_style_nodes_are_read(recording: str) -> None:
    known = nodes(recording)
    assert catalogue.choices(known, "SaveVideo", "format") == ("auto", "mp4")
    assert catalogue.choices(known, "ImageScale", "crop") == ("disabled", "center")
    assert catalogue.choices(known, "CheckpointLoaderSimple", "ckpt_name") == (
        "tiny_random_sd3.safetensors",
    )
    assert "euler" in (catalogue.choices(known, *catalogue.SAMPLER) or ())
    assert "karras" in (catalogue.choices(known, *catalogue.SCHEDULER) or ())
    assert catalogue.choices(known, "LoadImage", "image") == ()


@contract.needs_recordings
def test_what_is_no_list_has_no_choices() -> None:
    known = nodes("01_server_info")
    assert catalogue.choices(known, "EmptyImage", "width") is None
    assert catalogue.choices(known, "EmptyImage", "no_such_input") is None
    assert catalogue.choices(known, "NoSuchNode", "x") is None
    assert catalogue.is_output(known, "SaveImage")
    assert not catalogue.is_output(known, "EmptyImage")
    assert [name for name, _ in catalogue.declared(known, "CreateVideo")][:2] == ["images", "fps"]


def test_declarations_of_any_other_shape_are_no_lists() -> None:
    assert catalogue.options(["COMBO", {}]) is None
    assert catalogue.options([]) is None
    assert catalogue.options("INT") is None
    assert list(catalogue.declared({"A": {"input": None}, "B": 3}, "A")) == []
    assert list(catalogue.declared({"B": 3}, "B")) == []
