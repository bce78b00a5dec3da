"""Whether the server can do its work, told to everybody who asks."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from repositories.reach import MongodbUnusableError, require_mongodb

FRESH: Final = 1.0
"""Seconds for which a look counts."""


class Readiness:
    """Shares each look among all who ask: it takes a thread and connections of its own.

    `look` blocks, and returns what is wrong, None where nothing is.
    """

    def __init__(
        self, look: Callable[[], str | None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._look = look
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._trouble: str | None = None
        self._fresh_until = float("-inf")

    async def trouble(self) -> str | None:
        """Return what is wrong, None where nothing is."""
        async with self._one_at_a_time:
            if self._clock() >= self._fresh_until:
                self._trouble = await asyncio.to_thread(self._look)
                self._fresh_until = self._clock() + FRESH
            return self._trouble


def database_trouble(uri: str) -> str | None:
    """Return why the database cannot be used, None where it can be. Blocks for a second at most."""
    try:
        require_mongodb(uri, patience=1)
    except MongodbUnusableError as error:
        return str(error)
    return None
