"""One feed, 500 subscribers, one server process: Strawberry as it comes against ours."""

import asyncio
import json
import socket
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from statistics import quantiles
from typing import Final

import httpx
import psutil
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.row import Row, load
from events.record import record

SUBSCRIBERS: Final = 500
COMMITS: Final = 40
WARM_UP: Final = 5
GAP: Final = 0.1
QUERY: Final = """subscription($after: Int!) {
  changed(after: $after) { n at clipId kind actor version }
}"""
PROTOCOL: Final = Subprotocol("graphql-transport-ws")


@record
class Fan:
    """What it took to tell all subscribers. CPU is the server's, by delivery."""

    cpu_us: float
    p50_ms: float
    p95_ms: float
    memory_kb: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def served() -> AsyncGenerator[tuple[int, psutil.Process]]:
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.fanout_server", str(port)
    )
    try:
        await answered(f"http://127.0.0.1:{port}/openapi.json")
        yield port, psutil.Process(server.pid)
    finally:
        server.terminate()
        await server.wait()


async def answered(url: str) -> None:
    async with httpx.AsyncClient() as client, asyncio.timeout(20):
        while True:
            try:
                (await client.get(url)).raise_for_status()
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return


async def subscribed(stack: AsyncExitStack, url: str, after: int, query: str) -> ClientConnection:
    connecting = connect(url, subprotocols=[PROTOCOL], compression=None, ping_interval=None)
    client = await stack.enter_async_context(connecting)
    await client.send('{"type":"connection_init"}')
    await client.recv()
    payload = {"query": query, "variables": {"after": after}}
    await client.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
    return client


async def heard(client: ClientConnection, count: int) -> list[float]:
    """Return how late each of `count` commits came, in milliseconds."""
    late: list[float] = []
    while len(late) < count:
        text = str(await client.recv())
        came = time.time()
        sent = float(text.split('"at":', 1)[1].split(",", 1)[0].strip())
        late.append((came - sent) * 1000)
    return late


async def fan(
    url: str,
    query: str,
    process: psutil.Process,
    publish: Callable[[int], Awaitable[None]],
    *,
    subscribers: int = SUBSCRIBERS,
) -> Fan:
    """Subscribe, publish and measure. `publish` makes so many commits, each with its time `at`."""
    before = process.memory_info().rss
    async with AsyncExitStack() as stack:
        clients = [await subscribed(stack, url, after, query) for after in range(subscribers)]
        await asyncio.sleep(0.5)
        memory = process.memory_info().rss - before
        await publish(WARM_UP)
        await asyncio.gather(*(heard(client, WARM_UP) for client in clients))
        began = spent(process)
        await publish(COMMITS)
        late = await asyncio.gather(*(heard(client, COMMITS) for client in clients))
        cpu = spent(process) - began
    cuts = quantiles([ms for each in late for ms in each], n=100)
    return Fan(
        cpu_us=cpu / (subscribers * COMMITS) * 1e6,
        p50_ms=cuts[49],
        p95_ms=cuts[94],
        memory_kb=memory / subscribers / 1024,
    )


def spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


async def measured(endpoint: str) -> Fan:
    """Measure one endpoint in a server of its own, so that neither inherits the other's memory."""
    async with served() as (port, process), httpx.AsyncClient() as client:

        async def publish(count: int) -> None:
            url = f"http://127.0.0.1:{port}/publish"
            await client.post(url, params={"count": count, "gap": GAP})

        return await fan(f"ws://127.0.0.1:{port}/{endpoint}", QUERY, process, publish)


async def rows() -> list[Row]:
    return reported(await measured("stock"), await measured("ours"))


def reported(stock: Fan, ours: Fan) -> list[Row]:
    crowd = f"{SUBSCRIBERS} subscribers of one feed"
    return [
        Row(
            name="fanout_500_vs_stock",
            value=ours.cpu_us,
            unit="µs CPU",
            floor=stock.cpu_us,
            ratio=ours.cpu_us / stock.cpu_us,
            load=load(),
            what=f"{crowd}: server CPU for each delivery, ours over stock Strawberry's (floor)",
            goal="at most 0.25",
        ),
        Row(
            name="fanout_500_p95",
            value=ours.p95_ms,
            unit="ms",
            floor=stock.p95_ms,
            ratio=ours.p95_ms / stock.p95_ms,
            load=load(),
            what=f"{crowd}: from commit to client, 95th percentile; the floor is stock's",
            goal="at most 50 ms",
        ),
        Row(
            name="fanout_500_memory",
            value=ours.memory_kb,
            unit="kB",
            floor=stock.memory_kb,
            ratio=ours.memory_kb / stock.memory_kb,
            load=load(),
            what=f"{crowd}: server memory for each; the floor is stock's",
            goal="about stock's, and no growth with the commits",
        ),
    ]
