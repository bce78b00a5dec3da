"""Compare the read models with what the log says: they must be its fold, no more and no less.

It may be done while servers write. The rows of a project are read as of one instant. Those up to
the position of the project's own row must be what the log comes to there; newer ones belong to a
commit that is being projected, and must be what it came to at their own positions.
"""

import asyncio
from collections.abc import AsyncIterator, Collection
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from events.record import record
from events.store import EventStore
from repositories import view
from repositories.fold import UNREADABLE, Fold, begun
from repositories.view import KINDS, Row, View

Database = AsyncDatabase[dict[str, Any]]

BATCH: Final = 1000
# How often, and how many seconds apart, rows are looked at that are behind their log.
LOOKS: Final = 8
FEWER: Final = 2
PAUSE: Final = 0.25
# The server cannot show this instant: a collection was just made, say.
NO_SNAPSHOT: Final = frozenset({239, 246})


@record
class Checked:
    """What was found at one project: a sentence for each difference, and how much was compared."""

    project: str
    differences: tuple[str, ...]
    commits: int
    rows: int
    is_settled: bool


async def differences(database: Database, store: EventStore) -> list[str]:
    """Return a sentence for each row, and each log, that is not as it should be."""
    found: list[str] = []
    async for one in checked_all(database, store):
        found += one.differences
    return found + await strangers(database, store)


async def checked_all(database: Database, store: EventStore) -> AsyncIterator[Checked]:
    """Yield what was found, one project after the other."""
    looks = LOOKS
    for partition in await store.partitions():
        one = await checked(database, store, partition, looks=looks)
        if not one.is_settled:
            looks = FEWER  # nobody seems to be projecting
        yield one


async def checked(
    database: Database, store: EventStore, partition: str, *, looks: int = LOOKS
) -> Checked:
    head = (await store.tip(partition)).n
    rows = await _settled(database, partition, head, looks)
    comparison = _Comparison(Fold(partition), rows)
    found: list[str] = []
    try:
        comparison.fold = await begun(store, partition)
        async for commit in store.read(partition):
            comparison.fold.take(commit)
            comparison.look()
    except UNREADABLE as error:
        found.append(str(error) if partition in str(error) else f"{partition}: {error}")
    else:
        if comparison.position < head:
            found.append(_behind(partition, comparison.position, head))
        found += comparison.found()
    async for parked in database["parked"].find({"partition": partition}):
        found.append(f"{parked['_id']} is parked since commit {parked['n']}: {parked['error']}")
    return Checked(
        project=partition,
        differences=tuple(found),
        commits=comparison.fold.position,
        rows=len(rows),
        is_settled=comparison.position >= head,
    )


async def strangers(database: Database, store: EventStore) -> list[str]:
    """Return a sentence for each row of a project that has no log."""
    found: list[str] = []
    for project in await unknown_projects(database, store):
        for kind in KINDS:
            rows = database[f"{kind}s"].find({"project": project}, {"_id": 1})
            found += [f"{row['_id']} belongs to no log." async for row in rows]
    return found


async def unknown_projects(database: Database, store: EventStore) -> list[str]:
    """Return the projects of rows whose log is empty; rows come after the log, so they stay so."""
    named: set[str] = set()
    for kind in KINDS:
        named.update(await database[f"{kind}s"].distinct("project"))
    suspects = sorted(named - set(await store.partitions()))
    return [project for project in suspects if not (await store.tip(project)).n]


class _Comparison:
    """Rows in one hand, the log passing through the other.

    `position` is that of the project's own row, 0 where there is none.
    """

    def __init__(self, fold: Fold, rows: Collection[Row]) -> None:
        own = next((row for row in rows if row["_id"] == fold.partition), None)
        self.fold = fold
        self.position = own["position"] if own else 0
        self._era = own.get("era", 0) if own else 0
        self._rows = [row for row in rows if not self._is_left_over(row)]
        self._newer: dict[int, list[str]] = {}
        for row in self._rows:
            if row["position"] > self.position:
                self._newer.setdefault(row["position"], []).append(row["_id"])
        self._wanted: dict[str, View[Any]] = {}
        self._missing: set[str] = set()

    def _is_left_over(self, row: Row) -> bool:
        """What a projector that missed a rebuild wrote last is nothing until it is redone."""
        return bool(row["position"] > self.position and row.get("era", 0) < self._era)

    def look(self) -> None:
        """Take down what the log comes to here, where rows stand at this commit."""
        if self.fold.position == self.position:
            self._take_down()
        for stream in self._newer.get(self.fold.position, ()):
            if stream in self.fold.views:
                self._wanted[stream] = self.fold.views[stream]

    def _take_down(self) -> None:
        self._wanted |= self.fold.views
        self._missing = self.fold.views.keys() - {row["_id"] for row in self._rows}

    def found(self) -> list[str]:
        """Return what is wrong, when the log has passed."""
        if self.position > self.fold.position:  # so the own row is wrong, and says nothing
            self._take_down()
        found = [*self.fold.problems]
        for row in self._rows:
            found += _compared(row, self._wanted.get(row["_id"]), self._era)
        return [*found, *(f"{stream} has no row." for stream in sorted(self._missing))]


async def _settled(database: Database, partition: str, head: int, looks: int) -> list[Row]:
    """Return the rows of a project once they have come to the head, or after patience ran out."""
    rows: list[Row] = []
    for look in range(looks):
        if look:
            await asyncio.sleep(PAUSE)
        try:
            rows = await _rows(database, partition)
        except OperationFailure as error:
            if error.code not in NO_SNAPSHOT or look == looks - 1:
                raise
            continue
        if any(row["_id"] == partition and row["position"] >= head for row in rows):
            break
    return rows


async def _rows(database: Database, partition: str) -> list[Row]:
    """Return the rows of a project as of one instant."""
    async with database.client.start_session(snapshot=True) as session:
        return [
            row
            for kind in KINDS
            async for row in database[f"{kind}s"].find(
                {"project": partition}, batch_size=BATCH, session=session
            )
        ]


def _behind(partition: str, position: int, head: int) -> str:
    return (
        f"{partition} is not settled: its rows stand at commit {position} of {head}. Start the"
        " server, which projects the rest, and verify again."
    )


def _compared(row: Row, one: View[Any] | None, era: int) -> list[str]:
    if one is None:
        return [f"{row['_id']} has a row that its log does not explain."]
    wanted = {**view.row(one), "era": era}
    row = {"era": 0, **row}
    names = sorted(name for name in row.keys() | wanted.keys() if row.get(name) != wanted.get(name))
    return [
        f"{row['_id']}: {name} is {row.get(name)!r} and should be {wanted.get(name)!r}."
        for name in names
    ]
