from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import NotFoundError, RuleViolatedError
from domain.queue.board import batch, job, queue, share, worker
from domain.queue.board.board import QueueBoard
from domain.queue.board.ordered import LOAD, Ordered
from domain.queue.command import expect
from domain.queue.control import CancelJobs, DeleteJobs, PauseProject, PauseQueue, Selection
from domain.queue.fleet import EditWorker, RemoveWorker, ReviewNeeds
from events.batch import BatchCharged
from events.ids import MAIN_QUEUE
from events.job import JobResumed
from events.queue import QueueResumed, ShareResumed
from events.store import Fact
from events.worker import WorkerRecovered
from tests.farm import (
    DAWN,
    assigned,
    batch_id,
    done,
    enqueued,
    everything,
    failed,
    farm,
    probed,
    project_id,
    registered,
    sent,
    succeeded,
    worker_id,
)
from tests.farm import (
    job as job_id,
)


def busy_board() -> QueueBoard:
    board = farm(enqueued(1, 4), enqueued(2, 1, project=2), workers=2)
    done(board, assigned(0), sent(0), succeeded(0))
    done(board, assigned(1, attempt=2), sent(1, attempt=2), failed(number=1, attempt=2))
    done(board, assigned(2, attempt=3, worker=2), PauseProject(project_id=project_id(2), reason=""))
    return board


def test_whatever_was_applied_can_be_taken_back() -> None:
    board = busy_board()
    before = everything(board)
    facts = [
        *done(board, sent(2, attempt=3)),
        *done(board, succeeded(2, attempt=3)),
        *done(board, DeleteJobs(about=Selection(jobs=(job_id(0), job_id(2))))),
        *done(board, RemoveWorker(worker_id=worker_id(1))),
        *done(board, enqueued(3, 2)),
        *done(board, PauseQueue(reason="")),
    ]
    after = everything(board)
    board = busy_board()
    laid = board.apply(facts)
    assert everything(board) == after
    board.revert(laid)
    assert everything(board) == before


def test_the_first_facts_of_all_can_be_taken_back() -> None:
    board = QueueBoard(MAIN_QUEUE)
    blank = everything(board)
    facts = done(board, PauseProject(project_id=project_id(), reason=""))
    board = QueueBoard(MAIN_QUEUE)
    board.revert(board.apply(facts))
    assert everything(board) == blank
    assert board.state(MAIN_QUEUE) is None


def test_a_board_is_made_again_of_its_states() -> None:
    board = busy_board()
    again = QueueBoard(MAIN_QUEUE)
    for state in board.states():
        again.put(state, board.version(state.id))
    assert everything(again) == everything(board)
    assert (again.sequence, again.latest) == (board.sequence, board.latest)
    assert again.history.done == board.history.done


def small_board() -> QueueBoard:
    return QueueBoard(MAIN_QUEUE, kept_done=2, kept_failed=1)


def test_the_oldest_that_ended_leave_the_board_and_come_back_when_that_is_taken_back() -> None:
    source = farm(workers=1)
    facts: list[Fact] = []
    for number in range(1, 5):
        facts += done(source, enqueued(number))
        facts += done(source, assigned(batch=number, attempt=number))
        facts += done(source, sent(batch=number, attempt=number))
        facts += done(source, succeeded(batch=number, attempt=number, time=number))
    board = small_board()
    board.put(source.workers[worker_id()], 2)
    before = everything(board)
    laid = board.apply(facts)
    assert sorted(board.jobs) == sorted([job_id(0, 3), job_id(0, 4)])
    assert sorted(board.batches) == [batch_id(3), batch_id(4)]
    assert set(board.versions) == {state.id for state in board.states()}
    board.revert(laid)
    assert everything(board) == before


def test_failed_jobs_stay_longer_than_those_that_are_done() -> None:
    board = small_board()
    done(board, registered(), probed())
    for number in range(1, 4):
        done(board, enqueued(number), assigned(batch=number, attempt=number))
        done(board, sent(batch=number, attempt=number))
        done(board, failed("graph", batch=number, attempt=number, time=number))
    assert list(board.jobs) == [job_id(0, 3)]


def test_what_a_queue_does_not_hold_is_said_so() -> None:
    board = farm()
    with pytest.raises(LookupError, match="nothing that a queue holds"):
        board.state("clip-" + "0" * 32)
    with pytest.raises(NotFoundError):
        board.batch(batch_id())


@pytest.mark.parametrize(
    ("evolve", "event"),
    [
        (job.evolve, JobResumed()),
        (batch.evolve, BatchCharged(money=1, time=1)),
        (share.evolve, ShareResumed()),
        (queue.evolve, QueueResumed()),
        (worker.evolve, WorkerRecovered()),
    ],
)
def test_nothing_changes_before_it_was_made(evolve: Any, event: object) -> None:
    with pytest.raises(LookupError, match="before"):
        evolve(None, event, "x")


def test_a_command_made_on_an_old_version_is_refused() -> None:
    board = farm()
    expect(EditWorker(worker_id=worker_id(), name="x"), board, 2)
    expect(EditWorker(worker_id=worker_id(), name="x"), board, None)
    expect(ReviewNeeds(), board, board.version(MAIN_QUEUE))
    with pytest.raises(Exception, match="Look again") as refusal:
        expect(EditWorker(worker_id=worker_id(), name="x"), board, 1)
    assert vars(refusal.value)["actual_version"] == 2


def test_keys_are_kept_in_order_however_many() -> None:
    keys: Ordered[tuple[int]] = Ordered()
    for number in range(3 * LOAD, 0, -1):
        keys.add((number,))
    assert [key for (key,) in keys] == list(range(1, 3 * LOAD + 1))
    for number in range(1, 3 * LOAD + 1):
        keys.remove((number,))
    assert (len(keys), keys.first) == (0, None)
    with pytest.raises(KeyError):
        keys.remove((1,))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=120))
def test_keys_come_and_go_as_in_a_sorted_list(steps: list[tuple[bool, int]]) -> None:
    keys: Ordered[tuple[int]] = Ordered()
    known: set[tuple[int]] = set()
    for is_added, number in steps:
        key = (number,)
        if is_added and key not in known:
            keys.add(key)
            known.add(key)
        elif not is_added and key in known:
            keys.remove(key)
            known.discard(key)
        assert list(keys) == sorted(known)
        assert keys.first == min(known, default=None)


def test_a_negative_price_is_refused_with_words() -> None:
    with pytest.raises(RuleViolatedError):
        done(farm(), EditWorker(worker_id=worker_id(), hourly=-1))


def test_a_job_is_paid_for_before_it_may_leave_the_board_with_its_batch() -> None:
    board = QueueBoard(MAIN_QUEUE, kept_done=0)
    done(board, registered(), probed(), enqueued(1), assigned(), sent(), succeeded())
    assert (board.jobs, board.batches) == ({}, {})
    (share_,) = board.shares.values()
    assert share_.spent_time > 0


def test_the_versions_of_what_left_are_known_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.queue.board.board.KEPT_VERSIONS", 2)
    board = farm(enqueued(1, 3), CancelJobs(about=Selection(), reason="", now=DAWN))
    done(board, DeleteJobs(about=Selection()))
    assert board.version(job_id(0)) == 0
    assert (board.version(job_id(2)), board.version(batch_id())) == (3, 1)
