"""Who is looking at a project right now: short-lived rows, newest wins, no events."""

from datetime import datetime, timedelta
from typing import Any, Final

from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase

from events.record import record

# An announcement counts for so long; the editor repeats it at half of it.
LIFETIME: Final = timedelta(seconds=20)


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
    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._rows = database["presences"]

    async def prepare(self) -> None:
        await self._rows.create_index("at", expireAfterSeconds=int(LIFETIME.total_seconds()) * 3)
        await self._rows.create_index([("project", ASCENDING)])

    async def announce(self, presence: Presence) -> None:
        key = {"project": presence.project, "session": presence.session}
        row = {
            "user": presence.user,
            "selection": presence.selection,
            "playhead": presence.playhead,
            "at": presence.at,
        }
        await self._rows.update_one(key, {"$set": row}, upsert=True)

    async def leave(self, project: str, session: str) -> None:
        await self._rows.delete_one({"project": project, "session": session})

    async def present(self, project: str, now: datetime) -> list[Presence]:
        wanted = {"project": project, "at": {"$gt": now - LIFETIME}}
        rows = self._rows.find(wanted).sort([("user", ASCENDING), ("session", ASCENDING)])
        return [_presence(row) async for row in rows]


def _presence(row: dict[str, Any]) -> Presence:
    return Presence(
        project=row["project"],
        session=row["session"],
        user=row["user"],
        selection=row["selection"],
        playhead=row["playhead"],
        at=row["at"],
    )
