"""Why jobs wait and when they begin, by the board alone."""

from typing import Any

from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from domain.queue.budget import Budget, SetBatchBudget
from domain.queue.control import PauseJobs, PauseProject, PauseQueue, Selection
from domain.queue.failure import FailAttempt
from domain.queue.fleet import SetWorkerHealth
from domain.queue.outlook import outlook
from tests.farm import (
    DAWN,
    SECOND,
    assigned,
    attempt_id,
    batch_id,
    done,
    enqueued,
    farm,
    job,
    project_id,
    sent,
    worker_id,
)


def waits(board: QueueBoard, number: int = 0, now: int = DAWN, **of: Any) -> str | None:
    return outlook(board, now).waits_for(board.jobs[job(number, **of)])


def busy(*, jobs: int = 4) -> QueueBoard:
    """Return a farm whose only worker has no time for the third job and those behind it."""
    board = farm()
    done(board, enqueued(1, jobs), assigned(), assigned(1, attempt=2))
    return board


def test_a_job_that_has_a_worker_waits_until_it_has_time() -> None:
    assert waits(busy(), 2) == "1 worker can do it and will when there is time"


def test_a_job_at_work_waits_for_nothing() -> None:
    assert waits(busy()) is None


def test_a_worker_in_bad_health_is_not_there() -> None:
    board = busy()
    ill = SetWorkerHealth(worker_id=worker_id(1), health="suspect", reason="does not answer")
    done(board, ill)
    assert waits(board, 2) == "1 worker could do it, but none of them takes jobs now"
    assert outlook(board, DAWN).forecast(board.jobs[job(2)]) is None


def test_a_job_that_no_worker_can_do_says_what_is_lacking() -> None:
    board = farm()
    done(board, enqueued(1, vram=999_999))
    assert "VRAM" in str(waits(board))


def test_a_pause_says_so_at_every_job_of_the_project() -> None:
    board = busy()
    done(board, PauseProject(project_id=project_id(1), reason="over the weekend"))
    assert waits(board, 3) == "the project is paused: over the weekend"
    done(board, PauseQueue(reason="new cables"))
    assert waits(board, 3) == "the queue is paused: new cables"


def test_a_budget_that_is_used_up_says_so() -> None:
    board = busy()
    done(board, SetBatchBudget(batch_id=batch_id(1), budget=Budget(at_once=2)))
    assert waits(board, 2) == "the batch has 2 at work, and at most 2 may be at once"


def test_a_job_that_tries_again_later_says_why_until_then() -> None:
    board = farm()
    failed = FailAttempt(
        job_id=job(),
        attempt=attempt_id(1),
        failure="trouble",
        reason="the cable came off",
        now=DAWN,
    )
    done(board, enqueued(), assigned(), sent(), failed)
    one = board.jobs[job()]
    assert one.retry_at > DAWN
    assert waits(board) == one.reason
    assert waits(board, now=one.retry_at) is not None


def test_a_paused_job_has_no_forecast_and_waits_for_nothing_of_the_queue() -> None:
    board = busy()
    done(board, PauseJobs(about=Selection(jobs=(job(3),)), reason=""))
    paused: Job = board.jobs[job(3)]
    seen = outlook(board, DAWN)
    assert (seen.waits_for(paused), seen.forecast(paused)) == (None, None)


def test_jobs_that_wait_have_a_forecast_behind_those_at_work() -> None:
    board = busy()
    seen = outlook(board, DAWN)
    first = seen.forecast(board.jobs[job(2)])
    assert first is not None
    assert first.starts_at == DAWN + 60 * SECOND
