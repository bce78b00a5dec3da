"""Projects are removed for good, and nobody brings them back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.errors import NotFoundError
from domain.past import Past
from domain.project import CreateProject, EditProject, SetProjectState
from events.catalogue import EVENTS
from events.store import PartitionPurgedError, Proposal
from repositories.commit_log import CommitLog
from repositories.edition import UnusableDatabaseError
from repositories.purge import FATES, deleted_before, finish, purge
from repositories.rebuild import rebuild_all
from repositories.snapshot import MongoSnapshots
from tests.film import ADA, FILM, NOON, clip_id, founding, history, project_id, request, sung
from tests.repositories.branch import forked
from tests.repositories.film_house import House, house

Database = AsyncDatabase[dict[str, Any]]

OTHER = project_id(2)
LATER = NOON + timedelta(days=60)
DELETE, RESTORE = SetProjectState(state="deleted"), SetProjectState(state="restored")


@pytest.fixture
async def home(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        await made.done(founding(2))
        await made.done(request("sing", sung(100, "la")))
        yield made


async def deleted(home: House) -> None:
    await home.done(request("delete", DELETE))


async def purged(home: House) -> bool:
    return await purge(home.database, FILM, before=LATER, now=LATER)


async def left(database: Database) -> dict[str, int]:
    """Count what there is of the film."""
    names = ("projects", "scenes", "clips", "presences", "bulletin")
    counts = {name: await database[name].count_documents({"project": FILM}) for name in names}
    parked = await database["parked"].count_documents({"partition": FILM})
    commits = await database["commits"].count_documents({"_id.p": FILM})
    return {**counts, "parked": parked, "commits": commits}


GONE = {
    "projects": 0,
    "scenes": 0,
    "clips": 0,
    "presences": 0,
    "bulletin": 0,
    "parked": 0,
    "commits": 1,
}


def test_the_names_of_the_events_are_those_of_the_catalogue() -> None:
    assert set(FATES) <= EVENTS.keys()


async def test_what_was_deleted_long_ago_is_listed_with_its_extent(home: House) -> None:
    await deleted(home)
    (found,) = [one async for one in deleted_before(home.database, LATER)]
    assert (found.project, found.name, found.commits) == (FILM, "Film 1", 3)
    assert found.size > 1000
    newest = (await history(home.store))[-1]
    assert found.deleted_at == newest.envelope.at
    assert [one async for one in deleted_before(home.database, found.deleted_at)] == []


async def test_all_of_it_goes_and_all_else_stays(home: House) -> None:
    await deleted(home)
    await home.database["presences"].insert_one({"project": FILM})
    await home.database["bulletin"].insert_one({"project": FILM})
    await home.database["parked"].insert_one({"_id": clip_id(9), "partition": FILM, "n": 1})
    assert await purged(home)
    assert await left(home.database) == GONE
    assert await home.settled() == []
    assert await home.store.partitions() == [OTHER]
    assert await home.store.heads() == {OTHER: 1}
    assert await history(home.store) == []
    assert await home.store.recent(FILM) == []
    assert (await home.store.tip(FILM)).n == 0
    assert [one.project async for one in rebuild_all(home.database, home.store)] == [OTHER]
    async with house(home.database) as fresh:
        assert await fresh.settled() == []


async def test_a_project_that_is_not_deleted_or_was_restored_is_not_touched(home: House) -> None:
    assert not await purged(home)
    await deleted(home)
    await home.done(request("restore", RESTORE))
    assert [one async for one in deleted_before(home.database, LATER)] == []
    assert not await purged(home)
    assert await home.settled() == []
    assert len(await history(home.store)) == 4


async def test_a_restoration_at_the_same_moment_wins_or_loses_as_a_whole(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await deleted(home)
    close = CommitLog.close

    async def late(log: CommitLog, partition: str, n: int, at: Any) -> bool:
        await home.done(request("restore", RESTORE))
        return await close(log, partition, n, at)

    with monkeypatch.context() as patched:
        patched.setattr(CommitLog, "close", late)
        assert not await purged(home)
    assert await home.settled() == []
    assert await home.database["purged"].count_documents({}) == 0
    await home.done(request("delete-again", DELETE))
    assert await purged(home)
    assert await left(home.database) == GONE


async def test_a_server_that_has_it_in_memory_cannot_bring_it_back(home: House) -> None:
    async with house(home.database) as other:
        await other.executor.board(FILM)
        await deleted(home)
        await other.executor.board(FILM)
        assert await purged(home)
        for here in (home, other):
            for command in (RESTORE, DELETE, sung(100, "again")):
                with pytest.raises(NotFoundError):
                    await here.executor.execute(request(f"late-{id(here)}", command))
            created = CreateProject(project_id=FILM, owner=ADA, name="Again")
            with pytest.raises(NotFoundError):
                await here.executor.execute(request(f"new-{id(here)}", created))
            assert await here.settled() == []
    assert await left(home.database) == GONE


async def test_a_proposal_of_any_parent_is_refused_while_others_of_its_batch_are_written(
    home: House,
) -> None:
    await deleted(home)
    commits = await history(home.store)
    assert await purged(home)
    newest = commits[-1]
    late = Proposal(
        partition=FILM,
        command="late",
        parent=newest.tip,
        versions={FILM: 3},
        facts=newest.facts,
        envelope=newest.envelope,
    )
    refused = home.store.append(late)
    written = home.executor.execute(request("other", sung(200, "la"), project=OTHER))
    assert (await written).position == 2
    with pytest.raises(PartitionPurgedError):
        await refused


async def test_branches_of_it_go_with_it_and_take_no_change(home: House) -> None:
    branch = await forked(home)
    assert await home.settled() == []
    await deleted(home)
    assert await purged(home)
    assert await home.store.partitions() == [OTHER]
    assert await home.database["clips"].count_documents({"project": branch}) == 0
    assert await home.database["projects"].count_documents({}) == 1
    with pytest.raises(NotFoundError):
        await home.executor.execute(
            request("late", EditProject(description="storm"), project=branch)
        )
    assert await home.database["commits"].count_documents({"_id.p": branch}) == 1
    assert await home.settled() == []


async def test_snapshots_and_activities_of_it_go_with_it(home: House) -> None:
    await deleted(home)
    await MongoSnapshots(home.database).keep(await Past(home.store).folding(FILM, 2))
    await home.database["activities"].insert_one({"_id": {"p": FILM, "n": 1}})
    assert await purged(home)
    for name in ("snapshots", "snapshot_parts", "activities"):
        assert await home.database[name].count_documents({}) == 0


async def test_a_branch_that_never_rests_stops_the_purge_with_a_sentence(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await home.database["projects"].update_one({"_id": OTHER}, {"$set": {"trunk": FILM}})
    await deleted(home)
    close = CommitLog.close

    async def lost(log: CommitLog, partition: str, n: int, at: Any) -> bool:
        return partition == FILM and await close(log, partition, n, at)

    monkeypatch.setattr(CommitLog, "close", lost)
    with pytest.raises(UnusableDatabaseError, match="try again"):
        await purged(home)


@pytest.mark.parametrize("first", ["projects", "scenes", "presences", "commits"])
async def test_what_ends_a_purge_in_between_leaves_nothing_that_looks_alive(
    home: House, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await deleted(home)
    collection = type(home.database["commits"])
    delete = collection.delete_many

    async def dies(self: Any, query: Any, **options: Any) -> Any:
        if self.name == first:
            raise KeyboardInterrupt
        return await delete(self, query, **options)

    with monkeypatch.context() as patched:
        patched.setattr(collection, "delete_many", dies)
        with pytest.raises(KeyboardInterrupt):
            await purged(home)
    assert await home.store.partitions() == [OTHER]
    assert await home.database["projects"].find_one({"_id": FILM}) is None
    with pytest.raises(NotFoundError):
        await home.executor.execute(request("late", RESTORE))
    await home.database["commits"].delete_one({"_id": {"p": FILM, "n": 1}})
    assert await history(home.store) == []
    await finish(home.database, LATER)
    assert await left(home.database) == GONE


async def test_what_was_only_announced_is_forgotten(home: House) -> None:
    await home.database["purged"].insert_one({"_id": FILM, "at": LATER})
    assert await home.store.partitions() == [FILM, OTHER]
    await finish(home.database, LATER)
    assert await home.database["purged"].count_documents({}) == 0
    assert await home.settled() == []
