"""One attempt, brought from the server to the worker and back.

Whatever goes wrong on the way, it is begun again from the start: the worker knows the attempt by
its id, so nothing is done twice.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from pathlib import Path
from time import monotonic
from typing import cast

import structlog

from events.record import record
from generation.agent.client import Client, RefusedError, ServerAwayError, Task
from generation.dispatch.course import CANCELED, NOTHING_SAVED, kept
from generation.pull.office import Order
from generation.worker import (
    Attempt,
    Ended,
    Failure,
    FailureKind,
    InputFile,
    Progress,
    Refused,
    Sign,
    Unheard,
    Unknown,
    Where,
    WorkerDriver,
    WorkerError,
)

log = structlog.get_logger(__name__)


@record
class Pace:
    """Seconds: between heartbeats, reports of progress, tries, probes; and a wait for work."""

    beat: float = 10.0
    progress: float = 0.5
    again: float = 3.0
    probe: float = 60.0
    wait: float = 25.0


class Errand:
    def __init__(
        self, task: Task, client: Client, driver: WorkerDriver, *, folder: Path, pace: Pace
    ) -> None:
        self.task = task
        self._client = client
        self._driver = driver
        self._folder = folder
        self._pace = pace
        self._stop = asyncio.Event()
        self._is_over = False
        self._is_silent = False
        self._told_at = 0.0
        self._was_running = False
        self._proofs: dict[str, str] = {}

    async def run(self) -> None:
        """Return when the attempt is over, however it ended."""
        beating = asyncio.create_task(self._beat())
        self._obey(self.task.order)
        try:
            while True:
                if await self._tried():
                    return
                await asyncio.sleep(self._pace.again)
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating

    async def _tried(self) -> bool:
        """Tell whether it is over."""
        try:
            await self._go()
        except WorkerError as error:
            self._is_silent = True
            log.warning("worker.unanswered", attempt=self.task.attempt, error=str(error))
            return False
        except ServerAwayError as error:
            log.warning("server.unanswered", attempt=self.task.attempt, error=str(error))
            return False
        except RefusedError as error:
            return await self._refused(error)
        return True

    async def _refused(self, error: RefusedError) -> bool:
        log.warning("server.refused", attempt=self.task.attempt, reason=str(error))
        if error.is_over:
            self._obey(Order.LET_GO)
            return False
        failure = Failure(kind=FailureKind.TROUBLE, reason=str(error))
        with suppress(RefusedError, ServerAwayError):
            await self._client.fail(self.task, failure, 0.0)
        return True

    async def _beat(self) -> None:
        """Say again and again that the attempt is worked on, unless the worker is silent."""
        while True:
            await asyncio.sleep(self._pace.beat)
            if self._is_silent:
                continue
            try:
                self._obey(await self._client.heartbeat(self.task))
            except ServerAwayError:
                continue
            except RefusedError:
                self._obey(Order.LET_GO)

    def _obey(self, order: Order) -> None:
        if order is not Order.GO_ON:
            self._is_over = self._is_over or order is Order.LET_GO
            self._stop.set()

    async def _go(self) -> None:
        if self._stop.is_set():
            await self._withdraw()
            return
        attempt = self.task.made([await self._input(one) for one in self.task.inputs])
        if not await self._submit(attempt):
            return
        ended = await self._follow(attempt)
        if ended is None:
            await self._withdraw()
        elif ended.failure is not None:
            await self._client.fail(self.task, ended.failure, ended.seconds or 0.0)
            await self._forget()
        else:
            await self._collect(ended)

    async def _input(self, one: dict[str, str]) -> InputFile:
        path = self._folder / one["digest"]
        if not path.is_file():
            await self._client.download(one["url"], one["digest"], path)
        return InputFile(digest=one["digest"], path=path, suffix=one["suffix"])

    async def _submit(self, attempt: Attempt) -> bool:
        """Tell whether the worker has it."""
        outcome = await self._driver.submit(attempt)
        if isinstance(outcome, Unknown):
            raise WorkerError(outcome.reason)
        self._is_silent = False
        if isinstance(outcome, Refused):
            await self._client.fail(self.task, outcome.failure, 0.0)
            return False
        return True

    async def _follow(self, attempt: Attempt) -> Ended | None:
        """Return how it ended, None where it is to be stopped."""
        signs = cast("AsyncGenerator[Sign]", self._driver.watch(attempt))
        async with aclosing(signs):
            while (sign := await self._next(signs)) is not None:
                if isinstance(sign, Ended):
                    return sign
                await self._hear(sign)
        return None

    async def _next(self, signs: AsyncGenerator[Sign]) -> Sign | None:
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

    async def _hear(self, sign: Sign) -> None:
        self._is_silent = isinstance(sign, Unheard)
        if not isinstance(sign, Progress) or not self._is_news(sign):
            return
        self._told_at, self._was_running = monotonic(), sign.is_running
        with suppress(ServerAwayError):
            self._obey(await self._client.progress(self.task, sign))

    def _is_news(self, sign: Progress) -> bool:
        begins = sign.is_running and not self._was_running
        return begins or monotonic() - self._told_at >= self._pace.progress

    async def _withdraw(self) -> None:
        """Stop it; where it was quicker than that, what it made is kept if it is still wanted."""
        where = await self._driver.cancel(self.task.attempt)
        while where in {Where.PENDING, Where.RUNNING}:
            await asyncio.sleep(self._pace.again)
            where = await self._driver.cancel(self.task.attempt)
        if self._is_over:
            await self._forget()
            return
        ended = await self._ended() if where is Where.ENDED else None
        if ended is not None and ended.failure is None:
            await self._collect(ended)
            return
        await self._client.fail(self.task, CANCELED, (ended.seconds or 0.0) if ended else 0.0)
        await self._forget()

    async def _ended(self) -> Ended | None:
        signs = cast("AsyncGenerator[Sign]", self._driver.watch(self.task.made(())))
        async with aclosing(signs):
            async for sign in signs:
                if isinstance(sign, Ended):
                    return sign
        return None

    async def _collect(self, ended: Ended) -> None:
        found = await self._driver.collect(self.task.attempt, self)
        seconds = ended.seconds or 0.0
        if isinstance(found, Failure):
            await self._client.fail(self.task, found, seconds)
        elif not found.outputs:
            await self._client.fail(self.task, NOTHING_SAVED, seconds)
        else:
            made = [(one, self._proofs[one.digest]) for one in kept(found.outputs)]
            await self._client.complete(self.task, seconds, made)
        await self._forget()

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Send an output to the server: the port `Sink` of the driver."""
        digest, proof = await self._client.upload(self.task, chunks)
        self._proofs[digest] = proof
        return digest

    async def _forget(self) -> None:
        with suppress(WorkerError):
            await self._driver.forget(self.task.attempt)
