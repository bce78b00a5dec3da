"""Who may do what on a branch: the members of its project, as they are today."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeAlias

import pytest

from tests.api.client import Json, Person, new_id, registered
from tests.api.past import BRANCHES, branches, clips, forked, looked_up, timeline_at
from tests.api.stream import CHANGED, PATIENCE, over_events, over_socket

UNSEEN = "There is no such thing, or it is not shared with you."
Follow: TypeAlias = Callable[..., AbstractAsyncContextManager[AsyncIterator[Json]]]
BOTH = pytest.mark.parametrize("follow", [over_socket, over_events], ids=["socket", "events"])


async def test_members_are_those_of_the_project_and_are_changed_there(
    nobody: Person, ada: Person, bob: Person, project: str, branch: str
) -> None:
    await ada.share(project, bob)
    shown = await bob.shown("project", branch)
    assert shown["viewerRole"] == "EDITOR"
    assert sorted(one["user"]["name"] for one in shown["members"]) == ["Ada", "Bob"]
    edited = await bob.done("editProject", projectId=branch, name="Tide")
    assert edited["project"]["viewerRole"] == "EDITOR"
    assert len(edited["project"]["members"]) == 2
    guest = await registered(nobody, "Guest")
    for field, more in (
        ("addMember", {"email": guest.email, "role": "VIEWER"}),
        ("changeMemberRole", {"userId": bob.id, "role": "VIEWER"}),
        ("removeMember", {"userId": bob.id}),
        ("transferOwnership", {"userId": bob.id}),
    ):
        said = await ada.refused(field, projectId=branch, **more)
        assert (said["__typename"], said["message"]) == (
            "RuleViolatedError",
            "Members are of the project itself, not of a branch. Change it there.",
        )
    for field in ("archiveProject", "unarchiveProject"):
        said = await ada.refused(field, projectId=branch)
        assert said["message"] == (
            "The archive is of the project itself, not of a branch. Change it there."
        )


async def test_roles_of_today_decide_on_a_branch(
    ada: Person, bob: Person, project: str, branch: str
) -> None:
    await ada.share(project, bob)
    await ada.done("changeMemberRole", projectId=project, userId=bob.id, role="VIEWER")
    said = await bob.refused("editProject", projectId=branch, name="Tide")
    assert said["message"] == (
        "You are viewer of this project; this takes the role editor. Ask an owner."
    )
    for field, input_ in (
        ("forkBranch", {"projectId": branch, "name": "No"}),
        ("renameBranch", {"branchId": branch, "name": "No"}),
        ("deleteBranch", {"branchId": branch}),
    ):
        assert (await bob.refused(field, **input_))["__typename"] == "ForbiddenError"
    await ada.done("changeMemberRole", projectId=project, userId=bob.id, role="EDITOR")
    await bob.done("editProject", projectId=branch, name="Tide")


async def test_a_closed_project_closes_its_branches(ada: Person, project: str, branch: str) -> None:
    await ada.done("editProject", projectId=branch, name="Happy")
    await ada.done("archiveProject", projectId=project)
    for field, input_ in (
        ("editProject", {"projectId": branch, "name": "Tide"}),
        ("forkBranch", {"projectId": project, "name": "No"}),
        ("undo", {"projectId": branch}),
    ):
        assert (await ada.refused(field, **input_))["message"] == (
            "The project is archived. Take it out of the archive to change it."
        )
    await ada.done("unarchiveProject", projectId=project)
    await ada.done("deleteProject", projectId=project)
    said = await ada.refused("editProject", projectId=branch, name="Tide")
    assert said["message"] == "The project is deleted. Restore it to work on it."


async def test_who_was_removed_loses_the_branches_too(
    ada: Person, bob: Person, project: str, branch: str
) -> None:
    await ada.share(project, bob)
    there = (await clips(bob, branch))["Gulls"]
    twig = await forked(bob, branch, "Twig")
    await ada.done("removeMember", projectId=project, userId=bob.id)
    for id_ in (project, branch, twig):
        assert await bob.ask(BRANCHES, id=id_) == {"project": None}
        assert await timeline_at(bob, id_, position=1) is None
    assert await looked_up(bob, "clip", there["id"]) is None
    assert await looked_up(bob, "scene", there["sceneId"]) is None
    for field, input_ in (
        ("editClip", {"clipId": there["id"], "lyrics": "sea"}),
        ("editProject", {"projectId": branch, "name": "Mine"}),
        ("forkBranch", {"projectId": branch, "name": "Mine"}),
        ("deleteBranch", {"branchId": twig}),
        ("duplicateProject", {"projectId": branch}),
        ("exportProject", {"projectId": branch, "format": "JSON"}),
        ("announcePresence", {"projectId": branch}),
    ):
        assert await bob.refused(field, **input_) == {
            "__typename": "NotFoundError",
            "message": UNSEEN,
        }


@BOTH
async def test_what_happens_on_a_branch_is_told_until_the_member_is_removed(
    follow: Follow, address: str, ada: Person, bob: Person, project: str, branch: str
) -> None:
    await ada.share(project, bob)
    async with follow(address, bob, CHANGED, id=branch, after=0) as answers:
        fork = await _told(answers)
        assert (fork["position"], fork["changed"]) == (1, [branch])
        assert fork["events"] == [
            {
                "type": "BranchForked",
                "stream": branch,
                "data": {
                    "parent": project,
                    "position": 3,
                    "trunk": project,
                    "name": "Other ending",
                },
            }
        ]
        await ada.done("editProject", projectId=project, name="Elsewhere")
        await ada.done("editProject", projectId=branch, name="Tide")
        change = await _told(answers)
        assert (change["position"], change["events"][0]["data"]) == (2, {"name": "Tide"})
        await ada.done("removeMember", projectId=project, userId=bob.id)
        await ada.done("editProject", projectId=branch, name="Secret")
        end = await asyncio.wait_for(anext(answers), PATIENCE)
        assert [(e["message"], e["extensions"]) for e in end["errors"]] == [
            (UNSEEN, {"code": "NOT_FOUND"})
        ]
        assert [more async for more in answers] == []


async def _told(answers: AsyncIterator[Json]) -> Json:
    answered = await asyncio.wait_for(anext(answers), PATIENCE)
    assert "errors" not in answered, answered
    change: Json = answered["data"]["projectChanged"]
    return change


async def test_only_members_fork(nobody: Person, ada: Person, project: str) -> None:
    stranger = await registered(nobody, "Sam")
    for id_, at in ((project, {"position": 99}), (project, None), (new_id("project"), None)):
        input_: dict[str, Any] = {"projectId": id_, "name": "", "at": at}
        assert await stranger.refused("forkBranch", **input_) == {
            "__typename": "NotFoundError",
            "message": UNSEEN,
        }
    answered = await nobody.send("forkBranch", projectId=project, name="No")
    assert answered["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
    assert await branches(ada, project) == []
