"""Projects from scripts and briefs, over HTTP."""

from typing import Any, Final

import pytest

from tests.api.client import Json, Person
from tests.api.test_interchange import imported, refused
from tests.api.timeline import timeline
from tests.interchange.brief.example import EXAMPLE
from tests.interchange.script.test_fdx import document, paragraph

SCRIPT: Final = b"""Title: Harbour
Author: Ada

EXT. QUAY - NIGHT

Rain on the water.

DISSOLVE TO:

INT. SHED - NIGHT

ADA
It rains.

> FADE OUT.
"""
FINAL_DRAFT: Final = document(
    paragraph("Scene Heading", "EXT. QUAY")
    + paragraph("Action", "Rain.")
    + paragraph("Character", "ADA")
    + paragraph("Dialogue", "It rains.")
)


def clips(shown: Json) -> list[tuple[Any, ...]]:
    return [
        (scene["name"], clip["name"], clip["start"], clip["length"])
        for scene in shown["scenes"]
        for clip in scene["clips"]
    ]


async def test_a_script_becomes_a_project(ada: Person) -> None:
    made = await imported(ada, "draft 3.fountain", SCRIPT)
    assert (made["position"], made["scenes"], made["clips"]) == (1, 2, 2)
    assert [omission["what"] for omission in made["omissions"]] == ["A transition out of a clip"]
    shown = await ada.shown("project", made["projectId"])
    assert (shown["name"], shown["settings"]["frameRate"]) == ("Harbour", "FPS_24")
    assert clips(await timeline(ada, made["projectId"])) == [
        ("EXT. QUAY - NIGHT", "Rain on the water.", 0, 52),
        ("INT. SHED - NIGHT", "ADA: It rains.", 0, 24),
    ]


async def test_a_final_draft_script_is_added_to_a_project_at_its_rate(ada: Person) -> None:
    project = await ada.project(frameRate="FPS_50")
    await ada.clip(await ada.scene(project, name="First"), 100)
    made = await imported(ada, "draft.fdx", FINAL_DRAFT, f"projects/{project}/")
    assert (made["projectId"], made["scenes"], made["clips"], made["omissions"]) == (
        project,
        1,
        2,
        [],
    )
    assert clips(await timeline(ada, project))[1:] == [
        ("EXT. QUAY", "Rain.", 0, 109),
        ("EXT. QUAY", "ADA: It rains.", 109, 50),
    ]


async def test_a_brief_becomes_a_project_with_its_settings(ada: Person) -> None:
    made = await imported(ada, "anything.yaml", EXAMPLE.encode())
    assert (made["position"], made["scenes"], made["clips"], made["omissions"]) == (1, 2, 5, [])
    shown = await ada.shown("project", made["projectId"])
    assert shown["name"] == "Harbour at night"
    assert shown["settings"]["frameRate"] == "FPS_25"
    read = await ada.ask(
        "query($id: ID!) { project(id: $id) { description settings"
        " { resolution { width height } aspectRatio startTimecode style } } }",
        id=made["projectId"],
    )
    assert read["project"] == {
        "description": "A film in four shots.",
        "settings": {
            "resolution": {"width": 1920, "height": 1080},
            "aspectRatio": "16:9",
            "startTimecode": "10:00:00:00",
            "style": "watercolour, wide brush",
        },
    }


async def test_a_brief_added_to_a_project_leaves_its_settings_alone(
    ada: Person, project: str
) -> None:
    made = await imported(ada, "film.yaml", EXAMPLE.encode(), f"projects/{project}/")
    assert [omission["what"] for omission in made["omissions"]] == [
        "The title, description and settings",
        "The rate of 25 frames a second",
    ]
    shown = await ada.shown("project", project)
    assert shown["settings"]["frameRate"] == "FPS_24"
    assert [length for *_, length in clips(await timeline(ada, project))] == [60, 58, 96, 24]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.fountain", b"\xff", "In line 1 of the script there is a byte 0xFF that is no UTF-8."),
        ("a.fountain", b"x" * 9_000_000, "The script has 9.0 MB, but at most 8 MB are taken."),
        ("a.fdx", b"<!DOCTYPE a><FinalDraft/>", "Line 1 of the script declares a document type"),
        ("a.yaml", b"a: &a [1]\nb: *a", "Line 2 of the brief has the alias *a"),
        ("a.yaml", b"brief: 1", "In line 1 of the brief the whole has no “title”"),
    ],
)
async def test_words_that_cannot_be_read_are_refused_and_change_nothing(
    name: str, content: bytes, message: str, ada: Person, project: str
) -> None:
    for path in ("", f"projects/{project}/"):
        status, error = await refused(ada, content, path, name=name)
        assert (status, error["kind"], error["field"]) == (400, "RuleViolatedError", "file")
        assert error["message"].startswith(message)
    assert await ada.position(project) == 1
