from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from repositories.connection import connect
from tests.repositories.private_mongod import PrivateMongod

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


@pytest.fixture
def database(client: AsyncMongoClient[dict[str, Any]]) -> AsyncDatabase[dict[str, Any]]:
    return client[f"test_{next(NUMBERS)}"]
