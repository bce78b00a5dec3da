"""Undo and redo, as people use them: their own steps, anybody's change, and what is in the way."""

import asyncio
from typing import Any

import pytest

from tests.api.client import Json, Person, new_command, new_id
from tests.api.past import UNDO_STATE, steps
from tests.api.test_interchange import SAMPLES, imported
from tests.api.timeline import timeline


async def undone(person: Person, project: str, **input_: Any) -> Json:
    return await person.done("undo", projectId=project, **input_)


async def redone(person: Person, project: str, **input_: Any) -> Json:
    return await person.done("redo", projectId=project, **input_)


async def test_undo_takes_back_one_s_latest_change_and_redo_brings_it_back(
    ada: Person, project: str, clip: str
) -> None:
    before = await timeline(ada, project)
    moved = await ada.done("moveClip", clipId=clip, start=48)
    after = await timeline(ada, project)
    taken = await undone(ada, project)
    assert taken == {
        "__typename": "UndoSuccess",
        "projectId": project,
        "position": moved["position"] + 1,
        "undone": moved["position"],
        "sentence": "moved 'Gulls' to 00:00:02:00",
        "ids": [clip],
    }
    assert placed(await timeline(ada, project)) == placed(before)
    back = await redone(ada, project)
    assert (back["undone"], back["sentence"]) == (
        taken["position"],
        "undid: moved 'Gulls' to 00:00:02:00",
    )
    assert placed(await timeline(ada, project)) == placed(after)


def placed(shown: Json) -> list[tuple[str, int, int]]:
    return [
        (clip["name"], clip["track"], clip["start"])
        for scene in shown["scenes"]
        for clip in scene["clips"]
    ]


async def test_steps_go_back_to_the_beginning_and_forth_again(
    ada: Person, project: str, scene: str
) -> None:
    clip = await ada.clip(scene, name="Gulls")
    await ada.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("trimClip", clipId=clip, length=5)
    assert [(await undone(ada, project))["undone"] for _ in range(4)] == [5, 4, 3, 2]
    assert (await timeline(ada, project))["scenes"] == []
    refused = await ada.refused("undo", projectId=project)
    assert (refused["__typename"], refused["message"]) == (
        "RuleViolatedError",
        "There is nothing of yours to undo.",
    )
    assert [(await redone(ada, project))["undone"] for _ in range(4)] == [9, 8, 7, 6]
    refused = await ada.refused("redo", projectId=project)
    assert refused["message"] == "There is nothing of yours to redo."
    shown = await ada.shown("clip", clip)
    assert (shown["lyrics"], shown["length"], shown["isDeleted"]) == ("sea", 5, False)


async def test_what_undo_and_redo_would_do_is_known_after_a_reload(
    ada: Person, project: str, clip: str
) -> None:
    await ada.done("editClip", clipId=clip, name="Terns")
    reloaded = Person(http=ada.http, token=ada.token, id=ada.id)
    assert await steps(reloaded, project) == ("renamed 'Gulls' to 'Terns'", None)
    await undone(reloaded, project)
    assert await steps(ada, project) == (
        "added 'Gulls' at 00:00:00:00",
        "undid: renamed 'Gulls' to 'Terns'",
    )
    state = (await ada.ask(UNDO_STATE, id=project))["project"]["undoState"]
    assert (state["undo"]["position"], state["undo"]["isStep"]) == (3, True)
    assert (state["redo"]["position"], state["redo"]["undoes"]) == (5, 4)
    await ada.done("editClip", clipId=clip, name="Crows")
    assert await steps(ada, project) == ("renamed 'Gulls' to 'Crows'", None)


async def test_undo_that_is_pressed_quickly_takes_back_one_step_after_the_other(
    ada: Person, project: str, clip: str
) -> None:
    for n in range(8):
        await ada.done("editClip", clipId=clip, lyrics=f"line {n}")
    taken = await asyncio.gather(*(undone(ada, project) for _ in range(6)))
    assert sorted(one["undone"] for one in taken) == [6, 7, 8, 9, 10, 11]
    assert (await ada.shown("clip", clip))["lyrics"] == "line 1"
    back = await asyncio.gather(*(redone(ada, project) for _ in range(6)))
    assert len({one["undone"] for one in back}) == 6
    assert (await ada.shown("clip", clip))["lyrics"] == "line 7"


async def test_everybody_has_steps_of_their_own(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    other = await ada.clip((await ada.shown("clip", clip))["sceneId"], name="Rain")
    await bob.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("editClip", clipId=other, lyrics="storm")
    assert await steps(ada, project) == ("edited the lyrics of 'Rain'", None)
    assert await steps(bob, project) == ("edited the lyrics of 'Gulls'", None)
    assert (await undone(bob, project))["ids"] == [clip]
    assert (await ada.shown("clip", other))["lyrics"] == "storm"
    assert (await bob.refused("undo", projectId=project))["message"] == (
        "There is nothing of yours to undo."
    )


async def test_anybody_s_change_is_taken_back_by_its_position(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    moved = await ada.done("moveClip", clipId=clip, start=48)
    await bob.done("editClip", clipId=clip, lyrics="sea")
    taken = await undone(bob, project, position=moved["position"])
    assert (taken["undone"], taken["sentence"]) == (
        moved["position"],
        "moved 'Gulls' to 00:00:02:00",
    )
    shown = await ada.shown("clip", clip)
    assert (shown["start"], shown["lyrics"]) == (0, "sea")
    assert await steps(ada, project) == ("added 'Gulls' at 00:00:00:00", None)


@pytest.mark.usefixtures("clip")
async def test_an_import_is_one_step(ada: Person, project: str) -> None:
    before = await timeline(ada, project)
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    made = await imported(ada, "simple_cut.otio", content, f"projects/{project}/")
    after = await timeline(ada, project)
    taken = await undone(ada, project)
    assert (taken["undone"], len(taken["ids"])) == (
        made["position"],
        made["scenes"] + made["clips"],
    )
    assert names(await timeline(ada, project)) == names(before)
    await redone(ada, project)
    assert names(await timeline(ada, project)) == names(after)


def names(shown: Json) -> list[tuple[str, list[str]]]:
    return [(one["name"], [clip["name"] for clip in one["clips"]]) for one in shown["scenes"]]


async def test_commands_that_were_sent_together_are_one_step(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    new = new_id("clip")
    await ada.done(
        "applyCommands",
        projectId=project,
        commands=[
            {"moveClip": {"clipId": clip, "start": 240}},
            {"addClip": {"sceneId": scene, "length": 24, "start": 0, "id": new, "name": "Rain"}},
            {"editScene": {"sceneId": scene, "name": "Pier"}},
        ],
    )
    sentence, _ = await steps(ada, project)
    assert sentence == (
        "moved 'Gulls' to 00:00:10:00, added 'Rain' at 00:00:00:00 and renamed 'Quay' to 'Pier'"
    )
    taken = await undone(ada, project)
    assert sorted(taken["ids"]) == sorted([clip, scene, new])
    shown = await ada.shown("scene", scene)
    assert (shown["name"], [one["start"] for one in shown["clips"]]) == ("Quay", [0])
    await redone(ada, project)
    assert [one["name"] for one in (await ada.shown("scene", scene))["clips"]] == ["Rain", "Gulls"]


async def test_a_conformed_frame_rate_is_undone_with_all_it_moved(
    ada: Person, project: str, scene: str
) -> None:
    for start in (0, 30, 77):
        await ada.clip(scene, 25, start=start)
    before = await timeline(ada, project)
    await ada.done("changeSettings", projectId=project, frameRate="FPS_50", conform="KEEP_TIME")
    during = await timeline(ada, project)
    assert during["length"] > before["length"]
    await undone(ada, project)
    after = await timeline(ada, project)
    kept = ("frameRate", "startFrame", "length")
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert placed(after) == placed(before)
    await redone(ada, project)
    assert placed(await timeline(ada, project)) == placed(during)


async def test_settings_are_undone(ada: Person, project: str) -> None:
    before = await ada.shown("project", project)
    await ada.done(
        "changeSettings",
        projectId=project,
        resolution={"width": 640, "height": 480},
        aspectRatio="4:3",
        startTimecode="01:00:00:00",
        naming="{scene}_{clip:03}",
        imageModel="flux",
        style="ink",
    )
    await ada.done("editProject", projectId=project, name="Tide", description="At night")
    await undone(ada, project)
    await undone(ada, project)
    after = await ada.shown("project", project)
    assert (after["settings"], after["name"], after["description"]) == (
        before["settings"],
        before["name"],
        before["description"],
    )


async def test_scenes_alternates_and_deletions_are_undone(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    pier = await ada.scene(project, name="Pier")
    await ada.done("addClipAlternate", clipId=clip)
    other = await ada.done("addSceneAlternate", sceneId=scene)
    await ada.done("promoteScene", sceneId=other["scene"]["id"])
    await ada.done("reorderScene", sceneId=pier, afterSceneId=None)
    await ada.done("deleteScene", sceneId=pier)
    for _ in range(5):
        await undone(ada, project)
    shown = await timeline(ada, project)
    assert names(shown) == [("Quay", ["Gulls"]), ("Pier", [])]
    assert [one["alternates"] for one in shown["scenes"]] == [[], []]
    for _ in range(5):
        await redone(ada, project)
    shown = await timeline(ada, project)
    assert [(one["name"], one["badge"]) for one in shown["scenes"]] == [("Quay", "")]
    assert len(shown["scenes"][0]["alternates"]) == 1


async def test_the_same_command_is_undone_once(ada: Person, project: str, clip: str) -> None:
    await ada.done("moveClip", clipId=clip, start=48)
    await ada.done("moveClip", clipId=clip, start=96)
    command = new_command()
    first = await undone(ada, project, commandId=command)
    assert await undone(ada, project, commandId=command) == first
    assert (await ada.shown("clip", clip))["start"] == 48
    used = new_command()
    await ada.done("editProject", projectId=project, name="Tide", commandId=used)
    refused = await ada.refused("undo", projectId=project, commandId=used)
    assert (refused["message"], refused["field"]) == (
        "This command id was used for another change. Use a new UUID for each command.",
        "commandId",
    )


async def test_a_change_that_came_to_nothing_is_passed_over(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    await ada.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("editClip", clipId=clip, notes="Louder")
    await bob.done("editClip", clipId=clip, notes="")
    assert (await undone(ada, project))["undone"] == 5
    named = await undone(ada, project, position=6)
    assert (named["position"], named["undone"], named["ids"]) == (None, 6, [])
