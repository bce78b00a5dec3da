"""Work in the queue of the application, put there by another process on the same database."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from domain.execute import Executor, Request
from domain.past import Past
from domain.queue.command import QueueCommand
from domain.queue.enqueue import EnqueueBatch, Item, job_id
from events.codec import CODEC
from events.ids import MAIN_QUEUE, BatchId, ProjectId, UserId
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from tests.api.client import Person, new_command, new_id
from tests.farm import DAWN
from tests.film import clock


class Hand:
    """Does what the dispatcher will do, and enqueues what a workflow will make."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    async def does(self, *commands: QueueCommand) -> int:
        """Carry commands out as one change and return its position."""
        request = Request(
            project=MAIN_QUEUE,
            command_id=new_command().replace("-", ""),
            actor=UserId(new_id("user")),
            commands=commands,
        )
        return (await self.executor.execute(request)).position

    async def enqueues(
        self, owner: Person, project: str, jobs: int = 1, **others: Any
    ) -> tuple[str, list[str]]:
        """Enqueue a batch, wait until its owner sees it, and return its id and its jobs'."""
        batch = BatchId(new_id("batch"))
        given: dict[str, Any] = {
            "name": "Night",
            "workflow": "text-to-image",
            "workflow_version": 1,
            "kind": "image",
            "items": tuple(Item(name=f"Shot {n}") for n in range(jobs)),
            "now": DAWN,
        }
        wish = EnqueueBatch(batch_id=batch, project_id=ProjectId(project), **(given | others))
        await self.seen(owner, await self.does(wish))
        return batch, [job_id(batch, number) for number in range(jobs)]

    async def seen(self, person: Person, position: int) -> None:
        """Return when the application shows a position of the queue."""
        while True:
            data = await person.ask("{ queue { position } }")
            if data["queue"]["position"] >= position:
                return
            await asyncio.sleep(0.01)


@asynccontextmanager
async def hand(uri: str, database: str) -> AsyncGenerator[Hand]:
    async with connect(uri) as client:
        store = MongoEventStore(client[database], CODEC)
        yield Hand(Executor(store, clock=clock(), past=Past(store)))
        await store.close()
