"""GraphQL mutations of jobs, their batches and what a project may use of the queue."""

from collections.abc import Iterable
from typing import Annotated, Protocol, TypeAlias

import strawberry

from domain import access
from domain.errors import UNSEEN
from domain.errors import NotFoundError as NotFound
from domain.errors import RuleViolatedError as RuleViolated
from domain.queue.budget import SetBatchBudget, SetProjectBudget
from domain.queue.command import QueueCommand
from domain.queue.control import (
    MOST,
    CancelJobs,
    ClearJobs,
    DeleteJobs,
    PauseJobs,
    PauseProject,
    ReprioritiseJobs,
    ResumeJobs,
    ResumeProject,
    RetryJobs,
    Selection,
)
from events.ids import MAIN_QUEUE, BatchId, JobId, ProjectId, is_project, kind, share_of
from repositories import batch as batches
from repositories import job as jobs
from repositories import queue as queues
from schema.act import COMMAND_ID, act, command_id, demand_about, demand_own, found, position
from schema.batch import Batch, Budget, BudgetInput, batch_node, budget_node, limits
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.job import JobStatus


@strawberry.input(description="Jobs by their ids, or all of a batch, or all of a project.")
class JobSelection:
    job_ids: list[strawberry.ID] | None = None
    batch_id: strawberry.ID | None = None
    project_id: strawberry.ID | None = None
    statuses: list[JobStatus] | None = strawberry.field(
        default=None, description="Only those of these statuses."
    )


@strawberry.input
class JobsInput:
    about: JobSelection
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.input
class ExplainedJobsInput:
    about: JobSelection
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    reason: str = strawberry.field(default="", description="Why, in words.")


@strawberry.input
class ReprioritiseJobsInput:
    about: JobSelection
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    priority: int = strawberry.field(description="-10 to 10; 0 is usual, higher goes first.")


@strawberry.input
class ClearJobsInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    status: JobStatus = strawberry.field(description="One of those that have ended.")


@strawberry.input
class PauseProjectJobsInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    reason: str = ""


@strawberry.input
class ResumeProjectJobsInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.input
class SetProjectBudgetInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    budget: BudgetInput


@strawberry.input
class SetBatchBudgetInput:
    batch_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    budget: BudgetInput


@strawberry.type
class JobsSuccess:
    changed: list[strawberry.ID] = strawberry.field(
        description=f"The jobs that changed, at most {MOST:,} at a time: ask again for the rest."
    )
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


@strawberry.type
class BatchSuccess:
    batch: Batch
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


@strawberry.type
class ProjectQueueSuccess:
    project_id: strawberry.ID
    is_paused: bool
    reason: str
    budget: Budget | None = strawberry.field(description="null before anything was enqueued.")
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


JobsPayload: TypeAlias = Annotated[
    JobsSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("JobsPayload"),
]
BatchPayload: TypeAlias = Annotated[
    BatchSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("BatchPayload"),
]
ProjectQueuePayload: TypeAlias = Annotated[
    ProjectQueueSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("ProjectQueuePayload"),
]


def now(context: Context) -> int:
    """Return the time as commands of the queue have it: ms since 1970."""
    return int(context.services.clock().timestamp() * 1000)


@strawberry.type
class JobMutation:
    @strawberry.mutation
    async def cancel_jobs(self, info: Info, input: ExplainedJobsInput) -> JobsPayload:
        """End what waits at once, and let what runs be stopped."""
        about = selection(input.about)
        wish = CancelJobs(about=about, reason=input.reason, now=now(info.context))
        return await _change_jobs(info.context, input, about, wish)

    @strawberry.mutation
    async def retry_jobs(self, info: Info, input: ExplainedJobsInput) -> JobsPayload:
        """Let jobs that failed, or that are named, begin again at their old places."""
        about = selection(input.about)
        wish = RetryJobs(about=about, reason=input.reason)
        return await _change_jobs(info.context, input, about, wish)

    @strawberry.mutation
    async def pause_jobs(self, info: Info, input: ExplainedJobsInput) -> JobsPayload:
        """Take what waits out of the line."""
        about = selection(input.about)
        wish = PauseJobs(about=about, reason=input.reason)
        return await _change_jobs(info.context, input, about, wish)

    @strawberry.mutation
    async def resume_jobs(self, info: Info, input: JobsInput) -> JobsPayload:
        """Put what was paused back in its place."""
        about = selection(input.about)
        return await _change_jobs(info.context, input, about, ResumeJobs(about=about))

    @strawberry.mutation
    async def delete_jobs(self, info: Info, input: JobsInput) -> JobsPayload:
        """Take ended jobs out of sight for good."""
        about = selection(input.about)
        return await _change_jobs(info.context, input, about, DeleteJobs(about=about))

    @strawberry.mutation
    async def reprioritise_jobs(self, info: Info, input: ReprioritiseJobsInput) -> JobsPayload:
        """Give what waits another priority."""
        about = selection(input.about)
        wish = ReprioritiseJobs(about=about, priority=input.priority)
        return await _change_jobs(info.context, input, about, wish)

    @strawberry.mutation
    async def clear_jobs(self, info: Info, input: ClearJobsInput) -> JobsPayload:
        """Show ended jobs of a project no more; the history still has them."""
        context = info.context
        project = ProjectId(input.project_id)
        wish = ClearJobs(status=input.status.value, project_id=project, now=now(context))
        await _demand_editor(context, [project])
        return await _jobs_changed(context, wish, input.command_id)

    @strawberry.mutation
    async def pause_project_jobs(
        self, info: Info, input: PauseProjectJobsInput
    ) -> ProjectQueuePayload:
        """Let no job of a project begin; what runs goes on."""
        project = ProjectId(input.project_id)
        wish = PauseProject(project_id=project, reason=input.reason)
        return await _change_project(info.context, project, wish, input.command_id)

    @strawberry.mutation
    async def resume_project_jobs(
        self, info: Info, input: ResumeProjectJobsInput
    ) -> ProjectQueuePayload:
        """Let the jobs of a project go on."""
        project = ProjectId(input.project_id)
        wish = ResumeProject(project_id=project)
        return await _change_project(info.context, project, wish, input.command_id)

    @strawberry.mutation
    async def set_project_budget(
        self, info: Info, input: SetProjectBudgetInput
    ) -> ProjectQueuePayload:
        """Say how much of the machines a project may use."""
        project = ProjectId(input.project_id)
        wish = SetProjectBudget(project_id=project, budget=limits(input.budget))
        return await _change_project(info.context, project, wish, input.command_id)

    @strawberry.mutation
    async def set_batch_budget(self, info: Info, input: SetBatchBudgetInput) -> BatchPayload:
        """Say how much of the machines a batch may use."""
        context = info.context
        batch = BatchId(input.batch_id)
        context.demand_login()
        await _demand_editor(context, await _projects(Selection(batch=batch)))
        wish = SetBatchBudget(batch_id=batch, budget=limits(input.budget))
        command, is_new = command_id(context, input.command_id)
        outcome = await act(context, MAIN_QUEUE, command, [wish], is_new=is_new)
        demand_about(outcome, batch)
        view = found(await batches.find(batch))
        return BatchSuccess(batch=batch_node(view), position=position(outcome))


def selection(input: JobSelection) -> Selection:
    """Return which jobs are meant. Raises RuleViolatedError unless it is said in one way."""
    ways = [input.job_ids, input.batch_id, input.project_id]
    if sum(1 for way in ways if way) != 1 or len(input.job_ids or ()) > MOST:
        raise RuleViolated(
            f"Say which jobs: up to {MOST:,} by their ids, or all of a batch, or of a project.",
            field="about",
        )
    return Selection(
        jobs=tuple(JobId(id_) for id_ in input.job_ids or ()),
        batch=BatchId(input.batch_id) if input.batch_id else None,
        project=ProjectId(input.project_id) if input.project_id else None,
        statuses=tuple(status.value for status in input.statuses or ()),
    )


async def _projects(about: Selection) -> list[str]:
    """Return whose jobs are meant. Raises NotFoundError where some are not there."""
    if about.project is not None:
        return [about.project]
    if about.batch is not None:
        batch = await batches.find(about.batch) if kind(about.batch) == "batch" else None
        return [found(batch).state.project_id]
    of = await jobs.projects_of(about.jobs)
    if len(of) < len(set(about.jobs)):
        raise NotFound(UNSEEN)
    return list(dict.fromkeys(of.values()))


async def _demand_editor(context: Context, projects: Iterable[str]) -> None:
    """Refuse whoever may not change what is in all of these projects."""
    user = context.user.user
    for project in projects:
        if not is_project(project):
            raise NotFound(UNSEEN)
        access.demand(await context.services.executor.board(project), user, "editor")


class _Input(Protocol):
    command_id: strawberry.ID | None


async def _change_jobs(
    context: Context, input: _Input, about: Selection, wish: QueueCommand
) -> JobsSuccess:
    context.demand_login()
    await _demand_editor(context, await _projects(about))
    return await _jobs_changed(context, wish, input.command_id)


async def _jobs_changed(context: Context, wish: QueueCommand, id_: str | None) -> JobsSuccess:
    command, is_new = command_id(context, id_)
    outcome = await act(context, MAIN_QUEUE, command, [wish], is_new=is_new)
    demand_own(context, outcome)
    streams = outcome.commit.versions if outcome.commit else ()
    changed = [strawberry.ID(stream) for stream in streams if kind(stream) == "job"]
    return JobsSuccess(changed=changed, position=position(outcome))


async def _change_project(
    context: Context, project: ProjectId, wish: QueueCommand, id_: str | None
) -> ProjectQueueSuccess:
    context.demand_login()
    await _demand_editor(context, [project])
    command, is_new = command_id(context, id_)
    outcome = await act(context, MAIN_QUEUE, command, [wish], is_new=is_new)
    demand_about(outcome, share_of(project))
    share = await queues.share(share_of(project))
    return ProjectQueueSuccess(
        project_id=strawberry.ID(project),
        is_paused=share is not None and share.state.is_paused,
        reason=share.state.reason if share else "",
        budget=budget_node(share.state) if share else None,
        position=position(outcome),
    )
