"""Any sequence of commands, whoever sends them: the laws of the queue hold."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from domain.errors import DomainError
from domain.queue.attempt import (
    AssignJob,
    CollectJob,
    ConfirmSubmission,
    StartJob,
    SubmitJob,
    SucceedJob,
)
from domain.queue.board.board import QueueBoard
from domain.queue.budget import Budget, SetBatchBudget
from domain.queue.command import QueueCommand, decide
from domain.queue.control import (
    CancelJobs,
    DeleteJobs,
    PauseJobs,
    PauseQueue,
    ReprioritiseJobs,
    ResumeJobs,
    ResumeQueue,
    RetryJobs,
    Selection,
)
from domain.queue.failure import FailAttempt
from domain.queue.fleet import ReviewNeeds, SetWorkerHealth, SetWorkerMode
from domain.queue.schedule import Sighting, assign
from events.ids import MAIN_QUEUE, AttemptId, JobId
from events.store import Fact
from tests.domain.queue.invariant import Law
from tests.farm import (
    DAWN,
    SECOND,
    SHOT,
    attempt_id,
    batch_id,
    enqueued,
    everything,
    job,
    probed,
    registered,
    worker_id,
)

BATCHES = range(1, 4)
JOBS = [job(number, batch) for batch in BATCHES for number in range(3)]
JOB_IDS = st.sampled_from(JOBS)
FAILURES = st.sampled_from(["graph", "lacking", "memory", "trouble", "lost", "canceled"])
ABOUT = st.one_of(
    st.builds(Selection, jobs=st.tuples(JOB_IDS)),
    st.builds(Selection, batch=st.sampled_from([batch_id(n) for n in BATCHES])),
    st.just(Selection()),
)


class AnyQueue(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.board = QueueBoard(MAIN_QUEUE, kept_done=3, kept_failed=3)
        self.law = Law()
        self.log: list[Fact] = []
        self.now = DAWN
        self.attempts = 0

    @initialize()
    def open(self) -> None:
        for number, vram in ((1, 24), (2, 48)):
            self.do(registered(number))
            self.do(probed(number, vram))
        for number in BATCHES:
            self.do(enqueued(number, 3, project=1 + number % 2))

    def do(self, command: QueueCommand) -> None:
        """Carry a command out if it may be, take it back and do it again, and ask for it twice."""
        try:
            facts = decide(command, self.board)
        except DomainError:
            return
        # Whose time has come is woken by the next decision, and stands where it stood.
        self.board.wake(self.now)
        before = everything(self.board)
        laid = self.board.apply(facts)
        after = everything(self.board)
        self.board.revert(laid)
        self.board.wake(self.now)
        assert everything(self.board) == before
        self.board.apply(facts)
        assert everything(self.board) == after
        self.log += facts
        for fact in facts:
            self.law.take(fact)

    @rule(later=st.integers(1, 400))
    def plan(self, later: int) -> None:
        self.now += later * SECOND
        seen = {id_: Sighting() for id_ in self.board.workers}
        for one in assign(self.board, seen, self.board.history, self.now).assignments:
            self.attempts += 1
            attempt = attempt_id(self.attempts)
            before = len(self.log)
            self.do(
                AssignJob(
                    job_id=one.job_id,
                    worker_id=one.worker_id,
                    device=one.device,
                    attempt=attempt,
                    reason=one.reason,
                    now=self.now,
                )
            )
            assert len(self.log) == before + 1, "what is planned may be claimed"

    @rule(id_=JOB_IDS, steps=st.integers(1, 4))
    def go_on(self, id_: JobId, steps: int) -> None:
        attempt = self.attempt(id_)
        names: Any = {"job_id": id_, "attempt": attempt}
        wishes = (
            SubmitJob(**names),
            ConfirmSubmission(**names),
            StartJob(**names, now=self.now),
            CollectJob(**names),
        )
        for wish in wishes[:steps]:
            self.do(wish)

    @rule(id_=JOB_IDS, time=st.integers(0, 100), is_old=st.booleans())
    def succeed(self, id_: JobId, time: int, *, is_old: bool) -> None:
        attempt = attempt_id(1) if is_old else self.attempt(id_)
        wish = SucceedJob(job_id=id_, attempt=attempt, time=time, outputs=(SHOT,), now=self.now)
        self.do(wish)
        self.do(wish)

    @rule(id_=JOB_IDS, failure=FAILURES, time=st.integers(0, 100))
    def fail(self, id_: JobId, failure: Any, time: int) -> None:
        wish = FailAttempt(
            job_id=id_,
            attempt=self.attempt(id_),
            failure=failure,
            reason="it broke",
            now=self.now,
            time=time,
        )
        self.do(wish)
        self.do(wish)

    @rule(about=ABOUT, kind=st.integers(0, 5))
    def control(self, about: Selection, kind: int) -> None:
        wishes: list[QueueCommand] = [
            CancelJobs(about=about, reason="", now=self.now),
            RetryJobs(about=about),
            PauseJobs(about=about, reason=""),
            ResumeJobs(about=about),
            ReprioritiseJobs(about=about, priority=kind),
            DeleteJobs(about=about),
        ]
        self.do(wishes[kind])

    @rule(kind=st.integers(0, 6), worker=st.sampled_from([worker_id(1), worker_id(2)]))
    def manage(self, kind: int, worker: Any) -> None:
        wishes: list[QueueCommand] = [
            PauseQueue(reason=""),
            ResumeQueue(),
            SetWorkerMode(worker_id=worker, mode="draining"),
            SetWorkerMode(worker_id=worker, mode="enabled"),
            SetWorkerHealth(worker_id=worker, health="good", reason=""),
            ReviewNeeds(),
            SetBatchBudget(batch_id=batch_id(1), budget=Budget(at_once=kind)),
        ]
        self.do(wishes[kind])

    def attempt(self, id_: JobId) -> AttemptId:
        one = self.board.jobs.get(id_)
        return (one and (one.attempt or one.last_attempt)) or attempt_id(999)

    @invariant()
    def no_law_is_broken(self) -> None:
        assert self.law.verdict() == []

    @override
    def teardown(self) -> None:
        """Another process that folds the log, or the states, has the same board."""
        folded = QueueBoard(MAIN_QUEUE, kept_done=3, kept_failed=3)
        folded.apply(self.log)
        laid_down = QueueBoard(MAIN_QUEUE, kept_done=3, kept_failed=3)
        for state in folded.states():
            laid_down.put(state, folded.version(state.id))
        for board in (self.board, folded, laid_down):
            board.wake(self.now)
        assert everything(folded) == everything(self.board) == everything(laid_down)


TestAnyQueue = AnyQueue.TestCase
TestAnyQueue.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
