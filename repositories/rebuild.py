"""Make the rows of a project anew from its log, beside the old ones, while servers go on working.

The new rows are folded in memory, where a server keeps as much of a project that somebody edits.
When they have come at least as far as the project's own row, one transaction puts them in the
place of the old ones. They are of the next era, by which projectors notice; see
docs/decisions/0011-rebuild-beside-and-swap.md.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

from pymongo import ReplaceOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from events.record import record
from events.store import EventStore
from repositories import view
from repositories.chronicle import forget
from repositories.fold import UNREADABLE, Fold, begun
from repositories.verify import unknown_projects
from repositories.view import CONTENT, KINDS, Row

Database = AsyncDatabase[dict[str, Any]]

BATCH: Final = 1000
SNAPSHOT: Final = ReadConcern("snapshot")
DURABLE: Final = WriteConcern(w="majority", j=True)


@record
class Rebuilt:
    """`trouble` says why a project kept its old rows, or which streams it has none of."""

    project: str
    commits: int
    rows: int
    trouble: tuple[str, ...] = ()


async def rebuild_all(database: Database, store: EventStore) -> AsyncIterator[Rebuilt]:
    """Rebuild one project after the other, and take away the rows of those that have no log."""
    for partition in await store.partitions():
        yield await rebuild(database, store, partition)
    await drop_strangers(database, store)


async def rebuild(database: Database, store: EventStore, partition: str) -> Rebuilt:
    fold = Fold(partition)
    try:
        fold = await begun(store, partition)
        await _catch_up(fold, store)
        ahead = 0
        while partition in fold.views:
            before, seen = fold.position, await _swapped(database, fold, ahead)
            if seen is None:
                break
            await _catch_up(fold, store)
            # No row is ahead of its log: one that stays so is wrong, and goes as any other.
            ahead = seen if fold.position == before else 0
    except UNREADABLE as error:
        said = str(error) if partition in str(error) else f"{partition}: {error}"
        return Rebuilt(project=partition, commits=fold.position, rows=0, trouble=(said,))
    await forget(database, partition)
    return Rebuilt(
        project=partition,
        commits=fold.position,
        rows=len(fold.views),
        trouble=tuple(fold.problems),
    )


async def drop_strangers(database: Database, store: EventStore) -> None:
    """Take away the rows of projects that have no log."""
    for project in await unknown_projects(database, store):
        for kind in KINDS:
            await database[f"{kind}s"].delete_many({"project": project})


async def _catch_up(fold: Fold, store: EventStore) -> None:
    async for commit in store.read(fold.partition, after=fold.position):
        fold.take(commit)


async def _swapped(database: Database, fold: Fold, ahead: int) -> int | None:
    """Put the new rows in the place of the old ones.

    Return the position of the project's own row where that is of a later commit, and not `ahead`,
    which is known to be wrong; then nothing is done. A projector that writes one of the rows
    meanwhile makes the transaction begin again.
    """

    async def transaction(session: AsyncClientSession) -> int | None:
        held = await _held(database, fold, ahead, session)
        if held is None and (later := await _position(database, fold.partition, session)):
            return later
        era = await _newest_era(database, fold.partition, session, held or 0) + 1
        await _replace(database, fold, era, session)
        await _park(database, fold, session)
        return None

    async with database.client.start_session() as session:
        return await session.with_transaction(
            transaction, read_concern=SNAPSHOT, write_concern=DURABLE
        )


async def _held(
    database: Database, fold: Fold, ahead: int, session: AsyncClientSession
) -> int | None:
    """Take hold of the project's own row and return its era, None where there is none to take.

    Whoever is about to write that row waits from then on until the transaction is decided. It is
    the first statement: a look before it would be out of date where somebody edits.
    """
    not_later = [{"position": {"$lte": fold.position}}, {"position": ahead}]
    held = await database["projects"].find_one_and_update(
        {"_id": fold.partition, "$or": not_later}, {"$inc": {"era": 1}}, session=session
    )
    return None if held is None else held.get("era", 0)


async def _position(database: Database, partition: str, session: AsyncClientSession) -> int:
    """Return the position of the project's own row, 0 where there is none."""
    found = await database["projects"].find_one({"_id": partition}, session=session)
    return found["position"] if found else 0


async def _newest_era(
    database: Database, partition: str, session: AsyncClientSession, era: int
) -> int:
    """Return the latest era of all rows, of which `era` is the project's own."""
    for kind in CONTENT:
        newer = {"project": partition, "era": {"$gt": era}}
        era = max([era, *await database[f"{kind}s"].distinct("era", newer, session=session)])
    return era


def _rows(fold: Fold, era: int) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for stream, one in fold.views.items():
        rows[view.kind(stream)].append(view.row(replace(one, era=era)))
    return rows


async def _replace(database: Database, fold: Fold, era: int, session: AsyncClientSession) -> None:
    """Replace the rows in their places, the project's own first, and take away all others."""
    rows = _rows(fold, era)
    for kind in KINDS:
        changes = [
            ReplaceOne({"_id": row["_id"], "project": fold.partition}, row, upsert=True)
            for row in rows[kind]
        ]
        for first in range(0, len(changes), BATCH):
            await database[f"{kind}s"].bulk_write(
                changes[first : first + BATCH], ordered=False, session=session
            )
        await database[f"{kind}s"].delete_many(
            {"project": fold.partition, "era": {"$ne": era}}, session=session
        )


async def _park(database: Database, fold: Fold, session: AsyncClientSession) -> None:
    """Let `parked` name those streams, and only those, that do not follow their events."""
    parked = [
        {"_id": stream, "partition": fold.partition, "n": n, "error": error}
        for stream, (n, error) in fold.broken.items()
    ]
    await database["parked"].delete_many({"partition": fold.partition}, session=session)
    if parked:
        await database["parked"].insert_many(parked, session=session)
