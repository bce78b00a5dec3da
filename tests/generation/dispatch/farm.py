"""A queue in memory, fake servers as its workers, and a dispatcher that can be killed."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any
from uuid import uuid4

from domain.execute import Executor, Request
from domain.queue.board.batch import Batch
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from domain.queue.board.worker import Worker
from domain.queue.command import QueueCommand
from domain.queue.control import CancelJobs, Selection
from domain.queue.enqueue import EnqueueBatch, Item
from domain.queue.fleet import RegisterWorker
from domain.queue.lease import Leases
from events.codec import CODEC
from events.ids import MAIN_QUEUE, AttemptId, BatchId, JobId, ProjectId, UserId, WorkerId
from events.memory import MemoryEventStore
from events.store import Commit, Fact
from generation.dispatch.dispatcher import Dispatcher
from generation.dispatch.port import (
    Crew,
    Pace,
    Pulses,
    Silence,
    SinkFullError,
    UnbuildableError,
    UnreadableKeyError,
)
from generation.worker import Attempt, Progress, Sign, WorkerDriver
from tests.domain.queue.invariant import broken
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI

PROJECT = ProjectId("project-" + "1" * 32)
# Names a key that nobody can read; any other is the key itself here.
LOST = "lost"
QUICK = Pace(round=0.2, load=0.2, probe=5.0, again=0.1, room=0.1, refused=3, silence=0.6)


def now() -> int:
    return round(datetime.now(UTC).timestamp() * 1000)


class Desk:
    """The port of the queue, over a store that outlives it."""

    def __init__(self, store: MemoryEventStore, announce: Callable[[Commit], None]) -> None:
        self.executor = Executor(store, clock=lambda: datetime.now(UTC), announce=announce)

    async def board(self) -> QueueBoard:
        return await self.executor.queue(MAIN_QUEUE)

    async def command(self, command: QueueCommand) -> None:
        request = Request(
            project=MAIN_QUEUE,
            command_id=uuid4().hex,
            is_new=True,
            actor=UserId(""),
            commands=(command,),
        )
        await self.executor.execute(request)


@dataclass
class Bench:
    """Makes the graph that a job's values say."""

    graphs: Mapping[str, Mapping[str, Any]]

    async def attempt(self, job: Job, batch: Batch, id_: AttemptId) -> Attempt:
        if job.workflow not in self.graphs:
            raise UnbuildableError(f"There is no workflow {job.workflow}.")
        graph = {
            key: {**node, "inputs": {**node["inputs"], **_seeded(node, job.seed)}}
            for key, node in self.graphs[job.workflow].items()
        }
        assert batch.id == job.batch
        return Attempt(id=id_, graph=graph, prefix=f"es/{job.id[4:12]}/{id_[:8]}")


def _seeded(node: Mapping[str, Any], seed: int) -> dict[str, int]:
    return {"seed": seed % 2**32} if "seed" in node["inputs"] else {}


@dataclass
class Store:
    """A sink with a limited room."""

    kept: dict[str, bytes] = field(default_factory=dict[str, bytes])
    is_full: bool = False
    refused: int = 0
    refusal: Exception | None = None

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        content = b"".join([chunk async for chunk in chunks])
        if self.is_full:
            self.refused += 1
            raise SinkFullError("There is no room.")
        if self.refusal:
            raise self.refusal
        digest = sha256(content).hexdigest()
        self.kept[digest] = content
        return digest


@dataclass
class Listeners:
    told_of: list[tuple[str, Sign]] = field(default_factory=list[tuple[str, Sign]])

    def told(self, job: Job, attempt: AttemptId, sign: Any) -> None:
        assert attempt
        self.told_of.append((job.id, sign))

    def progress(self, job: JobId) -> list[Progress]:
        return [sign for id_, sign in self.told_of if id_ == job and isinstance(sign, Progress)]


class Always:
    is_mine = True

    async def is_ours(self) -> bool:
        return self.is_mine


class Farm:
    def __init__(self, graphs: Mapping[str, Mapping[str, Any]]) -> None:
        self.store = MemoryEventStore(CODEC)
        self.sink = Store()
        self.audience = Listeners()
        self.duty = Always()
        self.fakes: dict[str, FakeComfyUI] = {}
        self.drivers: dict[str, Callable[[], WorkerDriver]] = {}
        self.lease = 60_000
        self.ahead = 0  # ms that the clock on the wall goes wrong
        self.pulses: Pulses = Silence()
        self._bench = Bench(graphs)
        self._task: asyncio.Task[None] | None = None
        self.open()

    def open(self) -> None:
        """Make a program anew that knows nothing but the log."""
        self.desk = Desk(self.store, lambda _: self.dispatcher.wake())
        crew = Crew(
            queue=self.desk,
            workshop=self._bench,
            driver=self._driver,
            sink=self.sink,
            audience=self.audience,
            duty=self.duty,
            now=lambda: now() + self.ahead,
            elapsed=monotonic,
            new_attempt=lambda: AttemptId(str(uuid4())),
            pace=QUICK,
            pulses=self.pulses,
        )
        leases = Leases(lease=self.lease, grace=0, late=30_000)
        self.dispatcher = Dispatcher(crew, leases)

    async def _driver(self, worker: Worker) -> WorkerDriver:
        if worker.key == LOST:
            raise UnreadableKeyError("Its key is lost. Set it again.")
        if made := self.drivers.get(worker.address):
            return made()
        return rig.driver(self.fakes[worker.address], key=worker.key)

    async def hire(self, name: str = "ada", fake: FakeComfyUI | None = None) -> FakeComfyUI:
        """Register a worker with a server of its own that runs."""
        made = fake or FakeComfyUI()
        await made.start()
        self.fakes[made.url] = made
        await self.desk.command(
            RegisterWorker(worker_id=worker_id(name), name=name, kind="comfyui", address=made.url)
        )
        return made

    async def enqueue(self, workflow: str = "still", number: int = 1, **rest: Any) -> list[JobId]:
        batch = BatchId(f"batch-{uuid4().hex}")
        await self.desk.command(
            EnqueueBatch(
                batch_id=batch,
                project_id=PROJECT,
                name="Dawn",
                workflow=workflow,
                workflow_version="1",
                kind="image",
                items=tuple(Item(name=f"shot {at}") for at in range(number)),
                now=now(),
                **rest,
            )
        )
        board = await self.desk.board()
        return list(board.jobs_of[batch])

    async def cancel(self, *jobs: JobId) -> None:
        await self.desk.command(
            CancelJobs(about=Selection(jobs=jobs), reason="not needed", now=now())
        )

    def start(self) -> None:
        self._task = asyncio.create_task(self.dispatcher.run())

    async def crash(self) -> None:
        """End without a word, as a kill does, and begin with what the log has."""
        await self.stop()
        self.open()

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def job(self, id_: JobId) -> Job:
        return (await self.desk.board()).jobs[id_]

    async def until(self, id_: JobId, *statuses: str, seconds: float = 15.0) -> Job:
        """Wait until a job has one of these statuses."""
        return await self.awaited(id_, lambda job: job.status in statuses, seconds)

    async def awaited(self, id_: JobId, is_so: Callable[[Job], bool], seconds: float = 15.0) -> Job:
        try:
            async with asyncio.timeout(seconds):
                while not is_so(job := await self.job(id_)):  # noqa: ASYNC110 - as a user looks
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(f"still {(await self.job(id_))}") from None
        return job

    async def facts(self) -> list[Fact]:
        commits = [commit async for commit in self.store.read(MAIN_QUEUE)]
        return [fact for commit in commits for fact in commit.facts]

    async def named(self, id_: JobId) -> list[str]:
        """Return what happened to a job, in order."""
        return [type(fact.event).__name__ for fact in await self.facts() if fact.stream == id_]

    async def judge(self) -> None:
        """Each job ended once, no output is lost, no result was credited twice."""
        board = await self.desk.board()
        assert broken(await self.facts(), all_ended=board.jobs) == []
        for job in board.jobs.values():
            assert all(output["digest"] in self.sink.kept for output in job.outputs)


def worker_id(name: str) -> WorkerId:
    return WorkerId(f"worker-{sha256(name.encode()).hexdigest()[:32]}")


@asynccontextmanager
async def farm(**graphs: Mapping[str, Any]) -> AsyncGenerator[Farm]:
    """A farm with one workflow, `still`, and others by name; everything is ended behind it."""
    made = Farm({"still": rig.still(), "painting": rig.painting(steps=8), **graphs})
    try:
        yield made
    finally:
        await made.stop()
        for fake in made.fakes.values():
            fake.thaw()
            await fake.kill()
