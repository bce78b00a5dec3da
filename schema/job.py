"""GraphQL of jobs: the type, and the pages of the queue."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final, cast

import strawberry
from strawberry.scalars import JSON

from domain import text
from domain.queue.board.job import Job as State
from domain.queue.board.queue import Queue as QueueState
from domain.queue.forecast import Forecast
from domain.queue.outlook import Outlook
from events.ids import MAIN_QUEUE, kind
from repositories import job as jobs
from repositories import queue as queues
from repositories.job import JobPage
from repositories.view import View
from schema import read
from schema.batch import MILLION, Batch, batch_node
from schema.context import Context, Info
from schema.history import Commit, commit_node
from schema.node import Node, PageInfo, SortDirection, cursor, key, page_info, rows

NO_BATCH: Final = "What this was enqueued with was removed: enqueue it again."
# Cursors hold no negative numbers.
_SHIFT = 100


@strawberry.enum
class JobStatus(Enum):
    QUEUED = "queued"
    WAITING = "waiting"
    PAUSED = "paused"
    ASSIGNED = "assigned"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    RUNNING = "running"
    COLLECTING = "collecting"
    CANCELING = "canceling"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    PARKED = "parked"
    CANCELED = "canceled"


@strawberry.enum
class JobSort(Enum):
    ENQUEUED_AT = "enqueued_at"
    ENDED_AT = "ended_at"
    NAME = "search"
    PRIORITY = "priority"


@strawberry.type(description="A file that a job made, named by the SHA-256 of its content.")
class JobOutput:
    digest: str
    name: str
    media_type: str
    size: float = strawberry.field(description="Bytes.")


@strawberry.type(description="The graph that a worker is sent, see docs/workflow.md.")
class JobPrompt:
    graph: JSON | None = strawberry.field(
        description="As ComfyUI's API takes it, nodes by their ids, uploaded files by the names "
        "they are sent under; null where it cannot be made any more."
    )
    fault: str = strawberry.field(description="Why there is no graph, else empty.")


@strawberry.type(description="When a job begins and ends, by what jobs like it took so far.")
class JobForecast:
    starts_at: datetime = strawberry.field(description="What is usual.")
    starts_earliest: datetime | None = strawberry.field(
        description="Half of all cases are from here to the latest; null: nobody knows yet."
    )
    starts_latest: datetime | None
    ends_at: datetime
    ends_earliest: datetime | None
    ends_latest: datetime | None


@strawberry.type(description="One piece of generation work.")
class Job(Node):
    state: strawberry.Private[State]
    version: int = strawberry.field(description="How many facts it has had.")
    project_id: strawberry.ID
    clip_id: strawberry.ID | None
    batch_id: strawberry.ID
    name: str
    workflow: str
    workflow_version: str
    kind: str = strawberry.field(description="Such as image or video.")
    status: JobStatus
    reason: str = strawberry.field(description="Why it is as it is, in words.")
    blocked: str | None = strawberry.field(
        description="What it needs that no worker has, in words; null where one could do it."
    )
    priority: int
    seed: str = strawberry.field(description="A whole number below 2^53.")
    values: JSON = strawberry.field(
        description="What differs from the other jobs of its batch, whose values come behind."
    )
    inputs: JSON = strawberry.field(description="Digests of media, by parameter.")
    vram: int = strawberry.field(description="Megabytes that it needs.")
    attempt_id: strawberry.ID | None = strawberry.field(
        description="The present attempt: the worker's server knows it by this id."
    )
    last_attempt_id: strawberry.ID | None
    worker_id: strawberry.ID | None
    device: int
    machine: str = strawberry.field(description="The class of the device it ran on.")
    enqueued_at: datetime
    assigned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    retry_at: datetime | None
    attempts: int
    tries: int = strawberry.field(description="Attempts that failed and count; there are three.")
    failure: str = strawberry.field(description="The kind of the last failure, empty for none.")
    seconds: float = strawberry.field(description="What all its attempts took.")
    cost: float = strawberry.field(description="In units of the currency.")
    outputs: list[JobOutput]

    @strawberry.field
    async def prompt(self, info: Info) -> JobPrompt:
        """What its newest attempt is made with, or its first will be."""
        found = await info.context.batches.load(self.batch_id)
        if found is None:
            return JobPrompt(graph=None, fault=NO_BATCH)
        made = await info.context.services.prompts.prompt(self.state, found.state)
        return JobPrompt(graph=cast(JSON | None, made.graph), fault=made.fault)

    @strawberry.field
    async def waits_for(self, info: Info) -> str | None:
        """What keeps it from beginning just now, in words; null where it does not wait."""
        if self.status not in _IN_LINE:
            return None
        return (await _outlook(info)).waits_for(self.state)

    @strawberry.field
    async def forecast(self, info: Info) -> JobForecast | None:
        """When it begins and ends; null where it has, and where nobody can tell."""
        if self.state.is_ended:
            return None
        found = (await _outlook(info)).forecast(self.state)
        return None if found is None else forecast_node(found)

    @strawberry.field
    async def batch(self, info: Info) -> Batch | None:
        """What it was enqueued with."""
        found = await info.context.batches.load(self.batch_id)
        return None if found is None else batch_node(found)

    @strawberry.field
    async def log(self, info: Info) -> list[Commit]:
        """Everything that happened to it, oldest first."""
        services = info.context.services
        found = [one async for one in services.store.touching(MAIN_QUEUE, self.id)]
        nodes = [commit_node(one, services.codec) for one in found]
        for node in nodes:
            node.events = [event for event in node.events if event.stream == self.id]
        return nodes


def instant(milliseconds: int) -> datetime | None:
    """Return the time that a state keeps as milliseconds, None for 0."""
    if not milliseconds:
        return None
    return _time(milliseconds)


_IN_LINE = frozenset({JobStatus.QUEUED, JobStatus.WAITING})


async def _outlook(info: Info) -> Outlook:
    return await info.context.outlook.load(MAIN_QUEUE)


def forecast_node(found: Forecast) -> JobForecast:
    return JobForecast(
        starts_at=_time(found.starts_at),
        starts_earliest=instant(found.soonest or 0),
        starts_latest=instant(found.last or 0),
        ends_at=_time(found.ends_at),
        ends_earliest=instant(found.earliest or 0),
        ends_latest=instant(found.latest or 0),
    )


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def job_node(view: View[State], blocked: Mapping[str, str]) -> Job:
    state = view.state
    waits = state.status == "queued"
    return Job(
        id=strawberry.ID(state.id),
        state=state,
        version=view.version,
        project_id=strawberry.ID(state.project_id),
        clip_id=_id(state.clip_id),
        batch_id=strawberry.ID(state.batch),
        name=state.name,
        workflow=state.workflow,
        workflow_version=state.workflow_version,
        kind=state.kind,
        status=JobStatus(state.status),
        reason=state.reason,
        blocked=blocked.get(state.need) if waits else None,
        priority=state.priority,
        seed=str(state.seed),
        values=cast(JSON, state.values),
        inputs=cast(JSON, state.inputs),
        vram=state.vram,
        attempt_id=_id(state.attempt),
        last_attempt_id=_id(state.last_attempt),
        worker_id=_id(state.worker),
        device=state.device,
        machine=state.machine,
        enqueued_at=_time(state.enqueued_at),
        assigned_at=instant(state.assigned_at),
        started_at=instant(state.started_at),
        ended_at=instant(state.ended_at),
        retry_at=instant(state.retry_at),
        attempts=state.attempts,
        tries=state.tries,
        failure=state.failure,
        seconds=state.time / 1000,
        cost=state.money / MILLION,
        outputs=[JobOutput(**output) for output in state.outputs],
    )


def _id(id_: str | None) -> strawberry.ID | None:
    return None if id_ is None else strawberry.ID(id_)


@strawberry.type
class JobCount:
    status: JobStatus
    count: int


@strawberry.type
class JobEdge:
    cursor: str
    node: Job


@strawberry.type
class JobConnection:
    edges: list[JobEdge]
    page_info: PageInfo
    page: strawberry.Private[JobPage]
    queue: strawberry.Private[QueueState]

    @strawberry.field
    async def counters(self) -> list[JobCount]:
        """How many of the jobs have each status, on all pages and whatever status is asked for."""
        return counts(await jobs.counters(self.page, self.queue))

    @strawberry.field
    async def total_count(self) -> int:
        """How many jobs match, on all pages."""
        return await jobs.count(self.page, self.queue)


def counts(found: Mapping[str, int]) -> list[JobCount]:
    return [JobCount(status=status, count=found.get(status.value, 0)) for status in JobStatus]


@strawberry.input
class JobFilter:
    """What is left out does not matter."""

    project_id: strawberry.ID | None = None
    batch_id: strawberry.ID | None = None
    clip_id: strawberry.ID | None = None
    statuses: list[JobStatus] | None = None
    kinds: list[str] | None = None
    worker_ids: list[strawberry.ID] | None = None
    search: str | None = strawberry.field(
        default=None, description="A part of the name, or the id of a job or of its last attempt."
    )
    is_blocked: bool | None = strawberry.field(
        default=None, description="Whether no worker has what it needs."
    )
    with_cleared: bool = strawberry.field(
        default=False, description="Whether jobs that were cleared are shown, too."
    )


async def queue_state() -> QueueState:
    """Return the queue as it is; before anything was enqueued, an empty one."""
    found = await queues.find(MAIN_QUEUE)
    return found.state if found else QueueState(id=MAIN_QUEUE)


async def page_of(context: Context, wanted: JobFilter, first: int, **order: Any) -> JobPage:
    """Return the page that a filter means to the user: others' jobs are never on it."""
    visible = await read.visible_projects(context)
    chosen = wanted.project_id
    return JobPage(
        queue=MAIN_QUEUE,
        first=first,
        projects=[one for one in visible if chosen in {None, one}],
        search=text.label(wanted.search or "", "search"),
        statuses=[status.value for status in wanted.statuses or []],
        kinds=wanted.kinds or [],
        workers=wanted.worker_ids or [],
        batch=wanted.batch_id,
        clip=wanted.clip_id,
        is_blocked=wanted.is_blocked,
        with_cleared=wanted.with_cleared,
        **order,
    )


def _after(after: str | None, sort: JobSort) -> tuple[Any, str] | None:
    if after is None:
        return None
    if sort is JobSort.NAME:
        return key(after, str, str)
    number, id_ = key(after, int, str)
    return (number - _SHIFT if sort is JobSort.PRIORITY else number), id_


def _cursor(state: State, sort: JobSort) -> str:
    if sort is JobSort.NAME:
        return cursor(state.name.casefold(), state.id)
    number: int = getattr(state, sort.value)
    return cursor(number + _SHIFT if sort is JobSort.PRIORITY else number, state.id)


@strawberry.type
class JobQuery:
    @strawberry.field
    async def job(self, info: Info, id: strawberry.ID) -> Job | None:
        """Return a job of a project that is shared with you."""
        context = info.context
        context.demand_login()
        found = await jobs.find(id) if kind(id) == "job" else None
        if found is None or not await read.project(context, found.state.project_id):
            return None
        return job_node(found, (await queue_state()).blocked)

    @strawberry.field
    async def jobs(  # noqa: PLR0917 - the arguments of a GraphQL field have names
        self,
        info: Info,
        first: int = 50,
        after: str | None = None,
        filter: JobFilter | None = None,
        sort: JobSort = JobSort.ENQUEUED_AT,
        direction: SortDirection = SortDirection.DESCENDING,
    ) -> JobConnection:
        """Return jobs of the projects that are shared with you."""
        page = await page_of(
            info.context,
            filter or JobFilter(),
            rows(first),
            after=_after(after, sort),
            sort=sort.value,
            is_descending=direction is SortDirection.DESCENDING,
        )
        return await _connection(page, sort)


async def _connection(page: JobPage, sort: JobSort) -> JobConnection:
    queue = await queue_state()
    found = await jobs.listed(page, queue)
    edges = [
        JobEdge(cursor=_cursor(view.state, sort), node=job_node(view, queue.blocked))
        for view in found[: page.first]
    ]
    info = page_info(
        [edge.cursor for edge in edges],
        has_next=len(found) > page.first,
        has_previous=page.after is not None,
    )
    return JobConnection(edges=edges, page_info=info, page=page, queue=queue)
