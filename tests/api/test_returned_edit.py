"""Edits out, changed in an editing program, and back in over HTTP."""

import io
import zipfile
from typing import Any, Final

import pytest

from events.record import replace
from interchange import otio
from interchange.timeline import Clip, Timeline
from tests.api.client import Json, Person
from tests.api.test_interchange import downloaded, exported
from tests.api.timeline import timeline

FOREIGN: Final = (
    b"TITLE: Night\nFCM: NON-DROP FRAME\n\n"
    b"001  MOON     V     C        00:00:00:05 00:00:02:05 01:00:00:00 01:00:02:00\n"
)


@pytest.fixture
async def cut(ada: Person) -> str:
    """A project of two scenes, with three clips and a title above them."""
    project = await ada.project("Harbour", frameRate="FPS_25", startTimecode="01:00:00:00")
    quay, pier = await ada.scene(project, name="Quay"), await ada.scene(project, name="Pier")
    await ada.clip(quay, 50, name="Gulls", notes="Wide")
    await ada.clip(quay, 30, name="Title", track=1, start=5)
    await ada.clip(pier, 30, name="Rain")
    await ada.clip(pier, 40, name="Storm")
    return project


async def sent(person: Person, project: str, content: bytes, **query: str) -> Any:
    return await person.http.post(
        f"/api/projects/{project}/comparisons",
        params=query,
        content=content,
        headers=person.headers,
    )


async def compared(person: Person, project: str, content: bytes, **query: str) -> Json:
    response = await sent(person, project, content, **query)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


async def edit_of(person: Person, project: str) -> Timeline:
    link = await exported(person, project, "OTIO")
    return otio.read(await downloaded(person, link["url"])).timeline


def recut(edit: Timeline, names: dict[str, int]) -> bytes:
    """Return an edit of these clips of the lowest track, in this order and of these lengths."""
    lower, *upper = edit.tracks
    clips = {item.name: item for item in lower.items if isinstance(item, Clip)}
    items = tuple(replace(clips[name], length=length) for name, length in names.items())
    return otio.write(replace(edit, tracks=(replace(lower, items=items), *upper)))


def commands(found: Json, *, without: str = "") -> list[Json]:
    """Return what is to be sent, in order, without rows of a kind."""
    changes = [
        change for row in found["rows"] if row["kind"] != without for change in row["changes"]
    ]
    steps = [step for change in changes for step in (change, change["aside"]) if step]
    return [step["command"] for step in sorted(steps, key=lambda step: int(step["order"]))]


def played(shown: Json) -> list[tuple[str, int, int]]:
    return [
        (clip["name"], scene["start"] + clip["start"], clip["length"])
        for scene in shown["scenes"]
        for clip in scene["clips"]
        if clip["track"] == 0
    ]


async def test_an_edit_comes_back_as_one_change_that_undo_takes_back(ada: Person, cut: str) -> None:
    content = recut(await edit_of(ada, cut), {"Gulls": 40, "Storm": 40, "Rain": 30})
    before = await ada.position(cut)
    found = await compared(ada, cut, content, name="back.otio")
    assert (found["projectId"], found["position"]) == (cut, before)
    assert (found["file"], found["isForeign"], found["missing"]) == ("edit", False, 0)
    assert [(row["kind"], row["clip"]) for row in found["rows"]] == [
        ("changed", "Gulls"),
        ("changed", "Storm"),
        ("changed", "Rain"),
    ]
    assert await ada.position(cut) == before
    done = await ada.done("applyCommands", projectId=cut, commands=commands(found))
    assert done["position"] == before + 1
    assert sorted(played(await timeline(ada, cut)), key=lambda clip: clip[1]) == [
        ("Gulls", 0, 40),
        ("Storm", 40, 40),
        ("Rain", 80, 30),
    ]
    again = await compared(ada, cut, content)
    assert (again["rows"], again["unchanged"]) == ([], 4)
    await ada.done("undo", projectId=cut)
    assert played(await timeline(ada, cut)) == [
        ("Gulls", 0, 50),
        ("Rain", 50, 30),
        ("Storm", 80, 40),
    ]


async def test_clips_that_are_not_in_an_edit_are_deleted_only_where_it_is_wished(
    ada: Person, cut: str
) -> None:
    content = recut(await edit_of(ada, cut), {"Gulls": 50, "Storm": 40})
    found = await compared(ada, cut, content)
    gone = found["rows"][-1]
    assert (gone["kind"], gone["clip"]) == ("missing", "Rain")
    assert gone["reason"] == "Others come to play where it is: without this they cannot."
    refusal = await ada.refused(
        "applyCommands", projectId=cut, commands=commands(found, without="missing")
    )
    assert refusal["__typename"] == "RuleViolatedError"
    wished = await compared(ada, cut, content, deletions="yes")
    await ada.done("applyCommands", projectId=cut, commands=commands(wished))
    assert played(await timeline(ada, cut)) == [("Gulls", 0, 50), ("Storm", 50, 40)]


async def test_a_list_of_a_track_is_compared_with_that_track(ada: Person, cut: str) -> None:
    link = await exported(ada, cut, "EDL")
    packed = zipfile.ZipFile(io.BytesIO(await downloaded(ada, link["url"])))
    upper = packed.read("Harbour-v2.edl").replace(b"NAME: Title", b"NAME: Credits")
    found = await compared(ada, cut, upper, name="Harbour-v2.edl")
    [row] = found["rows"]
    assert [(one["before"], one["after"]) for one in row["changes"]] == [("Title", "Credits")]
    assert found["missing"] == 0


async def test_a_file_of_something_else_is_said_to_be_so(ada: Person, cut: str) -> None:
    for content, name, kind in (
        (FOREIGN, "night.edl", "edit"),
        (b"INT. HOUSE - DAY\n\nA door.\n", "house.fountain", "words"),
    ):
        found = await compared(ada, cut, content, name=name)
        assert (found["file"], found["isForeign"], found["rows"]) == (kind, True, [])


@pytest.mark.parametrize(
    ("content", "query", "field", "told"),
    [
        (b"", {}, "file", "The file is empty."),
        (FOREIGN.replace(b"01:00:02:00", b"01:00:99:00"), {"name": "a.edl"}, "file", "Line 4"),
        (FOREIGN, {"deletions": "maybe"}, "deletions", "Write deletions=yes or deletions=no."),
    ],
)
async def test_an_edit_that_cannot_be_compared_is_refused_in_a_sentence(
    content: bytes, query: dict[str, str], field: str, told: str, ada: Person, cut: str
) -> None:
    response = await sent(ada, cut, content, **query)
    error = response.json()["error"]
    assert (response.status_code, error["kind"], error["field"]) == (
        400,
        "RuleViolatedError",
        field,
    )
    assert error["message"].startswith(told)
