"""GraphQL of batches: what was enqueued together, and how far it has come."""

from datetime import datetime
from typing import cast

import strawberry
from strawberry.scalars import JSON

from domain.errors import RuleViolatedError as RuleViolated
from domain.queue.board.batch import Batch as State
from domain.queue.board.share import Share
from domain.queue.budget import MOST
from domain.queue.budget import Budget as Limits
from events.ids import kind
from repositories import batch as batches
from repositories.view import View
from schema import read
from schema.context import Info
from schema.node import Node, rows
from schema.user import User, user_node

MILLION = 1_000_000
SECOND = 1000


@strawberry.type(description="What may be used; null is no limit.")
class Budget:
    cost: float | None = strawberry.field(description="In units of the currency.")
    seconds: float | None
    at_once: int | None = strawberry.field(description="Jobs that are at work at once.")
    spent_cost: float
    spent_seconds: float
    is_spent: bool


@strawberry.input(description="What may be used; what is left out has no limit.")
class BudgetInput:
    cost: float | None = strawberry.field(
        default=None, description="In units of the currency, above 0."
    )
    seconds: float | None = None
    at_once: int | None = None


@strawberry.type(description="How many jobs of a batch are where.")
class BatchProgress:
    total: int
    waiting: int
    active: int
    succeeded: int
    failed: int
    canceled: int


@strawberry.type
class Batch(Node):
    version: int
    project_id: strawberry.ID
    name: str
    size: int
    workflow: str
    workflow_version: int
    kind: str
    values: JSON = strawberry.field(description="What its jobs share.")
    budget: Budget
    created_at: datetime
    created_by: User

    @strawberry.field
    async def progress(self, info: Info) -> BatchProgress:
        """How far it has come."""
        return progress_of(await info.context.progress.load(self.id))


def budget_node(of: State | Share) -> Budget:
    return Budget(
        cost=of.money / MILLION if of.money else None,
        seconds=of.time / SECOND if of.time else None,
        at_once=of.at_once or None,
        spent_cost=of.spent_money / MILLION,
        spent_seconds=of.spent_time / SECOND,
        is_spent=of.is_spent,
    )


def limits(input: BudgetInput) -> Limits:
    """Return the limits that are wished for; 0 is none."""
    return Limits(
        money=whole(input.cost, MILLION, "cost"),
        time=whole(input.seconds, SECOND, "seconds"),
        at_once=input.at_once or 0,
    )


def whole(amount: float | None, of: int, field: str) -> int:
    """Return an amount in small units: what is too little for one of them is one all the same.

    Raises RuleViolatedError for what is too much to be counted.
    """
    if not amount:
        return 0
    if abs(amount) > MOST / of:
        raise RuleViolated(f"{amount:g} is too much. Leave it out for no limit.", field=field)
    return round(amount * of) or 1


def batch_node(view: View[State]) -> Batch:
    state = view.state
    return Batch(
        id=strawberry.ID(state.id),
        version=view.version,
        project_id=strawberry.ID(state.project_id),
        name=state.name,
        size=state.size,
        workflow=state.workflow,
        workflow_version=state.workflow_version,
        kind=state.kind,
        values=cast(JSON, state.values),
        budget=budget_node(state),
        created_at=view.created_at,
        created_by=user_node(view.created_by),
    )


def progress_of(counted: dict[str, int]) -> BatchProgress:
    """Return the progress that jobs by status come to."""
    active = ("assigned", "submitting", "submitted", "running", "collecting", "canceling")
    return BatchProgress(
        total=sum(counted.values()),
        waiting=sum(counted.get(status, 0) for status in ("queued", "waiting", "paused")),
        active=sum(counted.get(status, 0) for status in active),
        succeeded=counted.get("succeeded", 0),
        failed=sum(counted.get(status, 0) for status in ("failed", "parked")),
        canceled=counted.get("canceled", 0),
    )


@strawberry.type
class BatchQuery:
    @strawberry.field
    async def batch(self, info: Info, id: strawberry.ID) -> Batch | None:
        """Return a batch of a project that is shared with you."""
        context = info.context
        context.demand_login()
        found = await batches.find(id) if kind(id) == "batch" else None
        if found is None or not await read.project(context, found.state.project_id):
            return None
        return batch_node(found)

    @strawberry.field
    async def batches(
        self, info: Info, project_id: strawberry.ID | None = None, first: int = 20
    ) -> list[Batch]:
        """Return the newest batches of a project, or of all that are shared with you."""
        visible = await read.visible_projects(info.context)
        chosen = [one for one in visible if project_id in {None, one}]
        return [batch_node(view) for view in await batches.newest(chosen, rows(first))]
