"""GraphQL of what ended jobs came to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum

import strawberry

from domain.errors import RuleViolatedError
from events.ids import MAIN_QUEUE
from repositories import job_sum
from repositories import project as projects
from repositories import worker as workers
from repositories.job_sum import Ended, FailureSum, JobSum, percentile
from schema import read
from schema.batch import MILLION, SECOND
from schema.context import Context, Info


@strawberry.enum
class JobGrouping(Enum):
    DAY = "day"
    WORKFLOW = "workflow"
    WORKER = "worker"
    PROJECT = "project"
    PERSON = "person"
    KIND = "kind"


@strawberry.type(description="Durations in seconds.")
class Durations:
    mean: float
    median: float
    ninetieth: float = strawberry.field(description="Nine of ten jobs took no longer.")
    total: float


@strawberry.type(description="What ended jobs came to.")
class JobTotals:
    key: str = strawberry.field(
        description="Day (UTC), workflow, kind, or the id of a worker, project or person."
    )
    name: str = strawberry.field(
        description="What the worker, project or person is called; else the key. Empty: nobody."
    )
    jobs: int
    succeeded: int
    failed: int
    canceled: int
    took: Durations = strawberry.field(description="All attempts of a job together.")
    waited: Durations = strawberry.field(description="From being enqueued to its last start.")
    cost: float = strawberry.field(description="In units of the currency.")


@strawberry.type
class FailureReason:
    reason: str
    jobs: int


@strawberry.type
class FailureTotals:
    failure: str = strawberry.field(description="The kind of failure.")
    jobs: int
    reasons: list[FailureReason] = strawberry.field(description="The most frequent five.")


@strawberry.type
class JobStatistics:
    total: JobTotals
    groups: list[JobTotals]
    failures: list[FailureTotals]


def _durations(jobs: int, each: Sequence[int], whole: int) -> Durations:
    return Durations(
        mean=whole / max(jobs, 1) / SECOND,
        median=percentile(each, 0.5) / SECOND,
        ninetieth=percentile(each, 0.9) / SECOND,
        total=whole / SECOND,
    )


def _totals(key: str, name: str, of: JobSum) -> JobTotals:
    return JobTotals(
        key=key,
        name=name,
        jobs=of.jobs,
        succeeded=of.statuses["succeeded"],
        failed=of.statuses["failed"] + of.statuses["parked"],
        canceled=of.statuses["canceled"],
        took=_durations(of.jobs, of.times, of.time),
        waited=_durations(of.jobs, of.waits, of.wait),
        cost=of.money / MILLION,
    )


def _failures(of: FailureSum) -> FailureTotals:
    reasons = [FailureReason(reason=reason, jobs=n) for reason, n in of.reasons]
    return FailureTotals(failure=of.failure, jobs=of.jobs, reasons=reasons)


@strawberry.type
class JobStatisticsQuery:
    @strawberry.field
    async def job_statistics(
        self,
        info: Info,
        by: JobGrouping = JobGrouping.DAY,
        project_id: strawberry.ID | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> JobStatistics:
        """Return what ended jobs of the projects that are shared with you came to.

        Jobs that were cleared or deleted count, too: the work was done.
        """
        visible = await read.visible_projects(info.context)
        wanted = Ended(
            queue=MAIN_QUEUE,
            projects=[one for one in visible if project_id in {None, one}],
            since=1 if since is None else _ms(since, "since"),
            until=2**53 if until is None else _ms(until, "until"),
        )
        found = await job_sum.sums(wanted, by.value)
        names = await _names(info.context, by, list(found))
        return JobStatistics(
            total=_totals("", "", job_sum.total(found.values())),
            groups=[_totals(key, names.get(key, key), one) for key, one in found.items()],
            failures=[_failures(one) for one in await job_sum.failures(wanted)],
        )


async def _names(context: Context, by: JobGrouping, keys: list[str]) -> Mapping[str, str]:
    """Return what keys are called, where that is not what they are."""
    match by:
        case JobGrouping.WORKER:
            return await workers.names(keys)
        case JobGrouping.PROJECT:
            return await projects.names(keys)
        case JobGrouping.PERSON:
            return dict(zip(keys, await context.names.load_many(keys), strict=True))
        case _:
            return {}


def _ms(at: datetime, field: str) -> int:
    if at.tzinfo is None:
        raise RuleViolatedError(
            "Say the time with its offset from UTC, such as 2026-05-01T00:00:00Z.", field=field
        )
    return int(at.timestamp() * 1000)
