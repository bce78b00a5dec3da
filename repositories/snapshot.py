"""Snapshots: foldings kept beside the log, so that a long project is opened without all of it.

A snapshot is a cache. It is written once for its place in the log, is the same whoever writes it,
is ignored by a program that folds in another way, and nothing is lost with it.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from hashlib import blake2b
from typing import Any, Final

import bson
from bson.binary import Binary
from bson.codec_options import CodecOptions
from bson.max_key import MaxKey
from bson.min_key import MinKey
from pymongo import DESCENDING
from pymongo.asynchronous.database import AsyncDatabase

from domain.past import Folding
from domain.undo import Steps
from events.ids import UserId
from events.store import Tip
from repositories import view
from repositories.commit_log import between
from repositories.view import STATES, Row, View

# To be raised where `evolve` comes to mean something else by the same fields.
MEANING: Final = 1
# Rows of one document, which has at most 16 MB; they are compressed.
PART: Final = 5_000
SWIFTLY: Final = 1


def _edition(kinds: Iterable[str]) -> str:
    shape = [(kind, [field.name for field in fields(STATES[kind])]) for kind in kinds]
    return blake2b(repr((MEANING, shape)).encode(), digest_size=8).hexdigest()


# By what a partition is kept in: a change to queues leaves the snapshots of projects alone.
EDITIONS: Final[dict[tuple[str, ...], str]] = {
    view.PROJECT_KINDS: _edition(view.PROJECT_KINDS),
    view.QUEUE_KINDS: _edition(view.QUEUE_KINDS),
    view.LIBRARY_KINDS: _edition(view.LIBRARY_KINDS),
}


def edition(partition: str) -> str:
    return EDITIONS[view.kinds(partition)]


class MongoSnapshots:
    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._heads = database["snapshots"]
        self._parts = database["snapshot_parts"]
        self._options: CodecOptions[Row] = self._heads.codec_options

    async def nearest(self, partition: str, until: int | None) -> Folding | None:
        query = between(partition, None, until) | {"edition": edition(partition)}
        head = await self._heads.find_one(query, sort=[("_id", DESCENDING)])
        if head is None:
            return None
        made = Folding(partition)
        made.tip = Tip(n=head["_id"]["n"], command=head["command"])
        made.steps = {
            UserId(user): Steps(undo=tuple(undo), redo=tuple(redo))
            for user, undo, redo in head["steps"]
        }
        async for part in self._parts.find(_parts_of(head["_id"], head["_id"])):
            for document in self._unpacked(part["rows"]):
                _put(made, view.view(document))
        return made if made.ground.version(partition) else None

    async def last(self, partition: str) -> int:
        """Return the n of the newest snapshot, 0 for none."""
        query = between(partition) | {"edition": edition(partition)}
        head = await self._heads.find_one(query, {"_id": 1}, sort=[("_id", DESCENDING)])
        return head["_id"]["n"] if head else 0

    async def keep(self, folding: Folding) -> None:
        """Write a snapshot, its head last: without it the parts are nothing."""
        id_ = {"p": folding.partition, "n": folding.tip.n}
        for number, rows in enumerate(_parts(folding)):
            packed = Binary(zlib.compress(bson.encode({"rows": rows}), SWIFTLY))
            part_id = {"of": id_, "part": number}
            await self._parts.replace_one({"_id": part_id}, {"rows": packed}, upsert=True)
        head = {
            "edition": edition(folding.partition),
            "command": folding.tip.command,
            "steps": [
                [user, list(steps.undo), list(steps.redo)] for user, steps in folding.steps.items()
            ],
        }
        await self._heads.replace_one({"_id": id_}, head, upsert=True)

    async def forget(self, partition: str) -> None:
        """Throw away what is kept of a partition."""
        await self._heads.delete_many(between(partition))
        first, last = {"p": partition, "n": MinKey()}, {"p": partition, "n": MaxKey()}
        await self._parts.delete_many(_parts_of(first, last))

    def _unpacked(self, packed: bytes) -> list[Row]:
        rows: list[Row] = bson.decode(zlib.decompress(packed), self._options)["rows"]
        return rows


def _parts_of(first: Row, last: Row) -> Row:
    """Return the query of the parts of snapshots, a range of the primary key."""
    return {
        "_id": {
            "$gte": {"of": first, "part": MinKey()},
            "$lte": {"of": last, "part": MaxKey()},
        }
    }


def _parts(folding: Folding) -> Iterator[list[Row]]:
    rows = [view.row(one) for one in view.of_folding(folding).values()]
    for first in range(0, len(rows), PART):
        yield rows[first : first + PART]


def _put(folding: Folding, one: View[Any]) -> None:
    folding.put(one.state, one.version, view.stamp(one))
