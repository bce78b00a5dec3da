"""Clips: added, edited, moved, trimmed, copied, tried in other versions, deleted and restored."""

import asyncio

import pytest

from tests.api.client import Json, Person
from tests.api.timeline import timeline


async def places(person: Person, scene: str) -> list[tuple[str, int, int, int]]:
    """Return (name, track, start, length) of the clips that play in a scene."""
    shown = await person.shown("scene", scene)
    return [(c["name"], c["track"], c["start"], c["length"]) for c in shown["clips"]]


async def test_a_clip_holds_all_it_was_given(ada: Person, scene: str) -> None:
    given = {
        "name": "Gulls",
        "track": 2,
        "start": 7,
        "length": 24,
        "lyrics": "Cry",
        "notes": "Louder",
        "imagePrompt": "gulls",
        "videoPrompt": "they rise",
        "negativePrompt": "blur",
        "parameters": {"seed": 1, "cfg": 7.5, "loras": [{"name": "ink", "weight": 0.8}]},
        "status": "REVIEW",
        "mediaUrl": "file:///gulls.mov",
        "mediaStart": 3,
        "mediaLength": 90,
    }
    made = (await ada.done("addClip", sceneId=scene, **given))["clip"]
    assert {field: made[field] for field in given} == given
    assert await ada.shown("clip", made["id"]) == made


async def test_clips_without_a_place_lie_one_behind_the_other(ada: Person, scene: str) -> None:
    for length in (10, 20, 30):
        await ada.clip(scene, length)
    await ada.clip(scene, 5, track=1)
    assert await places(ada, scene) == [
        ("Clip 1", 0, 0, 10),
        ("Clip 2", 0, 10, 20),
        ("Clip 3", 0, 30, 30),
        ("Clip 4", 1, 0, 5),
    ]


async def test_a_place_on_another_clip_is_refused_with_the_nearest_free_ones(
    ada: Person, project: str, scene: str
) -> None:
    await ada.clip(scene, 50, name="A", start=100)
    await ada.clip(scene, 50, name="B", start=160)
    before = await ada.position(project)
    refused = await ada.refused("addClip", sceneId=scene, length=20, start=140)
    assert refused == {
        "__typename": "RuleViolatedError",
        "message": "20 frames from frame 140 would lie on 'A'. "
        "The nearest free place begins at frame 80 or frame 210.",
        "field": "start",
        "freeSlots": [
            {"track": 0, "start": 80, "length": 20},
            {"track": 0, "start": 210, "length": 20},
        ],
        "freeCodes": [],
        "index": None,
    }
    narrow = await ada.refused("addClip", sceneId=scene, length=10, start=155)
    assert [slot["start"] for slot in narrow["freeSlots"]] == [150, 210]
    assert await ada.position(project) == before
    for slot in refused["freeSlots"]:
        await ada.clip(scene, slot["length"], start=slot["start"])


async def test_clips_move_in_time_over_tracks_and_into_other_scenes(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    other = await ada.scene(project, name="Pier")
    await ada.clip(other, 10)
    for move in ({"start": 5}, {"start": 0, "track": 3}, {"start": 10, "sceneId": other}):
        moved = (await ada.done("moveClip", clipId=clip, **move))["clip"]
        assert {field: moved[field] for field in move} == move
    assert await places(ada, scene) == []
    assert (await ada.shown("clip", clip))["track"] == 3
    refused = await ada.refused("moveClip", clipId=clip, start=9, track=0)
    assert refused["freeSlots"] == [{"track": 0, "start": 10, "length": 24}]


async def test_of_many_who_want_the_same_place_one_gets_it(ada: Person, scene: str) -> None:
    answers = await asyncio.gather(
        *(ada.do("addClip", sceneId=scene, start=10 + n, length=20) for n in range(8))
    )
    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["ClipSuccess", *["RuleViolatedError"] * 7]
    assert len(await places(ada, scene)) == 1


async def test_both_ends_of_a_clip_are_trimmed(ada: Person, scene: str) -> None:
    clip = await ada.clip(scene, 50, start=50)
    await ada.clip(scene, 50, start=150)
    for trim in ({"length": 100}, {"start": 40, "length": 60}, {"start": 60, "length": 90}):
        trimmed = (await ada.done("trimClip", clipId=clip, **trim))["clip"]
        assert {field: trimmed[field] for field in trim} == trim
    refused = await ada.refused("trimClip", clipId=clip, length=91)
    assert refused["field"] == "start"


async def test_a_copy_lies_in_the_first_room_behind_or_where_it_is_pasted(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    other = await ada.scene(project)
    await ada.clip(scene, 10, name="Terns", start=30)
    behind = (await ada.done("duplicateClip", clipId=clip))["clip"]
    assert (behind["name"], behind["start"], behind["version"]) == ("Gulls copy", 40, 1)
    pasted = (await ada.done("duplicateClip", clipId=clip, sceneId=other, track=1, start=9))["clip"]
    assert (pasted["sceneId"], pasted["track"], pasted["start"]) == (other, 1, 9)


async def test_alternates_of_a_clip_share_its_place_and_one_plays(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    first = (await ada.done("addClipAlternate", clipId=clip))["clip"]
    second = (await ada.done("addClipAlternate", clipId=first["id"]))["clip"]
    assert [(c["name"], c["badge"], c["originalId"]) for c in (first, second)] == [
        ("Gulls A1", "A1", clip),
        ("Gulls A2", "A2", clip),
    ]
    await ada.done("trimClip", clipId=second["id"], length=60)
    await ada.clip(scene, 10, name="Terns", start=40)
    refused = await ada.refused("chooseClip", clipId=second["id"])
    assert refused["field"] == "start"
    chosen = (await ada.done("chooseClip", clipId=first["id"]))["clip"]
    assert [one["id"] for one in chosen["alternates"]] == [clip, second["id"]]
    await ada.done("moveClip", clipId=clip, start=50)
    assert [(await ada.shown("clip", c["id"]))["start"] for c in (first, second)] == [50, 50]
    await ada.done("editClip", clipId=clip, name="Crows")
    assert (await ada.shown("clip", first["id"]))["name"] == "Crows A1"
    promoted = (await ada.done("promoteClip", clipId=first["id"]))["clip"]
    assert (promoted["name"], promoted["badge"], promoted["originalId"]) == ("Crows", "", None)
    statistics = (await ada.shown("project", project))["statistics"]
    assert (statistics["clips"], statistics["alternates"]) == (2, 2)


async def test_a_deleted_clip_comes_back_to_the_nearest_free_place(
    ada: Person, scene: str, clip: str
) -> None:
    deleted = await ada.done("deleteClip", clipId=clip)
    assert deleted["clip"]["isDeleted"]
    assert (await ada.done("deleteClip", clipId=clip))["position"] is None
    await ada.clip(scene, 30, name="Terns", start=0)
    restored = (await ada.done("restoreClip", clipId=clip))["clip"]
    assert (restored["start"], restored["isDeleted"]) == (30, False)


async def test_media_is_linked_and_unlinked(ada: Person, project: str, clip: str) -> None:
    linked = (await ada.done("linkMedia", clipId=clip, url="a.mov", start=4, length=9))["clip"]
    assert (linked["mediaUrl"], linked["mediaStart"], linked["mediaLength"]) == ("a.mov", 4, 9)
    assert (await ada.shown("project", project))["statistics"]["completion"] == 1.0
    unlinked = (await ada.done("linkMedia", clipId=clip, url="", start=4, length=9))["clip"]
    assert (unlinked["mediaUrl"], unlinked["mediaStart"], unlinked["mediaLength"]) == ("", 0, 0)


@pytest.mark.parametrize(
    ("template", "prompt", "effective"),
    [
        ("", "", ""),
        ("", "gulls", "gulls"),
        ("{prompt}, ink", "gulls", "gulls, ink"),
        ("ink, {prompt}", "", "ink,"),
        ("the sea", "", "the sea"),
        ("the sea", "gulls", "gulls"),
    ],
)
async def test_the_scene_completes_what_is_sent_to_a_model(
    template: str, prompt: str, effective: str, ada: Person, scene: str, clip: str
) -> None:
    await ada.done(
        "editScene",
        sceneId=scene,
        imageTemplate=template,
        videoTemplate=template,
        negativeTemplate=template,
        parameters={"steps": 20, "seed": 1},
    )
    edited = await ada.done(
        "editClip",
        clipId=clip,
        imagePrompt=prompt,
        videoPrompt=prompt,
        negativePrompt=prompt,
        parameters={"seed": 2},
    )
    expected = {
        **dict.fromkeys(("image", "video", "negative"), effective),
        "parameters": {"steps": 20, "seed": 2},
    }
    assert edited["clip"]["effective"] == expected
    assert (await ada.shown("clip", clip))["effective"] == expected


async def test_the_timeline_shows_everything_exactly(ada: Person) -> None:
    project = await ada.project(frameRate="FPS_29_97_DF", startTimecode="00:00:59;00")
    quay = await ada.scene(project, name="Quay", description="Dawn", lyrics="La")
    await ada.done("editScene", sceneId=quay, imageTemplate="{prompt}, ink")
    pier = await ada.scene(project, name="Pier")
    gulls = await ada.clip(quay, 40, name="Gulls", start=10, imagePrompt="gulls")
    terns = (await ada.done("addClipAlternate", clipId=gulls))["clip"]["id"]
    rain = await ada.clip(pier, 25, name="Rain", track=1)

    codes = {
        quay: "SQ010",
        gulls: "SQ010_SH0010",
        terns: "SQ010_SH0010_A1",
        pier: "SQ020",
        rain: "SQ020_SH0010",
    }

    def clip(id_: str, scene: str, name: str, **other: object) -> Json:
        texts = (
            "lyrics",
            "notes",
            "imagePrompt",
            "videoPrompt",
            "negativePrompt",
            "mediaUrl",
            "badge",
        )
        return {
            **dict.fromkeys(texts, ""),
            "id": id_,
            "projectId": project,
            "sceneId": scene,
            "version": 1,
            "name": name,
            "parameters": {},
            "status": "DRAFT",
            "mediaStart": 0,
            "mediaLength": 0,
            "isChosen": True,
            "isDeleted": False,
            "originalId": None,
            "alternate": 0,
            "alternates": [],
            "transition": {"kind": "CUT", "length": 0, "direction": None},
            "selectedImageId": None,
            "selectedVideoId": None,
            "imageDigest": "",
            "videoDigest": "",
            "takeCount": 0,
            "code": codes[id_],
            "isCoded": False,
            **other,
        }

    def prompts(image: str) -> Json:
        return {"effective": {"image": image, "video": "", "negative": "", "parameters": {}}}

    at_ten: Json = {
        "track": 0,
        "start": 10,
        "length": 40,
        "timelineStart": 10,
        "imagePrompt": "gulls",
        "startTimecode": "00:00:59;10",
        "endTimecode": "00:01:00;22",
        **prompts("gulls, ink"),
    }
    plain: Json = {
        "projectId": project,
        "parameters": {},
        "isChosen": True,
        "isDeleted": False,
        "originalId": None,
        "alternate": 0,
        "badge": "",
        "alternates": [],
        "clipCount": 1,
        "isCoded": False,
    }
    assert await timeline(ada, project) == {
        "projectId": project,
        "position": 7,
        "frameRate": "FPS_29_97_DF",
        "rateNumerator": 30_000,
        "rateDenominator": 1_001,
        "nominalFps": 30,
        "isDropFrame": True,
        "startFrame": 1_770,
        "length": 75,
        "scenes": [
            {
                **plain,
                "id": quay,
                "code": codes[quay],
                "version": 2,
                "name": "Quay",
                "description": "Dawn",
                "lyrics": "La",
                "templates": {"image": "{prompt}, ink", "video": "", "negative": ""},
                "start": 0,
                "length": 50,
                "gaps": [{"track": 0, "start": 0, "length": 10}],
                "clips": [
                    clip(
                        gulls,
                        quay,
                        "Gulls",
                        **{
                            **at_ten,
                            "alternates": [
                                clip(
                                    terns,
                                    quay,
                                    "Gulls A1",
                                    **{
                                        **at_ten,
                                        "isChosen": False,
                                        "originalId": gulls,
                                        "alternate": 1,
                                        "badge": "A1",
                                    },
                                )
                            ],
                        },
                    )
                ],
            },
            {
                **plain,
                "id": pier,
                "code": codes[pier],
                "version": 1,
                "name": "Pier",
                "description": "",
                "lyrics": "",
                "templates": {"image": "", "video": "", "negative": ""},
                "start": 50,
                "length": 25,
                "gaps": [],
                "clips": [
                    clip(
                        rain,
                        pier,
                        "Rain",
                        track=1,
                        start=0,
                        length=25,
                        timelineStart=50,
                        startTimecode="00:01:00;22",
                        endTimecode="00:01:01;17",
                        **prompts(""),
                    )
                ],
            },
        ],
    }
