"""The event store in memory: for demos without a database, and a plain model of the real one."""

import asyncio
from bisect import bisect_right
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from events.codec import Codec
from events.document import body, check_size
from events.size import document_size
from events.store import Commit, CommitTooLargeError, OvertakenError, Proposal, Tip
from events.tail import Tail


class MemoryEventStore:
    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._logs: dict[str, list[Commit]] = {}
        self._tails: dict[str, Tail] = {}

    def append(self, proposal: Proposal) -> asyncio.Future[Commit]:
        size = document_size(body(proposal, self._codec))
        answer = asyncio.get_running_loop().create_future()
        try:
            answer.set_result(self._commit(proposal, size))
        except (CommitTooLargeError, OvertakenError) as error:
            answer.set_exception(error)
        return answer

    async def find(self, partition: str, command: str) -> Commit | None:
        tail = self._tails.get(partition)
        n = tail.place(command) if tail else None
        return self._logs[partition][n - 1] if n else None

    async def tip(self, partition: str) -> Tip:
        return self._tails.get(partition, Tail()).tip

    async def read(
        self, partition: str, *, after: int = 0, until: int | None = None
    ) -> AsyncIterator[Commit]:
        n = after
        log = self._logs.get(partition, [])
        while n < len(log) and (until is None or n < until):
            yield log[n]
            n += 1

    async def recent(
        self, partition: str, *, before: int | None = None, limit: int = 50
    ) -> list[Commit]:
        log = self._logs.get(partition, [])
        end = len(log) if before is None else max(0, min(len(log), before - 1))
        return log[max(0, end - limit) : end][::-1]

    async def touching(self, partition: str, stream: str) -> AsyncIterator[Commit]:
        for commit in list(self._logs.get(partition, [])):
            if stream in commit.versions:
                yield commit

    async def reached_by(self, partition: str, at: datetime) -> int:
        return bisect_right(self._logs.get(partition, []), at, key=lambda it: it.envelope.at)

    async def times(self, partition: str, numbers: Sequence[int]) -> dict[int, datetime]:
        log = self._logs.get(partition, [])
        return {n: log[n - 1].envelope.at for n in numbers if 0 < n <= len(log)}

    async def partitions(self) -> list[str]:
        return sorted(self._logs)

    async def heads(self) -> dict[str, int]:
        return {partition: len(log) for partition, log in self._logs.items()}

    def _commit(self, proposal: Proposal, size: int) -> Commit:
        check_size(proposal.command, size)
        tail = self._tails.get(proposal.partition) or Tail()
        if n := tail.place(proposal.command):
            return self._logs[proposal.partition][n - 1]
        commit = tail.follow(proposal)
        self._tails[proposal.partition] = tail
        self._logs.setdefault(proposal.partition, []).append(commit)
        return commit
