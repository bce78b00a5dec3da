"""Slows guessing: counts tries per account and per address, in all processes together.

A try is counted before the password is looked at, so that a burst of guesses cannot slip through
side by side, and is given back when the password was right.

So that nobody is locked out by somebody else's guesses, the tries of strangers against an
account are counted apart from those of a device that has logged in to it (it shows a token), and
from those of an address from which it was logged in to before. And no log-in waits longer
than a quarter of an hour.
"""

import ipaddress
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final, Protocol

from domain.account import Attempts, LockedOutError, Patience, forgiven, remaining_wait, struck
from events.record import record

SECONDS_PER_MINUTE: Final = 60


def log_in_key(email: str, address: str = "") -> str:
    """Return the bucket of log-ins of strangers, or of those from an address that is known."""
    return f"account:{email}:{address}" if address else f"account:{email}"


def password_key(user: str) -> str:
    """Return the bucket of passwords that somebody who is logged in has to repeat."""
    return f"password:{user}"


class StoredBucket(Protocol):
    @property
    def attempts(self) -> Attempts: ...
    @property
    def version(self) -> int: ...


class Throttles(Protocol):
    async def read(self, key: str) -> StoredBucket: ...

    async def replace(
        self, key: str, *, version: int, attempts: Attempts, forget_at: datetime
    ) -> bool:
        """Store over that version; False when another was faster."""
        ...


@record
class Limit:
    """A bucket and its patience. `is_cleared`: a right try forgives the wrong ones before it."""

    key: str
    patience: Patience
    is_cleared: bool = False


class Throttle:
    def __init__(self, throttles: Throttles, clock: Callable[[], datetime]) -> None:
        self._throttles = throttles
        self._clock = clock

    async def strike(self, limits: Sequence[Limit]) -> None:
        """Count a try in every bucket. Raises LockedOutError when one of them is shut."""
        for limit in limits:
            self._refuse_shut((await self._throttles.read(limit.key)).attempts)
        for limit in limits:
            await self._strike(limit)

    async def forgive(self, limits: Sequence[Limit]) -> None:
        """Take a counted try back, since it was right."""
        for limit in limits:
            await self._change(limit, cleared if limit.is_cleared else forgiven)

    async def _strike(self, limit: Limit) -> None:
        def strike(attempts: Attempts) -> Attempts:
            self._refuse_shut(attempts)
            return struck(attempts, limit.patience, self._clock())

        await self._change(limit, strike)

    async def _change(self, limit: Limit, change: Callable[[Attempts], Attempts]) -> None:
        while True:
            bucket = await self._throttles.read(limit.key)
            if await self._throttles.replace(
                limit.key,
                version=bucket.version,
                attempts=change(bucket.attempts),
                forget_at=self._clock() + limit.patience.calm + limit.patience.longest_wait,
            ):
                return

    def _refuse_shut(self, attempts: Attempts) -> None:
        if wait := remaining_wait(attempts, self._clock()):
            raise LockedOutError(f"Too many attempts. Try again in {spoken(wait)}.", wait=wait)


def cleared(_attempts: Attempts) -> Attempts:
    return Attempts()


def spoken(wait: timedelta) -> str:
    seconds = max(ceil(wait.total_seconds()), 1)
    if seconds < SECONDS_PER_MINUTE:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    minutes = ceil(seconds / SECONDS_PER_MINUTE)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def network(address: str) -> str:
    """Return what one visitor can hold many addresses of: an IPv6 /64, else the address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((int(ip), 64), strict=False))
