"""How fast commits become durable, against bare `insert_one` of the same documents.

Both write at majority and journal, with as many concurrent writers, in turns of the same run.
The bare collection has no index but its primary key; the store's has two more. The last figure
is how much is left of it where each writer waits for the read models.
"""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeAlias

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from bench import site
from bench.row import Row, load
from events.clip import ClipAdded, ClipMoved
from events.codec import CODEC
from events.document import body, head
from events.ids import SceneId, UserId, derived
from events.project import ProjectCreated
from events.scene import SceneAdded
from events.store import GENESIS, Commit, Envelope, Fact, Proposal, Tip
from events.tail import DAWN
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.model import prepare_models
from repositories.projector import Projector

Document: TypeAlias = dict[str, Any]

ROUNDS: Final = 7
SECONDS: Final = 1.0
WRITERS: Final = 32


async def rows() -> list[Row]:
    with site.database() as uri:
        async with connect(uri) as client:
            return await measured(client["bench"])


async def measured(database: AsyncDatabase[Document]) -> list[Row]:
    """Measure all of it in an empty database on a real disk."""
    await prepare_models(database)
    store = MongoEventStore(database, CODEC)
    await store.start()
    found = [
        await _row("append_one_writer", 0.9, database, store, _Projects(1)),
        await _row("append_32_projects", 3.0, database, store, _Projects(WRITERS)),
        await _row("append_one_project", 3.0, database, store, _Project(WRITERS)),
        await _projected(database, store),
    ]
    await store.close()
    return found


_RUNS: Final = count(1)
_COMMANDS: Final = count(1)
_AT: Final = DAWN.replace(year=2026)
_ACTOR: Final = derived("user", "bench", 0)


class _Place:
    """A project in which one clip is moved again and again."""

    def __init__(self) -> None:
        run = f"bench-{next(_RUNS)}"
        self.partition = derived("project", run, 0)
        self._scene = SceneId(derived("scene", run, 0))
        self._clip = derived("clip", run, 0)

    def proposal(self, parent: Tip) -> Proposal:
        moved = ClipMoved(scene=self._scene, track=0, start=parent.n)
        return Proposal(
            partition=self.partition,
            command=f"command-{next(_COMMANDS):032x}",
            parent=parent,
            versions={self._clip: parent.n + 1},
            facts=(Fact(stream=self._clip, event=moved),),
            envelope=Envelope(actor=_ACTOR, at=_AT),
        )


class _Projects:
    """Each writer has a project of its own."""

    def __init__(self, writers: int) -> None:
        self.writers = writers
        self._places = [_Place() for _ in range(writers)]
        self._tips = [GENESIS] * writers

    async def append(self, store: MongoEventStore, writer: int) -> None:
        offered = self._places[writer].proposal(self._tips[writer])
        self._tips[writer] = (await store.append(offered)).tip


class _Project:
    """All writers share a project; each decides on top of what still waits to be written."""

    def __init__(self, writers: int) -> None:
        self.writers = writers
        self._place = _Place()
        self._tip = GENESIS

    async def append(self, store: MongoEventStore, writer: int) -> None:
        del writer
        offered = self._place.proposal(self._tip)
        self._tip = Tip(n=self._tip.n + 1, command=offered.command)
        await store.append(offered)


async def _row(
    name: str,
    goal: float,
    database: AsyncDatabase[Document],
    store: MongoEventStore,
    work: _Projects | _Project,
) -> Row:
    bare = _Bare(database["bare"])
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        theirs.append(await _rate(work.writers, lambda _: bare.insert()))
        ours.append(await _rate(work.writers, lambda writer: work.append(store, writer)))
    where = "one project" if isinstance(work, _Project) else "a project each"
    return Row(
        name=name,
        value=median(ours),
        unit="commits/s",
        floor=median(theirs),
        ratio=_ratio(ours, theirs),
        load=load(),
        what=f"{work.writers} writers of {where} at majority and journal; the floor is as many"
        " bare insert_one at a time",
        goal=f"at least {goal}",
    )


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return median(our / their for our, their in zip(ours, theirs, strict=True))


async def _projected(database: AsyncDatabase[Document], store: MongoEventStore) -> Row:
    """Compare with what the same writers reach when nothing is projected."""
    boards = [_Board(writer) for writer in range(WRITERS)]
    projector = Projector(database, store)
    projector.start()
    for board in boards:
        await board.found(store, projector)
    awaited: list[float] = []
    alone: list[float] = []
    for _ in range(ROUNDS):
        alone.append(await _rate(WRITERS, lambda writer: boards[writer].move(store)))
        await asyncio.gather(*[board.caught_up(projector) for board in boards])
        awaited.append(
            await _rate(WRITERS, lambda writer: boards[writer].move_and_see(store, projector))
        )
    await projector.close()
    return Row(
        name="append_projected",
        value=median(awaited),
        unit="commits/s",
        floor=median(alone),
        ratio=_ratio(awaited, alone),
        load=load(),
        what=f"{WRITERS} writers of a project each, each waiting until the read models contain its"
        " commit; the floor is the same without read models",
        goal="at least 0.55",
    )


class _Board:
    """A project of one clip, whose commits the projector can fold."""

    def __init__(self, writer: int) -> None:
        self._partition = derived("project", f"projected-{next(_RUNS)}", writer)
        self._clip = derived("clip", self._partition, 0)
        self._scene = SceneId(derived("scene", self._partition, 0))
        self._tip = GENESIS

    async def found(self, store: MongoEventStore, projector: Projector) -> None:
        created = ProjectCreated(
            name="Bench",
            owner=UserId(derived("user", "bench", 0)),
            frame_rate="FPS_24",
            width=1920,
            height=1080,
            aspect_ratio="16:9",
            start_frame=0,
            naming="{project}",
        )
        scene = SceneAdded(name="Scene", rank="m", parameters={})
        clip = ClipAdded(
            scene=self._scene,
            name="Clip",
            track=0,
            start=0,
            length=24,
            parameters={},
            status="draft",
        )
        events = {self._partition: created, self._scene: scene, self._clip: clip}
        facts = tuple(Fact(stream=stream, event=event) for stream, event in events.items())
        await self._append(store, facts)
        await self.caught_up(projector)

    async def move(self, store: MongoEventStore) -> None:
        await self._moved(store)

    async def _moved(self, store: MongoEventStore) -> Commit:
        moved = ClipMoved(scene=self._scene, track=0, start=self._tip.n)
        return await self._append(store, (Fact(stream=self._clip, event=moved),))

    async def move_and_see(self, store: MongoEventStore, projector: Projector) -> None:
        commit = await self._moved(store)
        projector.follow(commit)
        if not await projector.reached(self._partition, commit.n):
            raise RuntimeError("The projector did not keep up within its patience.")

    async def caught_up(self, projector: Projector) -> None:
        await projector.reached(self._partition, self._tip.n, patience=60)

    async def _append(self, store: MongoEventStore, facts: tuple[Fact, ...]) -> Commit:
        commit = await store.append(
            Proposal(
                partition=self._partition,
                command=derived("command", "bench", next(_COMMANDS)),
                parent=self._tip,
                versions={fact.stream: self._tip.n + 1 for fact in facts},
                facts=facts,
                envelope=Envelope(actor=derived("user", "bench", 0), at=DAWN.replace(year=2026)),
            )
        )
        self._tip = commit.tip
        return commit


class _Bare:
    def __init__(self, collection: AsyncCollection[Document]) -> None:
        self._collection = collection
        self._place = _Place()
        self._numbers = count(1)

    async def insert(self) -> None:
        n = next(self._numbers)
        offered = self._place.proposal(Tip(n=n - 1, command=""))
        document = head(self._place.partition, n, offered.envelope.at) | body(offered, CODEC)
        await self._collection.insert_one(document)


async def _rate(writers: int, write: Callable[[int], Awaitable[None]]) -> float:
    """Let the writers write for a while and return how many writes a second were answered."""
    done = 0
    start = perf_counter()

    async def work(writer: int) -> None:
        nonlocal done
        while perf_counter() - start < SECONDS:
            await write(writer)
            done += 1

    await asyncio.gather(*[work(writer) for writer in range(writers)])
    return done / (perf_counter() - start)
