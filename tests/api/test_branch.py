"""Branches: lines of work of their own on a project, used wherever a project is."""

import json
from datetime import datetime

import pytest

from tests.api.client import Person, new_command, new_id, registered
from tests.api.past import (
    BRANCHES,
    activities,
    as_it_was,
    branches,
    clips,
    compared,
    forked,
    looked_up,
    sentences,
    steps,
    timeline_at,
)
from tests.api.stream import PRESENCE, over_events
from tests.api.test_etag import asked
from tests.api.test_interchange import SAMPLES, imported, refused

UNSEEN = "There is no such thing, or it is not shared with you."


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
