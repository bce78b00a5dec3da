"""The routes of a fake server, each also under `/api`, as the real one has them."""

import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from tests.generation.fake_comfyui import jobs, view
from tests.generation.fake_comfyui.engine import Engine
from tests.generation.fake_comfyui.files import FOLDERS, OutsideError, inside
from tests.generation.fake_comfyui.run import Workshop
from tests.generation.fake_comfyui.sockets import Sockets
from tests.generation.fake_comfyui.validation import TroubleError

GIGABYTE = 2**30
Handler = Callable[[Request], Awaitable[Response]]


class House(Protocol):
    """What the routes need of a server."""

    engine: Engine
    shop: Workshop
    sockets: Sockets
    models: dict[str, list[str]]
    features: dict[str, Any]
    is_old: bool
    has_cancel: bool
    token: str
    requests: list[tuple[str, str, Any]]

    def cut(self, scope: Scope) -> None: ...

    def freeze(self) -> None: ...


class App:
    """Answers as ComfyUI does; `house` may be another one after a restart."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.asgi: ASGIApp = Gate(self._starlette(), house)

    def _starlette(self) -> Starlette:
        return Starlette(routes=list(self._routes()), exception_handlers={TroubleError: trouble})

    def _routes(self) -> Iterator[BaseRoute]:
        yield WebSocketRoute("/ws", self._socket)
        for path, methods, handler in self._table():
            yield Route(path, handler, methods=methods)
            yield Route(f"/api{path}", handler, methods=methods)
        if not self._house.is_old:
            yield Route("/api/jobs", self._jobs)
            yield Route("/api/jobs/{id}", self._job)
        if self._house.has_cancel:
            yield Route("/api/jobs/{id}/cancel", self._cancel, methods=["POST"])
        yield Route("/fake/faults", self._set_faults, methods=["POST"])

    def _table(self) -> list[tuple[str, list[str], Handler]]:
        get, post = ["GET"], ["POST"]
        return [
            ("/prompt", get, self._depth),
            ("/prompt", post, self._post),
            ("/queue", get, self._queue),
            ("/queue", post, self._change_queue),
            ("/interrupt", post, self._interrupt),
            ("/history", get, self._history),
            ("/history/{id}", get, self._entry),
            ("/history", post, self._change_history),
            ("/view", ["GET", "HEAD"], self._view),
            ("/upload/image", post, self._upload),
            ("/system_stats", get, self._stats),
            ("/features", get, self._features),
            ("/object_info", get, self._nodes),
            ("/object_info/{name}", get, self._node),
            ("/models", get, self._folders),
            ("/models/{folder}", get, self._folder),
            ("/free", post, self._free),
        ]

    @property
    def _engine(self) -> Engine:
        return self._house.engine

    async def _body(self, request: Request) -> Any:
        """Return the body, noted for the test that asks what was sent."""
        try:
            body = json.loads(await request.body())
        except ValueError as error:
            raise TroubleError(str(error)) from error
        self._house.requests.append((request.method, request.url.path, body))
        return body

    async def _socket(self, socket: WebSocket) -> None:
        node = self._engine.node
        await self._house.sockets.serve(socket, self._engine.status, node)

    async def _depth(self, _: Request) -> Response:
        return JSONResponse(self._engine.status["status"])

    async def _post(self, request: Request) -> Response:
        body, faults = await self._body(request), self._house.shop.faults
        if faults.take("swallowed_posts"):
            self._house.cut(request.scope)
            return Response()
        if faults.take("refused_posts"):
            raise TroubleError
        status, answer = await self._engine.post(body)
        if faults.take("troubled_posts"):
            raise TroubleError
        if faults.take("lost_posts"):
            self._house.cut(request.scope)
        return JSONResponse(answer, status_code=status)

    async def _queue(self, _: Request) -> Response:
        running = [self._engine.running.line] if self._engine.running else []
        pending = [prompt.line for prompt in self._engine.pending]
        return JSONResponse({"queue_running": running, "queue_pending": pending})

    async def _change_queue(self, request: Request) -> Response:
        body = await self._body(request)
        if body.get("clear"):
            await self._engine.clear()
        for id_ in body.get("delete", ()):
            await self._engine.delete(id_)
        return Response()

    async def _interrupt(self, request: Request) -> Response:
        """A body that is no JSON counts as none, and so as: whatever runs."""
        body: Any = {}
        with suppress(TroubleError):
            body = await self._body(request)
        id_ = body.get("prompt_id") if isinstance(body, dict) else None
        self._engine.interrupt(id_)
        return Response()

    async def _history(self, request: Request) -> Response:
        entries = list(self._engine.history.items())
        most = request.query_params.get("max_items")
        return JSONResponse(dict(entries[-int(most) :] if most else entries))

    async def _entry(self, request: Request) -> Response:
        id_ = request.path_params["id"]
        entry = self._engine.history.get(id_)
        return JSONResponse({id_: entry} if entry else {})

    async def _change_history(self, request: Request) -> Response:
        body = await self._body(request)
        for id_ in list(self._engine.history) if body.get("clear") else body.get("delete", ()):
            self._engine.history.pop(id_, None)
        return Response()

    async def _view(self, request: Request) -> Response:
        return view.answer(request, self._house.shop, lambda: self._house.cut(request.scope))

    async def _upload(self, request: Request) -> Response:
        if int(request.headers.get("content-length", 0)) > self._house.features["max_upload_size"]:
            return Response(status_code=413)
        async with request.form() as form:
            return await self._store(form)

    async def _store(self, form: FormData) -> Response:
        image, folder = form.get("image"), str(form.get("type") or "input")
        if not isinstance(image, UploadFile):
            return Response(status_code=400)
        if folder not in FOLDERS:
            raise TroubleError
        subfolder, overwrite = str(form.get("subfolder") or ""), form.get("overwrite")
        name, content = image.filename or "", await image.read()
        try:
            inside(subfolder, name)
        except OutsideError:
            return Response(status_code=400)
        stored = self._house.shop.files.upload(
            folder, subfolder, name, content, overwrite=overwrite in {"true", "1"}
        )
        return JSONResponse({"name": stored, "subfolder": subfolder, "type": folder})

    async def _stats(self, _: Request) -> Response:
        system = {
            "os": "posix" if self._house.is_old else "linux",
            "ram_total": 32 * GIGABYTE,
            "ram_free": 20 * GIGABYTE,
            "comfyui_version": "0.3.64" if self._house.is_old else "0.25.0",
            "python_version": "3.11.7",
            "pytorch_version": "2.13.0",
            "embedded_python": False,
            "argv": ["main.py", "--base-directory", "/srv/comfyui/fake"],
        }
        device = {
            "name": "cuda:0 Fake RTX 24GB",
            "type": "cuda",
            "index": 0,
            "vram_total": 24 * GIGABYTE,
            "vram_free": 22 * GIGABYTE,
            "torch_vram_total": GIGABYTE,
            "torch_vram_free": GIGABYTE,
        }
        return JSONResponse({"system": system, "devices": [device]})

    async def _features(self, _: Request) -> Response:
        return JSONResponse(self._house.features)

    async def _nodes(self, _: Request) -> Response:
        return JSONResponse({name: node.info() for name, node in self._house.shop.nodes.items()})

    async def _node(self, request: Request) -> Response:
        node = self._house.shop.nodes.get(request.path_params["name"])
        return JSONResponse({node.name: node.info()} if node else {})

    async def _folders(self, _: Request) -> Response:
        return JSONResponse([*self._house.models, "custom_nodes"])

    async def _folder(self, request: Request) -> Response:
        names = self._house.models.get(request.path_params["folder"])
        return Response(status_code=404) if names is None else JSONResponse(names)

    async def _free(self, request: Request) -> Response:
        if (await self._body(request)).get("free_memory"):
            self._engine.free()
        return Response()

    async def _jobs(self, request: Request) -> Response:
        try:
            return JSONResponse(jobs.listing(self._engine, request.query_params))
        except jobs.BadQueryError as error:
            return JSONResponse({"error": str(error)}, status_code=400)

    async def _job(self, request: Request) -> Response:
        job = jobs.single(self._engine, request.path_params["id"])
        return JSONResponse(job or {"error": "Job not found"}, status_code=200 if job else 404)

    async def _cancel(self, request: Request) -> Response:
        await self._body(request)
        return JSONResponse({"cancelled": await self._engine.cancel(request.path_params["id"])})

    async def _set_faults(self, request: Request) -> Response:
        """Not of ComfyUI: how another process chooses what goes wrong."""
        body, faults = await self._body(request), self._house.shop.faults
        for field in fields(faults):
            if field.name in body:
                setattr(faults, field.name, body[field.name])
        return Response()


async def trouble(_: Request, __: Exception) -> Response:
    text = "500 Internal Server Error\n\nServer got itself in trouble"
    return PlainTextResponse(text, status_code=500)


class Gate:
    """What stands before every route: who may ask, and whether the process is awake."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._house.sockets.awake.wait()
        refusal = self._refusal(Headers(scope=scope))
        if refusal is None:
            await self._app(scope, receive, self._held(scope, send))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await Response(status_code=refusal)(scope, receive, send)

    def _held(self, scope: Scope, send: Send) -> Send:
        """Return how to answer: frozen before the first word, where a test wishes so."""
        request = f"{scope.get('method', '')} {scope['path']}"
        if not self._house.shop.faults.freezes(request):
            return send

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._house.freeze()
                await self._house.sockets.awake.wait()
            await send(message)

        return held

    def _refusal(self, headers: Headers) -> int | None:
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return 403
        token = self._house.token
        return 401 if token and headers.get("authorization") != f"Bearer {token}" else None
