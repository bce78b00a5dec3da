"""An errand between a server and a worker that have their moods."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from generation.agent.client import Client, Task
from generation.agent.errand import Errand, Pace
from generation.pull.office import Order
from generation.worker import WorkerDriver
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI

QUICK = Pace(beat=0.05, progress=0.0, again=0.02, probe=60.0, wait=0.1)


class Server:
    """Answers as the server does; `moods` are what the next requests of a kind get instead."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []
        self.moods: dict[str, list[int]] = {}
        self.order = "go_on"

    def names(self) -> list[str]:
        return [name for name, _ in self.said if name not in {"heartbeat", "progress"}]

    async def answer(self, request: httpx.Request) -> httpx.Response:
        content = await request.aread()
        name = request.url.path.rpartition("/")[2]
        if self.moods.get(name):
            status = self.moods[name].pop(0)
            return httpx.Response(status, json={"error": {"message": f"No {name}."}})
        self.said.append((name, content))
        if name == "outputs":
            return httpx.Response(201, json={"digest": sha256(content).hexdigest(), "proof": "p"})
        if name in {"complete", "fail"}:
            return httpx.Response(204)
        return httpx.Response(200, json={"order": self.order})


def task(graph: dict[str, Any], order: Order = Order.GO_ON) -> Task:
    return Task(job="job-1", attempt=str(uuid4()), order=order, graph=graph, prefix="es/1/1")


def errand(given: Task, server: Server, driver: WorkerDriver, folder: Path) -> Errand:
    client = Client("http://film.test", "t", transport=httpx.MockTransport(server.answer))
    return Errand(given, client, driver, folder=folder, pace=QUICK)


@asynccontextmanager
async def going(made: Errand) -> AsyncGenerator[asyncio.Task[None]]:
    running = asyncio.create_task(made.run())
    try:
        yield running
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_what_the_server_could_not_take_is_brought_again(tmp_path: Path) -> None:
    server, fake = Server(), FakeComfyUI()
    server.moods = {"outputs": [507], "complete": [503], "progress": [503]}
    async with rig.running(fake) as driver:
        await asyncio.wait_for(errand(task(rig.still()), server, driver, tmp_path).run(), 20)
    assert server.names()[-1] == "complete"
    assert len(fake.sent("POST", "/prompt")) == 1


async def test_an_output_that_is_not_taken_is_a_failure_with_the_servers_sentence(
    tmp_path: Path,
) -> None:
    server = Server()
    server.moods = {"outputs": [415]}
    async with rig.running(FakeComfyUI()) as driver:
        await asyncio.wait_for(errand(task(rig.still()), server, driver, tmp_path).run(), 20)
    name, content = server.said[-1]
    assert (name, b"No outputs." in content) == ("fail", True)


async def test_an_attempt_that_is_over_is_stopped_and_nothing_is_said(tmp_path: Path) -> None:
    server, fake = Server(), FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        async with going(errand(task(rig.endless()), server, driver, tmp_path)) as running:
            await rig.until(lambda: fake.engine.running is not None)
            server.order = "let_go"
            await asyncio.wait_for(asyncio.shield(running), 20)
        await rig.until(lambda: fake.engine.running is None)
    assert server.names() == []


async def test_a_worker_that_refuses_a_graph_is_reported(tmp_path: Path) -> None:
    server = Server()
    graph = {"1": rig.node("NoSuchNode")}
    async with rig.running(FakeComfyUI()) as driver:
        await asyncio.wait_for(errand(task(graph), server, driver, tmp_path).run(), 20)
    assert server.names() == ["fail"]


async def test_what_was_canceled_before_it_began_is_said_to_be(tmp_path: Path) -> None:
    server = Server()
    given = task(rig.still(), Order.CANCEL)
    async with rig.running(FakeComfyUI()) as driver:
        await asyncio.wait_for(errand(given, server, driver, tmp_path).run(), 20)
    name, content = server.said[-1]
    assert (name, b'"canceled"' in content) == ("fail", True)


async def test_a_job_that_was_done_before_it_could_be_canceled_is_completed(
    tmp_path: Path,
) -> None:
    server = Server()
    given = task(rig.still(), Order.CANCEL)
    async with rig.running(FakeComfyUI()) as driver:
        attempt = given.made(())
        await driver.submit(attempt)
        await rig.ended(driver, attempt)
        await asyncio.wait_for(errand(given, server, driver, tmp_path).run(), 20)
    assert server.names() == ["outputs", "complete"]
