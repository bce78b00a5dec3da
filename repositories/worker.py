"""Workers as lists and the scheduler's page read them; what they have is searched by kind."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.queue.board.worker import Worker
from repositories.stamp import Stamp
from repositories.view import View, view

MOST_FOUND: Final = 200


class WorkerDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    name: str
    kind: str
    address: str
    tags: list[str]
    serves: list[str]
    hourly: int
    server_version: str
    devices: list[dict[str, Any]]
    models: list[str]
    nodes: list[str]
    mode: str
    health: str
    reason: str
    errors: int
    erred: int
    is_removed: bool

    class Settings:
        name = "workers"
        indexes: ClassVar = [
            IndexModel([("project", ASCENDING), ("position", ASCENDING)]),
            IndexModel([("project", ASCENDING), ("models", ASCENDING)], name="models"),
        ]


def _collection() -> AsyncCollection[dict[str, Any]]:
    return WorkerDocument.get_pymongo_collection()


async def find(id_: str) -> View[Worker] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def listed(queue: str) -> list[View[Worker]]:
    """Return the workers of a queue that are not removed, by name."""
    rows = _collection().find({"project": queue, "is_removed": False}).sort("name", ASCENDING)
    return [view(row) async for row in rows]


async def names(ids: Iterable[str]) -> dict[str, str]:
    """Return what workers are called, by id, also those that were removed."""
    rows = _collection().find({"_id": {"$in": list(ids)}}, {"name": 1})
    return {row["_id"]: row["name"] async for row in rows}


async def models(queue: str, kind: str, search: str = "") -> dict[str, list[str]]:
    """Return which workers have what of a kind (`loras`, `samplers`, `nodes`), by the names.

    At most 200 whose names hold the search text, in the order of the alphabet.
    """
    wanted = re.compile(re.escape(search), re.IGNORECASE)
    found: dict[str, list[str]] = {}
    for worker in await listed(queue):
        for name in _of(worker.state, kind):
            if wanted.search(name):
                found.setdefault(name, []).append(worker.state.id)
    return {name: found[name] for name in sorted(found, key=str.casefold)[:MOST_FOUND]}


def _of(worker: Worker, kind: str) -> Iterator[str]:
    if kind == "nodes":
        yield from worker.nodes
    for model in worker.models:
        of, _, name = model.partition("/")
        if of == kind:
            yield name
