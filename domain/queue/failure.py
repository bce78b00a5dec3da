"""When an attempt fails: what becomes of its job, and what it says of its worker.

Who is to blame decides: the graph (for good), the worker (another one), memory (a larger one),
nobody (the old place again), or whoever wished it so.
"""

from typing import Final, Literal, TypeAlias, get_args

from domain import text
from domain.errors import RuleViolatedError
from domain.queue import budget
from domain.queue.attempt import ignored, refuse_negative
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from events.ids import AttemptId, JobId, WorkerId
from events.job import JobCanceled, JobFailed, JobRequeued
from events.queue import MemoryLearned
from events.record import record
from events.store import Fact
from events.worker import WorkerErred, WorkerQuarantined

Failure: TypeAlias = Literal["graph", "lacking", "memory", "trouble", "lost", "canceled"]

TRIES: Final = 3
# Attempts that were nobody's fault; a job that had more may be what brings workers down.
SETBACKS: Final = 5
# How long (ms) a job waits for the only worker that can do it, by how often it has tried.
BACKOFF: Final = (30_000, 120_000, 300_000)
ERRORS: Final = 3
_COUNTED: Final = frozenset({"memory", "trouble"})
# A worker that was lost may just have been switched off: that is no error of its own.
_BLAMED: Final = "trouble"


@record
class FailAttempt:
    """`time` is the ms that the worker spent on it; `now` is ms since 1970."""

    job_id: JobId
    attempt: AttemptId
    failure: Failure
    reason: str
    now: int
    time: int = 0


def decide(command: FailAttempt, board: QueueBoard) -> list[Fact]:
    job = board.job(command.job_id)
    if command.failure not in get_args(Failure):
        raise RuleViolatedError(
            f"There is no failure {text.quoted(command.failure)}. There are:"
            f" {', '.join(get_args(Failure))}.",
            field="failure",
        )
    if job.attempt != command.attempt:
        return ignored(job, command.attempt, command.failure)
    refuse_negative(command.time)
    outcome = _Outcome(command, job, board)
    return [*budget.charges(job, command.time, board), *outcome.facts(), *outcome.blame()]


class _Outcome:
    def __init__(self, command: FailAttempt, job: Job, board: QueueBoard) -> None:
        self._command = command
        self._job = job
        self._board = board
        self._money = budget.cost(job, command.time, board)
        self._reason = text.prose(command.reason, "reason").strip() or command.failure

    def facts(self) -> list[Fact]:
        failure = self._command.failure
        if self._job.status == "canceling" or failure == "canceled":
            return [self._canceled()]
        if failure == "graph":
            return [self._failed(self._reason)]
        if failure in _COUNTED and self._job.tries + 1 >= TRIES:
            return [self._failed(f"{self._reason} (tried {TRIES} times)")]
        if failure not in _COUNTED and self._job.setbacks + 1 >= SETBACKS:
            return [self._failed(f"{self._reason} ({SETBACKS} times)", is_parked=True)]
        return self._again()

    def _canceled(self) -> Fact:
        event = JobCanceled(
            reason="was canceled",
            at=self._command.now,
            time=self._command.time,
            money=self._money,
        )
        return Fact(stream=self._job.id, event=event)

    def _failed(self, reason: str, *, is_parked: bool = False) -> Fact:
        event = JobFailed(
            attempt=self._command.attempt,
            failure=self._command.failure,
            reason=reason,
            at=self._command.now,
            time=self._command.time,
            money=self._money,
            is_parked=is_parked,
        )
        return Fact(stream=self._job.id, event=event)

    def _again(self) -> list[Fact]:
        vram = self._vram()
        learned = self._learned(vram)
        retry_at = self._retry_at(vram)
        event = JobRequeued(
            attempt=self._command.attempt,
            failure=self._command.failure,
            reason=f"{self._reason}; {'waits to be tried' if retry_at else 'is tried'} again",
            at=self._command.now,
            time=self._command.time,
            money=self._money,
            retry_at=retry_at,
            is_counted=self._command.failure in _COUNTED,
            vram=vram,
            avoids=self._avoids(),
        )
        return [Fact(stream=self._job.id, event=event), *learned]

    def _vram(self) -> int:
        """Return the MB that the job needs: more than was there, if any worker has more."""
        if self._command.failure != "memory":
            return self._job.vram
        more = self._had() + 1
        is_there = any(
            slot.worker != self._job.worker
            for slot in self._board.able(self._job.demand, 0)
            if self._size(slot.worker, slot.device) >= more
        )
        return max(self._job.vram, more) if is_there else self._job.vram

    def _had(self) -> int:
        return self._size(self._job.worker, self._job.device)

    def _size(self, worker: WorkerId | None, device: int) -> int:
        """Return the VRAM of a device, 0 where it is gone."""
        ability = self._board.abilities.get(worker) if worker else None
        return dict(enumerate(ability.vram)).get(device, 0) if ability else 0

    def _learned(self, vram: int) -> list[Fact]:
        if vram <= self._board.memory(self._job.demand, self._job.vram):
            return []
        event = MemoryLearned(demand=self._job.demand, vram=vram)
        return [Fact(stream=self._board.id, event=event)]

    def _avoids(self) -> tuple[WorkerId, ...]:
        worker = self._job.worker
        if worker is None or self._command.failure == "memory":
            return self._job.avoids
        return tuple(sorted({*self._job.avoids, worker}))

    def _retry_at(self, vram: int) -> int:
        """Return when it may be tried again: at once where another worker can do it."""
        if self._command.failure == "lost" or self._has_other(vram):
            return 0
        spent = self._job.tries + self._job.setbacks
        return self._command.now + BACKOFF[min(spent, len(BACKOFF) - 1)]

    def _has_other(self, vram: int) -> bool:
        avoided = {*self._job.avoids, self._job.worker}
        return any(
            slot.worker not in avoided and self._board.workers[slot.worker].takes_jobs
            for slot in self._board.able(self._job.demand, vram)
        )

    def blame(self) -> list[Fact]:
        """Return what is held against the worker, and its quarantine after several in a row."""
        worker = self._board.workers.get(self._job.worker) if self._job.worker else None
        if worker is None or self._command.failure != _BLAMED:
            return []
        if self._job.status == "canceling":
            return []
        erred = WorkerErred(
            job=self._job.id,
            attempt=self._command.attempt,
            failure=self._command.failure,
            reason=self._reason,
        )
        facts = [Fact(stream=worker.id, event=erred)]
        if worker.errors + 1 >= ERRORS and worker.health != "quarantined":
            why = f"{worker.errors + 1} failures in a row, the last: {self._reason}"
            facts.append(Fact(stream=worker.id, event=WorkerQuarantined(reason=why)))
        return facts
