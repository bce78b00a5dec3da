"""Compare the read models with what the log says: they must be its fold, no more and no less."""

from collections.abc import AsyncIterator
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from domain.past import Past
from events.store import BrokenSequenceError, EventStore
from repositories import view
from repositories.view import Row, View

KINDS: Final = ("project", "scene", "clip")
BATCH: Final = 1000


async def differences(database: AsyncDatabase[dict[str, Any]], store: EventStore) -> list[str]:
    """Return a sentence for each row, and each log, that is not as it should be.

    Nothing may be written meanwhile, and the projector must have come to the end.
    """
    found: list[str] = []
    partitions = await store.partitions()
    for partition in partitions:
        found += await _of_partition(database, store, partition)
    strange = {"project": {"$nin": partitions}}
    for kind in KINDS:
        async for row in database[f"{kind}s"].find(strange, {"_id": 1}):
            found.append(f"{row['_id']} belongs to no log.")
    async for parked in database["parked"].find():
        found.append(f"{parked['_id']} is parked since commit {parked['n']}: {parked['error']}")
    return found


async def _of_partition(
    database: AsyncDatabase[dict[str, Any]], store: EventStore, partition: str
) -> list[str]:
    try:
        wanted, found = await rebuilt(store, partition)
    except BrokenSequenceError as error:
        return [str(error)]
    async for row in _rows(database, partition):
        found += _compared(row, wanted.pop(row["_id"], None))
    return [*found, *(f"{stream} has no row." for stream in wanted)]


async def rebuilt(
    store: EventStore, partition: str, *, until: int | None = None
) -> tuple[dict[str, View[Any]], list[str]]:
    """Return the views that a log, or its first commits, fold to, and what is wrong with it.

    Raises BrokenSequenceError where a commit is missing.
    """
    views = view.of_folding(await Past(store).start(partition, 0))
    found: list[str] = []
    commands: dict[str, int] = {}
    async for commit in store.read(partition, until=until):
        first = commands.setdefault(commit.command, commit.n)
        if first != commit.n:
            found.append(f"{partition} has command {commit.command} twice, {first} and {commit.n}.")
        new, broken = view.folded(views, commit)
        views |= new
        found += [f"{stream} at commit {commit.n}: {error}" for stream, error in broken.items()]
    return views, found


async def _rows(database: AsyncDatabase[dict[str, Any]], partition: str) -> AsyncIterator[Row]:
    for kind in KINDS:
        async for row in database[f"{kind}s"].find({"project": partition}, batch_size=BATCH):
            yield row


def _compared(row: Row, one: View[Any] | None) -> list[str]:
    if one is None:
        return [f"{row['_id']} has a row that its log does not explain."]
    wanted = view.row(one)
    names = sorted(name for name in row.keys() | wanted.keys() if row.get(name) != wanted.get(name))
    return [
        f"{row['_id']}: {name} is {row.get(name)!r} and should be {wanted.get(name)!r}."
        for name in names
    ]
