"""What a database must do for erasures: shut, hand over and forget, also where people race."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from beanie import init_beanie
from pymongo.asynchronous.database import AsyncDatabase

from domain.account import Account, Attempts, Registration
from domain.errors import NotFoundError, RuleViolatedError
from events.ids import UserId
from repositories.account import (
    DOCUMENTS,
    AccountRepository,
    SessionRepository,
    ThrottleRepository,
)
from repositories.erasure import AccountPage, ErasureRepository
from tests.repositories.test_account import ADA, DAY, NOW, SESSION

BEA = replace(ADA, id=UserId("user-b"), email="bea@example.org", name="Bea")
CAI = replace(ADA, id=UserId("user-c"), email="cai@example.org", name="Cai")


@pytest.fixture(autouse=True)
async def documents(database: AsyncDatabase[dict[str, Any]]) -> None:
    await init_beanie(database=database, document_models=list(DOCUMENTS))


@pytest.fixture
async def accounts() -> AccountRepository:
    book = AccountRepository()
    await book.prepare()
    return book


@pytest.fixture
def erasures() -> ErasureRepository:
    return ErasureRepository()


async def erased(erasures: ErasureRepository, account: Account) -> None:
    await erasures.finish(await erasures.begin(account.id, f"erasure-{account.id}"))


async def test_an_erasure_begun_twice_keeps_its_first_id_until_it_is_withdrawn(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    ada = await accounts.register(ADA)
    first = await erasures.begin(ADA.id, "erasure-1")
    assert first == replace(ada, erasure="erasure-1")
    assert await erasures.begin(ADA.id, "erasure-2") == first
    assert await erasures.begun() == [first]
    await erasures.withdraw(first)
    assert await erasures.begun() == []
    assert await accounts.by_id(ADA.id) == ada


async def test_an_account_is_deleted_only_by_the_erasure_under_way(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    await accounts.register(ADA)
    first = await erasures.begin(ADA.id, "erasure-1")
    await erasures.withdraw(first)
    await erasures.finish(first)
    assert await accounts.by_id(ADA.id) is not None


async def test_nobody_is_erased_who_is_not_there(erasures: ErasureRepository) -> None:
    with pytest.raises(NotFoundError, match="There is no such account"):
        await erasures.begin("user-none", "erasure-1")


async def test_the_only_administrator_stays_until_somebody_else_is_one(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    for account in (ADA, BEA):
        await accounts.register(account)
    with pytest.raises(RuleViolatedError, match="the only administrator"):
        await erasures.begin(ADA.id, "erasure-1")
    await erasures.promote(BEA.id)
    await erased(erasures, ADA)
    assert await accounts.by_id(BEA.id) == replace(BEA, is_administrator=True)
    assert await accounts.registration() == Registration(is_open=True, has_administrator=True)


async def test_an_administrator_who_is_shut_looks_after_nobody(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    for account in (ADA, BEA, CAI):
        await accounts.register(account)
    await erasures.promote(BEA.id)
    await accounts.disable(BEA.id, is_disabled=True)
    with pytest.raises(RuleViolatedError, match="the only administrator"):
        await erasures.begin(ADA.id, "erasure-1")
    with pytest.raises(RuleViolatedError, match="shut"):
        await erasures.promote(BEA.id)
    with pytest.raises(NotFoundError):
        await erasures.promote("user-none")


async def test_of_two_administrators_who_go_at_once_one_stays(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    for account in (ADA, BEA, CAI):
        await accounts.register(account)
    await erasures.promote(BEA.id)
    ends = await asyncio.gather(
        *(erasures.begin(one.id, f"erasure-{one.id}") for one in (ADA, BEA)),
        return_exceptions=True,
    )
    assert sorted(type(end).__name__ for end in ends) == ["Account", "RuleViolatedError"]


async def test_of_an_administrator_who_goes_and_the_heir_who_goes_one_stays(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    for account in (ADA, BEA, CAI):
        await accounts.register(account)
    ends = await asyncio.gather(
        erasures.promote(BEA.id),
        erasures.begin(BEA.id, "erasure-b"),
        erasures.begin(ADA.id, "erasure-a"),
        return_exceptions=True,
    )
    assert any(isinstance(end, RuleViolatedError) for end in ends)


async def test_after_the_last_account_the_next_is_the_first_again(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    await accounts.register(ADA)
    await accounts.open_registration(is_open=False)
    await erased(erasures, ADA)
    assert await accounts.registration() == Registration(is_open=True, has_administrator=False)
    assert (await accounts.register(BEA)).is_administrator


async def test_who_registers_while_the_last_one_goes_is_not_left_without_an_administrator(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    await accounts.register(ADA)
    leaving = await erasures.begin(ADA.id, "erasure-1")
    crowd = [replace(BEA, id=UserId(f"user-{n}"), email=f"{n}@example.org") for n in range(5)]
    going = asyncio.create_task(erasures.finish(leaving))
    came = await asyncio.gather(*(accounts.register(one) for one in crowd))
    await going
    assert sum(one.is_administrator for one in came) == 1
    assert not (await accounts.register(CAI)).is_administrator


async def test_the_last_one_who_stays_after_all_is_still_the_administrator(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    await accounts.register(ADA)
    await erasures.withdraw(await erasures.begin(ADA.id, "erasure-1"))
    assert await accounts.registration() == Registration(is_open=True, has_administrator=True)
    assert not (await accounts.register(BEA)).is_administrator


async def test_what_is_kept_of_somebody_is_forgotten_and_of_others_stays(
    erasures: ErasureRepository,
) -> None:
    sessions, throttles = SessionRepository(), ThrottleRepository()
    other = replace(SESSION, id="session-2", user=BEA.id, address="10.0.0.2")
    for session in (SESSION, replace(SESSION, id="session-3", address="10.0.0.3"), other):
        await sessions.add(session)
    for key in ("ada", "bea"):
        attempts = Attempts(count=1, last_at=NOW)
        await throttles.replace(key, version=0, attempts=attempts, forget_at=NOW + DAY)
    assert sorted(await erasures.addresses(ADA.id)) == ["10.0.0.1", "10.0.0.3"]
    await erasures.forget_sessions(ADA.id)
    await erasures.forget_tries(["ada", "never used"])
    assert await erasures.addresses(ADA.id) == []
    assert await sessions.by_id("session-2") == other
    assert (await throttles.read("ada")).version == 0
    assert (await throttles.read("bea")).version == 1


async def test_accounts_are_listed_oldest_first_in_pages(
    accounts: AccountRepository, erasures: ErasureRepository
) -> None:
    ages = (CAI, NOW + DAY), (ADA, NOW), (BEA, NOW)
    for account, at in ages:
        await accounts.register(replace(account, created_at=at))
    first = await erasures.listed(AccountPage(first=1))
    second = await erasures.listed(AccountPage(first=1, after=first[0].id))
    third = await erasures.listed(AccountPage(first=1, after=second[0].id))
    assert [[one.name for one in page] for page in (first, second, third)] == [
        ["Ada", "Bea"],
        ["Bea", "Cai"],
        ["Cai"],
    ]
    with pytest.raises(NotFoundError, match="List them again"):
        await erasures.listed(AccountPage(after="user-none"))


async def test_an_account_of_an_earlier_version_can_be_erased(
    accounts: AccountRepository,
    erasures: ErasureRepository,
    database: AsyncDatabase[dict[str, Any]],
) -> None:
    for account in (ADA, BEA):
        await accounts.register(account)
    await database["account"].update_many({}, {"$unset": {"erasure": True}})
    await erased(erasures, BEA)
    assert await accounts.by_id(BEA.id) is None
