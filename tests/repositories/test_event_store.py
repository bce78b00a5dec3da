from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH, envelope, proposal
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


async def test_only_a_commit_that_takes_another_back_says_so_in_its_document(
    database: Database,
) -> None:
    store = MongoEventStore(database, SKETCH)
    await store.start()
    first = await store.append(proposal("a"))
    taking = replace(proposal("b", first.tip), envelope=replace(envelope(), undoes=1))
    await store.append(taking)
    stored = await database["commits"].find({}).sort("_id", 1).to_list()
    assert [one.get("undoes") for one in stored] == [None, 1]
    await store.close()
