"""A process without a server that also remembers the past: snapshots, chronicle and moments."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from domain.branch import ForkBranch
from domain.command import Command
from domain.execute import Executor, Outcome
from domain.history import Asking, History
from domain.past import Past
from events.codec import CODEC
from events.ids import UserId
from events.store import Commit
from repositories.activity import Activities, Activity, ActivityPage
from repositories.chronicle import LATER, SNAPSHOT_EVERY, Chronicle
from repositories.event_store import MongoEventStore
from repositories.model import prepare_models
from repositories.moment import Moments
from repositories.projector import Projector
from repositories.snapshot import MongoSnapshots
from repositories.verify import differences
from tests.film import ADA, FILM, clock, request

Database = AsyncDatabase[dict[str, Any]]


@dataclass
class PastHouse:
    database: Database
    store: MongoEventStore
    snapshots: MongoSnapshots
    past: Past
    executor: Executor
    history: History
    projector: Projector
    chronicle: Chronicle
    moments: Moments
    activities: Activities
    numbers: "count[int]"

    def asking(self, project: str = FILM, actor: UserId = ADA) -> Asking:
        command = f"asked-{next(self.numbers)}"
        return Asking(project=project, command_id=command, actor=actor)

    async def done(self, *commands: Command, project: str = FILM, actor: UserId = ADA) -> int:
        """Carry commands out as one change and return its position."""
        id_ = f"command-{next(self.numbers)}"
        asked = request(id_, *commands, project=project, actor=actor)
        return (await self.executor.execute(asked)).position

    async def undone(self, position: int | None = None, *, project: str = FILM) -> int:
        return await self._taken(await self.history.undo(self.asking(project), position=position))

    async def redone(self, *, project: str = FILM) -> int:
        return await self._taken(await self.history.redo(self.asking(project)))

    async def _taken(self, undone: Any) -> int:
        outcome: Outcome = undone.outcome
        assert outcome.commit is not None
        return outcome.position

    async def forked(self, project: str = FILM, position: int | None = None) -> str:
        """Fork a branch, wait for its rows and return its id."""
        wish = ForkBranch(name="Other ending", position=position)
        outcome = await self.history.fork(self.asking(project), wish)
        assert outcome.commit is not None
        branch = outcome.commit.partition
        assert await self.projector.reached(branch, 1)
        return branch

    async def told(self, project: str = FILM, **narrowed: Any) -> list[Activity]:
        """Return the activity, oldest first."""
        narrowed.setdefault("first", 5_000)
        page = ActivityPage(project=project, **narrowed)
        return (await self.activities.page(page))[::-1]

    async def sentences(self, project: str = FILM) -> list[str]:
        return [one.sentence for one in await self.told(project)]

    async def rows(self, project: str = FILM) -> list[dict[str, Any]]:
        """Return what the chronicle wrote down of a project, in order."""
        found = self.database["activities"].find({"_id.p": project}).sort("_id", 1)
        return await found.to_list()

    async def kept(self, project: str = FILM) -> list[int]:
        """Return at which commits there are snapshots."""
        found = self.database["snapshots"].find({"_id.p": project}).sort("_id", 1)
        return [row["_id"]["n"] async for row in found]

    async def settled(self) -> list[str]:
        """Let the projector come to the end and return how the rows differ from the log."""
        await self.projector.catch_up()
        return await differences(self.database, self.store)

    def beside(self, **options: Any) -> Chronicle:
        """Return the chronicle of another process on the same log."""
        return Chronicle(self.database, self.store, self.past, self.snapshots, **options)


@asynccontextmanager
async def past_house(
    database: Database,
    *,
    every: int = SNAPSHOT_EVERY,
    later: float = LATER,
    projects: bool = True,
) -> AsyncGenerator[PastHouse]:
    """Open a database. The chronicle works when it is asked, the projector where it `projects`."""
    await prepare_models(database)
    store = MongoEventStore(database, CODEC)
    await store.start()
    snapshots = MongoSnapshots(database)
    past = Past(store, snapshots)
    projector = Projector(database, store, past)
    chronicle = Chronicle(database, store, past, snapshots, every=every, later=later)
    await chronicle.prepare()

    def announce(commit: Commit) -> None:
        projector.follow(commit)
        chronicle.follow(commit)

    now = clock()
    executor = Executor(store, clock=now, announce=announce, past=past)
    history = History(executor=executor, past=past, store=store, clock=now, announce=announce)
    if projects:
        projector.start()
        await projector.catch_up()
    try:
        yield PastHouse(
            database=database,
            store=store,
            snapshots=snapshots,
            past=past,
            executor=executor,
            history=history,
            projector=projector,
            chronicle=chronicle,
            moments=Moments(past, store),
            activities=Activities(database, store, chronicle),
            numbers=count(1),
        )
    finally:
        await projector.close()
        await chronicle.close()
        await store.close()
