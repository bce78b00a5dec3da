"""A server with one feed behind two endpoints: Strawberry as it comes, and ours."""

import asyncio
import sys
import time
from collections.abc import AsyncGenerator
from typing import Any, Final

import strawberry
import uvicorn
from fastapi import FastAPI
from starlette.requests import HTTPConnection
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.fastapi import BaseContext, GraphQLRouter

from schema.engine import Engine
from server.graphql import GraphQLRouter as OurRouter

QUEUED_MOST: Final = 1000


@strawberry.type
class Change:
    n: int
    at: float
    clip_id: strawberry.ID
    kind: str
    actor: str
    version: int
    share_key: strawberry.Private[int]


class Feed:
    def __init__(self) -> None:
        self.readers: set[asyncio.Queue[Change]] = set()

    async def read(self) -> AsyncGenerator[Change]:
        queue: asyncio.Queue[Change] = asyncio.Queue(QUEUED_MOST)
        self.readers.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self.readers.discard(queue)

    async def publish(self, count: int, gap: float) -> None:
        for n in range(count):
            change = Change(
                n=n,
                at=time.time(),
                clip_id=strawberry.ID(f"clip-{n:032}"),
                kind="ClipMoved",
                actor="user-1",
                version=n,
                share_key=time.monotonic_ns(),
            )
            for queue in self.readers:
                queue.put_nowait(change)
            await asyncio.sleep(gap)


FEED: Final = Feed()


class Context(BaseContext):
    share_scope = "everyone"


def context_of(_: HTTPConnection) -> Context:
    return Context()


@strawberry.type
class Query:
    ok: bool = True


@strawberry.type
class Subscription:
    @strawberry.subscription(metadata={"resume": "after"})  # type: ignore[untyped-decorator]
    def changed(self, after: int = 0) -> AsyncGenerator[Change]:
        del after
        return FEED.read()


def application() -> FastAPI:
    app = FastAPI()
    caches: list[Any] = [ParserCache, ValidationCache]
    stock = strawberry.Schema(Query, subscription=Subscription, extensions=caches)
    app.include_router(GraphQLRouter(stock, context_getter=Context), prefix="/stock")
    ours = OurRouter(Engine(Query, subscription=Subscription), context_getter=context_of)
    ours.join(app, "/ours")
    publishing: set[asyncio.Task[None]] = set()

    @app.post("/publish")
    async def publish(count: int, gap: float) -> int:
        task = asyncio.create_task(FEED.publish(count, gap))
        publishing.add(task)
        task.add_done_callback(publishing.discard)
        return len(FEED.readers)

    return app


if __name__ == "__main__":
    uvicorn.run(
        application(),
        port=int(sys.argv[1]),
        log_level="error",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
    )
