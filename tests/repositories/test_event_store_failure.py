"""What is stored when the database, or the way to it, fails in the middle."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from events.store import GENESIS, BrokenSequenceError, Commit, StoreUnavailableError, Tip
from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH, proposal
from tests.events.store_contract import everything
from tests.repositories.failure import fail

Client = AsyncMongoClient[dict[str, Any]]
Database = AsyncDatabase[dict[str, Any]]

ERRORS: dict[str, Mapping[str, Any]] = {
    "the connection breaks before": {"closeConnection": True},
    "the primary steps down before": {"errorCode": 10107},
    "the primary steps down while it writes": {"errorCode": 189},
    "the server shuts down": {"errorCode": 11600},
    "the concern fails after": {"writeConcernError": {"code": 91, "errmsg": "shutdown"}},
    "the concern times out after": {"writeConcernError": {"code": 64, "errmsg": "waiting"}},
    "the connection hangs, then breaks": {
        "blockConnection": True,
        "blockTimeMS": 200,
        "closeConnection": True,
    },
}


@pytest.fixture
async def store(database: Database) -> AsyncIterator[MongoEventStore]:
    store = MongoEventStore(database, SKETCH)
    await store.start()
    yield store
    await store.close()


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS.keys())
@pytest.mark.parametrize("times", [1, 3])
async def test_a_failing_write_is_found_again_and_written_once(
    client: Client, store: MongoEventStore, error: Mapping[str, Any], times: int
) -> None:
    first = await store.append(proposal("first"))
    async with fail(client, {"failCommands": ["insert"], **error}, times=times):
        tips = [first.tip, *(Tip(n=n, command=f"c{n}") for n in range(2, 21))]
        answers = [store.append(proposal(f"c{tip.n + 1}", tip)) for tip in tips]
        commits = await asyncio.gather(*answers)
    assert [commit.tip for commit in commits[:-1]] == tips[1:]
    assert await everything(store) == [first, *commits]


@pytest.mark.parametrize("command", ["find", "update"])
async def test_a_failing_look_at_the_database_is_repeated(
    client: Client, store: MongoEventStore, command: str
) -> None:
    broken = {"failCommands": [command, "insert"], "closeConnection": True}
    async with fail(client, broken, times=4):
        commits = await asyncio.gather(*[store.append(proposal(f"c{n}")) for n in range(5)])
    assert await everything(store) == commits


async def test_patience_ends_with_a_clear_error_and_the_command_can_be_sent_again(
    client: Client, database: Database
) -> None:
    store = MongoEventStore(database, SKETCH, patience=0.3)
    await store.start()
    lost = {"failCommands": ["insert", "update"]}
    concern = {"writeConcernError": {"code": 64, "errmsg": "no majority"}}
    async with fail(client, lost | concern):
        with pytest.raises(StoreUnavailableError, match="send the same command again"):
            await store.append(proposal("a"))
    answer = await store.append(proposal("a"))
    assert await everything(store) == [answer]
    await store.close()


async def test_the_reason_of_a_lasting_refusal_is_named(client: Client, database: Database) -> None:
    store = MongoEventStore(database, SKETCH, patience=0.2)
    await store.start()
    async with fail(client, {"failCommands": ["insert"], "errorCode": 13}):
        with pytest.raises(StoreUnavailableError, match="failCommand"):
            await store.append(proposal("a"))
    await store.close()


async def test_a_closed_store_writes_what_waits_and_takes_no_more(database: Database) -> None:
    store = MongoEventStore(database, SKETCH)
    await store.start()
    waiting = [store.append(proposal(f"c{n}")) for n in range(10)]
    await store.close()
    assert [answer.result().n for answer in waiting] == list(range(1, 11))
    with pytest.raises(StoreUnavailableError, match="closed"):
        store.append(proposal("late"))


async def test_who_stops_waiting_does_not_stop_the_write(store: MongoEventStore) -> None:
    answer = store.append(proposal("a"))
    answer.cancel()
    after = await store.append(proposal("b", Tip(n=1, command="a")))
    assert after.n == 2
    assert [commit.command for commit in await everything(store)] == ["a", "b"]


async def test_a_reader_stops_where_a_commit_is_missing(
    database: Database, store: MongoEventStore
) -> None:
    await asyncio.gather(*[store.append(proposal(f"c{n}")) for n in range(5)])
    await database["commits"].delete_one({"_id.n": 3})
    with pytest.raises(BrokenSequenceError, match="goes on with commit 4 where 3 is due"):
        await everything(store)


async def test_a_commit_that_cannot_be_read_fails_only_who_asks_for_it(
    database: Database, store: MongoEventStore
) -> None:
    await store.append(proposal("a"))
    await database["commits"].update_one({}, {"$set": {"events.0.type": "Gone"}})
    results = await asyncio.gather(
        store.append(proposal("a")), store.append(proposal("b")), return_exceptions=True
    )
    assert str(results[0]).startswith("The log holds a Gone of schema version 1")
    assert isinstance(results[1], Commit)


async def test_two_stores_share_a_partition_without_a_gap(database: Database) -> None:
    """Each store acts for a process: neither sees the other's queue."""
    stores = [MongoEventStore(database, SKETCH) for _ in range(2)]
    await stores[0].start()

    async def write(store: MongoEventStore, writer: str) -> list[Commit]:
        commits: list[Commit] = []
        for index in range(40):
            partition = f"project-{index % 3}"
            tip = await store.tip(partition)
            commits.append(
                await store.append(proposal(f"{writer}-{index}", tip, partition=partition))
            )
        return commits

    writers = [write(store, f"{s}{w}") for s, store in enumerate(stores) for w in "abcd"]
    answered = [commit for commits in await asyncio.gather(*writers) for commit in commits]
    stored = [c for p in range(3) for c in await everything(stores[0], f"project-{p}")]
    assert sorted(answered, key=_place) == sorted(stored, key=_place)
    assert len({(c.partition, c.command) for c in stored}) == len(stored) == 8 * 40
    for store in stores:
        await store.close()


async def test_one_command_sent_to_two_stores_is_stored_once(database: Database) -> None:
    stores = [MongoEventStore(database, SKETCH) for _ in range(2)]
    await stores[0].start()
    for n in range(20):
        one, two = await asyncio.gather(*[store.append(proposal(f"c{n}")) for store in stores])
        assert one == two
    assert len(await everything(stores[0])) == 20
    for store in stores:
        await store.close()


async def test_of_two_decisions_on_the_same_state_one_is_overtaken(database: Database) -> None:
    stores = [MongoEventStore(database, SKETCH) for _ in range(2)]
    await stores[0].start()
    tip, won = GENESIS, 0
    for n in range(1, 21):
        offers = [
            store.append(proposal(f"{n}-{index}", tip, versions={"clip-1": n}, reads=None))
            for index, store in enumerate(stores)
        ]
        results = await asyncio.gather(*offers, return_exceptions=True)
        commits = [result for result in results if isinstance(result, Commit)]
        won += len(commits)
        tip = commits[0].tip
    assert won == 20
    assert [c.versions["clip-1"] for c in await everything(stores[0])] == list(range(1, 21))
    for store in stores:
        await store.close()


def _place(commit: Commit) -> tuple[str, int]:
    return commit.partition, commit.n
