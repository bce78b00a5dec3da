"""Two servers over one database: what is done through one is seen through the other."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo import AsyncMongoClient

from domain.errors import RuleViolatedError
from domain.execute import Request
from events.store import Commit
from repositories.verify import differences
from server.runtime import Runtime, running
from server.settings import Settings
from tests.conftest import Document
from tests.film import FILM, clip_id, founding, moved, request, sung

CLIP = clip_id(100)


@pytest.fixture
async def name(mongo_client: AsyncMongoClient[Document]) -> AsyncIterator[str]:
    name = f"test_{uuid4().hex}"
    yield name
    await mongo_client.drop_database(name)


@pytest.fixture
async def servers(name: str, mongo_uri: str, folder: Path) -> AsyncIterator[list[Runtime]]:
    settings = Settings(data=folder, database=name)
    async with running(settings, mongo_uri) as one, running(settings, mongo_uri) as other:
        await done(one, founding())
        yield [one, other]


async def done(server: Runtime, asked: Request) -> int:
    """Do as a mutation does and return the position that it would answer."""
    outcome = await server.services.executor.execute(asked)
    assert await server.services.projector.reached(asked.project, outcome.position)
    return outcome.position


async def start_of(server: Runtime, clip: str) -> int:
    row = await server.services.timelines.project(FILM)
    assert row is not None
    plan = await server.services.timelines.plan(row)
    return plan.clips[clip].state.start


async def heard(server: Runtime, count: int) -> list[Commit]:
    commits: list[Commit] = []
    async for commit in server.services.feed.follow(FILM, after=0):
        row = await server.services.timelines.project(FILM)
        assert row is not None
        assert row.position >= commit.n
        commits.append(commit)
        if len(commits) == count:
            break
    return commits


async def test_what_one_server_answered_the_other_shows_at_once(servers: list[Runtime]) -> None:
    for n in range(1, 20):
        writer, reader = servers[n % 2], servers[1 - n % 2]
        await done(writer, request(f"c{n}", moved(100, n * 240)))
        assert await start_of(reader, CLIP) == n * 240
        assert await start_of(writer, CLIP) == n * 240


async def test_the_rules_hold_over_both(servers: list[Runtime]) -> None:
    one, other = servers
    await done(one, request("a", sung(100, "la")))
    await done(other, request("b", moved(100, 240)))
    with pytest.raises(RuleViolatedError):
        await done(one, request("c", moved(101, 240)))


async def test_subscribers_of_both_hear_of_all_in_one_order(
    servers: list[Runtime], mongo_client: AsyncMongoClient[Document], name: str
) -> None:
    following = [asyncio.create_task(heard(server, 121)) for server in servers]

    async def write(index: int) -> None:
        for n in range(60):
            await done(servers[index], request(f"{index}-{n}", sung(100 + index, str(n))))

    await asyncio.gather(write(0), write(1))
    async with asyncio.timeout(10):
        one, other = await asyncio.gather(*following)
    assert [commit.n for commit in one] == list(range(1, 122))
    assert one == other
    assert await differences(mongo_client[name], servers[0].services.store) == []


async def test_many_who_press_on_the_same_things_all_get_through(servers: list[Runtime]) -> None:
    asked = [
        done(servers[n % 2], request(f"c{n}", moved(100 + n % 3, (n + 3) * 48), is_new=True))
        for n in range(60)
    ]
    positions = await asyncio.gather(*asked)
    assert sorted(positions) == list(range(2, 62))


async def test_a_command_sent_to_both_is_done_once(servers: list[Runtime]) -> None:
    asked = request("once", moved(100, 240))
    positions = await asyncio.gather(*(done(server, asked) for server in servers * 5))
    assert set(positions) == {2}


async def test_a_follower_hears_what_another_server_projected_first(
    servers: list[Runtime],
) -> None:
    one, other = servers
    waiting = asyncio.create_task(heard(other, 2))
    await asyncio.sleep(0.05)
    await done(one, request("c", moved(100, 240)))
    async with asyncio.timeout(5):
        assert [commit.n for commit in await waiting] == [1, 2]
