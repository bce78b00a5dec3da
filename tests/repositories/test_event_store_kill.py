"""The server is killed with -9 in the middle of writing, and started again."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.store import Commit, StoreUnavailableError, Tip
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH, proposal
from tests.events.store_contract import everything
from tests.repositories.private_mongod import PrivateMongod

WRITERS = 8


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[PrivateMongod]:
    server = PrivateMongod(tmp_path / "db")
    server.start()
    yield server
    server.kill()


async def test_no_acknowledged_commit_is_lost_and_none_is_stored_twice(
    mortal: PrivateMongod,
) -> None:
    async with connect(mortal.uri) as client:
        store = MongoEventStore(client["killed"], SKETCH)
        await store.start()
        acknowledged: list[Commit] = []
        is_over = asyncio.Event()

        async def write(writer: int) -> None:
            partition = f"project-{writer % 2}"
            index, parent = 0, await store.tip(partition)
            while not is_over.is_set():
                index += 1
                offered = proposal(f"{writer}-{index}", parent, partition=partition)
                commit = await store.append(offered)
                acknowledged.append(commit)
                parent = commit.tip

        writers = [asyncio.create_task(write(writer)) for writer in range(WRITERS)]
        for _ in range(3):
            await asyncio.sleep(0.4)
            before = len(acknowledged)
            mortal.kill()
            await asyncio.to_thread(mortal.start)
            async with asyncio.timeout(25):
                while len(acknowledged) < before + 200:  # noqa: ASYNC110 - many events, not one
                    await asyncio.sleep(0.02)
        is_over.set()
        await asyncio.gather(*writers)
        await store.close()

        for name in ("project-0", "project-1"):
            log = await everything(store, name)
            mine = [commit for commit in acknowledged if commit.partition == name]
            assert sorted(mine, key=lambda commit: commit.n) == log
            assert len({commit.command for commit in log}) == len(log)


async def test_what_is_sent_while_the_server_is_away_is_refused_clearly(
    mortal: PrivateMongod,
) -> None:
    async with connect(mortal.uri) as client:
        store = MongoEventStore(client["away"], SKETCH, patience=0.1)
        await store.start()
        first = await store.append(proposal("a"))
        mortal.kill()
        with pytest.raises(StoreUnavailableError):
            await store.append(proposal("b", first.tip))
        await asyncio.to_thread(mortal.start)
        again = await store.append(proposal("b", Tip(n=1, command="a")))
        assert await everything(store) == [first, again]
        await store.close()
