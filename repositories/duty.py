"""Duties: of several servers on one database, one at a time does what one is enough for.

A duty is a row with a time limit that its holder moves on. Times are the database's, so servers
whose clocks differ agree. Who was paused for longer than the limit may believe for one more moment
that the duty is still theirs: what is done under it must be harmless when it is done twice.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import structlog
from pymongo import ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

log = structlog.get_logger(__name__)
NEVER: Final = datetime.fromtimestamp(0, UTC)
LIMIT: Final = timedelta(seconds=15)
RENEWAL: Final = LIMIT.total_seconds() / 3


class Duty:
    """`holder` is another text for each process, `elapsed` seconds of a clock that never jumps."""

    def __init__(
        self,
        database: AsyncDatabase[dict[str, Any]],
        name: str,
        holder: str,
        *,
        elapsed: Callable[[], float],
    ) -> None:
        self._rows = database.get_collection("duties")
        self._name = name
        self._holder = holder
        self._elapsed = elapsed
        self._renewed_at: float | None = None

    async def is_ours(self) -> bool:
        """Tell whether this process has the duty; it asks the database only now and then."""
        asked_at = self._elapsed()
        if self._renewed_at is not None and asked_at - self._renewed_at < RENEWAL:
            return True
        self._renewed_at = asked_at if await self._taken() else None
        return self._renewed_at is not None

    async def leave(self) -> None:
        """Let the next one have it at once."""
        self._renewed_at = None
        with suppress(PyMongoError):  # then the next one waits for the limit
            await self._rows.delete_one({"_id": self._name, "holder": self._holder})

    async def _taken(self) -> bool:
        """Take the duty, or keep it, where nobody else has it."""
        try:
            row = await self._rows.find_one_and_update(
                {"_id": self._name},
                [{"$set": _taking(self._holder)}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except PyMongoError as error:  # also where two make the row at once: one of them did
            log.warning("duty.unknown", duty=self._name, error=type(error).__name__)
            return False
        return row is not None and row["holder"] == self._holder


def _taking(holder: str) -> dict[str, Any]:
    """Return the fields of a row after somebody wanted the duty."""
    until = {"$ifNull": ["$until", NEVER]}
    is_free = {"$or": [{"$eq": ["$holder", holder]}, {"$lt": [until, "$$NOW"]}]}
    limit = round(LIMIT.total_seconds() * 1000)
    return {
        "holder": {"$cond": [is_free, holder, "$holder"]},
        "until": {"$cond": [is_free, {"$add": ["$$NOW", limit]}, "$until"]},
    }
