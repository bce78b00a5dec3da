"""One run: people work, things break, then there is calm and everything is compared."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase
from typing_extensions import override

from events.codec import CODEC
from events.record import record
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.verify import differences
from tests.soak.client import Client
from tests.soak.fault import Faults
from tests.soak.history import Answer, Logged, Story
from tests.soak.judge import verdict
from tests.soak.line import Account, Line
from tests.soak.reader import Reader
from tests.soak.wish import Film
from tests.soak.world import World, world

Database = AsyncDatabase[dict[str, Any]]

CLIENTS: Final = 16
FILMS: Final = 4
CALM: Final = 60.0  # seconds that everything may take to come to rest
MOST: Final = 40  # how many findings are shown


@record
class Report:
    seed: int
    findings: tuple[str, ...]
    faults: tuple[str, ...]
    counts: Counter[str]

    @override
    def __str__(self) -> str:
        counted = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        more = len(self.findings) - MOST
        return "\n".join(
            [
                f"seed {self.seed}: {len(self.faults)} faults; {counted}",
                *self.faults,
                *(self.findings[:MOST] or ["Nothing is amiss."]),
                *([f"… and {more:,} more findings"] if more > 0 else []),
            ]
        )


class Crowd:
    """All clients and readers of a run, and the tasks in which they work."""

    def __init__(self, one: World, seed: int) -> None:
        self.films = [Film(f"soak-{number}") for number in range(FILMS)]
        self.account = Account()
        self._lines: list[Line] = []
        ports = [station.proxy.port for station in one.stations]
        self.clients = [self._client(number, ports, seed) for number in range(CLIENTS)]
        self.readers = [
            Reader(f"reader of server {at}", port, film.project, self.account, after=n % 3)
            for n, film in enumerate(self.films)
            for at, port in enumerate(ports)
        ]
        self._working: list[asyncio.Task[None]] = []
        self._serving: list[asyncio.Task[None]] = []

    def _client(self, number: int, ports: list[int], seed: int) -> Client:
        near = number // FILMS % len(ports)  # the clients of a film sit at different servers
        lines = [Line(port, self.account) for port in (*ports[near:], *ports[:near])]
        self._lines += lines
        films = [self.films[(number + at) % FILMS] for at in range(2)]
        random = Random(f"{seed}/{number}")  # noqa: S311 - a run that can be repeated
        return Client(number, films, lines, random=random, wanders=number // 2 % 2 == 0)

    async def start(self) -> None:
        await self.account.register(self._lines[0])
        for client, film in zip(self.clients, self.films, strict=False):
            await client.found(film)
        self._working = [asyncio.create_task(client.work()) for client in self.clients]
        self._serving = [asyncio.create_task(reader.follow()) for reader in self.readers]
        self._serving.append(asyncio.create_task(self.account.renew(self._lines)))

    async def rest(self) -> None:
        """Return when every client has its last answer, or had time enough to get one."""
        for client in self.clients:
            client.is_over = True
        done, pending = await asyncio.wait(self._working, timeout=CALM)
        await _ended(pending)
        for task in done:
            task.result()

    async def close(self) -> None:
        await _ended([*self._working, *self._serving])
        for line in self._lines:
            await line.close()


async def run(folder: Path, *, seed: int, seconds: float) -> Report:
    """Run in an empty folder. `seconds` is how long things break; the rest is another 20 or so."""
    async with world(folder) as one, connect(one.replicas.uri) as client:
        crowd = Crowd(one, seed)
        faults = Faults(one, Random(f"{seed}/faults"))  # noqa: S311 - a run that can be repeated
        try:
            await crowd.start()
            await faults.run(seconds)
            await crowd.rest()
            return await compared(client["storyboard"], crowd, seed, faults)
        finally:
            await crowd.close()


async def compared(database: Database, crowd: Crowd, seed: int, faults: Faults) -> Report:
    await settled(database, crowd)
    stories = [await story(database, crowd, film) for film in crowd.films]
    wrong = await differences(database, MongoEventStore(database, CODEC))
    return Report(
        seed=seed,
        findings=(*verdict(stories), *wrong),
        faults=tuple(faults.done),
        counts=_counts(stories, crowd.readers),
    )


async def settled(database: Database, crowd: Crowd) -> None:
    """Return when rows and readers have come to the end of the log, or had time enough to."""
    store = MongoEventStore(database, CODEC)
    deadline = monotonic() + CALM
    while monotonic() < deadline:
        heads = await store.heads()
        rows = {row["_id"]: row["position"] async for row in database["projects"].find()}
        if rows == heads and all(heads[one.project] == one.position for one in crowd.readers):
            return
        await asyncio.sleep(0.1)


async def story(database: Database, crowd: Crowd, film: Film) -> Story:
    """Gather what there is to say; the log as the database has it, not as the store reads it."""
    cursor = database["commits"].find({"_id.p": film.project}).sort("_id.n")
    return Story(
        project=film.project,
        log=tuple([_logged(document) async for document in cursor]),
        asked=tuple(a for one in crowd.clients for a in one.asked if a.project == film.project),
        heard=tuple(one.heard for one in crowd.readers if one.project == film.project),
    )


def _logged(document: dict[str, Any]) -> Logged:
    return Logged(
        n=document["_id"]["n"],
        command=document["command"],
        versions={stream["id"]: stream["v"] for stream in document["streams"]},
        lengths=Counter(event["stream"] for event in document["events"]),
    )


def _counts(stories: list[Story], readers: list[Reader]) -> Counter[str]:
    asked = [asked for story in stories for asked in story.asked]
    counts = Counter({f"answered {answer}": 0 for answer in Answer})
    counts.update(f"answered {one.answer}" for one in asked)
    counts["sent again"] = sum(one.sent - 1 for one in asked)
    counts["with an expected version"] = sum(
        one.expected is not None and one.answer is Answer.DONE for one in asked
    )
    counts["commits"] = sum(len(story.log) for story in stories)
    counts["breaks of readers"] = sum(reader.breaks for reader in readers)
    return counts


async def _ended(tasks: Iterable[asyncio.Task[None]]) -> None:
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
