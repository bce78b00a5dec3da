"""Passwords as argon2id hashes, made in threads of their own, few at a time."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final, TypeVar

from passlib.hash import argon2  # pyright: ignore[reportAttributeAccessIssue]  # lazily made

from domain.account import LONGEST_PASSWORD, LockedOutError, folded_password
from events.record import record

T = TypeVar("T")
BUSY: Final = "Too many people are logging in at this moment. Try again in a few seconds."


@record
class HashCost:
    """What one hash costs: memory in KiB, rounds over it, lanes in parallel (RFC 9106, §4)."""

    memory: int = 65_536
    rounds: int = 3
    lanes: int = 4


class PasswordHasher:
    """Hashes and verifies. `at_once` bounds the memory, `queue` how many may wait for a turn."""

    def __init__(self, cost: HashCost, *, at_once: int = 2, queue: int = 100) -> None:
        self._argon2 = argon2.using(
            memory_cost=cost.memory, time_cost=cost.rounds, parallelism=cost.lanes
        )
        # The threads bound the memory even when a caller gives up and leaves its turn.
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="password")
        self._turns = asyncio.Semaphore(at_once)
        self._queue = queue
        self._present = 0
        self._nobody: str | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait for a turn. Raises LockedOutError at once when too many wait already."""
        if self._present >= self._queue:
            raise LockedOutError(BUSY, wait=timedelta(seconds=5))
        self._present += 1
        try:
            async with self._turns:
                yield
        finally:
            self._present -= 1

    async def hash(self, password: str) -> str:
        """Hash a folded password."""
        return await self._in_thread(lambda: str(self._argon2.hash(password)))

    async def verify(self, password: str, stored: str | None) -> bool:
        """Compare; for an account that is not there (None) take as long and say no."""
        if self._nobody is None:
            self._nobody = await self.hash("nobody has this password")
        if stored is None or len(password) > LONGEST_PASSWORD:
            await self._matches("", self._nobody)
            return False
        return await self._matches(folded_password(password), stored)

    def is_outdated(self, stored: str) -> bool:
        """Tell whether a hash was made at another cost than today's."""
        return bool(self._argon2.needs_update(stored))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _matches(self, password: str, stored: str) -> bool:
        return await self._in_thread(lambda: bool(self._argon2.verify(password, stored)))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
