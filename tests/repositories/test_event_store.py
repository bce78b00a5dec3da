from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH
from tests.events.store_contract import StoreContract

Database = AsyncDatabase[dict[str, Any]]


class TestMongoEventStore(StoreContract):
    @pytest.fixture
    async def store(self, database: Database) -> AsyncIterator[MongoEventStore]:
        store = MongoEventStore(database, SKETCH)
        await store.start()
        yield store
        await store.close()


class TestMongoEventStoreThatRemembersLittle(StoreContract):
    """With a window of two commits, most decisions are judged on what is read again."""

    @pytest.fixture
    async def store(self, database: Database) -> AsyncIterator[MongoEventStore]:
        store = MongoEventStore(database, SKETCH, window=2)
        await store.start()
        yield store
        await store.close()
