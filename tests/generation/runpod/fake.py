"""An endpoint as RunPod documents it, whose jobs go on by one state with each question."""

import asyncio
import base64
import json
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.generation.fake_comfyui import picture
from tests.generation.fake_comfyui.server import QuietServer

KEY = "rpa_key"
PNG = picture.png(picture.plain(16, 16, 0x336699))
State = dict[str, Any]


def done(*images: State, **rest: Any) -> State:
    return {
        "status": "COMPLETED",
        "executionTime": 1437,
        "output": {"images": list(images)},
        **rest,
    }


def image(content: bytes = PNG, name: str = "still_00001_.png") -> State:
    return {"filename": name, "type": "base64", "data": base64.b64encode(content).decode()}


def step(value: float, most: float) -> State:
    percent = 100 * value / most
    return {"type": "progress", "value": value, "max": most, "percent": percent, "node": "5"}


QUEUED: State = {"status": "IN_QUEUE"}
RUNNING: State = {"status": "IN_PROGRESS", "delayTime": 31618}


@dataclass
class FakeEndpoint:
    """`states` are what each job goes through; its last one stays."""

    states: list[State] = field(default_factory=lambda: [QUEUED, RUNNING, done(image())])
    streams: list[Any] = field(default_factory=list[Any])
    jobs: dict[str, list[State]] = field(default_factory=dict[str, list[State]])
    sent: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    answer: Callable[[str], Response | None] = lambda _: None
    workers: dict[str, int] = field(default_factory=lambda: {"idle": 1, "running": 0})
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    url: str = ""

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v2/ep1/run", self._run, methods=["POST"]),
                Route("/v2/ep1/status/{id}", self._status),
                Route("/v2/ep1/stream/{id}", self._stream),
                Route("/v2/ep1/cancel/{id}", self._cancel, methods=["POST"]),
                Route("/v2/ep1/health", self._health),
                Route("/bucket/{name}", self._file),
            ]
        )

    def _refusal(self, request: Request, route: str) -> Response | None:
        self.sent.append((route, request.headers.get("authorization")))
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return Response(status_code=401)
        return self.answer(route)

    async def _run(self, request: Request) -> Response:
        if refusal := self._refusal(request, "run"):
            return refusal
        body = json.loads(await request.body())
        id_ = f"{uuid4()}-u1"
        self.jobs[id_] = list(self.states)
        self.sent.append(("body", body))
        return JSONResponse({"id": id_, "status": "IN_QUEUE"})

    async def _status(self, request: Request) -> Response:
        if refusal := self._refusal(request, "status"):
            return refusal
        states = self.jobs.get(request.path_params["id"])
        if states is None:
            return JSONResponse({"error": "job not found"}, status_code=404)
        state = states.pop(0) if len(states) > 1 else states[0]
        return JSONResponse({"id": request.path_params["id"], **state})

    async def _stream(self, request: Request) -> Response:
        if refusal := self._refusal(request, "stream"):
            return refusal
        stream = self.streams.pop(0) if self.streams else []
        return JSONResponse({"status": "IN_PROGRESS", "stream": stream})

    async def _cancel(self, request: Request) -> Response:
        if refusal := self._refusal(request, "cancel"):
            return refusal
        id_ = request.path_params["id"]
        self.jobs[id_] = [{"status": "CANCELLED"}]
        return JSONResponse({"id": id_, "status": "CANCELLED"})

    async def _health(self, request: Request) -> Response:
        if refusal := self._refusal(request, "health"):
            return refusal
        states = [states[0]["status"] for states in self.jobs.values()]
        jobs = {
            "completed": 0,
            "failed": 0,
            "inProgress": states.count("IN_PROGRESS"),
            "inQueue": states.count("IN_QUEUE"),
            "retried": 0,
        }
        return JSONResponse({"jobs": jobs, "workers": self.workers})

    async def _file(self, request: Request) -> Response:
        self.sent.append(("file", request.headers.get("authorization")))
        if request.query_params.get("X-Amz-Signature") != "s1g":
            return Response(status_code=403)
        return Response(self.files[request.path_params["name"]])


@asynccontextmanager
async def serving(fake: FakeEndpoint) -> AsyncGenerator[str]:
    """Run an endpoint; give its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    fake.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = QuietServer(uvicorn.Config(fake.app(), lifespan="off", log_config=None))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    await server.is_up.wait()
    try:
        yield f"{fake.url}/v2/ep1"
    finally:
        server.should_exit = server.force_exit = True
        await task
