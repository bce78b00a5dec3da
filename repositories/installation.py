"""The short name by which this installation knows its own work on servers that others use, too."""

from typing import Any
from uuid import uuid4

from pymongo import ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase


async def installation(database: AsyncDatabase[dict[str, Any]]) -> str:
    """Return the name, the same for all servers of a database; it is made once."""
    row = await database.get_collection("installations").find_one_and_update(
        {"_id": "name"},
        {"$setOnInsert": {"name": uuid4().hex[:8]}},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    return str(row["name"]) if row else ""
