from dataclasses import replace

import pytest

from domain.errors import RuleViolatedError
from domain.queue.board.board import QueueBoard
from domain.queue.control import CancelJobs, Selection
from domain.queue.failure import BACKOFF, ERRORS, SETBACKS, TRIES
from domain.queue.fleet import EditWorker
from events import job as happened
from events.batch import BatchCharged
from events.queue import MemoryLearned, ShareCharged
from events.worker import WorkerErred, WorkerQuarantined
from tests.domain.queue.scenario import refused
from tests.farm import (
    DAWN,
    GIGABYTE,
    SECOND,
    assigned,
    attempt_id,
    done,
    enqueued,
    events,
    failed,
    farm,
    job,
    names,
    probed,
    registered,
    sent,
    worker_id,
)


def sent_board(workers: int = 2) -> QueueBoard:
    return farm(enqueued(1, 4), assigned(), sent(), workers=workers)


def again(board: QueueBoard, attempt: int, *, number: int = 0, worker: int = 1) -> None:
    wish = assigned(number, attempt=attempt, worker=worker)
    done(board, replace(wish, now=DAWN + 10**6), sent(number, attempt=attempt))


def test_a_broken_graph_fails_for_good() -> None:
    board = sent_board()
    *_, last = events(done(board, failed("graph", reason="the node 7 is missing")))
    assert last == happened.JobFailed(
        attempt=attempt_id(),
        failure="graph",
        reason="the node 7 is missing",
        at=DAWN + SECOND,
        time=SECOND,
        money=0,
        is_parked=False,
    )
    assert board.jobs[job()].status == "failed"


def test_trouble_counts_and_another_worker_tries_at_once() -> None:
    board = sent_board()
    *_, requeued, erred = events(done(board, failed("trouble")))
    assert requeued == happened.JobRequeued(
        attempt=attempt_id(),
        failure="trouble",
        reason="it broke; is tried again",
        at=DAWN + SECOND,
        time=SECOND,
        money=0,
        retry_at=0,
        is_counted=True,
        vram=0,
        avoids=(worker_id(1),),
    )
    assert erred == WorkerErred(
        job=job(), attempt=attempt_id(), failure="trouble", reason="it broke"
    )
    assert board.jobs[job()].status == "queued"


def test_the_only_worker_tries_again_after_a_while_that_grows() -> None:
    board = sent_board(workers=1)
    done(board, failed("trouble"))
    one = board.jobs[job()]
    assert (one.status, one.retry_at) == ("waiting", DAWN + SECOND + BACKOFF[0])
    again(board, 2)
    done(board, failed("trouble", attempt=2))
    assert board.jobs[job()].retry_at == DAWN + SECOND + BACKOFF[1]


def test_three_tries_are_all() -> None:
    board = sent_board()
    done(board, failed("trouble"))
    again(board, 2, worker=2)
    done(board, failed("memory", attempt=2))
    again(board, 3)
    done(board, failed("trouble", attempt=3))
    one = board.jobs[job()]
    assert (one.status, one.reason) == ("failed", f"it broke (tried {TRIES} times)")


def test_what_a_worker_lacks_does_not_count_and_sends_the_job_elsewhere() -> None:
    board = sent_board()
    done(board, failed("lacking"))
    one = board.jobs[job()]
    assert (one.tries, one.setbacks, one.avoids) == (0, 1, (worker_id(1),))
    assert board.workers[worker_id()].errors == 0


def test_too_little_memory_raises_the_need_to_what_is_larger_and_that_is_learned() -> None:
    board = farm(enqueued(1, 2))
    done(board, registered(2), probed(2, 48))
    done(board, assigned(), sent())
    demand = board.jobs[job()].demand
    facts = done(board, failed("memory"))
    need = 24 * GIGABYTE + 1
    assert MemoryLearned(demand=demand, vram=need) in events(facts)
    assert board.jobs[job()].vram == need
    assert [slot.worker for slot in board.able(demand, 0)] == [worker_id(2)]
    assert board.memory(demand, 0) == need


def test_where_no_worker_is_larger_the_need_stays_and_it_is_tried_again_later() -> None:
    board = sent_board(workers=1)
    facts = done(board, failed("memory"))
    assert "MemoryLearned" not in names(facts)
    one = board.jobs[job()]
    assert (one.vram, one.status, one.avoids) == (0, "waiting", ())


def test_what_was_learned_by_another_job_is_not_learned_again() -> None:
    board = farm(enqueued(1, 2))
    done(board, assigned(0), sent(0), assigned(1, attempt=2), sent(1, attempt=2))
    done(board, registered(2), probed(2, 48))
    done(board, failed("memory"))
    assert "MemoryLearned" not in names(done(board, failed("memory", 1, attempt=2)))


def test_a_lost_worker_sends_the_job_back_to_its_old_place() -> None:
    board = sent_board()
    before = board.jobs[job()].sequence
    done(board, failed("lost"))
    one = board.jobs[job()]
    assert (one.status, one.sequence, one.tries, one.retry_at) == ("queued", before, 0, 0)
    assert board.workers[worker_id()].errors == 0


def test_a_job_that_brings_workers_down_again_and_again_is_parked() -> None:
    board = sent_board()
    for attempt in range(1, SETBACKS + 1):
        if attempt > 1:
            again(board, attempt)
        done(board, failed("lost", attempt=attempt))
    one = board.jobs[job()]
    assert (one.status, one.reason) == ("parked", f"it broke ({SETBACKS} times)")


def test_what_its_worker_gave_up_because_somebody_wished_so_is_never_tried_again() -> None:
    board = sent_board()
    done(board, failed("canceled"))
    assert board.jobs[job()].status == "canceled"
    canceling = sent_board()
    wish = CancelJobs(about=Selection(jobs=(job(),)), reason="enough", now=DAWN)
    facts = done(canceling, wish, failed("trouble"))
    assert canceling.jobs[job()].status == "canceled"
    assert "WorkerErred" not in names(facts)


def test_three_failures_in_a_row_put_a_worker_aside_with_the_reason() -> None:
    board = sent_board()
    facts = done(board, failed("trouble"))
    for number in range(1, ERRORS):
        again(board, number + 1, number=number)
        facts = done(board, failed("trouble", number, attempt=number + 1))
    assert events(facts)[-1] == WorkerQuarantined(reason="3 failures in a row, the last: it broke")
    worker = board.workers[worker_id()]
    assert (worker.health, worker.takes_jobs, worker.erred) == ("quarantined", False, 3)


def test_an_attempt_is_paid_by_its_batch_and_its_project() -> None:
    board = sent_board()
    done(board, EditWorker(worker_id=worker_id(), hourly=3_600_000))
    facts = events(done(board, failed("trouble", time=2 * SECOND)))
    assert BatchCharged(money=2000, time=2 * SECOND) in facts
    assert ShareCharged(money=2000, time=2 * SECOND) in facts
    assert board.jobs[job()].money == 2000


def test_odd_reports_are_refused() -> None:
    board = sent_board()
    odd = replace(failed(), failure="sorrow")  # type: ignore[arg-type]
    assert "no failure 'sorrow'" in refused(board, odd, RuleViolatedError)
    assert "not negative" in refused(board, failed(time=-1), RuleViolatedError)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_words_the_kind_of_the_failure_is_the_reason(reason: str) -> None:
    board = sent_board()
    done(board, failed("graph", reason=reason))
    assert board.jobs[job()].reason == "graph"


def test_the_device_may_be_gone_when_its_failure_is_told() -> None:
    board = farm(enqueued(1))
    done(board, registered(2), probed(2, 48), assigned(), sent(), replace(probed(1), devices=()))
    done(board, failed("memory"))
    assert board.jobs[job()].vram == 1
    assert board.at(worker_id(1)) == []
