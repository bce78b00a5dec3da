"""Ending a task that talks to MongoDB."""

import asyncio
from typing import Final

PATIENCE: Final = 0.2  # seconds


async def end(task: asyncio.Task[None]) -> None:
    """Return when it has ended; what it raised is its own affair.

    The driver loses a cancellation that arrives together with an answer, so one is not enough.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=PATIENCE)
