"""Erasing accounts: all of a person, or nothing; begun once, finished even after a power cut.

The order is what makes it safe: the account is shut by a mark, memberships end by events, then
every trace goes, and the account with the mark last. Each step can be repeated.
"""

import secrets
from collections.abc import Iterable
from typing import Protocol

import structlog

from domain.account import Account, Principal
from domain.erasure import Parting, demand_free, demand_right
from domain.errors import DomainError
from events.ids import UserId
from server.account.account import Accounts
from server.account.throttle import log_in_key, network, password_key

log = structlog.get_logger("account")


class ErasureBook(Protocol):
    async def begin(self, user: str, erasure: str) -> Account: ...
    async def withdraw(self, account: Account) -> None: ...
    async def begun(self) -> list[Account]: ...
    async def addresses(self, user: str) -> list[str]: ...
    async def forget_tries(self, keys: Iterable[str]) -> None: ...
    async def forget_sessions(self, user: str) -> None: ...
    async def finish(self, account: Account) -> None: ...


class Partings(Protocol):
    """The projects of somebody, as far as going concerns them."""

    async def of(self, user: UserId) -> Parting: ...

    async def carry_out(self, user: UserId, erasure_id: str) -> None:
        """End every membership. Raises RuleViolatedError when projects stand in the way."""
        ...


class Whereabouts(Protocol):
    async def forget(self, user: str) -> None: ...


class Erasures:
    def __init__(
        self,
        *,
        accounts: Accounts,
        book: ErasureBook,
        partings: Partings,
        whereabouts: Whereabouts,
    ) -> None:
        self._accounts = accounts
        self._book = book
        self._partings = partings
        self._whereabouts = whereabouts

    async def parting(self, user: UserId) -> Parting:
        """Return what would become of somebody's projects."""
        return await self._partings.of(user)

    async def demand(self, principal: Principal, password: str, user: UserId) -> None:
        """Erase oneself, or somebody as an administrator, with one's own password.

        Raises ForbiddenError, RuleViolatedError, LockedOutError, and what `erase` raises.
        """
        demand_right(principal, user)
        await self._accounts.prove(principal, password)
        await self.erase(user)

    async def erase(self, user: UserId) -> None:
        """Erase an account, whoever wishes it; when it returns, nothing of the person is left.

        Raises NotFoundError, RuleViolatedError with what stands in the way, and ConflictError
        when others change the same projects too fast: then the account is as before, and of
        some projects the person may not be a member any more.
        """
        demand_free(await self._partings.of(user))
        erasure = f"erasure-{secrets.token_hex(16)}"
        await self._carry_out(await self._book.begin(user, erasure))

    async def resume(self) -> None:
        """Finish what another process began and did not live to finish."""
        for account in await self._book.begun():
            try:
                await self._carry_out(account)
            except DomainError as error:
                log.warning("erasure withdrawn", user=account.id, reason=error.message)

    async def _carry_out(self, account: Account) -> None:
        self._accounts.sessions.doubt(account.id)
        try:
            await self._partings.carry_out(account.id, account.erasure)
        except DomainError:
            await self._book.withdraw(account)
            raise
        await self._forget(account)
        log.info("account erased", user=account.id, erasure=account.erasure)

    async def _forget(self, account: Account) -> None:
        """Delete every trace; the sessions tell of which addresses there may be some."""
        addresses = await self._book.addresses(account.id)
        keys = [log_in_key(account.email, network(address)) for address in addresses]
        keys += [log_in_key(account.email), password_key(account.id)]
        await self._book.forget_tries(keys)
        await self._book.forget_sessions(account.id)
        await self._whereabouts.forget(account.id)
        await self._book.finish(account)
        self._accounts.sessions.doubt(account.id)
