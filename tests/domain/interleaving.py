"""A store whose every answer waits until the test lets it go: any interleaving can be played."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

from events.memory import MemoryEventStore
from events.store import Commit, Proposal, Tip

QUIET = 20


class Gate:
    """Where the calls of all processes wait. `open_next` lets one of them go."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, Callable[[], None]]] = []

    async def passed(self, lane: str) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def go() -> None:
            if not future.done():  # who waited was cancelled
                future.set_result(None)

        self.waiting.append((lane, go))
        await future

    def lanes(self) -> list[str]:
        return list(dict.fromkeys(lane for lane, _ in self.waiting))

    def open_next(self, lane: str) -> None:
        """Let the first of a lane go: a lane keeps its order."""
        at = next(n for n, (name, _) in enumerate(self.waiting) if name == lane)
        self.waiting.pop(at)[1]()


async def quiet() -> None:
    """Let every task run until it waits at the gate."""
    for _ in range(QUIET):
        await asyncio.sleep(0)


class GatedStore:
    """One process's way to a store that several share. Appends keep their order."""

    def __init__(self, shared: MemoryEventStore, gate: Gate, name: str) -> None:
        self._shared = shared
        self._gate = gate
        self._name = name
        self._calls = 0

    def append(self, proposal: Proposal) -> asyncio.Future[Commit]:
        answer: asyncio.Future[Commit] = asyncio.get_running_loop().create_future()

        def go() -> None:
            done = self._shared.append(proposal)
            if error := done.exception():
                answer.set_exception(error)
            else:
                answer.set_result(done.result())

        self._gate.waiting.append((f"{self._name} writes", go))
        return answer

    async def find(self, partition: str, command: str) -> Commit | None:
        await self._gate.passed(self._lane())
        return await self._shared.find(partition, command)

    async def tip(self, partition: str) -> Tip:
        await self._gate.passed(self._lane())
        return await self._shared.tip(partition)

    async def read(
        self, partition: str, *, after: int = 0, until: int | None = None
    ) -> AsyncIterator[Commit]:
        lane = self._lane()
        async for commit in self._shared.read(partition, after=after, until=until):
            await self._gate.passed(lane)
            yield commit

    async def recent(
        self, partition: str, *, before: int | None = None, limit: int = 50
    ) -> list[Commit]:
        return await self._shared.recent(partition, before=before, limit=limit)

    def touching(self, partition: str, stream: str) -> AsyncIterator[Commit]:
        return self._shared.touching(partition, stream)

    async def reached_by(self, partition: str, at: datetime) -> int:
        return await self._shared.reached_by(partition, at)

    async def times(self, partition: str, numbers: Sequence[int]) -> dict[int, datetime]:
        return await self._shared.times(partition, numbers)

    async def partitions(self) -> list[str]:
        return await self._shared.partitions()

    async def heads(self) -> dict[str, int]:
        return await self._shared.heads()

    def _lane(self) -> str:
        """Return a lane of its own for each question: they overtake each other."""
        self._calls += 1
        return f"{self._name} asks {self._calls}"
