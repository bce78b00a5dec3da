"""Time travel: a project, its timeline, its scenes and its clips as they were at any moment."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.client import Json, Person, new_id, registered
from tests.api.past import as_it_was, error_of, looked_up, timeline_at
from tests.api.timeline import timeline

MOMENTS = """
    query($id: ID!, $count: Int! = 200) {
      project(id: $id) { moments(count: $count) { position at } }
    }
"""
AT = {
    "project": "query($id: ID!, $at: At) { project(id: $id, at: $at) { position } }",
    "timeline": "query($id: ID!, $at: At) { timeline(projectId: $id, at: $at) { position } }",
    "scene": "query($id: ID!, $at: At) { scene(id: $id, at: $at) { version } }",
    "clip": "query($id: ID!, $at: At) { clip(id: $id, at: $at) { version } }",
}


async def moments(person: Person, project: str, **variables: Any) -> list[Json]:
    found: list[Json] = (await person.ask(MOMENTS, id=project, **variables))["project"]["moments"]
    return found


async def test_every_moment_shows_what_was_shown_then(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    seen = {n: await timeline(ada, project) for n in (await ada.position(project),)}

    async def look() -> None:
        shown = await timeline(ada, project)
        seen[shown["position"]] = shown

    other = await ada.clip(scene, name="Rain")
    await look()
    await ada.done("moveClip", clipId=clip, start=240)
    await look()
    await ada.done("addClipAlternate", clipId=other)
    await look()
    await ada.done("addSceneAlternate", sceneId=scene)
    await look()
    await ada.done("deleteClip", clipId=other)
    await look()
    await ada.done("changeSettings", projectId=project, startTimecode="01:00:00:00")
    await look()
    for position, shown in seen.items():
        assert await timeline_at(ada, project, position=position) == shown
    assert sorted(seen) == list(range(3, 10))


async def test_a_project_is_seen_as_it_was_with_its_numbers(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    then = await as_it_was(ada, "project", project)
    await ada.clip(scene, 48, name="Rain")
    await ada.done("editProject", projectId=project, name="Tide", description="At night")
    await ada.done("changeSettings", projectId=project, frameRate="FPS_25", conform="KEEP_FRAMES")
    now = await as_it_was(ada, "project", project)
    assert (now["name"], now["statistics"]["clips"], now["statistics"]["duration"]) == (
        "Tide",
        2,
        72,
    )
    past = await as_it_was(ada, "project", project, position=3)
    assert past is not None
    assert past == then
    assert past["statistics"] == {
        "scenes": 1,
        "clips": 1,
        "alternates": 0,
        "duration": 24,
        "durationTimecode": "00:00:01:00",
        "durationSeconds": 1.0,
        "statuses": past["statistics"]["statuses"],
        "completion": 0.0,
        "gaps": 0,
    }
    assert (past["timeline"], past["position"]) == ({"position": 3, "length": 24}, 3)
    assert clip


async def test_what_is_deleted_now_was_there_and_what_was_deleted_then_too(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    rain = await ada.clip(scene, name="Rain")
    await ada.done("deleteClip", clipId=clip)
    await ada.done("restoreClip", clipId=clip)
    await ada.done("deleteScene", sceneId=scene)
    for position, scenes, clips in ((4, [], []), (5, [], ["Gulls"]), (7, ["Quay"], [])):
        past = await as_it_was(ada, "project", project, position=position)
        assert [one["name"] for one in past["deleted"]["scenes"]] == scenes
        assert [one["name"] for one in past["deleted"]["clips"]] == clips
    was = await as_it_was(ada, "clip", clip, position=5)
    assert (was["isDeleted"], was["id"]) == (True, clip)
    there = await as_it_was(ada, "scene", scene, position=6)
    assert [one["id"] for one in there["clips"]] == [clip, rain]


async def test_a_clip_and_a_scene_are_seen_as_they_were(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    shown_clip, shown_scene = await ada.shown("clip", clip), await ada.shown("scene", scene)
    await ada.done("editScene", sceneId=scene, name="Pier", imageTemplate="ink, {prompt}")
    await ada.done("editClip", clipId=clip, imagePrompt="gulls", parameters={"seed": 7})
    await ada.done("addClipAlternate", clipId=clip)
    assert await as_it_was(ada, "clip", clip, position=3) == shown_clip
    assert await as_it_was(ada, "scene", scene, position=3) == shown_scene
    later = await as_it_was(ada, "clip", clip, position=5)
    assert later["effective"]["image"] == "ink, gulls"
    assert later["version"] == 3
    assert project


async def test_what_was_not_there_yet_is_not_found(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    assert await looked_up(ada, "clip", clip, position=2) is None
    assert await looked_up(ada, "scene", scene, position=1) is None
    first = await as_it_was(ada, "project", project, position=1)
    assert first["statistics"]["scenes"] == 0


async def test_a_time_is_the_last_change_until_then(ada: Person, project: str, clip: str) -> None:
    for start in (48, 96):
        await asyncio.sleep(0.003)
        await ada.done("moveClip", clipId=clip, start=start)
    marks = {
        one["position"]: datetime.fromisoformat(one["at"]) for one in await moments(ada, project)
    }
    for position, start in ((3, 0), (4, 48), (5, 96)):
        for at in (marks[position].isoformat(), marks[position].replace(tzinfo=None).isoformat()):
            was = await as_it_was(ada, "clip", clip, time=at)
            assert was["start"] == start
    between = marks[5] - timedelta(milliseconds=1)
    shown = await timeline_at(ada, project, time=between.isoformat())
    assert shown is not None
    assert shown["position"] == 4
    newest = await as_it_was(ada, "project", project, time="2199-01-01T00:00:00Z")
    assert newest["position"] == 5


@pytest.mark.parametrize("kind", AT)
async def test_a_moment_that_is_not_there_is_refused(
    kind: str, ada: Person, project: str, scene: str, clip: str
) -> None:
    id_ = {"scene": scene, "clip": clip}.get(kind, project)
    for position in (0, -1, 4, 2**31 - 1):
        assert await error_of(ada, AT[kind], id=id_, at={"position": position}) == (
            (
                f"There is no change {position:,}: the project has the changes 1 to 3. Choose one"
                " of these."
            ),
            {"code": "RULE_VIOLATED", "field": "at"},
        )
    for time in ("0001-01-01T00:00:00Z", "2020-01-01T00:00:00", "0001-01-01T00:00:00+14:00"):
        assert await error_of(ada, AT[kind], id=id_, at={"time": time}) == (
            "The project was not there yet at that time. Choose a later one.",
            {"code": "RULE_VIOLATED", "field": "at"},
        )


@pytest.mark.parametrize(
    "at",
    [
        {},
        {"position": 1, "time": "2026-01-01T00:00:00Z"},
        {"position": None},
        {"time": None},
        {"time": "yesterday"},
        {"position": "first"},
    ],
)
async def test_a_moment_that_is_none_is_a_bad_query(ada: Person, project: str, at: Json) -> None:
    answered = await ada.answer(AT["project"], id=project, at=at)
    assert answered["errors"]
    assert not (answered.get("data") or {}).get("project")


async def test_the_past_is_for_members_of_today(
    nobody: Person, ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob, "VIEWER")
    assert (await timeline_at(bob, project, position=1)) is not None
    late = await registered(nobody, "Late")
    await ada.share(project, late, "VIEWER")
    await ada.done("removeMember", projectId=project, userId=bob.id)
    for kind, id_ in (("project", project), ("clip", clip)):
        assert await looked_up(bob, kind, id_, position=4) is None
        assert await looked_up(late, kind, id_, position=3) is not None
    assert await timeline_at(bob, project, position=4) is None
    seen = await as_it_was(late, "project", project, position=4)
    assert seen["viewerRole"] == "VIEWER"
    assert late.id in [one["user"]["id"] for one in seen["members"]]
    unknown = new_id("project")
    assert await looked_up(ada, "project", unknown, position=1) is None
    assert await timeline_at(ada, unknown, position=1) is None
    _, extensions = await error_of(nobody, AT["project"], id=project, at={"position": 1})
    assert extensions == {"code": "UNAUTHENTICATED"}


async def test_a_stranger_learns_nothing_from_a_moment_that_is_not_there(
    bob: Person, project: str, clip: str
) -> None:
    for kind, id_ in (("project", project), ("timeline", project), ("clip", clip)):
        answered = await bob.answer(AT[kind], id=id_, at={"position": 99})
        assert answered == {"data": {kind: None}}


async def test_moments_are_marks_from_the_first_to_the_last(
    ada: Person, project: str, scene: str
) -> None:
    for n in range(8):
        await ada.done("editScene", sceneId=scene, name=f"Quay {n}")
    assert [one["position"] for one in await moments(ada, project)] == list(range(1, 11))
    few = await moments(ada, project, count=4)
    assert [one["position"] for one in few] == [1, 4, 7, 10]
    assert [one["position"] for one in await moments(ada, project, count=1)] == [1]
    times = [datetime.fromisoformat(one["at"]) for one in few]
    assert times == sorted(times)
    assert abs(datetime.now(UTC) - times[-1]) < timedelta(minutes=5)


@pytest.mark.parametrize("count", [0, -1, 501])
async def test_too_many_moments_or_none_are_refused(ada: Person, project: str, count: int) -> None:
    assert await error_of(ada, MOMENTS, id=project, count=count) == (
        f"Ask for 1 to 500 moments, not {count}.",
        {"code": "RULE_VIOLATED", "field": "count"},
    )
