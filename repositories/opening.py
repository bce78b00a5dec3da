"""A database with its log, opened for a command that comes, works and goes."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from events.codec import CODEC
from events.record import record
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.reach import MongodbUnusableError


@record
class Opened:
    database: AsyncDatabase[dict[str, Any]]
    store: MongoEventStore


@asynccontextmanager
async def opened(uri: str, name: str) -> AsyncGenerator[Opened]:
    """Yield the database. Raises `MongodbUnusableError` where it stops answering."""
    client = connect(uri)
    try:
        database = client[name]
        yield Opened(database=database, store=MongoEventStore(database, CODEC))
    except PyMongoError as error:
        raise MongodbUnusableError(f"The database gave up: {error}") from error
    finally:
        await client.close()
