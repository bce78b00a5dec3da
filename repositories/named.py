"""Which media the logs name.

Any text of a commit that could be a digest counts, whatever event it stands in, so that nothing is
forgotten when events are added. Only the queue outlives the projects that it works for: what it
says of a job or batch of a purged project names nothing.
"""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, cast

import bson
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase

from events.ids import is_queue
from repositories.commit_log import READ_BATCH, CommitLog, between

Database = AsyncDatabase[dict[str, Any]]

DIGEST_LENGTH: Final = 64
# Events of a queue that say of which project a stream is.
BELONGING: Final = frozenset({"BatchAdded", "JobEnqueued", "ShareOpened"})
_HEXADECIMAL: Final = re.compile(rb"(?<![0-9a-f])[0-9a-f]{%d,}" % DIGEST_LENGTH)


async def named(database: Database, among: set[str]) -> set[str]:
    """Return those of some digests that a commit names, but for what belongs to purged projects."""
    queues = [it for it in await database["commits"].distinct("_id.p") if is_queue(it)]
    found: set[str] = set()
    async for batch in _commits_beside(database, queues):
        found.update(_digests(batch, among))
    for queue in queues:
        found |= await _named_by_queue(database, queue, among - found)
    return found


async def _commits_beside(database: Database, partitions: list[str]) -> AsyncIterator[bytes]:
    """Yield all commits of other partitions as they are stored, many at a time."""
    cursor = database["commits"].find_raw_batches({"_id.p": {"$nin": partitions}})
    # In the order of the disk: an index would lead to each document by itself.
    async with cursor.hint([("$natural", ASCENDING)]).batch_size(READ_BATCH) as batches:
        async for batch in batches:
            # The driver types a raw batch as a document; it is bytes.
            yield cast("bytes", batch)


async def _named_by_queue(database: Database, queue: str, among: set[str]) -> set[str]:
    namers: defaultdict[str, set[str]] = defaultdict(set)
    projects: dict[str, str] = {}
    cursor = database["commits"].find(between(queue)).sort("_id", ASCENDING)
    async for document in cursor.batch_size(READ_BATCH):
        for project, content in _parts(document, projects):
            for digest in _digests(content, among):
                namers[digest].add(project)
    log = CommitLog(database)
    suspects = {project for named_by in namers.values() for project in named_by if project}
    purged = {project for project in suspects if await log.is_purged(project)}
    return {digest for digest, named_by in namers.items() if named_by - purged}


def _parts(document: dict[str, Any], projects: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield what a commit of a queue says, with the project it belongs to, empty for none.

    `projects` are those of streams; it is completed.
    """
    events = document.pop("events", [])
    yield "", bson.encode(document)
    for event in events:
        if event["type"] in BELONGING:
            projects[event["stream"]] = event["data"]["project"]
        yield projects.get(event["stream"], ""), bson.encode(event)


def _digests(content: bytes, among: set[str]) -> Iterator[str]:
    for run in _HEXADECIMAL.findall(content):
        text = run.decode("ascii")
        for at in range(len(text) - DIGEST_LENGTH + 1):
            if (digest := text[at : at + DIGEST_LENGTH]) in among:
                yield digest
