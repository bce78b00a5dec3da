"""A farm in fast motion: workers that take their time, fail and get lost, by a clock of its own."""

from collections import deque
from heapq import heappop, heappush
from itertools import count
from random import Random

from domain.queue.attempt import (
    AssignJob,
    CollectJob,
    ConfirmSubmission,
    StartJob,
    SubmitJob,
    SucceedJob,
)
from domain.queue.board.ability import Slot
from domain.queue.board.board import QueueBoard
from domain.queue.command import QueueCommand, decide
from domain.queue.failure import FailAttempt, Failure
from domain.queue.fleet import SetWorkerHealth
from domain.queue.schedule import Plan, Sighting, assign
from events.ids import MAIN_QUEUE, AttemptId, JobId, WorkerId
from events.job import JobSucceeded, Output
from events.store import Fact
from events.worker import WorkerQuarantined
from tests.farm import DAWN, SECOND, attempt_id

# How long (ms) a worker that got lost stays away, and somebody needs to release one.
AWAY = 300 * SECOND
LEASE = 60 * SECOND


class Simulation:
    """`rates` says how often (0 to 1) an attempt ends in which way; the rest succeed.

    `times` gives what a job takes in ms. Who is lost comes back, and then reports what it did all
    the same: that must be ignored.
    """

    def __init__(
        self, board: QueueBoard, *, seed: int = 0, rates: dict[Failure, float] | None = None
    ) -> None:
        self.board = board
        self.now = DAWN
        self.log: list[Fact] = []
        self.accepted: dict[str, tuple[Output, ...]] = {}
        self.started: dict[JobId, int] = {}
        self.times: dict[JobId, int] = {}
        self.plan = Plan(assignments=(), waits={})
        self._random = Random(seed)  # noqa: S311 - a game
        self._rates = rates or {}
        self._numbers = count(1)
        self._agenda: list[tuple[int, int, QueueCommand | None]] = []
        self._devices: dict[Slot, deque[tuple[JobId, AttemptId]]] = {}
        self._running: dict[Slot, AttemptId] = {}
        self._where: dict[AttemptId, Slot] = {}
        self._away: dict[WorkerId, int] = {}

    def do(self, command: QueueCommand) -> list[Fact]:
        facts = decide(command, self.board)
        self.board.apply(facts)
        self.log += facts
        return facts

    def later(self, at: int, command: QueueCommand | None = None) -> None:
        heappush(self._agenda, (at, next(self._numbers), command))

    def run(self, *, until: int | None = None) -> None:
        """Go on until nothing is left to do, or until an instant (ms)."""
        self._decide()
        while self._agenda and (until is None or self._agenda[0][0] <= until):
            self.now, _, command = heappop(self._agenda)
            if command is not None:
                self._happens(command)
            if not self._agenda or self._agenda[0][0] > self.now:
                self._decide()

    def sightings(self) -> dict[WorkerId, Sighting]:
        return {
            id_: Sighting(is_online=self._away.get(id_, 0) <= self.now)
            for id_ in self.board.workers
        }

    def _decide(self) -> None:
        board = self.board
        self.plan = assign(board, self.sightings(), board.history, self.now)
        for one in self.plan.assignments:
            attempt = attempt_id(next(self._numbers))
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
            self.do(SubmitJob(job_id=one.job_id, attempt=attempt))
            self.do(ConfirmSubmission(job_id=one.job_id, attempt=attempt))
            slot = self._where[attempt] = Slot(one.worker_id, one.device)
            self._devices.setdefault(slot, deque()).append((one.job_id, attempt))
            self._next(slot)
        if (first := board.line.later.first) is not None:
            self.later(max(first[0], self.now))

    def _next(self, slot: Slot) -> None:
        """Let a device that has nothing to do begin with what waits there."""
        if slot in self._running or not self._devices[slot]:
            return
        job, attempt = self._devices[slot].popleft()
        self._running[slot] = attempt
        self.do(StartJob(job_id=job, attempt=attempt, now=self.now))
        self.started.setdefault(job, self.now)
        time = self.times.get(job, 30 * SECOND)
        failure = self._fate()
        if failure is None:
            self.later(self.now + time, self._success(job, attempt, time))
        elif failure == "lost":
            self._lose(slot, job, attempt, time)
        else:
            spent = self._random.randrange(time)
            self.later(self.now + spent, _failure(job, attempt, failure, self.now + spent, spent))

    def _fate(self) -> Failure | None:
        roll = self._random.random()
        for failure, rate in self._rates.items():
            roll -= rate
            if roll < 0:
                return failure
        return None

    def _success(self, job: JobId, attempt: AttemptId, time: int) -> SucceedJob:
        output = Output(digest=attempt, name=f"{job}.png", media_type="image/png", size=1)
        return SucceedJob(
            job_id=job, attempt=attempt, time=time, outputs=(output,), now=self.now + time
        )

    def _lose(self, slot: Slot, job: JobId, attempt: AttemptId, time: int) -> None:
        """The worker is gone with all it has; its lease ends, and it comes back too late."""
        gone = [(job, attempt)]
        self._away[slot.worker] = self.now + AWAY
        for other, waiting in self._devices.items():
            if other.worker == slot.worker:
                gone += waiting
                waiting.clear()
        for job_id, attempt_id_ in gone:
            lost = _failure(job_id, attempt_id_, "lost", self.now + LEASE, 0)
            self.later(self.now + LEASE, lost)
        self.later(self.now + AWAY, self._success(job, attempt, time))

    def _happens(self, command: QueueCommand) -> None:
        if isinstance(command, SucceedJob):
            self._collect(command)
        facts = self.do(command)
        for fact in facts:
            if isinstance(fact.event, JobSucceeded):
                self.accepted[fact.event.attempt] = fact.event.outputs
            if isinstance(fact.event, WorkerQuarantined):
                self._mend_later(WorkerId(fact.stream))
        if isinstance(command, SucceedJob | FailAttempt):
            self._freed(command.attempt)

    def _collect(self, command: SucceedJob) -> None:
        if self.board.jobs[command.job_id].attempt == command.attempt:
            self.do(CollectJob(job_id=command.job_id, attempt=command.attempt))

    def _mend_later(self, worker: WorkerId) -> None:
        mended = SetWorkerHealth(worker_id=worker, health="good", reason="was mended")
        self.later(self.now + AWAY, mended)

    def _freed(self, attempt: AttemptId) -> None:
        slot = self._where.pop(attempt, None)
        if slot is not None and self._running.get(slot) == attempt:
            del self._running[slot]
            self._next(slot)


def _failure(job: JobId, attempt: AttemptId, failure: Failure, now: int, time: int) -> FailAttempt:
    return FailAttempt(
        job_id=job, attempt=attempt, failure=failure, reason=f"it was {failure}", now=now, time=time
    )


def empty() -> QueueBoard:
    return QueueBoard(MAIN_QUEUE)
