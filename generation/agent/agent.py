"""The agent: it introduces its worker, asks for work as long as the worker answers, and does it.

It keeps nothing that must survive. After a start it holds nothing, and the server gives it again
what it should hold.
"""

import asyncio
from pathlib import Path
from time import monotonic
from typing import Final

import structlog

from generation.agent.client import Client, RefusedError, ServerAwayError, Task, TokenRefusedError
from generation.agent.errand import Errand, Pace
from generation.worker import WorkerDriver, WorkerError

log = structlog.get_logger(__name__)
PATIENCE: Final = 0.2


class Agent:
    """`folder` is where inputs are kept while the agent runs."""

    def __init__(
        self, client: Client, driver: WorkerDriver, *, folder: Path, pace: Pace | None = None
    ) -> None:
        self._client = client
        self._driver = driver
        self._folder = folder
        self._pace = pace or Pace()
        self._probed_at: float | None = None
        self._errands: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Work until canceled. Raises TokenRefusedError."""
        try:
            while True:
                await self._round_safely()
        finally:
            await self._rest()

    async def _round_safely(self) -> None:
        try:
            await self.round()
        except TokenRefusedError:
            raise
        except (WorkerError, ServerAwayError, RefusedError) as error:
            # Whatever comes back after it was away may be another one.
            self._probed_at = None
            log.warning("agent.waits", error=str(error))
            await asyncio.sleep(self._pace.again)

    async def round(self) -> None:
        """Introduce the worker where that is due, and ask once for work."""
        self._tidy()
        load = await self._driver.load()
        if self._is_probe_due():
            worker = await self._client.register(await self._driver.probe())
            self._probed_at = monotonic()
            log.info("agent.registered", worker=worker)
        task = await self._client.claim(self._errands, len(load.foreign), self._pace.wait)
        if task is not None:
            self._take(task)

    def _is_probe_due(self) -> bool:
        return self._probed_at is None or monotonic() - self._probed_at >= self._pace.probe

    def _take(self, task: Task) -> None:
        log.info("agent.works", job=task.job, attempt=task.attempt)
        errand = Errand(task, self._client, self._driver, folder=self._folder, pace=self._pace)
        self._errands[task.attempt] = asyncio.create_task(errand.run())

    def _tidy(self) -> None:
        """Forget what is done; what broke is taken up again when the server gives it again."""
        for attempt, errand in list(self._errands.items()):
            if not errand.done():
                continue
            del self._errands[attempt]
            error = errand.exception()
            if isinstance(error, TokenRefusedError):
                raise error
            if error is not None:
                log.error("agent.failed", attempt=attempt, error=repr(error))

    async def _rest(self) -> None:
        """Leave everything as it is, to be taken up again."""
        open_ = set(self._errands.values())
        while open_:
            for errand in open_:
                errand.cancel()
            _, open_ = await asyncio.wait(open_, timeout=PATIENCE)
        self._errands.clear()
