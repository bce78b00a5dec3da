"""Rings for every commit of every process, so that readers know when to look.

It says only that partition p has come to n. Readers read by position, so a ring too many, two in
one or one out of order does no harm, and the change stream's memory (the oplog) does not matter.

What is brought in from an archive is written before anybody may read it. Its commits do not ring
until the first of them is there, which is the last to come.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import structlog
from pymongo.asynchronous.change_stream import AsyncChangeStream
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from repositories.commit_log import CommitLog
from repositories.task import end

Document: TypeAlias = dict[str, Any]
Ring: TypeAlias = Callable[[str, int], None]

PIPELINE: Final[list[Document]] = [
    # What ends a purged partition is no commit that anybody could read.
    {"$match": {"operationType": "insert", "fullDocument.purged": {"$ne": True}}},
    {"$project": {"documentKey": 1}},
]
POLL_SECONDS: Final = 1.0

log = structlog.get_logger(__name__)


class Doorbell:
    """`ring(partition, n)` is called on the event loop and must neither wait nor raise.

    Where the change stream breaks, or the database has none, all partitions are looked at every
    `poll_seconds` until it is there again.
    """

    def __init__(
        self, database: AsyncDatabase[Document], ring: Ring, *, poll_seconds: float = POLL_SECONDS
    ) -> None:
        self._commits = database["commits"]
        self._log = CommitLog(database)
        self._ring = ring
        self._poll_seconds = poll_seconds
        self._heard: dict[str, int] = {}
        self._unseen: set[str] = set()
        self._is_open = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when no commit from now on will be missed.

        Commits from before ring too where they came while the stream was being opened.
        """
        self._heard = await self._log.heads()
        self._task = asyncio.create_task(self._listen())
        await self._is_open.wait()

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)

    async def _listen(self) -> None:
        while True:
            try:
                async with await self._commits.watch(PIPELINE) as stream:
                    # What came while there was no stream is found by looking once; the stream
                    # does not show what is older than itself and became safe only now.
                    await self._log.fence()
                    await self._poll()
                    self._is_open.set()
                    await self._follow(stream)
            except PyMongoError as error:
                log.warning("doorbell_polls", reason=str(error))
            except Exception:
                # Whatever it is: without the doorbell this process would go deaf, and say nothing.
                log.exception("doorbell_failed")
            await self._poll_safely()
            self._is_open.set()
            await asyncio.sleep(self._poll_seconds)

    async def _follow(self, stream: AsyncChangeStream[Document]) -> None:
        async for change in stream:
            id_ = change["documentKey"]["_id"]
            await self._notice(id_["p"], id_["n"])

    async def _notice(self, partition: str, n: int) -> None:
        """Ring, unless the commit is of a partition that cannot be read yet."""
        if n == 1 and partition in self._unseen:
            self._unseen.remove(partition)
            n = max(n, (await self._log.tip(partition)).n)
        elif n > 1 and partition not in self._heard and await self._is_unseen(partition):
            return
        self._hear(partition, n)

    async def _is_unseen(self, partition: str) -> bool:
        if partition not in self._unseen and await self._log.is_purged(partition):
            self._unseen.add(partition)
        return partition in self._unseen

    async def _poll_safely(self) -> None:
        try:
            await self._poll()
        except PyMongoError as error:
            log.warning("doorbell_cannot_poll", reason=str(error))
        except Exception:
            log.exception("doorbell_failed")

    async def _poll(self) -> None:
        for partition, n in (await self._log.heads()).items():
            if n > self._heard.get(partition, 0):
                self._hear(partition, n)

    def _hear(self, partition: str, n: int) -> None:
        self._heard[partition] = max(n, self._heard.get(partition, 0))
        self._ring(partition, n)
