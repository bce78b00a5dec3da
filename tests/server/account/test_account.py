"""Registering, logging in, passwords and who is who, over HTTP."""

import asyncio
from dataclasses import replace

import httpx
import pytest

from domain.account import NotLoggedInError, Principal
from domain.errors import ForbiddenError, NotFoundError, RuleViolatedError
from repositories.account import AccountRepository
from server.account.password import HashCost
from server.account.port import Visitor
from tests.server.account.conftest import (
    ADA,
    BOB,
    PASSWORD,
    Clock,
    Desk,
    MakeDesk,
    bearer,
    logged_in,
    refreshed,
    registered,
    sent_login,
    session_ids,
)


async def test_the_first_registered_is_administrator_and_logged_in(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    before = await client.get("/auth/registration")
    ada = await registered(client)
    bob = await registered(client, BOB)
    me = await client.get("/auth/me", headers=bearer(ada))
    assert before.json() == {"isOpen": True, "hasAdministrator": False}
    assert me.json() == ada["user"]
    assert {**me.json(), "id": ""} == {
        "id": "",
        "email": "ada@example.org",
        "name": "Ada",
        "isAdministrator": True,
        "createdAt": clock.now.isoformat().replace("+00:00", "Z"),
    }
    assert me.headers["cache-control"] == "no-store"
    assert bob["user"]["isAdministrator"] is False


async def test_of_ten_who_register_at_once_exactly_one_is_administrator(
    client: httpx.AsyncClient,
) -> None:
    crowd = [{**BOB, "email": f"bob{n}@example.org"} for n in range(10)]
    everybody = await asyncio.gather(*(registered(client, who) for who in crowd))
    assert sum(one["user"]["isAdministrator"] for one in everybody) == 1


async def test_one_address_registered_at_once_makes_one_account(client: httpx.AsyncClient) -> None:
    same = [ADA, {**ADA, "email": "ADA@example.org"}] * 3
    answers = await asyncio.gather(*(client.post("/auth/register", json=who) for who in same))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json() == {
        "error": {
            "kind": "EmailTakenError",
            "message": "There is an account with this e-mail address already; log in instead.",
            "field": "email",
        }
    }
    made = next(answer for answer in answers if answer.status_code == 201)
    assert made.json()["user"]["isAdministrator"] is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"name": "a\x00b"}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "Password123"}, "password"),
        ({"password": "ada@example.org"}, "password"),
    ],
)
async def test_a_bad_registration_names_the_field(
    client: httpx.AsyncClient, change: dict[str, str], field: str
) -> None:
    answer = await client.post("/auth/register", json={**ADA, **change})
    assert answer.status_code == 400
    assert answer.json()["error"]["kind"] == "RuleViolatedError"
    assert answer.json()["error"]["field"] == field


async def test_a_closed_registration_lets_nobody_in_until_opened(client: httpx.AsyncClient) -> None:
    ada, bob = await registered(client), await registered(client, BOB)
    by_bob = await client.put("/auth/registration", json={"isOpen": False}, headers=bearer(bob))
    by_ada = await client.put("/auth/registration", json={"isOpen": False}, headers=bearer(ada))
    eve = await client.post("/auth/register", json={**BOB, "email": "eve@example.org"})
    assert by_bob.status_code == 403
    assert by_ada.json() == {"isOpen": False, "hasAdministrator": True}
    assert (await client.get("/auth/registration")).json() == by_ada.json()
    assert (eve.status_code, eve.json()["error"]["kind"]) == (403, "ForbiddenError")
    await client.put("/auth/registration", json={"isOpen": True}, headers=bearer(ada))
    await registered(client, {**BOB, "email": "eve@example.org"})


async def test_a_wrong_password_and_an_unknown_account_are_answered_alike(
    client: httpx.AsyncClient,
) -> None:
    await registered(client)
    answers = [
        await client.post("/auth/login", json={"email": email, "password": password})
        for email, password in [
            ("ada@example.org", "plum-window-snow"),
            ("nobody@example.org", PASSWORD),
            ("no address", PASSWORD),
            ("ada@example.org", "x" * 5000),
            ("ada@example.org", "plum\x00window"),
        ]
    ]
    assert [answer.status_code for answer in answers] == [401] * 5
    assert [answer.json() for answer in answers] == [
        {
            "error": {
                "kind": "CredentialsError",
                "message": "The e-mail address or the password is wrong.",
                "field": None,
            }
        }
    ] * 5


async def test_an_unknown_account_takes_as_long_as_a_wrong_password(make_desk: MakeDesk) -> None:
    desk = await make_desk(hash_cost=HashCost(memory=8192, rounds=4, lanes=1))
    loop = asyncio.get_running_loop()

    async def seconds(email: str) -> float:
        before = loop.time()
        await client.post("/auth/login", json={"email": email, "password": "plum-window-snow"})
        return loop.time() - before

    async with desk.client() as client:
        await registered(client)
        await seconds("warm@example.org")
        known = min([await seconds("ada@example.org") for _ in range(4)])
        unknown = min([await seconds(f"eve{n}@example.org") for n in range(4)])
    assert unknown > known / 3
    assert known > unknown / 3


async def test_a_stronger_cost_rehashes_at_the_next_log_in(make_desk: MakeDesk) -> None:
    weak = await make_desk()
    strong = await make_desk(hash_cost=HashCost(memory=128, rounds=2, lanes=1))
    async with weak.client() as client:
        await registered(client)
    async with strong.client() as client:
        await logged_in(client)
        stored = await AccountRepository().by_email("ada@example.org")
        assert stored is not None
        assert stored.password_hash.startswith("$argon2id$v=19$m=128,t=2,p=1$")
        await logged_in(client)


async def test_a_changed_password_ends_the_other_sessions(client: httpx.AsyncClient) -> None:
    here, there = await registered(client), await logged_in(client)
    sent = {"currentPassword": PASSWORD, "newPassword": "glass-harbour-moon"}
    changed = await client.post("/auth/password", json=sent, headers=bearer(here))
    assert changed.status_code == 204
    assert (await client.get("/auth/me", headers=bearer(here))).status_code == 200
    assert (await refreshed(client, here["refreshToken"])).status_code == 200
    assert (await client.get("/auth/me", headers=bearer(there))).status_code == 401
    assert (await refreshed(client, there["refreshToken"])).status_code == 401
    old = await client.post("/auth/login", json=sent_login(ADA))
    assert old.status_code == 401
    await logged_in(client, {**ADA, "password": "glass-harbour-moon"})


async def test_a_password_is_changed_only_with_the_current_one(client: httpx.AsyncClient) -> None:
    ada = await registered(client)
    wrong = {"currentPassword": "plum-window-snow", "newPassword": "glass-harbour-moon"}
    weak = {"currentPassword": PASSWORD, "newPassword": "password123"}
    answers = [
        await client.post("/auth/password", json=sent, headers=bearer(ada))
        for sent in (wrong, weak)
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    fields = [answer.json()["error"]["field"] for answer in answers]
    assert fields == ["currentPassword", "newPassword"]
    await logged_in(client)


async def test_of_two_password_changes_at_once_one_is_done(client: httpx.AsyncClient) -> None:
    ada = await registered(client)
    news = ["glass-harbour-moon", "stone-harbour-moon"]
    answers = await asyncio.gather(
        *(
            client.post(
                "/auth/password",
                json={"currentPassword": PASSWORD, "newPassword": new},
                headers=bearer(ada),
            )
            for new in news
        )
    )
    codes = [answer.status_code for answer in answers]
    assert codes.count(204) == 1
    assert set(codes) <= {204, 400, 409}
    await logged_in(client, {**ADA, "password": news[codes.index(204)]})


async def test_a_log_in_during_a_password_change_leaves_no_session_of_the_old_password(
    client: httpx.AsyncClient,
) -> None:
    ada = await registered(client)
    sent = {"currentPassword": PASSWORD, "newPassword": "glass-harbour-moon"}
    _changed, *others = await asyncio.gather(
        client.post("/auth/password", json=sent, headers=bearer(ada)),
        *(client.post("/auth/login", json=sent_login(ADA)) for _ in range(4)),
    )
    assert {answer.status_code for answer in others} <= {200, 401, 429}
    assert len(await session_ids(client, ada)) == 1


async def test_a_disabled_account_is_out_until_enabled(desk: Desk) -> None:
    async with desk.client() as client:
        ada, bob = await registered(client), await registered(client, BOB)
        administrator = await desk.accounts.authenticate(bearer(ada)["Authorization"])
        assert administrator is not None
        await desk.accounts.disable(administrator, bob["user"]["id"], is_disabled=True)
        assert (await client.get("/auth/me", headers=bearer(bob))).status_code == 401
        answer = await client.post("/auth/login", json=sent_login(BOB))
        assert (answer.status_code, answer.json()["error"]["kind"]) == (403, "ForbiddenError")
        assert await desk.accounts.by_email("bob@example.org") is None
        await desk.accounts.disable(administrator, bob["user"]["id"], is_disabled=False)
        await logged_in(client, BOB)


async def test_a_principal_says_who_and_until_when(desk: Desk, clock: Clock) -> None:
    async with desk.client() as client:
        ada = await registered(client)
        session = (await session_ids(client, ada))[0]
    principal = await desk.accounts.authenticate(bearer(ada)["Authorization"])
    assert principal == Principal(
        user=ada["user"]["id"],
        session=session,
        name="Ada",
        is_administrator=True,
        expires_at=clock.now + desk.accounts.settings.lifetimes.access,
    )
    assert await desk.accounts.authenticate(None) is None
    clock.go_on(minutes=10)
    with pytest.raises(NotLoggedInError) as refused:
        await desk.accounts.authenticate(bearer(ada)["Authorization"])
    assert refused.value.reason == "expired"


async def test_members_are_found_by_address_and_named_by_id(desk: Desk) -> None:
    async with desk.client() as client:
        ada = await registered(client)
    person = await desk.accounts.by_email(" ADA@Example.org")
    assert person is not None
    assert (person.id, person.email, person.name) == (ada["user"]["id"], "ada@example.org", "Ada")
    assert await desk.accounts.by_email("nobody@example.org") is None
    assert await desk.accounts.by_email("\x00") is None
    assert await desk.accounts.named([person.id, "user-none"]) == {person.id: "Ada"}


async def test_a_log_in_overtaken_by_a_password_change_leaves_no_session(desk: Desk) -> None:
    async with desk.client() as client:
        ada = await registered(client)
        stored = await AccountRepository().by_email("ada@example.org")
        assert stored is not None
        before_the_change = replace(stored, password_version=0)
        with pytest.raises(NotLoggedInError):
            await desk.accounts.sessions.begin(before_the_change, Visitor())
        assert len(await session_ids(client, ada)) == 1


async def test_only_administrators_disable_and_never_themselves_or_nobody(desk: Desk) -> None:
    async with desk.client() as client:
        ada, bob = await registered(client), await registered(client, BOB)
    ada_principal, bob_principal = [
        await desk.accounts.authenticate(bearer(who)["Authorization"]) for who in (ada, bob)
    ]
    assert ada_principal is not None
    assert bob_principal is not None
    for principal, user, refusal in [
        (bob_principal, ada_principal.user, ForbiddenError),
        (ada_principal, ada_principal.user, RuleViolatedError),
        (ada_principal, "user-none", NotFoundError),
    ]:
        with pytest.raises(refusal):
            await desk.accounts.disable(principal, user, is_disabled=True)
