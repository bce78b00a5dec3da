from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from pymongo import AsyncMongoClient, MongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from repositories.connection import connect
from tests.repositories.private_mongod import PATIENCE, PrivateMongod

NUMBERS = count(1)
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own inside it


@pytest.fixture(scope="session")
def breakable() -> Iterator[PrivateMongod]:
    folder = Path(mkdtemp(prefix="storyboard-", dir=MEMORY if MEMORY.is_dir() else None))
    server = PrivateMongod(folder)
    server.start()
    yield server
    server.kill()
    rmtree(folder)


@pytest.fixture(scope="session")
async def client(breakable: PrivateMongod) -> AsyncIterator[AsyncMongoClient[dict[str, Any]]]:
    async with connect(breakable.uri) as connected:
        yield connected


@pytest.fixture(scope="session")
def broom(breakable: PrivateMongod) -> Iterator[MongoClient[dict[str, Any]]]:
    """A client apart: what a killed server did to its connections is no matter of the tests."""
    patience = round(PATIENCE * 1000)
    with MongoClient[dict[str, Any]](breakable.uri, serverSelectionTimeoutMS=patience) as client:
        yield client


@pytest.fixture
def database(
    client: AsyncMongoClient[dict[str, Any]], broom: MongoClient[dict[str, Any]]
) -> Iterator[AsyncDatabase[dict[str, Any]]]:
    name = f"test_{next(NUMBERS)}"
    yield client[name]
    # A server keeps a file for each collection and index, and may open only so many.
    with suppress(PyMongoError):
        broom.drop_database(name)
