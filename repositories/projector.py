"""The projector: folds commits into read models, live, after a start and for other processes.

Scenes and clips are written first and the project's own row, which carries the position, last
and durably: what a journal or a replica keeps of it, it keeps of all that was written before.
Rows are guarded by their position, so replays and several projectors at once do no harm.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import structlog
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from events.store import Commit, EventStore
from repositories import view
from repositories.replacement import replace_older
from repositories.task import end
from repositories.view import View

CACHED_VIEWS: Final = 50_000
BATCH: Final = 500
PATIENCE: Final = 10.0
RETRY: Final = 0.2

log = structlog.get_logger(__name__)
AnyView = View[Any]


class Projector:
    """`publish` is called with each commit, in order, once the read models contain it."""

    publish: Callable[[Commit], None]

    def __init__(self, database: AsyncDatabase[dict[str, Any]], store: EventStore) -> None:
        self._store = store
        self.publish = lambda _: None
        swift, durable = WriteConcern(w=1), WriteConcern(w="majority", j=True)
        self._rows: dict[str, AsyncCollection[dict[str, Any]]] = {
            "scene": database.get_collection("scenes", write_concern=swift),
            "clip": database.get_collection("clips", write_concern=swift),
            "project": database.get_collection("projects", write_concern=durable),
        }
        self._parked = database.get_collection("parked")
        self._views: OrderedDict[str, AnyView] = OrderedDict()
        self._positions: dict[str, int] = {}
        self._heard: dict[str, int] = {}
        self._commits: dict[str, list[Commit]] = {}
        self._waiting: dict[str, list[tuple[int, asyncio.Future[None]]]] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        if self._task:
            await end(self._task)

    def follow(self, commit: Commit) -> None:
        """Take a commit that this process wrote."""
        self._commits.setdefault(commit.partition, []).append(commit)
        self.heard(commit.partition, commit.n)

    def heard(self, partition: str, n: int) -> None:
        """Learn that commit n of a partition exists."""
        if n > self._positions.get(partition, -1):
            self._heard[partition] = max(n, self._heard.get(partition, 0))
            self._wake.set()

    def cached(self, stream: str) -> AnyView | None:
        """Return a view as this process projected it last, None where it is not in memory."""
        return self._views.get(stream)

    async def reached(self, partition: str, n: int, *, patience: float = PATIENCE) -> bool:
        """Wait until the read models contain commit n; False when patience (seconds) ran out."""
        if self._positions.get(partition, -1) >= n:
            return True
        self.heard(partition, n)
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(partition, []).append((n, future))
        with suppress(TimeoutError):
            await asyncio.wait_for(future, patience)
        return future.done() and not future.cancelled()

    async def catch_up(self) -> None:
        """Bring every read model to the end of its log."""
        for partition in await self._store.partitions():
            tip = await self._store.tip(partition)
            await self.reached(partition, tip.n, patience=3600)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._heard:
                await self._round()

    async def _round(self) -> None:
        heard, self._heard = self._heard, {}
        commits, self._commits = self._commits, {}
        try:
            batch = [
                commit
                for partition, n in heard.items()
                for commit in await self._missing(partition, n, commits.get(partition, []))
            ]
            await self._project(batch)
            self._arrive(heard, batch)
        except (PyMongoError, OSError) as error:
            log.warning("projection.retry", error=type(error).__name__, partitions=len(heard))
            self._forget(heard)
            await asyncio.sleep(RETRY)
        except Exception:
            # A hole in a log, say: shout, and keep trying, for a person may be mending it.
            log.exception("projection.failed", partitions=sorted(heard))
            self._forget(heard)
            await asyncio.sleep(RETRY * 10)

    def _forget(self, heard: dict[str, int]) -> None:
        """After a failure nothing that is kept in memory is known to be in the database."""
        self._views.clear()
        self._positions.clear()
        for partition, n in heard.items():
            self.heard(partition, n)

    async def _missing(self, partition: str, n: int, known: list[Commit]) -> list[Commit]:
        position = self._positions.get(partition)
        if position is None:
            position = self._positions[partition] = await self._position(partition)
        fresh = [commit for commit in known if commit.n > position]
        numbers = [commit.n for commit in fresh]
        if fresh and numbers == list(range(position + 1, position + 1 + len(fresh))):
            if numbers[-1] < n:
                self.heard(partition, n)
            return fresh
        read: list[Commit] = []
        async for commit in self._store.read(partition, after=position):
            read.append(commit)
            if len(read) == BATCH:
                self.heard(partition, n)
                break
        return read

    async def _position(self, partition: str) -> int:
        found = await self._rows["project"].find_one({"_id": partition}, {"position": 1})
        return found["position"] if found else 0

    async def _project(self, batch: list[Commit]) -> None:
        await self._load(batch)
        changed: dict[str, AnyView] = {}
        for commit in batch:
            await self._fold(commit, changed)
        rows: dict[str, list[AnyView]] = {"scene": [], "clip": [], "project": []}
        for one in changed.values():
            rows[view.kind(one.state.id)].append(one)
        await asyncio.gather(
            replace_older(self._rows["scene"], rows["scene"]),
            replace_older(self._rows["clip"], rows["clip"]),
        )
        await replace_older(self._rows["project"], rows["project"])
        while len(self._views) > CACHED_VIEWS:
            self._views.popitem(last=False)

    async def _load(self, batch: list[Commit]) -> None:
        needed = {stream for commit in batch for stream in (*commit.versions, commit.partition)}
        unknown: dict[str, list[str]] = {}
        for stream in needed - self._views.keys():
            unknown.setdefault(view.kind(stream), []).append(stream)
        for kind, streams in unknown.items():
            if kind in self._rows:
                async for row in self._rows[kind].find({"_id": {"$in": streams}}):
                    self._views[row["_id"]] = view.view(row)

    async def _fold(self, commit: Commit, changed: dict[str, AnyView]) -> None:
        events: dict[str, list[object]] = {commit.partition: []}
        for fact in commit.facts:
            events.setdefault(fact.stream, []).append(fact.event)
        for stream, happened in events.items():
            try:
                new = view.projected(self._views.get(stream), stream, happened, commit)
            except Exception as error:  # noqa: BLE001 - one broken stream must not stop the others
                await self._park(stream, commit, error)
                continue
            self._views[stream] = changed[stream] = new
            self._views.move_to_end(stream)

    async def _park(self, stream: str, commit: Commit, error: Exception) -> None:
        log.error("projection.parked", stream=stream, position=commit.n, error=repr(error))
        reason = {"partition": commit.partition, "n": commit.n, "error": repr(error)}
        await self._parked.update_one({"_id": stream}, {"$setOnInsert": reason}, upsert=True)

    def _arrive(self, heard: dict[str, int], batch: list[Commit]) -> None:
        for commit in batch:
            self._positions[commit.partition] = commit.n
            self.publish(commit)
        for partition in heard:
            position = self._positions.get(partition, 0)
            still: list[tuple[int, asyncio.Future[None]]] = []
            for n, future in self._waiting.pop(partition, []):
                if n > position:
                    still.append((n, future))
                elif not future.done():
                    future.set_result(None)
            if still:
                self._waiting[partition] = still
