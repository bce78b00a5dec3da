"""Which ids are in use, over all projects."""

from collections.abc import Sequence
from typing import Final

from beanie import Document

from events.ids import kind
from repositories.clip import ClipDocument
from repositories.pool import PoolItemDocument
from repositories.scene import SceneDocument
from repositories.take import TakeDocument

_DOCUMENTS: Final[dict[str, type[Document]]] = {
    "scene": SceneDocument,
    "clip": ClipDocument,
    "take": TakeDocument,
    "item": PoolItemDocument,
}


async def elsewhere(project: str, ids: Sequence[str]) -> bool:
    """Tell whether something in another project has one of these ids."""
    for kind_, document in _DOCUMENTS.items():
        wished = [id_ for id_ in ids if kind(id_) == kind_]
        query = {"_id": {"$in": wished}, "project": {"$ne": project}}
        if wished and await document.get_pymongo_collection().find_one(query, {"_id": 1}):
            return True
    return False
