"""Accounts: registering, logging in, and everything else that needs a password or a token."""

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from domain.account import (
    LONGEST_EMAIL,
    Account,
    CredentialsError,
    Person,
    Principal,
    Registration,
    Session,
    folded_password,
    new_password,
    normal_email,
    normal_name,
)
from domain.errors import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from events.ids import UserId
from server.account.key import KeyRing
from server.account.password import PasswordHasher
from server.account.port import (
    AccountBook,
    AccountSettings,
    Clock,
    LoggedIn,
    SessionBook,
    Visitor,
    Welcome,
)
from server.account.session import Sessions
from server.account.throttle import (
    Limit,
    Throttle,
    Throttles,
    log_in_key,
    network,
    password_key,
)
from server.account.token import DEVICE, LINK, TokenError, TokenMint

WRONG: Final = "The e-mail address or the password is wrong."
DEAD_LINK: Final = "This link has expired or is damaged. Ask for a new one."
CLOSED: Final = "Registration is closed. Ask an administrator to open it for you."


class Accounts:
    """Everything about who may come in. Made once, by the composition root.

    `clock` gives aware UTC. Refusals are the errors of `domain.account` and `domain.errors`.
    """

    def __init__(
        self,
        *,
        accounts: AccountBook,
        sessions: SessionBook,
        throttles: Throttles,
        ring: KeyRing,
        clock: Clock,
        settings: AccountSettings | None = None,
        welcome: Welcome | None = None,
    ) -> None:
        self.settings = settings or AccountSettings()
        self._welcome = welcome
        self._accounts = accounts
        self._clock = clock
        self._book = sessions
        self._throttle = Throttle(throttles, clock)
        self._mint = TokenMint(ring, issuer=self.settings.issuer, clock=clock)
        self._hasher = PasswordHasher(self.settings.hash_cost, at_once=self.settings.hashes_at_once)
        self.sessions = Sessions(
            accounts=accounts,
            sessions=sessions,
            ring=ring,
            settings=self.settings,
            clock=clock,
        )

    def close(self) -> None:
        self._hasher.close()

    # --- coming in ---------------------------------------------------------------------------

    async def register(self, *, email: str, name: str, password: str, visitor: Visitor) -> LoggedIn:
        """Make an account and log it in; the very first is the administrator's."""
        email, name = normal_email(email), normal_name(name)
        password = new_password(password, email=email)
        if not (await self._accounts.registration()).is_open:
            raise ForbiddenError(CLOSED)
        key = f"registration:{network(visitor.address)}"
        async with self._hasher.turn():
            limit = Limit(key=key, patience=self.settings.registration_patience)
            await self._throttle.strike([limit])
            password_hash = await self._hasher.hash(password)
        account = await self._accounts.register(self._new_account(email, name, password_hash))
        if account.is_administrator and self._welcome is not None:
            await self._welcome(account.id)
        return await self.sessions.begin(account, visitor)

    async def log_in(self, *, email: str, password: str, visitor: Visitor) -> LoggedIn:
        """Raises CredentialsError, LockedOutError, and ForbiddenError for a disabled account."""
        known_as = _looked_up(email)
        async with self._hasher.turn():
            account = await self._accounts.by_email(known_as)
            limits = await self._log_in_limits(known_as, account, visitor)
            await self._throttle.strike(limits)
            is_right = await self._hasher.verify(
                password, account.password_hash if account else None
            )
            if account is None or not is_right:
                raise CredentialsError(WRONG)
            await self._throttle.forgive(limits)
            await self._strengthen(account, password)
        if account.erasure:
            raise ForbiddenError("This account is being erased. Ask an administrator to finish it.")
        if account.is_disabled:
            raise ForbiddenError("This account is disabled. Ask an administrator to enable it.")
        return await self.sessions.begin(account, visitor)

    async def authenticate(self, authorization_header: str | None) -> Principal | None:
        """Return who is asking, None without a header. Raises NotLoggedInError for a bad one."""
        return await self.sessions.authenticate(authorization_header)

    # --- one's own account -------------------------------------------------------------------

    async def change_password(self, principal: Principal, *, current: str, new: str) -> None:
        """Replace the password and end all other sessions of the account."""
        account = await self.of(principal)
        password = new_password(new, email=account.email, field="new_password")
        async with self._hasher.turn():
            await self._check(account, current, field="current_password")
            password_hash = await self._hasher.hash(password)
        if not await self._accounts.change_password(
            account.id,
            version=account.password_version,
            password_hash=password_hash,
            at=self._clock(),
        ):
            raise ConflictError("The password was changed elsewhere meanwhile. Log in again.")
        await self.sessions.revoke_all(account.id, "password changed", but={principal.session})

    async def prove(self, principal: Principal, password: str) -> None:
        """Raises RuleViolatedError for a wrong password, LockedOutError after too many of them."""
        account = await self.of(principal)
        async with self._hasher.turn():
            await self._check(account, password, field="password")

    async def of(self, principal: Principal) -> Account:
        account = await self._accounts.by_id(principal.user)
        if account is None:
            raise NotFoundError("This account is gone.")
        return account

    async def sessions_of(self, principal: Principal) -> list[Session]:
        """Return the sessions that are open, last seen first."""
        return await self.sessions.of(principal.user)

    async def end_session(self, principal: Principal, session: str) -> None:
        """End one of one's own sessions; somebody else's is as unknown as one that is not."""
        if await self.sessions.belonging(principal.user, session) is None:
            raise NotFoundError("There is no such open session.")
        await self.sessions.revoke(session, "ended by its owner")

    # --- administration ----------------------------------------------------------------------

    async def registration(self) -> Registration:
        return await self._accounts.registration()

    async def open_registration(self, principal: Principal, *, is_open: bool) -> Registration:
        demand_administrator(principal)
        await self._accounts.open_registration(is_open=is_open)
        return await self._accounts.registration()

    async def close_registration(self) -> None:
        """Close it as the operator's setting says, not as a user's wish."""
        await self._accounts.open_registration(is_open=False)

    async def disable(self, principal: Principal, user: str, *, is_disabled: bool) -> None:
        """Shut an account, which ends its sessions, or open it again."""
        demand_administrator(principal)
        if is_disabled and user == principal.user:
            raise RuleViolatedError("You cannot disable your own account.", field="user")
        if not await self._accounts.disable(user, is_disabled=is_disabled):
            raise NotFoundError("There is no such account.")
        if is_disabled:
            await self.sessions.revoke_all(user, "account disabled")

    # --- for members of projects -------------------------------------------------------------

    async def by_email(self, email: str) -> Person | None:
        """Find who is meant by an address, however it is written; None for nobody."""
        account = await self._accounts.by_email(_looked_up(email))
        if account is None or account.is_shut:
            return None
        return Person(id=account.id, email=account.email, name=account.name)

    async def named(self, ids: Iterable[str]) -> dict[UserId, str]:
        """Return the names of the users that exist, in one query."""
        return await self._accounts.named(ids)

    # --- other proofs ------------------------------------------------------------------------

    def sign_link(
        self, claims: Mapping[str, Any], lifetime: timedelta, audience: str = LINK
    ) -> str:
        """Make a token that lets whoever has it do what the claims (JSON) say, for a while."""
        return self._mint.sign(audience, {"claims": dict(claims)}, lifetime)

    def read_link(self, token: str, audience: str = LINK) -> dict[str, Any]:
        """Return the claims of a link's token. Raises ForbiddenError when it is not good."""
        try:
            claims = self._mint.read(audience, token).get("claims")
        except TokenError as error:
            raise ForbiddenError(DEAD_LINK) from error
        return claims if isinstance(claims, dict) else {}

    def device_token(self, account: Account) -> str:
        """Make what a browser shows at later log-ins, to be told apart from strangers."""
        return self._mint.sign(DEVICE, {"sub": account.id}, self.settings.lifetimes.device)

    def knows_device(self, account: Account, token: str) -> bool:
        return bool(self._device(account.id, token))

    async def _check(self, account: Account, password: str, *, field: str) -> None:
        limit = Limit(
            key=password_key(account.id), patience=self.settings.account_patience, is_cleared=True
        )
        await self._throttle.strike([limit])
        if not await self._hasher.verify(password, account.password_hash):
            raise RuleViolatedError("This is not the current password.", field=field)
        await self._throttle.forgive([limit])

    def _new_account(self, email: str, name: str, password_hash: str) -> Account:
        now = self._clock()
        return Account(
            id=UserId(f"user-{uuid.uuid4().hex}"),
            email=email,
            name=name,
            password_hash=password_hash,
            created_at=now,
            password_changed_at=now,
        )

    async def _log_in_limits(
        self, email: str, account: Account | None, visitor: Visitor
    ) -> list[Limit]:
        address = network(visitor.address)
        user = account.id if account else ""
        # Asked for unknown accounts too, so that these take as long.
        has_come_from = await self._book.has_come_from(user, visitor.address)
        if device := self._device(user, visitor.device):
            key = f"device:{device}"
        elif has_come_from:
            key = log_in_key(email, address)
        else:
            key = log_in_key(email)
        return [
            Limit(key=f"address:{address}", patience=self.settings.address_patience),
            Limit(key=key, patience=self.settings.account_patience, is_cleared=True),
        ]

    def _device(self, user: str, token: str) -> str:
        """Return the id of a device that logged in to this account before, else nothing."""
        with suppress(TokenError):
            claims = self._mint.read(DEVICE, token)
            if user and claims.get("sub") == user:
                return str(claims["jti"])
        return ""

    async def _strengthen(self, account: Account, password: str) -> None:
        """Store a hash at today's cost, now that the password is at hand."""
        if self._hasher.is_outdated(account.password_hash):
            after = await self._hasher.hash(folded_password(password))
            await self._accounts.rehash(account.id, before=account.password_hash, after=after)


def _looked_up(email: str) -> str:
    """Return the normal form of an address, or for what is none a text that finds nobody."""
    try:
        return normal_email(email)
    except RuleViolatedError:
        return f"no address: {email[:LONGEST_EMAIL]}"


def demand_administrator(principal: Principal) -> None:
    if not principal.is_administrator:
        raise ForbiddenError("Only an administrator may do this.")
