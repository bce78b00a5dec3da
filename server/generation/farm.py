"""The farm of this server: the dispatcher with all that it needs, and what goes on beside it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, asynccontextmanager
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import uuid4

import structlog

from domain.execute import Executor, Request
from domain.queue.board.board import QueueBoard
from domain.queue.board.worker import Worker
from domain.queue.command import QueueCommand
from events.ids import MAIN_QUEUE, AttemptId, JobId, UserId
from events.job import JobCanceled, JobFailed, JobRequeued, JobSucceeded
from events.record import record
from events.store import EventStore
from generation.comfyui.driver import ComfyUI
from generation.dispatch.dispatcher import Dispatcher
from generation.dispatch.port import Crew, Pace
from generation.guard import Policy
from generation.pull.office import Staff
from generation.runpod.driver import RunPod
from generation.wire import Server
from generation.worker import WorkerDriver
from repositories.bookmark import Bookmarks
from repositories.connection import Database
from repositories.duty import Duty
from repositories.feed import Feed
from repositories.installation import installation
from repositories.media import MediaStore
from repositories.projector import Projector
from repositories.pulse import Pulses
from repositories.roll import Roll
from repositories.task import end
from server.generation.delivery import Deliveries
from server.generation.progress import Progresses
from server.generation.sink import MediaSink
from server.generation.workshop import Workshop
from server.secret.worker import WorkerKeys
from server.take.gallery import Gallery

log = structlog.get_logger(__name__)
AGAIN: Final = 3.0
ENDS: Final = (JobSucceeded, JobFailed, JobCanceled, JobRequeued)
DISPATCH: Final = "dispatch"
# Who acts for the farm itself, and no person.
FARM: Final = UserId("")


class Desk:
    """The port of the queue for the dispatcher."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def board(self) -> QueueBoard:
        return await self._executor.queue(MAIN_QUEUE)

    async def command(self, command: QueueCommand) -> None:
        request = Request(
            project=MAIN_QUEUE,
            command_id=uuid4().hex,
            is_new=True,
            actor=FARM,
            commands=(command,),
        )
        await self._executor.execute(request)


@record
class Parts:
    """What a farm is made of."""

    database: Database
    executor: Executor
    projector: Projector
    feed: Feed
    store: EventStore
    media: MediaStore
    gallery: Gallery
    progresses: Progresses
    policy: Policy
    keys: WorkerKeys
    roll: Roll
    clock: Callable[[], datetime]
    pace: Pace = Pace()


@asynccontextmanager
async def farming(parts: Parts) -> AsyncGenerator[Dispatcher]:
    """Work for the queue, whenever it is this server's duty, until the end."""
    duty = Duty(parts.database, DISPATCH, uuid4().hex, elapsed=monotonic)
    dispatcher = Dispatcher(await _crew(parts, duty))
    deliveries = Deliveries(
        store=parts.store,
        projector=parts.projector,
        gallery=parts.gallery,
        bookmarks=Bookmarks(parts.database),
        is_ours=duty.is_ours,
    )
    work = (
        dispatcher.run(),
        deliveries.run(),
        parts.progresses.run(),
        _listen(parts, dispatcher, deliveries),
    )
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield dispatcher
    finally:
        await asyncio.gather(*(end(task) for task in tasks))
        await duty.leave()


async def _crew(parts: Parts, duty: Duty) -> Crew:
    name = await installation(parts.database)

    async def driver(worker: Worker) -> WorkerDriver:
        headers = await parts.keys.headers(worker)
        server = Server(url=worker.address, policy=parts.policy, headers=headers)
        return RunPod(server) if worker.kind == "runpod" else ComfyUI(server, name)

    return Crew(
        queue=Desk(parts.executor),
        workshop=Workshop(parts.media),
        driver=driver,
        sink=MediaSink(parts.media),
        audience=parts.progresses,
        duty=duty,
        now=lambda: round(parts.clock().timestamp() * 1000),
        elapsed=monotonic,
        new_attempt=lambda: AttemptId(str(uuid4())),
        pace=parts.pace,
        pulses=Pulses(parts.database),
        roll=parts.roll,
    )


def staff(parts: Parts) -> Staff:
    """Return what an office for workers that ask for their work is made of."""
    return Staff(
        queue=Desk(parts.executor),
        workshop=Workshop(parts.media),
        sink=MediaSink(parts.media),
        audience=parts.progresses,
        pulses=Pulses(parts.database),
        roll=parts.roll,
        now=lambda: round(parts.clock().timestamp() * 1000),
        new_attempt=lambda: AttemptId(str(uuid4())),
    )


async def _listen(parts: Parts, dispatcher: Dispatcher, deliveries: Deliveries) -> None:
    """Wake everybody when the queue changes, by whichever server."""
    while True:
        after = (await parts.store.tip(MAIN_QUEUE)).n
        try:
            async with aclosing(parts.feed.follow(MAIN_QUEUE, after=after)) as commits:
                async for commit in commits:
                    for fact in commit.facts:
                        if isinstance(fact.event, ENDS):
                            parts.progresses.ends(JobId(fact.stream))
                    dispatcher.wake()
                    deliveries.wake()
        except Exception:
            # They look by themselves now and then, too.
            log.exception("farm.listening_failed")
            await asyncio.sleep(AGAIN)
