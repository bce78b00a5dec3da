"""A process without a server: store, executor, projector and feed over one database."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from domain.execute import Executor, Outcome, Request
from events.codec import CODEC
from repositories.doorbell import Doorbell
from repositories.event_store import MongoEventStore
from repositories.feed import Feed
from repositories.model import prepare_models
from repositories.projector import Projector
from repositories.timeline import Timelines
from repositories.verify import differences
from tests.film import clock

Database = AsyncDatabase[dict[str, Any]]


@dataclass
class House:
    database: Database
    store: MongoEventStore
    executor: Executor
    projector: Projector
    feed: Feed
    timelines: Timelines

    async def done(self, request: Request) -> Outcome:
        """Carry a request out and wait until it can be seen."""
        outcome = await self.executor.execute(request)
        assert await self.projector.reached(request.project, outcome.position)
        return outcome

    async def settled(self) -> list[str]:
        """Let the projector come to the end and return how the rows differ from the log."""
        await self.projector.catch_up()
        return await differences(self.database, self.store)


@asynccontextmanager
async def house(database: Database, *, has_doorbell: bool = False) -> AsyncGenerator[House]:
    await prepare_models(database)
    store = MongoEventStore(database, CODEC)
    await store.start()
    projector = Projector(database, store)
    feed = Feed(store, visible=projector.reached)
    projector.publish, projector.arrived = feed.publish, feed.arrived
    executor = Executor(store, clock=clock(), announce=projector.follow)
    projector.start()

    def ring(partition: str, n: int) -> None:
        executor.heard(partition, n)
        projector.heard(partition, n)

    doorbell = Doorbell(database, ring)
    if has_doorbell:
        await doorbell.start()
    await projector.catch_up()
    try:
        yield House(
            database=database,
            store=store,
            executor=executor,
            projector=projector,
            feed=feed,
            timelines=Timelines(database, store),
        )
    finally:
        await doorbell.close()
        await projector.close()
        await store.close()
