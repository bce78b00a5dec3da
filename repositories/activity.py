"""Activity as it is read: pages of the chronicle, newest first, narrowed down."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import DESCENDING
from pymongo.asynchronous.database import AsyncDatabase

from events.record import record
from events.store import EventStore
from repositories.chronicle import Chronicle
from repositories.commit_log import between

Row = Mapping[str, Any]


@record
class ActivityThing:
    id: str
    kind: str
    name: str
    sentences: tuple[str, ...]


@record
class Activity:
    """What a commit did. Sentences hold ids of users, where people are meant."""

    position: int
    at: datetime
    actor: str
    sentence: str
    note: str
    undoes: int
    is_undone: bool
    is_step: bool
    things: tuple[ActivityThing, ...]


@record
class ActivityPage:
    """`before` is the position behind the page; the others narrow it down, empty for any."""

    project: str
    first: int
    before: int | None = None
    actor: str = ""
    kind: str = ""
    thing: str = ""
    since: datetime | None = None
    until: datetime | None = None


class Activities:
    def __init__(
        self, database: AsyncDatabase[dict[str, Any]], store: EventStore, chronicle: Chronicle
    ) -> None:
        self._rows = database["activities"]
        self._store = store
        self._chronicle = chronicle

    async def page(self, page: ActivityPage) -> list[Activity]:
        """Return up to `first` + 1 activities: one more tells that there is a next page."""
        newest = (await self._store.tip(page.project)).n
        await self._chronicle.reach(page.project, newest)
        query = await self._wanted(page)
        cursor = self._rows.find(query).sort("_id", DESCENDING).limit(page.first + 1)
        return await self._read(page.project, await cursor.to_list())

    async def at(self, project: str, positions: Sequence[int]) -> dict[int, Activity]:
        """Return the activities of these commits, by position."""
        if not positions:
            return {}
        await self._chronicle.reach(project, max(positions))
        ids = [{"p": project, "n": n} for n in positions]
        rows = await self._rows.find({"_id": {"$in": ids}}).to_list()
        return {one.position: one for one in await self._read(project, rows)}

    async def _wanted(self, page: ActivityPage) -> dict[str, Any]:
        last = None if page.before is None else page.before - 1
        if page.until is not None:
            reached = await self._store.reached_by(page.project, page.until)
            last = reached if last is None else min(last, reached)
        query: dict[str, Any] = dict(between(page.project, 1, last))
        if page.since is not None:
            query["at"] = {"$gte": page.since}
        if page.actor:
            query |= {"actor": page.actor, "_id.p": page.project}
        if page.kind:
            query["kinds"] = page.kind
        if page.thing:
            query["_id.n"] = {"$in": await self._touching(page)}
        return query

    async def _touching(self, page: ActivityPage) -> list[int]:
        return [commit.n async for commit in self._store.touching(page.project, page.thing)]

    async def _read(self, project: str, rows: Sequence[Row]) -> list[Activity]:
        undone = await self._undone(project, [row["_id"]["n"] for row in rows])
        return [_activity(row, is_undone=row["_id"]["n"] in undone) for row in rows]

    async def _undone(self, project: str, positions: list[int]) -> set[int]:
        """Return which of these commits were taken back by one that was not taken back itself."""
        if not positions:
            return set()
        found = self._rows.find({"_id.p": project, "undoes": {"$in": positions}}, {"undoes": 1})
        takers = {row["_id"]["n"]: row["undoes"] async for row in found}
        void = await self._undone(project, list(takers))
        return {taken for taker, taken in takers.items() if taker not in void}


def _activity(row: Row, *, is_undone: bool) -> Activity:
    return Activity(
        position=row["_id"]["n"],
        at=row["at"],
        actor=row["actor"],
        sentence=row["sentence"],
        note=row["note"],
        undoes=row.get("undoes", 0),
        is_undone=is_undone,
        is_step=row["is_step"],
        things=tuple(
            ActivityThing(
                id=thing["id"],
                kind=thing["kind"],
                name=thing["name"],
                sentences=tuple(thing["sentences"]),
            )
            for thing in row["things"]
        ),
    )
