"""Sessions: their tokens and cookies, how they are renewed, listed and ended, over HTTP."""

import asyncio

import httpx
import pytest
from structlog.testing import capture_logs

from repositories.account import AccountRepository
from tests.server.account.conftest import (
    ADA,
    BOB,
    LOG_IN_AGAIN,
    OWN,
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


async def test_the_oldest_of_very_many_sessions_ends(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    ada = await registered(client)
    for _ in range(50):
        clock.go_on(seconds=1)
        await logged_in(client)
    assert (await client.get("/auth/me", headers=bearer(ada))).status_code == 401
    assert (await refreshed(client, ada["refreshToken"])).status_code == 401


async def test_a_disabled_account_refreshes_no_more_though_its_session_was_missed(
    client: httpx.AsyncClient,
) -> None:
    ada = await registered(client)
    await AccountRepository().disable(ada["user"]["id"], is_disabled=True)
    answer = await refreshed(client, ada["refreshToken"])
    assert (answer.status_code, answer.json()) == (401, {"error": LOG_IN_AGAIN})
