"""Generation, by the whole program: from a claim to its worker, from a worker to who looks on."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from statistics import quantiles
from typing import Any, Final

import orjson

from bench.http import Connection, request
from bench.row import Row, load
from bench.site import PATIENCE, ROOT, Site, free_port, site
from bench.timeline import Board, board
from bench.websocket import Subscriber
from events.codec import CODEC
from events.ids import MAIN_QUEUE
from events.job import JobAssigned
from repositories.connection import connect
from repositories.event_store import MongoEventStore

WORKERS: Final = 8
JOBS: Final = 80
SUBSCRIBERS: Final = 200
SIGNS: Final = 40
WARM_UP: Final = 5
# A little more than the least there is between two signs of one attempt.
GAP: Final = 0.3
PROBE: Final = {
    "version": "1",
    "devices": [{"name": "GPU", "vram": 24_576}],
    "models": [],
    "nodes": ["EmptyImage", "ImageAddNoise", "ImageScale", "SaveImage"],
}
REGISTER: Final = """mutation($input: RegisterWorkerInput!) {
  done: registerWorker(input: $input) { ... on WorkerSuccess { worker { id } } }
}"""
ISSUE: Final = """mutation($input: IssueWorkerTokenInput!) {
  done: issueWorkerToken(input: $input) { ... on WorkerTokenSuccess { token } }
}"""
ENQUEUE: Final = """mutation($input: EnqueueBatchInput!) {
  done: enqueueBatch(input: $input) { ... on BatchSuccess { batch { id } } }
}"""
ENDED: Final = "query($id: ID!) { batch(id: $id) { progress { total succeeded failed } } }"
PROGRESS: Final = """subscription Progress($id: ID!) {
  jobProgress(projectId: $id) { jobId attemptId fraction node step steps message previewUrl }
}"""


async def rows() -> list[Row]:
    async with site() as running:
        fanned = await _fanout(running)
    async with site() as running:
        return [await _claims(running), fanned]


async def _enqueue(one: Board, jobs: int) -> str:
    wish = {
        "projectId": one.project,
        "workflowId": "colour-study",
        "items": [{"clipId": one.clips[0]}],
        "tries": jobs,
    }
    batch: str = (await one.running.run(ENQUEUE, input=wish))["done"]["batch"]["id"]
    return batch


async def _claims(running: Site) -> Row:
    async with _workers(running) as process:
        one = await board(running, 1, 1)
        await _ended(running, await _enqueue(one, 2 * WORKERS))
        await _ended(running, await _enqueue(one, JOBS))
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    lines = (await process.stdout.read()).decode().splitlines()
    came = {attempt: float(at) * 1000 for attempt, at in map(str.split, lines)}
    claimed = await _claimed(running)
    late = [came[each.attempt] - each.at for each in claimed[-JOBS:]]
    return Row(
        name="claim_p95_ms",
        value=_p95(late),
        unit="ms",
        load=load(),
        what=f"{JOBS} jobs for {WORKERS} workers, each a ComfyUI that needs two seconds for one:"
        " from the decision of a claim, which is yet to be durable, until the prompt is at its"
        " worker, 95th percentile",
        goal="at most 100 ms",
    )


@asynccontextmanager
async def _workers(running: Site) -> AsyncGenerator[Process]:
    ports = [free_port() for _ in range(WORKERS)]
    command = (sys.executable, "-m", "bench.workers", *map(str, ports))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE)
    try:
        for port in ports:
            address = f"http://127.0.0.1:{port}"
            wish = {"name": f"GPU {port}", "kind": "COMFYUI", "address": address}
            await running.run(REGISTER, input=wish)
        yield process
    finally:
        process.terminate()


async def _ended(running: Site, batch: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            counted = (await running.run(ENDED, id=batch))["batch"]["progress"]
            if counted["failed"]:
                raise RuntimeError(f"Jobs failed: {counted}")
            if counted["succeeded"] == counted["total"]:
                return
            await asyncio.sleep(0.2)


async def _claimed(running: Site) -> list[JobAssigned]:
    """Return the claims in their order."""
    async with connect(running.uri) as client:
        store = MongoEventStore(client["storyboard"], CODEC)
        return [
            fact.event
            async for commit in store.read(MAIN_QUEUE)
            for fact in commit.facts
            if isinstance(fact.event, JobAssigned)
        ]


async def _fanout(running: Site) -> Row:
    one = await board(running, 1, 1)
    agent = await Agent.hired(one)
    await agent.tell(0.0)
    crowd = [
        await Subscriber.open(running.port, running.authorization, PROGRESS, {"id": one.project})
        for _ in range(SUBSCRIBERS)
    ]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(each.messages(1) for each in crowd))
    told: dict[float, float] = {}
    for number in range(1, WARM_UP + SIGNS + 1):
        fraction = number / 100
        told[fraction] = await agent.tell(fraction)
        await asyncio.sleep(GAP)
    await asyncio.sleep(1)
    late = [_lateness(each.came, told) for each in crowd]
    for each in crowd:
        each.close()
    agent.close()
    return Row(
        name="progress_fanout_p95_ms",
        value=_p95([ms for each in late for ms in each[WARM_UP:]]),
        unit="ms",
        load=load(),
        what=f"{SUBSCRIBERS} subscribers of jobProgress of one project: from the message of a"
        " worker to its receipt by a subscriber, 95th percentile",
        goal="at most 150 ms",
    )


class Agent:
    """A worker that asks for its work, and tells of it."""

    def __init__(self, connection: Connection, token: str) -> None:
        self._connection = connection
        self._token = token
        self._at = ""

    @classmethod
    async def hired(cls, one: Board) -> "Agent":
        """Return an agent that has a job of the project."""
        running = one.running
        wish = {"name": "Agent", "kind": "AGENT"}
        worker = (await running.run(REGISTER, input=wish))["done"]["worker"]["id"]
        token = (await running.run(ISSUE, input={"workerId": worker}))["done"]["token"]
        agent = cls(await Connection.open(running.port), token)
        await agent.post("/register", PROBE)
        await _enqueue(one, 1)
        task = (await agent.post("/claim", {"wait": 60}))["assigned"]
        if task is None:
            raise RuntimeError("The agent got no job.")
        agent._at = f"/jobs/{task['job']}/attempts/{task['attempt']}"
        return agent

    async def post(self, path: str, said: object) -> Any:
        sent = request(f"/worker{path}", said, Authorization=f"Bearer {self._token}")
        return (await self._connection.ask(sent)).json()

    async def tell(self, fraction: float) -> float:
        """Say how far it is; return when it was said, by the clock of the event loop."""
        at = asyncio.get_running_loop().time()
        await self.post(f"{self._at}/progress", {"isRunning": True, "fraction": fraction})
        return at

    def close(self) -> None:
        self._connection.close()


def _lateness(came: Sequence[tuple[float, bytes]], told: Mapping[float, float]) -> list[float]:
    """Return the ms from each sign until it, or a newer one in its place, was received."""
    received = [(at, _fraction(message)) for at, message in came]
    return [
        (next(at for at, newest in received if newest >= fraction) - said) * 1000
        for fraction, said in told.items()
    ]


def _fraction(message: bytes) -> float:
    (one,) = orjson.loads(message)["payload"]["data"]["jobProgress"]
    return float(one["fraction"])


def _p95(late: Sequence[float]) -> float:
    return quantiles(late, n=100)[94]
