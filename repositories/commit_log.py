"""The collection `commits`: what may be asked of it, and the one write."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias, cast

import bson
from bson.codec_options import CodecOptions
from bson.max_key import MaxKey
from bson.min_key import MinKey
from bson.raw_bson import RawBSONDocument
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from events.document import head
from events.record import record
from events.store import GENESIS, BrokenSequenceError, Tip
from events.tail import Tail, Trace

Document: TypeAlias = dict[str, Any]

# The driver's default of 16 MB a batch doubles the processor time of reading.
READ_BATCH: Final = 128
WARM: Final = 32
TRACE: Final = {"command": 1, "streams": 1, "at": 1, "purged": 1}
DUPLICATE_KEY: Final = 11000
CONCERN: Final = {"w": "majority", "j": True, "wtimeout": 10_000}
INDEXES: Final = [
    IndexModel(
        [("streams.id", ASCENDING), ("streams.v", ASCENDING)], name="stream_version", unique=True
    ),
    IndexModel([("_id.p", ASCENDING), ("command", ASCENDING)], name="command", unique=True),
]
# The names come from the skips of an index, each head from one step into the primary key.
HEADS: Final[list[Document]] = [
    {"$group": {"_id": "$_id.p"}},
    {
        "$lookup": {
            "from": "commits",
            "let": {"p": "$_id"},
            "pipeline": [
                {
                    "$match": {
                        "$expr": {
                            "$and": [
                                {"$gte": ["$_id", {"p": "$$p", "n": MinKey()}]},
                                {"$lte": ["$_id", {"p": "$$p", "n": MaxKey()}]},
                            ]
                        }
                    }
                },
                {"$sort": {"_id": DESCENDING}},
                {"$limit": 1},
                {"$project": {"_id": 1, "purged": 1}},
            ],
            "as": "newest",
        }
    },
]


@record
class Duplicate:
    """The `index`-th document was refused by a unique index; those before it are stored."""

    index: int
    key: frozenset[str]


class UncertainWriteError(PyMongoError):
    """The server answered a write with an error that leaves open what is stored for good."""


class CommitLog:
    """Needs a client made by `connect`."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._commits = database["commits"]
        self._fences = database["fences"]
        self._options: CodecOptions[Document] = self._commits.codec_options

    async def prepare(self) -> None:
        await self._commits.create_indexes(INDEXES)

    async def insert(self, documents: Sequence[bytes]) -> Duplicate | None:
        """Write the documents in order, up to the first that a unique index refuses.

        Raises PyMongoError where it is unknown which of them are stored.
        """
        reply = await self._database.command(
            {
                "insert": self._commits.name,
                "documents": [RawBSONDocument(document) for document in documents],
                "ordered": True,
                "writeConcern": CONCERN,
            }
        )
        return _refusal(reply)

    async def fence(self) -> None:
        """Return when all that this server had written before is there for good.

        A read after it cannot miss what an earlier, unanswered write has done.
        """
        await self._fences.update_one({"_id": "commits"}, {"$inc": {"n": 1}}, upsert=True)

    async def find(self, partition: str, command: str) -> Document | None:
        return await self._commits.find_one({"_id.p": partition, "command": command})

    async def tip(self, partition: str) -> Tip:
        newest = await self._commits.find_one(
            between(partition), {"command": 1, "purged": 1}, sort=[("_id", DESCENDING)]
        )
        return _tip(newest) if newest and not is_tombstone(newest) else GENESIS

    async def tail(self, partition: str) -> Tail:
        """Return the newest commits of a partition, as many as are likely to be asked about."""
        cursor = self._commits.find(between(partition), TRACE).sort("_id", DESCENDING)
        newest = (await cursor.limit(WARM + 1).to_list())[::-1]
        if newest and is_tombstone(newest[-1]):
            return Tail(is_purged=True)
        floor = _tip(newest.pop(0)) if len(newest) > WARM else GENESIS
        tail = Tail(floor=floor)
        for document in newest:
            tail.observe(_trace(document), document["at"])
        return tail

    async def traces(self, partition: str, first: int, last: int) -> list[Trace]:
        """Return the commits `first` ≤ n ≤ `last` without their facts."""
        cursor = self._commits.find(between(partition, first, last), TRACE).sort("_id", ASCENDING)
        return [_trace(document) async for document in cursor.batch_size(READ_BATCH)]

    async def read(self, partition: str, after: int, until: int | None) -> AsyncIterator[Document]:
        """Yield the documents in order. Raises BrokenSequenceError where one is missing.

        A partition that is being purged ends wherever its first commits are gone already.
        """
        query = between(partition, after + 1, until)
        cursor = self._commits.find_raw_batches(query, sort=[("_id", ASCENDING)])
        expected = after
        async with cursor.batch_size(READ_BATCH) as batches:
            async for batch in batches:
                # The driver types a raw batch as a document; it is bytes.
                for document in bson.decode_all(cast("bytes", batch), self._options):
                    expected += 1
                    if is_tombstone(document):
                        return
                    if document["_id"]["n"] != expected and await self.is_purged(partition):
                        return
                    _check_next(document["_id"], expected)
                    yield document

    async def recent(self, partition: str, before: int | None, limit: int) -> list[Document]:
        last = None if before is None else before - 1
        cursor = self._commits.find(between(partition, 1, last)).sort("_id", DESCENDING)
        documents = await cursor.limit(limit).batch_size(READ_BATCH).to_list()
        return [] if documents and is_tombstone(documents[0]) else documents

    async def touching(self, partition: str, stream: str) -> AsyncIterator[Document]:
        """Yield the documents with facts of a stream, in the order of its versions."""
        # Index order is version order; a sort would let the server choose another index.
        cursor = self._commits.find({"streams.id": stream, "_id.p": partition})
        async for document in cursor.hint("stream_version").batch_size(READ_BATCH):
            yield document

    async def reached_by(self, partition: str, at: datetime) -> int:
        """Return the last n made by then, 0 for none."""
        # Times never run backwards in a partition, so halving finds it.
        low, high = 0, (await self.tip(partition)).n
        while low < high:
            middle = (low + high + 1) // 2
            made = (await self.times(partition, [middle])).get(middle)
            if made is None or made > at:
                high = middle - 1
            else:
                low = middle
        return low

    async def times(self, partition: str, numbers: Sequence[int]) -> dict[int, datetime]:
        ids = [{"p": partition, "n": n} for n in numbers]
        cursor = self._commits.find({"_id": {"$in": ids}}, {"at": 1})
        return {found["_id"]["n"]: found["at"] async for found in cursor}

    async def partitions(self) -> list[str]:
        names = set(await self._commits.distinct("_id.p"))
        purged = self._database["purged"].find({}, {"_id": 1})
        suspects = [found["_id"] async for found in purged if found["_id"] in names]
        return sorted(names - {name for name in suspects if await self.is_purged(name)})

    async def heads(self) -> dict[str, int]:
        """Return the last n of every partition, in one question to the database."""
        cursor = await self._commits.aggregate(HEADS)
        newest = {found["_id"]: found["newest"][0] async for found in cursor}
        return {p: last["_id"]["n"] for p, last in newest.items() if not is_tombstone(last)}

    async def is_purged(self, partition: str) -> bool:
        newest = await self._commits.find_one(
            between(partition), {"purged": 1}, sort=[("_id", DESCENDING)]
        )
        return newest is not None and is_tombstone(newest)

    async def close(self, partition: str, n: int, at: datetime) -> bool:
        """End a partition for good by what stands where its commit n would be.

        False where a commit stands there. No process can write one there, nor behind it, for
        that needs one that was read there.
        """
        tombstone = {
            **head(partition, n, at),
            "streams": [{"id": partition, "v": 0}],
            "command": "purged",
            "purged": True,
        }
        return await self.insert([bson.encode(tombstone)]) is None


def is_tombstone(document: Document) -> bool:
    """Whether a document ends a purged partition and is no commit."""
    return "purged" in document


def between(partition: str, first: int | None = None, last: int | None = None) -> Document:
    """Return the query of a partition's commits first ≤ n ≤ last, a range of the primary key."""
    return {
        "_id": {
            "$gte": {"p": partition, "n": MinKey() if first is None else first},
            "$lte": {"p": partition, "n": MaxKey() if last is None else last},
        }
    }


def _refusal(reply: Document) -> Duplicate | None:
    """Read the reply to an ordered insert. The server waits for the concern after an error too."""
    if concern := reply.get("writeConcernError"):
        raise UncertainWriteError(f"The write is not known to be safe: {concern['errmsg']}")
    if not (errors := reply.get("writeErrors")):
        return None
    error = errors[0]
    if error["code"] != DUPLICATE_KEY:
        raise UncertainWriteError(f"The write was refused: {error['errmsg']}")
    return Duplicate(index=error["index"], key=frozenset(error["keyPattern"]))


def _check_next(id_: Document, expected: int) -> None:
    if id_["n"] != expected:
        raise BrokenSequenceError(
            f"Partition {id_['p']} goes on with commit {id_['n']} where {expected} is due:"
            " commits are missing. Stop, and restore the database from a backup."
        )


def _trace(document: Document) -> Trace:
    return Trace(
        n=document["_id"]["n"],
        command=document["command"],
        versions={stream["id"]: stream["v"] for stream in document["streams"]},
    )


def _tip(document: Document) -> Tip:
    return Tip(n=document["_id"]["n"], command=document["command"])
