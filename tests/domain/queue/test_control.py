from typing import Any

import pytest

from domain.errors import NotFoundError, RuleViolatedError
from domain.queue.board.board import QueueBoard
from domain.queue.budget import Budget, SetBatchBudget, SetProjectBudget
from domain.queue.command import QueueCommand
from domain.queue.control import (
    CancelJobs,
    ClearJobs,
    DeleteJobs,
    PauseJobs,
    PauseProject,
    PauseQueue,
    ReprioritiseJobs,
    ResumeJobs,
    ResumeProject,
    ResumeQueue,
    RetryJobs,
    Selection,
)
from events import job as happened
from events.batch import BatchBudgetSet
from events.queue import QueueCleared, QueuePaused, ShareBudgetSet, ShareOpened, SharePaused
from tests.domain.queue.scenario import refused
from tests.farm import (
    DAWN,
    SECOND,
    assigned,
    batch_id,
    done,
    enqueued,
    events,
    failed,
    farm,
    job,
    names,
    project_id,
    sent,
    succeeded,
)

BATCH = Selection(batch=batch_id())


def only(*numbers: int) -> Selection:
    return Selection(jobs=tuple(job(number) for number in numbers))


def cancel(about: Selection = BATCH) -> CancelJobs:
    return CancelJobs(about=about, reason="not needed", now=DAWN)


def statuses(board: QueueBoard) -> list[str]:
    return [one.status for one in sorted(board.jobs.values(), key=lambda one: one.sequence)]


@pytest.fixture
def board() -> QueueBoard:
    """Four jobs: one succeeded, one failed, one is at its worker, one waits."""
    made = farm(enqueued(1, 4))
    done(made, assigned(0), sent(0), succeeded(0))
    done(made, assigned(1, attempt=2), sent(1, attempt=2), failed("graph", 1, attempt=2))
    done(made, assigned(2, attempt=3), sent(2, attempt=3))
    return made


TWICE: list[QueueCommand] = [
    PauseQueue(reason="lunch"),
    PauseProject(project_id=project_id(), reason="hold"),
    PauseJobs(about=BATCH, reason="hold"),
    cancel(),
    RetryJobs(about=BATCH),
    ReprioritiseJobs(about=BATCH, priority=3),
    SetBatchBudget(batch_id=batch_id(), budget=Budget(money=5)),
    SetProjectBudget(project_id=project_id(), budget=Budget(time=5)),
]


@pytest.mark.parametrize("wish", TWICE, ids=lambda wish: type(wish).__name__)
def test_what_is_asked_for_twice_is_done_once(board: QueueBoard, wish: QueueCommand) -> None:
    assert done(board, wish)
    assert done(board, wish) == []


def test_a_queue_is_paused_with_its_reason_and_goes_on() -> None:
    board = farm()
    assert events(done(board, PauseQueue(reason=" lunch "))) == [QueuePaused(reason="lunch")]
    assert (board.queue.is_paused, board.queue.reason) == (True, "lunch")
    assert names(done(board, ResumeQueue())) == ["QueueResumed"]
    assert done(board, ResumeQueue()) == []


def test_the_first_thing_that_happens_opens_the_queue() -> None:
    board = farm(workers=0)
    assert names(done(board, PauseQueue(reason=""))) == ["QueueOpened", "QueuePaused"]
    assert board.queue.reason == "somebody wanted it so"


def test_a_project_is_paused_before_it_has_any_job() -> None:
    board = farm()
    wish = PauseProject(project_id=project_id(9), reason="hold")
    assert events(done(board, wish)) == [
        ShareOpened(project=project_id(9)),
        SharePaused(reason="hold"),
    ]
    assert names(done(board, ResumeProject(project_id=project_id(9)))) == ["ShareResumed"]
    assert done(board, ResumeProject(project_id=project_id(9))) == []
    assert done(board, ResumeProject(project_id=project_id(8))) == []


def test_a_job_is_paused_and_comes_back_to_its_place(board: QueueBoard) -> None:
    done(board, PauseJobs(about=only(3), reason="look first"))
    assert (board.jobs[job(3)].status, board.jobs[job(3)].reason) == ("paused", "look first")
    assert job(3) not in board.line
    done(board, ResumeJobs(about=only(3)))
    assert board.jobs[job(3)].status == "queued"


def test_a_paused_job_that_waited_for_its_next_try_waits_again() -> None:
    board = farm(enqueued(1))
    done(board, assigned(), sent(), failed("trouble"))
    done(board, PauseJobs(about=BATCH, reason=""), ResumeJobs(about=BATCH))
    assert board.jobs[job()].status == "waiting"


def test_cancel_ends_what_waits_at_once_and_asks_what_runs_to_stop(board: QueueBoard) -> None:
    assert names(done(board, cancel())) == ["JobCancelRequested", "JobCanceled"]
    assert statuses(board) == ["succeeded", "failed", "canceling", "canceled"]


def test_a_claim_that_was_not_sent_yet_is_canceled_at_once() -> None:
    board = farm(enqueued(1), assigned())
    assert names(done(board, cancel())) == ["JobCanceled"]
    assert board.busy[next(iter(board.busy))] == {}


def test_only_the_failed_of_a_batch_are_retried_at_their_old_place(board: QueueBoard) -> None:
    place = board.jobs[job(1)].sequence
    assert names(done(board, RetryJobs(about=BATCH))) == ["JobRetried"]
    one = board.jobs[job(1)]
    assert (one.status, one.sequence, one.tries, one.failure) == ("queued", place, 0, "")


def test_what_was_canceled_is_retried_where_it_is_named(board: QueueBoard) -> None:
    done(board, cancel(only(3)))
    assert done(board, RetryJobs(about=only(3)))
    assert board.jobs[job(3)].status == "queued"
    done(board, cancel(only(3)))
    wish = RetryJobs(about=Selection(batch=batch_id(), statuses=("canceled",)))
    assert len(done(board, wish)) == 1


def test_what_succeeded_is_not_retried(board: QueueBoard) -> None:
    assert "once more" in refused(board, RetryJobs(about=only(0)), RuleViolatedError)


def test_a_new_priority_is_for_those_that_still_wait(board: QueueBoard) -> None:
    wish = ReprioritiseJobs(about=BATCH, priority=5)
    assert events(done(board, wish)) == [happened.JobReprioritised(priority=5)]
    assert board.jobs[job(3)].priority == 5
    odd = ReprioritiseJobs(about=BATCH, priority=99)
    assert "-10 to 10" in refused(board, odd, RuleViolatedError)


def test_what_has_ended_is_deleted_and_leaves_the_board(board: QueueBoard) -> None:
    assert "Cancel it first" in refused(board, DeleteJobs(about=only(2)), RuleViolatedError)
    done(board, DeleteJobs(about=only(0)))
    assert job(0) not in board.jobs
    assert job(0) not in board.versions
    assert "is gone" in refused(board, DeleteJobs(about=only(0)), NotFoundError)


def test_the_last_job_takes_its_batch_along() -> None:
    board = farm(enqueued(1), assigned(), sent(), succeeded())
    done(board, DeleteJobs(about=BATCH))
    assert board.batches == {}
    assert "batch is gone" in refused(board, cancel(), NotFoundError)


def test_ended_jobs_are_cleared_by_one_fact_however_many(board: QueueBoard) -> None:
    wish = ClearJobs(status="failed", project_id=project_id(), now=DAWN + 10 * SECOND)
    assert events(done(board, wish)) == [
        QueueCleared(status="failed", ended_by=DAWN + 10 * SECOND, project=project_id())
    ]
    assert board.queue.is_cleared(board.jobs[job(1)])
    assert not board.queue.is_cleared(board.jobs[job(0)])
    assert done(board, RetryJobs(about=BATCH)) == []
    done(board, ClearJobs(status="succeeded", now=DAWN + 10 * SECOND))
    assert board.queue.is_cleared(board.jobs[job(0)])
    live = ClearJobs(status="running", now=DAWN)
    assert "Cancel the others first" in refused(board, live, RuleViolatedError)


def test_jobs_are_chosen_by_project_or_all_of_them(board: QueueBoard) -> None:
    done(board, enqueued(2, 2, project=2))
    assert len(done(board, cancel(Selection(project=project_id(2))))) == 2
    assert len(done(board, cancel(Selection()))) == 2


def test_a_budget_is_set_raised_and_taken_away(board: QueueBoard) -> None:
    wish = SetBatchBudget(batch_id=batch_id(), budget=Budget(time=SECOND))
    assert events(done(board, wish)) == [BatchBudgetSet(time=SECOND)]
    assert board.batches[batch_id()].is_spent
    done(board, SetBatchBudget(batch_id=batch_id(), budget=Budget()))
    assert not board.batches[batch_id()].is_spent
    share = SetProjectBudget(project_id=project_id(), budget=Budget(money=7))
    assert events(done(board, share)) == [ShareBudgetSet(money=7)]
    found: Any = board.share(project_id())
    assert (found.money, found.is_spent, found.spent_time) == (7, False, 2 * SECOND)


def test_the_budget_of_a_single_job_gives_it_a_lane_of_its_own() -> None:
    board = farm(enqueued(1))
    done(board, SetBatchBudget(batch_id=batch_id(), budget=Budget(at_once=1)))
    ((turns,),) = (fronts.values() for fronts in board.line.fronts.values())
    assert [turn.batch for turn in turns] == [batch_id()]
