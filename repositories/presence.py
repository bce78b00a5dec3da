"""Who is looking at a project right now: short-lived rows, newest wins, no events."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from events.record import record

# An announcement counts for so long; the editor repeats it at half of it.
LIFETIME: Final = timedelta(seconds=20)
LOOK: Final = 1.0

log = structlog.get_logger(__name__)


@record
class Presence:
    """`selection` is the id of a scene or clip, `playhead` a frame of the project."""

    project: str
    session: str
    user: str
    selection: str | None
    playhead: int | None
    at: datetime


class Presences:
    def __init__(
        self, database: AsyncDatabase[dict[str, Any]], clock: Callable[[], datetime]
    ) -> None:
        # What lasts for seconds need not survive anything.
        self._rows = database.get_collection(
            "presences", write_concern=WriteConcern(w=1), read_concern=ReadConcern("local")
        )
        self._watches: dict[str, _Watch] = {}
        self.clock = clock

    async def prepare(self) -> None:
        await self._rows.create_index("at", expireAfterSeconds=int(LIFETIME.total_seconds()) * 3)
        await self._rows.create_index([("project", ASCENDING)])

    async def announce(self, presence: Presence) -> None:
        row = {
            "project": presence.project,
            "session": presence.session,
            "user": presence.user,
            "selection": presence.selection,
            "playhead": presence.playhead,
            "at": presence.at,
        }
        await self._rows.replace_one(
            {"_id": _id(presence.project, presence.session)}, row, upsert=True
        )

    async def forget(self, user: str) -> None:
        """Delete everything that says where somebody is."""
        await self._rows.delete_many({"user": user})

    async def present(self, project: str, now: datetime) -> list[Presence]:
        wanted = {"project": project, "at": {"$gt": now - LIFETIME}}
        rows = self._rows.find(wanted).sort([("user", ASCENDING), ("session", ASCENDING)])
        return [_presence(row) async for row in rows]

    @property
    def watched(self) -> int:
        """How many projects are looked at for somebody."""
        return len(self._watches)

    async def follow(self, project: str) -> AsyncGenerator[list[Presence]]:
        """Yield who is present, now and whenever that changes."""
        watch = self._watches.get(project)
        if watch is None:
            watch = self._watches[project] = _Watch(self, project)
        watch.readers += 1
        try:
            seen = None
            while True:
                changed = watch.changed
                if watch.present is not None and watch.present is not seen:
                    seen = watch.present
                    yield seen
                else:
                    await changed.wait()
        finally:
            watch.readers -= 1
            if not watch.readers:
                watch.stop()
                del self._watches[project]


class _Watch:
    """Looks once a second for all who follow a project: announcements come from any process."""

    def __init__(self, presences: Presences, project: str) -> None:
        self.readers = 0
        self.present: list[Presence] | None = None
        self.changed = asyncio.Event()
        self._task = asyncio.create_task(self._look(presences, project))

    def stop(self) -> None:
        self._task.cancel()

    async def _look(self, presences: Presences, project: str) -> None:
        while True:
            try:
                present = await presences.present(project, presences.clock())
            except PyMongoError as error:
                log.warning("presence.retry", error=type(error).__name__)
            except Exception:
                # All who follow the project wait for this task, and nobody for its end.
                log.exception("presence.failed", project=project)
            else:
                self._show(present)
            await asyncio.sleep(LOOK)

    def _show(self, present: list[Presence]) -> None:
        if self.present is None or _what(present) != _what(self.present):
            self.present = present
            changed, self.changed = self.changed, asyncio.Event()
            changed.set()


def _id(project: str, session: str) -> dict[str, str]:
    return {"project": project, "session": session}


def _what(present: list[Presence]) -> list[tuple[object, ...]]:
    """Return what is worth telling: that somebody is still there is not."""
    return [(one.session, one.selection, one.playhead) for one in present]


def _presence(row: dict[str, Any]) -> Presence:
    return Presence(
        project=row["project"],
        session=row["session"],
        user=row["user"],
        selection=row["selection"],
        playhead=row["playhead"],
        at=row["at"],
    )
