"""Remove projects for good that were deleted long ago, while servers go on working.

First comes the word of it in `purged`, then a tombstone where the next commit would be. The key
of the commits decides between it and a restoration at the same moment, and from then on no server
can write to the partition, whatever it has in memory. Only then rows and commits go, the oldest
first, so that whatever ends the program leaves a project that is not shown, cannot be changed and
reads as empty. The next purge ends what was begun.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Final

from pymongo import DESCENDING
from pymongo.asynchronous.database import AsyncDatabase

from events.record import record
from repositories.commit_log import CommitLog, between
from repositories.edition import UnusableDatabaseError
from repositories.snapshot import MongoSnapshots

Database = AsyncDatabase[dict[str, Any]]

DELETED: Final = "ProjectDeleted"
FATES: Final = (DELETED, "ProjectRestored")
KIND: Final = "project-"
# How often a branch, which nobody can restore by itself, is tried to be ended.
TRIES: Final = 100


@record
class Deleted:
    """A project that is deleted; `size` is that of its commits in bytes."""

    project: str
    name: str
    deleted_at: datetime
    commits: int
    size: int


async def deleted_before(database: Database, before: datetime) -> AsyncIterator[Deleted]:
    """Yield the projects that were deleted before an instant and not restored since."""
    rows = database["projects"].find({"is_deleted": True, "_id": {"$regex": f"^{KIND}"}})
    async for row in rows:
        deleted_at = await _deleted_at(database, row["_id"])
        if deleted_at is not None and deleted_at < before:
            commits, size = await _extent(database, row["_id"])
            yield Deleted(
                project=row["_id"],
                name=row["name"],
                deleted_at=deleted_at,
                commits=commits,
                size=size,
            )


async def purge(database: Database, project: str, *, before: datetime, now: datetime) -> bool:
    """Remove a project for good. False where it is not deleted any more, or is changed just now."""
    log = CommitLog(database)
    end = (await log.tip(project)).n
    deleted_at = await _deleted_at(database, project, end)
    if deleted_at is None or deleted_at >= before or not await _ended(database, project, end, now):
        return False
    await _remove(database, project, now)
    return True


async def finish(database: Database, now: datetime) -> None:
    """Do the rest of what an earlier purge had begun, and forget what it had only announced.

    Rows that a projector wrote at the last moment go with it.
    """
    log = CommitLog(database)
    # What arrives from elsewhere looks as purged until all of it is there.
    async for begun in database["purged"].find({"arrival": {"$exists": False}}):
        if await log.is_purged(begun["_id"]):
            await _remove(database, begun["_id"], now)
        else:
            await database["purged"].delete_one({"_id": begun["_id"]})


async def _deleted_at(database: Database, project: str, end: int | None = None) -> datetime | None:
    """Return since when a project is deleted, as the log up to its commit `end` says."""
    newest = await database["commits"].find_one(
        {**between(project, 1, end), "events.type": {"$in": FATES}}, sort=[("_id", DESCENDING)]
    )
    if newest is None:
        return None
    fates = [event["type"] for event in newest["events"] if event["type"] in FATES]
    deleted_at: datetime = newest["at"]
    return deleted_at if fates[-1] == DELETED else None


async def _extent(database: Database, partition: str) -> tuple[int, int]:
    cursor = await database["commits"].aggregate(
        [
            {"$match": between(partition)},
            {"$group": {"_id": None, "n": {"$sum": 1}, "size": {"$sum": {"$bsonSize": "$$ROOT"}}}},
        ]
    )
    found = await cursor.to_list()
    return (found[0]["n"], found[0]["size"]) if found else (0, 0)


async def _ended(database: Database, partition: str, end: int, now: datetime) -> bool:
    """Let nothing come behind commit `end`. False where something has."""
    await database["purged"].update_one({"_id": partition}, {"$set": {"at": now}}, upsert=True)
    if await CommitLog(database).close(partition, end + 1, now):
        return True
    await database["purged"].delete_one({"_id": partition})
    return False


async def _remove(database: Database, partition: str, now: datetime) -> None:
    """Take away all of a partition that was ended, its branches first."""
    async for branch in database["projects"].find({"trunk": partition}, {"_id": 1}):
        await _end_branch(database, branch["_id"], now)
        await _remove(database, branch["_id"], now)
    await database["projects"].delete_one({"_id": partition})
    for name in ("projects", "scenes", "clips", "takes", "items", "presences", "bulletin"):
        await database[name].delete_many({"project": partition})
    await database["parked"].delete_many({"partition": partition})
    await database["activities"].delete_many(between(partition))
    await MongoSnapshots(database).forget(partition)
    await database["commits"].delete_many({**between(partition), "purged": {"$ne": True}})


async def _end_branch(database: Database, branch: str, now: datetime) -> None:
    log = CommitLog(database)
    for _ in range(TRIES):
        if await log.is_purged(branch):
            return
        if await _ended(database, branch, (await log.tip(branch)).n, now):
            return
    raise UnusableDatabaseError(f"{branch} is changed too fast to be removed: try again.")
