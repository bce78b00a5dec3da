"""What the queue looks like just now, made once for all who ask."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from domain.execute import Executor
from domain.queue.outlook import Outlook, outlook
from repositories import queue as queues

# Milliseconds for which an outlook is good while nothing happens in the queue.
GOOD_FOR: Final = 2_000


class Outlooks:
    """Of the one queue that there is."""

    def __init__(self, executor: Executor, clock: Callable[[], datetime]) -> None:
        self._executor = executor
        self._clock = clock
        self._known: Outlook | None = None
        self._position = -1

    async def of(self, queue: str) -> Outlook:
        """Return what a queue looks like; it is made anew when its rows have moved on."""
        found = await queues.find(queue)
        position = found.position if found else 0
        now = int(self._clock().timestamp() * 1000)
        known = self._known
        if known and position == self._position and 0 <= now - known.now < GOOD_FOR:
            return known
        board = await self._executor.queue(queue)
        self._known, self._position = outlook(board, now), position
        return self._known
