"""One project, 500 subscribers of `projectChanged`: Strawberry as it comes against ours.

Both servers are the whole program on the same data; changes are made by `moveClip` over HTTP.
"""

import asyncio
from statistics import quantiles
from typing import Final

import psutil

from bench.http import Connection
from bench.row import Row, load
from bench.site import SERVE_STOCK, beside, site, spent
from bench.timeline import Board, board
from bench.websocket import Subscriber
from events.record import record

SUBSCRIBERS: Final = 500
COMMITS: Final = 40
WARM_UP: Final = 5
GAP: Final = 0.1
QUERY: Final = """subscription Changes($id: ID!) {
  projectChanged(projectId: $id) {
    position command at actor { id } note changed events { type stream data }
  }
}"""
MOVE: Final = "mutation($input: MoveClipInput!) { moveClip(input: $input) { __typename } }"


@record
class Fan:
    """What it took to tell all subscribers. CPU is the server's, by delivery."""

    cpu_us: float
    p50_ms: float
    p95_ms: float
    memory_kb: float


async def rows() -> list[Row]:
    async with site() as running:
        one = await board(running, 5, 20)
        ours = await fan(one, running.port, running.server)
        async with beside(running, SERVE_STOCK) as (port, server):
            stock = await fan(one, port, server)
    return reported(stock, ours)


async def fan(one: Board, port: int, server: psutil.Process) -> Fan:
    """Subscribe, change and measure. What the changes themselves cost is measured and taken off."""
    publisher = await Connection.open(port)
    await publish(one, publisher, WARM_UP)
    began = spent(server)
    await publish(one, publisher, COMMITS)
    unheard = spent(server) - began
    before = server.memory_info().rss
    crowd = [await subscriber(one, port) for _ in range(SUBSCRIBERS)]
    await asyncio.sleep(1)
    memory = server.memory_info().rss - before
    await publish(one, publisher, WARM_UP)
    await heard(crowd, WARM_UP)
    began = spent(server)
    answered = await publish(one, publisher, COMMITS)
    await heard(crowd, WARM_UP + COMMITS)
    cpu = spent(server) - began - unheard
    late = [
        (came - at) * 1000
        for each in crowd
        for (came, _), at in zip(each.came[WARM_UP:], answered, strict=True)
    ]
    for each in crowd:
        each.close()
    publisher.close()
    cuts = quantiles(late, n=100)
    return Fan(
        cpu_us=cpu / (SUBSCRIBERS * COMMITS) * 1e6,
        p50_ms=cuts[49],
        p95_ms=cuts[94],
        memory_kb=memory / SUBSCRIBERS / 1024,
    )


async def subscriber(one: Board, port: int) -> Subscriber:
    return await Subscriber.open(port, one.running.authorization, QUERY, {"id": one.project})


async def heard(crowd: list[Subscriber], count: int) -> None:
    async with asyncio.timeout(30):
        await asyncio.gather(*(each.messages(count) for each in crowd))


async def publish(one: Board, publisher: Connection, count: int) -> list[float]:
    """Make so many commits, one after the other, and return when each was asked for."""
    asked_at: list[float] = []
    loop = asyncio.get_running_loop()
    for _ in range(count):
        one.starts += 1
        wish = {"clipId": one.clips[0], "track": 1, "start": one.starts}
        asked_at.append(loop.time())
        await publisher.ask(one.running.operation(MOVE, {"input": wish}))
        await asyncio.sleep(GAP)
    return asked_at


def reported(stock: Fan, ours: Fan) -> list[Row]:
    crowd = f"{SUBSCRIBERS} subscribers of one project"
    return [
        Row(
            name="fanout_500_vs_stock",
            value=ours.cpu_us,
            unit="µs CPU",
            floor=stock.cpu_us,
            ratio=ours.cpu_us / stock.cpu_us,
            load=load(),
            what=f"{crowd}: server CPU for each delivery, ours over stock Strawberry's (floor),"
            " without what the changes themselves cost",
            goal="at most 0.25",
        ),
        Row(
            name="fanout_500_p95",
            value=ours.p95_ms,
            unit="ms",
            floor=stock.p95_ms,
            ratio=ours.p95_ms / stock.p95_ms,
            load=load(),
            what=f"{crowd}: from asking for a change to its event at a subscriber, 95th percentile;"
            " the floor is stock's",
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
