"""Which ids are in use, over all projects."""

from collections.abc import Sequence

from events.ids import kind
from repositories.clip import ClipDocument
from repositories.scene import SceneDocument


async def elsewhere(project: str, ids: Sequence[str]) -> bool:
    """Tell whether a scene or clip of another project has one of these ids."""
    for document in (SceneDocument, ClipDocument):
        kind_ = "scene" if document is SceneDocument else "clip"
        wished = [id_ for id_ in ids if kind(id_) == kind_]
        query = {"_id": {"$in": wished}, "project": {"$ne": project}}
        if wished and await document.get_pymongo_collection().find_one(query, {"_id": 1}):
            return True
    return False
