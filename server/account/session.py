"""Sessions: begun by a log-in, renewed by refresh tokens, ended by their owner or by a theft."""

import hmac
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.account import Account, NotLoggedInError, Principal, Session
from events.ids import UserId
from events.record import record
from server.account.key import KeyRing
from server.account.port import (
    LONGEST_USER_AGENT,
    AccountBook,
    AccountSettings,
    Clock,
    LoggedIn,
    SessionBook,
    Visitor,
)
from server.account.refresh import RefreshToken, fresh_token, parsed
from server.account.token import ACCESS, TokenError, TokenMint

MOST_SESSIONS: Final = 50
MOST_REMEMBERED: Final = 10_000
BEARER: Final = "bearer"
log = structlog.get_logger("account")


@record
class Standing:
    """What was last read about a session, so that not every request asks the database."""

    user: UserId
    name: str
    is_administrator: bool
    is_good: bool
    read_at: datetime


class Sessions:
    """Sessions and the tokens that prove them."""

    def __init__(
        self,
        *,
        accounts: AccountBook,
        sessions: SessionBook,
        ring: KeyRing,
        settings: AccountSettings,
        clock: Clock,
    ) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._ring = ring
        self._settings = settings
        self._clock = clock
        self._mint = TokenMint(ring, issuer=settings.issuer, clock=clock)
        self._standings: dict[str, Standing] = {}

    async def begin(self, account: Account, visitor: Visitor) -> LoggedIn:
        """Log an account in whose password was right a moment ago.

        Raises NotLoggedInError when the password was changed or the account began to be erased
        in that moment: these end all sessions they see, and must not miss this one.
        """
        token = fresh_token()
        session = self._new_session(account, visitor, token)
        await self._sessions.add(session)
        now = await self._accounts.by_id(account.id)
        if now is None or now.erasure or now.password_version != account.password_version:
            await self._sessions.remove(session.id)
            raise NotLoggedInError("the password was changed or the account left during the log-in")
        await self._end_oldest(account.id)
        return self._proved(now, session, token)

    async def renew(self, text: str) -> LoggedIn:
        """Take a refresh token for the next. Raises NotLoggedInError and ForbiddenError.

        A token that was replaced is a stolen one, and ends the session, except within the grace:
        then its answer is given again.
        """
        token, session = await self._presented(text)
        successor = token.successor(self._ring.newest)
        now = self._clock()
        renewed = await self._sessions.rotate(
            session.id,
            before=token.secret_hash,
            after=successor.secret_hash,
            now=now,
            expires_at=self._settings.lifetimes.session_end(session.created_at, now),
        )
        if renewed is None:
            renewed, successor = await self._given_again(token)
        account = await self._accounts.by_id(renewed.user)
        if account is None or account.is_shut:
            raise NotLoggedInError("the account is shut or gone")
        return self._proved(account, renewed, successor)

    async def end_with(self, text: str) -> None:
        """End the session a refresh token belongs to, if there is one."""
        token = parsed(text)
        session = await self._sessions.by_id(token.session) if token else None
        if token and session and token.is_of_family(session.family_hash):
            await self.revoke(session.id, "logged out")

    async def authenticate(self, header: str | None) -> Principal | None:
        """Return who shows this `Authorization` header, None when there is none.

        Raises NotLoggedInError for a token that is expired, forged, of an ended session or none
        at all. A session ended in this process is refused at once; one that another process
        ended, after the time that standings are remembered (5 s).
        """
        if header is None:
            return None
        scheme, _, token = header.strip().partition(" ")
        if scheme.lower() != BEARER:
            raise NotLoggedInError("another scheme than Bearer")
        try:
            claims = self._mint.read(ACCESS, token.strip())
        except TokenError as error:
            raise NotLoggedInError(str(error)) from error
        return await self._principal(claims)

    async def revoke(self, session: str, reason: str) -> bool:
        """End a session; False when it had ended before."""
        has_ended = await self._sessions.revoke(session, at=self._clock(), reason=reason)
        self._standings.pop(session, None)
        return has_ended

    async def revoke_all(self, user: str, reason: str, *, but: Collection[str] = ()) -> None:
        await self._sessions.revoke_all(user, but=but, at=self._clock(), reason=reason)
        self.doubt(user)

    def doubt(self, user: str) -> None:
        """Believe nothing of what is remembered about somebody."""
        self._standings = {
            id_: standing for id_, standing in self._standings.items() if standing.user != user
        }

    async def of(self, user: str) -> list[Session]:
        return await self._sessions.of_user(user, now=self._clock(), at_most=MOST_SESSIONS)

    async def belonging(self, user: str, session: str) -> Session | None:
        found = await self._sessions.by_id(session)
        return found if found and found.user == user and found.is_live(self._clock()) else None

    async def _principal(self, claims: dict[str, object]) -> Principal:
        user, session = str(claims.get("sub")), str(claims.get("sid"))
        standing = await self._standing(session)
        if not standing.is_good or standing.user != user:
            raise NotLoggedInError("the session has ended")
        return Principal(
            user=standing.user,
            session=session,
            name=standing.name,
            is_administrator=standing.is_administrator,
            expires_at=datetime.fromtimestamp(int(str(claims["exp"])), tz=self._clock().tzinfo),
        )

    async def _standing(self, session: str) -> Standing:
        known = self._standings.get(session)
        if known and timedelta() <= self._clock() - known.read_at < self._settings.remembered:
            return known
        standing = await self._read_standing(session)
        self._standings.pop(session, None)
        self._standings[session] = standing
        if len(self._standings) > MOST_REMEMBERED:
            del self._standings[next(iter(self._standings))]
        return standing

    async def _read_standing(self, session: str) -> Standing:
        now = self._clock()
        found = await self._sessions.by_id(session)
        account = await self._accounts.by_id(found.user) if found else None
        is_good = bool(found and found.is_live(now) and account and not account.is_shut)
        return Standing(
            user=account.id if account else UserId(""),
            name=account.name if account else "",
            is_administrator=bool(account and account.is_administrator),
            is_good=is_good,
            read_at=now,
        )

    async def _presented(self, text: str) -> tuple[RefreshToken, Session]:
        token = parsed(text)
        session = await self._sessions.by_id(token.session) if token else None
        if token is None or session is None or not token.is_of_family(session.family_hash):
            raise NotLoggedInError("not a refresh token of a session")
        if not session.is_live(self._clock()):
            raise NotLoggedInError(f"the session has ended: {session.revoked_for or 'expired'}")
        return token, session

    async def _given_again(self, token: RefreshToken) -> tuple[Session, RefreshToken]:
        session = await self._sessions.by_id(token.session)
        if session is None or not session.is_live(self._clock()):
            raise NotLoggedInError("the session has ended")
        if successor := self._successor_within_grace(token, session):
            return session, successor
        await self.revoke(session.id, "refresh token used twice")
        log.warning("refresh token used twice", session=session.id, user=session.user)
        raise NotLoggedInError("a replaced refresh token was used")

    def _successor_within_grace(self, token: RefreshToken, session: Session) -> RefreshToken | None:
        is_last = hmac.compare_digest(token.secret_hash, session.previous_hash)
        age = self._clock() - session.rotated_at
        if not is_last or age > self._settings.lifetimes.grace:
            return None
        successors = (token.successor(key) for key in self._ring.keys)
        return next((one for one in successors if one.secret_hash == session.refresh_hash), None)

    async def _end_oldest(self, user: UserId) -> None:
        """Keep the number of sessions of one user bounded."""
        found = await self._sessions.of_user(user, now=self._clock(), at_most=MOST_SESSIONS + 1)
        for session in found[MOST_SESSIONS:]:
            await self.revoke(session.id, "too many sessions")

    def _new_session(self, account: Account, visitor: Visitor, token: RefreshToken) -> Session:
        now = self._clock()
        return Session(
            id=token.session,
            user=account.id,
            created_at=now,
            last_seen_at=now,
            rotated_at=now,
            expires_at=self._settings.lifetimes.session_end(now, now),
            user_agent=visitor.user_agent[:LONGEST_USER_AGENT],
            address=visitor.address,
            family_hash=token.family_hash,
            refresh_hash=token.secret_hash,
        )

    def _proved(self, account: Account, session: Session, token: RefreshToken) -> LoggedIn:
        lifetime = self._settings.lifetimes.access
        claims = {"sub": account.id, "sid": session.id}
        return LoggedIn(
            account=account,
            session=session,
            access_token=self._mint.sign(ACCESS, claims, lifetime),
            access_expires_at=self._clock() + lifetime,
            refresh_token=token.text,
        )
