"""Who follows the progress of a project: all that is known first, then what is new, at once."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import aclosing
from typing import Any, cast

import pytest

from domain.queue.board.job import Job
from events.ids import AttemptId
from events.record import record
from events.store import StoreUnavailableError
from generation.worker import Progress
from repositories.bulletin import JobProgress, News
from repositories.task import end
from server.generation import progress
from server.generation.progress import PAUSE, Progresses

ATTEMPT = AttemptId("00000000-0000-0000-0000-000000000001")


@record
class Work:
    """What is known of a job by who tells of it."""

    id: str
    project_id: str = "film"


class Board:
    """A bulletin that only this server reads and writes."""

    async def post(self, told: Iterable[JobProgress], over: Mapping[str, str]) -> None:
        del told, over

    async def news(self, project: str, known: Mapping[str, str]) -> News:
        del project, known
        return News(versions={}, told=())


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
    known = Progresses(Board())
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
    known = Progresses(Board())
    async with aclosing(known.follow("film")) as following:
        assert await next_(following) == []
        known.told(job("job-1"), ATTEMPT, at(0.1))
        known.told(job("job-1"), ATTEMPT, at(0.2))
        known.told(job("job-2"), ATTEMPT, at(0.7))
        assert await next_(following) == [0.2, 0.7]


async def test_another_projects_progress_is_not_told() -> None:
    known = Progresses(Board())
    async with aclosing(known.follow("film")) as following:
        assert await next_(following) == []
        coming = asyncio.create_task(next_(following))
        known.told(job("job-1", "other"), ATTEMPT, at(0.1))
        await asyncio.sleep(2 * PAUSE)
        assert not coming.done()
        known.told(job("job-2"), ATTEMPT, at(0.3))
        assert await coming == [0.3]


class Broken:
    """A bulletin that fails as nobody foresaw, a few times."""

    def __init__(self) -> None:
        self.troubles: list[Exception] = [RuntimeError("odd"), StoreUnavailableError("away")]
        self.posted: list[JobProgress] = []

    async def post(self, told: Iterable[JobProgress], over: Mapping[str, str]) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        del over
        self.posted += told

    async def news(self, project: str, known: Mapping[str, str]) -> News:
        if self.troubles:
            raise self.troubles.pop(0)
        return await Board().news(project, known)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "REST", 0.01)
    monkeypatch.setattr(progress, "LOOK", 0.01)


@pytest.mark.usefixtures("quick")
async def test_what_this_server_is_told_is_followed_while_the_others_cannot_be_heard() -> None:
    board = Broken()
    known = Progresses(board)
    known.told(job("job-1"), ATTEMPT, at(0.1))
    async with aclosing(known.follow("film")) as following:
        assert await next_(following) == [0.1]
        async with asyncio.timeout(5):
            while board.troubles:  # noqa: ASYNC110 - as a user looks
                await asyncio.sleep(0.01)
    assert known.watched == 0


@pytest.mark.usefixtures("quick")
async def test_posting_goes_on_after_a_failure_nobody_foresaw() -> None:
    board = Broken()
    known = Progresses(board)
    posting = asyncio.create_task(known.run())
    async with asyncio.timeout(5):
        for step in range(1, 1000):
            known.told(job("job-1"), ATTEMPT, at(step / 1000))
            await asyncio.sleep(0.01)
            if board.posted:
                break
    assert board.posted[0].job == "job-1"
    await end(posting)
