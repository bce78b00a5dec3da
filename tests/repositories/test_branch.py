"""Branches in the read models: rows of their own that begin with what the parent had."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.branch import ForkBranch, Translation
from domain.clip.command import AddClip, DeleteClip, EditClip
from domain.project import EditProject
from events.clip import ClipRenamed
from events.ids import ClipId, SceneId
from events.store import Envelope, Fact, Proposal
from repositories import project as projects
from repositories.project import Page
from repositories.projector import Projector
from repositories.rebuild import rebuild, rebuild_all
from tests.film import ADA, FILM, NOON, clip_id, founding, moved, scene_id, sung
from tests.repositories.past_house import PastHouse, past_house

Database = AsyncDatabase[dict[str, Any]]


@pytest.fixture
async def home(database: Database) -> AsyncIterator[PastHouse]:
    async with past_house(database) as made:
        await made.executor.execute(founding())
        await made.done(sung(100, "sea"))
        await made.done(DeleteClip(clip_id=clip_id(102)))
        yield made


def there(branch: str, number: int) -> ClipId:
    """Return the id that a clip of the film has on a branch of it."""
    return Translation(FILM, branch).id(clip_id(number))


async def row(home: PastHouse, id_: str) -> dict[str, Any]:
    kind = "project" if id_.startswith("branch") else id_.partition("-")[0]
    found = await home.database[f"{kind}s"].find_one({"_id": id_})
    assert found is not None
    return found


async def lyrics(home: PastHouse, branch: str, text: str) -> None:
    n = await home.done(EditClip(clip_id=there(branch, 100), lyrics=text), project=branch)
    assert await home.projector.reached(branch, n)


async def test_a_branch_has_the_rows_of_its_parent_under_ids_of_its_own(home: PastHouse) -> None:
    branch = await home.forked()
    one, other = await row(home, clip_id(100)), await row(home, there(branch, 100))
    mine = {"_id", "project", "scene", "position"}
    assert {name: value for name, value in other.items() if name not in mine} == {
        name: value for name, value in one.items() if name not in mine
    }
    assert (other["project"], other["position"]) == (branch, 0)
    assert other["scene"] == Translation(FILM, branch).id(scene_id(100))
    assert (await row(home, there(branch, 102)))["is_deleted"]
    own = await row(home, branch)
    assert (own["position"], own["parent"], own["trunk"]) == (1, FILM, FILM)
    assert (own["forked_at"], own["branch"], own["name"]) == (3, "Other ending", "Film 1")
    assert await home.settled() == []


async def test_an_earlier_moment_is_forked_without_what_came_after(home: PastHouse) -> None:
    branch = await home.forked(position=1)
    assert (await row(home, there(branch, 100)))["lyrics"] == ""
    assert not (await row(home, there(branch, 102)))["is_deleted"]
    assert await home.settled() == []


async def test_both_go_on_without_each_other(home: PastHouse) -> None:
    branch = await home.forked()
    await lyrics(home, branch, "storm")
    await home.done(moved(100, 480))
    added = AddClip(
        clip_id=clip_id(900), scene_id=Translation(FILM, branch).id(scene_id(100)), length=5
    )
    await home.done(added, project=branch)
    assert await home.settled() == []
    one, other = await row(home, clip_id(100)), await row(home, there(branch, 100))
    assert (one["lyrics"], one["start"]) == ("sea", 480)
    assert (other["lyrics"], other["start"]) == ("storm", 0)
    assert (await row(home, clip_id(900)))["project"] == branch


async def test_a_branch_of_a_branch_has_what_that_had_then(home: PastHouse) -> None:
    branch = await home.forked()
    await lyrics(home, branch, "storm")
    await lyrics(home, branch, "calm")
    twig = await home.forked(branch, position=2)
    assert (await row(home, there(twig, 100)))["lyrics"] == "storm"
    own = await row(home, twig)
    assert (own["parent"], own["trunk"], own["forked_at"]) == (branch, FILM, 2)
    assert [view.state.id for view in await projects.branches(FILM)] == [twig, branch]
    assert await home.settled() == []


async def test_branches_are_not_listed_among_the_projects(home: PastHouse) -> None:
    await home.forked()
    page = Page(
        user=ADA,
        first=10,
        after=None,
        sort="changed_at",
        is_descending=True,
        search="",
        states=["active"],
        roles=[],
    )
    assert [view.state.id for view in await projects.listed(page)] == [FILM]
    assert await projects.count(page) == 1


async def test_a_projector_that_starts_late_begins_with_what_the_parent_had_then(
    database: Database,
) -> None:
    async with past_house(database, projects=False) as home:
        await home.executor.execute(founding())
        await home.done(sung(100, "sea"))
        outcome = await home.history.fork(home.asking(), ForkBranch(name="Late"))
        assert outcome.commit is not None
        branch = outcome.commit.partition
        await home.done(EditClip(clip_id=there(branch, 101), lyrics="storm"), project=branch)
        await home.done(sung(100, "later"), moved(101, 480))
    async with past_house(database) as home:
        assert await home.settled() == []
        assert (await row(home, there(branch, 100)))["lyrics"] == "sea"
        assert (await row(home, there(branch, 101)))["lyrics"] == "storm"
        assert (await row(home, branch))["position"] == 2


async def test_several_projectors_at_once_make_the_same_branch(home: PastHouse) -> None:
    others = [Projector(home.database, home.store, home.past) for _ in range(3)]
    for other in others:
        other.start()
    outcome = await home.history.fork(home.asking(), ForkBranch(name="Race"))
    assert outcome.commit is not None
    branch = outcome.commit.partition
    for n in range(2, 12):
        await home.done(EditClip(clip_id=there(branch, 100), lyrics=f"line {n}"), project=branch)
        for other in others[n % 3 :]:
            other.heard(branch, n)
    reached = [one.reached(branch, 11) for one in (home.projector, *others)]
    assert await asyncio.gather(*reached) == [True] * 4
    for other in others:
        await other.close()
    assert await home.settled() == []


async def test_a_branch_is_rebuilt_from_both_logs(home: PastHouse) -> None:
    branch = await home.forked()
    await lyrics(home, branch, "storm")
    await home.done(sung(101, "later"))
    wrong, gone = there(branch, 101), there(branch, 102)
    await home.database["clips"].update_one({"_id": wrong}, {"$set": {"lyrics": "Wrong"}})
    await home.database["clips"].delete_one({"_id": gone})
    complaints = [f"{wrong}: lyrics is 'Wrong' and should be ''.", f"{gone} has no row."]
    assert await home.settled() == complaints
    done = await rebuild(home.database, home.store, branch)
    assert (done.commits, done.rows, done.trouble) == (2, 6, ())
    assert await home.settled() == []
    assert (await row(home, there(branch, 100)))["lyrics"] == "storm"


async def test_a_project_is_rebuilt_and_its_branch_goes_on(home: PastHouse) -> None:
    branch = await home.forked()
    await rebuild(home.database, home.store, FILM)
    await lyrics(home, branch, "storm")
    await rebuild(home.database, home.store, branch)
    await lyrics(home, branch, "calm")
    assert await home.settled() == []
    assert len(await home.told(branch)) == 3


async def test_a_hole_in_the_parent_s_log_is_named_for_the_branch_too(home: PastHouse) -> None:
    await home.database.create_collection("parked")
    branch = await home.forked()
    await home.database["commits"].delete_one({"_id": {"p": FILM, "n": 2}})
    complaints = await home.settled()
    assert len(complaints) == 2
    assert all("goes on with commit 3 where 2 is due" in one for one in complaints)
    assert complaints[0].startswith(branch)
    done = [one async for one in rebuild_all(home.database, home.store)]
    assert [one.project for one in done] == [branch, FILM]
    assert all("goes on with commit 3 where 2 is due" in one.trouble[0] for one in done)
    assert (await row(home, there(branch, 100)))["lyrics"] == "sea"


async def test_a_parent_that_cannot_be_folded_is_named_for_the_branch_too(home: PastHouse) -> None:
    branch = await home.forked()
    await home.database["commits"].update_one(
        {"_id": {"p": FILM, "n": 2}}, {"$set": {"events.0.stream": clip_id(9)}}
    )
    complaints = await home.settled()
    assert complaints[0].startswith(f"{branch} cannot be folded: ")
    done = await rebuild(home.database, home.store, branch)
    assert done.trouble[0].startswith(f"{branch} cannot be folded: ")
    assert (await row(home, there(branch, 100)))["lyrics"] == "sea"


async def test_a_broken_stream_of_a_branch_is_parked_and_the_others_go_on(home: PastHouse) -> None:
    branch = await home.forked()
    orphan = Fact(stream=clip_id(9), event=ClipRenamed(name="Nobody"))
    tip = await home.store.tip(branch)
    await home.store.append(
        Proposal(
            partition=branch,
            command="by-hand",
            parent=tip,
            versions={orphan.stream: 1},
            facts=(orphan,),
            envelope=Envelope(actor=ADA, at=NOON),
        )
    )
    assert await home.projector.reached(branch, 2)
    assert [one["_id"] async for one in home.database["parked"].find()] == [clip_id(9)]
    assert (await row(home, branch))["position"] == 2


async def test_a_fork_that_is_asked_for_twice_is_made_once(home: PastHouse) -> None:
    asking = home.asking()
    forks = [home.history.fork(asking, ForkBranch(name="Once")) for _ in range(4)]
    outcomes = await asyncio.gather(*forks)
    assert len({one.commit.partition for one in outcomes if one.commit}) == 1
    assert len(await home.store.partitions()) == 2


async def test_undo_on_a_branch_begins_with_the_fork(home: PastHouse) -> None:
    branch = await home.forked()
    await lyrics(home, branch, "storm")
    await home.undone(project=branch)
    await home.redone(project=branch)
    assert await home.sentences(branch) == [
        "began the branch 'Other ending' at change 3",
        "edited the lyrics of 'Clip 1'",
        "undid: edited the lyrics of 'Clip 1'",
        "redid: edited the lyrics of 'Clip 1'",
    ]
    assert await home.executor.steps(branch, ADA) != await home.executor.steps(FILM, ADA)
    assert await home.settled() == []


async def test_a_branch_is_opened_again_from_its_snapshot(
    home: PastHouse, database: Database
) -> None:
    branch = await home.forked()
    await lyrics(home, branch, "storm")
    await home.snapshots.keep(await home.past.folding(branch))
    await home.done(EditProject(name="Elsewhere"))
    async with past_house(database) as again:
        board = await again.executor.board(branch)
        assert board.clips[there(branch, 100)].lyrics == "storm"
        added = AddClip(clip_id=clip_id(901), scene_id=_scene(branch), length=7)
        n = await again.done(added, project=branch)
        assert await again.projector.reached(branch, n)
        assert await again.settled() == []


def _scene(branch: str) -> SceneId:
    return Translation(FILM, branch).id(scene_id(100))
