"""Merging: what a branch did comes into the project, or the other way round, once."""

from typing import Any

import pytest

from tests.api.client import Json, Person, new_command, new_id, registered
from tests.api.past import (
    PREVIEW,
    activities,
    branches,
    clips,
    compared,
    error_of,
    forked,
    merged,
    preview,
    sentences,
    steps,
    there,
)

UNSEEN = "There is no such thing, or it is not shared with you."
ELSEWHERE = "Merging goes between a branch and what it was forked from. Choose one of these."


@pytest.fixture
async def branch(ada: Person, project: str, scene: str, clip: str) -> str:
    """A branch of a project with two clips: Gulls at 0 and Rain at 24."""
    await ada.clip(scene, name="Rain")
    assert clip
    return await forked(ada, project)


async def test_what_the_branch_did_comes_into_the_project(
    ada: Person, project: str, scene: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    their_scene = (await ada.shown("clip", gulls))["sceneId"]
    await ada.done("editClip", clipId=gulls, lyrics="sea", imagePrompt="gulls")
    await ada.done("moveClip", clipId=gulls, start=240)
    await ada.clip(their_scene, name="Storm", start=480)
    await ada.done("deleteClip", clipId=await there(ada, branch, "Rain"))
    pier = await ada.scene(branch, name="Pier")
    await ada.clip(pier, name="Lamps")
    await ada.done("editScene", sceneId=scene, lyrics="la")
    seen = await preview(ada, branch, project)
    assert (seen["source"]["position"], seen["target"]["position"]) == (7, 5)
    assert seen["conflicts"] == []
    assert {(one["aggregate"], one["name"], one["kind"]) for one in seen["changes"]} == {
        ("CLIP", "Gulls", "CHANGED"),
        ("CLIP", "Storm", "ADDED"),
        ("CLIP", "Rain", "REMOVED"),
        ("SCENE", "Pier", "ADDED"),
        ("CLIP", "Lamps", "ADDED"),
    }
    assert await ada.position(project) == 5
    done = await merged(ada, branch, project)
    assert (done["__typename"], done["targetId"], done["position"]) == ("MergeSuccess", project, 6)
    assert clip in done["ids"]
    after = await clips(ada, project)
    assert {name: (one["start"], one["lyrics"]) for name, one in after.items()} == {
        "Gulls": (240, "sea"),
        "Storm": (480, ""),
        "Lamps": (0, ""),
    }
    assert after["Gulls"]["id"] == clip
    assert (await ada.shown("scene", scene))["lyrics"] == "la"
    newest = (await activities(ada, project))[0]
    assert newest["note"] == "Merged the branch Other ending"
    assert newest["sentence"] == (
        "merged a branch, added 1 scene, moved 1 clip, deleted 1 clip and added 2 clips"
    )


async def test_merging_again_is_nothing_until_something_happens(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    await ada.done("editClip", clipId=gulls, lyrics="sea")
    await merged(ada, branch, project)
    again = await preview(ada, branch, project)
    assert (again["changes"], again["conflicts"]) == ([], [])
    assert (await merged(ada, branch, project))["position"] is None
    await ada.done("editClip", clipId=clip, lyrics="mine")
    assert (await merged(ada, branch, project))["position"] is None
    assert (await ada.shown("clip", clip))["lyrics"] == "mine"
    await ada.done("editClip", clipId=gulls, notes="Louder")
    await merged(ada, branch, project)
    shown = await ada.shown("clip", clip)
    assert (shown["lyrics"], shown["notes"]) == ("mine", "Louder")


async def test_the_project_is_merged_into_the_branch_and_back(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    await ada.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("editClip", clipId=gulls, notes="Louder")
    down = await merged(ada, project, branch)
    assert (down["targetId"], down["position"]) == (branch, 3)
    shown = await ada.shown("clip", gulls)
    assert (shown["lyrics"], shown["notes"]) == ("sea", "Louder")
    assert (await activities(ada, branch))[0]["note"] == "Merged the project itself"
    await merged(ada, branch, project)
    assert (await ada.shown("clip", clip))["notes"] == "Louder"
    for source, target in ((project, branch), (branch, project)):
        again = await preview(ada, source, target)
        assert (again["changes"], again["conflicts"]) == ([], [])


async def test_a_merge_is_one_step_to_undo(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    await ada.done("editClip", clipId=gulls, lyrics="sea")
    await ada.clip((await ada.shown("clip", gulls))["sceneId"], name="Storm")
    before = await ada.position(project)
    done = await merged(ada, branch, project)
    taken = await ada.done("undo", projectId=project)
    assert taken["undone"] == done["position"]
    assert (await compared(ada, project, {"position": before}))["differences"] == []
    seen = await preview(ada, branch, project)
    assert [one["name"] for one in seen["changes"]] == ["Gulls"]
    # What it had brought is deleted now, as by hand: whether it comes again is asked.
    (conflict,) = seen["conflicts"]
    assert (conflict["name"], conflict["field"]) == ("Storm", "deleted")
    assert [conflict[f"{side}Text"] for side in ("base", "source", "target")] == [
        "not there",
        "not deleted",
        "deleted",
    ]
    await ada.done("redo", projectId=project)
    assert (await ada.shown("clip", clip))["lyrics"] == "sea"
    assert (await preview(ada, branch, project))["changes"] == []


async def test_a_preview_that_is_out_of_date_is_refused(
    ada: Person, bob: Person, project: str, clip: str, branch: str
) -> None:
    await ada.share(project, bob)
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    seen = await preview(ada, branch, project)
    await bob.done("editClip", clipId=clip, notes="Louder")
    refused = await ada.refused(
        "mergeBranch",
        sourceId=branch,
        targetId=project,
        sourcePosition=seen["source"]["position"],
        targetPosition=seen["target"]["position"],
    )
    assert (refused["__typename"], refused["expectedVersion"], refused["actualVersion"]) == (
        "ConflictError",
        5,
        6,
    )
    assert refused["message"] == (
        "Somebody changed the project since you looked at it. Look again, then decide."
    )


async def test_what_the_source_did_since_the_preview_stays_out(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    await ada.done("editClip", clipId=gulls, lyrics="sea")
    seen = await preview(ada, branch, project)
    await ada.done("editClip", clipId=gulls, lyrics="storm")
    await ada.done(
        "mergeBranch",
        sourceId=branch,
        targetId=project,
        sourcePosition=seen["source"]["position"],
        targetPosition=seen["target"]["position"],
    )
    assert (await ada.shown("clip", clip))["lyrics"] == "sea"
    await merged(ada, branch, project)
    assert (await ada.shown("clip", clip))["lyrics"] == "storm"


@pytest.mark.parametrize(
    ("positions", "message"),
    [
        ({"sourcePosition": 0}, "Positions begin at 1. Look at the preview again."),
        ({"targetPosition": -1}, "Positions begin at 1. Look at the preview again."),
        (
            {"sourcePosition": 99},
            "There is no change 99 on that side. Look at the merge again.",
        ),
        (
            {"targetPosition": 99},
            "Somebody changed the project since you looked at it. Look again, then decide.",
        ),
    ],
)
async def test_positions_that_no_preview_said_are_refused(
    ada: Person, project: str, branch: str, positions: Json, message: str
) -> None:
    input_: Json = {
        "sourceId": branch,
        "targetId": project,
        "sourcePosition": 1,
        "targetPosition": 4,
        **positions,
    }
    refused = await ada.refused("mergeBranch", **input_)
    assert refused["message"] == message
    assert await ada.position(project) == 4


async def test_a_merge_is_done_once(ada: Person, project: str, clip: str, branch: str) -> None:
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    input_: dict[str, Any] = {
        "sourceId": branch,
        "targetId": project,
        "sourcePosition": 2,
        "targetPosition": 4,
        "commandId": new_command(),
    }
    first = await ada.done("mergeBranch", **input_)
    assert await ada.done("mergeBranch", **input_) == first
    await ada.done("editClip", clipId=clip, lyrics="mine")
    assert await ada.done("mergeBranch", **input_) == first
    assert (await ada.shown("clip", clip))["lyrics"] == "mine"


async def test_only_a_branch_and_what_it_was_forked_from_are_merged(
    ada: Person, project: str, branch: str
) -> None:
    sister, twig = await forked(ada, project, "Sister"), await forked(ada, branch, "Twig")
    other = await ada.project()
    for source, target in (
        (sister, branch),
        (twig, project),
        (project, twig),
        (project, project),
        (branch, branch),
        (other, project),
    ):
        message, extensions = await error_of(ada, PREVIEW, source=source, target=target)
        assert (message, extensions["code"]) == (ELSEWHERE, "RULE_VIOLATED")
        refused = await ada.refused(
            "mergeBranch", sourceId=source, targetId=target, sourcePosition=1, targetPosition=1
        )
        assert (refused["__typename"], refused["message"]) == ("RuleViolatedError", ELSEWHERE)


async def test_a_branch_of_a_branch_comes_home_step_by_step(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    twig = await forked(ada, branch, "Twig")
    await ada.done("editClip", clipId=await there(ada, twig), lyrics="sea")
    await merged(ada, twig, branch)
    await merged(ada, branch, project)
    assert (await ada.shown("clip", clip))["lyrics"] == "sea"
    assert len(await branches(ada, project)) == 2


async def test_only_editors_merge_and_members_look(
    nobody: Person, ada: Person, project: str, branch: str
) -> None:
    viewer, stranger = await registered(nobody, "Vera"), await registered(nobody, "Sam")
    await ada.share(project, viewer, "VIEWER")
    assert (await preview(viewer, branch, project))["conflicts"] == []
    input_ = {"sourceId": branch, "targetId": project, "sourcePosition": 1, "targetPosition": 5}
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    assert (await viewer.refused("mergeBranch", **input_))["__typename"] == "ForbiddenError"
    assert await stranger.refused("mergeBranch", **input_) == {
        "__typename": "NotFoundError",
        "message": UNSEEN,
    }
    for person, source, target in (
        (stranger, branch, project),
        (ada, new_id("branch"), project),
        (ada, branch, new_id("project")),
        (ada, "x", project),
        (ada, branch, ""),
    ):
        assert await error_of(person, PREVIEW, source=source, target=target) == (
            UNSEEN,
            {"code": "NOT_FOUND"},
        )
    await ada.done("removeMember", projectId=project, userId=viewer.id)
    assert (await error_of(viewer, PREVIEW, source=branch, target=project))[0] == UNSEEN


async def test_nothing_is_merged_into_what_is_closed(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("editClip", clipId=clip, lyrics="sea")
    await ada.done("deleteBranch", branchId=branch)
    refused = await merged(ada, project, branch)
    assert refused["message"] == "The branch is deleted. Restore it to work on it."
    await ada.done("restoreBranch", branchId=branch)
    await ada.done("archiveProject", projectId=project)
    for source, target in ((project, branch), (branch, project)):
        refused = await merged(ada, source, target)
        assert refused["message"] == (
            "The project is archived. Take it out of the archive to change it."
        )


async def test_what_a_deleted_branch_did_can_still_be_merged(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    await ada.done("deleteBranch", branchId=branch)
    done = await merged(ada, branch, project)
    assert done["__typename"] == "MergeSuccess"
    assert (await ada.shown("clip", clip))["lyrics"] == "sea"
    assert (await ada.shown("project", project))["state"] == "ACTIVE"
    sentence, _ = await steps(ada, project)
    assert sentence == (await sentences(ada, project))[0]
