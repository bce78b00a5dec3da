"""The floor: bare Starlette routes that do the least that could be called the same work."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from repositories.connection import connect


def application(uri: str) -> Starlette:
    client = connect(uri)
    database = client["storyboard"]

    async def ready(_: Request) -> Response:
        await client.admin.command("ping")
        return Response(b"{}")

    async def insert(request: Request) -> Response:
        """Store the body as one document, by majority and journal."""
        document: dict[str, Any] = orjson.loads(await request.body())
        await client["floor"]["documents"].insert_one(document)
        return json({"id": str(document["_id"])})

    async def timeline(request: Request) -> Response:
        """Read all scenes and clips of a project and dump them."""
        wanted = {"project": request.query_params["project"]}
        scenes = await database["scenes"].find(wanted).to_list()
        clips = await database["clips"].find(wanted, batch_size=100_000).to_list()
        return json({"scenes": scenes, "clips": clips})

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        async with client:
            yield

    routes = [
        Route("/ready", ready),
        Route("/insert", insert, methods=["POST"]),
        Route("/timeline", timeline),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def json(value: object) -> Response:
    return Response(orjson.dumps(value), media_type="application/json")


if __name__ == "__main__":
    uvicorn.run(
        application(os.environ["MONGODB_URI"]),
        port=int(os.environ["FLOOR_PORT"]),
        http="httptools",
        log_level="error",
        access_log=False,
        server_header=False,
    )
