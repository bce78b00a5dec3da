"""How soon a process hears of what another one wrote."""

import asyncio
import sys
from statistics import quantiles
from time import perf_counter
from typing import Final

from bench import site
from bench.row import Row, load
from bench.writer import COUNT, PARTITION, PER_SECOND
from events.codec import CODEC
from repositories.connection import connect
from repositories.doorbell import Doorbell
from repositories.event_store import MongoEventStore

WARM: Final = 50  # the first ones, which wait for connections to be made
LAST: Final = 5.0  # seconds that the last one may take to be heard


async def rows() -> list[Row]:
    with site.database() as uri:
        late = await delays(uri)
    return [
        Row(
            name="change_stream_p95_ms",
            value=quantiles(late[WARM:], n=20)[-1],
            unit="ms",
            load=load(),
            what="from the acknowledgement of an append in one process until another hears of it"
            f" through its doorbell, at {PER_SECOND} a second, 95th percentile",
            goal="at most 5 ms",
        )
    ]


async def delays(uri: str) -> list[float]:
    """Return the milliseconds for each commit in order; below zero where it was heard first."""
    heard: dict[int, float] = {}
    is_over = asyncio.Event()

    def ring(partition: str, n: int) -> None:
        if partition == PARTITION:
            heard.setdefault(n, perf_counter())
        if n == COUNT:
            is_over.set()

    async with connect(uri) as client:
        await MongoEventStore(client["bench"], CODEC).start()
        doorbell = Doorbell(client["bench"], ring)
        await doorbell.start()
        acknowledged = await written(uri)
        await asyncio.wait_for(is_over.wait(), LAST)
        await doorbell.close()
    return [(heard[n] - acknowledged[n]) * 1000 for n in range(1, COUNT + 1)]


async def written(uri: str) -> dict[int, float]:
    """Let another process write, and return when each of its commits was acknowledged."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.writer", uri, cwd=site.ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await writer.communicate()
    lines = [line.split() for line in said.decode().splitlines()]
    return {int(n): float(at) for n, at in lines}
