"""What a library keeps, as the pages of workflows read it."""

from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.library.board import Preset, Workflow
from repositories.stamp import Stamp
from repositories.view import View, view


class LibraryDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    name: str

    class Settings:
        name = "libraries"


class WorkflowDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    key: str
    document: str
    is_removed: bool

    class Settings:
        name = "workflows"
        indexes: ClassVar = [IndexModel([("project", ASCENDING), ("position", ASCENDING)])]


class PresetDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    key: str
    document: str
    is_removed: bool

    class Settings:
        name = "presets"
        indexes: ClassVar = [IndexModel([("project", ASCENDING), ("position", ASCENDING)])]


async def mark(library: str) -> str:
    """Return what is another text after each change of a library; empty for one that is not."""
    found = await LibraryDocument.get_pymongo_collection().find_one({"_id": library})
    return "" if found is None else view(found).mark


async def workflows(library: str) -> list[View[Workflow]]:
    """Return the workflows of a library, removed ones too, by key."""
    return await _all(WorkflowDocument.get_pymongo_collection(), library)


async def presets(library: str) -> list[View[Preset]]:
    """Return the presets of a library, removed ones too, by key."""
    return await _all(PresetDocument.get_pymongo_collection(), library)


async def _all(rows: AsyncCollection[dict[str, Any]], library: str) -> list[View[Any]]:
    return [view(row) async for row in rows.find({"project": library}).sort("key", ASCENDING)]
