"""Takes as galleries read them: pages of one clip's, and how many each clip has."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from domain.board.take import Take
from events.record import record
from repositories.page import Order, page
from repositories.stamp import Stamp
from repositories.view import View, view

Counts: TypeAlias = dict[str, int]


class TakeDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    clip: str
    number: int
    file: dict[str, Any]
    made: dict[str, Any]
    item: str | None
    copied_from: str | None
    is_deleted: bool
    search: str

    class Settings:
        name = "takes"
        indexes: ClassVar = [
            IndexModel([("clip", ASCENDING), ("number", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([("clip", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]),
            # What counting needs is all in here, and what rebuilding and verifying look for.
            IndexModel(
                [(name, ASCENDING) for name in ("project", "is_deleted", "clip", "era")],
                name="counts",
            ),
            IndexModel([("project", ASCENDING), ("file.digest", ASCENDING)], name="content"),
        ]


@record
class TakeFilter:
    """Takes of a clip; what is empty or None narrows nothing down."""

    clip: str
    kinds: Sequence[str] = ()
    workers: Sequence[str] = ()
    models: Sequence[str] = ()
    search: str = ""
    since: datetime | None = None
    until: datetime | None = None
    is_deleted: bool = False


def _collection() -> AsyncCollection[dict[str, Any]]:
    return TakeDocument.get_pymongo_collection()


async def find(id_: str) -> View[Take] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def named(ids: Sequence[str]) -> list[View[Take] | None]:
    """Return takes in the order of their ids, None for what is not there."""
    found = {row["_id"]: view(row) async for row in _collection().find({"_id": {"$in": list(ids)}})}
    return [found.get(id_) for id_ in ids]


async def with_content(clip: str, digest: str) -> View[Take] | None:
    """Return the take of a clip that has this content."""
    query = {"clip": clip, "file.digest": digest, "is_deleted": False}
    found = await _collection().find_one(query, sort=[("number", ASCENDING)])
    return None if found is None else view(found)


async def listed(wanted: TakeFilter, order: Order) -> list[View[Take]]:
    """Return up to `first` + 1 takes: one more tells that there is a next page."""
    return await page(_collection(), _query(wanted), order)


async def count(wanted: TakeFilter) -> int:
    return await _collection().count_documents(_query(wanted))


async def values(clip: str, field: str) -> list[str]:
    """Return what takes of a clip have in a field of their provenance, in order."""
    found = await _collection().distinct(f"made.{field}", {"clip": clip, "is_deleted": False})
    return sorted(value for value in found if value)


async def name(project: str, digest: str) -> str | None:
    """Return what a file is called of which a project has, or had, a take."""
    query = {"project": project, "file.digest": digest}
    found = await _collection().find_one(query, {"file.name": 1})
    return None if found is None else str(found["file"]["name"])


async def users(project: str, digests: Collection[str]) -> dict[str, list[str]]:
    """Return the clips that have a take of each of these contents, the first ones first."""
    query = {"project": project, "file.digest": {"$in": list(digests)}, "is_deleted": False}
    found: dict[str, list[str]] = {}
    order = [("created_at", ASCENDING), ("_id", ASCENDING)]
    async for row in _collection().find(query, {"clip": 1, "file.digest": 1}).sort(order):
        clips = found.setdefault(row["file"]["digest"], [])
        if row["clip"] not in clips:
            clips.append(row["clip"])
    return found


def between(since: datetime | None, until: datetime | None) -> dict[str, Any]:
    """Return the query of rows that were made in a time, the end not included."""
    at = {"$gte": since, "$lt": until}
    times = {name: value for name, value in at.items() if value is not None}
    return {"created_at": times} if times else {}


def searched(text: str) -> dict[str, Any]:
    """Return the query of rows that every word of a text occurs in."""
    words = [re.escape(word) for word in text.casefold().split()]
    return {"$and": [{"search": {"$regex": word}} for word in words]} if words else {}


def among(**fields: Sequence[str]) -> dict[str, Any]:
    """Return the query of rows whose fields, with `__` for a dot, have one of these values."""
    return {name.replace("__", "."): {"$in": list(of)} for name, of in fields.items() if of}


def _query(wanted: TakeFilter) -> dict[str, Any]:
    return {
        "clip": wanted.clip,
        "is_deleted": wanted.is_deleted,
        **among(file__kind=wanted.kinds, made__worker=wanted.workers, made__model=wanted.models),
        **between(wanted.since, wanted.until),
        **searched(wanted.search),
    }


class TakeCounts:
    """How many takes clips have. It is at least as new as the projects' own rows were before."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._rows = database["takes"]

    async def of_projects(self, eras: Mapping[str, int]) -> dict[str, Counts]:
        """Return the counts of projects, whose rows are of these eras, by project and clip."""
        found: dict[str, Counts] = {id_: {} for id_ in eras}
        if not eras:
            return found
        wanted = [_of_era(era) | {"project": id_} for id_, era in eras.items()]
        match = {"project": {"$in": list(eras)}, "is_deleted": False, "$or": wanted}
        async for row in await self._grouped(match):
            found[row["_id"]["project"]][row["_id"]["clip"]] = row["count"]
        return found

    async def renewed(self, counts: Counts, era: int, changed: Collection[str]) -> Counts:
        """Return the counts after something happened to these takes."""
        clips = await self._rows.distinct("clip", {"_id": {"$in": list(changed)}})
        match = {"clip": {"$in": clips}, "is_deleted": False, **_of_era(era)}
        others = {clip: count for clip, count in counts.items() if clip not in clips}
        return others | {
            row["_id"]["clip"]: row["count"] async for row in await self._grouped(match)
        }

    async def _grouped(self, match: dict[str, Any]) -> Any:
        by = {"project": "$project", "clip": "$clip"}
        group = {"_id": by, "count": {"$sum": 1}}
        return await self._rows.aggregate([{"$match": match}, {"$group": group}])


def _of_era(era: int) -> dict[str, Any]:
    """Return the query of rows that are no leftovers of an era before."""
    return {"era": {"$gte": era}} if era else {}
