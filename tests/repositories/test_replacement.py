"""Rows are replaced where they are older, in as many messages as it takes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from domain.board.scene import Scene
from events.ids import SceneId
from repositories import replacement
from repositories.replacement import replace_older
from repositories.view import View, view

AT = datetime(2026, 1, 2, tzinfo=UTC)


def scene(
    n: int, *, position: int = 1, name: str = "", project: str = "project-1", era: int = 0
) -> View[Scene]:
    return View(
        state=Scene(id=SceneId(f"scene-{n}"), name=name),
        project=project,
        position=position,
        version=position,
        created_at=AT,
        created_by="user-1",
        changed_at=AT,
        changed_by="user-1",
        era=era,
    )


async def stored(database: AsyncDatabase[dict[str, Any]]) -> list[View[Any]]:
    return [view(row) async for row in database["scenes"].find().sort("_id")]


@pytest.mark.parametrize(("rows", "size"), [(2, 10**6), (100, 1)])
async def test_many_rows_are_written_in_several_messages(
    database: AsyncDatabase[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
    size: int,
) -> None:
    monkeypatch.setattr(replacement, "MESSAGE_ROWS", rows)
    monkeypatch.setattr(replacement, "MESSAGE_BYTES", size)
    scenes = [scene(n) for n in range(5)]
    await replace_older(database["scenes"], scenes)
    assert await stored(database) == scenes


async def test_a_newer_row_and_one_of_another_project_stay_and_the_others_are_replaced(
    database: AsyncDatabase[dict[str, Any]],
) -> None:
    newer, foreign = scene(1, position=5, name="newer"), scene(2, project="project-2")
    await replace_older(database["scenes"], [newer, foreign, scene(3)])
    third = scene(3, position=4, name="moved on")
    refused = await replace_older(
        database["scenes"], [scene(1, position=4), scene(2, position=4), third]
    )
    assert refused == ["scene-1", "scene-2"]
    assert await stored(database) == [newer, foreign, third]


async def test_a_row_never_goes_back_to_an_earlier_era_and_a_later_one_replaces_any(
    database: AsyncDatabase[dict[str, Any]],
) -> None:
    rows = database["scenes"]
    rebuilt, left, present = scene(1, era=2), scene(2, position=9), scene(3, era=2, position=5)
    await replace_older(rows, [rebuilt, left, present])
    await rows.update_one({"_id": "scene-2"}, {"$unset": {"era": 1}})
    late = [scene(n, era=era, position=7, name="late") for n, era in ((1, 0), (1, 1), (3, 1))]
    assert await replace_older(rows, late) == ["scene-1", "scene-1", "scene-3"]
    assert await replace_older(rows, [scene(3, era=2, position=4)]) == ["scene-3"]
    again = scene(2, era=2, position=6)
    assert await replace_older(rows, [again]) == []
    assert await stored(database) == [rebuilt, again, present]


async def test_nothing_to_write_asks_nothing(database: AsyncDatabase[dict[str, Any]]) -> None:
    await replace_older(database["scenes"], [])
    assert await database.list_collection_names() == []


async def test_any_other_refusal_of_the_database_is_raised(
    database: AsyncDatabase[dict[str, Any]],
) -> None:
    await database.create_collection(
        "scenes", validator={"name": {"$ne": "refused"}}, validationAction="error"
    )
    bad = scene(1)
    bad = replace(bad, state=replace(bad.state, name="refused"))
    with pytest.raises(OperationFailure):
        await replace_older(database["scenes"], [bad])
