"""GraphQL of what a queue keeps about a project: whether it is paused, its budget, what it used."""

import strawberry

from domain.queue.board.share import Share
from events.ids import ProjectId, share_of
from repositories import queue as queues
from repositories.view import View
from schema import read
from schema.batch import Budget, budget_node
from schema.context import Info


@strawberry.type(description="What the queue keeps about a project.")
class ProjectQueue:
    project_id: strawberry.ID
    is_paused: bool
    reason: str = strawberry.field(description="Why it is paused, in words.")
    budget: Budget | None = strawberry.field(description="null before anything was enqueued.")


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
