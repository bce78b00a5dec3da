"""How far somebody who acts on commits has come: kept, so that each commit is acted on."""

from typing import Any

from pymongo.asynchronous.database import AsyncDatabase


class Bookmarks:
    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._rows = database.get_collection("bookmarks")

    async def position(self, name: str) -> int:
        """Return the last commit that was acted on, 0 for none."""
        row = await self._rows.find_one({"_id": name})
        return row["position"] if row else 0

    async def move(self, name: str, position: int) -> None:
        """Move a bookmark on; never back, whoever else moved it."""
        await self._rows.update_one({"_id": name}, {"$max": {"position": position}}, upsert=True)
