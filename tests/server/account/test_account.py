"""Registering, logging in, sessions and their end, over HTTP."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from domain.account import NotLoggedInError, Principal
from domain.errors import ForbiddenError, NotFoundError, RuleViolatedError
from repositories.account import AccountRepository
from server.account.password import HashCost
from server.account.port import Visitor
from tests.server.account.conftest import ADA, OWN, PASSWORD, Clock, Desk, MakeDesk

BOB = {"email": "bob@example.org", "name": "Bob", "password": "stone-river-lamp"}
LOG_IN_AGAIN = {"kind": "NotLoggedInError", "message": "Log in again.", "field": None}


async def registered(client: httpx.AsyncClient, who: dict[str, str] = ADA) -> dict[str, Any]:
    answer = await client.post("/auth/register", json={**who, "transport": "body"})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def logged_in(client: httpx.AsyncClient, who: dict[str, str] = ADA) -> dict[str, Any]:
    sent = {"email": who["email"], "password": who["password"], "transport": "body"}
    answer = await client.post("/auth/login", json=sent)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def bearer(tokens: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['accessToken']}"}


async def refreshed(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/auth/refresh", json={"refreshToken": token})


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
    assert unknown > known / 2
    assert known > unknown / 2


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


async def test_the_refresh_token_travels_in_a_cookie_no_script_can_read(desk: Desk) -> None:
    async with desk.client(scheme="https") as client:
        answer = await client.post("/auth/register", json=ADA)
        given = next(
            line for line in answer.headers.get_list("set-cookie") if "storyboard_refresh" in line
        )
        assert {part.strip().split("=")[0] for part in given.split(";")[1:]} == {
            "HttpOnly",
            "Path",
            "SameSite",
            "Secure",
            "expires",
        }
        assert "Path=/auth;" in given
        assert "SameSite=strict" in given
        assert answer.json()["refreshToken"] is None
        renewed = await client.post("/auth/refresh", headers=OWN)
        assert renewed.status_code == 200
        assert renewed.json()["refreshToken"] is None
        assert renewed.json()["user"] == answer.json()["user"]
    async with desk.client() as client:
        plain = await client.post("/auth/login", json=sent_login(ADA))
        assert plain.status_code == 200
        assert "Secure" not in plain.headers["set-cookie"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.test"}, 403),
        ({"Origin": "null", **OWN}, 403),
        ({"Origin": "http://[", **OWN}, 403),
        ({"Sec-Fetch-Site": "cross-site", **OWN}, 403),
        ({"Sec-Fetch-Site": "same-site", **OWN}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://editor.test"}, 200),
        ({"Origin": "http://localhost:5173", "Sec-Fetch-Site": "same-site"}, 200),
        (OWN, 200),
    ],
)
async def test_a_cookie_counts_only_from_our_own_pages(
    make_desk: MakeDesk, headers: dict[str, str], status: int
) -> None:
    desk = await make_desk(origins=frozenset({"http://localhost:5173"}))
    async with desk.client() as client:
        await client.post("/auth/register", json=ADA)
        answer = await client.post("/auth/refresh", headers=headers)
        assert answer.status_code == status
        gone = await client.post("/auth/logout", headers=headers)
        assert gone.status_code == (204 if status == 200 else 403)


async def test_logging_out_ends_the_session_at_once(client: httpx.AsyncClient) -> None:
    answer = await client.post("/auth/register", json=ADA)
    headers = bearer(answer.json())
    old = client.cookies["storyboard_refresh"]
    assert (await client.get("/auth/me", headers=headers)).status_code == 200
    assert (await client.post("/auth/logout", headers=OWN)).status_code == 204
    assert "storyboard_refresh" not in client.cookies
    after = await client.get("/auth/me", headers=headers)
    assert (after.status_code, after.json()) == (401, {"error": LOG_IN_AGAIN})
    assert after.headers["www-authenticate"] == "Bearer"
    assert (await refreshed(client, old)).json() == {"error": LOG_IN_AGAIN}
    assert (await client.post("/auth/logout", headers=OWN)).status_code == 204


async def test_a_refresh_token_is_good_once_and_its_reuse_ends_the_session(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    last = await registered(client)
    tokens = [last["refreshToken"]]
    for _ in range(3):
        clock.go_on(minutes=5)
        last = (await refreshed(client, tokens[-1])).json()
        tokens.append(last["refreshToken"])
    assert len(set(tokens)) == 4
    session = await session_ids(client, last)
    with capture_logs() as logs:
        assert (await refreshed(client, tokens[0])).status_code == 401
    assert [line for line in logs if line["log_level"] == "warning"] == [
        {
            "event": "refresh token used twice",
            "log_level": "warning",
            "session": session[0],
            "user": last["user"]["id"],
        }
    ]
    assert (await refreshed(client, tokens[-1])).status_code == 401
    assert (await client.get("/auth/me", headers=bearer(last))).status_code == 401


async def session_ids(client: httpx.AsyncClient, tokens: dict[str, Any]) -> list[str]:
    listed = await client.get("/auth/sessions", headers=bearer(tokens))
    return [session["id"] for session in listed.json()["sessions"]]


async def test_two_tabs_that_refresh_at_once_are_given_the_same_token(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    first = (await registered(client))["refreshToken"]
    clock.go_on(minutes=9)
    answers = await asyncio.gather(*(refreshed(client, first) for _ in range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({answer.json()["refreshToken"] for answer in answers}) == 1
    clock.go_on(seconds=10)
    assert (await refreshed(client, first)).status_code == 200
    clock.go_on(seconds=1)
    assert (await refreshed(client, first)).status_code == 401
    assert (await refreshed(client, answers[0].json()["refreshToken"])).status_code == 401


async def test_the_grace_is_for_the_last_token_only(client: httpx.AsyncClient) -> None:
    first = (await registered(client))["refreshToken"]
    second = (await refreshed(client, first)).json()["refreshToken"]
    third = (await refreshed(client, second)).json()["refreshToken"]
    assert (await refreshed(client, first)).status_code == 401
    assert (await refreshed(client, third)).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "A" * 86, "é", "A" * 10_000, "....", "\x00"])
async def test_a_made_up_refresh_token_is_refused(client: httpx.AsyncClient, token: str) -> None:
    assert (await refreshed(client, token)).json() == {"error": LOG_IN_AGAIN}


async def test_a_made_up_token_of_a_real_session_does_not_end_it(client: httpx.AsyncClient) -> None:
    real = (await registered(client))["refreshToken"]
    forged = real[:22] + "A" * 64
    assert (await refreshed(client, forged)).status_code == 401
    await client.post("/auth/logout", json={"refreshToken": forged})
    assert (await refreshed(client, real)).status_code == 200


async def test_a_session_ends_when_idle(client: httpx.AsyncClient, clock: Clock) -> None:
    token = (await registered(client))["refreshToken"]
    clock.go_on(days=29)
    token = (await refreshed(client, token)).json()["refreshToken"]
    clock.go_on(days=30)
    assert (await refreshed(client, token)).status_code == 401


async def test_sessions_are_listed_with_the_current_marked_and_revoked(desk: Desk) -> None:
    async with desk.client() as here, desk.client("10.0.0.2") as there:
        there.headers["User-Agent"] = "Tablet" * 100
        ada, away = await registered(here), await logged_in(there)
        listed = (await here.get("/auth/sessions", headers=bearer(ada))).json()["sessions"]
        other = next(session for session in listed if not session["isCurrent"])
        assert len(listed) == 2
        assert other["address"] == "10.0.0.2"
        assert other["userAgent"] == ("Tablet" * 100)[:300]
        assert (await there.get("/auth/me", headers=bearer(away))).status_code == 200
        path = f"/auth/sessions/{other['id']}"
        assert (await here.delete(path, headers=bearer(ada))).status_code == 204
        assert (await there.get("/auth/me", headers=bearer(away))).status_code == 401
        assert (await refreshed(there, away["refreshToken"])).status_code == 401
        again = await here.delete(path, headers=bearer(ada))
        assert (again.status_code, again.json()["error"]["kind"]) == (404, "NotFoundError")


async def test_a_strangers_session_is_as_unknown_as_none(client: httpx.AsyncClient) -> None:
    ada, bob = await registered(client), await registered(client, BOB)
    theirs = (await session_ids(client, ada))[0]
    answers = [
        await client.delete(f"/auth/sessions/{id_}", headers=bearer(bob))
        for id_ in (theirs, "session-" + "0" * 32, "x%00%ed%a0%80")
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.text for answer in answers}) == 1
    assert (await client.get("/auth/me", headers=bearer(ada))).status_code == 200


async def test_another_process_believes_a_revoked_session_for_five_seconds_at_most(
    make_desk: MakeDesk, clock: Clock
) -> None:
    one, other = await make_desk(), await make_desk()
    async with one.client() as here, other.client() as there:
        ada = await registered(here)
        assert (await there.get("/auth/me", headers=bearer(ada))).status_code == 200
        await here.post("/auth/logout", json={"refreshToken": ada["refreshToken"]})
        assert (await here.get("/auth/me", headers=bearer(ada))).status_code == 401
        clock.go_on(seconds=5)
        assert (await there.get("/auth/me", headers=bearer(ada))).status_code == 401


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


def sent_login(who: dict[str, str]) -> dict[str, str]:
    return {"email": who["email"], "password": who["password"]}


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


async def test_the_oldest_of_very_many_sessions_ends(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    ada = await registered(client)
    for _ in range(50):
        clock.go_on(seconds=1)
        await logged_in(client)
    assert (await client.get("/auth/me", headers=bearer(ada))).status_code == 401
    assert (await refreshed(client, ada["refreshToken"])).status_code == 401


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


async def test_a_disabled_account_refreshes_no_more_though_its_session_was_missed(
    client: httpx.AsyncClient,
) -> None:
    ada = await registered(client)
    await AccountRepository().disable(ada["user"]["id"], is_disabled=True)
    answer = await refreshed(client, ada["refreshToken"])
    assert (answer.status_code, answer.json()) == (401, {"error": LOG_IN_AGAIN})
