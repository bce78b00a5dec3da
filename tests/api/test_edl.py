"""Edit decision lists in and out over HTTP, and the table of formats."""

import io
import zipfile
from typing import Final

import pytest

from tests.api.client import Json, Person
from tests.api.test_interchange import downloaded, imported, refused
from tests.api.timeline import timeline

LIST: Final = b"""TITLE: Night at the harbour
FCM: NON-DROP FRAME

001  GULLS    V     C        00:00:00:05 00:00:02:05 01:00:00:00 01:00:02:00
* FROM CLIP NAME: Gulls
002  RAIN     V     D    012 00:00:10:00 00:00:11:00 01:00:02:00 01:00:03:00
* FROM CLIP NAME: Gulls
* TO CLIP NAME: Rain
"""
FORMATS: Final = """{ exportFormats {
  format label opensIn extension mayImport choices { name label help values { value label } } } }"""


async def listed(person: Person, project: str) -> Json:
    return await person.done("exportProject", projectId=project, format="EDL")


def played(shown: Json) -> list[tuple[str, int, int, int]]:
    return [
        (clip["name"], clip["track"], clip["start"], clip["length"])
        for scene in shown["scenes"]
        for clip in scene["clips"]
    ]


async def test_a_cut_of_one_track_is_one_edit_decision_list(ada: Person) -> None:
    project = await ada.project("Harbour", frameRate="FPS_25", startTimecode="01:00:00:00")
    scene = await ada.scene(project)
    await ada.clip(scene, 50, name="Gulls")
    await ada.clip(scene, 25, name="Rain")
    link = await listed(ada, project)
    assert link["fileName"] == "Harbour.edl"
    text = (await downloaded(ada, link["url"])).decode("ascii")
    assert text.startswith("TITLE: Harbour\r\nFCM: NON-DROP FRAME\r\n")
    assert "01:00:00:00 01:00:02:00" in text
    assert "01:00:02:00 01:00:03:00" in text


async def test_a_cut_of_several_tracks_is_a_list_for_each_of_them(ada: Person) -> None:
    project = await ada.project("Café", frameRate="FPS_24")
    scene = await ada.scene(project)
    await ada.clip(scene, 48, name="Quay")
    await ada.clip(scene, 24, name="Title", track=1, start=10)
    link = await listed(ada, project)
    assert link["fileName"] == "Café.zip"
    packed = zipfile.ZipFile(io.BytesIO(await downloaded(ada, link["url"])))
    names = packed.namelist()
    assert names == ["Cafe-v1.edl", "Cafe-v2.edl"]
    assert all(packed.read(name).startswith(b"TITLE: ") for name in names)


async def test_a_list_is_read_at_the_rate_of_the_project_that_takes_it(ada: Person) -> None:
    project = await ada.project("Harbour", frameRate="FPS_25")
    made = await imported(ada, "harbour.edl", LIST, f"projects/{project}/")
    assert (made["scenes"], made["clips"]) == (1, 2)
    shown = await timeline(ada, project)
    assert shown["length"] == 75


async def test_a_list_that_was_exported_comes_back_as_it_was(ada: Person) -> None:
    made = await imported(ada, "harbour.edl", LIST)
    link = await listed(ada, made["projectId"])
    again = await imported(ada, "again.edl", await downloaded(ada, link["url"]))
    first, second = [
        await timeline(ada, project) for project in (made["projectId"], again["projectId"])
    ]
    assert played(first) == played(second)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LIST.replace(b"01:00:02:00 01:00:03:00", b"01:00:02:00 01:00:99:00"), "Line 6"),
        (
            LIST.replace(b"01:00:02:00 01:00:03:00", b"01:00:03:00 01:00:02:00"),
            "Line 6: the clip ends at 01:00:02:00, before it begins at 01:00:03:00.",
        ),
        (
            b"TITLE: Nothing in it\n",
            "Import one of these: OpenTimelineIO (.otio), ",
        ),
    ],
    ids=["no such time", "backwards", "no edits"],
)
async def test_a_list_that_cannot_be_read_is_refused_with_its_line(
    ada: Person, project: str, content: bytes, told: str
) -> None:
    status, error = await refused(ada, content, f"projects/{project}/")
    assert (status, error["kind"], error["field"]) == (400, "RuleViolatedError", "file")
    assert told in error["message"]
    assert await ada.position(project) == 1


async def test_formats_are_listed_with_the_programs_that_open_them(
    ada: Person, nobody: Person
) -> None:
    formats = (await ada.ask(FORMATS))["exportFormats"]
    assert {one["format"]: one["mayImport"] for one in formats} == {
        **dict.fromkeys(["OTIO", "OTIOZ", "FCPXML", "XMEML", "EDL"], True),
        "AAF": False,
        "JSON": True,
        **dict.fromkeys(["XLSX", "CSV", "STORYBOARD", "SHOTS"], False),
    }
    assert all(one["label"] and one["opensIn"] for one in formats)
    refusal = await nobody.answer(FORMATS)
    assert refusal["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_an_option_that_a_format_does_not_have_is_refused(ada: Person, project: str) -> None:
    error = await ada.refused(
        "exportProject",
        projectId=project,
        format="EDL",
        options=[{"name": "colour", "value": "red"}],
    )
    assert (error["__typename"], error["field"]) == ("RuleViolatedError", "options")
    assert "colour" in error["message"]
