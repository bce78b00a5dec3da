"""From the command to the first answer, the memory that takes, and the pauses of the collector."""

import os
import signal
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import orjson
import psutil

from bench.http import Connection
from bench.row import Row, load
from bench.site import SERVE, Site, folder, free_port, process, registered
from bench.timeline import CLIPS, SCENES, Board, board

STARTS: Final = 3
REQUESTS: Final = 300
UNSETTLED: Final = ("-m", "bench.pauses", "default")
SETTLED: Final = ("-m", "bench.pauses", "settled")


async def rows() -> list[Row]:
    with folder() as data:
        first = await started(data)
        seconds = [await started(data) for _ in range(STARTS)]
        return [
            Row(
                name="start_s",
                value=median(seconds),
                unit="s",
                floor=first,
                ratio=median(seconds) / first,
                load=load(),
                what="a second start, from the command to the first good answer of /ready, with a"
                " mongod of its own; the floor is the first start, on an empty folder",
                goal="less than 5 s",
            ),
            *await memory(data),
            *await pauses(data),
        ]


async def started(data: Path) -> float:
    """Return the seconds until the program answered."""
    began = perf_counter()
    async with running(SERVE, data):
        return perf_counter() - began


@asynccontextmanager
async def running(
    arguments: tuple[str, ...], data: Path, **environment: str
) -> AsyncGenerator[tuple[psutil.Process, int]]:
    """Run the program with a mongod of its own."""
    port = free_port()
    ours = {
        "STORYBOARD_DATA": str(data),
        "STORYBOARD_PORT": str(port),
        "STORYBOARD_HOST": "127.0.0.1",
        "STORYBOARD_OPEN_BROWSER": "no",
        "MONGODB_URI": "",
        **environment,
    }
    async with process(arguments, port, ours) as server:
        yield server, port


@asynccontextmanager
async def alone(server: psutil.Process, port: int, data: Path) -> AsyncGenerator[Site]:
    """Log a user in to a server that has no floor beside it."""
    connection = await Connection.open(port)
    yield Site(
        uri="",
        data=data,
        port=port,
        server=server,
        floor_port=0,
        connection=connection,
        authorization=await registered(connection),
    )
    connection.close()


async def memory(data: Path) -> list[Row]:
    async with running(SERVE, data) as (server, port), alone(server, port, data) as site:
        mongod = next(child for child in server.children() if child.name() == "mongod")
        idle = megabytes(server), megabytes(mongod)
        await busy(await board(site, SCENES, CLIPS))
        used = megabytes(server), megabytes(mongod)
    return [
        Row(
            name=f"{name}_resident_mb",
            value=used[index],
            unit="MB",
            floor=idle[index],
            ratio=used[index] / idle[index],
            load=load(),
            what=f"resident memory of the {name} after {REQUESTS} changes and readings of a project"
            " of 1,000 clips; the floor is after the start",
        )
        for index, name in enumerate(("server", "mongod"))
    ]


def megabytes(one: psutil.Process) -> float:
    return float(one.memory_info().rss) / 1e6


async def busy(one: Board) -> list[float]:
    """Change and read by turns; return what each reading took, in milliseconds."""
    took: list[float] = []
    for _ in range(REQUESTS):
        await one.change()
        began = perf_counter()
        await one.running.connection.ask(one.asked)
        took.append((perf_counter() - began) * 1000)
    return took


async def pauses(data: Path) -> list[Row]:
    """Compare the collector as the server sets it with Python's defaults."""
    default, settled = await pause(UNSETTLED, data), await pause(SETTLED, data)
    return [
        Row(
            name="gc_longest_pause_ms",
            value=settled[0],
            unit="ms",
            floor=default[0],
            ratio=settled[0] / default[0] if default[0] else None,
            load=load(),
            what=f"longest pause of the garbage collector in {REQUESTS} changes and readings of a"
            " project of 1,000 clips; the floor is with Python's own settings",
        ),
        Row(
            name="gc_share",
            value=settled[1],
            unit="ms for each change and reading",
            floor=default[1],
            ratio=settled[1] / default[1] if default[1] else None,
            load=load(),
            what="time in the collector, the same",
        ),
        Row(
            name="gc_timeline_p95",
            value=settled[2],
            unit="ms",
            floor=default[2],
            ratio=settled[2] / default[2],
            load=load(),
            what="95th percentile of a reading after a change, the same",
        ),
    ]


async def pause(arguments: tuple[str, ...], data: Path) -> tuple[float, float, float]:
    """Return the longest pause, the pauses for each round, and the 95th percentile of a reading."""
    with tempfile.TemporaryDirectory() as path:
        told = Path(path) / "pauses.json"
        async with (
            running(arguments, data, BENCH_PAUSES=str(told)) as (server, port),
            alone(server, port, data) as site,
        ):
            one = await board(site, SCENES, CLIPS)
            os.kill(server.pid, signal.SIGUSR1)  # forget what building the project took
            took = await busy(one)
        found: list[float] = orjson.loads(told.read_bytes())
    late = sorted(took)[int(len(took) * 0.95)]
    return max(found, default=0.0), sum(found) / REQUESTS, late
