"""Accounts, sessions and attempts to log in: plain documents, so that a person can be erased.

This is the only place where personal data is stored. Every change that may race is one
compare-and-set, and registering is one transaction.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Final, TypeVar

from beanie import Document
from pydantic import AfterValidator, Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import DuplicateKeyError

from domain.account import (
    Account,
    Attempts,
    EmailTakenError,
    Registration,
    Session,
)
from domain.errors import ForbiddenError
from events.ids import UserId
from events.record import record

Raw = Mapping[str, Any]
D = TypeVar("D", bound=Document)


def aware(at: datetime) -> datetime:
    """Return the instant in UTC, whether the client in use decodes with a zone or without."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


Instant = Annotated[datetime, AfterValidator(aware)]


class AccountDocument(Document):
    id: str = Field()  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # ours, not an ObjectId
    email: str
    name: str
    password_hash: str
    password_version: int
    is_administrator: bool
    is_disabled: bool
    erasure: str = ""  # accounts of earlier versions have none
    created_at: Instant
    password_changed_at: Instant

    class Settings:
        name = "account"
        indexes: ClassVar = [
            IndexModel([("email", ASCENDING)], name="email", unique=True),
            IndexModel([("created_at", ASCENDING), ("_id", ASCENDING)], name="oldest"),
        ]


class SessionDocument(Document):
    id: str = Field()  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # ours, not an ObjectId
    user: str
    created_at: Instant
    last_seen_at: Instant
    expires_at: Instant
    user_agent: str
    address: str
    family_hash: str
    refresh_hash: str
    previous_hash: str
    rotated_at: Instant
    revoked_at: Instant | None
    revoked_for: str

    class Settings:
        name = "session"
        indexes: ClassVar = [
            IndexModel([("user", ASCENDING), ("last_seen_at", DESCENDING)], name="user"),
            IndexModel([("expires_at", ASCENDING)], name="expiry", expireAfterSeconds=0),
        ]


class ThrottleDocument(Document):
    """One bucket of attempts; its id is a digest, for the key names a person or an address."""

    id: str = Field()  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # ours, not an ObjectId
    tries: int
    last_at: Instant | None
    shut_until: Instant | None
    version: int
    forget_at: Instant

    class Settings:
        name = "throttle"
        indexes: ClassVar = [
            IndexModel([("forget_at", ASCENDING)], name="expiry", expireAfterSeconds=0)
        ]


class RegistrationDocument(Document):
    """The one document that says who may still register and who became administrator.

    `turns` counts the transactions that must not miss each other, see `take_turns`.
    """

    id: str = Field()  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # ours, not an ObjectId
    is_open: bool
    administrator: str | None
    turns: int = 0

    class Settings:
        name = "registration"


DOCUMENTS: Final = (AccountDocument, SessionDocument, ThrottleDocument, RegistrationDocument)
REGISTRATION: Final = "registration"


def collection(of: type[Document]) -> AsyncCollection[dict[str, Any]]:
    return of.get_pymongo_collection()


def names(of: type[Account | Session]) -> set[str]:
    return {field.name for field in dataclasses.fields(of)}


def account_of(raw: Raw | None) -> Account | None:
    if raw is None:
        return None
    stored = AccountDocument.model_validate(raw)
    return Account(id=UserId(stored.id), **stored.model_dump(include=names(Account) - {"id"}))


def session_of(raw: Raw | None) -> Session | None:
    if raw is None:
        return None
    stored = SessionDocument.model_validate(raw)
    return Session(user=UserId(stored.user), **stored.model_dump(include=names(Session) - {"user"}))


def raw_of(value: Account | Session) -> dict[str, Any]:
    stored = {name: getattr(value, name) for name in names(type(value))}
    return {"_id": stored.pop("id"), **stored}


async def take_turns(session: AsyncClientSession) -> None:
    """Make a transaction that goes by who has an account run again when another such one ran."""
    await collection(RegistrationDocument).update_one(
        {"_id": REGISTRATION}, {"$inc": {"turns": 1}}, session=session
    )


class AccountRepository:
    """The accounts, in the database that Beanie was initialised with."""

    async def prepare(self) -> None:
        """Make the registration document, once for all processes."""
        await collection(RegistrationDocument).update_one(
            {"_id": REGISTRATION},
            {"$setOnInsert": {"is_open": True, "administrator": None}},
            upsert=True,
        )

    async def register(self, account: Account) -> Account:
        """Store a new account; the first of all becomes administrator, exactly once.

        Raises ForbiddenError when registration is closed and EmailTakenError.
        """

        async def transaction(session: AsyncClientSession) -> Account:
            return await self._registered(account, session)

        client = collection(AccountDocument).database.client
        try:
            async with client.start_session() as session:
                return await session.with_transaction(transaction)
        except DuplicateKeyError:
            raise EmailTakenError(
                "There is an account with this e-mail address already; log in instead."
            ) from None

    async def _registered(self, account: Account, session: AsyncClientSession) -> Account:
        registrations = collection(RegistrationDocument)
        state = await registrations.find_one({"_id": REGISTRATION}, session=session)
        if state is None or not state["is_open"]:
            raise ForbiddenError("Registration is closed. Ask an administrator to open it for you.")
        await take_turns(session)
        if state["administrator"] is None:
            await registrations.update_one(
                {"_id": REGISTRATION}, {"$set": {"administrator": account.id}}, session=session
            )
        stored = raw_of(account) | {"is_administrator": state["administrator"] is None}
        await collection(AccountDocument).insert_one(stored, session=session)
        return _certain(account_of(stored))

    async def registration(self) -> Registration:
        state = await collection(RegistrationDocument).find_one({"_id": REGISTRATION})
        if state is None:
            return Registration(is_open=False, has_administrator=False)
        return Registration(
            is_open=state["is_open"], has_administrator=state["administrator"] is not None
        )

    async def open_registration(self, *, is_open: bool) -> None:
        await collection(RegistrationDocument).update_one(
            {"_id": REGISTRATION}, {"$set": {"is_open": is_open}}
        )

    async def by_email(self, email: str) -> Account | None:
        """Find an account by its address in normal form."""
        return account_of(await collection(AccountDocument).find_one({"email": email}))

    async def by_id(self, user: str) -> Account | None:
        return account_of(await collection(AccountDocument).find_one({"_id": user}))

    async def named(self, users: Iterable[str]) -> dict[UserId, str]:
        """Return the names of those users that exist, in one query."""
        found = collection(AccountDocument).find({"_id": {"$in": list(users)}}, {"name": True})
        return {UserId(raw["_id"]): raw["name"] async for raw in found}

    async def rehash(self, user: str, *, before: str, after: str) -> None:
        """Replace a hash by a stronger one of the same password, unless that was changed."""
        await collection(AccountDocument).update_one(
            {"_id": user, "password_hash": before}, {"$set": {"password_hash": after}}
        )

    async def change_password(
        self, user: str, *, version: int, password_hash: str, at: datetime
    ) -> bool:
        """Replace the password of that version; False when another change came first."""
        changed = await collection(AccountDocument).update_one(
            {"_id": user, "password_version": version},
            {
                "$set": {"password_hash": password_hash, "password_changed_at": at},
                "$inc": {"password_version": 1},
            },
        )
        return changed.modified_count == 1

    async def disable(self, user: str, *, is_disabled: bool) -> bool:
        """Shut or open an account; False when there is none."""
        changed = await collection(AccountDocument).update_one(
            {"_id": user}, {"$set": {"is_disabled": is_disabled}}
        )
        return changed.matched_count == 1


class SessionRepository:
    """The log-ins. A revoked one is kept until it expires, so that reuse is still recognised."""

    async def add(self, session: Session) -> None:
        await collection(SessionDocument).insert_one(raw_of(session))

    async def by_id(self, session: str) -> Session | None:
        return session_of(await collection(SessionDocument).find_one({"_id": session}))

    async def rotate(
        self, session: str, *, before: str, after: str, now: datetime, expires_at: datetime
    ) -> Session | None:
        """Replace the refresh token; None when `before` is not, or no longer, the newest."""
        raw = await collection(SessionDocument).find_one_and_update(
            {
                "_id": session,
                "refresh_hash": before,
                "revoked_at": None,
                "expires_at": {"$gt": now},
            },
            {
                "$set": {
                    "refresh_hash": after,
                    "previous_hash": before,
                    "rotated_at": now,
                    "last_seen_at": now,
                    "expires_at": expires_at,
                }
            },
            return_document=ReturnDocument.AFTER,
        )
        return session_of(raw)

    async def revoke(self, session: str, *, at: datetime, reason: str) -> bool:
        """End a session; False when it had ended before. The first reason is kept."""
        changed = await collection(SessionDocument).update_one(
            {"_id": session, "revoked_at": None},
            {"$set": {"revoked_at": at, "revoked_for": reason}},
        )
        return changed.modified_count == 1

    async def revoke_all(self, user: str, *, but: Iterable[str], at: datetime, reason: str) -> None:
        await collection(SessionDocument).update_many(
            {"user": user, "_id": {"$nin": list(but)}, "revoked_at": None},
            {"$set": {"revoked_at": at, "revoked_for": reason}},
        )

    async def remove(self, session: str) -> None:
        """Delete a session that nobody was given a token of."""
        await collection(SessionDocument).delete_one({"_id": session})

    async def of_user(self, user: str, *, now: datetime, at_most: int) -> list[Session]:
        """Return the live sessions, last seen first."""
        found = (
            collection(SessionDocument)
            .find({"user": user, "revoked_at": None, "expires_at": {"$gt": now}})
            .sort([("last_seen_at", DESCENDING), ("_id", ASCENDING)])
            .limit(at_most)
        )
        return [_certain(session_of(raw)) async for raw in found]

    async def has_come_from(self, user: str, address: str) -> bool:
        """Tell whether this user has logged in from the address, as far back as is kept."""
        return (
            await collection(SessionDocument).find_one(
                {"user": user, "address": address}, {"_id": True}
            )
            is not None
        )


@record
class Bucket:
    """What a bucket holds, and the version that a replacement must name."""

    attempts: Attempts
    version: int


class ThrottleRepository:
    """Buckets of attempts: shared by all processes, and still there after a restart."""

    async def read(self, key: str) -> Bucket:
        raw = await collection(ThrottleDocument).find_one({"_id": digest(key)})
        if raw is None:
            return Bucket(attempts=Attempts(), version=0)
        stored = ThrottleDocument.model_validate(raw)
        attempts = Attempts(
            count=stored.tries, last_at=stored.last_at, shut_until=stored.shut_until
        )
        return Bucket(attempts=attempts, version=stored.version)

    async def replace(
        self, key: str, *, version: int, attempts: Attempts, forget_at: datetime
    ) -> bool:
        """Store the attempts over that version (0: none); False when another was faster."""
        values = {
            "tries": attempts.count,
            "last_at": attempts.last_at,
            "shut_until": attempts.shut_until,
            "version": version + 1,
            "forget_at": forget_at,
        }
        throttles = collection(ThrottleDocument)
        try:
            changed = await throttles.update_one(
                {"_id": digest(key), "version": version}, {"$set": values}, upsert=version == 0
            )
        except DuplicateKeyError:
            return False
        return changed.modified_count == 1 or changed.upserted_id is not None


def digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()


T = TypeVar("T")


def _certain(value: T | None) -> T:
    assert value is not None  # noqa: S101  # what was just read or written is there
    return value
