"""A small API with everything the endpoint has to cope with, and a way to serve it for real."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import strawberry
import uvicorn
from fastapi import FastAPI
from starlette.requests import HTTPConnection
from strawberry.exceptions import ConnectionRejectionError
from strawberry.fastapi import BaseContext

from schema.engine import Engine
from schema.limits import Limits
from schema.subscription import BehindError
from server.graphql import GraphQLRouter


class Context(BaseContext):
    def __init__(self) -> None:
        super().__init__()
        self.user = "nobody"
        self.share_scope: str | None = None
        self.expires_at: datetime | None = None


def context_of(connection: HTTPConnection) -> Context:
    """Make the context; a stream without a WebSocket says in headers who follows and how long."""
    context = Context()
    context.share_scope = connection.headers.get("x-scope")
    if seconds := connection.headers.get("x-seconds"):
        context.expires_at = datetime.now(UTC) + timedelta(seconds=float(seconds))
    return context


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - it looks into the server, which has no event
            await asyncio.sleep(0.005)


class Board:
    """What happened so far, and everybody who waits for more."""

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.changed = asyncio.Event()
        self.following = 0
        self.cut_at = 0
        self.gate = asyncio.Event()
        self.executed: list[int] = []

    def add(self, position: int) -> None:
        self.positions.append(position)
        self.changed.set()
        self.changed = asyncio.Event()

    async def read(self, after: int) -> AsyncGenerator[int]:
        self.following += 1
        try:
            while True:
                changed = self.changed
                for position in [p for p in self.positions if p > after]:
                    after = position
                    yield position
                await changed.wait()
                if self.cut_at:
                    raise BehindError(self.cut_at)
        finally:
            self.following -= 1


BOARD = Board()


@strawberry.type
class Change:
    n: int
    share_key: strawberry.Private[int] = 0

    @strawberry.field
    def counted(self) -> int:
        BOARD.executed.append(self.n)
        return self.n

    @strawberry.field
    async def slowly(self) -> int:
        BOARD.executed.append(self.n)
        await BOARD.gate.wait()
        return self.n

    @strawberry.field
    def padding(self) -> str:
        BOARD.executed.append(self.n)
        return "x" * 200_000

    @strawberry.field
    def times(self, factor: int) -> int:
        return self.n * factor


@strawberry.type
class Item:
    name: str = "item"

    @strawberry.field
    def items(self, first: int = 2) -> "list[Item]":
        return [Item()] * first

    @strawberry.field
    def self(self) -> "Item":
        return self


@strawberry.type
class Query:
    @strawberry.field
    def item(self) -> Item:
        return Item()

    @strawberry.field
    def hello(self) -> str:
        return "world"

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError("the password is hunter2")

    @strawberry.field
    def huge(self) -> strawberry.scalars.JSON:
        return strawberry.scalars.JSON({"number": 2**80})


@strawberry.type
class Subscription:
    @strawberry.subscription(metadata={"resume": "after"})  # type: ignore[untyped-decorator]
    async def changed(self, info: strawberry.Info, after: int = 0) -> AsyncGenerator[Change]:
        del info
        async for position in BOARD.read(after):
            yield Change(n=position, share_key=position)

    @strawberry.subscription
    async def failing(self) -> AsyncGenerator[int]:
        yield 1
        raise RuntimeError("the password is hunter2")


async def on_connect(context: Context) -> dict[str, object] | None:
    params: Any = context.connection_params
    if params.get("token") == "forged":
        raise ConnectionRejectionError
    context.user = params.get("user", "ann")
    context.share_scope = params.get("scope", "everyone")
    if "seconds" in params:
        context.expires_at = datetime.now(UTC) + timedelta(seconds=params["seconds"])
    return {"user": context.user}


async def on_renew(context: Context, payload: object) -> bool:
    if not isinstance(payload, dict) or payload.get("token") != "fresh":
        return False
    context.expires_at = datetime.now(UTC) + timedelta(hours=1)
    return True


def application(engine: Engine, *, has_graphiql: bool = False) -> FastAPI:
    app = FastAPI()
    router = GraphQLRouter(
        engine,
        context_getter=context_of,
        on_connect=on_connect,
        on_renew=on_renew,
        has_graphiql=has_graphiql,
        subscriptions_most=3,
    )
    router.join(app, "/graphql")
    return app


LIMITS = Limits(depth=6, aliases=4, cost=200, largest_page=50, usual_page=2, tokens=200)


def engine(**options: Any) -> Engine:
    given: dict[str, Any] = {"limits": LIMITS, **options}
    return Engine(Query, subscription=Subscription, **given)


@asynccontextmanager
async def served(app: FastAPI) -> AsyncGenerator[str]:
    """Serve over real sockets and yield `host:port`."""
    config = uvicorn.Config(
        app, port=0, log_level="error", timeout_graceful_shutdown=1, lifespan="off"
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving
