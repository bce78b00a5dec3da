"""The account routes in a real application on a real MongoDB, with a clock of the tests' own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from beanie import init_beanie
from fastapi import FastAPI
from pymongo.asynchronous.database import AsyncDatabase

from events.record import record
from repositories.account import DOCUMENTS
from server.account import open_accounts
from server.account.account import Accounts
from server.account.key import KeyFile
from server.account.password import HashCost
from server.account.port import AccountSettings
from server.account.route import accounts_router

PASSWORD = "plum-window-rain"
ADA = {"email": "ada@example.org", "name": "Ada", "password": PASSWORD}
BOB = {"email": "bob@example.org", "name": "Bob", "password": "stone-river-lamp"}
LOG_IN_AGAIN = {"kind": "NotLoggedInError", "message": "Log in again.", "field": None}
OWN = {"X-Storyboard": "1"}
FAST = AccountSettings(hash_cost=HashCost(memory=64, rounds=1, lanes=1))


class Clock:
    """Stands still until told to go on. Whole seconds, as the tokens have them."""

    def __init__(self) -> None:
        # TTL indexes go by the server's clock, so ours stays near it.
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@record
class Desk:
    """One process: its accounts and a client for each visitor."""

    accounts: Accounts
    app: FastAPI

    def client(self, address: str = "10.0.0.1", scheme: str = "http") -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.app, client=(address, 1), raise_app_exceptions=True)
        return httpx.AsyncClient(transport=transport, base_url=f"{scheme}://editor.test")


MakeDesk = Callable[..., Awaitable[Desk]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path)


@pytest.fixture
async def make_desk(
    database: AsyncDatabase[dict[str, Any]], clock: Clock, keys: KeyFile
) -> AsyncIterator[MakeDesk]:
    await init_beanie(database=database, document_models=list(DOCUMENTS))
    made: list[Accounts] = []

    async def make(**changes: Any) -> Desk:
        accounts = await open_accounts(
            folder=keys.path.parent,
            signing_keys=None,
            clock=clock,
            settings=replace(FAST, **changes),
        )
        made.append(accounts)
        app = FastAPI()
        app.include_router(accounts_router(accounts))
        return Desk(accounts=accounts, app=app)

    yield make
    for accounts in made:
        accounts.close()


@pytest.fixture
async def desk(make_desk: MakeDesk) -> Desk:
    return await make_desk()


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with desk.client() as client:
        yield client


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


async def session_ids(client: httpx.AsyncClient, tokens: dict[str, Any]) -> list[str]:
    listed = await client.get("/auth/sessions", headers=bearer(tokens))
    return [session["id"] for session in listed.json()["sessions"]]


def sent_login(who: dict[str, str]) -> dict[str, str]:
    return {"email": who["email"], "password": who["password"]}
