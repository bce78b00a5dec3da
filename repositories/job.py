"""Jobs as the queue page reads them: filtered, sorted, searched, in pages, and counted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from domain.queue.board.job import ACTIVE, ENDED, PENDING, Job
from domain.queue.board.queue import Queue
from events.ids import ATTEMPT, kind
from events.record import record
from repositories.stamp import Stamp
from repositories.view import View, view

MOST_ROWS: Final = 200
# What pages are sorted by; `search` is the name in lower case.
SORTS: Final = ("enqueued_at", "ended_at", "search", "priority")
ENDED_INDEX: Final = "ended"
# What sums of ended jobs look at, all of it in one index.
SUMMED: Final = (
    "project",
    "project_id",
    "ended_at",
    "status",
    "workflow",
    "worker",
    "created_by",
    "kind",
    "time",
    "money",
    "started_at",
    "enqueued_at",
    "failure",
)
# Sounds are no takes, and known by their jobs alone; few jobs make any.
WITH_SOUND: Final = {"outputs.media_type": {"$gte": "audio/", "$lt": "audio0"}}
# What counters look at, all of it in one index.
COUNTED: Final = ("project", "is_deleted", "project_id", "status", "ended_at")


class JobDocument(Document, Stamp):
    id: str  # type: ignore[assignment] # Beanie says ObjectId; ours names the stream
    batch: str
    number: int
    project_id: str
    clip_id: str | None
    name: str
    workflow: str
    workflow_version: str
    kind: str
    priority: int
    sequence: int
    enqueued_at: int
    seed: int
    values: dict[str, Any]
    inputs: dict[str, str]
    likeness: str
    demand: str
    vram: int
    status: str
    reason: str
    attempt: str | None
    last_attempt: str | None
    ticket: str
    worker: str | None
    device: int
    machine: str
    assigned_at: int
    started_at: int
    ended_at: int
    retry_at: int
    attempts: int
    tries: int
    setbacks: int
    avoids: list[str]
    failure: str
    time: int
    last_time: int
    money: int
    outputs: list[dict[str, Any]]
    ignored: list[str]
    is_deleted: bool
    search: str

    class Settings:
        name = "jobs"
        indexes: ClassVar = [
            IndexModel([(name, ASCENDING) for name in COUNTED], name="counters"),
            IndexModel(
                [(name, ASCENDING) for name in SUMMED],
                name=ENDED_INDEX,
                partialFilterExpression={"ended_at": {"$gt": 0}},
            ),
            IndexModel([("batch", ASCENDING), ("status", ASCENDING)], name="progress"),
            IndexModel([("clip_id", ASCENDING), ("sequence", ASCENDING)], name="clip"),
            IndexModel(
                [("project_id", ASCENDING), ("outputs.digest", ASCENDING)],
                name="sound",
                partialFilterExpression=WITH_SOUND,
            ),
        ] + [
            IndexModel([("project", ASCENDING), (name, ASCENDING), ("_id", ASCENDING)], name=name)
            for name in SORTS
        ]


@record
class JobPage:
    """A page of the jobs of some projects, sorted by a field and then by id.

    `projects` None is all of the queue, for who may see them. `after` is the (value, id) of the
    row before the page. What the queue cleared is not in it unless `with_cleared`.
    """

    queue: str
    first: int
    projects: Sequence[str] | None = None
    after: tuple[Any, str] | None = None
    sort: str = "enqueued_at"
    is_descending: bool = True
    search: str = ""
    statuses: Sequence[str] = ()
    kinds: Sequence[str] = ()
    workers: Sequence[str] = ()
    batch: str | None = None
    clip: str | None = None
    is_blocked: bool | None = None
    with_cleared: bool = False


def _collection() -> AsyncCollection[dict[str, Any]]:
    return JobDocument.get_pymongo_collection()


async def find(id_: str) -> View[Job] | None:
    found = await _collection().find_one({"_id": id_})
    return None if found is None else view(found)


async def sound(project: str, digest: str) -> str | None:
    """Return what a file is called that a job of a project saved beside or as a sound."""
    wanted = {"project_id": project, "outputs.digest": digest, **WITH_SOUND}
    found = await _collection().find_one(wanted, {"outputs": 1})
    outputs = found["outputs"] if found else ()
    return next((str(one["name"]) for one in outputs if one["digest"] == digest), None)


async def projects_of(ids: Sequence[str]) -> dict[str, str]:
    """Return whose project's job each of these is; those that are not there are left out."""
    rows = _collection().find({"_id": {"$in": list(ids)}}, {"project_id": 1})
    return {row["_id"]: row["project_id"] async for row in rows}


async def listed(page: JobPage, queue: Queue) -> list[View[Job]]:
    """Return up to `first` + 1 jobs: one more tells that there is a next page."""
    order = DESCENDING if page.is_descending else ASCENDING
    cursor = (
        _collection()
        .find({"$and": [_wanted(page, queue), _behind(page)]})
        .sort([(page.sort, order), ("_id", order)])
        .limit(min(page.first, MOST_ROWS) + 1)
    )
    if hint := _hint(page):
        cursor = cursor.hint(hint)
    return [view(row) async for row in cursor]


async def count(page: JobPage, queue: Queue) -> int:
    """Return how many jobs a page is about, of the statuses that it shows."""
    counted = await counters(page, queue)
    return sum(n for status, n in counted.items() if not page.statuses or status in page.statuses)


async def counters(page: JobPage, queue: Queue) -> dict[str, int]:
    """Return how many jobs that a page is about have each status; its statuses do not matter."""
    steps = [
        {"$match": _wanted(page, queue, with_statuses=False)},
        {"$group": {"_id": "$status", "n": {"$sum": 1}}},
    ]
    hint = _hint(page)
    jobs = _collection()
    cursor = await (jobs.aggregate(steps, hint=hint) if hint else jobs.aggregate(steps))
    return {row["_id"]: row["n"] async for row in cursor}


def _wanted(page: JobPage, queue: Queue, *, with_statuses: bool = True) -> dict[str, Any]:
    wanted: dict[str, Any] = {"project": page.queue, "is_deleted": False}
    if page.projects is not None:
        wanted["project_id"] = {"$in": list(page.projects)}
    if page.statuses and with_statuses:
        wanted["status"] = {"$in": list(page.statuses)}
    for name, values in (("kind", page.kinds), ("worker", page.workers)):
        if values:
            wanted[name] = {"$in": list(values)}
    exact = {"batch": page.batch, "clip_id": page.clip}
    wanted |= {name: value for name, value in exact.items() if value is not None}
    wanted |= _searched(page.search.strip())
    if page.is_blocked is not None:
        wanted["$and"] = [_blocked(queue.blocked, is_wanted=page.is_blocked)]
    cleared = [] if page.with_cleared else _cleared(queue.cleared)
    return {**wanted, "$nor": cleared} if cleared else wanted


def _searched(text: str) -> dict[str, Any]:
    """Return the query for a part of a name, or for the id of a job or of its newest attempt."""
    if not text:
        return {}
    if kind(text) == "job":
        return {"_id": text}
    if ATTEMPT.fullmatch(text):
        return {"last_attempt": text}
    return {"search": {"$regex": re.escape(text.casefold())}}


def _hint(page: JobPage) -> str:
    """Return the index that a search for a part of a name is best done in: its keys are short."""
    return "search" if "search" in _searched(page.search.strip()) else ""


def _blocked(blocked: Mapping[str, str], *, is_wanted: bool) -> dict[str, Any]:
    """Return the query for jobs whose need no worker can meet, or for the others."""
    needs = [need.rpartition("@") for need in blocked]
    matches = [
        {"status": "queued", "demand": demand, "vram": int(vram)} for demand, _, vram in needs
    ]
    if is_wanted:
        return {"$or": matches} if matches else {"_id": None}
    return {"$nor": matches} if matches else {}


def _cleared(cleared: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the queries for jobs that are not shown any more."""
    found: list[dict[str, Any]] = []
    for about, ended_by in cleared.items():
        status, _, project = about.partition(" ")
        query: dict[str, Any] = {"status": status, "ended_at": {"$lte": ended_by}}
        found.append(query | ({"project_id": project} if project else {}))
    return found


def _behind(page: JobPage) -> dict[str, Any]:
    if page.after is None:
        return {}
    value, id_ = page.after
    beyond = "$lt" if page.is_descending else "$gt"
    return {"$or": [{page.sort: {beyond: value}}, {page.sort: value, "_id": {beyond: id_}}]}


@record
class Tally:
    """What jobs that ended came to; `time` is ms, `money` millionths of the unit."""

    status: str
    kind: str
    jobs: int
    time: int
    money: int


async def statistics(page: JobPage, queue: Queue) -> list[Tally]:
    """Return what the ended jobs that a page is about came to, by status and kind."""
    match = _wanted(page, queue) | {"status": {"$in": sorted(page.statuses or ENDED)}}
    cursor = await _collection().aggregate(
        [
            {"$match": match},
            {
                "$group": {
                    "_id": {"status": "$status", "kind": "$kind"},
                    "jobs": {"$sum": 1},
                    "time": {"$sum": "$time"},
                    "money": {"$sum": "$money"},
                }
            },
            {"$sort": {"_id": ASCENDING}},
        ]
    )
    return [
        Tally(**row["_id"], jobs=row["jobs"], time=row["time"], money=row["money"])
        async for row in cursor
    ]


FAILED: Final = ("failed", "parked")


@record
class ClipWork:
    """How many jobs of a clip wait, are at work and have failed; `jobs` are those at work.

    Failures before the last success of the clip are not among them: they are made good.
    """

    clip: str
    waiting: int
    active: int
    failed: int
    jobs: Sequence[str]


async def work(queue_id: str, project: str, queue: Queue) -> list[ClipWork]:
    """Return what is to be done and went wrong for the clips of a project, by clip.

    Clips of which no job waits, is at work or has failed are left out.
    """
    statuses = (*sorted(PENDING | ACTIVE), *FAILED)
    page = JobPage(queue=queue_id, first=1, projects=(project,), statuses=statuses)
    cursor = await _collection().aggregate(
        [
            {"$match": {**_wanted(page, queue), "clip_id": {"$ne": None}}},
            {
                "$group": {
                    "_id": "$clip_id",
                    "waiting": _number_of(PENDING),
                    "active": _number_of(ACTIVE),
                    "failures": _each("$ended_at", FAILED),
                    "jobs": _each("$_id", ACTIVE),
                }
            },
            {"$sort": {"_id": ASCENDING}},
        ]
    )
    rows = [row async for row in cursor]
    done = await _successes(queue_id, [row["_id"] for row in rows if row["failures"]])
    found = (_clip_work(**row, done=done.get(row["_id"], 0)) for row in rows)
    return [one for one in found if one.waiting or one.active or one.failed]


def _clip_work(*, _id: str, failures: Sequence[int], done: int, **counts: Any) -> ClipWork:
    return ClipWork(clip=_id, failed=sum(ended >= done for ended in failures), **counts)


async def _successes(queue_id: str, clips: Sequence[str]) -> dict[str, int]:
    """Return when a job succeeded last, by clip, cleared and deleted ones too: it was made."""
    wanted = {"clip_id": {"$in": clips}, "project": queue_id, "status": "succeeded"}
    last = {"$group": {"_id": "$clip_id", "at": {"$max": "$ended_at"}}}
    cursor = await _collection().aggregate([{"$match": wanted}, last], hint="clip")
    return {row["_id"]: row["at"] async for row in cursor}


def _each(value: str, statuses: Iterable[str]) -> dict[str, Any]:
    return {"$push": {"$cond": [_is_among(statuses), value, "$$REMOVE"]}}


def _is_among(statuses: Iterable[str]) -> dict[str, Any]:
    return {"$in": ["$status", sorted(statuses)]}


def _number_of(statuses: Iterable[str]) -> dict[str, Any]:
    return {"$sum": {"$cond": [_is_among(statuses), 1, 0]}}
