"""Requests by many connections at once, and what they took."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from statistics import median, quantiles
from time import perf_counter

from bench.http import Connection
from events.record import record


@record
class Burst:
    """`rate` is answers a second; the others are milliseconds for one answer."""

    rate: float
    p50: float
    p95: float


async def connected(port: int, count: int) -> list[Connection]:
    return [await Connection.open(port) for _ in range(count)]


async def burst(
    connections: Sequence[Connection],
    step: Callable[[Connection, int], Awaitable[None]],
    *,
    seconds: float,
) -> Burst:
    """Let each connection repeat a step, one after the other, for a while.

    `step(connection, lane)` sends a request and checks its answer; `lane` numbers the connections.
    """
    took: list[float] = []
    began = perf_counter()

    async def lane(number: int, connection: Connection) -> None:
        while (start := perf_counter()) - began < seconds:
            await step(connection, number)
            took.append((perf_counter() - start) * 1000)

    await asyncio.gather(*[lane(n, connection) for n, connection in enumerate(connections)])
    elapsed = perf_counter() - began
    cuts = quantiles(took, n=100) if len(took) > 1 else took * 99
    return Burst(rate=len(took) / elapsed, p50=cuts[49], p95=cuts[94])


def typical(bursts: Sequence[Burst]) -> Burst:
    """Return the medians of several rounds."""
    return Burst(
        rate=median(one.rate for one in bursts),
        p50=median(one.p50 for one in bursts),
        p95=median(one.p95 for one in bursts),
    )
