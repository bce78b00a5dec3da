"""The pool as its page reads it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.board.pool import PoolItem
from events.record import record
from repositories.page import Order, page
from repositories.stamp import Stamp
from repositories.take import among, searched
from repositories.view import View, view


class PoolItemDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    name: str
    file: dict[str, Any]
    made: dict[str, Any]
    description: str
    tags: list[str]
    take: str | None
    copied_from: str | None
    is_deleted: bool
    search: str

    class Settings:
        name = "items"
        indexes: ClassVar = [
            IndexModel([("project", ASCENDING), (field, way), ("_id", way)])
            for field, way in (("created_at", DESCENDING), ("search", ASCENDING))
        ] + [IndexModel([("project", ASCENDING), ("file.digest", ASCENDING)], name="content")]


@record
class PoolFilter:
    """Items of a project's pool; what is empty narrows nothing down. All of `tags` are wanted."""

    project: str
    kinds: Sequence[str] = ()
    tags: Sequence[str] = ()
    search: str = ""
    is_deleted: bool = False


def _collection() -> AsyncCollection[dict[str, Any]]:
    return PoolItemDocument.get_pymongo_collection()


async def find(id_: str) -> View[PoolItem] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def with_content(project: str, digest: str) -> View[PoolItem] | None:
    """Return the item of a pool that has this content."""
    query = {"project": project, "file.digest": digest, "is_deleted": False}
    found = await _collection().find_one(query)
    return None if found is None else view(found)


async def name(project: str, digest: str) -> str | None:
    """Return what a file is called of which a project has, or had, a pool item."""
    query = {"project": project, "file.digest": digest}
    found = await _collection().find_one(query, {"file.name": 1})
    return None if found is None else str(found["file"]["name"])


async def listed(wanted: PoolFilter, order: Order) -> list[View[PoolItem]]:
    """Return up to `first` + 1 items: one more tells that there is a next page."""
    return await page(_collection(), _query(wanted), order)


async def count(wanted: PoolFilter) -> int:
    return await _collection().count_documents(_query(wanted))


async def tags(project: str) -> list[str]:
    """Return every tag of a pool in the order of the alphabet."""
    found = await _collection().distinct("tags", {"project": project, "is_deleted": False})
    return sorted(found, key=str.casefold)


def _query(wanted: PoolFilter) -> dict[str, Any]:
    tagged = {"tags": {"$all": list(wanted.tags)}} if wanted.tags else {}
    return {
        "project": wanted.project,
        "is_deleted": wanted.is_deleted,
        **tagged,
        **among(file__kind=wanted.kinds),
        **searched(wanted.search),
    }
