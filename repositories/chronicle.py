"""The chronicle: what every commit did in words, and snapshots along the way.

It follows the log behind everybody's back: in batches, a while after the commits, or at once when
somebody asks for the newest activity. What it writes can be thrown away and made again, and is the
same whoever makes it, so several processes do no harm to each other.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import structlog
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError, PyMongoError

from domain import activity
from domain.past import Folding, Past
from domain.undo import Change
from events.store import Commit, EventStore
from repositories.commit_log import DUPLICATE_KEY, between
from repositories.snapshot import MongoSnapshots
from repositories.task import end

# Commits between two snapshots of a project; more where it is so large that a snapshot is dear.
SNAPSHOT_EVERY: Final = 1_000
THINGS_PER_COMMIT: Final = 2
# Seconds after a commit: many are written down together, and while nobody waits for them.
LATER: Final = 1.0
ROUND: Final = 500
OPEN: Final = 16
# Things of a commit that are kept with their sentences; an import has thousands.
MOST_THINGS: Final = 100
INDEXES: Final = [
    IndexModel([("_id.p", ASCENDING), ("actor", ASCENDING), ("_id.n", DESCENDING)], name="actor"),
    IndexModel(
        [("_id.p", ASCENDING), ("undoes", ASCENDING)],
        name="undoes",
        partialFilterExpression={"undoes": {"$exists": True}},
    ),
]

Row = dict[str, Any]
log = structlog.get_logger(__name__)


async def forget(database: AsyncDatabase[Row], partition: str) -> None:
    """Throw away what is made of a log beside its rows; it is made again when it is asked for.

    The first row goes last: what a chronicle wrote meanwhile is known by it to have a gap.
    """
    rows = database["activities"]
    await rows.delete_many(between(partition, 2))
    await rows.delete_many(between(partition))
    await MongoSnapshots(database).forget(partition)


class Chronicle:
    def __init__(
        self,
        database: AsyncDatabase[Row],
        store: EventStore,
        past: Past,
        snapshots: MongoSnapshots,
        *,
        every: int = SNAPSHOT_EVERY,
        later: float = LATER,
    ) -> None:
        self._rows = database["activities"]
        self._store = store
        self._past = past
        self._snapshots = snapshots
        self._every = every
        self._later = later
        self._foldings: OrderedDict[str, Folding] = OrderedDict()
        self._commits: dict[str, list[Commit]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        await self._rows.create_indexes(INDEXES)

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop; what is not written down is found by the next start, or by who asks."""
        if self._task is not None:
            await end(self._task)

    def follow(self, commit: Commit) -> None:
        """Learn of a commit that this process wrote; others write down their own."""
        known = self._commits.setdefault(commit.partition, [])
        known.append(commit)
        if len(known) > ROUND:
            known.clear()  # the log has them
        self.heard(commit.partition, commit.n)

    def heard(self, partition: str, n: int) -> None:
        self._waiting[partition] = max(n, self._waiting.get(partition, 0))
        self._wake.set()

    def catch_up(self, heads: Mapping[str, int]) -> None:
        """Learn of all logs at a start, so that those that nobody wrote down are."""
        for partition, n in heads.items():
            self.heard(partition, n)

    async def reach(self, partition: str, n: int) -> None:
        """Return when everything up to commit n is written down."""
        lock = self._locks.setdefault(partition, asyncio.Lock())
        async with lock:
            while await self._position(partition) < n:
                if not await self._round(partition):
                    return

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            await asyncio.sleep(self._later)
            self._wake.clear()
            waiting, self._waiting = self._waiting, {}
            for partition, n in waiting.items():
                await self._try(partition, n)

    async def _try(self, partition: str, n: int) -> None:
        try:
            await self.reach(partition, n)
        except (PyMongoError, OSError) as error:
            log.warning("chronicle.retry", error=type(error).__name__, partition=partition)
            self.heard(partition, n)
        except Exception:
            # One broken log must not silence the others; whoever asks for it hears of it.
            log.exception("chronicle.failed", partition=partition)

    async def _position(self, partition: str) -> int:
        """Return how far a log is written down; everything before is, too."""
        written = await self._written(partition)
        folding = self._foldings.get(partition)
        if folding is not None and folding.tip.n > written:
            del self._foldings[partition]  # somebody threw away what was written
        return written

    async def _written(self, partition: str) -> int:
        """Return the newest n that is written; without the first, what is there has a gap."""
        newest, first = await asyncio.gather(
            self._rows.find_one(between(partition), {"_id": 1}, sort=[("_id", DESCENDING)]),
            self._rows.find_one({"_id": {"p": partition, "n": 1}}, {"_id": 1}),
        )
        return newest["_id"]["n"] if newest and first else 0

    async def _round(self, partition: str) -> bool:
        """Write down the next commits; False where there are none."""
        folding = await self._folding(partition)
        said: dict[int, Row] = {}
        since = folding.tip.n
        try:
            async for commit in self._next(partition, since):
                change = folding.follow(commit)
                said[commit.n] = await self._row(commit, change, folding, said)
                if self._is_due(folding):
                    await self._keep(partition, said)
                    await self._snapshots.keep(folding)
            await self._keep(partition, said)
        except BaseException:
            self._foldings.pop(partition, None)
            raise
        return folding.tip.n > since

    async def _next(self, partition: str, since: int) -> AsyncIterator[Commit]:
        """Yield the commits that follow: those of this process as they are, others from the log."""
        known = self._commits.pop(partition, [])
        fresh = [commit for commit in known if commit.n > since]
        if fresh and [commit.n for commit in fresh] == [*range(since + 1, since + 1 + len(fresh))]:
            for commit in fresh:
                yield commit
            return
        async for commit in self._store.read(partition, after=since, until=since + ROUND):
            yield commit

    async def _folding(self, partition: str) -> Folding:
        folding = self._foldings.get(partition)
        if folding is None:
            written = await self._written(partition)
            origin = self._past.folding if written else self._past.start
            folding = self._foldings[partition] = await origin(partition, written)
        self._foldings.move_to_end(partition)
        while len(self._foldings) > OPEN:
            self._foldings.popitem(last=False)
        return folding

    def _is_due(self, folding: Folding) -> bool:
        """Tell whether a snapshot belongs here: places depend on the log alone."""
        things = len(folding.stamps)
        steps = max(1, things // (self._every * THINGS_PER_COMMIT))
        return folding.tip.n % (self._every * steps) == 0

    async def _keep(self, partition: str, said: dict[int, Row]) -> None:
        rows = [said[n] for n in sorted(said)]
        said.clear()
        while rows:
            try:
                # In order, so that what is there has no gap before it.
                await self._rows.insert_many(rows, ordered=True)
            except BulkWriteError as error:
                if error.details["writeErrors"][0]["code"] != DUPLICATE_KEY:
                    raise
                # Another process wrote the same: go on behind it.
                written = await self._written(partition)
                rows = [row for row in rows if row["_id"]["n"] > written]
            else:
                return

    async def _row(
        self, commit: Commit, change: Change, folding: Folding, said: dict[int, Row]
    ) -> Row:
        told = activity.described(change, commit.facts, folding.ground)
        row = _told(commit, change, told)
        if change.undoes:
            taken = said.get(change.undoes) or await self._rows.find_one(
                {"_id": {"p": commit.partition, "n": change.undoes}}
            )
            if taken is not None:
                row |= _undoing(taken)
        return row


def _told(commit: Commit, change: Change, told: activity.Activity) -> Row:
    envelope = commit.envelope
    row: Row = {
        "_id": {"p": commit.partition, "n": commit.n},
        "at": envelope.at,
        "actor": envelope.actor,
        "note": envelope.note,
        "sentence": told.sentence,
        "is_step": change.is_step,
        "kinds": sorted({thing.kind for thing in told.things}),
        "things": [
            {
                "id": thing.id,
                "kind": thing.kind,
                "name": thing.name,
                "sentences": list(thing.sentences),
            }
            for thing in told.things[:MOST_THINGS]
        ],
    }
    return row | {"undoes": change.undoes} if change.undoes else row


def _undoing(taken: Row) -> Row:
    """Return the words of a commit that takes another one back; undoing an undo is a redo."""
    original: str = taken["original"] if "original" in taken else taken["sentence"]
    is_redo = "undoes" in taken and not taken.get("is_redo", False)
    return {
        "original": original,
        "is_redo": is_redo,
        "sentence": activity.undoing(original, is_redo=is_redo),
    }
