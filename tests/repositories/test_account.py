"""What a database must do for accounts: the races, the expiries, and nobody's zone but UTC."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from beanie import init_beanie
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from domain.account import Account, Attempts, EmailTakenError, Registration, Session
from domain.errors import ForbiddenError
from events.ids import UserId
from repositories.account import (
    DOCUMENTS,
    AccountRepository,
    Bucket,
    SessionRepository,
    ThrottleRepository,
)

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
ADA = Account(
    id=UserId("user-a"),
    email="ada@example.org",
    name="Ada",
    password_hash="one",
    created_at=NOW,
    password_changed_at=NOW,
)
SESSION = Session(
    id="session-1",
    user=ADA.id,
    created_at=NOW,
    last_seen_at=NOW,
    rotated_at=NOW,
    expires_at=NOW + DAY,
    user_agent="Tablet",
    address="10.0.0.1",
    family_hash="family",
    refresh_hash="first",
)

Database = AsyncDatabase[dict[str, Any]]


@pytest.fixture(autouse=True)
async def documents(database: Database) -> None:
    await init_beanie(database=database, document_models=list(DOCUMENTS))


@pytest.fixture
async def accounts() -> AccountRepository:
    book = AccountRepository()
    await asyncio.gather(*(book.prepare() for _ in range(3)))
    return book


async def test_an_account_is_found_as_it_was_stored(accounts: AccountRepository) -> None:
    stored = await accounts.register(ADA)
    assert stored == replace(ADA, is_administrator=True)
    assert await accounts.by_id(ADA.id) == await accounts.by_email(ADA.email) == stored
    assert await accounts.by_id("user-none") is None
    assert await accounts.registration() == Registration(is_open=True, has_administrator=True)


async def test_of_many_first_accounts_exactly_one_is_administrator(
    accounts: AccountRepository,
) -> None:
    crowd = [replace(ADA, id=UserId(f"user-{n}"), email=f"{n}@example.org") for n in range(20)]
    stored = await asyncio.gather(*(accounts.register(one) for one in crowd))
    assert sum(one.is_administrator for one in stored) == 1


async def test_a_refused_first_account_leaves_the_place_of_administrator_free(
    accounts: AccountRepository, database: Database
) -> None:
    await database["account"].insert_one({"_id": "user-x", "email": ADA.email})
    with pytest.raises(EmailTakenError):
        await accounts.register(ADA)
    assert await accounts.registration() == Registration(is_open=True, has_administrator=False)


async def test_a_closed_registration_stores_nobody(accounts: AccountRepository) -> None:
    await accounts.open_registration(is_open=False)
    await accounts.prepare()
    with pytest.raises(ForbiddenError, match="closed"):
        await accounts.register(ADA)
    assert await accounts.by_email(ADA.email) is None


async def test_without_preparation_nobody_is_let_in() -> None:
    nobody = Registration(is_open=False, has_administrator=False)
    assert await AccountRepository().registration() == nobody
    with pytest.raises(ForbiddenError):
        await AccountRepository().register(ADA)


async def test_a_password_is_changed_from_the_version_that_was_read(
    accounts: AccountRepository,
) -> None:
    await accounts.register(ADA)
    at = NOW + DAY
    changes = (
        accounts.change_password(ADA.id, version=1, password_hash=hash_, at=at)
        for hash_ in ("two", "three", "four")
    )
    assert sorted(await asyncio.gather(*changes)) == [False, False, True]
    stored = await accounts.by_id(ADA.id)
    assert stored is not None
    assert (stored.password_version, stored.password_changed_at) == (2, at)


async def test_a_rehash_never_brings_an_old_password_back(accounts: AccountRepository) -> None:
    await accounts.register(ADA)
    await accounts.rehash(ADA.id, before="one", after="one, stronger")
    await accounts.change_password(ADA.id, version=1, password_hash="two", at=NOW)
    await accounts.rehash(ADA.id, before="one, stronger", after="one, strongest")
    stored = await accounts.by_id(ADA.id)
    assert stored is not None
    assert stored.password_hash == "two"


async def test_an_account_that_is_not_there_is_not_disabled(accounts: AccountRepository) -> None:
    assert await accounts.disable("user-none", is_disabled=True) is False


async def test_of_many_who_rotate_one_token_one_succeeds() -> None:
    sessions = SessionRepository()
    await sessions.add(SESSION)
    later, end = NOW + timedelta(minutes=1), NOW + 2 * DAY
    tries = (
        sessions.rotate(SESSION.id, before="first", after="second", now=later, expires_at=end)
        for _ in range(8)
    )
    rotated = [one for one in await asyncio.gather(*tries) if one]
    expected = replace(
        SESSION,
        refresh_hash="second",
        previous_hash="first",
        rotated_at=later,
        last_seen_at=later,
        expires_at=end,
    )
    assert rotated == [expected]
    assert await sessions.by_id(SESSION.id) == expected


async def test_an_ended_session_rotates_no_more_and_keeps_the_first_reason() -> None:
    sessions = SessionRepository()
    await sessions.add(SESSION)
    assert await sessions.revoke(SESSION.id, at=NOW, reason="theft") is True
    assert await sessions.revoke(SESSION.id, at=NOW + DAY, reason="logged out") is False
    ended = await sessions.by_id(SESSION.id)
    assert ended == replace(SESSION, revoked_at=NOW, revoked_for="theft")
    assert (
        await sessions.rotate(
            SESSION.id, before="first", after="second", now=NOW, expires_at=NOW + DAY
        )
        is None
    )


async def test_an_expired_session_rotates_no_more() -> None:
    sessions = SessionRepository()
    await sessions.add(SESSION)
    at = SESSION.expires_at
    assert (
        await sessions.rotate(SESSION.id, before="first", after="second", now=at, expires_at=at)
        is None
    )


async def test_sessions_are_listed_last_seen_first() -> None:
    sessions = SessionRepository()
    made = [
        replace(SESSION, id=f"session-{n}", last_seen_at=NOW + timedelta(minutes=n))
        for n in range(4)
    ]
    for one in made:
        await sessions.add(one)
    await sessions.revoke("session-2", at=NOW, reason="logged out")
    listed = await sessions.of_user(ADA.id, now=NOW, at_most=2)
    assert listed == [made[3], made[1]]
    assert await sessions.has_come_from(ADA.id, "10.0.0.1") is True
    assert await sessions.has_come_from(ADA.id, "10.0.0.2") is False


async def test_of_many_who_count_at_once_one_is_first() -> None:
    throttles = ThrottleRepository()
    attempts = Attempts(count=1, last_at=NOW, shut_until=NOW + DAY)
    for version in range(3):
        tries = (
            throttles.replace("k", version=version, attempts=attempts, forget_at=NOW + DAY)
            for _ in range(8)
        )
        assert sum(await asyncio.gather(*tries)) == 1
        assert await throttles.read("k") == Bucket(attempts=attempts, version=version + 1)
    assert await throttles.read("other") == Bucket(attempts=Attempts(), version=0)


async def test_a_bucket_does_not_show_whose_it_is(database: Database) -> None:
    await ThrottleRepository().replace(
        "account:ada@example.org", version=0, attempts=Attempts(), forget_at=NOW + DAY
    )
    stored = await database["throttle"].find_one({})
    assert stored is not None
    assert "ada" not in str(stored)


async def test_what_has_expired_is_removed_by_the_database(database: Database) -> None:
    for name in ("session", "throttle"):
        indexes = await database[name].index_information()
        assert indexes["expiry"]["expireAfterSeconds"] == 0
    assert (await database["account"].index_information())["email"]["unique"] is True


async def test_instants_are_utc_whatever_the_client_decodes(
    accounts: AccountRepository, database: Database
) -> None:
    await accounts.register(ADA)
    host, port = await database.client.address or ("", 0)
    async with AsyncMongoClient[dict[str, Any]](host, port, directConnection=True) as naive:
        await init_beanie(database=naive[database.name], document_models=list(DOCUMENTS))
        stored = await AccountRepository().by_id(ADA.id)
    assert stored is not None
    assert stored == replace(ADA, is_administrator=True)
    assert stored.created_at.tzinfo is UTC
