"""Pages of jobs: filtered, sorted, searched, counted, and what was cleared is not in them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.queue.board.queue import Queue
from domain.queue.command import QueueCommand
from domain.queue.control import ClearJobs
from events.ids import MAIN_QUEUE
from repositories import job as jobs
from repositories import queue as queues
from repositories.job import ClipWork, JobPage, Tally
from tests.farm import (
    DAWN,
    GIGABYTE,
    SECOND,
    assigned,
    attempt_id,
    batch_id,
    clip_id,
    enqueued,
    failed,
    job,
    probed,
    project_id,
    registered,
    request,
    sent,
    succeeded,
    worker_id,
)
from tests.repositories.film_house import House, house


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    async with house(database) as made:
        wishes: tuple[QueueCommand, ...] = (
            registered(),
            probed(),
            enqueued(1, 4),
            enqueued(2, 2, project=2, kind="video", vram=48 * GIGABYTE, now=DAWN + 1, priority=3),
            assigned(0),
            sent(0),
            succeeded(0),
            assigned(1, attempt=2),
            sent(1, attempt=2),
            failed("graph", 1, attempt=2),
        )
        for number, wish in enumerate(wishes):
            await made.done(request(f"c{number}", wish))
        yield made


def work(clip: int, **counts: int) -> ClipWork:
    none = {"waiting": 0, "active": 0, "failed": 0}
    return ClipWork(clip=clip_id(clip), jobs=[], **none | counts)


async def queue_now() -> Queue:
    found = await queues.find(MAIN_QUEUE)
    assert found is not None
    return found.state


async def ids(**wanted: Any) -> list[str]:
    given: dict[str, Any] = {"first": 50} | wanted
    page = JobPage(queue=MAIN_QUEUE, **given)
    found = await jobs.listed(page, await queue_now())
    queue = await queue_now()
    if page.after is None and page.first >= len(found):
        assert await jobs.count(page, queue) == len(found)
    return [one.state.id for one in found]


ALL = sorted([*(job(n) for n in range(4)), job(0, 2), job(1, 2)])


@pytest.mark.usefixtures("home")
class TestPages:
    async def test_all_jobs_are_there_and_each_filter_narrows_them(self) -> None:
        assert sorted(await ids()) == ALL
        assert sorted(await ids(projects=[project_id(2)])) == sorted([job(0, 2), job(1, 2)])
        assert await ids(projects=[]) == []
        assert await ids(statuses=["succeeded"]) == [job(0)]
        assert sorted(await ids(kinds=["video"])) == sorted([job(0, 2), job(1, 2)])
        assert sorted(await ids(workers=[worker_id()])) == sorted([job(0), job(1)])
        assert len(await ids(batch=batch_id())) == 4
        assert sorted(await ids(clip=clip_id(0))) == sorted([job(0), job(0, 2)])

    async def test_what_no_worker_can_do_is_found_by_its_need(self) -> None:
        assert sorted(await ids(is_blocked=True)) == sorted([job(0, 2), job(1, 2)])
        assert sorted(await ids(is_blocked=False)) == sorted(job(n) for n in range(4))

    async def test_jobs_are_searched_by_a_part_of_their_name_or_by_an_id(self) -> None:
        assert sorted(await ids(search="LIP 3")) == [job(3)]
        assert await ids(search=" .* ") == []
        assert await ids(search=job(2)) == [job(2)]
        assert await ids(search=attempt_id(2)) == [job(1)]

    async def test_pages_follow_each_other_without_gap_or_overlap(self) -> None:
        for sort in jobs.SORTS:
            for is_descending in (True, False):
                seen: list[str] = []
                after = None
                while True:
                    page = JobPage(
                        queue=MAIN_QUEUE,
                        first=2,
                        after=after,
                        sort=sort,
                        is_descending=is_descending,
                    )
                    found = await jobs.listed(page, await queue_now())
                    seen += [one.state.id for one in found[:2]]
                    if len(found) < 3:
                        break
                    last = found[1].state
                    value = last.name.casefold() if sort == "search" else getattr(last, sort)
                    after = (value, last.id)
                assert sorted(seen) == ALL

    async def test_jobs_are_counted_by_status(self) -> None:
        queue = await queue_now()
        page = JobPage(queue=MAIN_QUEUE, first=1, statuses=["failed"])
        assert await jobs.counters(page, queue) == {"succeeded": 1, "failed": 1, "queued": 4}
        assert await jobs.count(page, queue) == 1
        searched = JobPage(queue=MAIN_QUEUE, first=1, search="clip 1")
        assert await jobs.counters(searched, queue) == {"failed": 1, "queued": 1}

    async def test_what_ended_is_summed_up(self) -> None:
        page = JobPage(queue=MAIN_QUEUE, first=1)
        assert await jobs.statistics(page, await queue_now()) == [
            Tally(status="failed", kind="image", jobs=1, time=SECOND, money=0),
            Tally(status="succeeded", kind="image", jobs=1, time=SECOND, money=0),
        ]

    async def test_what_is_to_be_done_for_clips_is_told_by_clip(self) -> None:
        queue = await queue_now()
        assert await jobs.work(MAIN_QUEUE, project_id(1), queue) == [
            work(1, failed=1),
            work(2, waiting=1),
            work(3, waiting=1),
        ]
        cleared = replace(queue, cleared={"failed": DAWN + 10 * SECOND})
        told = await jobs.work(MAIN_QUEUE, project_id(1), cleared)
        assert [one.clip for one in told] == [clip_id(2), clip_id(3)]

    async def test_there_is_no_job_of_another_name(self) -> None:
        assert await jobs.find(job(9)) is None


async def test_what_was_cleared_is_shown_only_to_those_who_ask_for_it(home: House) -> None:
    later = DAWN + 10 * SECOND
    await home.done(request("x", ClearJobs(status="succeeded", now=later)))
    await home.done(request("y", ClearJobs(status="failed", project_id=project_id(2), now=later)))
    assert sorted(await ids(statuses=["succeeded", "failed"])) == [job(1)]
    await home.done(request("z", ClearJobs(status="failed", project_id=project_id(1), now=later)))
    assert await ids(statuses=["succeeded", "failed"]) == []
    assert len(await ids(statuses=["succeeded", "failed"], with_cleared=True)) == 2


async def test_a_failure_is_made_good_by_a_later_success_of_the_same_clip(home: House) -> None:
    async def told() -> list[ClipWork]:
        return (await jobs.work(MAIN_QUEUE, project_id(1), await queue_now()))[:2]

    third = {"batch": 3, "attempt": 3}
    await home.done(request("x", enqueued(3, 2)))
    assert await told() == [work(0, waiting=1), work(1, waiting=1, failed=1)]
    await home.done(request("y", assigned(1, **third)))
    await home.done(request("z", sent(1, **third)))
    await home.done(request("done", succeeded(1, **third, time=2 * SECOND)))
    assert await told() == [work(0, waiting=1), work(2, waiting=1)]


async def test_without_blocked_needs_nothing_is_blocked(home: House) -> None:
    del home
    page = JobPage(queue=MAIN_QUEUE, first=5, is_blocked=True)
    blank = Queue(id=MAIN_QUEUE)
    assert await jobs.listed(page, blank) == []
    all_of_them = JobPage(queue=MAIN_QUEUE, first=5, is_blocked=False)
    assert len(await jobs.listed(all_of_them, blank)) == 6
