"""The course of one attempt, from wherever it is to its end.

Each step is written down before the next is taken, so what is done twice after a crash is only what
may be done twice. What a worker does not answer is asked again: whether its silence has lasted too
long, the lease says and not this.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Final, cast

import structlog

from domain.errors import ConflictError, DomainError, NotFoundError
from domain.queue.attempt import CollectJob, ConfirmSubmission, StartJob, SubmitJob, SucceedJob
from domain.queue.board.batch import Batch
from domain.queue.board.job import Job
from domain.queue.command import QueueCommand
from domain.queue.failure import FailAttempt
from domain.queue.failure import Failure as FailureName
from events.ids import AttemptId
from events.job import Output as StoredOutput
from events.store import StoreUnavailableError
from generation.dispatch.port import (
    Crew,
    DamagedOutputError,
    SinkFullError,
    UnbuildableError,
    UnwantedOutputError,
)
from generation.worker import (
    Attempt,
    Collected,
    Ended,
    Failure,
    FailureKind,
    Output,
    Progress,
    Refused,
    Sign,
    Submitted,
    Suspected,
    Unheard,
    Unknown,
    Where,
    WorkerDriver,
    WorkerError,
)

log = structlog.get_logger(__name__)
NOTHING_SAVED: Final = Failure(
    kind=FailureKind.GRAPH,
    reason="The graph ran and saved nothing: give it a node that saves, such as SaveImage.",
)
CANCELED: Final = Failure(kind=FailureKind.CANCELED, reason="It was canceled.")


class Course:
    """Brings the current attempt of a job to its end. `is_silent`: its worker does not answer.

    What goes to one worker goes through its `gate`, one after another in the order of the queue: a
    worker runs first what it gets first.
    """

    def __init__(
        self, job: Job, batch: Batch, driver: WorkerDriver, crew: Crew, gate: asyncio.Lock
    ) -> None:
        assert job.attempt is not None  # noqa: S101 - only jobs with an attempt have a course
        self._job = job
        self._batch = batch
        self._driver = driver
        self._crew = crew
        self._gate = gate
        self._stop = asyncio.Event()
        self._stopped_for = CANCELED
        self._seconds: float | None = None
        self._is_sent = job.status != "assigned"
        self._is_started = job.status not in {"assigned", "submitting", "submitted"}
        self.attempt: AttemptId = job.attempt
        self.is_silent = False

    def stop(self, why: Failure = CANCELED) -> None:
        """Let the worker stop it; said again, it changes nothing."""
        if not self._stop.is_set():
            self._stopped_for = why
            self._stop.set()

    async def run(self) -> None:
        """Return when the attempt is over, whoever ended it."""
        while True:
            try:
                await self._go_on()
            except WorkerError as error:
                self._unanswered(str(error))
                await asyncio.sleep(self._crew.pace.again)
            except (ConflictError, StoreUnavailableError) as error:
                log.warning("course.delayed", job=self._job.id, error=str(error))
                await asyncio.sleep(self._crew.pace.again)
            except SinkFullError as error:
                log.warning("course.no_room", job=self._job.id, error=str(error))
                await asyncio.sleep(self._crew.pace.room)
            except NotFoundError:
                return
            except DomainError as error:
                # Somebody else ended the attempt, as a rule: the next look says whether it is over.
                log.info("course.refused", job=self._job.id, reason=error.message)
                await asyncio.sleep(self._crew.pace.again)
            else:
                return

    async def _go_on(self) -> None:
        board = await self._crew.queue.board()
        self._job = board.job(self._job.id)
        if self._job.attempt != self.attempt:
            return
        if self._job.ticket:
            self._driver.recall(self.attempt, self._job.ticket)
        if self._job.status == "canceling":
            self.stop()
        if self._stop.is_set():
            await self._withdraw()
        elif self._job.status == "collecting":
            await self._collect()
        else:
            await self._work()

    async def _work(self) -> None:
        async with self._gate:
            attempt = await self._there()
        if attempt is not None:
            await self._follow(attempt)

    async def _there(self) -> Attempt | None:
        """Have the attempt at its worker; None where it cannot be, which is reported then."""
        try:
            attempt = await self._crew.workshop.attempt(self._job, self._batch, self.attempt)
        except UnbuildableError as error:
            await self._fail(Failure(kind=FailureKind.GRAPH, reason=str(error)))
            return None
        is_there = self._job.status not in {"assigned", "submitting"}
        return attempt if is_there or await self._submit(attempt) else None

    async def _submit(self, attempt: Attempt) -> bool:
        """Tell whether the worker has it; what it refuses for certain is reported."""
        await self._command(SubmitJob(job_id=self._job.id, attempt=self.attempt))
        self._is_sent = True
        outcome = await self._driver.submit(attempt)
        while isinstance(outcome, Unknown):
            self._unanswered(outcome.reason)
            await asyncio.sleep(self._crew.pace.again)
            outcome = await self._driver.submit(attempt)
        self.is_silent = False
        return await self._submitted(outcome)

    async def _submitted(self, outcome: Submitted | Refused) -> bool:
        if isinstance(outcome, Refused):
            await self._fail(outcome.failure)
            return False
        await self._command(
            ConfirmSubmission(job_id=self._job.id, attempt=self.attempt, ticket=outcome.ticket)
        )
        return True

    async def _follow(self, attempt: Attempt) -> None:
        # What is watched is a generator: it has to be closed here, not by the garbage collector.
        signs = cast("AsyncGenerator[Sign]", self._driver.watch(attempt))
        async with aclosing(signs):
            while sign := await self._next(signs):
                if isinstance(sign, Ended):
                    self._seconds = sign.seconds
                    await self._end(sign)
                    return
                await self._hear(sign)
        await self._withdraw()

    async def _next(self, signs: AsyncGenerator[Sign]) -> Sign | None:
        """Return the next sign, None when it is to be stopped."""
        coming = asyncio.ensure_future(anext(signs))
        stopped = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({coming, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return coming.result() if coming.done() else None
        finally:
            stopped.cancel()
            coming.cancel()
            with suppress(asyncio.CancelledError, StopAsyncIteration, WorkerError):
                await coming

    async def _hear(self, sign: Progress | Suspected | Unheard) -> None:
        self.is_silent = isinstance(sign, Unheard)
        self._crew.audience.told(self._job, self.attempt, sign)
        if isinstance(sign, Progress) and sign.is_running and not self._is_started:
            now = self._crew.now()
            await self._command(StartJob(job_id=self._job.id, attempt=self.attempt, now=now))
            self._is_started = True

    def _unanswered(self, reason: str) -> None:
        self.is_silent = True
        unheard = Unheard(seconds=0, is_refused=False, reason=reason)
        self._crew.audience.told(self._job, self.attempt, unheard)

    async def _end(self, ended: Ended) -> None:
        if ended.failure is not None:
            await self._fail(ended.failure)
        else:
            await self._collect()

    async def _withdraw(self) -> None:
        """Stop it on the worker; where it was quicker than that, what it made is kept."""
        if not self._is_sent:
            await self._fail(self._stopped_for)
            return
        while True:
            where = await self._driver.cancel(self.attempt)
            self.is_silent = False
            if where is Where.ABSENT:
                await self._fail(self._stopped_for)
                return
            if where is Where.ENDED:
                await self._settle()
                return
            await asyncio.sleep(self._crew.pace.again)

    async def _settle(self) -> None:
        """Learn how an attempt ended that was told to stop."""
        known = Attempt(id=self.attempt, graph={}, prefix="es/withdrawn")
        signs = cast("AsyncGenerator[Sign]", self._driver.watch(known))
        async with aclosing(signs):
            async for sign in signs:
                if isinstance(sign, Ended):
                    self._seconds = sign.seconds
                    await self._end_withdrawn(sign)
                    return

    async def _end_withdrawn(self, ended: Ended) -> None:
        if ended.failure is not None:
            await self._fail(self._stopped_for)
        else:
            await self._collect()

    async def _collect(self) -> None:
        await self._command(CollectJob(job_id=self._job.id, attempt=self.attempt))
        found = await self._collected()
        if isinstance(found, Failure):
            await self._fail(found)
        elif not found.outputs:
            await self._fail(NOTHING_SAVED)
        else:
            await self._succeed(found)

    async def _collected(self) -> Collected | Failure:
        try:
            return await self._driver.collect(self.attempt, self._crew.sink)
        except UnwantedOutputError as error:
            return Failure(kind=FailureKind.GRAPH, reason=error.message)
        except DamagedOutputError as error:
            return Failure(kind=FailureKind.TROUBLE, reason=error.message)

    async def _succeed(self, found: Collected) -> None:
        await self._command(
            SucceedJob(
                job_id=self._job.id,
                attempt=self.attempt,
                time=self._time(),
                outputs=tuple(map(_stored, kept(found.outputs))),
                now=self._crew.now(),
            )
        )
        await self._forget()

    async def _fail(self, failure: Failure) -> None:
        await self._command(
            FailAttempt(
                job_id=self._job.id,
                attempt=self.attempt,
                failure=cast("FailureName", failure.kind.value),
                reason=failure.reason,
                time=self._time() if self._is_started else 0,
                now=self._crew.now(),
            )
        )
        await self._forget()

    async def _forget(self) -> None:
        with suppress(WorkerError):
            await self._driver.forget(self.attempt)

    def _time(self) -> int:
        """Return the ms of work: by the worker's own clock, else since it was seen to run."""
        if self._seconds is not None:
            return round(self._seconds * 1000)
        return max(self._crew.now() - self._job.started_at, 0) if self._job.started_at else 0

    async def _command(self, command: QueueCommand) -> None:
        await self._crew.queue.command(command)


def kept(outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Return what is a result: previews only where there is nothing else."""
    lasting = tuple(output for output in outputs if not output.is_temporary)
    return lasting or outputs


def _stored(output: Output) -> StoredOutput:
    return StoredOutput(
        digest=output.digest, name=output.name, media_type=output.media_type, size=output.size
    )
