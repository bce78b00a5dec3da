import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from events.store import GENESIS
from repositories.doorbell import Doorbell
from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH, proposal
from tests.repositories.failure import fail

Database = AsyncDatabase[dict[str, Any]]
Rings = asyncio.Queue[tuple[str, int]]


@pytest.fixture
async def store(database: Database) -> AsyncIterator[MongoEventStore]:
    store = MongoEventStore(database, SKETCH)
    await store.start()
    yield store
    await store.close()


async def ring_of(rings: Rings, partition: str, n: int) -> None:
    """Wait until the partition was said to have come to n."""
    async with asyncio.timeout(15):
        while await rings.get() != (partition, n):
            pass


async def test_it_rings_for_every_commit_of_every_process(
    database: Database, store: MongoEventStore
) -> None:
    rings = Rings()
    doorbell = Doorbell(database, lambda partition, n: rings.put_nowait((partition, n)))
    await doorbell.start()
    other = MongoEventStore(database, SKETCH)
    first = await store.append(proposal("a"))
    await other.append(proposal("b", first.tip))
    await other.append(proposal("c", partition="project-2"))
    heard = [await asyncio.wait_for(rings.get(), 10) for _ in range(3)]
    assert heard == [("project-1", 1), ("project-1", 2), ("project-2", 1)]
    await doorbell.close()
    await other.close()


async def test_it_does_not_ring_for_what_was_there_before(
    database: Database, store: MongoEventStore
) -> None:
    first = await store.append(proposal("a"))
    rings = Rings()
    doorbell = Doorbell(database, lambda partition, n: rings.put_nowait((partition, n)))
    await doorbell.start()
    await store.append(proposal("b", first.tip))
    assert await asyncio.wait_for(rings.get(), 10) == ("project-1", 2)
    await doorbell.close()


async def test_what_came_while_the_stream_was_broken_rings_afterwards(
    client: AsyncMongoClient[dict[str, Any]], database: Database, store: MongoEventStore
) -> None:
    rings = Rings()
    doorbell = Doorbell(
        database, lambda partition, n: rings.put_nowait((partition, n)), poll_seconds=0.05
    )
    await doorbell.start()
    history_lost = {"failCommands": ["getMore"], "errorCode": 286}
    async with fail(client, history_lost, times=1):
        first = await store.append(proposal("a"))
        await ring_of(rings, "project-1", 1)
    await store.append(proposal("b", first.tip))
    await ring_of(rings, "project-1", 2)
    await doorbell.close()


async def test_it_looks_for_itself_where_there_is_no_change_stream(
    client: AsyncMongoClient[dict[str, Any]], database: Database, store: MongoEventStore
) -> None:
    rings = Rings()
    doorbell = Doorbell(
        database, lambda partition, n: rings.put_nowait((partition, n)), poll_seconds=0.05
    )
    # The stream opens and never says anything; looking needs no second answer of a cursor.
    no_stream = {"failCommands": ["getMore"], "errorCode": 40573}
    async with fail(client, no_stream):
        await doorbell.start()
        tip = GENESIS
        for n in range(1, 4):
            tip = (await store.append(proposal(f"c{n}", tip))).tip
            await ring_of(rings, "project-1", n)
    await doorbell.close()


async def test_it_goes_on_after_a_failure_that_nobody_foresaw(
    database: Database, store: MongoEventStore
) -> None:
    rings = Rings()
    troubles = [RuntimeError("a reader broke")]

    def ring(partition: str, n: int) -> None:
        if troubles:
            raise troubles.pop()
        rings.put_nowait((partition, n))

    doorbell = Doorbell(database, ring, poll_seconds=0.05)
    await doorbell.start()
    first = await store.append(proposal("a"))
    second = await store.append(proposal("b", first.tip))
    await store.append(proposal("c", second.tip))
    await ring_of(rings, "project-1", 3)
    assert not troubles
    await doorbell.close()
