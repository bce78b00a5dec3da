"""How workers were seen last, by whichever server: one row for each, newest wins, no events."""

from collections.abc import Iterable
from typing import Any, Final

import structlog
from pymongo import UpdateOne
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from domain.queue.standing import Seen
from events.ids import WorkerId
from events.record import replace
from events.store import StoreUnavailableError

# For how long (ms) what is the same is not written again.
REST: Final = 5000
UNKNOWN: Final = "How workers were seen last cannot be read now."

log = structlog.get_logger(__name__)


class Roll:
    """Where all servers see how workers are, though one has the duty to look at them."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        # What is seen again in seconds need not survive anything.
        self._rows = database.get_collection(
            "roll", write_concern=WriteConcern(w=1), read_concern=ReadConcern("local")
        )
        self._written: dict[WorkerId, Seen] = {}

    async def note(self, seen: Iterable[Seen]) -> None:
        """Keep what was seen where it is news. A database that is away is only logged."""
        news = [one for one in seen if self._is_news(one)]
        if not news:
            return
        try:
            await self._rows.bulk_write([_update(one) for one in news], ordered=False)
        except PyMongoError as error:
            log.warning("roll.unwritten", error=type(error).__name__)
        else:
            self._written |= {one.worker: one for one in news}

    def _is_news(self, seen: Seen) -> bool:
        known = self._written.get(seen.worker)
        return known is None or _what(known) != _what(seen) or seen.at - known.at >= REST

    async def present(self) -> dict[WorkerId, Seen]:
        """Return how each was seen last. Raises StoreUnavailableError where it cannot be known."""
        try:
            rows = [row async for row in self._rows.find({})]
        except PyMongoError as error:
            raise StoreUnavailableError(UNKNOWN) from error
        return {WorkerId(row["_id"]): _seen(row) for row in rows}


def _what(seen: Seen) -> Seen:
    """Return what is worth telling at once: that it is still there is not."""
    return replace(seen, at=0, heard_at=0)


def _update(seen: Seen) -> UpdateOne:
    """A server that has just begun to look may not know when others heard of the worker."""
    row = {
        "at": seen.at,
        "is_online": seen.is_online,
        "trouble": seen.trouble,
        "foreign": seen.foreign,
        "free": list(seen.free),
    }
    change = {"$set": row, "$max": {"heard_at": seen.heard_at}}
    return UpdateOne({"_id": seen.worker}, change, upsert=True)


def _seen(row: dict[str, Any]) -> Seen:
    return Seen(
        worker=WorkerId(row["_id"]),
        at=row["at"],
        is_online=row["is_online"],
        heard_at=row["heard_at"],
        trouble=row["trouble"],
        foreign=row["foreign"],
        free=tuple(row["free"]),
    )
