"""Subscriptions over both transports, as any client of these protocols opens them."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.api.client import Json, Person

PROTOCOL: Final = Subprotocol("graphql-transport-ws")
PATIENCE: Final = 10
CHANGED: Final = """
    subscription($id: ID!, $after: Int) {
      projectChanged(projectId: $id, after: $after) {
        position command note actor { id name } changed events { type stream data }
      }
    }
"""
PRESENCE: Final = """
    subscription($id: ID!) {
      presence(projectId: $id) { user { name } selection playhead }
    }
"""
PROGRESS: Final = "subscription P($id: ID!) { jobProgress(projectId: $id) { jobId fraction } }"
WORKERS: Final = """
    subscription {
      workersChanged {
        id name devices { vramFree }
        standing { state reason running waiting foreign heardAt meanSeconds successRate }
      }
    }
"""
QUEUE: Final = "subscription { queueChanged { position isPaused counters { status count } } }"


@asynccontextmanager
async def socket(address: str, person: Person) -> AsyncGenerator[ClientConnection]:
    """Open a connection and authenticate it, without waiting for the answer."""
    url = f"ws://{address}/graphql"
    async with connect(url, subprotocols=[PROTOCOL], compression=None) as opened:
        payload = {"authorization": person.headers.get("Authorization", "")}
        await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
        yield opened


async def heard(opened: ClientConnection) -> Json:
    frame: Json = json.loads(await asyncio.wait_for(opened.recv(), PATIENCE))
    return frame


async def closed(opened: ClientConnection) -> tuple[int | None, str | None]:
    await asyncio.wait_for(opened.wait_closed(), PATIENCE)
    return opened.close_code, opened.close_reason


async def subscribe(opened: ClientConnection, query: str, **variables: Any) -> None:
    payload = {"query": query, "variables": variables}
    await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))


@asynccontextmanager
async def over_socket(
    address: str, person: Person, query: str, **variables: Any
) -> AsyncGenerator[AsyncIterator[Json]]:
    """Yield the answers of a subscription: `{"data": …}`, or `{"errors": […]}` as the last one."""
    async with socket(address, person) as opened:
        assert (await heard(opened))["type"] == "connection_ack"
        await subscribe(opened, query, **variables)
        yield _frames(opened)


async def _frames(opened: ClientConnection) -> AsyncGenerator[Json]:
    while (frame := await heard(opened))["type"] == "next":
        yield frame["payload"]
    if frame["type"] == "error":
        yield {"errors": frame["payload"]}


@asynccontextmanager
async def over_events(
    address: str, person: Person, query: str, **variables: Any
) -> AsyncGenerator[AsyncIterator[Json]]:
    """Yield the answers of a subscription that is followed as server-sent events."""
    async with (
        httpx.AsyncClient(base_url=f"http://{address}", timeout=PATIENCE) as http,
        http.stream(
            "POST",
            "/graphql",
            json={"query": query, "variables": variables},
            headers={**person.headers, "accept": "text/event-stream"},
        ) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        yield _events(response)


async def _events(response: httpx.Response) -> AsyncGenerator[Json]:
    kind = ""
    async for line in response.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "event":
            kind = value
        elif name == "data" and kind == "next":
            yield json.loads(value)
