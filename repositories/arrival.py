"""Bring a project with its branches into the log, unseen until all of it is there.

First each log gets two tombstones: one where its first commit will be and one behind its last. So
whoever asks takes it for a purged project, and nobody else can write to it. Between them come the
commits. At the end one transaction puts the first commits in the place of their tombstones and
takes the others away. What was begun and never ended is taken away when its time is over.

Each step is a transaction that also renews the time, so that whoever was late, and was taken for
dead, writes nothing any more.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

import bson
from bson.raw_bson import RawBSONDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError, CollectionInvalid, DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from events.document import head
from events.record import record
from repositories.commit_log import DUPLICATE_KEY, between

Database = AsyncDatabase[dict[str, Any]]
T = TypeVar("T")

# How long somebody may be silent before what was begun is taken away.
PATIENCE: Final = timedelta(minutes=2)
BATCH_DOCUMENTS: Final = 2_000
BATCH_BYTES: Final = 8 * 1024 * 1024
SNAPSHOT: Final = ReadConcern("snapshot")
DURABLE: Final = WriteConcern(w="majority", j=True)
GONE: Final = {"ended": True}


class TakenError(Exception):
    """Something of what comes is there already; `partition` is where, if it is a project."""

    def __init__(self, partition: str = "") -> None:
        super().__init__(partition)
        self.partition = partition


class OverdueError(Exception):
    """It took so long that what was written was taken away."""


@record
class Plan:
    """`heads` are the last commits as they will be, the project's own first."""

    id: str
    heads: Mapping[str, int]


class Arrival:
    """One project on its way in: `begin`, then `add` all commits, then `reveal`."""

    def __init__(self, database: Database, plan: Plan, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._plan = plan
        self._clock = clock
        self._first: list[bytes] = []
        # Those that are known to be in no other project.
        self._streams: set[str] = set()

    async def begin(self) -> None:
        """Keep the places. Raises TakenError where one of the logs is there, or was."""
        heads = self._plan.heads
        now = self._clock()
        stones = [stone for p, n in heads.items() for stone in _tombstones(p, n, now)]

        async def transaction(session: AsyncClientSession) -> None:
            for partition in heads:
                if await self._commits.find_one(between(partition), {"_id": 1}, session=session):
                    raise TakenError(partition)
            entries = [{"_id": p, "at": now, "arrival": self._plan.id} for p in heads]
            await self._arrivals.insert_one(
                {"_id": self._plan.id, "partitions": [*heads], "at": now}, session=session
            )
            await self._database["purged"].insert_many(entries, session=session)
            await self._insert(stones, session)

        await self._transact(transaction)

    async def add(self, documents: Iterable[bytes]) -> None:
        """Write commits of one partition, in their order.

        Raises TakenError where a scene or clip has its id already, OverdueError.
        """
        batches = _batches(documents)
        while batch := await asyncio.to_thread(next, batches, None):
            await self._add(batch)

    async def renew(self) -> None:
        """Say that it is still under way. Raises OverdueError."""
        await self._transact(self._renew)

    async def reveal(self) -> None:
        """Let all of it be seen. Raises OverdueError."""
        heads = self._plan.heads
        ends = [{"p": p, "n": n} for p, last in heads.items() for n in (1, last + 1)]

        async def transaction(session: AsyncClientSession) -> None:
            await self._renew(session)
            await self._commits.delete_many({"_id": {"$in": ends}}, session=session)
            await self._insert(self._first, session)
            for name, id_ in (("arrivals", self._plan.id), ("purged", {"$in": [*heads]})):
                await self._database[name].delete_many({"_id": id_}, session=session)

        await self._transact(transaction)

    async def take_back(self) -> None:
        """Take away all that was written."""
        await _remove(self._database, self._plan.id)

    @property
    def _commits(self) -> Any:
        return self._database["commits"]

    @property
    def _arrivals(self) -> Any:
        return self._database["arrivals"]

    async def _add(self, batch: Sequence[bytes]) -> None:
        raw = [RawBSONDocument(document) for document in batch]
        streams = {stream["id"] for one in raw for stream in one["streams"]} - self._streams
        is_first = raw[0]["_id"]["n"] == 1
        if is_first:
            self._first.append(batch[0])

        async def transaction(session: AsyncClientSession) -> None:
            await self._renew(session)
            elsewhere = {"streams.id": {"$in": [*streams]}, "_id.p": {"$nin": [*self._plan.heads]}}
            if found := await self._commits.find_one(elsewhere, {"_id": 1}, session=session):
                raise TakenError(found["_id"]["p"])
            await self._insert(batch[is_first:], session)

        await self._transact(transaction)
        self._streams |= streams

    async def _renew(self, session: AsyncClientSession) -> None:
        renewed = await self._arrivals.update_one(
            {"_id": self._plan.id, "ended": {"$exists": False}},
            {"$set": {"at": self._clock()}},
            session=session,
        )
        if not renewed.matched_count:
            raise OverdueError

    async def _insert(self, documents: Sequence[bytes], session: AsyncClientSession) -> None:
        for batch in _batches(documents):
            raw = [RawBSONDocument(document) for document in batch]
            await self._commits.insert_many(raw, session=session)

    async def _transact(self, work: Callable[[AsyncClientSession], Awaitable[T]]) -> T:
        return await _transact(self._database, work)


async def prepare(database: Database) -> None:
    """Make the collections that transactions write to: they cannot do it themselves."""
    there = await database.list_collection_names()
    for name in ("arrivals", "purged"):
        if name not in there:
            with suppress(CollectionInvalid):
                await database.create_collection(name)


async def sweep(database: Database, now: datetime) -> bool:
    """Take away what was begun and not ended. False where something may be under way still."""
    due = {"$or": [{"at": {"$lt": now - PATIENCE}}, GONE]}
    async for overdue in database["arrivals"].find(due):
        await _remove(database, overdue["_id"], before=now - PATIENCE)
    return await database["arrivals"].find_one({}) is None


async def _remove(database: Database, arrival: str, before: datetime | None = None) -> None:
    """End an arrival, unless it was renewed since `before`, and take away what it wrote."""
    unrenewed: dict[str, Any] = {} if before is None else {"$or": [{"at": {"$lt": before}}, GONE]}
    found = await database["arrivals"].find_one_and_update(
        {"_id": arrival, **unrenewed}, {"$set": GONE}
    )
    if found is None:
        return
    partitions: list[str] = found["partitions"]
    for partition in partitions:
        commits = {**between(partition), "purged": {"$ne": True}}
        await database["commits"].delete_many(commits)
        await database["commits"].delete_many(between(partition))
        await database["purged"].delete_one({"_id": partition, "arrival": arrival})
    await database["arrivals"].delete_one({"_id": arrival})


async def _transact(database: Database, work: Callable[[AsyncClientSession], Awaitable[T]]) -> T:
    async with database.client.start_session() as session:
        try:
            return await session.with_transaction(
                work, read_concern=SNAPSHOT, write_concern=DURABLE
            )
        except DuplicateKeyError:
            raise TakenError from None
        except BulkWriteError as error:
            if any(one["code"] != DUPLICATE_KEY for one in error.details["writeErrors"]):
                raise
            raise TakenError from None


def _tombstones(partition: str, last: int, at: datetime) -> list[bytes]:
    """Return what stands where the first commit will be, and behind the last one."""
    return [
        bson.encode(
            {
                **head(partition, n, at),
                "streams": [{"id": partition, "v": v}],
                "command": command,
                "purged": True,
            }
        )
        for n, v, command in ((1, -1, "arriving"), (last + 1, 0, "purged"))
    ]


def _batches(documents: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for document in documents:
        if batch and (len(batch) == BATCH_DOCUMENTS or size + len(document) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document)
    if batch:
        yield batch
