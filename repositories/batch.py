"""Batches as the queue page reads them, with the progress that their jobs come to."""

from collections.abc import Sequence
from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.queue.board.batch import Batch
from repositories.job import JobDocument
from repositories.stamp import Stamp
from repositories.view import View, view


class BatchDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    project_id: str
    name: str
    size: int
    workflow: str
    workflow_version: str
    definition: str = ""
    kind: str
    values: dict[str, Any]
    likeness: str
    vram: int
    models: list[str]
    nodes: list[str]
    tags: list[str]
    demand: str
    money: int
    time: int
    at_once: int
    spent_money: int
    spent_time: int

    class Settings:
        name = "batches"
        indexes: ClassVar = [
            IndexModel([("project", ASCENDING), ("position", ASCENDING)]),
            IndexModel(
                [("project_id", ASCENDING), ("created_at", DESCENDING), ("_id", ASCENDING)],
                name="newest",
            ),
        ]


def _collection() -> AsyncCollection[dict[str, Any]]:
    return BatchDocument.get_pymongo_collection()


async def find(id_: str) -> View[Batch] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def several(ids: Sequence[str]) -> dict[str, View[Batch]]:
    rows = _collection().find({"_id": {"$in": list(ids)}})
    return {row["_id"]: view(row) async for row in rows}


async def newest(projects: Sequence[str], first: int) -> list[View[Batch]]:
    """Return the newest batches of some projects."""
    rows = (
        _collection()
        .find({"project_id": {"$in": list(projects)}})
        .sort([("created_at", DESCENDING), ("_id", ASCENDING)])
        .limit(first)
    )
    return [view(row) async for row in rows]


async def progress(ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many jobs of each batch have each status."""
    cursor = await JobDocument.get_pymongo_collection().aggregate(
        [
            {"$match": {"batch": {"$in": list(ids)}}},
            {"$group": {"_id": {"batch": "$batch", "status": "$status"}, "n": {"$sum": 1}}},
        ]
    )
    found: dict[str, dict[str, int]] = {id_: {} for id_ in ids}
    async for row in cursor:
        found[row["_id"]["batch"]][row["_id"]["status"]] = row["n"]
    return found
