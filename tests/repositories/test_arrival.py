"""What is on its way in is not there for anybody until it is whole, and is swept if it never is."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, cast

import pytest

from domain.project import EditProject
from repositories.arrival import PATIENCE, Arrival, OverdueError, Plan, prepare, sweep
from repositories.backup import split
from repositories.doorbell import Doorbell
from repositories.purge import finish
from repositories.sweeper import Sweeper
from tests.film import FILM, founding, request
from tests.repositories.archive_house import NOW, Database
from tests.repositories.film_house import House, house


@pytest.fixture
async def home(database: Database) -> AsyncIterator[House]:
    async with house(database, has_doorbell=True) as opened:
        await prepare(database)
        yield opened


async def film(database: Database, commits: int = 3) -> list[bytes]:
    """Return the commits of a film that is in no database any more."""
    other = database.client[f"{database.name}_source"]
    async with house(other) as source:
        await source.done(founding())
        for n in range(commits - 1):
            await source.done(about(n))
        found = other["commits"].find_raw_batches({"_id.p": FILM}, sort=[("_id", 1)])
        documents = [one async for batch in found for one in split(cast("bytes", batch))]
    await database.client.drop_database(other.name)
    return documents


def about(n: int) -> Any:
    return request(f"edit-{n}", EditProject(description=f"{n}"))


async def at_step(home: House, documents: list[bytes], step: int) -> Arrival:
    """Bring a film in until it has gone so many steps."""
    plan = Plan(id="ada:1", heads={FILM: len(documents)})
    arrival = Arrival(home.database, plan, lambda: NOW)
    steps = [arrival.begin(), *(arrival.add([one]) for one in documents), arrival.reveal()]
    for one in steps[:step]:
        await one
    for one in steps[step:]:
        one.close()
    return arrival


async def seen(home: House) -> tuple[object, ...]:
    store = home.store
    return (
        (await store.tip(FILM)).n,
        [commit.n async for commit in store.read(FILM)],
        len(await store.recent(FILM)),
        await store.heads(),
        await store.partitions(),
        await home.settled(),
    )


UNSEEN: tuple[object, ...] = (0, [], 0, {}, [], [])


@pytest.mark.parametrize("step", [1, 2, 4])
async def test_until_it_is_whole_nothing_is_seen(home: House, step: int) -> None:
    documents = await film(home.database)
    await at_step(home, documents, step)
    assert await seen(home) == UNSEEN
    await finish(home.database, NOW)
    assert await home.database["arrivals"].count_documents({}) == 1
    assert not await sweep(home.database, NOW + PATIENCE)
    assert await home.database["commits"].count_documents({}) >= 2
    assert await sweep(home.database, NOW + PATIENCE + timedelta(seconds=1))
    for name in ("commits", "purged", "arrivals"):
        assert await home.database[name].count_documents({}) == 0


async def test_when_it_is_whole_everybody_hears_of_all_of_it(home: House) -> None:
    documents = await film(home.database)
    board = await home.executor.board(FILM)
    assert board.project is None
    await at_step(home, documents, 5)
    for _ in range(100):
        if (await home.executor.board(FILM)).project is not None:
            break
        await asyncio.sleep(0.05)
    assert await home.projector.reached(FILM, 3)
    assert await home.settled() == []
    board = await home.executor.board(FILM)
    assert board.project is not None
    assert board.project.description == "1"
    assert await home.database["purged"].count_documents({}) == 0
    assert await home.database["arrivals"].count_documents({}) == 0


async def test_what_was_swept_can_come_again_and_who_was_swept_cannot_go_on(home: House) -> None:
    documents = await film(home.database)
    late = await at_step(home, documents, 2)
    assert await sweep(home.database, NOW + 2 * PATIENCE)
    with pytest.raises(OverdueError):
        await late.add([documents[1]])
    with pytest.raises(OverdueError):
        await late.reveal()
    await at_step(home, documents, 5)
    assert await home.projector.reached(FILM, 3)
    await late.take_back()
    assert (await home.store.tip(FILM)).n == 3


async def test_what_others_are_at_is_swept_when_its_time_is_over(home: House) -> None:
    documents = await film(home.database)
    await at_step(home, documents, 3)
    now = NOW
    sweeper = Sweeper(home.database, lambda: now, again=0.01)
    await sweeper.start()
    await asyncio.sleep(0.05)
    assert await home.database["arrivals"].count_documents({}) == 1
    now += 2 * PATIENCE
    for _ in range(100):
        if not await home.database["commits"].count_documents({}):
            break
        await asyncio.sleep(0.02)
    await sweeper.close()
    assert await home.database["arrivals"].count_documents({}) == 0


async def test_nothing_rings_until_it_is_whole_and_then_all_of_it(home: House) -> None:
    documents = await film(home.database)
    rings = asyncio.Queue[tuple[str, int]]()
    doorbell = Doorbell(home.database, lambda partition, n: rings.put_nowait((partition, n)))
    await doorbell.start()
    await at_step(home, documents, 5)
    assert await asyncio.wait_for(rings.get(), 10) == (FILM, 3)
    await doorbell.close()
    assert rings.empty()
