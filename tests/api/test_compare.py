"""Comparing two moments: what was added, removed and changed, field by field, in words."""

from typing import Any

import pytest

from tests.api.client import Json, Person, new_id
from tests.api.past import COMPARE, compared, error_of

FIRST: Json = {"position": 3}


async def differences(person: Person, project: str, **at: Any) -> list[Json]:
    compared_ = await compared(person, project, at.get("since", FIRST), at.get("to"))
    found: list[Json] = compared_["differences"]
    return found


async def test_what_was_added_removed_and_changed_is_told(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    pier = await ada.scene(project, name="Pier")
    rain = await ada.clip(pier, name="Rain")
    await ada.done("moveClip", clipId=clip, start=48)
    await ada.done("editScene", sceneId=scene, name="Old quay")
    found = await differences(ada, project)
    assert [(one["id"], one["aggregate"], one["name"], one["kind"]) for one in found] == [
        (scene, "SCENE", "Old quay", "CHANGED"),
        (clip, "CLIP", "Gulls", "CHANGED"),
        (pier, "SCENE", "Pier", "ADDED"),
        (rain, "CLIP", "Rain", "ADDED"),
    ]
    assert [one["fields"] for one in found[2:]] == [[], []]
    assert found[0]["fields"] == [
        {
            "field": "name",
            "label": "name",
            "before": "Quay",
            "after": "Old quay",
            "beforeText": "Quay",
            "afterText": "Old quay",
        }
    ]
    assert found[1]["fields"] == [
        {
            "field": "place",
            "label": "place",
            "before": {"scene": scene, "track": 0, "start": 0},
            "after": {"scene": scene, "track": 0, "start": 48},
            "beforeText": "00:00:00:00 on track 1 in 'Quay'",
            "afterText": "00:00:02:00 on track 1 in 'Old quay'",
        }
    ]


async def test_the_other_way_round_everything_is_the_opposite(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    await ada.clip(scene, name="Rain")
    await ada.done("trimClip", clipId=clip, length=12)
    await ada.done("deleteClip", clipId=clip)
    there = await differences(ada, project, since={"position": 4}, to={"position": 6})
    back = await differences(ada, project, since={"position": 6}, to={"position": 4})
    assert [(one["name"], one["kind"]) for one in there] == [("Gulls", "REMOVED")]
    assert [(one["name"], one["kind"]) for one in back] == [("Gulls", "ADDED")]
    one, other = [
        (await differences(ada, project, since={"position": a}, to={"position": b}))[0]["fields"][0]
        for a, b in ((4, 5), (5, 4))
    ]
    assert (one["beforeText"], one["afterText"]) == ("24 frames", "12 frames")
    assert (one["before"], one["after"]) == (other["after"], other["before"])


async def test_every_field_of_a_clip_is_told_in_words(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    pier = await ada.scene(project, name="Pier")
    first = {"position": 4}
    await ada.done(
        "editClip",
        clipId=clip,
        name="Terns",
        lyrics="sea",
        notes="Louder",
        imagePrompt="terns",
        videoPrompt="flying",
        negativePrompt="rain",
        parameters={"seed": 7, "ä": True},
        status="REVIEW",
    )
    await ada.done("moveClip", clipId=clip, sceneId=pier, track=2, start=12)
    await ada.done("trimClip", clipId=clip, length=1)
    await ada.done("linkMedia", clipId=clip, url="file:///terns.mov", start=5, length=100)
    (one,) = await differences(ada, project, since=first)
    told = {it["field"]: (it["label"], it["beforeText"], it["afterText"]) for it in one["fields"]}
    assert told == {
        "name": ("name", "Gulls", "Terns"),
        "place": (
            "place",
            "00:00:00:00 on track 1 in 'Quay'",
            "00:00:00:12 on track 3 in 'Pier'",
        ),
        "length": ("length", "24 frames", "1 frame"),
        "lyrics": ("lyrics", "", "sea"),
        "notes": ("notes", "", "Louder"),
        "imagePrompt": ("image prompt", "", "terns"),
        "videoPrompt": ("video prompt", "", "flying"),
        "negativePrompt": ("negative prompt", "", "rain"),
        "parameters": ("parameters", "{}", '{"seed": 7, "ä": true}'),
        "status": ("status", "draft", "review"),
        "media": ("media", "", "file:///terns.mov"),
    }
    media = next(it for it in one["fields"] if it["field"] == "media")
    assert media["after"] == {"mediaUrl": "file:///terns.mov", "mediaStart": 5, "mediaLength": 100}
    assert scene


async def test_every_setting_is_told_in_words(ada: Person, project: str) -> None:
    await ada.done(
        "changeSettings",
        projectId=project,
        frameRate="FPS_29_97_DF",
        resolution={"width": 640, "height": 480},
        aspectRatio="4:3",
        naming="{scene}_{clip:03}",
        imageModel="flux",
        videoModel="wan",
        style="ink",
    )
    await ada.done("changeSettings", projectId=project, startTimecode="01:00:00;00")
    await ada.done("editProject", projectId=project, name="Tide", description="At night")
    (one,) = await differences(ada, project, since={"position": 1})
    assert (one["id"], one["aggregate"], one["name"]) == (project, "PROJECT", "Tide")
    told = {it["field"]: (it["label"], it["afterText"]) for it in one["fields"]}
    assert told == {
        "name": ("name", "Tide"),
        "description": ("description", "At night"),
        "rate": ("frame rate and start timecode", "29.97 DF, from 01:00:00;00"),
        "resolution": ("resolution", "640 by 480"),
        "aspectRatio": ("aspect ratio", "4:3"),
        "naming": ("naming convention", "{scene}_{clip:03}"),
        "models": ("models", "images: flux, videos: wan"),
        "style": ("style", "ink"),
    }


async def test_versions_and_the_order_of_scenes_are_told_in_words(
    ada: Person, project: str, clip: str
) -> None:
    pier = await ada.scene(project, name="Pier")
    other = (await ada.done("addClipAlternate", clipId=clip))["clip"]["id"]
    first = {"position": await ada.position(project)}
    await ada.done("reorderScene", sceneId=pier, afterSceneId=None)
    await ada.done("promoteClip", clipId=other)
    found = await differences(ada, project, since=first)
    told = {
        (one["id"], it["field"]): (it["label"], it["beforeText"], it["afterText"])
        for one in found
        for it in one["fields"]
    }
    assert told[pier, "rank"] == ("place in the order", "place 2", "place 1")
    assert told[clip, "group"] == ("group", "original", "A1")
    assert told[other, "group"] == ("group", "A1", "original")
    assert {what for _, what in told} == {"name", "rank", "group", "chosen"}


async def test_moments_without_a_difference_have_none(ada: Person, project: str, clip: str) -> None:
    await ada.done("moveClip", clipId=clip, start=48)
    await ada.done("moveClip", clipId=clip, start=0)
    seen = await compared(ada, project, FIRST)
    assert (seen["from"]["position"], seen["to"]["position"], seen["differences"]) == (3, 5, [])
    by_time = await compared(
        ada, project, {"time": seen["to"]["at"]}, {"time": "2199-01-01T00:00:00Z"}
    )
    assert by_time["from"] == by_time["to"] == seen["to"]


@pytest.mark.usefixtures("clip")
async def test_a_scene_goes_with_its_clips_and_comes_back_with_them(
    ada: Person, project: str, scene: str
) -> None:
    await ada.done("deleteScene", sceneId=scene)
    gone = await differences(ada, project)
    assert [(one["id"], one["kind"]) for one in gone] == [(scene, "REMOVED")]
    await ada.done("restoreScene", sceneId=scene)
    assert await differences(ada, project) == []


async def test_moments_that_are_not_there_are_refused(ada: Person, project: str) -> None:
    for at in ({"from": {"position": 9}}, {"from": {"position": 1}, "to": {"position": 0}}):
        message, extensions = await error_of(ada, COMPARE, id=project, **at)
        assert message.endswith("the project has the changes 1 to 1. Choose one of these.")
        assert extensions == {"code": "RULE_VIOLATED", "field": "at"}
    message, _ = await error_of(
        ada, COMPARE, id=project, **{"from": {"time": "2001-01-01T00:00:00Z"}}
    )
    assert message == "The project was not there yet at that time. Choose a later one."


async def test_who_is_no_member_compares_nothing(
    ada: Person, bob: Person, nobody: Person, project: str
) -> None:
    variables: Json = {"id": project, "from": {"position": 99}}
    assert await bob.ask(COMPARE, **variables) == {"compare": None}
    assert await ada.ask(COMPARE, **{**variables, "id": new_id("project")}) == {"compare": None}
    assert (await error_of(nobody, COMPARE, **variables))[1] == {"code": "UNAUTHENTICATED"}
