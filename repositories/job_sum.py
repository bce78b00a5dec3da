"""What ended jobs came to: how many, how long they took and waited, the cost, why they failed.

MongoDB adds up from an index that holds ended jobs only, so that enqueueing does not pay for it.
Percentiles are those of the durations themselves, up to 200,000 of each group.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import UTC, datetime
from itertools import chain
from math import ceil
from typing import Any, Final, Literal, TypeAlias

from pymongo.asynchronous.collection import AsyncCollection

from domain.queue.board.job import ENDED
from events.record import record
from repositories.job import ENDED_INDEX, JobDocument

JobGroup: TypeAlias = Literal["day", "workflow", "worker", "project", "person", "kind"]
_KEYS: Final[dict[JobGroup, Any]] = {
    "day": {"$subtract": ["$ended_at", {"$mod": ["$ended_at", 86_400_000]}]},
    "workflow": "$workflow",
    "worker": "$worker",
    "project": "$project_id",
    "person": "$created_by",
    "kind": "$kind",
}
# What jobs waited from being enqueued to their last start; who never began waited to the end.
_WAITED: Final = {
    "$max": [
        {"$subtract": [{"$cond": ["$started_at", "$started_at", "$ended_at"]}, "$enqueued_at"]},
        0,
    ]
}
# Of how many jobs of a group and status percentiles are made at most: an answer has its limits.
MOST_TIMES: Final = 200_000
_SUMS: Final = {
    "jobs": {"$sum": 1},
    "time": {"$sum": "$time"},
    "wait": {"$sum": _WAITED},
    "money": {"$sum": "$money"},
    "times": {"$firstN": {"input": "$time", "n": MOST_TIMES}},
    "waits": {"$firstN": {"input": _WAITED, "n": MOST_TIMES}},
}
MOST_REASONS: Final = 5


@record
class Ended:
    """Which ended jobs: of some projects, those that ended in `since` <= ms < `until`."""

    queue: str
    projects: Sequence[str]
    since: int = 1
    until: int = 2**53


@record
class JobSum:
    """`times` and `waits` are what jobs took, in ms, sorted; `money` is millionths."""

    statuses: Counter[str] = field(default_factory=Counter)
    times: Sequence[int] = ()
    waits: Sequence[int] = ()
    time: int = 0
    wait: int = 0
    money: int = 0

    @property
    def jobs(self) -> int:
        return sum(self.statuses.values())


@record
class FailureSum:
    failure: str
    jobs: int
    reasons: Sequence[tuple[str, int]]


def percentile(durations: Sequence[int], share: float) -> int:
    """Return the least of sorted durations that such a share of all does not exceed, else 0."""
    return durations[max(ceil(share * len(durations)) - 1, 0)] if durations else 0


def total(sums: Iterable[JobSum]) -> JobSum:
    """Return what several sums come to together."""
    found = list(sums)
    return JobSum(
        statuses=sum((one.statuses for one in found), Counter()),
        times=sorted(chain.from_iterable(one.times for one in found)),
        waits=sorted(chain.from_iterable(one.waits for one in found)),
        time=sum(one.time for one in found),
        wait=sum(one.wait for one in found),
        money=sum(one.money for one in found),
    )


async def sums(wanted: Ended, by: JobGroup) -> dict[str, JobSum]:
    """Return what ended jobs came to, by key; the key of what nobody worked on is empty."""
    pipeline = [
        {"$match": _match(wanted)},
        {"$group": {"_id": {"key": _KEYS[by], "status": "$status"}, **_SUMS}},
    ]
    found: dict[str, list[JobSum]] = {}
    async for row in await _collection().aggregate(pipeline, hint=ENDED_INDEX):
        key = row["_id"].get("key")
        name = _day(key) if by == "day" else key or ""
        found.setdefault(name, []).append(_sum(row))
    return {name: total(found[name]) for name in sorted(found)}


def _day(start: int) -> str:
    return datetime.fromtimestamp(start / 1000, UTC).strftime("%Y-%m-%d")


def _sum(row: dict[str, Any]) -> JobSum:
    return JobSum(
        statuses=Counter({row["_id"]["status"]: row["jobs"]}),
        times=row["times"],
        waits=row["waits"],
        time=row["time"],
        wait=row["wait"],
        money=row["money"],
    )


async def failures(wanted: Ended) -> list[FailureSum]:
    """Return why jobs failed: by kind, with the most frequent reasons, the worst first."""
    pipeline = [
        {"$match": {**_match(wanted), "status": {"$in": ["failed", "parked"]}}},
        {"$group": {"_id": {"failure": "$failure", "reason": "$reason"}, "n": {"$sum": 1}}},
    ]
    found: dict[str, Counter[str]] = {}
    async for row in await _collection().aggregate(pipeline, hint=ENDED_INDEX):
        of = row["_id"]
        found.setdefault(of["failure"], Counter())[of["reason"]] += row["n"]
    listed = [
        FailureSum(failure=kind, jobs=why.total(), reasons=why.most_common(MOST_REASONS))
        for kind, why in found.items()
    ]
    return sorted(listed, key=lambda one: (-one.jobs, one.failure))


def _match(wanted: Ended) -> dict[str, Any]:
    return {
        "project": wanted.queue,
        "project_id": {"$in": list(wanted.projects)},
        "ended_at": {"$gte": max(wanted.since, 1), "$lt": wanted.until},
        "status": {"$in": sorted(ENDED)},
    }


def _collection() -> AsyncCollection[dict[str, Any]]:
    return JobDocument.get_pymongo_collection()
