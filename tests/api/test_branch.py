"""Branches: lines of work of their own on a project, used wherever a project is."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, TypeAlias

import pytest

from tests.api.client import Json, Person, new_command, new_id, registered
from tests.api.past import (
    BRANCHES,
    activities,
    as_it_was,
    branches,
    compared,
    forked,
    looked_up,
    sentences,
    steps,
    timeline_at,
)
from tests.api.stream import CHANGED, PATIENCE, PRESENCE, over_events, over_socket
from tests.api.test_etag import asked
from tests.api.test_interchange import SAMPLES, imported, refused
from tests.api.timeline import timeline

UNSEEN = "There is no such thing, or it is not shared with you."
Follow: TypeAlias = Callable[..., AbstractAsyncContextManager[AsyncIterator[Json]]]
BOTH = pytest.mark.parametrize("follow", [over_socket, over_events], ids=["socket", "events"])


@pytest.fixture
async def branch(ada: Person, project: str, clip: str) -> str:
    assert clip
    return await forked(ada, project)


async def clips(person: Person, project: str) -> dict[str, Json]:
    """Return the clips that play, by name."""
    shown = await timeline(person, project)
    return {clip["name"]: clip for scene in shown["scenes"] for clip in scene["clips"]}


async def test_a_branch_begins_with_all_that_the_project_has(
    ada: Person, project: str, clip: str
) -> None:
    made = await ada.done("forkBranch", projectId=project, name="  Other ending ")
    branch = made["branch"]
    created = branch.pop("createdAt")
    assert branch.pop("changedAt") == created
    datetime.fromisoformat(created)
    id_ = branch["id"]
    assert id_.startswith("branch-")
    assert branch == {
        "id": id_,
        "name": "Other ending",
        "parentId": project,
        "forkedAt": 3,
        "position": 1,
        "createdBy": {"id": ada.id},
        "isDeleted": False,
    }
    assert made["position"] == 1
    there = (await clips(ada, id_))["Gulls"]
    assert there["id"] != clip
    assert (there["projectId"], there["version"]) == (id_, 1)
    one, other = await as_it_was(ada, "project", project), await as_it_was(ada, "project", id_)
    for name in ("name", "settings", "members", "statistics", "viewerRole", "state"):
        assert other[name] == one[name]
    assert await looked_up(ada, "clip", there["id"], position=1) is not None


async def test_both_go_on_without_each_other(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    there = (await clips(ada, branch))["Gulls"]["id"]
    await ada.done("editClip", clipId=there, name="Terns", expectedVersion=1)
    await ada.done("moveClip", clipId=clip, start=48)
    scene = (await ada.shown("clip", there))["sceneId"]
    rain = await ada.clip(scene, name="Rain")
    assert sorted(await clips(ada, branch)) == ["Rain", "Terns"]
    assert [(name, one["start"]) for name, one in (await clips(ada, project)).items()] == [
        ("Gulls", 48)
    ]
    assert (await ada.shown("clip", rain))["projectId"] == branch
    assert (await ada.position(project), await ada.position(branch)) == (4, 3)
    assert await steps(ada, branch) == ("added 'Rain' at 00:00:01:00", None)
    assert await steps(ada, project) == ("moved 'Gulls' to 00:00:02:00", None)


async def test_a_branch_begins_at_any_moment(ada: Person, project: str, clip: str) -> None:
    await ada.done("editClip", clipId=clip, name="Terns")
    early = await forked(ada, project, at={"position": 2})
    at = (await activities(ada, project))[0]["at"]
    late = await forked(ada, project, at={"time": at})
    assert await clips(ada, early) == {}
    assert list(await clips(ada, late)) == ["Terns"]
    assert [one["forkedAt"] for one in await branches(ada, project)] == [4, 2]


@pytest.mark.parametrize("position", [0, -1, 4, 2**31 - 1])
async def test_a_moment_that_is_not_there_cannot_be_forked(
    ada: Person, project: str, clip: str, position: int
) -> None:
    said = await ada.refused("forkBranch", projectId=project, name="No", at={"position": position})
    assert (said["__typename"], said["field"], said["message"]) == (
        "RuleViolatedError",
        "at",
        (
            f"There is no change {position:,}: the project has the changes 1 to 3. Choose one"
            " of these."
        ),
    )
    said = await ada.refused(
        "forkBranch", projectId=project, name="No", at={"time": "2001-01-01T00:00:00Z"}
    )
    assert said["message"] == "The project was not there yet at that time. Choose a later one."
    assert await branches(ada, project) == []
    assert clip


@pytest.mark.parametrize("name", ["", "  ", "\u0000", "x" * 10_000])
async def test_a_name_that_is_none_is_refused(ada: Person, project: str, name: str) -> None:
    said = await ada.refused("forkBranch", projectId=project, name=name)
    assert (said["__typename"], said["field"]) == ("RuleViolatedError", "name")
    branch = await forked(ada, project)
    said = await ada.refused("renameBranch", branchId=branch, name=name)
    assert (said["__typename"], said["field"]) == ("RuleViolatedError", "name")


async def test_a_fork_is_done_once(ada: Person, project: str) -> None:
    command = new_command()
    both = [
        await ada.done("forkBranch", projectId=project, name="Once", commandId=command)
        for _ in range(2)
    ]
    assert both[0] == both[1]
    assert len(await branches(ada, project)) == 1


async def test_all_branches_are_seen_from_any_of_them_newest_first(
    ada: Person, project: str, branch: str
) -> None:
    twig = await forked(ada, branch, "Twig")
    seen = [await branches(ada, one) for one in (project, branch, twig)]
    assert seen[0] == seen[1] == seen[2]
    assert [(one["id"], one["name"], one["parentId"]) for one in seen[0]] == [
        (twig, "Twig", branch),
        (branch, "Other ending", project),
    ]
    for id_, own in ((project, None), (branch, {"id": branch, "name": "Other ending"})):
        shown = (await ada.ask(BRANCHES, id=id_))["project"]
        assert (shown["trunkId"], shown["branch"], shown["name"]) == (project, own, "Harbour")


async def test_a_branch_is_renamed_deleted_and_restored(
    ada: Person, project: str, branch: str
) -> None:
    renamed = await ada.done("renameBranch", branchId=branch, name="Happy ending")
    assert (renamed["branch"]["name"], renamed["position"]) == ("Happy ending", 2)
    again = await ada.done("renameBranch", branchId=branch, name="Happy ending")
    assert again["position"] is None
    assert await steps(ada, branch) == (None, None)
    deleted = await ada.done("deleteBranch", branchId=branch)
    assert deleted["branch"]["isDeleted"]
    assert await branches(ada, project) == []
    assert [one["id"] for one in await branches(ada, project, deleted=True)] == [branch]
    said = await ada.refused("editProject", projectId=branch, name="Tide")
    assert said["message"] == "The branch is deleted. Restore it to work on it."
    assert list(await clips(ada, branch)) == ["Gulls"]
    restored = await ada.done("restoreBranch", branchId=branch)
    assert (await sentences(ada, branch))[:3] == [
        "restored the branch",
        "deleted the branch",
        "renamed the branch to 'Happy ending'",
    ]
    assert not restored["branch"]["isDeleted"]
    await ada.done("editProject", projectId=branch, name="Tide")
    assert (await ada.shown("project", project))["name"] == "Harbour"


async def test_what_is_no_branch_is_not_renamed_or_deleted(ada: Person, project: str) -> None:
    for field, more in (
        ("renameBranch", {"name": "No"}),
        ("deleteBranch", {}),
        ("restoreBranch", {}),
    ):
        said = await ada.refused(field, branchId=project, **more)
        assert said == {
            "__typename": "NotFoundError",
            "message": "This is the project itself and no branch of it. Choose a branch.",
        }
        for id_ in (new_id("branch"), new_id("project"), "x", ""):
            said = await ada.refused(field, branchId=id_, **more)
            assert said == {"__typename": "NotFoundError", "message": UNSEEN}


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


async def test_a_branch_has_presences_of_its_own(
    address: str, ada: Person, project: str, branch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repositories.presence.LOOK", 0.05)
    await ada.done("announcePresence", projectId=branch, playhead=5)
    async with over_events(address, ada, PRESENCE, id=branch) as answers:
        seen = (await anext(answers))["data"]["presence"]
    assert [one["playhead"] for one in seen] == [5]
    elsewhere = await ada.ask(
        "query($id: ID!) { presence(projectId: $id) { playhead } }", id=project
    )
    assert elsewhere == {"presence": []}


async def test_branches_are_not_among_the_projects(nobody: Person, project: str) -> None:
    zoe = await registered(nobody, "Zoe")
    own = await zoe.project()
    await forked(zoe, own)
    listed = await zoe.ask("{ projects { totalCount edges { node { id } } } }")
    assert listed == {"projects": {"totalCount": 1, "edges": [{"node": {"id": own}}]}}
    assert project


async def test_a_branch_s_timeline_is_not_sent_again_while_it_is_the_same(
    ada: Person, bob: Person, project: str, branch: str
) -> None:
    await ada.share(project, bob)
    first = await asked(bob, branch)
    tag = first.headers["etag"]
    assert (await asked(bob, branch, tag)).status_code == 304
    await ada.done("editProject", projectId=project, name="Elsewhere")
    assert (await asked(bob, branch, tag)).status_code == 304
    await ada.done("editProject", projectId=branch, name="Tide")
    assert (await asked(bob, branch, tag)).status_code == 200
    assert (await asked(bob, project, tag)).status_code == 200
    await ada.done("removeMember", projectId=project, userId=bob.id)
    newest = await asked(bob, branch, tag.replace('"1-', '"2-'))
    assert newest.json() == {"data": {"timeline": None}}
    assert "etag" not in newest.headers


async def test_the_copy_of_a_branch_is_a_project(ada: Person, project: str, branch: str) -> None:
    there = (await clips(ada, branch))["Gulls"]
    await ada.done("editClip", clipId=there["id"], name="Terns")
    copied = await ada.done("duplicateProject", projectId=branch, name="Alone")
    shown = copied["project"]
    assert (shown["name"], shown["viewerRole"], shown["position"]) == ("Alone", "OWNER", 1)
    assert list(await clips(ada, shown["id"])) == ["Terns"]
    seen = (await ada.ask(BRANCHES, id=shown["id"]))["project"]
    assert (seen["trunkId"], seen["branch"], seen["branches"]) == (shown["id"], None, [])
    assert [one["id"] for one in await branches(ada, project)] == [branch]


async def test_a_branch_is_exported_and_imported_into(
    ada: Person, bob: Person, project: str, branch: str
) -> None:
    there = (await clips(ada, branch))["Gulls"]
    await ada.done("editClip", clipId=there["id"], name="Terns")
    link = await ada.done("exportProject", projectId=branch, format="JSON")
    document = json.loads((await ada.http.get(link["url"])).content)
    assert [item["name"] for item in document["tracks"][0]["items"]] == ["Terns"]
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    made = await imported(ada, "cut.otio", content, f"projects/{branch}/")
    assert made["position"] == 3
    assert len(await clips(ada, branch)) > 1
    assert len(await clips(ada, project)) == 1
    assert (await ada.done("undo", projectId=branch))["undone"] == 3
    status, error = await refused(bob, content, f"projects/{branch}/")
    assert (status, error["message"]) == (404, UNSEEN)


async def test_a_branch_has_a_past_of_its_own(ada: Person, project: str, branch: str) -> None:
    there = (await clips(ada, branch))["Gulls"]["id"]
    await ada.done("moveClip", clipId=there, start=48)
    assert await sentences(ada, branch) == [
        "moved 'Gulls' to 00:00:02:00",
        "began the branch 'Other ending' at change 3",
    ]
    found = await compared(ada, branch, {"position": 1})
    assert [(one["id"], one["fields"][0]["field"]) for one in found["differences"]] == [
        (there, "place")
    ]
    await ada.done("restore", projectId=branch, at={"position": 1}, id=there)
    assert (await ada.shown("clip", there))["start"] == 0
    first = await timeline_at(ada, branch, position=1)
    assert first is not None
    assert first["scenes"][0]["clips"][0]["start"] == 0
    assert await ada.position(project) == 3


async def test_things_of_a_branch_are_not_found_in_the_project(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    there = (await clips(ada, branch))["Gulls"]
    said = await ada.refused("moveClip", clipId=clip, sceneId=there["sceneId"], start=0)
    assert said["__typename"] == "NotFoundError"
    said = await ada.refused(
        "applyCommands", projectId=project, commands=[{"deleteClip": {"clipId": there["id"]}}]
    )
    assert said["__typename"] == "NotFoundError"
    said = await ada.refused("addClip", sceneId=there["sceneId"], length=5, id=clip)
    assert said["message"] == "There is something with this id already. Use a new id."


async def test_an_id_made_in_the_project_that_a_branch_has_already_is_refused(
    ada: Person, project: str, scene: str, branch: str
) -> None:
    """What a branch would call it is as good as taken: the ids are one family."""
    there = (await clips(ada, branch))["Gulls"]["id"]
    said = await ada.refused("addClip", sceneId=scene, length=5, id=there)
    assert said["message"] == "There is something with this id already. Use a new id."
    assert project


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
