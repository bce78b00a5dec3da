"""Queues, and the shares that projects have of them, as the queue page reads them."""

from typing import ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel

from domain.queue.board.queue import Queue
from domain.queue.board.share import Share
from repositories.stamp import Stamp
from repositories.view import View, view


class QueueDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    name: str
    is_paused: bool
    reason: str
    blocked: dict[str, str]
    learned: dict[str, int]
    cleared: dict[str, int]

    class Settings:
        name = "queues"


class ShareDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    project_id: str
    is_paused: bool
    reason: str
    money: int
    time: int
    at_once: int
    spent_money: int
    spent_time: int

    class Settings:
        name = "shares"
        indexes: ClassVar = [IndexModel([("project", ASCENDING), ("position", ASCENDING)])]


async def find(id_: str) -> View[Queue] | None:
    found = await QueueDocument.get_pymongo_collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def share(id_: str) -> View[Share] | None:
    found = await ShareDocument.get_pymongo_collection().find_one({"_id": id_})
    return None if found is None else view(found)
