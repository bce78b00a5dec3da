from dataclasses import replace

import pytest

from domain.errors import ConflictError, NotFoundError, RuleViolatedError
from domain.queue.attempt import CollectJob, ConfirmSubmission, StartJob
from domain.queue.board.board import QueueBoard
from domain.queue.budget import Budget, SetBatchBudget, SetProjectBudget
from domain.queue.control import CancelJobs, PauseProject, PauseQueue, Selection
from domain.queue.fleet import SetWorkerHealth, SetWorkerMode
from events import job as happened
from events.ids import AttemptId
from events.worker import WorkerRecovered
from tests.domain.queue.scenario import refused
from tests.farm import (
    DAWN,
    SECOND,
    SHOT,
    assigned,
    attempt_id,
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
    worker_id,
)

CONFIRMED = ConfirmSubmission(job_id=job(), attempt=attempt_id())
STARTED = StartJob(job_id=job(), attempt=attempt_id(), now=DAWN)
COLLECTED = CollectJob(job_id=job(), attempt=attempt_id())
CANCELED = CancelJobs(about=Selection(jobs=(job(),)), reason="not needed", now=DAWN)


@pytest.fixture
def board() -> QueueBoard:
    return farm(enqueued(1, 3))


def test_a_job_goes_from_the_line_to_its_end_step_by_step(board: QueueBoard) -> None:
    steps = (assigned(), sent(), CONFIRMED, STARTED, COLLECTED, succeeded())
    seen = []
    for step in steps:
        done(board, step)
        seen.append(board.jobs[job()].status)
    assert seen == ["assigned", "submitting", "submitted", "running", "collecting", "succeeded"]
    one = board.jobs[job()]
    assert (one.time, one.last_time, one.attempt, one.started_at) == (SECOND, SECOND, None, DAWN)
    assert one.outputs == (
        {"digest": SHOT.digest, "name": "shot.png", "media_type": "image/png", "size": 7},
    )


def test_the_claim_names_the_attempt_the_device_and_the_reason(board: QueueBoard) -> None:
    (fact,) = done(board, assigned())
    assert fact.event == happened.JobAssigned(
        attempt=attempt_id(),
        worker=worker_id(),
        device=0,
        machine="RTX, 24 GB",
        at=DAWN,
        reason="has time",
    )


def test_every_step_that_is_taken_already_comes_to_nothing(board: QueueBoard) -> None:
    for step in (assigned(), sent(), CONFIRMED, STARTED, COLLECTED, succeeded()):
        done(board, step)
        assert done(board, step) == []


def test_steps_may_be_left_out_but_not_the_intent_before_sending(board: QueueBoard) -> None:
    done(board, assigned())
    for step in (CONFIRMED, STARTED, COLLECTED):
        assert "say so before it is" in refused(board, step, RuleViolatedError)
    assert "never sent" in refused(board, succeeded(), RuleViolatedError)
    assert names(done(board, sent(), STARTED)) == ["JobStarted"]
    assert done(board, CONFIRMED) == []


def test_what_its_worker_calls_an_attempt_is_kept_until_the_next_one(board: QueueBoard) -> None:
    done(board, assigned(), sent())
    (fact,) = done(board, replace(CONFIRMED, ticket="u1"))
    assert fact.event == happened.JobSubmitted(attempt=attempt_id(), ticket="u1")
    assert board.jobs[job()].ticket == "u1"
    done(board, failed("lost"), assigned(attempt=2))
    assert board.jobs[job()].ticket == ""


def test_a_job_is_claimed_by_one_only(board: QueueBoard) -> None:
    done(board, assigned())
    assert "is taken" in refused(board, assigned(attempt=2), ConflictError)


def test_a_device_gets_one_to_run_and_one_behind_it(board: QueueBoard) -> None:
    done(board, assigned(0, attempt=1), assigned(1, attempt=2))
    assert "enough to do" in refused(board, assigned(2, attempt=3), ConflictError)


def test_an_attempt_is_named_by_a_canonical_uuid(board: QueueBoard) -> None:
    for odd in ("", "A" * 32, attempt_id().replace("-", "")):
        wish = replace(assigned(), attempt=AttemptId(odd))
        assert "UUID" in refused(board, wish, RuleViolatedError)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (PauseQueue(reason="lunch"), "the queue is paused: lunch"),
        (PauseProject(project_id=project_id(), reason="hold"), "the project is paused: hold"),
        (
            SetBatchBudget(batch_id=batch_id(), budget=Budget(at_once=1)),
            "the batch has 1 at work, and at most 1 may be at once",
        ),
        (
            SetProjectBudget(project_id=project_id(), budget=Budget(at_once=1)),
            "the project has 1 at work, and at most 1 may be at once",
        ),
        (
            SetWorkerMode(worker_id=worker_id(), mode="draining", reason="move"),
            "takes no jobs: it is draining (move)",
        ),
        (
            SetWorkerHealth(worker_id=worker_id(), health="suspect", reason=""),
            "takes no jobs: it is suspect",
        ),
    ],
)
def test_who_must_wait_is_not_claimed(board: QueueBoard, before: object, sentence: str) -> None:
    done(board, assigned(1, attempt=9), before)  # type: ignore[arg-type]
    assert sentence in refused(board, assigned(), RuleViolatedError)


def test_a_worker_gets_only_what_it_can_do(board: QueueBoard) -> None:
    done(board, enqueued(2, vram=48 * 1024))
    assert "cannot do" in refused(board, assigned(batch=2), RuleViolatedError)
    assert "cannot do" in refused(board, assigned(device=1), RuleViolatedError)
    assert "worker is gone" in refused(board, assigned(worker=2), NotFoundError)
    assert "job is gone" in refused(board, assigned(9), NotFoundError)


def test_what_an_old_attempt_reports_is_written_down_once_and_ignored(board: QueueBoard) -> None:
    done(board, assigned(), sent(), failed("lost"), assigned(attempt=2), sent(attempt=2))
    assert events(done(board, succeeded())) == [
        happened.JobResultIgnored(
            attempt=attempt_id(1), outcome="succeeded", reason="another attempt is under way"
        )
    ]
    assert board.jobs[job()].attempt == attempt_id(2)
    assert done(board, succeeded()) == []
    assert names(done(board, failed("graph"))) == ["JobResultIgnored"]
    assert board.jobs[job()].status == "submitting"


def test_an_old_attempt_may_not_go_on(board: QueueBoard) -> None:
    done(board, assigned(), sent(), failed("lost"))
    for step in (sent(), CONFIRMED, STARTED, COLLECTED):
        assert "let go of it" in refused(board, step, RuleViolatedError)


def test_a_result_after_the_end_says_how_the_job_is_without_it(board: QueueBoard) -> None:
    done(board, assigned(), sent(), failed("graph"))
    (late,) = events(done(board, succeeded()))
    assert isinstance(late, happened.JobResultIgnored)
    assert late.reason == "the job is failed without it"
    assert done(board, failed("graph")) == []


def test_success_without_a_sound_output_is_refused(board: QueueBoard) -> None:
    done(board, assigned(), sent())
    for outputs in ((), (replace(SHOT, size=0),)):
        wish = replace(succeeded(), outputs=outputs)
        assert "report its failure" in refused(board, wish, RuleViolatedError)
    assert "not negative" in refused(board, replace(succeeded(), time=-1), RuleViolatedError)


def test_success_clears_what_the_worker_erred_before(board: QueueBoard) -> None:
    done(board, assigned(), sent(), failed("trouble"))
    done(board, assigned(1, attempt=2), sent(1, attempt=2))
    facts = done(board, succeeded(1, attempt=2))
    assert WorkerRecovered() in events(facts)
    assert board.workers[worker_id()].errors == 0


def test_a_job_is_not_sent_once_it_is_canceled(board: QueueBoard) -> None:
    done(board, assigned(), sent(), CANCELED)
    assert "do not send it" in refused(board, sent(), RuleViolatedError)
    assert done(board, STARTED) == []


def test_completion_wins_over_a_cancel_that_comes_too_late(board: QueueBoard) -> None:
    done(board, assigned(), sent(), STARTED, CANCELED, succeeded())
    assert board.jobs[job()].status == "succeeded"
    assert done(board, CANCELED) == []


def test_a_job_that_is_to_be_tried_later_is_not_claimed_before(board: QueueBoard) -> None:
    done(board, assigned(), sent(), failed("trouble"))
    assert "but not yet" in refused(board, assigned(attempt=2), RuleViolatedError)
    done(board, replace(assigned(attempt=2), now=board.jobs[job()].retry_at))
    assert board.jobs[job()].status == "assigned"
