"""Activity: what everybody did, in words, narrowed down and in pages."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.api.client import PASSWORD, Json, Person, new_command, new_id, registered
from tests.api.past import ACTIVITIES, activities, error_of, sentences
from tests.api.test_interchange import SAMPLES, imported


async def newest(person: Person, project: str) -> str:
    sentence: str = (await activities(person, project, first=1))[0]["sentence"]
    return sentence


async def said(person: Person, project: str, field: str, /, **input_: Any) -> str:
    """Do something and return what is said of it."""
    await person.done(field, **input_)
    return await newest(person, project)


async def test_a_move_is_told_by_the_timecode_on_the_whole_timeline(
    ada: Person, project: str, clip: str
) -> None:
    await ada.done("trimClip", clipId=clip, length=24 * 60)
    pier = await ada.scene(project, name="Pier")
    third = await ada.clip(pier, 24, name="Clip 3")
    # A minute of the first scene comes before the second one.
    assert await said(ada, project, "moveClip", clipId=third, start=12 * 24 + 5) == (
        "moved 'Clip 3' to 00:01:12:05"
    )
    await ada.done("changeSettings", projectId=project, startTimecode="01:00:00:00")
    assert await said(ada, project, "moveClip", clipId=third, start=0, track=1) == (
        "moved 'Clip 3' to 01:01:00:00 on track 2"
    )
    scene = (await ada.shown("clip", clip))["sceneId"]
    assert await said(ada, project, "moveClip", clipId=third, sceneId=scene, track=2, start=1) == (
        "moved 'Clip 3' to 01:00:00:01 on track 3 in 'Quay'"
    )


async def test_everything_that_is_done_to_a_clip_has_a_sentence(
    ada: Person, project: str, scene: str
) -> None:
    clip = await ada.clip(scene, name="Gulls")
    assert await newest(ada, project) == "added 'Gulls' at 00:00:00:00"
    about = {"clipId": clip}
    input_: Json
    for input_, sentence in (
        ({"name": "Terns"}, "renamed 'Gulls' to 'Terns'"),
        ({"lyrics": "sea"}, "edited the lyrics of 'Terns'"),
        ({"notes": "Louder"}, "edited the notes of 'Terns'"),
        ({"imagePrompt": "terns"}, "edited the image prompt of 'Terns'"),
        ({"videoPrompt": "flying"}, "edited the video prompt of 'Terns'"),
        ({"negativePrompt": "rain"}, "edited the negative prompt of 'Terns'"),
        ({"parameters": {"seed": 7}}, "edited the parameters of 'Terns'"),
        ({"status": "APPROVED"}, "set 'Terns' to approved"),
        (
            {"name": "Gulls", "notes": "", "lyrics": ""},
            (
                "renamed 'Terns' to 'Gulls', edited the lyrics of 'Gulls' and edited the notes of"
                " 'Gulls'"
            ),
        ),
    ):
        assert await said(ada, project, "editClip", **about, **input_) == sentence
    for field, changed, sentence in (
        ("trimClip", {"length": 1}, "trimmed 'Gulls' to 1 frame"),
        ("linkMedia", {"url": "file:///a.mov"}, "linked media to 'Gulls'"),
        ("linkMedia", {"url": "file:///b.mov"}, "linked other media to 'Gulls'"),
        ("linkMedia", {"url": ""}, "unlinked the media of 'Gulls'"),
        (
            "setTransition",
            {"kind": "DISSOLVE", "length": 1},
            "let 'Gulls' come in by a dissolve of 1 frame",
        ),
        ("deleteClip", {}, "deleted 'Gulls'"),
        ("restoreClip", {}, "restored 'Gulls'"),
        ("duplicateClip", {}, "copied 'Gulls copy' at 00:00:00:01"),
        ("addClipAlternate", {}, "made alternate A1 of 'Gulls'"),
    ):
        assert await said(ada, project, field, **about, **changed) == sentence
    other = (await ada.shown("clip", clip))["alternates"][0]["id"]
    assert await said(ada, project, "chooseClip", clipId=other) == "chose 'Gulls A1' to play"
    assert "made 'Gulls' the original" in await said(ada, project, "promoteClip", clipId=other)


async def test_everything_that_is_done_to_a_scene_has_a_sentence(ada: Person, project: str) -> None:
    scene = await ada.scene(project, name="Quay")
    assert await newest(ada, project) == "added 'Quay'"
    pier = await ada.scene(project, name="Pier")
    for input_, sentence in (
        ({"name": "Old quay"}, "renamed 'Quay' to 'Old quay'"),
        ({"description": "At night"}, "edited the description of 'Old quay'"),
        ({"lyrics": "la"}, "edited the lyrics of 'Old quay'"),
        ({"imageTemplate": "ink"}, "edited the image template of 'Old quay'"),
        ({"videoTemplate": "ink"}, "edited the video template of 'Old quay'"),
        ({"negativeTemplate": "ink"}, "edited the negative template of 'Old quay'"),
        ({"parameters": {"seed": 7}}, "edited the parameters of 'Old quay'"),
    ):
        assert await said(ada, project, "editScene", sceneId=scene, **input_) == sentence
    for field, changed, sentence in (
        ("reorderScene", {"afterSceneId": pier}, "moved 'Old quay' in the order of scenes"),
        ("duplicateScene", {}, "copied 'Old quay copy'"),
        ("addSceneAlternate", {}, "made alternate A1 of 'Old quay'"),
        ("deleteScene", {}, "deleted 'Old quay'"),
    ):
        assert (await said(ada, project, field, sceneId=scene, **changed)).startswith(sentence)
    assert (await said(ada, project, "restoreScene", sceneId=scene)).startswith(
        "restored 'Old quay'"
    )


async def test_everything_that_is_done_to_a_project_has_a_sentence(
    ada: Person, project: str
) -> None:
    assert await newest(ada, project) == "created the project 'Harbour'"
    about = {"projectId": project}
    input_: Json
    for input_, sentence in (
        ({"name": "Tide"}, "renamed the project to 'Tide'"),
        ({"description": "At night"}, "edited the description of the project"),
    ):
        assert await said(ada, project, "editProject", **about, **input_) == sentence
    for setting, sentence in (
        ({"frameRate": "FPS_25"}, "changed the frame rate to 25"),
        ({"startTimecode": "01:00:00:00"}, "let the timecode start at 01:00:00:00"),
        ({"resolution": {"width": 640, "height": 480}}, "changed the resolution to 640 by 480"),
        ({"aspectRatio": "4:3"}, "changed the aspect ratio to 4:3"),
        ({"naming": "{clip:03}"}, "edited the naming convention of the project"),
        ({"imageModel": "flux"}, "edited the models of the project"),
        ({"style": "ink"}, "edited the style of the project"),
    ):
        assert await said(ada, project, "changeSettings", **about, **setting) == sentence
    for field, sentence in (
        ("archiveProject", "archived the project"),
        ("unarchiveProject", "took the project out of the archive"),
        ("deleteProject", "deleted the project"),
        ("restoreProject", "restored the project"),
    ):
        assert await said(ada, project, field, **about) == sentence


async def test_members_are_told_by_name(ada: Person, bob: Person, project: str) -> None:
    about = {"projectId": project, "userId": bob.id}
    await ada.share(project, bob)
    assert await newest(ada, project) == "added Bob as editor"
    assert await said(ada, project, "changeMemberRole", **about, role="VIEWER") == "made Bob viewer"
    await ada.done("changeMemberRole", **about, role="EDITOR")
    await ada.done("transferOwnership", **about)
    assert await newest(ada, project) == "made Bob owner and made Ada editor"
    await bob.done("removeMember", projectId=project, userId=ada.id)
    told = (await activities(bob, project))[0]
    assert (told["sentence"], told["actor"]["name"]) == ("took Ada out of the project", "Bob")
    assert told["things"] == [
        {
            "id": project,
            "aggregate": "PROJECT",
            "name": "Harbour",
            "sentences": ["took Ada out of the project"],
        }
    ]


async def test_who_is_erased_is_a_former_member_in_every_sentence(
    nobody: Person, ada: Person, project: str, clip: str
) -> None:
    guest = await registered(nobody, "Zuleika")
    await ada.share(project, guest)
    await guest.done("editClip", clipId=clip, lyrics="sea")
    assert "added Zuleika as editor" in await sentences(ada, project)
    erased = await guest.http.post(
        "/auth/erase", json={"password": PASSWORD}, headers=guest.headers
    )
    assert erased.status_code == 204
    told = await activities(ada, project)
    assert [(one["sentence"], one["actor"]["name"]) for one in told[:3]] == [
        ("took Former member out of the project", "Former member"),
        ("edited the lyrics of 'Gulls'", "Former member"),
        ("added Former member as editor", "Ada"),
    ]
    assert await sentences(ada, project, actorId=guest.id) == [
        "took Former member out of the project",
        "edited the lyrics of 'Gulls'",
    ]


async def test_many_things_are_counted(ada: Person, project: str, scene: str) -> None:
    added = [{"addClip": {"sceneId": scene, "length": 1}} for _ in range(5)]
    await ada.done("applyCommands", projectId=project, commands=[*added, *added[:2]])
    one = (await activities(ada, project))[0]
    assert (one["sentence"], len(one["things"])) == ("added 7 clips", 7)
    assert one["things"][6]["sentences"] == ["added 'Clip 7' at 00:00:00:06"]
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    made = await imported(ada, "simple_cut.otio", content)
    first = (await activities(ada, made["projectId"]))[0]
    assert first["sentence"].startswith("created the project 'simple_cut', added 1 scene")
    assert not first["isStep"]


async def test_an_activity_says_all_there_is_to_say(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    done = await ada.done("moveClip", clipId=clip, start=48, commandId=new_command())
    await ada.done("undo", projectId=project)
    taker, taken = (await activities(ada, project))[:2]
    at = datetime.fromisoformat(taken.pop("at"))
    assert abs(datetime.now(at.tzinfo) - at) < timedelta(minutes=1)
    assert taken == {
        "position": done["position"],
        "note": "",
        "undoes": None,
        "isUndone": True,
        "isStep": True,
        "sentence": "moved 'Gulls' to 00:00:02:00",
        "actor": {"id": ada.id, "name": "Ada"},
        "things": [
            {
                "id": clip,
                "aggregate": "CLIP",
                "name": "Gulls",
                "sentences": ["moved 'Gulls' to 00:00:02:00"],
            }
        ],
    }
    assert (taker["sentence"], taker["undoes"], taker["isUndone"]) == (
        "undid: moved 'Gulls' to 00:00:02:00",
        4,
        False,
    )
    await ada.done("redo", projectId=project)
    again = await activities(ada, project)
    assert [(one["sentence"], one["isUndone"]) for one in again[:3]] == [
        ("redid: moved 'Gulls' to 00:00:02:00", False),
        ("undid: moved 'Gulls' to 00:00:02:00", True),
        ("moved 'Gulls' to 00:00:02:00", False),
    ]
    assert scene


@pytest.fixture
async def story(ada: Person, bob: Person, project: str, clip: str) -> str:
    """Six changes more: 4 shares, 5 Bob sings, 6 scene renamed, 7 Bob moves, 8 named, 9 noted."""
    await ada.share(project, bob)
    scene = (await ada.shown("clip", clip))["sceneId"]
    await bob.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("editScene", sceneId=scene, name="Pier")
    await bob.done("moveClip", clipId=clip, start=48)
    await ada.done("editProject", projectId=project, name="Tide")
    await ada.done("editClip", clipId=clip, notes="Louder")
    return project


async def positions(person: Person, project: str, **filter_: Any) -> list[int]:
    return [one["position"] for one in await activities(person, project, filter=filter_)]


async def test_it_is_narrowed_down(
    ada: Person, bob: Person, story: str, scene: str, clip: str
) -> None:
    for filter_, expected in (
        ({}, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ({"actorId": bob.id}, [7, 5]),
        ({"actorId": ada.id, "aggregate": "CLIP"}, [9, 3]),
        ({"aggregate": "PROJECT"}, [8, 4, 1]),
        ({"aggregate": "SCENE"}, [6, 2]),
        ({"thingId": clip}, [9, 7, 5, 3]),
        ({"thingId": scene, "actorId": bob.id}, []),
        ({"thingId": story}, [8, 4, 1]),
        ({"thingId": clip, "actorId": bob.id, "aggregate": "CLIP"}, [7, 5]),
        ({"actorId": new_id("user")}, []),
        ({"actorId": "x"}, []),
        ({"actorId": ""}, []),
        ({"thingId": "\u0000"}, []),
    ):
        assert await positions(ada, story, **filter_) == expected


async def test_it_is_narrowed_down_by_time(ada: Person, story: str) -> None:
    at = {one["position"]: one["at"] for one in await activities(ada, story)}
    since = await positions(ada, story, since=at[6])
    assert since == [n for n in range(9, 0, -1) if at[n] >= at[6]]
    until = await positions(ada, story, until=at[6])
    assert until == [n for n in range(9, 0, -1) if at[n] <= at[6]]
    naive = at[6].removesuffix("+00:00").removesuffix("Z")
    assert await positions(ada, story, since=naive) == since
    assert await positions(ada, story, until=naive) == until
    for nobody in (
        {"until": "2001-01-01T00:00:00Z"},
        {"since": "2199-01-01T00:00:00"},
        {"until": "0001-01-01T00:00:00+14:00"},
        {"since": "9999-12-31T23:59:59-14:00"},
    ):
        assert await positions(ada, story, **nobody) == []
    everything = {"since": "0001-01-01T00:00:00", "until": "9999-12-31T23:59:59Z"}
    assert len(await positions(ada, story, **everything)) == 9


@pytest.mark.parametrize("first", [1, 2, 4, 9, 100])
async def test_pages_are_complete_and_stay_where_they_were(
    ada: Person, story: str, first: int
) -> None:
    seen: list[int] = []
    after = None
    while True:
        page = (await ada.ask(ACTIVITIES, id=story, first=first, after=after))["project"][
            "activity"
        ]
        seen += [edge["node"]["position"] for edge in page["edges"]]
        assert page["pageInfo"] == {
            "hasNextPage": seen[-1] > 1,
            "hasPreviousPage": after is not None,
            "startCursor": page["edges"][0]["cursor"],
            "endCursor": page["edges"][-1]["cursor"],
        }
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        await ada.done("editProject", projectId=story, description=f"Line {len(seen)}")
    assert seen == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert await activities(ada, story, after=after) == []


async def test_pages_of_what_was_narrowed_down_are_complete(
    ada: Person, story: str, clip: str
) -> None:
    variables = {"id": story, "first": 2, "filter": {"thingId": clip}}
    page = (await ada.ask(ACTIVITIES, **variables))["project"]["activity"]
    assert [edge["node"]["position"] for edge in page["edges"]] == [9, 7]
    rest = (await ada.ask(ACTIVITIES, **variables, after=page["pageInfo"]["endCursor"]))["project"]
    assert [edge["node"]["position"] for edge in rest["activity"]["edges"]] == [5, 3]
    assert not rest["activity"]["pageInfo"]["hasNextPage"]


async def test_a_page_that_cannot_be_is_refused(ada: Person, project: str) -> None:
    assert await error_of(ada, ACTIVITIES, id=project, first=0) == (
        "A page has 1 to 100 rows, not 0.",
        {"code": "RULE_VIOLATED", "field": "first"},
    )
    message, extensions = await error_of(ada, ACTIVITIES, id=project, after="no cursor")
    assert message == "This cursor is none of ours. Begin with the first page."
    assert extensions == {"code": "RULE_VIOLATED", "field": "after"}


async def test_activity_is_for_members(
    nobody: Person, ada: Person, story: str, bob: Person
) -> None:
    stranger = await registered(nobody, "Sam")
    await ada.done("removeMember", projectId=story, userId=bob.id)
    for person in (stranger, bob):
        assert await person.ask(ACTIVITIES, id=story) == {"project": None}
    assert (await error_of(nobody, ACTIVITIES, id=story))[1] == {"code": "UNAUTHENTICATED"}
