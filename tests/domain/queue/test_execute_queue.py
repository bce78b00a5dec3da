"""Queues go through the same shell as projects: idempotent, decided together, claimed by one."""

import asyncio

import pytest

from domain.errors import ConflictError, NotFoundError
from domain.execute import Executor
from domain.past import Past
from domain.queue.command import reads
from domain.queue.control import CancelJobs, DeleteJobs, PauseQueue, Selection
from domain.realm import queue_board
from events.codec import CODEC
from events.ids import MAIN_QUEUE
from events.memory import MemoryEventStore
from tests.domain.interleaving import Gate, GatedStore, quiet
from tests.farm import (
    ADA,
    DAWN,
    assigned,
    batch_id,
    enqueued,
    everything,
    failed,
    farm,
    job,
    probed,
    registered,
    request,
    sent,
    succeeded,
)
from tests.film import clock


@pytest.fixture
def store() -> MemoryEventStore:
    return MemoryEventStore(CODEC)


@pytest.fixture
async def executor(store: MemoryEventStore) -> Executor:
    made = Executor(store, clock=clock())
    await made.execute(request("workers", registered(), probed(), registered(2), probed(2)))
    return made


async def test_a_command_again_is_answered_with_its_first_outcome(executor: Executor) -> None:
    first = await executor.execute(request("b", enqueued(1, 3)))
    assert await executor.execute(request("b", enqueued(1, 3))) == first
    assert len((await executor.queue(MAIN_QUEUE)).jobs) == 3


async def test_what_is_so_already_makes_no_commit(executor: Executor) -> None:
    await executor.execute(request("p", PauseQueue(reason="lunch")))
    assert (await executor.execute(request("q", PauseQueue(reason="again")))).commit is None


async def test_a_queue_is_no_project_and_a_project_no_queue(executor: Executor) -> None:
    with pytest.raises(NotFoundError):
        await executor.board(MAIN_QUEUE)
    with pytest.raises(NotFoundError):
        await executor.queue("project-" + "0" * 32)
    with pytest.raises(NotFoundError):
        await executor.steps(MAIN_QUEUE, ADA)


async def test_of_two_schedulers_that_claim_a_job_one_gets_it(store: MemoryEventStore) -> None:
    gate = Gate()
    one, other = (
        Executor(GatedStore(store, gate, name), clock=clock()) for name in ("one", "other")
    )
    await Executor(store, clock=clock()).execute(
        request("b", registered(), probed(), enqueued(1, 2))
    )
    claims = [
        asyncio.ensure_future(one.execute(request("c", assigned(attempt=1), is_new=True))),
        asyncio.ensure_future(other.execute(request("d", assigned(attempt=2), is_new=True))),
    ]
    for _ in range(40):
        await quiet()
        for lane in gate.lanes():
            gate.open_next(lane)
    outcomes = await asyncio.gather(*claims, return_exceptions=True)
    assert sum(isinstance(outcome, ConflictError) for outcome in outcomes) == 1
    board = queue_board((await Past(store).folding(MAIN_QUEUE)).ground)
    assert board.version(job()) == 2


async def test_a_claim_on_an_old_version_of_the_job_is_refused(executor: Executor) -> None:
    await executor.execute(request("b", enqueued(1), assigned(), sent()))
    with pytest.raises(ConflictError, match="Look again"):
        await executor.execute(request("c", assigned(attempt=2), expected={0: 1}))


async def test_whoever_opens_the_queue_later_has_the_same_board(
    executor: Executor, store: MemoryEventStore
) -> None:
    await executor.execute(request("b", enqueued(1, 3)))
    await executor.execute(request("a", assigned()))
    await executor.execute(request("s", sent()))
    await executor.execute(request("f", failed()))
    later = Executor(store, clock=clock())
    assert everything(await later.queue(MAIN_QUEUE)) == everything(await executor.queue(MAIN_QUEUE))


def test_reports_depend_on_their_job_and_claims_on_all_of_the_queue() -> None:
    board = farm(enqueued(1))
    assert reads([sent(), succeeded(), failed()], board) == frozenset({job()})
    assert reads([enqueued(1)], board) == frozenset({MAIN_QUEUE, batch_id()})
    assert reads([assigned()], board) is None
    assert reads([sent(), PauseQueue(reason="")], board) is None


async def test_of_what_left_the_board_nothing_is_remembered_when_much_is(
    executor: Executor, store: MemoryEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.past.MOST_STAMPS", 3)
    gone = Selection(batch=batch_id())
    await executor.execute(request("a", enqueued(1, 6)))
    await executor.execute(request("b", CancelJobs(about=gone, reason="", now=DAWN)))
    await executor.execute(request("c", DeleteJobs(about=gone)))
    assert job() in (await Past(store).folding(MAIN_QUEUE)).stamps
    await executor.execute(request("d", enqueued(2, 12)))
    folding = await Past(store).folding(MAIN_QUEUE)
    assert folding.stamps.keys() == {state.id for state in folding.ground.states()}
