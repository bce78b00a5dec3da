import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.codec import CODEC
from events.memory import MemoryEventStore
from events.project import ProjectRenamed
from events.store import Commit, Envelope, Fact, Proposal
from repositories import feed as feeding
from repositories.feed import Feed
from tests.film import ADA, FILM, NOON, project_id


class Theatre:
    """A store, and read models that contain what `shown` says."""

    def __init__(self) -> None:
        self.store = MemoryEventStore(CODEC)
        self.shown: dict[str, int] = {}
        self.feed = Feed(self.store, visible=self.visible)
        self.patience = 0

    async def visible(self, partition: str, n: int) -> bool:
        """Become visible after a while, as a projector that lags would make it."""
        await asyncio.sleep(0)
        if self.patience:
            self.patience -= 1
            return False
        self.shown[partition] = max(n, self.shown.get(partition, 0))
        return True

    async def write(self, count: int = 1, partition: str = FILM, facts: int = 1) -> list[Commit]:
        """Write commits that nobody has projected yet."""
        commits: list[Commit] = []
        for _ in range(count):
            parent = await self.store.tip(partition)
            proposal = Proposal(
                partition=partition,
                command=f"c{parent.n + 1}",
                parent=parent,
                versions={partition: parent.n * facts + facts},
                facts=(Fact(stream=partition, event=ProjectRenamed(name="x")),) * facts,
                envelope=Envelope(actor=ADA, at=NOON),
            )
            commits.append(await self.store.append(proposal))
        return commits

    def publish(self, commits: list[Commit]) -> None:
        for commit in commits:
            self.shown[commit.partition] = max(commit.n, self.shown.get(commit.partition, 0))
            self.feed.publish(commit)
            self.feed.arrived(commit.partition, commit.n)


@pytest.fixture
def theatre() -> Theatre:
    return Theatre()


async def read(
    theatre: Theatre, count: int, *, after: int = 0, every: int = 0, partition: str = FILM
) -> list[int]:
    """Follow until so many came; take a rest of `every` turns of the loop behind each."""
    seen: list[int] = []
    async with aclosing(_followed(theatre, partition, after)) as commits:
        async for commit in commits:
            assert theatre.shown[partition] >= commit.n
            seen.append(commit.n)
            if len(seen) == count:
                return seen
            for _ in range(every):
                await asyncio.sleep(0)
    return seen


async def _followed(theatre: Theatre, partition: str, after: int) -> AsyncGenerator[Commit]:
    async for commit in theatre.feed.follow(partition, after=after):
        yield commit


async def test_it_replays_and_then_follows(theatre: Theatre) -> None:
    theatre.publish(await theatre.write(3))
    reading = asyncio.create_task(read(theatre, 5, after=1))
    await asyncio.sleep(0.01)
    theatre.publish(await theatre.write(3))
    assert await reading == [2, 3, 4, 5, 6]


@settings(max_examples=40, deadline=None)
@given(
    bursts=st.lists(st.integers(1, 5), max_size=12),
    starts=st.lists(st.tuples(st.integers(0, 10), st.integers(0, 4)), min_size=1, max_size=6),
    lost=st.sets(st.integers(1, 40), max_size=10),
)
async def test_every_reader_gets_every_commit_once_however_slow_and_whatever_was_not_published(
    bursts: list[int], starts: list[tuple[int, int]], lost: set[int]
) -> None:
    theatre = Theatre()
    total = 10 + sum(bursts)
    await theatre.write(10)
    starts = [(after, every) for after, every in starts if after < total]
    reading = [
        asyncio.create_task(read(theatre, total - after, after=after, every=every))
        for after, every in starts
    ]
    for burst in bursts:
        await asyncio.sleep(0)
        commits = await theatre.write(burst)
        theatre.publish([commit for commit in commits if commit.n not in lost])
        theatre.feed.arrived(FILM, commits[-1].n)  # another process projected the others
    async with asyncio.timeout(5):
        for task, (after, _) in zip(reading, starts, strict=True):
            assert await task == list(range(after + 1, total + 1))


async def test_a_commit_from_the_log_waits_until_the_read_models_contain_it(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "RETRY", 0)
    theatre.patience = 3
    await theatre.write(2)
    assert await read(theatre, 2) == [1, 2]
    assert theatre.patience == 0


async def test_a_commit_that_is_published_twice_or_late_is_read_once(theatre: Theatre) -> None:
    reading = asyncio.create_task(read(theatre, 4))
    await asyncio.sleep(0)
    one, two, three, four = await theatre.write(4)
    theatre.publish([one, two, two, one, four, three, four])
    assert await reading == [1, 2, 3, 4]


async def test_a_slow_reader_costs_no_memory(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "REMEMBERED", 4)
    monkeypatch.setattr(feeding, "MOST_FACTS", 2)
    async with aclosing(_followed(theatre, FILM, 0)) as commits:
        theatre.publish(await theatre.write(1))
        assert (await anext(commits)).n == 1
        theatre.publish(await theatre.write(20))
        assert theatre.feed.remembered(FILM) == [20, 21]
        theatre.publish([replace(one, facts=one.facts * 5) for one in await theatre.write(2)])
        assert theatre.feed.remembered(FILM) == [23]
        assert [(await anext(commits)).n for _ in range(22)] == list(range(2, 24))


async def test_nothing_is_kept_for_a_project_that_nobody_reads(theatre: Theatre) -> None:
    theatre.publish(await theatre.write(3))
    assert theatre.feed.remembered(FILM) == []


async def test_projects_that_nobody_reads_any_more_make_room(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "PARTITIONS", 2)
    for number in range(1, 5):
        partition = project_id(number)
        await theatre.write(1, partition)
        assert await read(theatre, 1, partition=partition) == [1]
        theatre.publish(await theatre.write(1, partition))
    kept = [number for number in range(1, 5) if theatre.feed.remembered(project_id(number))]
    assert kept == [3, 4]


async def test_hundreds_of_readers_share_what_is_in_memory(theatre: Theatre) -> None:
    reading = [asyncio.create_task(read(theatre, 50)) for _ in range(300)]
    await asyncio.sleep(0.01)
    for commit in await theatre.write(50):
        theatre.publish([commit])
        await asyncio.sleep(0)
    assert await asyncio.gather(*reading) == [list(range(1, 51))] * 300


async def test_a_reader_that_leaves_wakes_and_harms_nobody(theatre: Theatre) -> None:
    leaving = asyncio.create_task(read(theatre, 9))
    staying = asyncio.create_task(read(theatre, 2))
    await asyncio.sleep(0.01)
    leaving.cancel()
    theatre.publish(await theatre.write(2))
    assert await staying == [1, 2]
    await asyncio.wait([leaving])
    assert leaving.cancelled()
