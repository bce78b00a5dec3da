"""What is done to the servers and to the database while people work."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from time import monotonic
from typing import Final, TypeAlias

from tests.soak.proxy import Proxy
from tests.soak.world import World

Fault: TypeAlias = Callable[[], Awaitable[None]]

LOST: Final = (4, 12)  # how many requests or answers are lost
SLEEP: Final = (3.0, 4.5)  # seconds; long enough for another primary to be elected
DEAD: Final = (0.2, 1.5)
CALM: Final = (0.3, 1.0)
LOOK: Final = 0.05
LOOKS: Final = 60


class Faults:
    """Every kind comes once before any comes again, in an order that the seed decides."""

    def __init__(self, world: World, random: Random) -> None:
        self.done: list[str] = []
        self._world = world
        self._replicas = world.replicas
        self._random = random
        self._began = monotonic()
        self._kinds: dict[str, Fault] = {
            "kill -9 of a server": self._kill_server,
            "kill -9 of the primary": self._kill_primary,
            "kill -9 of a secondary": self._kill_secondary,
            "step-down of the primary": self._step_down,
            "pause of the primary": self._pause_primary,
            "pause of a secondary": self._pause_secondary,
            "answers to clients lost": self._lose_answers,
            "requests of clients cut off": self._lose_requests,
            "answers to inserts lost": self._lose_commits,
            "all connections of a server cut": self._cut,
            "kill -9 of a server during a step-down": self._kill_server_at_step_down,
        }

    async def run(self, seconds: float) -> None:
        bag: list[str] = []
        while monotonic() - self._began < seconds:
            if not bag:
                bag = list(self._kinds)
                self._random.shuffle(bag)
            kind = bag.pop()
            self.done.append(f"{monotonic() - self._began:6.1f} s: {kind}")
            await self._kinds[kind]()
            await asyncio.to_thread(self._replicas.mend)
            await self._pass(CALM)

    async def _kill_server(self) -> None:
        station = self._random.choice(self._world.stations)
        await station.kill()
        await self._pass(DEAD)
        await station.start()

    async def _kill_primary(self) -> None:
        await asyncio.to_thread(self._replicas.kill_primary)
        await self._pass(DEAD)

    async def _kill_secondary(self) -> None:
        await asyncio.to_thread(self._replicas.kill, await self._secondary())
        await self._pass(DEAD)

    async def _step_down(self) -> None:
        await asyncio.to_thread(self._replicas.step_down)

    async def _pause_primary(self) -> None:
        with self._replicas.paused(await asyncio.to_thread(self._replicas.primary)):
            await self._pass(SLEEP)

    async def _pause_secondary(self) -> None:
        with self._replicas.paused(await self._secondary()):
            await self._pass(SLEEP)

    async def _lose_answers(self) -> None:
        proxy = self._random.choice(self._world.stations).proxy
        proxy.answers_to_lose = self._random.randint(*LOST)
        await _spent([proxy])

    async def _lose_requests(self) -> None:
        proxy = self._random.choice(self._world.stations).proxy
        proxy.requests_to_lose = self._random.randint(*LOST)
        await _spent([proxy])

    async def _lose_commits(self) -> None:
        """Cut the line between a server and the primary behind a commit's insert."""
        for proxy in self._world.members:
            proxy.answers_to_lose = self._random.randint(1, 3)
        await _spent(self._world.members)

    async def _cut(self) -> None:
        self._random.choice(self._world.stations).proxy.cut()

    async def _kill_server_at_step_down(self) -> None:
        await asyncio.gather(self._step_down(), self._kill_server())

    async def _secondary(self) -> str:
        return self._random.choice(await asyncio.to_thread(self._replicas.secondaries))

    async def _pass(self, seconds: tuple[float, float]) -> None:
        await asyncio.sleep(self._random.uniform(*seconds))


async def _spent(proxies: Sequence[Proxy]) -> None:
    """Wait until the proxies have lost what they should, or a while; then they lose no more."""
    for _ in range(LOOKS):
        await asyncio.sleep(LOOK)
        if not any(proxy.answers_to_lose + proxy.requests_to_lose for proxy in proxies):
            break
    for proxy in proxies:
        proxy.answers_to_lose = proxy.requests_to_lose = 0
