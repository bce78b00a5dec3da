"""Takes away what others began to bring in and did not live to end."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from pymongo.errors import PyMongoError

from repositories.arrival import prepare, sweep
from repositories.connection import Database
from repositories.task import end

AGAIN: Final = 30.0
log = structlog.get_logger(__name__)


class Sweeper:
    """What another process may be at still is looked at every `again` seconds, until it is gone."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], *, again: float = AGAIN
    ) -> None:
        self._database = database
        self._clock = clock
        self._again = again
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await prepare(self._database)
        if not await sweep(self._database, self._clock()):
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)

    async def _run(self) -> None:
        is_clean = False
        while not is_clean:
            await asyncio.sleep(self._again)
            try:
                is_clean = await sweep(self._database, self._clock())
            except (PyMongoError, OSError) as error:
                log.warning("sweeper.retry", error=type(error).__name__)
