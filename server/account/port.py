"""What the accounts need to be remembered, and what they are told about a visitor."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol

from domain.account import (
    ACCOUNT_PATIENCE,
    ADDRESS_PATIENCE,
    REGISTRATION_PATIENCE,
    Account,
    Lifetimes,
    Patience,
    Registration,
    Session,
)
from events.ids import UserId
from events.record import record
from server.account.password import HashCost

Clock = Callable[[], datetime]
Welcome = Callable[[UserId], Awaitable[None]]
LONGEST_USER_AGENT: Final = 300


@record
class AccountSettings:
    """`remembered` bounds how long another process may believe a session that was revoked.

    `origins` are those of editors served elsewhere, such as `http://localhost:5173`.
    """

    issuer: str = "storyboard"
    lifetimes: Lifetimes = Lifetimes()
    hash_cost: HashCost = HashCost()
    hashes_at_once: int = 2
    remembered: timedelta = timedelta(seconds=5)
    account_patience: Patience = ACCOUNT_PATIENCE
    address_patience: Patience = ADDRESS_PATIENCE
    registration_patience: Patience = REGISTRATION_PATIENCE
    origins: frozenset[str] = frozenset()


@record
class Visitor:
    """Where a request comes from. `device` is the token of a device that logged in before."""

    address: str = "unknown"
    user_agent: str = ""
    device: str = ""


@record
class LoggedIn:
    """A log-in or its renewal: what the client gets, and until when each part holds."""

    account: Account
    session: Session
    access_token: str
    access_expires_at: datetime
    refresh_token: str


class AccountBook(Protocol):
    async def register(self, account: Account) -> Account: ...
    async def registration(self) -> Registration: ...
    async def open_registration(self, *, is_open: bool) -> None: ...
    async def by_email(self, email: str) -> Account | None: ...
    async def by_id(self, user: str) -> Account | None: ...
    async def named(self, users: Iterable[str]) -> dict[UserId, str]: ...
    async def rehash(self, user: str, *, before: str, after: str) -> None: ...
    async def change_password(
        self, user: str, *, version: int, password_hash: str, at: datetime
    ) -> bool: ...
    async def disable(self, user: str, *, is_disabled: bool) -> bool: ...


class SessionBook(Protocol):
    async def add(self, session: Session) -> None: ...
    async def by_id(self, session: str) -> Session | None: ...
    async def rotate(
        self, session: str, *, before: str, after: str, now: datetime, expires_at: datetime
    ) -> Session | None: ...
    async def revoke(self, session: str, *, at: datetime, reason: str) -> bool: ...
    async def revoke_all(
        self, user: str, *, but: Iterable[str], at: datetime, reason: str
    ) -> None: ...
    async def remove(self, session: str) -> None: ...
    async def of_user(self, user: str, *, now: datetime, at_most: int) -> list[Session]: ...
    async def has_come_from(self, user: str, address: str) -> bool: ...
