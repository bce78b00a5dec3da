"""Server and database are killed with -9 while jobs are in every state; each ends once."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx
from pymongo.asynchronous.database import AsyncDatabase

from events.codec import CODEC
from events.ids import MAIN_QUEUE
from events.job import JobEnqueued, JobSucceeded
from events.record import record
from events.store import Fact
from events.take import TakeAdded
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.mongod import Mongod, MongodSettings
from repositories.verify import differences
from tests.api.client import Json, Person, new_command, registered
from tests.domain.queue.invariant import broken
from tests.generation.fake_comfyui import FakeComfyUI
from tests.server.program import Program

# Seconds, for a machine that is busy with other things, too.
PATIENCE: Final = 120.0
STUDY: Final = "colour-study"
WORKERS: Final = "{ workers { id name serverVersion } }"
JOBS: Final = """query($batch: ID!) { jobs(filter: { batchId: $batch }) {
  edges { node { id status workerId clipId } } } }"""
TAKES: Final = "query($id: ID!) { clip(id: $id) { takeCount } }"
# The state in which each worker's job is when something is killed.
STATES: Final = ("SUBMITTING", "RUNNING", "COLLECTING", "CANCELING")


@record
class Floor:
    """A program's user, a scene to work in, and a worker for each state."""

    ada: Person
    project: str
    scene: str
    fakes: dict[str, FakeComfyUI]
    workers: dict[str, str]  # by id, the state that they are for

    def on(self, url: str) -> "Floor":
        """Return the same, seen through another server."""
        http = httpx.AsyncClient(base_url=url, timeout=PATIENCE)
        person = Person(http=http, token=self.ada.token)
        return Floor(
            ada=person,
            project=self.project,
            scene=self.scene,
            fakes=self.fakes,
            workers=self.workers,
        )

    async def seen(self, query: str, **variables: Any) -> Json | None:
        """Return what a query answers, None while nobody can."""
        try:
            answer = await self.ada.http.post(
                "/graphql",
                json={"query": query, "variables": variables},
                headers=self.ada.headers,
            )
        except httpx.TransportError:
            return None
        said: Json = answer.json()
        return None if said.get("errors") else said["data"]

    async def until(self, query: str, is_so: Callable[[Json], object], **variables: Any) -> Json:
        found: Json | None = None
        try:
            async with asyncio.timeout(PATIENCE):
                while (found := await self.seen(query, **variables)) is None or not is_so(found):  # noqa: ASYNC110 - as a user looks
                    await asyncio.sleep(0.03)
        except TimeoutError:
            raise AssertionError(f"it did not come to it: {found}") from None
        return found

    async def jobs(self, batch: str, is_so: Callable[[dict[str, Json]], bool]) -> dict[str, Json]:
        """Wait for the jobs of a batch, by the states that their workers are for."""
        found = await self.until(JOBS, lambda said: is_so(self._by_state(said)), batch=batch)
        return self._by_state(found)

    def _by_state(self, said: Json) -> dict[str, Json]:
        nodes = [edge["node"] for edge in said["jobs"]["edges"]]
        return {self.workers[one["workerId"]]: one for one in nodes if one["workerId"]}


@asynccontextmanager
async def floor(program: Program) -> AsyncGenerator[Floor]:
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(
            httpx.AsyncClient(base_url=program.url, timeout=PATIENCE)
        )
        ada = await registered(Person(http=http), "Ada")
        fakes = {state: FakeComfyUI() for state in STATES}
        for state, fake in fakes.items():
            await fake.start()
            stack.push_async_callback(fake.kill)
            stack.callback(fake.thaw)
            await ada.done("registerWorker", name=state, kind="COMFYUI", address=fake.url)
        project = await ada.project()
        scene = await ada.scene(project)
        made = Floor(ada=ada, project=project, scene=scene, fakes=fakes, workers={})
        known = await made.until(WORKERS, lambda said: all(map(is_known, said["workers"])))
        made.workers.update({one["id"]: one["name"] for one in known["workers"]})
        yield made


def is_known(worker: Json) -> bool:
    return bool(worker["serverVersion"])


async def in_every_state(here: Floor) -> tuple[str, list[str]]:
    """Enqueue a job for each worker and hold it in its state; return the batch and the clips."""
    here.fakes["SUBMITTING"].faults.freezes_at = "POST /prompt"
    here.fakes["COLLECTING"].faults.freezes_at = "GET /view"
    for state in ("RUNNING", "CANCELING"):
        here.fakes[state].pace.node = 0.5
    clips = [await here.ada.clip(here.scene, track=1 + at) for at in range(len(STATES))]
    batch = await enqueued_twice(here, clips)
    jobs = await here.jobs(batch, is_there)
    for state in ("RUNNING", "CANCELING"):
        here.fakes[state].freeze()
    await canceled_twice(here, jobs["CANCELING"]["id"])
    await here.jobs(batch, lambda found: {k: job["status"] for k, job in found.items()} == HELD)
    kept = [job["clipId"] for state, job in jobs.items() if state != "CANCELING"]
    return batch, kept


HELD: Final = {state: state for state in STATES}


def is_there(found: dict[str, Json]) -> bool:
    said = {state: job["status"] for state, job in found.items()}
    return said == {**HELD, "CANCELING": "RUNNING"}


async def enqueued_twice(here: Floor, clips: list[str]) -> str:
    """Press the button twice: it is one batch."""
    wish = {
        "projectId": here.project,
        "workflowId": STUDY,
        "items": [{"clipId": clip} for clip in clips],
        "commandId": new_command(),
    }
    both = await asyncio.gather(*(here.ada.done("enqueueBatch", **wish) for _ in range(2)))
    assert both[0]["position"] == both[1]["position"]
    id_: str = both[0]["batch"]["id"]
    return id_


async def canceled_twice(here: Floor, job: str) -> None:
    wish = {"about": {"jobIds": [job]}}
    both = await asyncio.gather(*(here.ada.done("cancelJobs", **wish) for _ in range(2)))
    assert sorted(len(one["changed"]) for one in both) == [0, 1]


async def ends_well(here: Floor, batch: str, clips: list[str]) -> None:
    here.fakes["RUNNING"].pace.node = 0.0
    for fake in here.fakes.values():
        fake.thaw()
    for clip in clips:
        await here.until(TAKES, takes, id=clip)
    # Where it was done before it could be stopped, what it made is kept.
    jobs = await here.jobs(
        batch, lambda found: found["CANCELING"]["status"] in {"CANCELED", "SUCCEEDED"}
    )
    for job in jobs.values():
        await here.until(TAKES, having(int(job["status"] == "SUCCEEDED")), id=job["clipId"])


def takes(said: Json) -> int:
    number: int = said["clip"]["takeCount"]
    return number


def having(number: int) -> Callable[[Json], bool]:
    return lambda said: takes(said) == number


async def judge(database: AsyncDatabase[dict[str, Any]], here: Floor, jobs: int) -> None:
    """Hold the laws against the log, and the takes against what succeeded."""
    store = MongoEventStore(database, CODEC)
    assert await differences(database, store) == []
    facts = await logged(store, MAIN_QUEUE)
    enqueued = [fact.stream for fact in facts if isinstance(fact.event, JobEnqueued)]
    assert len(enqueued) == jobs
    assert broken(facts, all_ended=enqueued) == []
    done = [fact.event for fact in facts if isinstance(fact.event, JobSucceeded)]
    outputs = sorted((one.attempt, out.digest) for one in done for out in one.outputs)
    added = [fact.event for fact in await logged(store, here.project)]
    there = [one for one in added if isinstance(one, TakeAdded)]
    assert len(there) >= jobs * (len(STATES) - 1) // len(STATES)
    assert sorted((one.made.attempt, one.file.digest) for one in there) == outputs
    assert sum(len(fake.sent("POST", "/prompt")) for fake in here.fakes.values()) == jobs


async def logged(store: MongoEventStore, partition: str) -> list[Fact]:
    return [fact async for commit in store.read(partition) for fact in commit.facts]


def kill_and_restart(program: Program) -> None:
    program.kill()
    program.start()


def kill_database(program: Program) -> None:
    program.kill_database()


async def test_each_job_ends_once_though_server_and_database_are_killed_in_every_state(
    folder: Path,
) -> None:
    program = Program(folder / "data")
    try:
        program.start()
        async with floor(program) as here:
            for disaster in (kill_and_restart, kill_database):
                batch, clips = await in_every_state(here)
                await asyncio.to_thread(disaster, program)
                await ends_well(here, batch, clips)
            program.stop()
            with Mongod(MongodSettings(folder=folder / "data" / "mongodb")) as mongod:
                async with connect(mongod.uri) as client:
                    await judge(client["storyboard"], here, 2 * len(STATES))
    finally:
        program.kill()


async def test_another_server_takes_over_from_the_one_that_is_killed(
    folder: Path, mongo_uri: str
) -> None:
    first, second = (Program(folder / "data", mongodb_uri=mongo_uri) for _ in range(2))
    name = f"test_{uuid4().hex}"
    for program in (first, second):
        program.environment["STORYBOARD_DATABASE"] = name
    try:
        first.start()
        async with floor(first) as here, connect(mongo_uri) as client:
            second.start()
            batch, clips = await in_every_state(here)
            await asyncio.to_thread(first.kill)
            there = here.on(second.url)
            await ends_well(there, batch, clips)
            await there.ada.http.aclose()
            second.stop()
            await judge(client[name], here, len(STATES))
            await client.drop_database(name)
    finally:
        first.kill()
        second.kill()
