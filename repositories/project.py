"""Projects as lists and dashboards read them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.board.project import Project
from events.record import record
from repositories.stamp import Stamp
from repositories.view import View, view

MOST_ROWS: Final = 100


class ProjectDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    name: str
    description: str
    frame_rate: str
    width: int
    height: int
    aspect_ratio: str
    start_frame: int
    naming: str
    confirmed_naming: str
    image_model: str
    video_model: str
    style: str
    music: str
    music_name: str
    music_samples: int
    music_rate: int
    music_channels: int
    music_offset: int
    media: dict[str, str]
    members: dict[str, str]
    is_archived: bool
    is_deleted: bool
    copied_from: str | None
    exports: int
    trunk: str | None
    parent: str | None
    forked_at: int
    branch: str
    merged: dict[str, int]
    merged_at: dict[str, int]
    users: list[str]
    search: str

    class Settings:
        name = "projects"
        indexes: ClassVar = [
            IndexModel([("users", ASCENDING), (field, ASCENDING), ("_id", ASCENDING)])
            for field in ("changed_at", "created_at", "search")
        ] + [IndexModel([("trunk", ASCENDING)], name="trunk")]


@record
class Page:
    """A page of a list that is sorted by a field and then by id.

    `after` is the (value, id) of the row before the page. `states` are among active, archived and
    deleted, `roles` the user's own; empty means any.
    """

    user: str
    first: int
    after: tuple[Any, str] | None = None
    sort: str = "changed_at"
    is_descending: bool = True
    search: str = ""
    states: Sequence[str] = ()
    roles: Sequence[str] = ()


_STATES: Final[Mapping[str, Mapping[str, bool]]] = {
    "active": {"is_archived": False, "is_deleted": False},
    "archived": {"is_archived": True, "is_deleted": False},
    "deleted": {"is_deleted": True},
}


def _collection() -> AsyncCollection[dict[str, Any]]:
    return ProjectDocument.get_pymongo_collection()


async def find(id_: str) -> View[Project] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def branches(trunk: str) -> list[View[Project]]:
    """Return all branches of a project, deleted ones too, the newest first."""
    cursor = _collection().find({"trunk": trunk}).sort([("created_at", DESCENDING), ("_id", 1)])
    return [view(document) async for document in cursor]


async def all_of(user: str) -> list[View[Project]]:
    """Return every project that somebody is a member of, closed ones too."""
    return [view(document) async for document in _collection().find({"users": user})]


async def ids_of(user: str) -> list[str]:
    """Return the ids of every project that somebody is a member of, and of all branches of them."""
    own = [row["_id"] async for row in _collection().find({"users": user}, {"_id": 1})]
    branches = _collection().find({"trunk": {"$in": own}}, {"_id": 1})
    return [*own, *[row["_id"] async for row in branches]]


async def names(ids: Iterable[str]) -> dict[str, str]:
    """Return what projects are called, by id; a branch with its own name behind its project's."""
    rows = _collection().find({"_id": {"$in": list(ids)}}, {"name": 1, "branch": 1})
    return {
        row["_id"]: " / ".join(filter(None, (row["name"], row["branch"]))) async for row in rows
    }


async def listed(page: Page) -> list[View[Project]]:
    """Return up to `first` + 1 projects: one more tells that there is a next page."""
    order = DESCENDING if page.is_descending else ASCENDING
    cursor = (
        _collection()
        .find({"$and": [_wanted(page), _behind(page)]})
        .sort([(page.sort, order), ("_id", order)])
        .limit(min(page.first, MOST_ROWS) + 1)
    )
    return [view(document) async for document in cursor]


async def count(page: Page) -> int:
    return await _collection().count_documents(_wanted(page))


def _wanted(page: Page) -> dict[str, Any]:
    wanted: dict[str, Any] = {"users": page.user}
    if page.search.strip():
        wanted["search"] = {"$regex": re.escape(page.search.strip().casefold())}
    if page.states:
        wanted["$or"] = [dict(_STATES[state]) for state in page.states]
    if page.roles:
        wanted[f"members.{page.user}"] = {"$in": list(page.roles)}
    return wanted


def _behind(page: Page) -> dict[str, Any]:
    if page.after is None:
        return {}
    value, id_ = page.after
    beyond = "$lt" if page.is_descending else "$gt"
    return {"$or": [{page.sort: {beyond: value}}, {page.sort: value, "_id": {beyond: id_}}]}
