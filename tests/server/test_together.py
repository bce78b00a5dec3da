"""Two servers over one database: what is done through one is seen through the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo import AsyncMongoClient

from domain.errors import RuleViolatedError
from domain.execute import Request
from domain.queue.board.job import Job
from events.ids import AttemptId, BatchId, JobId
from events.record import replace
from events.store import Commit
from generation.worker import Preview, Progress
from repositories.bulletin import JobProgress
from repositories.task import end
from repositories.verify import differences
from server.generation.progress import REST
from server.runtime import Runtime, running
from server.settings import Settings
from tests.conftest import Document
from tests.film import FILM, clip_id, founding, moved, request, sung

CLIP = clip_id(100)
ATTEMPT = AttemptId("00000000-0000-0000-0000-000000000001")


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


async def next_told(following: AsyncIterator[list[JobProgress]]) -> list[JobProgress]:
    async with asyncio.timeout(5):
        return await anext(following)


async def test_how_an_attempt_goes_on_is_told_by_both_until_it_ends(
    servers: list[Runtime], mongo_client: AsyncMongoClient[Document], name: str
) -> None:
    one, other = (server.parts.progresses for server in servers)
    job = Job(id=JobId("job-1"), batch=BatchId("batch-1"), project_id=FILM)
    preview = Preview(data=b"so far", media_type="image/png")
    posting = asyncio.create_task(one.run())
    async with aclosing(other.follow(FILM)) as following:
        assert await next_told(following) == []
        one.told(job, ATTEMPT, Progress(is_running=True, fraction=0.25, preview=preview))
        (told,) = await next_told(following)
        assert (told.job, told.attempt, told.fraction) == (job.id, ATTEMPT, 0.25)
        assert told.preview == "data:image/png;base64,c28gZmFy"
        one.told(job, ATTEMPT, Progress(is_running=True, fraction=0.5))
        assert await next_told(following) == [replace(told, fraction=0.5)]
        async with aclosing(other.follow(FILM)) as late:
            assert await next_told(late) == [replace(told, fraction=0.5)]
        assert other.watched == 1
        one.ends(job.id)
        async with asyncio.timeout(5):
            rows = mongo_client[name]["bulletin"]
            while await rows.count_documents({}):  # noqa: ASYNC110 - as a user looks
                await asyncio.sleep(0.05)
    assert other.watched == 0
    async with aclosing(other.follow(FILM)) as following:
        assert await next_told(following) == []
    await end(posting)


async def test_an_attempt_that_reports_to_another_server_is_followed_there(
    servers: list[Runtime],
) -> None:
    one, other = (server.parts.progresses for server in servers)
    job = Job(id=JobId("job-1"), batch=BatchId("batch-1"), project_id=FILM)
    posting = [asyncio.create_task(server.run()) for server in (one, other)]
    one.told(job, ATTEMPT, Progress(is_running=True, fraction=0.1))
    async with aclosing(one.follow(FILM)) as following:
        assert [told.fraction for told in await next_told(following)] == [0.1]
        await asyncio.sleep(REST)  # until the first word is written, which is the older one
        other.told(job, ATTEMPT, Progress(is_running=True, fraction=0.9))
        assert [told.fraction for told in await next_told(following)] == [0.9]
    for task in posting:
        await end(task)
