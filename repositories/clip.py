"""Clips as the timeline and the side panel read them."""

from collections.abc import Collection
from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.board.clip import Clip
from repositories.stamp import Stamp
from repositories.view import View, view


class ClipDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    scene: str
    name: str
    track: int
    start: int
    length: int
    lyrics: str
    notes: str
    image_prompt: str
    video_prompt: str
    negative_prompt: str
    parameters: dict[str, Any]
    status: str
    media_url: str
    media_start: int
    media_length: int
    transition: str
    transition_length: int
    transition_direction: str
    image: str | None
    image_digest: str
    video: str | None
    video_digest: str
    code: str
    original: str | None
    alternate: int
    is_chosen: bool
    is_deleted: bool
    copied_from: str | None

    class Settings:
        name = "clips"
        indexes: ClassVar = [IndexModel([("project", ASCENDING), ("position", ASCENDING)])]


def _collection() -> AsyncCollection[dict[str, Any]]:
    return ClipDocument.get_pymongo_collection()


async def find(id_: str) -> View[Clip] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def named(ids: Collection[str]) -> dict[str, View[Clip]]:
    """Return clips by their ids."""
    return {row["_id"]: view(row) async for row in _collection().find({"_id": {"$in": list(ids)}})}
