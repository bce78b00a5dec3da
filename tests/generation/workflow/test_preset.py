"""Presets put words around prompts, and values in place of others."""

from typing import Any

import pytest

from generation.workflow import preset as presets
from generation.workflow.folder import builtin
from generation.workflow.preset import applied
from generation.workflow.reader import WorkflowError
from tests.generation.workflow.example import PRESETS, example

RAINY, QUICK = presets.read(PRESETS.encode())


def test_words_go_around_what_is_written_and_behind_what_is_not_wanted() -> None:
    definition = builtin().entries["text-to-image"].definition
    found = applied(RAINY, definition, {"prompt": "a pier", "negative": "people"})
    assert found.values == {
        "prompt": "wide shot of a pier, rain, neon light",
        "negative": "people, daylight",
    }
    assert found.unused == ()


def test_each_stage_gets_the_words_and_an_empty_text_gets_them_alone() -> None:
    found = applied(RAINY, example(), {"prompt": ["a pier", ""]})
    assert found.values["prompt"] == [
        "wide shot of a pier, rain, neon light",
        "wide shot of, rain, neon light",
    ]
    assert found.unused == ("negative",)


def test_settings_that_the_workflow_has_not_are_named() -> None:
    found = applied(QUICK, example(), {"prompt": "a", "steps": 50})
    assert found.values == {"prompt": "a", "steps": 8, "width": 768}
    assert applied(QUICK, builtin().entries["image-upscale"].definition, {}).unused == (
        "steps",
        "width",
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("presets: 1", "presets: 3", "In line 1 of the file of presets “presets” must be the"),
        ("kind: prompt", "kind: word", "“items[0].kind” must be 'prompt' or 'settings'."),
        ("id: quick", "id: rainy", "“items[1].id” is there twice; ids differ."),
        ("before:", "befor:", "perhaps it should be “before”."),
        ("categories: [image]", "categories: []", "“items[1].categories” must not be empty."),
    ],
)
def test_a_file_of_presets_that_makes_no_sense_is_refused(
    old: str, new: str, sentence: Any
) -> None:
    assert old in PRESETS
    with pytest.raises(WorkflowError) as refused:
        presets.read(PRESETS.replace(old, new, 1).encode())
    assert sentence in str(refused.value)
