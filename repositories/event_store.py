"""The event store on MongoDB: one document per commit in the collection `commits`."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

import bson
from bson.errors import BSONError
from pymongo.asynchronous.database import AsyncDatabase

from events.codec import Codec
from events.document import Document as Body
from events.document import body, check_size, commit
from events.size import document_size
from events.store import Commit, CommitTooLargeError, Proposal, Tip
from repositories.commit_log import CommitLog
from repositories.sequencer import Entry, Sequencer

Document: TypeAlias = dict[str, Any]

WINDOW: Final = 256
PATIENCE: Final = 30.0


class MongoEventStore:
    """Needs a database of a client made by `connect`. One per process is fastest.

    `patience` is how long, in seconds, an append may go on without a clear answer of the
    database; `window` how many commits of each busy partition are kept at hand.
    """

    def __init__(
        self,
        database: AsyncDatabase[Document],
        codec: Codec,
        *,
        patience: float = PATIENCE,
        window: int = WINDOW,
    ) -> None:
        self._codec = codec
        self._log = CommitLog(database)
        self._sequencer = Sequencer(self._log, codec, window=window, patience=patience)

    async def start(self) -> None:
        """Make the indexes that the order and the answers rest on."""
        await self._log.prepare()

    async def close(self) -> None:
        """Write what waits, then stop."""
        await self._sequencer.close()

    def append(self, proposal: Proposal) -> asyncio.Future[Commit]:
        answer: asyncio.Future[Commit] = asyncio.get_running_loop().create_future()
        entry = Entry(proposal, _encoded(body(proposal, self._codec)), answer)
        try:
            check_size(proposal.command, len(entry.body))
        except CommitTooLargeError as error:
            entry.refusal = error
        self._sequencer.put(entry)
        return answer

    async def find(self, partition: str, command: str) -> Commit | None:
        document = await self._log.find(partition, command)
        return commit(document, self._codec) if document else None

    async def tip(self, partition: str) -> Tip:
        return await self._log.tip(partition)

    async def read(
        self, partition: str, *, after: int = 0, until: int | None = None
    ) -> AsyncIterator[Commit]:
        async for document in self._log.read(partition, after, until):
            yield commit(document, self._codec)

    async def recent(
        self, partition: str, *, before: int | None = None, limit: int = 50
    ) -> list[Commit]:
        documents = await self._log.recent(partition, before, limit)
        return [commit(document, self._codec) for document in documents]

    async def touching(self, partition: str, stream: str) -> AsyncIterator[Commit]:
        async for document in self._log.touching(partition, stream):
            yield commit(document, self._codec)

    async def reached_by(self, partition: str, at: datetime) -> int:
        return await self._log.reached_by(partition, at)

    async def times(self, partition: str, numbers: Sequence[int]) -> dict[int, datetime]:
        return await self._log.times(partition, numbers)

    async def partitions(self) -> list[str]:
        return await self._log.partitions()

    async def heads(self) -> dict[str, int]:
        return await self._log.heads()


def _encoded(body: Body) -> bytes:
    """Return the body as BSON. Raises ValueError for what cannot be stored."""
    try:
        return bson.encode(body)
    except (BSONError, OverflowError, UnicodeError) as error:
        document_size(body)  # says which value it is
        raise ValueError(str(error)) from error
