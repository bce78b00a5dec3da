"""When attempts were last heard of, by whichever server: for the one that minds the leases."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pymongo import UpdateOne
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from events.ids import AttemptId
from events.store import StoreUnavailableError

KEPT: Final = timedelta(minutes=10)
UNKNOWN: Final = "When workers were last heard of cannot be read now."


class Pulses:
    """What is older than ten minutes says nothing any more, and is removed."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._rows = database.get_collection("pulses")

    async def heard(self, attempts: Iterable[AttemptId]) -> None:
        now = datetime.now(UTC)
        updates = [UpdateOne({"_id": one}, {"$max": {"at": now}}, upsert=True) for one in attempts]
        if updates:
            await self._rows.bulk_write(updates, ordered=False)

    async def ages(self) -> Mapping[AttemptId, int]:
        """Return for how long (ms) nobody was heard of, by attempt.

        Raises StoreUnavailableError where that cannot be known.
        """
        now = datetime.now(UTC)
        try:
            await self._rows.delete_many({"at": {"$lt": now - KEPT}})
            rows = [row async for row in self._rows.find({})]
        except PyMongoError as error:
            raise StoreUnavailableError(UNKNOWN) from error
        return {AttemptId(row["_id"]): _age(now - row["at"].astimezone(UTC)) for row in rows}


def _age(passed: timedelta) -> int:
    return max(round(passed / timedelta(milliseconds=1)), 0)
