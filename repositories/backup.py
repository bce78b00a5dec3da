"""Write all that cannot be made anew into one file, while servers go on writing.

The last position of every partition is asked first and the commits up to there are written then,
so what is in the file is what was true at one moment for each project; accounts come after them,
so nobody who did something is missing.
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from bson.raw_bson import RawBSONDocument
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase

from repositories.archive import (
    COMMITS,
    DOCUMENTS,
    ArchiveWriter,
    Manifest,
    UnusableBackupError,
    written_whole,
)
from repositories.commit_log import READ_BATCH, CommitLog, between
from repositories.edition import edition

Database = AsyncDatabase[dict[str, Any]]


async def backup(database: Database, path: Path, *, program: str, at: datetime) -> Manifest:
    """Write a backup and return what its manifest says.

    Raises UnusableBackupError, and leaves what was at `path` as it was.
    """
    heads = await CommitLog(database).heads()
    of = await edition(database)
    with written_whole(path) as file, ArchiveWriter(file) as archive:
        with archive.collection(COMMITS) as add:
            for partition, head in sorted(heads.items()):
                await _add_partition(database, partition, head, add)
        for name in DOCUMENTS:
            with archive.collection(name) as add:
                async for document in _documents(database, name, {}):
                    add(document)
        manifest = Manifest(
            program=program,
            store=of.store,
            rows=of.rows,
            taken_at=at.isoformat(),
            partitions=heads,
            members=archive.members,
            media=[],
        )
        archive.finish(manifest)
    return manifest


async def _add_partition(
    database: Database, partition: str, head: int, add: Callable[[bytes], None]
) -> None:
    n = 0
    async for document in _documents(database, COMMITS, between(partition, 1, head)):
        if RawBSONDocument(document)["_id"]["n"] != n + 1:
            break
        n += 1
        add(document)
    if n != head:
        raise UnusableBackupError(
            f"Commit {n + 1} of {partition} is missing: run `storyboard verify`, and again if the"
            " project was purged at this moment."
        )


async def _documents(database: Database, name: str, query: dict[str, Any]) -> AsyncIterator[bytes]:
    """Yield documents as they are stored, in the order of their ids."""
    cursor = database[name].find_raw_batches(query, sort=[("_id", ASCENDING)])
    async with cursor.batch_size(READ_BATCH) as batches:
        async for batch in batches:
            for document in split(cast("bytes", batch)):
                yield document


def split(batch: bytes) -> list[bytes]:
    """Return the documents of a raw batch, each as it is stored."""
    documents: list[bytes] = []
    at = 0
    while at < len(batch):
        end = at + int.from_bytes(batch[at : at + 4], "little")
        documents.append(batch[at:end])
        at = end
    return documents
