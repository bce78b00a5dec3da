"""The queue: a decision of the scheduler, a batch of 10,000 jobs, and a page of them.

The floors are of the same run: for the batch a bare `insert_many` of as many documents of the same
size at majority and journal, for the page a find of as many rows by an index, both without any of
what is ours.
"""

from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

import bson
from bson.raw_bson import RawBSONDocument
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.write_concern import WriteConcern

from bench import site
from bench.row import Row, load
from domain.execute import Executor, Request
from domain.queue.attempt import AssignJob
from domain.queue.board.board import QueueBoard
from domain.queue.command import QueueCommand, decide
from domain.queue.enqueue import EnqueueBatch, Item
from domain.queue.fleet import NoteProbe, RegisterWorker
from domain.queue.schedule import Sighting, assign
from events.codec import CODEC
from events.ids import (
    MAIN_QUEUE,
    AttemptId,
    BatchId,
    ClipId,
    ProjectId,
    UserId,
    WorkerId,
    derived,
)
from events.tail import DAWN
from events.worker import Device
from repositories import job as jobs
from repositories import queue as queues
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.job import JobPage
from repositories.model import prepare_models
from repositories.projector import Projector

WORKERS: Final = 200
BATCHES: Final = 100
JOBS: Final = 1_000
ROUNDS: Final = 7
LARGE: Final = 10_000
GIGABYTE: Final = 1024
_ACTOR: Final = UserId(derived("user", "bench", 0))
_DURABLE: Final = WriteConcern(w="majority", j=True)


async def rows() -> list[Row]:
    found = _decisions()
    with site.database() as uri:
        async with connect(uri) as client:
            return [*found, *await _stored(client["bench"])]


def _milliseconds(work: Callable[[], object]) -> float:
    """Return the CPU time of what only reckons: it waits for nothing, so others do not count."""
    took: list[float] = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        took.append((process_time() - start) * 1000)
    return median(took)


def _decisions() -> list[Row]:
    small, large = _farm(1), _farm(BATCHES)
    idle = _decision(
        "scheduler_100k_ms",
        f"one decision for {WORKERS} idle workers with {BATCHES * JOBS:,} jobs waiting in"
        f" {BATCHES} batches of 20 projects; the floor is with {JOBS:,} jobs in one batch",
        small,
        large,
    )
    _occupy(small)
    _occupy(large)
    busy = "the same, with all workers busy"
    return [idle, _decision("scheduler_100k_busy_ms", busy, small, large)]


def _decision(name: str, what: str, small: QueueBoard, large: QueueBoard) -> Row:
    value = _milliseconds(partial(_decide, large))
    floor = _milliseconds(partial(_decide, small))
    return Row(
        name=name,
        value=value,
        unit="ms CPU",
        floor=floor,
        ratio=value / floor,
        load=load(),
        what=what,
        goal="at most 10 ms",
    )


def _decide(board: QueueBoard) -> int:
    seen = dict.fromkeys(board.workers, Sighting())
    return len(assign(board, seen, board.history, 2_000).assignments)


def _farm(batches: int) -> QueueBoard:
    board, chance = QueueBoard(MAIN_QUEUE), Random(7)  # noqa: S311 - a game
    for number in range(WORKERS):
        _do(board, *_worker(number, chance))
    for number in range(batches):
        _do(board, _batch(number, JOBS, chance))
    return board


def _worker(number: int, chance: Random) -> tuple[QueueCommand, QueueCommand]:
    id_ = WorkerId(derived("worker", "bench", number))
    models = tuple(f"checkpoints/{n}" for n in range(20) if chance.random() < 0.7)
    probe = NoteProbe(
        worker_id=id_,
        version="1",
        devices=(Device(name="GPU", vram=chance.choice([12, 24, 48]) * GIGABYTE),),
        models=models,
        nodes=tuple(f"Node{n}" for n in range(500)),
    )
    name = f"GPU {number}"
    return RegisterWorker(worker_id=id_, name=name, kind="comfyui", address="http://gpu"), probe


def _batch(number: int, size: int, chance: Random) -> EnqueueBatch:
    prompt = "A lighthouse in a storm, oil on canvas, dramatic light, wide shot"
    return EnqueueBatch(
        batch_id=BatchId(derived("batch", "bench", number)),
        project_id=ProjectId(derived("project", "bench", number % 20)),
        name=f"Batch {number}",
        workflow=f"workflow-{number % 10}",
        workflow_version="1",
        kind="video",
        values={"prompt": prompt, "steps": 30, "guidance": 7.5},
        items=tuple(
            Item(
                name=f"Clip {n}",
                clip_id=ClipId(derived("clip", "bench", n)),
                values={"prompt": f"{prompt}, {n}"},
            )
            for n in range(size)
        ),
        models=(f"checkpoints/{number % 20}",),
        nodes=("Node1", "Node2"),
        vram=chance.choice([8, 16, 40]) * GIGABYTE,
        priority=chance.choice([0, 0, 0, 1]),
        now=number,
    )


def _do(board: QueueBoard, *commands: QueueCommand) -> None:
    for command in commands:
        board.apply(decide(command, board))


def _occupy(board: QueueBoard) -> None:
    seen = dict.fromkeys(board.workers, Sighting())
    for number, one in enumerate(assign(board, seen, board.history, 2_000).assignments):
        _do(
            board,
            AssignJob(
                job_id=one.job_id,
                worker_id=one.worker_id,
                device=one.device,
                attempt=AttemptId(f"00000000-0000-0000-0000-{number:012}"),
                reason=one.reason,
                now=2_000,
            ),
        )


async def _stored(database: AsyncDatabase[dict[str, Any]]) -> list[Row]:
    await prepare_models(database)
    store = MongoEventStore(database, CODEC)
    await store.start()
    projector = Projector(database, store)
    executor = Executor(store, clock=lambda: DAWN.replace(year=2026), announce=projector.follow)
    projector.start()
    took: list[float] = []
    bare: list[float] = []
    pages: list[Row] = []
    size = 0.0
    for number in range(3):
        bare.append(await _bare(database, number))
        start = perf_counter()
        size = await _enqueue(executor, projector, database, number)
        took.append(perf_counter() - start)
        if not pages:
            pages.append(await _page(database))
    await projector.close()
    await store.close()
    return [
        Row(
            name="enqueue_10k_s",
            value=median(took),
            unit="s",
            floor=median(bare),
            ratio=median(took) / median(bare),
            load=load(),
            what=f"one batch of {LARGE:,} jobs: decided, durable as one commit of {size:.1f} MB,"
            " visible in rows; the floor inserts as many documents without an index",
            goal="at most 3 s, a commit under 12 MB",
        ),
        *pages,
    ]


async def _enqueue(
    executor: Executor, projector: Projector, database: AsyncDatabase[dict[str, Any]], number: int
) -> float:
    """Enqueue a large batch and return the size of its commit in MB."""
    outcome = await executor.execute(
        Request(
            project=MAIN_QUEUE,
            command_id=derived("command", "bench", number),
            is_new=True,
            actor=_ACTOR,
            commands=(_batch(number, LARGE, Random(number)),),  # noqa: S311 - a game
        )
    )
    if not await projector.reached(MAIN_QUEUE, outcome.position, patience=60):
        raise RuntimeError("The projector did not keep up within its patience.")
    key = {"_id": {"p": MAIN_QUEUE, "n": outcome.position}}
    commit = await database["commits"].find_one(key)
    return len(bson.encode(commit or {})) / 2**20


async def _bare(database: AsyncDatabase[dict[str, Any]], number: int) -> float:
    """Return the seconds of a bare insert of as many documents of the size of a job's row."""
    collection = database["bare"].with_options(write_concern=_DURABLE)
    documents = [
        RawBSONDocument(bson.encode({"_id": number * LARGE + n, "filling": "x" * 1_000}))
        for n in range(LARGE)
    ]
    start = perf_counter()
    await collection.insert_many(documents, ordered=False)
    return perf_counter() - start


async def _page(database: AsyncDatabase[dict[str, Any]]) -> Row:
    """Measure a page of 50 of 10,000 jobs with all its counters, in four ways in turn."""
    queue = await queues.find(MAIN_QUEUE)
    if queue is None:
        raise RuntimeError("The queue has no row.")
    project = derived("project", "bench", 0)
    ways: list[dict[str, Any]] = [
        {},
        {"projects": [project], "sort": "search"},
        {"projects": [project], "statuses": ["queued"], "sort": "priority"},
        {"projects": [project], "search": "lip 77"},
    ]
    took: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        for way in ways:
            page = JobPage(queue=MAIN_QUEUE, first=50, **way)
            start = perf_counter()
            await jobs.listed(page, queue.state)
            await jobs.counters(page, queue.state)
            took.append((perf_counter() - start) * 1000)
            start = perf_counter()
            cursor = database["jobs"].find({"project": MAIN_QUEUE}).sort("enqueued_at", ASCENDING)
            await cursor.limit(51).to_list()
            floor.append((perf_counter() - start) * 1000)
    return Row(
        name="queue_page_ms",
        value=max(median(took[n::4]) for n in range(4)),
        unit="ms",
        floor=median(floor),
        ratio=median(took) / median(floor),
        load=load(),
        what=f"a page of 50 of {LARGE:,} jobs and their counters: plain, by name, filtered by"
        " status and searched, the slowest of these; the floor reads 51 rows by an index",
        goal="at most 50 ms",
    )
