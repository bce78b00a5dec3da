"""The primary of a replica set gives way, or is killed with -9, in the middle of writing."""

import asyncio
import gc
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern

from domain.execute import Outcome, Request
from events.store import Commit, EventStore, StoreUnavailableError
from repositories.connection import connect
from repositories.doorbell import Doorbell
from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH, proposal
from tests.events.store_contract import everything
from tests.film import founding, moved, project_id, request
from tests.repositories.conftest import MEMORY
from tests.repositories.film_house import House, house
from tests.repositories.replica_set import PATIENCE, ReplicaSet

Database = AsyncDatabase[dict[str, Any]]
Failover = Callable[[ReplicaSet], None]

# PyMongo leaves the socket of a connection that is given up while it is being made, which happens
# here whenever a member dies, to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

NUMBERS = count(1)
WRITERS = 8
REPEATERS = 4
PARTITIONS = [f"project-{number}" for number in range(4)]
FILMS = 3
WARM = 40
FAILOVERS = [ReplicaSet.step_down, ReplicaSet.kill_primary]


@pytest.fixture(scope="session")
def trio() -> Iterator[ReplicaSet]:
    folder = Path(mkdtemp(prefix="storyboard-", dir=MEMORY if MEMORY.is_dir() else None))
    replicas = ReplicaSet(folder)
    try:
        replicas.start()
        yield replicas
    finally:
        replicas.close()
        rmtree(folder)


@pytest.fixture
def replicas(trio: ReplicaSet) -> ReplicaSet:
    """Three members in health, whatever an earlier test did to them."""
    trio.mend()
    return trio


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Collect such sockets here, not in whichever test comes next."""
    yield
    gc.collect()


@pytest.fixture
def name() -> str:
    """The name of a database that no other test knows."""
    return f"failover_{next(NUMBERS)}"


@asynccontextmanager
async def process(replicas: ReplicaSet, name: str) -> AsyncGenerator[MongoEventStore]:
    """A store on a connection of its own, as another process has it."""
    async with connect(replicas.uri) as client:
        store = MongoEventStore(client[name], SKETCH, patience=PATIENCE)
        await store.start()
        yield store
        await store.close()


class Crowd:
    """Writers on two stores, some of whom send every command to both, until told to stop."""

    def __init__(self, *stores: EventStore) -> None:
        self._stores = stores
        self._is_over = False
        self._tasks: list[asyncio.Task[None]] = []
        self.acknowledged: dict[str, list[Commit]] = {partition: [] for partition in PARTITIONS}

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._write(writer)) for writer in range(WRITERS)]

    async def wrote(self, more: int) -> None:
        """Wait until so many more commits of every partition are acknowledged."""
        wanted = {name: len(commits) + more for name, commits in self.acknowledged.items()}
        async with asyncio.timeout(PATIENCE):
            while any(len(self.acknowledged[name]) < n for name, n in wanted.items()):
                for failed in filter(asyncio.Task.done, self._tasks):
                    failed.result()
                await asyncio.sleep(0.02)

    async def stop(self) -> None:
        self._is_over = True
        await asyncio.gather(*self._tasks)

    async def _write(self, writer: int) -> None:
        partition = PARTITIONS[writer % len(PARTITIONS)]
        mine, other = self._stores[writer % 2], self._stores[(writer + 1) % 2]
        parent = await mine.tip(partition)
        for index in count():
            if self._is_over:
                return
            offered = proposal(f"{writer}-{index}", parent, partition=partition)
            commit = await mine.append(offered)
            self.acknowledged[partition].append(commit)
            if writer < REPEATERS:  # not all: to repeat a lost command would hide the loss
                assert await other.append(offered) == commit
            parent = commit.tip


@pytest.mark.parametrize("failover", FAILOVERS)
async def test_nothing_acknowledged_is_lost_or_doubled_when_the_primary_changes(
    replicas: ReplicaSet, name: str, failover: Failover
) -> None:
    async with process(replicas, name) as one, process(replicas, name) as two:
        crowd = Crowd(one, two)
        crowd.start()
        await crowd.wrote(WARM)
        await asyncio.to_thread(failover, replicas)
        await crowd.wrote(WARM)
        await crowd.stop()
    async with process(replicas, name) as later:
        for partition, commits in crowd.acknowledged.items():
            log = await everything(later, partition)
            assert log == sorted(commits, key=lambda commit: commit.n)
            assert [commit.n for commit in log] == list(range(1, len(log) + 1))
            assert len({commit.command for commit in log}) == len(log)
            repeated = [proposal(c.command, partition=partition) for c in log]
            assert await asyncio.gather(*map(later.append, repeated)) == log
            assert await later.tip(partition) == log[-1].tip


async def test_the_doorbell_rings_for_everything_while_primaries_come_and_go(
    replicas: ReplicaSet, name: str
) -> None:
    heard: dict[str, int] = {}

    def ring(partition: str, n: int) -> None:
        heard[partition] = max(n, heard.get(partition, 0))

    async with (
        connect(replicas.uri) as client,
        process(replicas, name) as one,
        process(replicas, name) as two,
    ):
        doorbell = Doorbell(client[name], ring)
        await doorbell.start()
        crowd = Crowd(one, two)
        crowd.start()
        for failover in FAILOVERS:
            await crowd.wrote(WARM)
            await asyncio.to_thread(failover, replicas)
            await crowd.wrote(WARM)
            await asyncio.to_thread(replicas.mend)
        await crowd.stop()
        await rung(heard, {name: len(commits) for name, commits in crowd.acknowledged.items()})
        await doorbell.close()


async def test_rows_equal_a_rebuild_after_primaries_came_and_went(
    replicas: ReplicaSet, name: str
) -> None:
    async with (
        connect(replicas.uri) as near,
        connect(replicas.uri) as far,
        house(near[name]) as writing,
        house(far[name], has_doorbell=True) as watching,
    ):
        outcomes = [await insisted(writing, founding(film)) for film in range(1, FILMS + 1)]
        for round_, failover in enumerate(FAILOVERS):
            breaking = asyncio.create_task(asyncio.to_thread(failover, replicas))
            outcomes += await moves(writing, round_, breaking)
            await asyncio.to_thread(replicas.mend)
        last = await writing.store.heads()
        for home in (writing, watching):
            for project, n in last.items():
                assert await home.projector.reached(project, n, patience=PATIENCE)
            assert await home.settled() == []
        acknowledged = [outcome.commit for outcome in outcomes if outcome.commit]
        logged = [
            commit
            for number in range(1, FILMS + 1)
            for commit in await everything(watching.store, project_id(number))
        ]
        assert sorted(acknowledged, key=_place) == logged


async def test_the_doorbell_rings_for_what_was_not_yet_safe_when_it_began_to_listen(
    replicas: ReplicaSet, name: str
) -> None:
    heard: dict[str, int] = {}
    async with connect(replicas.uri) as client, process(replicas, name) as store:
        doorbell = Doorbell(client[name], heard.__setitem__)
        local = client[name]["commits"].with_options(read_concern=ReadConcern("local"))
        await store.append(proposal("a", partition="project-1"))
        with replicas.lagging():
            coming = store.append(proposal("b", partition="project-2"))
            async with asyncio.timeout(PATIENCE):
                while await local.count_documents({}) < 2:  # noqa: ASYNC110 - MongoDB tells nobody
                    await asyncio.sleep(0.02)
            starting = asyncio.create_task(doorbell.start())
            await asyncio.wait({starting}, timeout=1)  # it waits, or thinks that it need not
        await starting
        assert (await coming).n == 1
        await rung(heard, {"project-2": 1})
        await doorbell.close()


async def rung(heard: dict[str, int], wanted: dict[str, int]) -> None:
    """Wait until partitions, and no others, were said to have come to their n, and no further."""
    async with asyncio.timeout(PATIENCE):
        while heard != wanted:  # noqa: ASYNC110 - many rings, not one
            await asyncio.sleep(0.02)


async def moves(home: House, round_: int, breaking: asyncio.Task[None]) -> list[Outcome]:
    """Move the clips of every film about until the failover is over, and some more."""

    async def move(film: int, clip: int) -> list[Outcome]:
        done: list[Outcome] = []
        left = WARM
        for index in count():
            left -= breaking.done()
            if not left:
                break
            start = (round_ * 50_000 + index * 10 + clip + 10) * 48
            wish = moved(film * 100 + clip, start)
            command = f"{film}-{clip}-{round_}-{index}"
            done.append(await insisted(home, request(command, wish, project=project_id(film))))
        return done

    films = range(1, FILMS + 1)
    found = await asyncio.gather(*(move(film, clip) for film in films for clip in range(3)))
    await breaking
    return [outcome for outcomes in found for outcome in outcomes]


async def insisted(home: House, wish: Request) -> Outcome:
    """Send a command again, as a client does, until there is an answer."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(PyMongoError, StoreUnavailableError):
                return await home.executor.execute(wish)
            await asyncio.sleep(0.05)


def _place(commit: Commit) -> tuple[str, int]:
    return commit.partition, commit.n
