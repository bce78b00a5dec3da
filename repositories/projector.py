"""The projector: folds commits into read models, live, after a start and for other processes.

Scenes, clips and what belongs to them are written first and the project's own row, which carries
the position, last and durably: what a journal or a replica keeps of it, it keeps of all that was
written before.
Rows are guarded by their position, so replays and several projectors at once do no harm.

What is in memory is what was written, and positions only grow. So after a failure the same
commits are read and written again, and nothing needs to be taken back.

Where the rows of a project were rebuilt meanwhile, its own row is of a later era and refuses what
is written here: then what is in memory of it is forgotten, and the commits are folded again.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, Final

import structlog
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from domain.past import Past
from events.ids import is_branch
from events.store import Commit, EventStore
from repositories import view
from repositories.connection import reign
from repositories.replacement import replace_older
from repositories.task import end
from repositories.view import View

CACHED_VIEWS: Final = 50_000
# What is folded and written at once, counted in facts.
ROUND: Final = 10_000
PATIENCE: Final = 10.0
RETRY: Final = 0.2
# How often a commit that was heard of and is not in the log is looked for again.
LOOKS: Final = 50

log = structlog.get_logger(__name__)
AnyView = View[Any]
Collection = AsyncCollection[dict[str, Any]]
SWIFT: Final = WriteConcern(w=1)
DURABLE: Final = WriteConcern(w="majority", j=True)


class RebuiltError(Exception):
    """The rows of these projects were rebuilt since they were read."""

    def __init__(self, partitions: set[str]) -> None:
        super().__init__(f"Rows of {len(partitions)} projects were rebuilt.")
        self.partitions = partitions


class Projector:
    """`publish` is called with each commit, in order, once the read models contain it.

    `arrived` is called with a partition and its position after that, and also where another
    process brought the read models there.
    """

    publish: Callable[[Commit], None]
    arrived: Callable[[str, int], None]

    def __init__(
        self, database: AsyncDatabase[dict[str, Any]], store: EventStore, past: Past | None = None
    ) -> None:
        self._store = store
        self._past = past or Past(store)
        self._client = database.client
        self.publish = lambda _: None
        self.arrived = lambda _, __: None
        self._rows: dict[str, Collection] = {
            kind: database.get_collection(f"{kind}s", write_concern=DURABLE) for kind in view.KINDS
        }
        self._parked = database.get_collection("parked")
        self._views: OrderedDict[str, AnyView] = OrderedDict()
        self._positions: dict[str, int] = {}
        self._heard: dict[str, int] = {}
        self._looks: dict[str, int] = {}
        self._commits: dict[str, list[Commit]] = {}
        self._waiting: dict[str, list[tuple[int, asyncio.Future[bool]]]] = {}
        self._is_closed = False
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop; what is not projected is found by the next start."""
        self._is_closed = True
        if self._task is not None:
            await end(self._task)
        for waiters in self._waiting.values():
            _resolve(waiters, is_there=False)

    def follow(self, commit: Commit) -> None:
        """Take a commit that this process wrote."""
        if commit.n > self._positions.get(commit.partition, -1):
            self._commits.setdefault(commit.partition, []).append(commit)
            self.heard(commit.partition, commit.n)

    def heard(self, partition: str, n: int) -> None:
        """Learn that commit n of a partition exists."""
        if n > self._positions.get(partition, -1):
            self._heard[partition] = max(n, self._heard.get(partition, 0))
            self._wake.set()

    def cached(self, stream: str) -> AnyView | None:
        """Return a view as this process wrote it last, None where it is not in memory."""
        return self._views.get(stream)

    async def reached(self, partition: str, n: int, *, patience: float | None = PATIENCE) -> bool:
        """Wait until the read models contain commit n.

        False when patience (seconds) ran out, or when the partition cannot be projected.
        """
        if self._positions.get(partition, -1) >= n:
            return True
        if self._is_closed:
            return False
        self.heard(partition, n)
        waiter = n, asyncio.get_running_loop().create_future()
        self._waiting.setdefault(partition, []).append(waiter)
        try:
            return await asyncio.wait_for(waiter[1], patience)
        except TimeoutError:
            return False
        finally:
            self._leave(partition, waiter)

    async def catch_up(self) -> None:
        """Bring every read model to the end of its log, but those that cannot be."""
        heads = await self._store.heads()
        async for row in self._rows["project"].find({}, {"position": 1}):
            self._positions.setdefault(row["_id"], row["position"])
        behind = [(p, n) for p, n in heads.items() if n > self._positions.get(p, 0)]
        await asyncio.gather(*(self.reached(p, n, patience=None) for p, n in behind))

    def _leave(self, partition: str, waiter: tuple[int, asyncio.Future[bool]]) -> None:
        waiters = self._waiting.get(partition, [])
        if waiter in waiters:
            waiters.remove(waiter)
        if not waiters:
            self._waiting.pop(partition, None)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._heard:
                await self._round()

    async def _round(self) -> None:
        heard, self._heard = self._heard, {}
        commits, self._commits = self._commits, {}
        if not await self._attempt(heard, commits):
            # One of them is broken: find out which, so that the others go on.
            for partition, n in heard.items():
                await self._attempt({partition: n}, {})

    async def _attempt(self, heard: dict[str, int], commits: dict[str, list[Commit]]) -> bool:
        """Project what is new, or see to it that it is tried again. False: try them one by one."""
        try:
            batch = await self._gather(heard, commits)
            if batch:
                await self._project(batch)
            self._arrive(heard, batch)
        except (PyMongoError, OSError, RebuiltError) as error:
            log.warning("projection.retry", error=type(error).__name__, partitions=len(heard))
            if isinstance(error, RebuiltError):
                self._forget(error.partitions)
            await asyncio.sleep(RETRY)
            for partition, n in heard.items():
                self.heard(partition, n)
        except Exception:
            if len(heard) > 1:
                return False
            # A hole in a log, say: shout, and keep trying, for a person may be mending it.
            log.exception("projection.failed", partitions=list(heard))
            self._give_up(*heard.popitem())
        return True

    def _give_up(self, partition: str, n: int) -> None:
        _resolve(self._waiting.pop(partition, []), is_there=False)
        asyncio.get_running_loop().call_later(RETRY * 10, self.heard, partition, n)

    async def _gather(
        self, heard: dict[str, int], commits: dict[str, list[Commit]]
    ) -> list[Commit]:
        """Return what is to be projected in this round; the rest is taken out of `heard`."""
        batch: list[Commit] = []
        facts = 0
        for partition, n in list(heard.items()):
            if facts >= ROUND:
                del heard[partition]
                self.heard(partition, n)
                continue
            missing = await self._missing(partition, n, commits.get(partition, []))
            facts += sum(len(commit.facts) for commit in missing)
            batch += missing
        return batch

    async def _missing(self, partition: str, n: int, known: list[Commit]) -> list[Commit]:
        position = await self._position(partition)
        fresh = [commit for commit in known if commit.n > position]
        follows_on = not any(commit.n != position + at for at, commit in enumerate(fresh, 1))
        if follows_on and (fresh or n <= position):
            return fresh
        read: list[Commit] = []
        facts = 0
        async for commit in self._store.read(partition, after=position):
            read.append(commit)
            facts += len(commit.facts)
            if facts >= ROUND:
                break
        return read

    async def _position(self, partition: str) -> int:
        if partition not in self._positions:
            found = await self._rows["project"].find_one({"_id": partition}, {"position": 1})
            self._positions[partition] = found["position"] if found else 0
        return self._positions[partition]

    async def _project(self, batch: list[Commit]) -> None:
        views = await self._known(batch)
        changed: dict[str, AnyView] = {}
        for commit in batch:
            if commit.n == 1 and is_branch(commit.partition):
                # A branch begins with all that its parent had then.
                origin = view.of_folding(await self._past.forked(commit))
                views |= origin
                changed |= origin
            new, broken = view.folded(views, commit)
            views |= new
            changed |= new
            for stream, error in broken.items():
                await self._park(stream, commit, error)
        await self._keep(changed)

    async def _known(self, batch: list[Commit]) -> dict[str, AnyView]:
        needed = {stream for commit in batch for stream in (*commit.versions, commit.partition)}
        known = {stream: self._views[stream] for stream in needed & self._views.keys()}
        unknown: dict[str, list[str]] = {}
        for stream in needed - known.keys():
            unknown.setdefault(view.kind(stream), []).append(stream)
        # The project's own row first: then others of an earlier era are known to be leftovers.
        for kind in view.KINDS:
            if kind in unknown:
                async for row in self._rows[kind].find({"_id": {"$in": unknown[kind]}}):
                    known[row["_id"]] = view.view(row)
        self._check_eras(known)
        return known

    def _check_eras(self, known: dict[str, AnyView]) -> None:
        """Raise RebuiltError where rows were read, now or before, of which some were replaced."""
        rebuilt: set[str] = set()
        for stream, one in known.items():
            era = known[one.project].era if one.project in known else one.era
            if one.era > era or (one.era < era and stream in self._views):
                rebuilt.add(one.project)
        if rebuilt:
            raise RebuiltError(rebuilt)

    def _forget(self, partitions: set[str]) -> None:
        for stream in [id_ for id_, one in self._views.items() if one.project in partitions]:
            del self._views[stream]
        for partition in partitions:
            self._positions.pop(partition, None)

    async def _park(self, stream: str, commit: Commit, error: Exception) -> None:
        reason = {"partition": commit.partition, "n": commit.n, "error": repr(error)}
        parked = await self._parked.update_one(
            {"_id": stream}, {"$setOnInsert": reason}, upsert=True
        )
        if parked.upserted_id is not None:
            log.error("projection.parked", stream=stream, position=commit.n, error=repr(error))

    async def _keep(self, changed: dict[str, AnyView]) -> None:
        """Write the views, the projects last, and remember them then."""
        rows: dict[str, list[AnyView]] = {kind: [] for kind in view.KINDS}
        for stream, one in changed.items():
            rows[view.kind(stream)].append(one)
        before = reign(self._client)
        await self._write_content(rows, SWIFT if before else DURABLE)
        refused = await self._write("project", rows["project"], DURABLE)
        if refused:
            await self._check_refused(refused, changed)
        if before and before != reign(self._client):
            # Who took the content may have died with it before it was safe.
            await self._write_content(rows, DURABLE)
        self._remember(changed)

    async def _check_refused(self, refused: list[str], changed: dict[str, AnyView]) -> None:
        """Tell a row that another process wrote first from one that was rebuilt."""
        rows = self._rows["project"].find({"_id": {"$in": refused}}, {"era": 1})
        eras = {row["_id"]: row.get("era", 0) async for row in rows}
        if rebuilt := {id_ for id_, era in eras.items() if era > changed[id_].era}:
            raise RebuiltError(rebuilt)

    def _remember(self, changed: dict[str, AnyView]) -> None:
        for stream, one in changed.items():
            self._views[stream] = one
            self._views.move_to_end(stream)
        while len(self._views) > CACHED_VIEWS:
            self._views.popitem(last=False)

    async def _write_content(self, rows: dict[str, list[AnyView]], concern: WriteConcern) -> None:
        await asyncio.gather(*(self._write(kind, rows[kind], concern) for kind in view.CONTENT))

    async def _write(self, kind: str, views: Iterable[AnyView], concern: WriteConcern) -> list[str]:
        return await replace_older(self._rows[kind].with_options(write_concern=concern), views)

    def _arrive(self, heard: dict[str, int], batch: list[Commit]) -> None:
        for commit in batch:
            self._positions[commit.partition] = commit.n
            self.publish(commit)
        moved = {commit.partition for commit in batch}
        for partition, n in heard.items():
            position = self._positions[partition]
            self.arrived(partition, position)
            waiters = self._waiting.get(partition, [])
            _resolve([one for one in waiters if one[0] <= position], is_there=True)
            if position >= n:
                self._looks.pop(partition, None)
            elif partition in moved:
                self.heard(partition, n)
            else:
                self._look_again(partition, n)

    def _look_again(self, partition: str, n: int) -> None:
        """After a failover a commit may be heard of before it can be read."""
        looks = self._looks[partition] = self._looks.get(partition, 0) + 1
        if looks <= LOOKS:
            asyncio.get_running_loop().call_later(RETRY, self.heard, partition, n)
        else:
            del self._looks[partition]
            log.error("projection.not_found", partition=partition, position=n)


def _resolve(waiters: Iterable[tuple[int, asyncio.Future[bool]]], *, is_there: bool) -> None:
    for _, future in waiters:
        if not future.done():
            future.set_result(is_there)
