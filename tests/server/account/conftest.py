"""The account routes in a real application on a real MongoDB, with a clock of the tests' own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from beanie import init_beanie
from fastapi import FastAPI
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from events.record import record
from repositories.account import DOCUMENTS
from server.account import open_accounts
from server.account.account import Accounts
from server.account.key import KeyFile
from server.account.password import HashCost
from server.account.port import AccountSettings
from server.account.route import accounts_router
from tests.repositories.private_mongod import PrivateMongod

PASSWORD = "plum-window-rain"
ADA = {"email": "ada@example.org", "name": "Ada", "password": PASSWORD}
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


@pytest.fixture(scope="session")
def mongo_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = PrivateMongod(tmp_path_factory.mktemp("mongod"))
    server.start()
    yield server.uri
    server.kill()


@pytest.fixture
async def database(mongo_uri: str) -> AsyncIterator[AsyncDatabase[dict[str, Any]]]:
    async with AsyncMongoClient[dict[str, Any]](mongo_uri, tz_aware=True) as client:
        yield client[f"test-{uuid4().hex}"]


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
