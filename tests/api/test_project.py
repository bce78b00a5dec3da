"""Projects: made, described, set up, shared, archived, deleted, copied and listed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.board.project import Project
from repositories.timeline import Plan, Timelines
from repositories.view import View
from tests.api.client import Json, Person, new_id, registered
from tests.api.timeline import timeline

CLOSED = "The project is archived. Take it out of the archive to change it."


async def test_a_project_begins_empty_and_with_the_usual_settings(ada: Person) -> None:
    began = datetime.now(UTC) - timedelta(seconds=1)
    made = await ada.done("createProject", name="  Harbour ", description="A film\r\nin ink")
    project = made["project"]
    at = project.pop("createdAt")
    assert began < datetime.fromisoformat(at) <= datetime.now(UTC)
    assert project.pop("changedAt") == at
    me = {"id": ada.id, "name": "Ada"}
    statuses = ["DRAFT", "READY", "GENERATING", "REVIEW", "APPROVED", "OMITTED"]
    assert made["position"] == 1
    assert project == {
        "id": project["id"],
        "name": "Harbour",
        "description": "A film\nin ink",
        "state": "ACTIVE",
        "position": 1,
        "version": 1,
        "viewerRole": "OWNER",
        "createdBy": me,
        "changedBy": me,
        "members": [{"user": me, "role": "OWNER"}],
        "settings": {
            "frameRate": "FPS_24",
            "resolution": {"width": 1920, "height": 1080},
            "aspectRatio": "16:9",
            "startFrame": 0,
            "startTimecode": "00:00:00:00",
            "naming": "SQ{scene:03}0_SH{clip:03}0",
            "imageModel": "",
            "videoModel": "",
            "style": "",
        },
        "music": None,
        "statistics": {
            "scenes": 0,
            "clips": 0,
            "alternates": 0,
            "duration": 0,
            "durationTimecode": "00:00:00:00",
            "durationSeconds": 0.0,
            "statuses": [{"status": status, "count": 0} for status in statuses],
            "completion": 0.0,
            "gaps": 0,
        },
    }
    assert await ada.shown("project", project["id"]) == {
        **project,
        "createdAt": at,
        "changedAt": at,
    }


async def test_settings_are_changed_one_by_one(ada: Person) -> None:
    project = await ada.project(
        frameRate="FPS_29_97_DF",
        resolution={"width": 4096, "height": 1716},
        aspectRatio="2.39:1",
        startTimecode="01:00:00;00",
        naming="{project}_{scene:02}_{clip:04}{alternate}",
    )
    before = (await ada.shown("project", project))["settings"]
    assert (before["startFrame"], before["startTimecode"]) == (107_892, "01:00:00;00")
    changes: list[Json] = [
        {"resolution": {"width": 1280, "height": 720}},
        {"aspectRatio": "16:9"},
        {"startTimecode": "10:00:00;00"},
        {"naming": "SH{clip}"},
        {"imageModel": "sdxl"},
        {"videoModel": "wan"},
        {"style": "ink and\nwater"},
    ]
    expected = before
    for change in changes:
        done = await ada.done("changeSettings", projectId=project, **change)
        expected = {**expected, **change}
        if "startTimecode" in change:
            expected["startFrame"] = 1_078_920
        assert done["project"]["settings"] == expected


async def test_a_new_frame_rate_asks_what_becomes_of_the_clips(
    ada: Person, project: str, scene: str
) -> None:
    one, two = await ada.clip(scene, 24), await ada.clip(scene, 36)
    refused = await ada.refused("changeSettings", projectId=project, frameRate="FPS_25")
    assert refused["message"] == (
        "The project has 2 clips. Say whether to keep the frame numbers or the time "
        "when it goes from 24 to 25."
    )
    await ada.done("changeSettings", projectId=project, frameRate="FPS_50", conform="KEEP_TIME")
    shown = [await ada.shown("clip", id_) for id_ in (one, two)]
    assert [(clip["start"], clip["length"]) for clip in shown] == [(0, 50), (50, 75)]
    await ada.done("changeSettings", projectId=project, frameRate="FPS_25", conform="KEEP_FRAMES")
    shown = [await ada.shown("clip", id_) for id_ in (one, two)]
    assert [(clip["start"], clip["length"]) for clip in shown] == [(0, 50), (50, 75)]
    assert shown[1]["startTimecode"] == "00:00:02:00"


async def test_an_archived_project_is_read_and_not_changed(
    ada: Person, project: str, scene: str
) -> None:
    archived = await ada.done("archiveProject", projectId=project)
    assert archived["project"]["state"] == "ARCHIVED"
    for field, input_ in (
        ("editProject", {"projectId": project, "name": "Pier"}),
        ("addScene", {"projectId": project}),
        ("addClip", {"sceneId": scene, "length": 5}),
        (
            "applyCommands",
            {"projectId": project, "commands": [{"deleteScene": {"sceneId": scene}}]},
        ),
    ):
        assert (await ada.refused(field, **input_))["message"] == CLOSED
    assert len((await timeline(ada, project))["scenes"]) == 1
    opened = await ada.done("unarchiveProject", projectId=project)
    assert opened["project"]["state"] == "ACTIVE"
    await ada.scene(project)


async def test_a_deleted_project_can_be_restored(ada: Person, project: str) -> None:
    assert (await ada.done("deleteProject", projectId=project))["project"]["state"] == "DELETED"
    refused = await ada.refused("editProject", projectId=project, name="Pier")
    assert refused["message"] == "The project is deleted. Restore it to work on it."
    assert (await ada.done("restoreProject", projectId=project))["project"]["state"] == "ACTIVE"


async def test_members_come_change_and_go(ada: Person, bob: Person, project: str) -> None:
    added = await ada.done("addMember", projectId=project, email=bob.email.upper(), role="VIEWER")
    assert added["project"]["members"] == [
        {"user": {"id": ada.id, "name": "Ada"}, "role": "OWNER"},
        {"user": {"id": bob.id, "name": "Bob"}, "role": "VIEWER"},
    ]
    assert (await bob.shown("project", project))["viewerRole"] == "VIEWER"
    again = await ada.refused("addMember", projectId=project, email=bob.email, role="EDITOR")
    assert again["message"] == "This person is viewer already. Change the role instead."
    last = await ada.refused("changeMemberRole", projectId=project, userId=ada.id, role="EDITOR")
    assert last["message"] == "A project has an owner. Transfer the ownership first."
    leaving = await ada.refused("removeMember", projectId=project, userId=ada.id)
    assert leaving["message"] == last["message"]
    await ada.done("changeMemberRole", projectId=project, userId=bob.id, role="EDITOR")
    await ada.done("transferOwnership", projectId=project, userId=bob.id)
    assert [m["role"] for m in (await bob.shown("project", project))["members"]] == [
        "EDITOR",
        "OWNER",
    ]
    await bob.done("removeMember", projectId=project, userId=ada.id)
    assert await ada.shown("project", project) is None


async def test_a_copy_holds_what_the_project_shows(ada: Person, bob: Person, project: str) -> None:
    await ada.done("changeSettings", projectId=project, style="ink", startTimecode="01:00:00:00")
    quay, gone = await ada.scene(project, name="Quay"), await ada.scene(project, name="Gone")
    clip = await ada.clip(quay, 24, name="Gulls", parameters={"seed": 1})
    await ada.done("addClipAlternate", clipId=clip)
    await ada.done("addSceneAlternate", sceneId=quay)
    await ada.done("deleteScene", sceneId=gone)
    await ada.share(project, bob, "VIEWER")
    wished = new_id("project")
    made = await bob.done("duplicateProject", projectId=project, id=wished)
    copy, source = made["project"], await ada.shown("project", project)
    assert (copy["id"], copy["name"], copy["position"]) == (wished, "Harbour copy", 1)
    assert copy["members"] == [{"user": {"id": bob.id, "name": "Bob"}, "role": "OWNER"}]
    assert copy["settings"] == source["settings"]
    assert copy["statistics"] == source["statistics"]
    (scene,) = (await timeline(bob, wished))["scenes"]
    assert scene["name"] == "Quay"
    assert [(c["name"], c["parameters"]) for c in scene["clips"]] == [("Gulls", {"seed": 1})]
    assert scene["clips"][0]["id"] != clip
    assert await ada.shown("project", wished) is None


# The list of projects

LISTED = """
    query($first: Int! = 3, $after: String, $filter: ProjectFilter, $sort: ProjectSort! = NAME,
          $direction: SortDirection! = ASCENDING) {
      projects(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {
        totalCount
        edges { cursor node { id name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
"""


@pytest.fixture
async def cleo(nobody: Person, root: Person) -> Person:
    """Somebody with eight projects, two of one name."""
    assert root.id
    person = await registered(nobody, "Cleo")
    for name in ("Émile", "alpha", "Beta", "beta", "Gamma 10%", "delta (cut)", "ZULU", "alpha"):
        await person.project(name, description="About the sea" if name == "ZULU" else "")
    return person


async def pages(person: Person, **variables: Any) -> list[list[Json]]:
    """Walk the list to its end."""
    walked: list[list[Json]] = []
    after = None
    while True:
        found = (await person.ask(LISTED, after=after, **variables))["projects"]
        edges, info = found["edges"], found["pageInfo"]
        walked.append([edge["node"] for edge in edges])
        assert info["hasPreviousPage"] == (after is not None)
        assert info["startCursor"] == (edges[0]["cursor"] if edges else None)
        after = info["endCursor"]
        if not info["hasNextPage"]:
            return walked


@pytest.mark.parametrize("sort", ["NAME", "CREATED_AT", "CHANGED_AT"])
@pytest.mark.parametrize("first", [1, 3, 4, 8, 100])
async def test_pages_are_complete_and_in_order(cleo: Person, sort: str, first: int) -> None:
    rising = [one for page in await pages(cleo, sort=sort, first=first) for one in page]
    falling = await pages(cleo, sort=sort, first=first, direction="DESCENDING")
    assert len({one["id"] for one in rising}) == 8
    assert [one for page in falling for one in page] == rising[::-1]
    if sort == "NAME":
        names = [one["name"].casefold() for one in rising]
        assert names == sorted(names)


async def test_the_numbers_of_a_page_are_read_together(
    cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    plans = Timelines.plans

    async def counted(timelines: Timelines, projects: Sequence[View[Project]]) -> list[Plan]:
        asked.append(len(projects))
        return await plans(timelines, projects)

    monkeypatch.setattr(Timelines, "plans", counted)
    found = await cleo.ask("{ projects { edges { node { statistics { clips } } } } }")
    assert [edge["node"] for edge in found["projects"]["edges"]] == [
        {"statistics": {"clips": 0}}
    ] * 8
    assert asked == [8]


async def test_pages_stay_stable_while_others_are_made(cleo: Person) -> None:
    first = (await cleo.ask(LISTED))["projects"]
    await cleo.project("aaa")
    await cleo.project("Gamma 11%")
    rest = await pages(cleo, first=100)
    following = (await cleo.ask(LISTED, after=first["pageInfo"]["endCursor"], first=100))[
        "projects"
    ]
    names = [edge["node"]["name"].casefold() for edge in following["edges"]]
    assert names == ["beta", "delta (cut)", "gamma 10%", "gamma 11%", "zulu", "émile"]
    assert (len(rest[0]), following["totalCount"]) == (10, 10)


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("ALPHA", ["alpha", "alpha"]),
        ("10%", ["Gamma 10%"]),
        ("(cut)", ["delta (cut)"]),
        ("émile", ["Émile"]),
        ("the sea", ["ZULU"]),
        (".*", []),
        (" ", ["alpha", "alpha", "Beta", "beta", "delta (cut)", "Gamma 10%", "ZULU", "Émile"]),
    ],
)
async def test_a_search_looks_into_names_and_descriptions(
    cleo: Person, search: str, names: list[str]
) -> None:
    found = (await cleo.ask(LISTED, filter={"search": search}, first=100))["projects"]
    assert sorted(edge["node"]["name"] for edge in found["edges"]) == sorted(names)
    assert found["totalCount"] == len(names)


async def test_a_filter_knows_states_and_roles(cleo: Person, ada: Person) -> None:
    everything = [one for page in await pages(cleo) for one in page]
    archived, deleted = everything[0]["id"], everything[1]["id"]
    await cleo.done("archiveProject", projectId=archived)
    await cleo.done("deleteProject", projectId=deleted)
    shared = await ada.project("Shared")
    await ada.share(shared, cleo, "REVIEWER")

    async def found(**wanted: Any) -> set[str]:
        listed = (await cleo.ask(LISTED, filter=wanted, first=100))["projects"]
        assert listed["totalCount"] == len(listed["edges"])
        return {edge["node"]["id"] for edge in listed["edges"]}

    assert await found(states=["ARCHIVED"]) == {archived}
    assert await found(states=["DELETED"]) == {deleted}
    assert await found(states=["ARCHIVED", "DELETED"]) == {archived, deleted}
    assert len(await found()) == 7
    assert await found(states=[]) == await found()
    assert await found(roles=["REVIEWER", "VIEWER"]) == {shared}
    assert shared not in await found(roles=["OWNER"])
    assert await found(roles=["EDITOR"]) == set()
