"""The feed: the commits of a project from any position on, then as they come.

Readers pull at their own pace, from the newest commits in memory or from the log, so a slow
reader costs no memory and can never miss a commit.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from itertools import islice
from typing import Final

import structlog

from events.store import Commit, EventStore

REMEMBERED: Final = 256
# Facts in memory for each project; one commit may hold thousands.
MOST_FACTS: Final = 20_000
PARTITIONS: Final = 256
RETRY: Final = 1.0

log = structlog.get_logger(__name__)


class _Channel:
    def __init__(self) -> None:
        self.recent: deque[Commit] = deque()
        self.facts = 0
        self.changed = asyncio.Event()

    def publish(self, commit: Commit) -> None:
        if self.recent and commit.n <= self.recent[-1].n:
            return
        if self.recent and commit.n != self.recent[-1].n + 1:
            self._forget()
        self.recent.append(commit)
        self.facts += len(commit.facts)
        while len(self.recent) > REMEMBERED or (self.facts > MOST_FACTS and len(self.recent) > 1):
            self.facts -= len(self.recent.popleft().facts)
        self._wake()

    def arrived(self, n: int) -> None:
        """Send readers to the log for what was never published here."""
        if not self.recent or n > self.recent[-1].n:
            self._forget()
            self._wake()

    def after(self, position: int) -> list[Commit] | None:
        """Return the newer commits in memory, None where the next one is no longer there."""
        if not self.recent or position < self.recent[0].n - 1:
            return None
        return list(islice(self.recent, position + 1 - self.recent[0].n, None))

    def _forget(self) -> None:
        self.recent.clear()
        self.facts = 0

    def _wake(self) -> None:
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()


class Feed:
    """Commits are published in their order, after the read models contain them.

    `visible` waits until the read models contain a commit that was read from the log, and tells
    whether they do.
    """

    def __init__(
        self, store: EventStore, *, visible: Callable[[str, int], Awaitable[bool]]
    ) -> None:
        self._store = store
        self._visible = visible
        self._channels: OrderedDict[str, _Channel] = OrderedDict()
        self._readers: dict[str, int] = {}

    def publish(self, commit: Commit) -> None:
        """Hand a commit to those who read its project; nobody else costs memory."""
        if channel := self._channels.get(commit.partition):
            channel.publish(commit)

    def arrived(self, partition: str, n: int) -> None:
        """Learn that the read models contain commit n, published here or not."""
        if channel := self._channels.get(partition):
            channel.arrived(n)

    def remembered(self, partition: str) -> list[int]:
        """Return the numbers of the commits in memory."""
        channel = self._channels.get(partition)
        return [commit.n for commit in channel.recent] if channel else []

    async def follow(self, partition: str, *, after: int) -> AsyncGenerator[Commit]:
        """Yield every commit with n > `after`, in order, without end."""
        position = after
        self._readers[partition] = self._readers.get(partition, 0) + 1
        try:
            while True:
                channel = self._channel(partition)
                changed = channel.changed
                commits = channel.after(position)
                if commits is None:
                    commits = await self._logged(partition, position)
                for commit in commits:
                    yield commit
                    position = commit.n
                if not commits:
                    await changed.wait()
        finally:
            self._readers[partition] -= 1
            if not self._readers[partition]:
                del self._readers[partition]
                self._make_room()

    async def _logged(self, partition: str, after: int) -> list[Commit]:
        commits: list[Commit] = []
        facts = 0
        async for commit in self._store.read(partition, after=after, until=after + REMEMBERED):
            commits.append(commit)
            facts += len(commit.facts)
            if facts > MOST_FACTS:
                break
        while commits and not await self._visible(partition, commits[-1].n):
            log.warning("feed.waits", partition=partition, position=commits[-1].n)
            await asyncio.sleep(RETRY)
        return commits

    def _channel(self, partition: str) -> _Channel:
        channel = self._channels.get(partition)
        if channel is None:
            channel = self._channels[partition] = _Channel()
            self._make_room()
        self._channels.move_to_end(partition)
        return channel

    def _make_room(self) -> None:
        unread = [id_ for id_ in self._channels if id_ not in self._readers]
        for id_ in unread[: max(len(self._channels) - PARTITIONS, 0)]:
            del self._channels[id_]
