"""API keys of workers, as they are kept: encrypted, once for each id."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect

from events.record import replace
from events.store import StoreUnavailableError
from repositories.worker_key import KeptKey, WorkerKeyBook

Database = AsyncDatabase[dict[str, Any]]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
KEY = KeptKey(id="key-1", worker="worker-1", sealed_by="a", nonce=b"n" * 12, sealed=b"\x00\xff")


async def test_a_key_is_found_by_its_id_until_it_is_forgotten(database: Database) -> None:
    book = WorkerKeyBook(database)
    await book.add(KEY, by="user-1", at=NOW)
    assert await book.find(KEY.id) == KEY
    await book.forget([KEY.id])
    assert await book.find(KEY.id) is None


async def test_the_same_command_again_keeps_what_it_kept_first(database: Database) -> None:
    book = WorkerKeyBook(database)
    await book.add(KEY, by="user-1", at=NOW)
    await book.add(replace(KEY, sealed=b"another"), by="user-1", at=NOW)
    assert await book.find(KEY.id) == KEY


async def test_all_keys_of_a_worker_that_is_removed_go(database: Database) -> None:
    book = WorkerKeyBook(database)
    other = replace(KEY, id="key-2", worker="worker-2")
    for key in (KEY, replace(KEY, id="key-3"), other):
        await book.add(key, by="user-1", at=NOW)
    await book.drop(KEY.worker)
    assert [await book.find(id_) for id_ in ("key-1", "key-2", "key-3")] == [None, other, None]


async def test_a_database_that_is_away_says_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise AutoReconnect("away")

    monkeypatch.setattr(type(database["worker_keys"]), "find_one", away)
    with pytest.raises(StoreUnavailableError, match="cannot be read now"):
        await WorkerKeyBook(database).find(KEY.id)
