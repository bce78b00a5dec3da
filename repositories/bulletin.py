"""How attempts go on, for all servers: one row for each job at work, newest wins, no events."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import structlog
from pymongo import ASCENDING, DeleteOne, ReplaceOne
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from events.record import record
from events.store import StoreUnavailableError

# What a server left that did not live to see the end of its attempts goes after so long.
KEPT: Final = timedelta(hours=1)
# Pictures with a longer address (characters) are seen through the server that was told only.
LONGEST: Final = 100_000
UNKNOWN: Final = "What other servers tell of attempts cannot be read now."

log = structlog.get_logger(__name__)


@record
class JobProgress:
    """How an attempt goes on. `fraction` goes from 0 to 1; `step` of `steps`, 0 for none.

    `message` says in words what keeps it. `preview` is a picture as a data address, or empty.
    """

    project: str
    job: str
    attempt: str
    fraction: float = 0.0
    ahead: int = 0
    node: str = ""
    step: int = 0
    steps: int = 0
    message: str = ""
    preview: str = ""


@record
class News:
    """What other servers posted: the version of each job's row, and all of those that changed."""

    versions: Mapping[str, str]
    told: tuple[JobProgress, ...]


class Bulletin:
    """Where all servers read how attempts go on that one of them is told of."""

    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        # What is told again in a moment need not survive anything.
        self._rows = database.get_collection(
            "bulletin", write_concern=WriteConcern(w=1), read_concern=ReadConcern("local")
        )
        self._writer = uuid4().hex

    async def prepare(self) -> None:
        await self._rows.create_index("at", expireAfterSeconds=int(KEPT.total_seconds()))
        await self._rows.create_index([("project", ASCENDING)])

    async def post(self, told: Iterable[JobProgress], over: Mapping[str, str]) -> None:
        """Replace what was told of jobs, and remove attempts that are over (by their jobs).

        A database that is away is only logged: what is missed is told again, or goes by itself.
        """
        changes: list[DeleteOne | ReplaceOne[dict[str, Any]]] = [
            *(DeleteOne({"_id": job, "attempt": attempt}) for job, attempt in over.items()),
            *(self._replacement(one) for one in told),
        ]
        if not changes:
            return
        try:
            await self._rows.bulk_write(changes, ordered=False)
        except PyMongoError as error:
            log.warning("bulletin.unwritten", error=type(error).__name__)

    def _replacement(self, told: JobProgress) -> ReplaceOne[dict[str, Any]]:
        row = {
            "project": told.project,
            "attempt": told.attempt,
            "fraction": told.fraction,
            "ahead": told.ahead,
            "node": told.node,
            "step": told.step,
            "steps": told.steps,
            "message": told.message,
            "preview": told.preview if len(told.preview) <= LONGEST else "",
            "writer": self._writer,
            "version": uuid4().hex,
            "at": datetime.now(UTC),
        }
        return ReplaceOne({"_id": told.job}, row, upsert=True)

    async def news(self, project: str, known: Mapping[str, str]) -> News:
        """Return what others posted of a project; `known` are the versions that were read before.

        Only what changed is read whole, so looking often costs little. Raises
        StoreUnavailableError where it cannot be read.
        """
        others = {"project": project, "writer": {"$ne": self._writer}}
        try:
            return await self._news(others, known)
        except PyMongoError as error:
            raise StoreUnavailableError(UNKNOWN) from error

    async def _news(self, others: dict[str, Any], known: Mapping[str, str]) -> News:
        found = self._rows.find(others, {"version": 1})
        versions: dict[str, str] = {row["_id"]: row["version"] async for row in found}
        changed = [job for job, version in versions.items() if known.get(job) != version]
        if not changed:
            return News(versions=versions, told=())
        rows = self._rows.find({**others, "_id": {"$in": changed}})
        return News(versions=versions, told=tuple([_told(row) async for row in rows]))


def _told(row: dict[str, Any]) -> JobProgress:
    return JobProgress(
        project=row["project"],
        job=row["_id"],
        attempt=row["attempt"],
        fraction=row["fraction"],
        ahead=row["ahead"],
        node=row["node"],
        step=row["step"],
        steps=row["steps"],
        message=row["message"],
        preview=row["preview"],
    )
