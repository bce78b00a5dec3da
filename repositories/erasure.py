"""The traces of a person in the database, and their end; and what administrators do to accounts.

The account goes last: until then it carries the erasure's id, by which a process that finds an
erasure half done knows to finish it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from pymongo import ASCENDING
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection

from domain.account import Account
from domain.erasure import demand_successor
from domain.errors import NotFoundError, RuleViolatedError
from events.record import record
from repositories.account import (
    REGISTRATION,
    AccountDocument,
    RegistrationDocument,
    SessionDocument,
    ThrottleDocument,
    account_of,
    collection,
    digest,
    take_turns,
)

MOST_ACCOUNTS: Final = 100
GONE: Final = "There is no such account."
STAYS: Final = {"erasure": {"$in": ["", None]}}


@record
class AccountPage:
    """Up to `first` accounts, oldest first, behind the account `after`."""

    first: int = 50
    after: str = ""


class ErasureRepository:
    """The accounts of everybody, in the database that Beanie was initialised with."""

    # --- the end of an account ------------------------------------------------------------------

    async def begin(self, user: str, erasure: str) -> Account:
        """Shut an account for good and return it; one begun before keeps that erasure's id.

        When nobody else is left, the next to register is the first again. Raises NotFoundError,
        and RuleViolatedError for the only administrator of others. Of two administrators who go
        at once, one is told so.
        """

        async def transaction(session: AsyncClientSession) -> Account:
            account = account_of(await _accounts().find_one({"_id": user}, session=session))
            if account is None:
                raise NotFoundError(GONE)
            if account.erasure:
                return account
            await take_turns(session)
            staying = await _staying(user, session)
            demand_successor(account, **staying)
            if not staying["others"]:
                await _found_anew(session)
            marked = {"$set": {"erasure": erasure}}
            await _accounts().update_one({"_id": user}, marked, session=session)
            return replace(account, erasure=erasure)

        async with _accounts().database.client.start_session() as session:
            return await session.with_transaction(transaction)

    async def withdraw(self, account: Account) -> None:
        """Open an account again whose erasure turned out to be hindered."""
        await _accounts().update_one(_of(account), {"$set": {"erasure": ""}})
        if account.is_administrator:
            await _registrations().update_one(
                {"_id": REGISTRATION, "administrator": None},
                {"$set": {"administrator": account.id}},
            )

    async def begun(self) -> list[Account]:
        """Return the accounts whose erasure was begun and not finished."""
        found = _accounts().find({"erasure": {"$gt": ""}})
        return [account async for raw in found if (account := account_of(raw)) is not None]

    async def addresses(self, user: str) -> list[str]:
        """Return from where somebody logged in, as far back as is kept."""
        found: list[str] = await collection(SessionDocument).distinct("address", {"user": user})
        return found

    async def forget_tries(self, keys: Iterable[str]) -> None:
        """Delete the buckets of attempts with these keys."""
        ids = [digest(key) for key in keys]
        await collection(ThrottleDocument).delete_many({"_id": {"$in": ids}})

    async def forget_sessions(self, user: str) -> None:
        await collection(SessionDocument).delete_many({"user": user})

    async def finish(self, account: Account) -> None:
        """Delete an account, unless its erasure was withdrawn."""
        await _accounts().delete_one(_of(account))

    # --- administration -------------------------------------------------------------------------

    async def listed(self, page: AccountPage) -> list[Account]:
        """Return up to `first` + 1 accounts: one more tells that there is a next page."""
        at_most = min(page.first, MOST_ACCOUNTS) + 1
        order = [("created_at", ASCENDING), ("_id", ASCENDING)]
        found = _accounts().find(await self._behind(page.after)).sort(order).limit(at_most)
        return [account async for raw in found if (account := account_of(raw)) is not None]

    async def promote(self, user: str) -> None:
        """Make somebody administrator. Raises NotFoundError, RuleViolatedError for a shut account.

        It takes turns with erasures, so that no administrator hands over to somebody who goes.
        """

        async def transaction(session: AsyncClientSession) -> None:
            account = account_of(await _accounts().find_one({"_id": user}, session=session))
            if account is None:
                raise NotFoundError(GONE)
            if account.is_shut:
                raise RuleViolatedError("This account is shut. Choose another one.", field="user")
            await take_turns(session)
            made = {"$set": {"is_administrator": True}}
            await _accounts().update_one({"_id": user}, made, session=session)

        async with _accounts().database.client.start_session() as session:
            await session.with_transaction(transaction)

    async def _behind(self, user: str) -> dict[str, Any]:
        """Return what selects the accounts behind one. Raises NotFoundError when it is gone."""
        if not user:
            return {}
        raw = await _accounts().find_one({"_id": user}, {"created_at": True})
        if raw is None:
            raise NotFoundError("The last account of the page before is gone. List them again.")
        at = raw["created_at"]
        return {"$or": [{"created_at": {"$gt": at}}, {"created_at": at, "_id": {"$gt": user}}]}


def _accounts() -> AsyncCollection[dict[str, Any]]:
    return collection(AccountDocument)


def _registrations() -> AsyncCollection[dict[str, Any]]:
    return collection(RegistrationDocument)


async def _found_anew(session: AsyncClientSession) -> None:
    """Let the next who registers be administrator, also where registration was closed."""
    anew = {"$set": {"administrator": None, "is_open": True}}
    await _registrations().update_one({"_id": REGISTRATION}, anew, session=session)


def _of(account: Account) -> dict[str, str]:
    """Return what selects the account while it is this erasure that is under way."""
    return {"_id": account.id, "erasure": account.erasure}


async def _staying(user: str, session: AsyncClientSession) -> dict[str, int]:
    others = {"_id": {"$ne": user}, **STAYS}
    administrators = {**others, "is_administrator": True, "is_disabled": False}
    return {
        "others": await _accounts().count_documents(others, session=session),
        "administrators": await _accounts().count_documents(administrators, session=session),
    }
