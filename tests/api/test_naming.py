"""Naming conventions and confirmed shot lists."""

from typing import Final

from tests.api.client import Json, Person
from tests.api.past import merged
from tests.api.test_interchange import downloaded, exported

NAMING: Final = """
    query($id: ID!, $pattern: String!) {
      project(id: $id) {
        namingPreview(pattern: $pattern, first: 2) {
          names { clipId name code file } problems { message column isRefusal }
        }
      }
    }
"""
REVIEW: Final = """
    query($id: ID!, $anew: Boolean!) {
      project(id: $id) {
        shotList {
          isConfirmed naming
          review(anew: $anew) {
            scenes shots kept given changed lost refusal
            changes { id isScene name before after }
          }
        }
      }
    }
"""
CODES: Final = """
    query($id: ID!) {
      timeline(projectId: $id) {
        scenes {
          code isCoded clips { code isCoded alternates { code } }
          alternates { code clips { code } }
        }
      }
    }
"""


async def reviewed(person: Person, project: str, *, anew: bool = False) -> Json:
    data = await person.ask(REVIEW, id=project, anew=anew)
    found: Json = data["project"]["shotList"]
    return found


async def codes(person: Person, project: str) -> list[tuple[str, list[str]]]:
    shown = (await person.ask(CODES, id=project))["timeline"]
    return [(scene["code"], [clip["code"] for clip in scene["clips"]]) for scene in shown["scenes"]]


async def test_codes_are_shown_before_the_shot_list_is_confirmed_and_stay_afterwards(
    ada: Person, project: str, scene: str
) -> None:
    one, two = await ada.clip(scene, 24), await ada.clip(scene, 24)
    assert await codes(ada, project) == [("SQ010", ["SQ010_SH0010", "SQ010_SH0020"])]
    await ada.done("moveClip", clipId=one, start=100)
    assert (await ada.shown("clip", two))["name"] == "Clip 2"
    found = await reviewed(ada, project)
    assert (found["isConfirmed"], found["naming"]) == (False, "SQ{scene:03*10}_SH{shot:04*10}")
    review = found["review"]
    assert [review[it] for it in ("scenes", "shots", "kept", "given", "refusal")] == [
        *(1, 2, 0, 3),
        None,
    ]
    assert [(it["id"], it["isScene"], it["after"]) for it in review["changes"]] == [
        (scene, True, "SQ010"),
        (two, False, "SQ010_SH0010"),
        (one, False, "SQ010_SH0020"),
    ]
    await ada.done("confirmShotList", projectId=project)
    await ada.done("moveClip", clipId=one, start=0)
    await ada.clip(scene, 10, start=60)
    assert await codes(ada, project) == [
        ("SQ010", ["SQ010_SH0020", "SQ010_SH0010", "SQ010_SH0030"])
    ]
    shown = (await ada.ask(CODES, id=project))["timeline"]["scenes"][0]
    assert shown["isCoded"]
    assert all(clip["isCoded"] for clip in shown["clips"])


async def test_a_mutation_answers_with_the_code(ada: Person, project: str, scene: str) -> None:
    await ada.clip(scene, 24)
    await ada.done("confirmShotList", projectId=project)
    new = await ada.clip(scene, 24)
    made = await ada.done("addClipAlternate", clipId=new)
    assert made["clip"]["code"] == "SQ010_SH0020_A1"
    other = await ada.done("addSceneAlternate", sceneId=scene)
    assert (other["scene"]["code"], other["scene"]["isCoded"]) == ("SQ010A1", True)


async def test_a_confirmed_list_is_unlocked_and_numbered_anew(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    await ada.done("confirmShotList", projectId=project)
    await ada.clip(scene, 24, start=1000)
    between = await ada.clip(scene, 24, start=500)
    locked = await ada.refused("changeSettings", projectId=project, naming="{shot}")
    assert locked["field"] == "naming"
    again = await ada.refused("confirmShotList", projectId=project, anew=True)
    assert (await reviewed(ada, project, anew=True))["review"]["refusal"] == again["message"]
    assert (await ada.done("confirmShotList", projectId=project))["position"] is None
    await ada.done("unlockShotList", projectId=project)
    await ada.done("changeSettings", projectId=project, naming="{scene:02}-{shot:03}")
    review = (await reviewed(ada, project, anew=True))["review"]
    assert [review[it] for it in ("kept", "given", "changed", "lost")] == [0, 0, 4, 0]
    assert {it["id"]: (it["before"], it["after"]) for it in review["changes"]}[between] == (
        "SQ010_SH0015",
        "01-002",
    )
    await ada.done("confirmShotList", projectId=project, anew=True)
    assert await codes(ada, project) == [("01", ["01-001", "01-002", "01-003"])]
    assert clip
    await ada.done("undo", projectId=project)
    assert await codes(ada, project) == [
        ("SQ010", ["SQ010_SH0010", "SQ010_SH0015", "SQ010_SH0020"])
    ]


async def test_a_list_without_clips_is_not_confirmed(ada: Person, project: str) -> None:
    refused = await ada.refused("confirmShotList", projectId=project)
    assert refused["message"] == "There is no clip to confirm yet. Add the first one."
    assert (await reviewed(ada, project))["review"]["refusal"] == refused["message"]


async def test_a_code_is_set_by_hand_and_one_in_use_is_refused_with_free_ones(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    other = await ada.clip(scene, 24, start=500)
    await ada.done("setSceneCode", sceneId=scene, code="INT")
    set_ = await ada.done("setClipCode", clipId=clip, code="OPENER")
    assert (set_["clip"]["code"], set_["clip"]["isCoded"]) == ("OPENER", True)
    assert await codes(ada, project) == [("INT", ["OPENER", "INT_SH0010"])]
    refused = await ada.refused("setClipCode", clipId=other, code="opener")
    assert (refused["field"], refused["freeCodes"]) == ("code", ["opener2", "opener3", "opener4"])
    await ada.done("setClipCode", clipId=other, code=refused["freeCodes"][0])
    await ada.done("setClipCode", clipId=clip, code="")
    assert await codes(ada, project) == [("INT", ["INT_SH0010", "opener2"])]


async def test_confirming_and_naming_are_parts_of_a_change(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    commands = [
        {"setSceneCode": {"sceneId": scene, "code": "INT"}},
        {"setClipCode": {"clipId": clip, "code": "OPENER"}},
        {"confirmShotList": {"projectId": project}},
        {"unlockShotList": {"projectId": project}},
        {"confirmShotList": {"projectId": project}},
    ]
    await ada.done("applyCommands", projectId=project, commands=commands)
    assert await codes(ada, project) == [("INT", ["OPENER"])]
    assert (await reviewed(ada, project))["isConfirmed"]


async def preview(person: Person, project: str, pattern: str) -> Json:
    data = await person.ask(NAMING, id=project, pattern=pattern)
    found: Json = data["project"]["namingPreview"]
    return found


async def test_a_convention_is_previewed_with_what_is_wrong_with_it(
    ada: Person, project: str, clip: str
) -> None:
    found = await preview(ada, project, "{project}_S{scene:02}_{shot:*10}_v{version:02}")
    assert found == {
        "names": [
            {"clipId": clip, "name": "Gulls", "code": "S01_10", "file": "Harbour_S01_10_A1_v01"}
        ],
        "problems": [],
    }
    wrong = await preview(ada, project, "S{scene}_{shoot}")
    assert wrong["names"] == []
    [problem] = wrong["problems"]
    assert (problem["column"], problem["isRefusal"]) == (10, True)
    [hint, *_] = (await preview(ada, project, "{shot:03*10}"))["problems"]
    assert (hint["column"], hint["isRefusal"]) == (None, False)


async def test_a_convention_is_previewed_on_made_up_shots_in_an_empty_project(
    ada: Person, project: str
) -> None:
    found = await preview(ada, project, "{scene}x{shot:02}")
    assert [(it["clipId"], it["code"]) for it in found["names"]] == [
        (None, "1x01"),
        (None, "1x02"),
    ]


async def test_two_branches_that_insert_at_one_place_are_merged_with_codes_of_their_own(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    await ada.clip(scene, 24, start=1000)
    await ada.done("confirmShotList", projectId=project)
    branch = (await ada.done("forkBranch", projectId=project, name="Try"))["branch"]["id"]
    there = await ada.ask(
        "query($id: ID!) { timeline(projectId: $id) { scenes { id } } }", id=branch
    )
    home = there["timeline"]["scenes"][0]["id"]
    await ada.clip(home, 24, start=400)
    await ada.clip(scene, 24, start=500)
    await merged(ada, branch, project)
    assert clip
    assert await codes(ada, project) == [
        ("SQ010", ["SQ010_SH0010", "SQ010_SH0012", "SQ010_SH0015", "SQ010_SH0020"])
    ]


async def test_exports_are_named_and_counted_by_the_convention_once_the_list_is_confirmed(
    ada: Person, scene: str, clip: str
) -> None:
    project = (await ada.shown("clip", clip))["projectId"]
    await ada.done(
        "changeSettings",
        projectId=project,
        naming="{project}_{scene:02}_{shot:03*10}_v{version:02}",
    )
    assert (await exported(ada, project, "JSON"))["fileName"] == "Harbour.json"
    await ada.done("confirmShotList", projectId=project)
    link = await exported(ada, project, "JSON", names="code")
    assert link["fileName"] == "Harbour_v02.json"
    document = (await downloaded(ada, link["url"])).decode()
    assert '"name": "01_010"' in document
    assert '"code": "01_010"' in document
    assert (await exported(ada, project, "EDL"))["fileName"] == "Harbour_v03.edl"
    assert scene
