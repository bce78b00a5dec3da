"""Restoring: a clip, a scene or everything as it was, as a new change that can be undone."""

from typing import Any

import pytest

from tests.api.client import Json, Person, new_command, new_id, registered
from tests.api.past import activities, as_it_was, compared
from tests.api.timeline import timeline

UNSEEN = "There is no such thing, or it is not shared with you."


async def restored(person: Person, project: str, position: int, **input_: Any) -> Json:
    return await person.done("restore", projectId=project, at={"position": position}, **input_)


async def test_a_clip_becomes_as_it_was_and_nothing_else(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    rain = await ada.clip(scene, name="Rain", start=240)
    await ada.done("moveClip", clipId=clip, start=48)
    await ada.done("editClip", clipId=clip, name="Terns", lyrics="sea", parameters={"seed": 7})
    await ada.done("editClip", clipId=rain, lyrics="storm")
    done = await restored(ada, project, 3, id=clip)
    assert done == {
        "__typename": "RestoreSuccess",
        "projectId": project,
        "position": 8,
        "ids": [clip],
    }
    shown = await ada.shown("clip", clip)
    assert (shown["name"], shown["start"], shown["lyrics"], shown["parameters"]) == (
        "Gulls",
        0,
        "",
        {},
    )
    assert (await ada.shown("clip", rain))["lyrics"] == "storm"
    newest = (await activities(ada, project))[0]
    assert (newest["note"], newest["isStep"], newest["undoes"]) == (
        "Restored from change 3",
        True,
        None,
    )


async def test_only_the_chosen_fields_come_back(ada: Person, project: str, clip: str) -> None:
    await ada.done("moveClip", clipId=clip, start=48)
    await ada.done("editClip", clipId=clip, name="Terns", imagePrompt="terns", notes="Louder")
    await restored(ada, project, 3, id=clip, fields=["imagePrompt", "name"])
    shown = await ada.shown("clip", clip)
    assert (shown["name"], shown["imagePrompt"], shown["notes"], shown["start"]) == (
        "Gulls",
        "",
        "Louder",
        48,
    )


@pytest.mark.parametrize(
    ("kind", "fields", "known"),
    [
        (
            "clip",
            ["colour"],
            (
                "deletion, name, place, length, lyrics, notes, image prompt, video prompt,"
                " negative prompt, parameters, status, media, transition, selected image,"
                " selected video"
            ),
        ),
        (
            "scene",
            ["chosen"],
            (
                "deletion, name, description, lyrics, image template, video template,"
                " negative template, parameters"
            ),
        ),
        (
            "scene",
            [],
            (
                "deletion, name, description, lyrics, image template, video template,"
                " negative template, parameters"
            ),
        ),
    ],
)
async def test_fields_that_cannot_be_chosen_are_refused_with_those_that_can(
    ada: Person, project: str, scene: str, clip: str, kind: str, fields: list[str], known: str
) -> None:
    about = {"clip": clip, "scene": scene}[kind]
    refused = await ada.refused(
        "restore", projectId=project, at={"position": 3}, id=about, fields=fields
    )
    assert (refused["__typename"], refused["field"], refused["message"]) == (
        "RuleViolatedError",
        "fields",
        f"Choose among these fields: {known}.",
    )


async def test_a_deleted_clip_comes_back_as_it_was(ada: Person, project: str, clip: str) -> None:
    await ada.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("deleteClip", clipId=clip)
    await restored(ada, project, 3, id=clip)
    shown = await ada.shown("clip", clip)
    assert (shown["isDeleted"], shown["lyrics"]) == (False, "")


async def test_a_scene_becomes_as_it_was_with_its_clips(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    rain = await ada.clip(scene, name="Rain")
    before = await ada.shown("scene", scene)
    pier = await ada.scene(project, name="Pier")
    await ada.done("editScene", sceneId=scene, name="Old quay", lyrics="la")
    await ada.done("moveClip", clipId=clip, sceneId=pier, start=0)
    await ada.done("deleteClip", clipId=rain)
    late = await ada.clip(scene, name="Late")
    done = await restored(ada, project, 4, id=scene)
    assert sorted(done["ids"]) == sorted([scene, clip, rain, late])
    after = await ada.shown("scene", scene)
    assert [after[name] for name in ("name", "lyrics", "length")] == [
        before[name] for name in ("name", "lyrics", "length")
    ]
    assert [(one["id"], one["start"]) for one in after["clips"]] == [(clip, 0), (rain, 24)]
    assert (await ada.shown("clip", late))["isDeleted"]
    assert (await ada.shown("scene", pier))["clips"] == []


async def test_a_scene_s_own_fields_come_back_without_its_clips(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    await ada.done("editScene", sceneId=scene, name="Old quay", lyrics="la")
    await ada.done("moveClip", clipId=clip, start=48)
    done = await restored(ada, project, 3, id=scene, fields=["name"])
    assert done["ids"] == [scene]
    shown = await ada.shown("scene", scene)
    assert (shown["name"], shown["lyrics"], shown["clips"][0]["start"]) == ("Quay", "la", 48)


async def test_everything_becomes_as_it_was_and_can_be_undone(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    then = await as_it_was(ada, "project", project)
    await ada.done("addClipAlternate", clipId=clip)
    await ada.scene(project, name="Pier")
    await ada.done("editProject", projectId=project, name="Tide")
    await ada.done("changeSettings", projectId=project, frameRate="FPS_50", conform="KEEP_TIME")
    await ada.done("deleteScene", sceneId=scene)
    now = await timeline(ada, project)
    done = await restored(ada, project, 3)
    assert (await compared(ada, project, {"position": 3}))["differences"] == []
    after = await as_it_was(ada, "project", project)
    for name in ("name", "settings", "statistics", "members"):
        assert after[name] == then[name]
    taken = await ada.done("undo", projectId=project)
    assert taken["undone"] == done["position"]
    shown = await timeline(ada, project)
    assert [one["name"] for one in shown["scenes"]] == [one["name"] for one in now["scenes"]]
    assert shown["frameRate"] == "FPS_50"


async def test_members_stay_as_they_are(ada: Person, bob: Person, project: str, clip: str) -> None:
    await ada.share(project, bob)
    await bob.done("editClip", clipId=clip, lyrics="sea")
    await restored(ada, project, 3)
    shown = await bob.shown("project", project)
    assert shown["viewerRole"] == "EDITOR"
    assert (await bob.shown("clip", clip))["lyrics"] == ""


async def test_what_is_so_already_changes_nothing(ada: Person, project: str, clip: str) -> None:
    for about in ({}, {"id": clip}):
        done = await restored(ada, project, 3, **about)
        assert (done["position"], done["ids"]) == (None, [])
    assert await ada.position(project) == 3


async def test_a_time_will_do(ada: Person, project: str, clip: str) -> None:
    await ada.done("editClip", clipId=clip, lyrics="sea")
    first = (await activities(ada, project))[1]
    await ada.done("restore", projectId=project, at={"time": first["at"]}, id=clip)
    shown = await ada.shown("clip", clip)
    assert shown["lyrics"] in {"", "sea"}  # both changes may be of the same millisecond
    refused = await ada.refused(
        "restore", projectId=project, at={"time": "2001-01-01T00:00:00Z"}, id=clip
    )
    assert refused["message"] == "The project was not there yet at that time. Choose a later one."


async def test_a_place_that_is_taken_now_is_refused(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    await ada.done("moveClip", clipId=clip, start=48)
    await ada.clip(scene, name="Rain", start=0)
    refused = await ada.refused("restore", projectId=project, at={"position": 3}, id=clip)
    assert (refused["__typename"], refused["field"]) == ("RuleViolatedError", "place")
    assert refused["message"].startswith("'Gulls': ")
    assert refused["freeSlots"]
    await restored(ada, project, 3, id=clip, fields=["name"])
    everything = await restored(ada, project, 3)
    assert everything["position"] == 6


async def test_what_was_not_there_then_or_never_is_refused(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    refused = await ada.refused("restore", projectId=project, at={"position": 2}, id=clip)
    assert (refused["__typename"], refused["message"]) == (
        "RuleViolatedError",
        "'Gulls' was not there then. Choose another moment.",
    )
    await ada.done("deleteClip", clipId=clip)
    refused = await ada.refused("restore", projectId=project, at={"position": 4}, id=clip)
    assert refused["message"] == "'Gulls' was not there then. Choose another moment."
    for id_ in (new_id("clip"), new_id("scene"), project, "x", ""):
        refused = await ada.refused("restore", projectId=project, at={"position": 3}, id=id_)
        assert (refused["__typename"], refused["message"]) == (
            "NotFoundError",
            "There is no such scene or clip in this project. Reload it to see what is there.",
        )
    other = await ada.scene(await ada.project())
    refused = await ada.refused("restore", projectId=project, at={"position": 3}, id=other)
    assert refused["__typename"] == "NotFoundError"
    assert scene


async def test_moments_that_are_not_there_are_refused(ada: Person, project: str) -> None:
    for position in (0, -1, 99):
        refused = await ada.refused("restore", projectId=project, at={"position": position})
        assert (refused["__typename"], refused["field"], refused["message"]) == (
            "RuleViolatedError",
            "at",
            (
                f"There is no change {position:,}: the project has the changes 1 to 1. Choose one"
                " of these."
            ),
        )


async def test_the_same_command_restores_once(ada: Person, project: str, clip: str) -> None:
    await ada.done("editClip", clipId=clip, lyrics="sea")
    command = new_command()
    first = await restored(ada, project, 3, id=clip, commandId=command)
    await ada.done("editClip", clipId=clip, lyrics="storm")
    assert await restored(ada, project, 3, id=clip, commandId=command) == first
    assert (await ada.shown("clip", clip))["lyrics"] == "storm"


async def test_only_editors_restore(nobody: Person, ada: Person, project: str, clip: str) -> None:
    viewer, stranger = await registered(nobody, "Vera"), await registered(nobody, "Sam")
    await ada.share(project, viewer, "VIEWER")
    await ada.done("editClip", clipId=clip, lyrics="sea")
    refused = await viewer.refused("restore", projectId=project, at={"position": 3})
    assert refused == {
        "__typename": "ForbiddenError",
        "message": "You are viewer of this project; this takes the role editor. Ask an owner.",
    }
    refused = await stranger.refused("restore", projectId=project, at={"position": 99})
    assert refused == {"__typename": "NotFoundError", "message": UNSEEN}
    await ada.done("archiveProject", projectId=project)
    refused = await ada.refused("restore", projectId=project, at={"position": 3})
    assert refused["message"] == (
        "The project is archived. Take it out of the archive to change it."
    )
