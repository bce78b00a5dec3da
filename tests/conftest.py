"""What many tests need: a real MongoDB, and a database of one's own in it."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from repositories.mongod import Mongod, MongodSettings

Document = dict[str, Any]
# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - tests of storage need no durable disk


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    where = MEMORY_DISK if MEMORY_DISK.is_dir() else None
    return tempfile.TemporaryDirectory(prefix="storyboard-", dir=where)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder on the quickest disk there is."""
    with temporary_folder() as path:
        yield Path(path)


@pytest.fixture(scope="session")
def mongod() -> Iterator[Mongod]:
    """One real mongod for each pytest process; a test that harms it starts its own instead."""
    with temporary_folder() as path:
        # Dropping a database waits for the journal: 100 ms by default, which every test would pay.
        mongod = Mongod(MongodSettings(folder=Path(path), journal_commit_interval=10))
        mongod.start()
        yield mongod
        mongod.kill()


@pytest.fixture(scope="session")
def mongo_uri(mongod: Mongod) -> str:
    return mongod.uri


@pytest.fixture(scope="session")
async def mongo_client(mongo_uri: str) -> AsyncIterator[AsyncMongoClient[Document]]:
    # A test that computes for long holds up the driver's monitor: that is no server that is gone.
    async with AsyncMongoClient[Document](
        mongo_uri, tz_aware=True, serverMonitoringMode="poll", connectTimeoutMS=120_000
    ) as client:
        yield client


@pytest.fixture
async def database(
    mongo_client: AsyncMongoClient[Document],
) -> AsyncIterator[AsyncDatabase[Document]]:
    """An empty database that no other test, and no other pytest process, knows."""
    name = f"test_{uuid4().hex}"
    yield mongo_client[name]
    await mongo_client.drop_database(name)
