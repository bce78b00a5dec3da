"""A worker that asks the application for its work, by hand or as the reference agent."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from events.record import record
from generation.agent.agent import Agent
from generation.agent.client import Client, TokenRefusedError
from generation.agent.errand import Pace
from generation.worker import WorkerDriver
from tests.api.client import Json, Person, new_id

QUICK = Pace(beat=0.1, progress=0.05, again=0.05, probe=60.0, wait=1.0)
PROBE: Json = {
    "version": "0.25.0",
    "devices": [{"name": "RTX", "vram": 24576}],
    "models": ["loras/rain"],
    "nodes": [],
}


@record
class Hired:
    """A worker of kind agent, and its token."""

    id: str
    token: str


@asynccontextmanager
async def hired(root: Person) -> AsyncGenerator[Hired]:
    """Register an agent, and take all other workers out of service; itself, too, behind it."""
    for one in (await root.ask("{ workers { id } }"))["workers"]:
        await root.done("setWorkerMode", workerId=one["id"], mode="DISABLED", reason="old")
    made = await root.done("registerWorker", name=new_id("hut"), kind="AGENT")
    id_: str = made["worker"]["id"]
    issued = await root.done("issueWorkerToken", workerId=id_)
    yield Hired(id=id_, token=issued["token"])
    await root.done("setWorkerMode", workerId=id_, mode="DISABLED", reason="old")


class Caller:
    """Speaks the protocol word by word."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def post(self, path: str, said: Json, status: int = 200) -> Any:
        answer = await self.http.post(f"/worker{path}", json=said)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def claim(self, *holding: str) -> Json | None:
        answer = await self.post("/claim", {"holding": list(holding), "wait": 0})
        found: Json | None = answer["assigned"]
        return found

    async def upload(self, case: str, content: bytes, **query: str) -> httpx.Response:
        return await self.http.put(f"/worker{case}/outputs", content=content, params=query)


@asynccontextmanager
async def caller(app: FastAPI, token: str) -> AsyncGenerator[Caller]:
    headers = {"Authorization": f"Bearer {token}"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://film.test", headers=headers, timeout=20
    ) as http:
        yield Caller(http)


@asynccontextmanager
async def agent(
    app: FastAPI, token: str, driver: WorkerDriver, folder: Path
) -> AsyncGenerator[asyncio.Task[None]]:
    """An agent that runs until the block ends, as if it was killed then."""
    client = Client("http://film.test", token, transport=httpx.ASGITransport(app))
    task = asyncio.create_task(Agent(client, driver, folder=folder, pace=QUICK).run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, TokenRefusedError):
            await task
        await client.close()
