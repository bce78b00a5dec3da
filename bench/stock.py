"""The program as `storyboard serve` runs it, but on Strawberry as it comes.

Its executor, its HTTP and WebSocket handlers and its caches of parsed and validated documents;
the resolvers and all that is behind them are ours.
"""

import sys
from typing import Any

import strawberry
from fastapi import FastAPI
from starlette.requests import HTTPConnection
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.fastapi import GraphQLRouter
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.unset import UNSET
from typing_extensions import override

import server.app
from schema.clip import Clip
from schema.context import Context
from schema.error import REFUSALS
from schema.project import Project
from schema.scene import Scene
from schema.schema import Mutation, Query, Subscription
from schema.timeline import Timelines
from server.main import main
from server.runtime import Runtime
from server.settings import Settings


class StockRouter(GraphQLRouter[Any, None]):
    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        drawn = Timelines()

        async def context(connection: HTTPConnection) -> Context:
            made = Context(services=runtime.services, drawn=drawn)
            header = connection.headers.get("authorization")
            made.principal = await runtime.accounts.authenticate(header)
            return made

        caches: list[Any] = [ParserCache, ValidationCache]
        schema = strawberry.Schema(
            Query,
            mutation=Mutation,
            subscription=Subscription,
            types=[Project, Scene, Clip],
            extensions=caches,
            exception_handlers=REFUSALS,
        )
        super().__init__(
            schema,
            context_getter=context,
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
        )

    @override
    async def on_ws_connect(self, context: Any) -> Any:
        header = context.connection_params["authorization"]
        context.principal = await self.runtime.accounts.authenticate(header)
        return UNSET

    def join(self, app: FastAPI, path: str) -> None:
        app.include_router(self, prefix=path)


def stock_router(runtime: Runtime, _: Settings) -> StockRouter:
    return StockRouter(runtime)


if __name__ == "__main__":
    server.app.__dict__["graphql_router"] = stock_router
    sys.exit(main(["serve"]))
