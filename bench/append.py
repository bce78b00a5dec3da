"""How fast commits become durable, against bare `insert_one` of the same documents.

Both write at majority and journal, with as many concurrent writers, in turns of the same run.
The bare collection has no index but its primary key; the store's has two more.
"""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from os import getloadavg
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeAlias

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from events.clip import ClipMoved
from events.codec import CODEC
from events.document import body, head
from events.ids import SceneId, derived
from events.store import GENESIS, Envelope, Fact, Proposal, Tip
from events.tail import DAWN
from repositories.event_store import MongoEventStore

Document: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, Any]

ROUNDS: Final = 7
SECONDS: Final = 1.0
WRITERS: Final = 32


async def rows(database: AsyncDatabase[Document]) -> list[Row]:
    """Measure all of it. Needs an empty database of a client made by `connect`, on a real disk."""
    store = MongoEventStore(database, CODEC)
    await store.start()
    measured = [
        await _row("append_one_writer", 0.9, database, store, _Projects(1)),
        await _row("append_32_projects", 3.0, database, store, _Projects(WRITERS)),
        await _row("append_one_project", 3.0, database, store, _Project(WRITERS)),
    ]
    await store.close()
    return measured


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
    floor: float,
    database: AsyncDatabase[Document],
    store: MongoEventStore,
    load: _Projects | _Project,
) -> Row:
    bare = _Bare(database["bare"])
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        theirs.append(await _rate(load.writers, lambda _: bare.insert()))
        ours.append(await _rate(load.writers, lambda writer: load.append(store, writer)))
    ratio = median(our / their for our, their in zip(ours, theirs, strict=True))
    return {
        "name": name,
        "value": round(median(ours)),
        "unit": f"commits/s, {load.writers} writers (bare insert_one: {median(theirs):.0f}/s)",
        "floor": floor,
        "ratio": round(ratio, 2),
        "load": round(getloadavg()[0], 2),
    }


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
