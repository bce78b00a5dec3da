"""A fake server on a port of this machine: it can be killed, frozen and started again."""

import asyncio
import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn
from starlette.types import Scope
from typing_extensions import override

from tests.generation.fake_comfyui.app import App
from tests.generation.fake_comfyui.engine import Engine
from tests.generation.fake_comfyui.faults import Faults
from tests.generation.fake_comfyui.files import Files
from tests.generation.fake_comfyui.nodes import table
from tests.generation.fake_comfyui.run import Pace, Workshop
from tests.generation.fake_comfyui.sockets import Sockets

MODELS: Mapping[str, list[str]] = {
    "checkpoints": ["tiny_random_sd3.safetensors"],
    "loras": ["grain.safetensors", "styles/ink.safetensors"],
    "vae": [],
}


class QuietServer(uvicorn.Server):
    """Signals are for whoever runs it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    @override
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


class FakeComfyUI:
    """`is_old`: as 0.3.64, without `/api/jobs`. `has_cancel`: with the newer route to cancel."""

    def __init__(
        self,
        *,
        port: int = 0,
        is_old: bool = False,
        has_cancel: bool = False,
        models: Mapping[str, list[str]] = MODELS,
        token: str = "",
        pace: Pace | None = None,
    ) -> None:
        self.port = port
        self.is_old = is_old
        self.has_cancel = has_cancel
        self.token = token
        self.models = {folder: list(names) for folder, names in models.items()}
        self.features: dict[str, Any] = {
            "supports_preview_metadata": True,
            "max_upload_size": 100 * 2**20,
        }
        self.faults = Faults()
        self.files = Files()
        self.pace = pace or Pace()
        self.requests: list[tuple[str, str, Any]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._server: QuietServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sent(self, method: str, path: str) -> list[Any]:
        """Return the bodies of what was sent to a route."""
        return [body for how, where, body in self.requests if (how, where) == (method, path)]

    async def start(self) -> None:
        """Start with an empty memory; what was saved is still there, except in temp."""
        self.files.wipe_temp()
        self.sockets = Sockets(self.faults, self.features)
        nodes = table(self.models)
        self.shop = Workshop(self.files, nodes, self.faults, self.sockets, self.pace)
        self.engine = Engine(self.shop, is_old=self.is_old)
        listening = self._bound()
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            App(self).asgi,
            lifespan="off",
            log_config=None,
            ws="websockets-sansio",
            ws_ping_interval=None,
            timeout_graceful_shutdown=0,
        )
        self._server = QuietServer(config)
        serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        self._tasks = [serving, asyncio.create_task(self.engine.work())]
        await self._server.is_up.wait()

    def _bound(self) -> socket.socket:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        return listening

    async def kill(self) -> None:
        """Be gone at once: sockets break without a close frame, connections are refused."""
        server = self._server
        if server is None:
            return
        self._server = None
        self.sockets.awake.set()
        for listening in server.servers:
            listening.close()
        for connection in list(server.server_state.connections):
            connection.transport.abort()
        server.should_exit = server.force_exit = True
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def restart(self) -> None:
        await self.kill()
        await self.start()

    def freeze(self) -> None:
        """Hold everything, as SIGSTOP does: connections stay open, nothing is answered."""
        self.sockets.awake.clear()

    def thaw(self) -> None:
        self.sockets.awake.set()

    def cut(self, scope: Scope) -> None:
        """Break off the connection of a request."""
        assert self._server is not None
        for connection in self._server.server_state.connections:
            if getattr(connection, "scope", None) is scope:
                connection.transport.abort()

    async def foreign(self, graph: Mapping[str, Any], client_id: str = "browser") -> str:
        """Queue work of somebody else; return its id."""
        _, answer = await self.engine.post({"prompt": dict(graph), "client_id": client_id})
        return str(answer["prompt_id"])
