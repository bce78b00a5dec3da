"""GraphQL of what a queue keeps about a project: whether it is paused, its budget, what it used."""

import strawberry

from domain.queue.board.share import Share
from events.ids import MAIN_QUEUE, ProjectId, share_of
from repositories import job as jobs
from repositories import queue as queues
from repositories.view import View
from schema import read
from schema.batch import Budget, budget_node
from schema.context import Info
from schema.job import queue_state


@strawberry.type(description="What the queue has to do for a clip, without what was cleared.")
class ClipWork:
    clip_id: strawberry.ID
    waiting: int = strawberry.field(description="Jobs that wait, paused ones among them.")
    active: int = strawberry.field(description="Jobs that are at a worker.")
    failed: int = strawberry.field(description="Jobs that failed since one succeeded last.")
    active_job_ids: list[strawberry.ID] = strawberry.field(
        description="Those at a worker; `jobProgress` says how far they are."
    )


@strawberry.type(description="What the queue keeps about a project.")
class ProjectQueue:
    project_id: strawberry.ID
    is_paused: bool
    reason: str = strawberry.field(description="Why it is paused, in words.")
    budget: Budget | None = strawberry.field(description="null before anything was enqueued.")

    @strawberry.field
    async def clips(self) -> list[ClipWork]:
        """The clips of which jobs wait, are at work or have failed."""
        found = await jobs.work(MAIN_QUEUE, self.project_id, await queue_state())
        return [clip_work_node(one) for one in found]


def clip_work_node(work: jobs.ClipWork) -> ClipWork:
    return ClipWork(
        clip_id=strawberry.ID(work.clip),
        waiting=work.waiting,
        active=work.active,
        failed=work.failed,
        active_job_ids=[strawberry.ID(job) for job in work.jobs],
    )


def project_queue_node(project: str, view: View[Share] | None) -> ProjectQueue:
    share = view.state if view else None
    return ProjectQueue(
        project_id=strawberry.ID(project),
        is_paused=share is not None and share.is_paused,
        reason=share.reason if share else "",
        budget=budget_node(share) if share else None,
    )


@strawberry.type
class ShareQuery:
    @strawberry.field
    async def project_queue(self, info: Info, project_id: strawberry.ID) -> ProjectQueue | None:
        """Return how the queue treats a project that is shared with you."""
        context = info.context
        context.demand_login()
        if not await read.project(context, project_id):
            return None
        share = await queues.share(share_of(ProjectId(project_id)))
        return project_queue_node(project_id, share)
