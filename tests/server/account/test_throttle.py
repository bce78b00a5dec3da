"""Guessing is slowed, in all processes and over restarts, and never locks the victim out."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from domain.account import Patience
from server.account.password import HashCost
from server.account.throttle import network, spoken
from tests.server.account.conftest import ADA, PASSWORD, Clock, MakeDesk

RIGHT = {"email": ADA["email"], "password": PASSWORD}
WRONG = {"email": ADA["email"], "password": "plum-window-snow"}
SHORT = Patience(
    free=5,
    first_wait=timedelta(seconds=5),
    longest_wait=timedelta(minutes=15),
    calm=timedelta(hours=1),
)


async def codes(client: httpx.AsyncClient, sent: dict[str, str], times: int) -> list[int]:
    return [(await client.post("/auth/login", json=sent)).status_code for _ in range(times)]


async def test_the_sixth_guess_waits_and_the_wait_grows(make_desk: MakeDesk, clock: Clock) -> None:
    desk = await make_desk()
    async with desk.client("10.0.0.1") as home, desk.client("10.0.0.66") as eve:
        await home.post("/auth/register", json=ADA)
        assert await codes(eve, WRONG, 6) == [401] * 5 + [429]
        refused = await eve.post("/auth/login", json=WRONG)
        assert refused.headers["retry-after"] == "5"
        assert refused.json() == {
            "error": {
                "kind": "LockedOutError",
                "message": "Too many attempts. Try again in 5 seconds.",
                "field": None,
            }
        }
        clock.go_on(seconds=5)
        assert await codes(eve, WRONG, 2) == [401, 429]
        assert (await eve.post("/auth/login", json=WRONG)).headers["retry-after"] == "10"


async def test_the_right_password_does_not_help_a_stranger_who_is_locked_out(
    make_desk: MakeDesk,
) -> None:
    desk = await make_desk()
    async with desk.client("10.0.0.1") as home, desk.client("10.0.0.66") as eve:
        await home.post("/auth/register", json=ADA)
        await codes(eve, WRONG, 5)
        assert await codes(eve, RIGHT, 1) == [429]


async def test_guessing_from_many_addresses_is_locked_too(make_desk: MakeDesk) -> None:
    desk = await make_desk()
    async with desk.client("10.0.0.1") as home:
        await home.post("/auth/register", json=ADA)
    guessed = []
    for n in range(8):
        async with desk.client(f"10.9.{n}.1") as eve:
            guessed += await codes(eve, WRONG, 1)
    assert guessed == [401] * 5 + [429] * 3


async def test_the_owner_still_comes_in_from_a_known_address_and_a_known_browser(
    make_desk: MakeDesk,
) -> None:
    desk = await make_desk()
    async with desk.client("10.0.0.1") as browser:
        await browser.post("/auth/register", json=ADA)
        device = browser.cookies["storyboard_device"]
    async with desk.client("10.0.0.66") as eve:
        await codes(eve, WRONG, 6)
    async with desk.client("10.0.0.1") as script:
        assert await codes(script, RIGHT, 1) == [200]
    async with desk.client("10.0.0.66") as cafe:
        cafe.cookies.set("storyboard_device", device, path="/auth")
        assert await codes(cafe, RIGHT, 1) == [200]
    async with desk.client("10.0.0.67") as forger:
        forger.cookies.set("storyboard_device", device[:-2] + "xx", path="/auth")
        assert await codes(forger, RIGHT, 1) == [429]


async def test_a_device_of_another_account_is_a_stranger(make_desk: MakeDesk) -> None:
    desk = await make_desk()
    async with desk.client("10.0.0.1") as home, desk.client("10.0.0.66") as eve:
        await home.post("/auth/register", json=ADA)
        await eve.post("/auth/register", json={**ADA, "email": "eve@example.org"})
        assert await codes(eve, WRONG, 6) == [401] * 5 + [429]


async def test_a_burst_of_guesses_does_not_slip_through_side_by_side(make_desk: MakeDesk) -> None:
    desks = [await make_desk(), await make_desk()]
    async with desks[0].client("10.0.0.1") as home:
        await home.post("/auth/register", json=ADA)
    async with desks[0].client("10.0.0.66") as one, desks[1].client("10.0.0.66") as other:
        answers = await asyncio.gather(
            *(client.post("/auth/login", json=WRONG) for client in [one, other] * 20)
        )
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 35


async def test_a_lock_outlives_a_restart(make_desk: MakeDesk) -> None:
    before = await make_desk()
    async with before.client("10.0.0.66") as eve:
        assert await codes(eve, WRONG, 6) == [401] * 5 + [429]
    after = await make_desk()
    async with after.client("10.0.0.66") as eve:
        assert await codes(eve, WRONG, 1) == [429]


async def test_one_address_cannot_try_one_password_on_everybody(make_desk: MakeDesk) -> None:
    desk = await make_desk(address_patience=SHORT)
    async with desk.client("2001:db8::1") as eve:
        for n in range(5):
            sent = {"email": f"user{n}@example.org", "password": PASSWORD}
            assert await codes(eve, sent, 1) == [401]
    async with desk.client("2001:db8::ffff") as eve:
        assert await codes(eve, {"email": "x@example.org", "password": PASSWORD}, 1) == [429]
    async with desk.client("2001:db8:0:1::1") as neighbour:
        assert await codes(neighbour, {"email": "x@example.org", "password": PASSWORD}, 1) == [401]


async def test_a_right_log_in_of_ones_own_does_not_reset_the_address(make_desk: MakeDesk) -> None:
    desk = await make_desk(address_patience=SHORT)
    async with desk.client("10.0.0.66") as eve:
        mine = {**ADA, "email": "eve@example.org"}
        await eve.post("/auth/register", json=mine)
        tried = []
        for n in range(6):
            tried += await codes(eve, {"email": f"u{n}@example.org", "password": PASSWORD}, 1)
            await eve.post("/auth/login", json={"email": mine["email"], "password": PASSWORD})
    assert tried == [401] * 5 + [429]


async def test_many_right_log_ins_at_once_are_no_guessing(make_desk: MakeDesk) -> None:
    desk = await make_desk()
    async with desk.client() as office:
        await office.post("/auth/register", json=ADA)
        answers = await asyncio.gather(*(office.post("/auth/login", json=RIGHT) for _ in range(60)))
    assert {answer.status_code for answer in answers} == {200}


async def test_a_crowd_at_the_door_is_told_to_come_back(make_desk: MakeDesk) -> None:
    desk = await make_desk(hash_cost=HashCost(memory=4096, rounds=2, lanes=1))
    async with desk.client() as client:
        answers = await asyncio.gather(
            *(client.post("/auth/login", json=RIGHT) for _ in range(130))
        )
    turned_away = [answer for answer in answers if "Too many people" in answer.text]
    assert len(turned_away) == 30
    assert {answer.status_code for answer in turned_away} == {429}


async def test_guessing_the_current_password_is_locked_out(make_desk: MakeDesk) -> None:
    desk = await make_desk()
    async with desk.client() as client:
        ada = (await client.post("/auth/register", json=ADA)).json()
        sent = {"currentPassword": "plum-window-snow", "newPassword": "glass-harbour-moon"}
        headers = {"Authorization": f"Bearer {ada['accessToken']}"}
        answers = [
            await client.post("/auth/password", json=sent, headers=headers) for _ in range(6)
        ]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]


async def test_registering_by_the_hundred_is_slowed(make_desk: MakeDesk) -> None:
    desk = await make_desk(registration_patience=SHORT)
    async with desk.client() as client:
        answers = [
            await client.post("/auth/register", json={**ADA, "email": f"u{n}@example.org"})
            for n in range(6)
        ]
    assert [answer.status_code for answer in answers] == [201] * 5 + [429]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 second"), (59, "59 seconds"), (60, "1 minute"), (61, "2 minutes")],
)
def test_a_wait_is_told_as_people_say_it(seconds: float, text: str) -> None:
    assert spoken(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_addresses_of_one_visitor_count_together(address: str, counted_as: str) -> None:
    assert network(address) == counted_as
