"""A log made in one go: valid documents, past the store and its batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeAlias

import bson
from pymongo.asynchronous.database import AsyncDatabase

from events.codec import CODEC
from events.document import body, head
from events.ids import derived
from events.store import GENESIS, Envelope, Fact, Proposal
from events.tail import DAWN
from repositories.commit_log import CommitLog

Document: TypeAlias = dict[str, Any]

BATCH: Final = 1_000
AT: Final = DAWN.replace(year=2026)
ACTOR: Final = derived("user", "bench", 0)


def document(partition: str, n: int, stream: str, version: int, event: object) -> Document:
    """Return commit n of a partition, which has one event."""
    proposal = Proposal(
        partition=partition,
        command=derived("command", partition, n).removeprefix("command-"),
        parent=GENESIS,
        versions={stream: version},
        facts=(Fact(stream=stream, event=event),),
        envelope=Envelope(actor=ACTOR, at=AT),
    )
    return head(partition, n, AT) | body(proposal, CODEC)


async def fill(database: AsyncDatabase[Document], documents: Iterable[Document]) -> None:
    """Insert commits, however many, in batches."""
    log = CommitLog(database)
    for batch in _batches(iter(documents)):
        if await log.insert(batch):
            raise RuntimeError("There is something in the way of the commits: use a new database.")


def _batches(documents: Iterator[Document]) -> Iterator[list[bytes]]:
    while batch := [bson.encode(document) for document in islice(documents, BATCH)]:
        yield batch
