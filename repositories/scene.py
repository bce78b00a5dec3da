"""Scenes as the timeline and the side panel read them."""

from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.board.scene import Scene
from repositories.stamp import Stamp
from repositories.view import View, view


class SceneDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    name: str
    rank: str
    description: str
    lyrics: str
    image_template: str
    video_template: str
    negative_template: str
    parameters: dict[str, Any]
    code: str
    original: str | None
    alternate: int
    is_chosen: bool
    is_deleted: bool
    copied_from: str | None

    class Settings:
        name = "scenes"
        indexes: ClassVar = [IndexModel([("project", ASCENDING), ("position", ASCENDING)])]


def _collection() -> AsyncCollection[dict[str, Any]]:
    return SceneDocument.get_pymongo_collection()


async def find(id_: str) -> View[Scene] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)
