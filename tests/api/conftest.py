"""The whole application over a real MongoDB, once for all; each test makes a project."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from domain.account import Patience
from events.record import record
from server.account.key import open_ring
from server.account.password import HashCost
from server.account.port import AccountSettings
from server.account.token import TokenMint
from server.app import create_app
from server.settings import Settings
from tests.api.client import Person, registered, visitor
from tests.api.farm import Hand, hand
from tests.api.past import forked
from tests.conftest import temporary_folder
from tests.server import demo

PATIENT = Patience(
    free=100_000,
    first_wait=timedelta(seconds=1),
    longest_wait=timedelta(seconds=1),
    calm=timedelta(hours=1),
)
ACCOUNTS = AccountSettings(
    hash_cost=HashCost(memory=64, rounds=1, lanes=1), registration_patience=PATIENT
)
PAGE = "<!doctype html><title>The editor</title>"


@record
class World:
    """The application, its data folder, its database and the key that signs its tokens."""

    app: FastAPI
    folder: Path
    database: str

    @property
    def mint(self) -> TokenMint:
        clock = lambda: datetime.now(UTC)  # noqa: E731
        ring = open_ring(self.folder, given=None, clock=clock)
        return TokenMint(ring, issuer=ACCOUNTS.issuer, clock=clock)


@pytest.fixture(scope="session")
async def world(mongo_uri: str) -> AsyncIterator[World]:
    with temporary_folder() as path:
        folder = Path(path)
        (folder / "web").mkdir()
        (folder / "web" / "index.html").write_text(PAGE)
        settings = Settings(data=folder, database=f"api_{uuid4().hex}", web=folder / "web")
        app = create_app(settings, mongo_uri, ACCOUNTS)
        async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
            yield World(app=app, folder=folder, database=settings.database)


@pytest.fixture(scope="session")
async def nobody(world: World) -> AsyncIterator[Person]:
    async with visitor(world.app) as person:
        yield person


@pytest.fixture(scope="session")
async def root(nobody: Person) -> Person:
    """The administrator: whoever registers first."""
    return await registered(nobody, "Root")


@pytest.fixture(scope="session")
async def ada(nobody: Person, root: Person) -> Person:
    assert root.id
    return await registered(nobody, "Ada")


@pytest.fixture(scope="session")
async def bob(nobody: Person, root: Person) -> Person:
    assert root.id
    return await registered(nobody, "Bob")


@pytest.fixture
async def project(ada: Person) -> str:
    return await ada.project()


@pytest.fixture
async def scene(ada: Person, project: str) -> str:
    return await ada.scene(project, name="Quay")


@pytest.fixture
async def clip(ada: Person, scene: str) -> str:
    return await ada.clip(scene, name="Gulls")


@pytest.fixture
async def branch(ada: Person, project: str, clip: str) -> str:
    """Forked from the project when it had its clip."""
    assert clip
    return await forked(ada, project)


@pytest.fixture(scope="session")
async def address(world: World, root: Person) -> AsyncIterator[str]:
    """`host:port` of the same application behind a real server, for what ASGI alone cannot show."""
    assert root.id
    async with demo.served(world.app) as served:
        yield served


@pytest.fixture(scope="session")
async def farm_hand(world: World, mongo_uri: str) -> AsyncIterator[Hand]:
    async with hand(mongo_uri, world.database) as made:
        yield made
