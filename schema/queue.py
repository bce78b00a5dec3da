"""GraphQL of the queue as a whole: how it stands, what it may be told, and how it changes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Final, TypeAlias

import strawberry

from domain.queue.command import QueueCommand
from domain.queue.control import PauseQueue, ResumeQueue
from events.ids import MAIN_QUEUE
from repositories import job as jobs
from repositories import queue as queues
from repositories.job import JobPage
from schema import read
from schema.act import COMMAND_ID, act, command_id, demand_about, position
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.job import JobCount, counts, queue_state
from schema.worker import demand_administrator

# Seconds between two states that a subscriber is sent, however much happens.
PAUSE: Final = 0.5


@strawberry.type(description="The queue of generation work.")
class Queue:
    position: int = strawberry.field(description="The last commit that this contains.")
    is_paused: bool
    reason: str = strawberry.field(description="Why it is paused, in words.")
    counters: list[JobCount] = strawberry.field(
        description="Jobs of the projects that are shared with you, without those cleared."
    )


@strawberry.input
class PauseQueueInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    reason: str = ""


@strawberry.input
class ResumeQueueInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.type
class QueueSuccess:
    queue: Queue
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


QueuePayload: TypeAlias = Annotated[
    QueueSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("QueuePayload"),
]


async def queue_node(context: Context) -> Queue:
    visible = await read.visible_projects(context)
    found = await queues.find(MAIN_QUEUE)
    state = found.state if found else await queue_state()
    page = JobPage(queue=MAIN_QUEUE, first=1, projects=visible)
    return Queue(
        position=found.position if found else 0,
        is_paused=state.is_paused,
        reason=state.reason,
        counters=counts(await jobs.counters(page, state)),
    )


@strawberry.type
class QueueQuery:
    @strawberry.field
    async def queue(self, info: Info) -> Queue:
        """Return how the queue stands."""
        return await queue_node(info.context)


@strawberry.type
class QueueMutation:
    @strawberry.mutation
    async def pause_queue(self, info: Info, input: PauseQueueInput) -> QueuePayload:
        """Let nothing more begin; what runs goes on. Administrators only."""
        return await _change(info.context, PauseQueue(reason=input.reason), input.command_id)

    @strawberry.mutation
    async def resume_queue(self, info: Info, input: ResumeQueueInput) -> QueuePayload:
        """Let the queue go on. Administrators only."""
        return await _change(info.context, ResumeQueue(), input.command_id)


async def _change(context: Context, wish: QueueCommand, id_: str | None) -> QueueSuccess:
    demand_administrator(context)
    command, is_new = command_id(context, id_)
    outcome = await act(context, MAIN_QUEUE, command, [wish], is_new=is_new)
    demand_about(outcome, MAIN_QUEUE)
    return QueueSuccess(queue=await queue_node(context), position=position(outcome))


@strawberry.type
class QueueSubscription:
    @strawberry.subscription
    async def queue_changed(self, info: Info) -> AsyncGenerator[Queue, None]:
        """Return how the queue stands, now and whenever that changes, at most twice a second."""
        context = info.context
        feed = context.services.feed
        while True:
            node = await queue_node(context)
            yield node
            async with aclosing(feed.follow(MAIN_QUEUE, after=node.position)) as commits:
                await anext(commits)
            await asyncio.sleep(PAUSE)
