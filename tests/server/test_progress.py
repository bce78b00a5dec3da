"""Who follows the progress of a project: all that is known first, then what is new, at once."""

import asyncio
from contextlib import aclosing
from typing import Any, cast

from domain.queue.board.job import Job
from events.ids import AttemptId
from events.record import record
from generation.worker import Progress
from schema.generation_port import JobProgress
from server.generation.progress import PAUSE, Progresses

ATTEMPT = AttemptId("00000000-0000-0000-0000-000000000001")


@record
class Work:
    """What is known of a job by who tells of it."""

    id: str
    project_id: str = "film"


def job(id_: str, project: str = "film") -> Job:
    return cast("Job", Work(id=id_, project_id=project))


def at(fraction: float) -> Progress:
    return Progress(is_running=True, fraction=fraction)


def fractions(told: list[JobProgress]) -> list[float]:
    return [one.fraction for one in told]


async def next_(following: Any) -> list[float]:
    async with asyncio.timeout(5):
        return fractions(await anext(following))


async def test_what_is_known_comes_first_and_news_after_a_rest_at_once() -> None:
    known = Progresses()
    known.told(job("job-1"), ATTEMPT, at(0.1))
    async with aclosing(known.follow("film")) as following:
        assert await next_(following) == [0.1]
        coming = asyncio.create_task(next_(following))
        await asyncio.sleep(2 * PAUSE)
        known.told(job("job-1"), ATTEMPT, at(0.2))
        for _ in range(5):
            await asyncio.sleep(0)
        assert coming.done()
        assert await coming == [0.2]


async def test_of_what_comes_during_a_rest_only_the_newest_is_told_behind_it() -> None:
    known = Progresses()
    async with aclosing(known.follow("film")) as following:
        assert await next_(following) == []
        known.told(job("job-1"), ATTEMPT, at(0.1))
        known.told(job("job-1"), ATTEMPT, at(0.2))
        known.told(job("job-2"), ATTEMPT, at(0.7))
        assert await next_(following) == [0.2, 0.7]


async def test_another_projects_progress_is_not_told() -> None:
    known = Progresses()
    async with aclosing(known.follow("film")) as following:
        assert await next_(following) == []
        coming = asyncio.create_task(next_(following))
        known.told(job("job-1", "other"), ATTEMPT, at(0.1))
        await asyncio.sleep(2 * PAUSE)
        assert not coming.done()
        known.told(job("job-2"), ATTEMPT, at(0.3))
        assert await coming == [0.3]
