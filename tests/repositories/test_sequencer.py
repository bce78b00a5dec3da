"""What the sequencer does where other processes are always a little faster."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import bson
from pymongo.asynchronous.database import AsyncDatabase
from typing_extensions import override

from events.document import body
from events.store import Commit, Proposal
from repositories.commit_log import CommitLog, Duplicate
from repositories.event_store import MongoEventStore
from repositories.sequencer import Entry, Sequencer
from tests.events.sketch import SKETCH, proposal

Database = AsyncDatabase[dict[str, Any]]
PARTITIONS = [f"project-{number}" for number in range(30)]


class Watched(CommitLog):
    """Calls `after_write` before anybody can read what became of the write."""

    def __init__(self, database: Database, after_write: Callable[[], None]) -> None:
        super().__init__(database)
        self._after_write = after_write

    @override
    async def insert(self, documents: Sequence[bytes]) -> Duplicate | None:
        try:
            return await super().insert(documents)
        finally:
            self._after_write()


async def test_patience_is_not_lost_while_every_batch_is_written_in_part(
    database: Database,
) -> None:
    """Each batch holds one entry that gets through and one that meets a faster process."""
    answers: list[asyncio.Future[Commit]] = []
    waiting: list[Proposal] = []

    def put(offered: Proposal) -> None:
        answers.append(asyncio.get_running_loop().create_future())
        sequencer.put(Entry(offered, bson.encode(body(offered, SKETCH)), answers[-1]))

    def put_next() -> None:
        if waiting:
            put(waiting.pop())

    log = Watched(database, put_next)
    sequencer = Sequencer(log, SKETCH, window=256, patience=0.5)
    rival = MongoEventStore(database, SKETCH)
    await rival.start()
    for partition in PARTITIONS:
        put(proposal(f"ours-{partition}", partition=partition))
    await asyncio.gather(*answers)
    offers = [proposal(f"theirs-{partition}", partition=partition) for partition in PARTITIONS]
    theirs = await asyncio.gather(*map(rival.append, offers))

    answers.clear()
    waiting[:] = offers[:0:-1]
    put(offers[0])
    for at, commit in enumerate(theirs):
        assert await answers[at] == commit
    await sequencer.close()
    await rival.close()
