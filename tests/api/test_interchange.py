"""Edits in, exports out: over HTTP, as other programs see them."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import opentimelineio as otio
import pytest

from interchange import otio as ours
from interchange.timeline import Reading
from server.account.token import ACCESS, LINK
from tests.api.client import Json, Person, new_command
from tests.api.conftest import World
from tests.api.timeline import timeline

SAMPLES: Final = Path(__file__).parent.parent / "interchange" / "samples"
EXPIRED: Final = "This link has expired or is damaged. Ask for a new one."


async def imported(person: Person, name: str, content: bytes, path: str = "", **query: str) -> Json:
    response = await person.http.post(
        f"/api/{path}imports",
        params={"name": name, **query},
        content=content,
        headers=person.headers,
    )
    assert response.status_code == 201, response.text
    answered: Json = response.json()
    return answered


async def refused(person: Person, content: bytes, path: str = "", **query: str) -> tuple[int, Json]:
    response = await person.http.post(
        f"/api/{path}imports", params=query, content=content, headers=person.headers
    )
    answered: Json = response.json()["error"]
    return response.status_code, answered


async def exported(person: Person, project: str, kind: str, **options: str) -> Json:
    given = [{"name": name, "value": value} for name, value in options.items()]
    return await person.done("exportProject", projectId=project, format=kind, options=given)


async def downloaded(person: Person, url: str) -> bytes:
    response = await person.http.get(url)
    assert response.status_code == 200, response.text
    return response.content


@pytest.fixture
async def cut(ada: Person) -> str:
    """A project at 25 frames with two scenes, a gap, a second track and an alternate."""
    project = await ada.project("Harbour: *night*", frameRate="FPS_25", startTimecode="01:00:00:00")
    quay, pier = await ada.scene(project, name="Quay"), await ada.scene(project, name="Pier")
    gulls = await ada.clip(quay, 50, name="Gulls", imagePrompt="gulls", parameters={"seed": 7})
    await ada.clip(quay, 25, name="Title", track=1, start=10)
    await ada.clip(pier, 30, name="Rain", start=20, lyrics="It rains", notes="Louder")
    await ada.done("linkMedia", clipId=gulls, url="file:///gulls.mov", start=5, length=100)
    other = await ada.done("addClipAlternate", clipId=gulls)
    await ada.done("editClip", clipId=other["clip"]["id"], imagePrompt="terns")
    return project


async def test_an_otio_export_is_read_by_opentimelineio(ada: Person, cut: str) -> None:
    link = await exported(ada, cut, "OTIO")
    assert link["fileName"] == "Harbour_ _night_.otio"
    assert link["omissions"] == []
    left = datetime.fromisoformat(link["expiresAt"]) - datetime.now(UTC)
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    response = await ada.http.get(link["url"])
    assert response.headers["content-disposition"] == (
        "attachment; filename=\"Harbour_ _night_.otio\"; filename*=UTF-8''Harbour_%20_night_.otio"
    )
    assert response.headers["cache-control"] == "no-store"
    read: Any = otio.adapters.read_from_string(response.text, "otio_json")
    assert (read.name, read.global_start_time) == (
        "Harbour: *night*",
        otio.opentime.RationalTime(90_000, 25),
    )
    layers = [
        [(type(item).__name__, item.name, item.duration().value) for item in track]
        for track in read.tracks
    ]
    assert layers == [
        [("Clip", "Gulls", 50), ("Gap", "", 20), ("Clip", "Rain", 30)],
        [("Gap", "", 10), ("Clip", "Title", 25)],
    ]
    gulls = read.tracks[0][0]
    assert gulls.media_reference.target_url == "file:///gulls.mov"
    assert gulls.source_range.start_time.value == 5


async def test_a_json_export_holds_times_in_frames_seconds_and_timecode(
    ada: Person, cut: str
) -> None:
    link = await exported(ada, cut, "JSON")
    document = json.loads(await downloaded(ada, link["url"]))
    text = json.dumps(document)
    assert '"timecode": "01:00:02:20"' in text
    clips = [
        (item["name"], item["start"]["frames"], item["length"]["frames"])
        for track in document["tracks"]
        for item in track["items"]
        if item["type"] == "clip"
    ]
    assert clips == [("Gulls", 0, 50), ("Rain", 70, 30), ("Title", 10, 25)]


async def test_an_export_comes_back_as_the_same_timeline(ada: Person, cut: str) -> None:
    link = await exported(ada, cut, "OTIO")
    content = await downloaded(ada, link["url"])
    back = await imported(ada, link["fileName"], content)
    assert (back["position"], back["scenes"], back["clips"], back["omissions"]) == (1, 2, 4, [])
    assert timeless(await timeline(ada, back["projectId"])) == timeless(await timeline(ada, cut))


def timeless(shown: Json) -> Json:
    """Leave out what is new with each project: ids, versions, position."""
    text = json.dumps(shown)
    for value in [shown["projectId"], *_ids(shown)]:
        text = text.replace(value, "an id")
    plain: Json = json.loads(text, object_hook=_versionless)
    return plain


def _versionless(value: Json) -> Json:
    return {key: item for key, item in value.items() if key not in {"version", "position"}}


def _ids(shown: Json) -> list[str]:
    scenes = shown["scenes"]
    clips = [clip for scene in scenes for clip in scene["clips"]]
    return [each["id"] for each in [*scenes, *clips, *[a for c in clips for a in c["alternates"]]]]


async def test_a_link_is_for_who_may_still_see_the_project(
    ada: Person, bob: Person, nobody: Person, cut: str
) -> None:
    await ada.share(cut, bob, "VIEWER")
    hers, his = await exported(ada, cut, "OTIO"), await exported(bob, cut, "OTIO")
    assert (await nobody.http.get(his["url"])).status_code == 200
    await ada.done("removeMember", projectId=cut, userId=bob.id)
    gone = await nobody.http.get(his["url"])
    assert (gone.status_code, gone.json()["error"]["kind"]) == (404, "NotFoundError")
    assert (await nobody.http.get(hers["url"])).status_code == 200


def claims(project: str, person: Person) -> Json:
    asked = {"project": project, "format": "OTIO", "options": {}, "position": 1}
    return {"claims": {**asked, "user": person.id}}


FORGED: Final[dict[str, Callable[[World, Person, str], str]]] = {
    "expired": lambda world, ada, cut: world.mint.sign(LINK, claims(cut, ada), -timedelta(1)),
    "for something else": lambda w, ada, cut: w.mint.sign(ACCESS, claims(cut, ada), timedelta(1)),
    "an access token": lambda _, ada, __: ada.token,
    "cut off": lambda world, ada, cut: world.mint.sign(LINK, claims(cut, ada), timedelta(1))[:-3],
    "nonsense": lambda _, __, ___: "nonsense",
    "not ASCII": lambda _, __, ___: "é%00%ff",
    "very long": lambda _, __, ___: "a." * 3_000,
}


@pytest.mark.parametrize("kind", FORGED)
async def test_a_link_that_is_not_ours_or_has_expired_is_refused(
    kind: str, world: World, ada: Person, cut: str
) -> None:
    response = await ada.http.get(f"/exports/{FORGED[kind](world, ada, cut)}")
    assert (response.status_code, response.json()["error"]["message"]) == (403, EXPIRED)


async def test_a_link_is_made_for_one_project_and_person(
    world: World, ada: Person, bob: Person, cut: str
) -> None:
    good = world.mint.sign(LINK, claims(cut, ada), timedelta(1))
    assert (await ada.http.get(f"/exports/{good}")).status_code == 200
    foreign = world.mint.sign(LINK, claims(cut, bob), timedelta(1))
    assert (await ada.http.get(f"/exports/{foreign}")).status_code == 404


SAMPLE: Final[dict[str, tuple[int, int, str]]] = {
    "clip_example.otio": (1, 1, "FPS_24"),
    "multitrack.otio": (1, 5, "FPS_24"),
    "screening_example.otio": (1, 9, "FPS_24"),
    "simple_cut.otio": (1, 4, "FPS_24"),
}


@pytest.mark.parametrize("name", SAMPLE)
async def test_a_real_edit_becomes_a_project_with_a_report(name: str, ada: Person) -> None:
    content = (SAMPLES / name).read_bytes()
    made = await imported(ada, name, content)
    shown = await ada.shown("project", made["projectId"])
    assert shown["statistics"]["clips"] == made["clips"]
    assert (made["scenes"], made["clips"], shown["settings"]["frameRate"]) == SAMPLE[name]
    assert (shown["name"], shown["position"]) == (name.removesuffix(".otio"), 1)
    for omission in made["omissions"]:
        assert omission.keys() == {"what", "where", "reason", "count"}
        assert omission["what"]
        assert omission["reason"].endswith(".")
    history = await ada.ask(
        "query($id: ID!) { project(id: $id) { history { edges { node { note } } } } }",
        id=made["projectId"],
    )
    (edge,) = history["project"]["history"]["edges"]
    assert edge["node"]["note"] == f"Imported {name}"


async def test_an_edit_is_added_to_a_project_at_its_own_rate(ada: Person) -> None:
    project = await ada.project(frameRate="FPS_50")
    await ada.clip(await ada.scene(project, name="First"), 100)
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    made = await imported(ada, "simple_cut.otio", content, f"projects/{project}/")
    assert (made["projectId"], made["position"], made["scenes"]) == (project, 4, 1)
    assert made["omissions"][0]["what"] == "The rate of 24 frames a second"
    shown = await timeline(ada, project)
    alone = await imported(ada, "simple_cut.otio", content)
    original = await timeline(ada, alone["projectId"])
    wanted = [
        (clip["name"], round(clip["start"] * 50 / 24), clip["length"])
        for clip in original["scenes"][0]["clips"]
    ]
    got = [(clip["name"], clip["start"], clip["length"]) for clip in shown["scenes"][1]["clips"]]
    assert [(name, start) for name, start, _ in got] == [(n, s) for n, s, _ in wanted]
    assert [abs(a[2] - b[2] * 50 / 24) <= 1 for a, b in zip(got, wanted, strict=True)]
    assert (shown["scenes"][1]["start"], shown["frameRate"]) == (100, "FPS_50")


async def test_the_same_import_twice_is_one(ada: Person, project: str) -> None:
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    for path in ("", f"projects/{project}/"):
        command = new_command()
        first, again, *rest = await asyncio.gather(
            *(imported(ada, "a.otio", content, path, command=command) for _ in range(4))
        )
        assert [again, *rest] == [first] * 3
        assert await ada.position(first["projectId"]) == first["position"]


async def test_edits_are_read_one_at_a_time_for_the_memory_that_takes(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = most = 0
    read = ours.read

    def watched(content: bytes) -> Reading:
        nonlocal reading, most
        reading += 1
        most = max(most, reading)
        time.sleep(0.02)
        found = read(content)
        reading -= 1
        return found

    monkeypatch.setattr(ours, "read", watched)
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    made = await asyncio.gather(*(imported(ada, "a.otio", content) for _ in range(4)))
    assert len({one["projectId"] for one in made}) == 4
    assert most == 1


async def test_who_may_only_look_cannot_import(ada: Person, bob: Person, project: str) -> None:
    await ada.share(project, bob, "REVIEWER")
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    status, error = await refused(bob, content, f"projects/{project}/")
    assert (status, error["kind"]) == (403, "ForbiddenError")
    assert await ada.position(project) == 2


def timeline_of(children: list[Any]) -> bytes:
    track = {"OTIO_SCHEMA": "Track.1", "kind": "Video", "name": "V1", "children": children}
    stack = {"OTIO_SCHEMA": "Stack.1", "children": [track]}
    return json.dumps({"OTIO_SCHEMA": "Timeline.1", "name": "Cut", "tracks": stack}).encode()


CLIP: Final = {
    "OTIO_SCHEMA": "Clip.2",
    "name": "shot",
    "source_range": {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 0.0},
        "duration": {"OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 12.0},
    },
}
CORRUPT: Final[tuple[bytes, ...]] = (
    b"",
    b"\x00",
    b"{",
    b"[]",
    b"{}",
    b'{"OTIO_SCHEMA": "Timeline.1"',
    b'{"OTIO_SCHEMA": "Clip.2"}',
    b'{"OTIO_SCHEMA": 7}',
    b'{"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": 7}}',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    (SAMPLES / "simple_cut.otio").read_bytes()[:-40],
    (SAMPLES / "simple_cut.otio").read_bytes().replace(b"24", b"-24"),
    (SAMPLES / "simple_cut.otio").read_bytes().replace(b'"rate": 24', b'"rate": NaN'),
    timeline_of([{**CLIP, "source_range": {"OTIO_SCHEMA": "TimeRange.1"}}]),
    b"<xmeml/>",
)


@pytest.mark.parametrize("content", CORRUPT, ids=range(len(CORRUPT)))
async def test_a_file_that_is_no_edit_is_refused_and_changes_nothing(
    ada: Person, project: str, content: bytes
) -> None:
    for path in ("", f"projects/{project}/"):
        status, error = await refused(ada, content, path)
        assert (status, error["kind"], error["field"]) == (400, "RuleViolatedError", "file")
        assert 0 < len(error["message"]) < 500
    assert await ada.position(project) == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"command": "no uuid"}, "command"),
        ({"name": "a\u0000b.otio"}, "name"),
        ({"name": "x" * 5_000}, "name"),
    ],
)
async def test_a_wrong_request_for_an_import_is_refused(
    query: dict[str, str], field: str, ada: Person, project: str
) -> None:
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    for path in ("", f"projects/{project}/"):
        status, error = await refused(ada, content, path, **query)
        assert (status, error["field"]) == (400, field)
    assert await ada.position(project) == 1


@pytest.mark.parametrize("name", [".otio", "  .otio", "cut", "🎬.otio", "x" * 1_000 + ".otio"])
async def test_an_edit_of_any_name_becomes_a_project(name: str, ada: Person) -> None:
    made = await imported(ada, name, (SAMPLES / "simple_cut.otio").read_bytes())
    assert (await ada.shown("project", made["projectId"]))["name"]


async def test_an_edit_of_fifty_thousand_clips_is_refused_in_a_sentence(
    ada: Person, project: str
) -> None:
    content = timeline_of([CLIP] * 50_000)
    status, error = await refused(ada, content, f"projects/{project}/")
    assert (status, error["kind"], error["field"]) == (400, "RuleViolatedError", "file")
    assert error["message"] == (
        "The timeline has more than 20000 clips, which is the most that one import may bring. "
        "Split it in the editor and import the parts one by one."
    )
    assert await ada.position(project) == 1


async def test_a_file_that_is_too_long_is_refused(
    ada: Person, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.route.LARGEST_EDIT", 1_000_000)
    status, error = await refused(ada, b"x" * 1_000_001, f"projects/{project}/")
    assert (status, error["kind"], error["message"]) == (
        413,
        "TooLargeError",
        "An edit has at most 1 MB. Cut it into reels and import these.",
    )
    assert await ada.position(project) == 1
