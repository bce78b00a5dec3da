"""GraphQL of enqueueing, and of how what was enqueued goes on."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from enum import Enum
from typing import Any, Final, cast

import strawberry
from strawberry.scalars import JSON

from domain import access
from domain.errors import RuleViolatedError as RuleViolated
from domain.queue.budget import Budget
from domain.queue.enqueue import SEEDS
from events.ids import MAIN_QUEUE
from events.record import replace
from repositories import batch as batches
from repositories.bulletin import JobProgress
from schema.act import COMMAND_ID, act, command_id, demand_about, found, position, project_id, seed
from schema.batch import BudgetInput, batch_node, limits
from schema.context import Context, Info
from schema.generation_port import Item, Wish
from schema.job_change import BatchPayload, BatchSuccess

SEED: Final = "Whole numbers from 0 to 2^53 - 1, as texts."


@strawberry.enum(description="What seeds tries after the first get.")
class Seeding(Enum):
    RANDOM = "random"
    FIXED = "fixed"
    INCREMENT = "increment"


@strawberry.input(description="A clip, or something without one, with values of its own.")
class BatchItemInput:
    clip_id: strawberry.ID | None = None
    name: str = ""
    values: JSON | None = strawberry.field(
        default=None, description="They go before those that all items share."
    )


@strawberry.input
class EnqueueBatchInput:
    project_id: strawberry.ID
    workflow_id: str = strawberry.field(description="Such as text-to-image.")
    items: list[BatchItemInput] = strawberry.field(
        description="A clip fills what no value is given for: prompts, images."
    )
    name: str = ""
    values: JSON | None = strawberry.field(
        default=None, description="Of parameters of the workflow, by name; media by their digests."
    )
    tries: int = 1
    seeds: list[str] | None = strawberry.field(default=None, description=SEED)
    seed_policy: Seeding = Seeding.RANDOM
    priority: int = 0
    is_preview: bool = strawberry.field(default=False, description="Quick: smaller and shorter.")
    budget: BudgetInput | None = None
    tags: list[str] | None = strawberry.field(
        default=None, description="Only workers that have all of these."
    )
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.type(description="How an attempt goes on; it is told and forgotten.")
class AttemptProgress:
    job_id: strawberry.ID
    attempt_id: strawberry.ID
    fraction: float = strawberry.field(description="From 0 to 1.")
    ahead: int = strawberry.field(description="Jobs before it at its worker.")
    node: str
    step: int
    steps: int = strawberry.field(description="Steps of the present node, 0 where it has none.")
    message: str = strawberry.field(description="What keeps it, in words.")
    preview_url: str | None = strawberry.field(description="A picture, as a data address.")


@strawberry.type
class EnqueueMutation:
    @strawberry.mutation
    async def enqueue_batch(self, info: Info, input: EnqueueBatchInput) -> BatchPayload:
        """Enqueue a job for each item, seed and try, as one batch. Editors and owners."""
        context = info.context
        command, is_new = command_id(context, input.command_id)
        project = project_id(context, input.project_id)
        board = await context.services.executor.board(project)
        access.check_editor(board, context.user.user)
        wish = await context.services.orders.order(_wish(input, project, command))
        wish = replace(wish, now=_now(context))
        outcome = await act(context, MAIN_QUEUE, command, [wish], is_new=is_new)
        demand_about(outcome, wish.batch_id)
        made = found(await batches.find(wish.batch_id))
        return BatchSuccess(batch=batch_node(made), position=position(outcome))


def _now(context: Context) -> int:
    return round(context.services.clock().timestamp() * 1000)


def _wish(input: EnqueueBatchInput, project: str, command: str) -> Wish:
    return Wish(
        project=project,
        name=input.name,
        workflow=input.workflow_id,
        values=_values(input.values),
        items=[
            Item(clip=one.clip_id, name=one.name, values=_values(one.values)) for one in input.items
        ],
        tries=input.tries,
        seeds=[_seed(one) for one in input.seeds or ()],
        seed_policy=input.seed_policy.value,
        priority=input.priority,
        is_preview=input.is_preview,
        budget=limits(input.budget) if input.budget else Budget(),
        tags=input.tags or (),
        seed=seed(project, command),
    )


def _values(given: JSON | None) -> dict[str, Any]:
    values: Any = given
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise RuleViolated("Values are an object: parameter by parameter.", field="values")
    return cast("dict[str, Any]", values)


def _seed(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= len(str(SEEDS[-1])):
        return int(text)
    raise RuleViolated(f"'{text[:40]}' is no seed. {SEED}", field="seeds")


@strawberry.type
class ProgressSubscription:
    @strawberry.subscription
    async def job_progress(
        self, info: Info, project_id: strawberry.ID
    ) -> AsyncGenerator[list[AttemptProgress], None]:
        """How the attempts of a project go on: all of them at once, then what changes.

        A client that is slow gets the newest of each.
        """
        context = info.context
        context.demand_login()
        board = await context.services.executor.board(project_id)
        access.role(board.authority, context.user.user)
        async with aclosing(context.services.progresses.follow(project_id)) as told:
            async for several in told:
                yield [_node(one) for one in several]


def _node(one: JobProgress) -> AttemptProgress:
    return AttemptProgress(
        job_id=strawberry.ID(one.job),
        attempt_id=strawberry.ID(one.attempt),
        fraction=one.fraction,
        ahead=one.ahead,
        node=one.node,
        step=one.step,
        steps=one.steps,
        message=one.message,
        preview_url=one.preview or None,
    )
