"""The sockets of a server, with the mistake that the real one makes when two share an id."""

import asyncio
import json
from contextlib import suppress
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.generation.fake_comfyui.faults import Faults


class Sockets:
    """Who listens: one socket for each client id, and nothing is kept for who is away."""

    def __init__(self, faults: Faults, features: dict[str, Any]) -> None:
        self._faults = faults
        self._features = features
        self.awake = asyncio.Event()
        self.awake.set()
        self._open: dict[str, WebSocket] = {}
        self._with_metadata: set[str] = set()
        self.ids: list[str] = []

    async def serve(self, socket: WebSocket, hello: dict[str, Any], running: str | None) -> None:
        client_id = socket.query_params.get("clientId") or uuid4().hex
        await socket.accept()
        self.ids.append(client_id)
        self._open[client_id] = socket
        self._with_metadata.discard(client_id)
        await self._text(socket, "status", {**hello, "sid": client_id})
        if running is not None:
            await self._text(socket, "executing", {"node": running})
        try:
            while True:
                await self._hear(socket, client_id, await socket.receive_text())
        except (WebSocketDisconnect, KeyError, RuntimeError):
            # As upstream: whoever goes takes the entry of its id along, even that of a newer one.
            self._open.pop(client_id, None)

    async def _hear(self, socket: WebSocket, client_id: str, text: str) -> None:
        """Frames that are not understood are ignored."""
        with suppress(ValueError):
            match json.loads(text):
                case {"type": "feature_flags", "data": {"supports_preview_metadata": True}}:
                    self._with_metadata.add(client_id)
                    await self._text(socket, "feature_flags", self._features)
                case _:
                    pass

    async def send(self, type_: str, data: dict[str, Any], client_id: str | None = None) -> None:
        """Send to one client, or to all."""
        for id_, socket in list(self._open.items()):
            if client_id is None or id_ == client_id:
                await self._text(socket, type_, data)

    async def preview(self, image: bytes, metadata: dict[str, Any], client_id: str | None) -> None:
        is_png = image.startswith(b"\x89PNG")
        plain = (1).to_bytes(4, "big") + (2 if is_png else 1).to_bytes(4, "big") + image
        media_type = "image/png" if is_png else "image/jpeg"
        head = json.dumps({**metadata, "image_type": media_type}).encode()
        rich = (4).to_bytes(4, "big") + len(head).to_bytes(4, "big") + head + image
        for id_, socket in list(self._open.items()):
            if client_id is None or id_ == client_id:
                await self._send(socket, rich if id_ in self._with_metadata else plain)

    async def _text(self, socket: WebSocket, type_: str, data: dict[str, Any]) -> None:
        await self._send(socket, json.dumps({"type": type_, "data": data}))

    async def _send(self, socket: WebSocket, content: str | bytes) -> None:
        await self.awake.wait()
        if self._faults.mute:
            return
        with suppress(RuntimeError, WebSocketDisconnect, OSError):
            if isinstance(content, str):
                await socket.send_text(content)
            else:
                await socket.send_bytes(content)
