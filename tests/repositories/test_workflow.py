"""The rows of the library: folded from its log, rebuilt, and read by key."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.execute import Request
from domain.library.command import RemoveWorkflow, SavePreset, SaveWorkflow
from events.ids import MAIN_LIBRARY
from repositories import workflow
from repositories.rebuild import rebuild
from tests.film import ADA
from tests.repositories.film_house import House, house


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    async with house(database) as made:
        yield made


async def done(home: House, number: int, *commands: Any) -> int:
    request = Request(
        project=MAIN_LIBRARY, command_id=f"{number:032x}", actor=ADA, commands=tuple(commands)
    )
    return (await home.done(request)).position


async def test_what_is_kept_is_read_by_key_and_made_anew_from_the_log(home: House) -> None:
    assert await workflow.mark(MAIN_LIBRARY) == ""
    assert await workflow.workflows(MAIN_LIBRARY) == []
    wet = SavePreset(key="wet", document="{}")
    await done(home, 1, SaveWorkflow(key="b", document="2"), wet)
    await done(home, 2, SaveWorkflow(key="a", document="1"))
    mark = await workflow.mark(MAIN_LIBRARY)
    await done(home, 3, RemoveWorkflow(key="b"))
    assert await workflow.mark(MAIN_LIBRARY) != mark
    rows = await workflow.workflows(MAIN_LIBRARY)
    shown = [(row.state.key, row.state.document, row.state.is_removed, row.version) for row in rows]
    assert shown == [("a", "1", False, 1), ("b", "2", True, 2)]
    assert [row.state.key for row in await workflow.presets(MAIN_LIBRARY)] == ["wet"]
    assert await home.settled() == []
    await workflow.WorkflowDocument.get_pymongo_collection().update_many(
        {}, {"$set": {"document": "wrong"}}
    )
    assert await home.settled() != []
    await rebuild(home.database, home.store, MAIN_LIBRARY)
    assert await home.settled() == []
    assert [row.state.document for row in await workflow.workflows(MAIN_LIBRARY)] == ["1", "2"]
