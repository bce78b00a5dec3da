"""What is in the way of an undo, and who may not ask for one."""

import pytest

from tests.api.client import Person, new_id, registered
from tests.api.past import UNDO_STATE, activities, error_of, steps
from tests.api.test_undo import redone, undone

UNSEEN = "There is no such thing, or it is not shared with you."


async def test_what_was_changed_since_is_in_the_way_and_named(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    await ada.done("moveClip", clipId=clip, start=48)
    await bob.done("moveClip", clipId=clip, start=96)
    refused = await ada.refused("undo", projectId=project)
    (found,) = refused.pop("interferences")
    assert refused == {
        "__typename": "InterferedError",
        "message": "The place of 'Gulls' was changed again since. Undo it anyway, or leave it.",
        "change": 5,
        "mayUndoAnyway": True,
    }
    assert found == {
        "id": clip,
        "aggregate": "CLIP",
        "name": "Gulls",
        "field": "place",
        "label": "place",
        "wantedText": "00:00:00:00 on track 1 in 'Quay'",
        "presentText": "00:00:04:00 on track 1 in 'Quay'",
        "by": {"name": "Bob"},
    }
    assert (await ada.shown("clip", clip))["start"] == 96
    assert (await undone(ada, project, anyway=True))["undone"] == 5
    assert (await ada.shown("clip", clip))["start"] == 0


async def test_all_that_is_in_the_way_is_named_by_who_changed_it_last(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    await ada.done("editClip", clipId=clip, lyrics="sea", notes="Louder", status="READY")
    await bob.done("editClip", clipId=clip, lyrics="storm")
    await ada.done("editClip", clipId=clip, lyrics="calm")
    await bob.done("editClip", clipId=clip, status="APPROVED")
    refused = await ada.refused("undo", projectId=project, position=5)
    assert refused["message"] == (
        "The lyrics of 'Gulls' and 1 more were changed again since. Undo it anyway, or leave it."
    )
    assert [
        (one["field"], one["wantedText"], one["presentText"], one["by"]["name"])
        for one in refused["interferences"]
    ] == [("lyrics", "", "calm", "Ada"), ("status", "draft", "approved", "Bob")]


async def test_what_was_made_and_changed_since_is_deleted_only_anyway(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    await bob.done("editClip", clipId=clip, imagePrompt="gulls at dawn")
    refused = await ada.refused("undo", projectId=project)
    (found,) = refused["interferences"]
    assert (found["field"], found["label"], found["wantedText"], found["presentText"]) == (
        "imagePrompt",
        "image prompt",
        "deleted",
        "gulls at dawn",
    )
    await undone(ada, project, anyway=True)
    assert (await ada.shown("clip", clip))["isDeleted"]
    await redone(ada, project)
    shown = await ada.shown("clip", clip)
    assert (shown["isDeleted"], shown["imagePrompt"]) == (False, "gulls at dawn")


async def test_a_place_that_is_taken_cannot_be_gone_back_to(
    ada: Person, bob: Person, project: str, scene: str, clip: str
) -> None:
    await ada.share(project, bob)
    await ada.done("moveClip", clipId=clip, start=48)
    await bob.clip(scene, name="Rain", start=0)
    before = await ada.position(project)
    for anyway in (False, True):
        refused = await ada.refused("undo", projectId=project, anyway=anyway)
        assert refused["__typename"] == "RuleViolatedError"
        assert refused["field"] == "place"
        assert refused["message"].startswith("'Gulls': ")
        assert refused["freeSlots"][0] == {"track": 0, "start": 24, "length": 24}
    assert await ada.position(project) == before


@pytest.mark.parametrize("position", [0, -1, 99, 2**31 - 1])
async def test_a_change_that_is_not_there_cannot_be_undone(
    ada: Person, project: str, position: int
) -> None:
    for verb in ("undo", "redo"):
        refused = await ada.refused(verb, projectId=project, position=position)
        assert (refused["__typename"], refused["message"]) == (
            "NotFoundError",
            f"There is no change {position:,} in this project. Choose one of its changes.",
        )


async def test_what_is_about_the_project_as_a_whole_is_no_step(
    ada: Person, bob: Person, project: str
) -> None:
    await ada.share(project, bob)
    await ada.done("archiveProject", projectId=project)
    await ada.done("unarchiveProject", projectId=project)
    assert await steps(ada, project) == (None, None)
    for position in (1, 2, 3, 4):
        refused = await ada.refused("undo", projectId=project, position=position)
        assert (refused["__typename"], refused["message"]) == (
            "RuleViolatedError",
            (
                "This change is about the project as a whole or its members and cannot be undone. "
                "Change it back where it was made."
            ),
        )


async def test_only_editors_undo_and_nobody_in_a_closed_project(
    nobody: Person, ada: Person, project: str, clip: str
) -> None:
    viewer, stranger = await registered(nobody, "Vera"), await registered(nobody, "Sam")
    await ada.share(project, viewer, "VIEWER")
    refused = await viewer.refused("undo", projectId=project, position=3)
    assert refused == {
        "__typename": "ForbiddenError",
        "message": "You are viewer of this project; this takes the role editor. Ask an owner.",
    }
    assert await steps(viewer, project) == (None, None)
    assert (await stranger.refused("undo", projectId=project)) == {
        "__typename": "NotFoundError",
        "message": UNSEEN,
    }
    await ada.done("archiveProject", projectId=project)
    refused = await ada.refused("undo", projectId=project)
    assert refused["message"] == (
        "The project is archived. Take it out of the archive to change it."
    )
    assert clip


async def test_an_id_of_no_project_or_command_is_refused(ada: Person, project: str) -> None:
    for id_ in (new_id("project"), "x", ""):
        refused = await ada.refused("undo", projectId=id_)
        assert (refused["__typename"], refused["message"]) == ("NotFoundError", UNSEEN)
    refused = await ada.refused("undo", projectId=project, commandId="no uuid")
    assert (refused["__typename"], refused["field"]) == ("RuleViolatedError", "commandId")


async def test_undo_is_not_for_who_was_removed(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    await bob.done("moveClip", clipId=clip, start=48)
    await ada.done("removeMember", projectId=project, userId=bob.id)
    assert (await bob.refused("undo", projectId=project))["message"] == UNSEEN
    assert await bob.ask(UNDO_STATE, id=project) == {"project": None}
    assert (await undone(ada, project, position=5))["undone"] == 5
    told = await activities(ada, project)
    assert (told[0]["undoes"], told[2]["isUndone"], told[2]["actor"]["name"]) == (5, True, "Bob")


async def test_undo_needs_a_login(nobody: Person, project: str) -> None:
    message, extensions = await error_of(nobody, UNDO_STATE, id=project)
    assert extensions == {"code": "UNAUTHENTICATED"}
    assert message
