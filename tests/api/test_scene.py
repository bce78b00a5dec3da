"""Scenes: added, edited, ordered, copied, tried in other versions, deleted and restored."""

from typing import Any

from tests.api.client import Person
from tests.api.timeline import timeline


async def names(person: Person, project: str) -> list[str]:
    return [scene["name"] for scene in (await timeline(person, project))["scenes"]]


async def test_scenes_are_named_and_added_where_they_are_wanted(ada: Person, project: str) -> None:
    first = await ada.scene(project)
    await ada.scene(project, name="End")
    await ada.scene(project, name="Prologue", afterSceneId=None)
    await ada.scene(project, name="Middle", afterSceneId=first)
    assert await names(ada, project) == ["Prologue", "Scene 1", "Middle", "End"]


async def test_a_scene_is_edited_field_by_field(ada: Person, scene: str) -> None:
    before = await ada.shown("scene", scene)
    wishes = {
        "name": "Pier",
        "description": "At night",
        "lyrics": "Rain\nfalls",
        "imageTemplate": "{prompt}, ink",
        "videoTemplate": "slow {prompt}",
        "negativeTemplate": "blur",
        "parameters": {"steps": 20, "nested": {"list": [1, None, True, "a", 0.5]}},
    }
    for number, (field, value) in enumerate(wishes.items(), 2):
        done = await ada.done("editScene", sceneId=scene, **{field: value})
        assert done["scene"]["version"] == number
    assert await ada.shown("scene", scene) == {
        **before,
        "version": 8,
        "name": "Pier",
        "description": "At night",
        "lyrics": "Rain\nfalls",
        "templates": {"image": "{prompt}, ink", "video": "slow {prompt}", "negative": "blur"},
        "parameters": wishes["parameters"],
    }


async def test_scenes_are_put_into_another_order_with_their_clips(
    ada: Person, project: str
) -> None:
    a, b, c = [await ada.scene(project, name=name) for name in "ABC"]
    for scene, length in ((a, 10), (b, 20), (c, 30)):
        await ada.clip(scene, length)
    await ada.done("reorderScene", sceneId=c, afterSceneId=None)
    await ada.done("reorderScene", sceneId=a, afterSceneId=b)
    scenes = (await timeline(ada, project))["scenes"]
    assert [(one["name"], one["start"], one["length"]) for one in scenes] == [
        ("C", 0, 30),
        ("B", 30, 20),
        ("A", 50, 10),
    ]
    assert [clip["timelineStart"] for one in scenes for clip in one["clips"]] == [0, 30, 50]
    still = await ada.done("reorderScene", sceneId=a, afterSceneId=b)
    assert still["position"] is None
    itself = await ada.refused("reorderScene", sceneId=a, afterSceneId=a)
    assert (itself["message"], itself["field"]) == (
        "A scene cannot stand behind itself.",
        "afterSceneId",
    )


async def test_a_copy_of_a_scene_stands_behind_it_with_copies_of_its_clips(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    await ada.scene(project, name="End")
    made = await ada.done("duplicateScene", sceneId=scene)
    assert await names(ada, project) == ["Quay", "Quay copy", "End"]
    await ada.done("duplicateScene", sceneId=scene, afterSceneId=None)
    assert await names(ada, project) == ["Quay copy", "Quay", "Quay copy", "End"]
    (copied,) = made["scene"]["clips"]
    assert (copied["name"], copied["length"]) == ("Gulls", 24)
    assert copied["id"] != clip


async def test_alternates_of_a_scene_are_tried_chosen_and_promoted(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    first = (await ada.done("addSceneAlternate", sceneId=scene))["scene"]
    second = (await ada.done("addSceneAlternate", sceneId=first["id"]))["scene"]
    for alternate, number in ((first, 1), (second, 2)):
        assert (alternate["name"], alternate["badge"]) == (f"Quay A{number}", f"A{number}")
        assert (alternate["originalId"], alternate["isChosen"]) == (scene, False)
        assert alternate["clips"][0]["id"] != clip
    await ada.clip(second["id"], 100, name="More")
    await ada.done("chooseScene", sceneId=second["id"])
    (playing,) = (await timeline(ada, project))["scenes"]
    assert (playing["id"], playing["length"], playing["clipCount"]) == (second["id"], 124, 2)
    assert [(one["id"], one["badge"]) for one in playing["alternates"]] == [
        (scene, ""),
        (first["id"], "A1"),
    ]
    await ada.done("editScene", sceneId=scene, name="Pier")
    promoted = (await ada.done("promoteScene", sceneId=second["id"]))["scene"]
    assert (promoted["name"], promoted["alternate"], promoted["originalId"]) == ("Pier", 0, None)
    old = await ada.shown("scene", scene)
    assert (old["name"], old["badge"], old["originalId"]) == ("Pier A2", "A2", second["id"])


async def test_when_the_chosen_scene_is_deleted_another_version_plays(
    ada: Person, project: str, scene: str
) -> None:
    other = (await ada.done("addSceneAlternate", sceneId=scene))["scene"]["id"]
    deleted = await ada.done("deleteScene", sceneId=scene)
    assert (deleted["scene"]["isDeleted"], deleted["scene"]["isChosen"]) == (True, False)
    assert [one["id"] for one in (await timeline(ada, project))["scenes"]] == [other]
    await ada.done("deleteScene", sceneId=other)
    assert (await timeline(ada, project))["scenes"] == []
    restored = await ada.done("restoreScene", sceneId=scene)
    assert (restored["scene"]["isDeleted"], restored["scene"]["isChosen"]) == (False, True)


async def test_what_is_deleted_is_still_shown_and_says_so(
    ada: Person, scene: str, clip: str
) -> None:
    await ada.done("deleteScene", sceneId=scene)
    assert (await ada.shown("scene", scene))["isDeleted"]
    gone: dict[str, Any] = await ada.refused("editClip", clipId=clip, name="Terns")
    assert gone["message"] == "This clip is gone. Reload the project to see what is there."
    await ada.done("restoreScene", sceneId=scene)
    assert (await ada.done("editClip", clipId=clip, name="Terns"))["clip"]["name"] == "Terns"
