"""What one server saw of the workers, the others see."""

from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect

from domain.queue.standing import Seen
from events.record import replace
from repositories.roll import REST, Roll
from tests.farm import DAWN, worker_id

Database = AsyncDatabase[dict[str, Any]]
ADA = worker_id(1)
SEEN = Seen(worker=ADA, at=DAWN, is_online=True, heard_at=DAWN, foreign=1, free=(20_000, 8))


async def test_another_server_sees_what_was_noted(database: Database) -> None:
    bob = Seen(worker=worker_id(2), at=DAWN, is_online=False, trouble="It does not answer.")
    await Roll(database).note([SEEN, bob])
    assert await Roll(database).present() == {ADA: SEEN, bob.worker: bob}


async def test_what_is_the_same_is_written_now_and_then_and_news_at_once(
    database: Database,
) -> None:
    roll = Roll(database)
    await roll.note([SEEN])
    await roll.note([replace(SEEN, at=DAWN + 1, heard_at=DAWN + 1)])
    assert await roll.present() == {ADA: SEEN}
    busier = replace(SEEN, at=DAWN + 2, foreign=2)
    await roll.note([busier])
    assert await roll.present() == {ADA: busier}
    later = replace(busier, at=DAWN + 2 + REST, heard_at=DAWN + REST)
    await roll.note([later])
    assert await roll.present() == {ADA: later}


async def test_a_server_that_begins_to_look_keeps_when_others_heard_of_a_worker(
    database: Database,
) -> None:
    await Roll(database).note([SEEN])
    gone = Seen(worker=ADA, at=DAWN + 9, is_online=False, trouble="It does not answer.")
    await Roll(database).note([gone])
    assert await Roll(database).present() == {ADA: replace(gone, heard_at=DAWN)}


async def test_a_database_that_is_away_stops_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = Roll(database)

    async def away(*_: object, **__: object) -> None:
        raise AutoReconnect("away")

    with monkeypatch.context() as broken:
        broken.setattr(type(database["roll"]), "bulk_write", away)
        await roll.note([SEEN])
    await roll.note([SEEN])
    assert await roll.present() == {ADA: SEEN}
