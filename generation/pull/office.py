"""What a worker that asks for its work is answered, apart from how it asks.

Every step may be taken again. A worker says which attempts it holds; one that it should hold and
does not, because it was started anew or an answer was lost, it is given again. What it reports of
an attempt that is over is written down once, and refused.
"""

from collections.abc import AsyncIterator, Callable, Iterable
from enum import StrEnum, auto
from typing import Final, cast

from domain.errors import ConflictError, DomainError, ForbiddenError
from domain.queue.attempt import (
    AssignJob,
    CollectJob,
    ConfirmSubmission,
    StartJob,
    SubmitJob,
    SucceedJob,
)
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from domain.queue.failure import FailAttempt
from domain.queue.failure import Failure as FailureName
from domain.queue.fleet import NoteProbe, ReviewNeeds
from domain.queue.schedule import Assignment, Sighting
from domain.queue.standing import Seen
from events.ids import AttemptId, JobId, WorkerId
from events.job import Output
from events.record import record
from generation.dispatch.plan import planned
from generation.dispatch.port import (
    Audience,
    Pulses,
    Queue,
    Roll,
    UnbuildableError,
    Unread,
    Workshop,
)
from generation.worker import Attempt, Failure, FailureKind, Progress, Sink

OVER: Final = "This attempt is over: what it made is not wanted. Let go of it."
OTHERS: Final = "This attempt is another worker's. Report your own only."
DISABLED: Final = "Its worker was disabled."
SENT: Final = frozenset({"assigned", "submitting"})
BEGINNING: Final = SENT | {"submitted"}


class Order(StrEnum):
    """What a worker does next with an attempt."""

    GO_ON = auto()
    CANCEL = auto()  # stop it, and say that it stopped
    LET_GO = auto()  # it is over: stop it, and say nothing more of it


@record
class Case:
    """An attempt, and the worker that speaks of it."""

    worker: WorkerId
    job: JobId
    attempt: AttemptId


@record
class Assigned:
    job: JobId
    attempt: Attempt
    order: Order


@record
class Staff:
    """All that an office works with; `now` is ms since 1970."""

    queue: Queue
    workshop: Workshop
    sink: Sink
    audience: Audience
    pulses: Pulses
    now: Callable[[], int]
    new_attempt: Callable[[], AttemptId]
    roll: Roll = Unread()


class Office:
    """Works for any number of workers, and beside other servers: it keeps nothing."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff

    async def register(self, probe: NoteProbe) -> None:
        """Note what a worker has. Raises RuleViolatedError for what makes no sense."""
        await self._heard(probe.worker_id)
        await self._staff.queue.command(probe)
        await self._staff.queue.command(ReviewNeeds())

    async def claim(
        self, worker: WorkerId, holding: Iterable[str], foreign: int = 0
    ) -> Assigned | None:
        """Return an attempt for a worker that holds these; None while there is none."""
        await self._heard(worker, foreign)
        board = await self._staff.queue.board()
        if board.worker(worker).mode == "disabled":
            return None
        job = _unheld(board, worker, frozenset(holding))
        if job is None:
            seen = {worker: Sighting(foreign=foreign)}
            plan = await planned(board, seen, self._staff.roll, self._staff.now())
            job = await self._first(plan.assignments)
        return await self._handed(job) if job else None

    async def _heard(self, worker: WorkerId, foreign: int = 0) -> None:
        now = self._staff.now()
        seen = Seen(worker=worker, at=now, is_online=True, heard_at=now, foreign=foreign)
        await self._staff.roll.note([seen])

    async def _first(self, assignments: Iterable[Assignment]) -> Job | None:
        """Claim the first that nobody was quicker to claim."""
        for one in assignments:
            attempt = self._staff.new_attempt()
            claim = AssignJob(
                job_id=one.job_id,
                worker_id=one.worker_id,
                device=one.device,
                attempt=attempt,
                reason=one.reason,
                now=self._staff.now(),
            )
            try:
                await self._staff.queue.command(claim)
            except DomainError:
                continue
            return (await self._staff.queue.board()).job(one.job_id)
        return None

    async def _handed(self, job: Job) -> Assigned | None:
        """Write down that an attempt is sent, and make it. One that cannot be made failed."""
        assert job.attempt is not None  # noqa: S101 - it was found at a worker
        assert job.worker is not None  # noqa: S101
        await self._staff.pulses.heard([job.attempt])
        case = Case(worker=job.worker, job=job.id, attempt=job.attempt)
        batch = (await self._staff.queue.board()).batch(job.batch)
        try:
            made = await self._staff.workshop.attempt(job, batch, job.attempt)
        except UnbuildableError as error:
            await self._fail(case, Failure(kind=FailureKind.GRAPH, reason=str(error)), 0)
            return None
        if job.status == "assigned":
            await self._staff.queue.command(SubmitJob(job_id=job.id, attempt=job.attempt))
        order = Order.CANCEL if job.status == "canceling" else Order.GO_ON
        return Assigned(job=job.id, attempt=made, order=order)

    async def heartbeat(self, case: Case) -> Order:
        """Learn that a worker is at work on an attempt, and say what it does next."""
        await self._heard(case.worker)
        board = await self._staff.queue.board()
        job = _own(board, case)
        if job.attempt != case.attempt:
            return Order.LET_GO
        await self._staff.pulses.heard([case.attempt])
        if job.status == "canceling":
            return Order.CANCEL
        if board.worker(case.worker).mode == "disabled":
            await self._fail(case, Failure(kind=FailureKind.LOST, reason=DISABLED), 0)
            return Order.LET_GO
        return Order.GO_ON

    async def progress(self, case: Case, sign: Progress) -> Order:
        """Learn how far an attempt is; the answer is that of a heartbeat."""
        order = await self.heartbeat(case)
        if order is Order.LET_GO:
            return order
        job = (await self._staff.queue.board()).job(case.job)
        if job.attempt == case.attempt:
            self._staff.audience.told(job, case.attempt, sign)
            if order is Order.GO_ON:
                await self._follow(job, case.attempt, sign)
        return order

    async def _follow(self, job: Job, attempt: AttemptId, sign: Progress) -> None:
        if job.status in SENT:
            await self._staff.queue.command(ConfirmSubmission(job_id=job.id, attempt=attempt))
        if sign.is_running and job.status in BEGINNING:
            start = StartJob(job_id=job.id, attempt=attempt, now=self._staff.now())
            await self._staff.queue.command(start)

    async def receive(self, case: Case, chunks: AsyncIterator[bytes]) -> str:
        """Keep an output and return its sha256. Raises ConflictError, SinkFullError."""
        job = _own(await self._staff.queue.board(), case)
        if job.attempt != case.attempt:
            raise ConflictError(OVER)
        await self._staff.pulses.heard([case.attempt])
        return await self._staff.sink.receive(chunks)

    async def complete(self, case: Case, seconds: float, outputs: tuple[Output, ...]) -> None:
        """End an attempt well. Raises ConflictError where it is over, after noting the report."""
        job = _own(await self._staff.queue.board(), case)
        is_current = job.attempt == case.attempt
        if is_current:
            await self._staff.queue.command(CollectJob(job_id=job.id, attempt=case.attempt))
        done = SucceedJob(
            job_id=job.id,
            attempt=case.attempt,
            time=self._time(job, seconds),
            outputs=outputs,
            now=self._staff.now(),
        )
        await self._staff.queue.command(done)
        is_said = job.last_attempt == case.attempt and job.status == "succeeded"
        if not is_current and not is_said:
            raise ConflictError(OVER)

    async def fail(self, case: Case, failure: Failure, seconds: float) -> None:
        """End an attempt badly. Raises ConflictError where it is over, after noting the report."""
        job = _own(await self._staff.queue.board(), case)
        await self._fail(case, failure, self._time(job, seconds))
        if job.attempt == case.attempt:
            return
        said = job.failure or job.status
        if job.attempt is not None or job.last_attempt != case.attempt or said != failure.kind:
            raise ConflictError(OVER)

    async def _fail(self, case: Case, failure: Failure, time: int) -> None:
        await self._staff.queue.command(
            FailAttempt(
                job_id=case.job,
                attempt=case.attempt,
                failure=cast("FailureName", failure.kind.value),
                reason=failure.reason,
                time=time,
                now=self._staff.now(),
            )
        )

    def _time(self, job: Job, seconds: float) -> int:
        """Return the ms of work: no more than there were since the claim, whatever is said."""
        return min(round(seconds * 1000), max(self._staff.now() - job.assigned_at, 0))


def _unheld(board: QueueBoard, worker: WorkerId, holding: frozenset[str]) -> Job | None:
    """Return a job that is at a worker and that the worker does not hold."""
    jobs = (board.jobs[id_] for id_ in board.at(worker))
    return next((job for job in jobs if job.attempt and job.attempt not in holding), None)


def _own(board: QueueBoard, case: Case) -> Job:
    """Return the job of a case. Raises NotFoundError, ForbiddenError for others' attempts."""
    job = board.job(case.job)
    if case.attempt in {job.attempt, job.last_attempt} and job.worker != case.worker:
        raise ForbiddenError(OTHERS)
    return job
