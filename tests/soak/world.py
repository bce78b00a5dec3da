"""Two servers on one replica set of three, with a proxy before each of the five."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Final

import bson

from events.record import record
from tests.repositories.replica_set import MEMBERS, ReplicaSet, free_ports
from tests.server.program import Program
from tests.soak.proxy import Proxy

SERVERS: Final = 2
PATIENCE: Final = 60.0
PAUSE: Final = 0.2
MUTATION: Final = b"POST /graphql"
# How the command `{insert: "commits", …}` begins, behind its length.
INSERT: Final = bson.encode({"insert": "commits"})[4:-1]


@record
class Station:
    """A server as its users reach it."""

    program: Program
    proxy: Proxy

    async def start(self) -> None:
        """Start it as a service manager does: again, when it could not reach its database."""
        deadline = monotonic() + PATIENCE
        while True:
            try:
                return await asyncio.to_thread(self.program.start)
            except AssertionError:
                assert monotonic() < deadline, "the server does not come back"
                await asyncio.to_thread(self.program.kill)
                await asyncio.sleep(PAUSE)

    async def kill(self) -> None:
        await asyncio.to_thread(self.program.kill)


@record
class World:
    stations: tuple[Station, ...]
    replicas: ReplicaSet
    members: tuple[Proxy, ...]


@asynccontextmanager
async def world(folder: Path) -> AsyncGenerator[World]:
    """Everything is started in the folder; what the servers log is there, too."""
    async with AsyncExitStack() as stack:
        ports = free_ports(MEMBERS)
        members = tuple([await _proxy(stack, port, INSERT) for port in ports])
        doors = [f"127.0.0.1:{proxy.port}" for proxy in members]
        replicas = ReplicaSet(folder, ports, doors)
        stack.callback(replicas.close)
        await asyncio.to_thread(replicas.start)
        stations = tuple([await _station(stack, folder, replicas.uri, n) for n in range(SERVERS)])
        yield World(stations=stations, replicas=replicas, members=members)


async def _proxy(stack: AsyncExitStack, port: int, mark: bytes) -> Proxy:
    proxy = Proxy(port, mark=mark)
    await proxy.open()
    stack.push_async_callback(proxy.close)
    return proxy


async def _station(stack: AsyncExitStack, folder: Path, uri: str, number: int) -> Station:
    log = folder / f"server-{number}.log"
    program = Program(folder / "data", mongodb_uri=uri, log=log)
    station = Station(program=program, proxy=await _proxy(stack, program.port, MUTATION))
    stack.callback(program.kill)
    await station.start()
    return station
