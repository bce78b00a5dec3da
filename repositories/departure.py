"""Write a project with its branches into a project archive, while servers go on working.

Which branches there are and how far each log is, is asked as of one instant, so that no fork and
no merge names a commit that the archive lacks. The logs themselves never change up to there.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, cast

from pymongo import DESCENDING
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from events.record import record
from repositories.backup import split
from repositories.commit_log import READ_BATCH, between, is_tombstone
from repositories.project_archive import (
    MOST_BRANCHES,
    MOST_BYTES,
    Manifest,
    ProjectArchiveWriter,
)
from repositories.verify import NO_SNAPSHOT

Database = AsyncDatabase[dict[str, Any]]
NO_MEDIA: Final[Mapping[str, Path]] = {}
LOOKS: Final = 8
PAUSE: Final = 0.25
BATCH: Final = 1_000
# The names of all branches, from the skips of an index.
BRANCHES: Final[list[dict[str, Any]]] = [
    {"$match": {"_id.p": {"$gte": "branch-", "$lt": "branch."}}},
    {"$group": {"_id": "$_id.p"}},
]
ORDER: Final = [("_id", 1)]


class DepartureError(Exception):
    """The text is one sentence that says why a project cannot be written."""


@record
class Extent:
    """The project first, then its branches: how many commits each has."""

    project: str
    heads: Mapping[str, int]


async def extent(database: Database, project: str) -> Extent:
    """Return how far a project and its branches are. Raises DepartureError for none."""
    for look in range(LOOKS):
        if look:
            await asyncio.sleep(PAUSE)
        try:
            async with database.client.start_session(snapshot=True) as session:
                return await _extent(database, project, session)
        except OperationFailure as error:
            if error.code not in NO_SNAPSHOT or look == LOOKS - 1:
                raise
    raise AssertionError  # pragma: no cover - the last look answers or raises


async def _extent(database: Database, project: str, session: AsyncClientSession) -> Extent:
    branches = await _branches(database, project, session)
    heads = {
        partition: await _head(database, partition, session) for partition in (project, *branches)
    }
    if len(heads) > MOST_BRANCHES:
        raise DepartureError(
            f"The project has {len(heads) - 1:,} branches, and an archive holds fewer than"
            f" {MOST_BRANCHES:,}. Ask whoever runs the server to move it by a backup."
        )
    if missing := [partition for partition, n in heads.items() if not n]:
        raise DepartureError(f"{missing[0]} has no history. It was purged: look again.")
    return Extent(project=project, heads=heads)


async def _branches(database: Database, project: str, session: AsyncClientSession) -> list[str]:
    """Return the branches of a project by the log itself: rows of new ones may be to come."""
    cursor = await database["commits"].aggregate(BRANCHES, session=session)
    named = [{"p": found["_id"], "n": 1} async for found in cursor]
    branches: list[str] = []
    for first in range(0, len(named), BATCH):
        of = {"_id": {"$in": named[first : first + BATCH]}, "events.data.trunk": project}
        found = database["commits"].find(of, {"_id": 1}, session=session)
        branches += [row["_id"]["p"] async for row in found]
    return sorted(branches)


async def _head(database: Database, partition: str, session: AsyncClientSession) -> int:
    newest = await database["commits"].find_one(
        between(partition), {"purged": 1}, sort=[("_id", DESCENDING)], session=session
    )
    return newest["_id"]["n"] if newest and not is_tombstone(newest) else 0


async def write(
    database: Database,
    of: Extent,
    file: IO[bytes],
    *,
    name: str,
    program: str,
    at: datetime,
    media: Mapping[str, Path] = NO_MEDIA,
) -> Manifest:
    """Write the archive of a project that is called `name`, and return what it says of itself.

    `media` are the places of its files, by digest. Raises DepartureError, and OSError where there
    is no room for it, or a file is gone.
    """
    with ProjectArchiveWriter(file) as archive:
        for partition, head in of.heads.items():
            with archive.log(partition) as add:
                await _write_log(database, partition, head, add)
        for digest, path in media.items():
            await asyncio.to_thread(archive.add_medium, digest, path)
        manifest = Manifest(
            program=program,
            taken_at=at.isoformat(),
            project=of.project,
            name=name,
            heads=dict(of.heads),
            members=archive.members,
            media=archive.media,
        )
        archive.finish(manifest)
    if sum(member.bytes for member in manifest.members.values()) > MOST_BYTES:
        raise DepartureError(
            "The history of the project is too long for an archive. Ask whoever runs the server to"
            " move it by a backup."
        )
    return manifest


async def _write_log(
    database: Database, partition: str, head: int, add: Callable[[Iterable[bytes]], None]
) -> None:
    count = 0
    async for some in _batches(database, partition, head):
        await asyncio.to_thread(add, some)
        count += len(some)
    if count != head:
        raise DepartureError(
            f"The history of {partition} has {count:,} commits of {head:,}. It was purged at this"
            " moment, or is damaged: ask whoever runs the server to run `storyboard verify`."
        )


async def _batches(database: Database, partition: str, head: int) -> AsyncIterator[list[bytes]]:
    query = between(partition, 1, head)
    cursor = database["commits"].find_raw_batches(query, sort=ORDER)
    async with cursor.batch_size(READ_BATCH) as batches:
        async for batch in batches:
            yield split(cast("bytes", batch))
