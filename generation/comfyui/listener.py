"""The WebSocket of a ComfyUI server: a hint of what happens, never the truth.

Each connection has a client id of its own, and the old one is closed before a new one is opened: a
server that sees two sockets of one id at a time leaves the newer one silent for ever (upstream fix
16243). So what is sent for a prompt that was queued under an earlier id is lost; polling sees it.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from events.record import record
from generation.comfyui import frame
from generation.wire import Wire
from generation.worker import Preview, WorkerError

LARGEST_MESSAGE: Final = 32 * 2**20  # bytes; `progress_state` names every node on every tick
HELLO: Final = json.dumps({"type": "feature_flags", "data": {"supports_preview_metadata": True}})
PREVIEW: Final = "preview"  # our name for the binary frames
ENDED: Final = "ended"  # our name for an `executing` that names no node
# A redirect to another host is a ValueError, and so is an address that is forbidden.
TROUBLES: Final = (OSError, TimeoutError, ValueError, WebSocketException, WorkerError)


@record
class Delays:
    """Seconds: before the first and at most before a later attempt to connect, and to do it."""

    first: float = 0.5
    longest: float = 15.0
    opening: float = 10.0


@record
class Message:
    """Something that was said of a prompt; `data` is empty for previews."""

    type: str
    prompt_id: str
    data: Mapping[str, Any]
    preview: Preview | None = None


class Listener:
    """Keeps one connection as long as it is open, and hands on what is said of prompts."""

    def __init__(
        self, wire: Wire, mark: str, hear: Callable[[Message], None], delays: Delays
    ) -> None:
        self._wire = wire
        self._mark = mark
        self._hear = hear
        self._delays = delays
        self._task: asyncio.Task[None] | None = None
        self._is_decided = asyncio.Event()  # connected, or tried in vain
        self._client_id = ""
        self._running = ""

    async def ready(self, seconds: float) -> str:
        """Return the client id to submit under, an empty one if no connection comes about."""
        if self._task is None:
            self._task = asyncio.create_task(self._listen())
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_decided.wait()
        return self._client_id

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _listen(self) -> None:
        delay = self._delays.first
        while True:
            with suppress(*TROUBLES):
                await self._connection()
                delay = self._delays.first
            self._is_decided.set()
            await asyncio.sleep(delay)
            delay = min(2 * delay, self._delays.longest)

    async def _connection(self) -> None:
        """One connection, from its opening until it breaks."""
        self._is_decided.clear()
        client_id = f"{self._mark}{uuid4().hex}"
        socket = await self._open(client_id)
        try:
            await socket.send(HELLO)
            async for data in socket:
                # Its first word says that it knows us: what is queued before may stay unheard.
                self._client_id = client_id
                self._is_decided.set()
                self._receive(data)
        finally:
            self._client_id, self._running = "", ""
            await socket.close()

    async def _open(self, client_id: str) -> ClientConnection:
        target = self._wire.target
        address = await self._wire.address()
        base = target.base.replace("http", "ws", 1)
        return await connect(
            f"{base}/ws?clientId={quote(client_id)}",
            origin=None,
            proxy=None,
            compression=None,
            additional_headers=dict(self._wire.headers),
            max_size=LARGEST_MESSAGE,
            open_timeout=self._delays.opening,
            close_timeout=1,
            host=address,
            port=target.port,
        )

    def _receive(self, data: str | bytes) -> None:
        message = self._of_frame(data) if isinstance(data, bytes) else self._of_text(data)
        if message is not None and message.prompt_id:
            self._hear(message)

    def _of_text(self, text: str) -> Message | None:
        try:
            content = json.loads(text)
        except ValueError:
            return None
        match content:
            case {"type": str() as type_, "data": {"prompt_id": str() as prompt_id} as data}:
                return self._of_prompt(type_, prompt_id, data)
            case _:
                return None

    def _of_prompt(self, type_: str, prompt_id: str, data: Mapping[str, Any]) -> Message:
        if type_ == "executing" and data.get("node") is None:
            self._running, type_ = "", ENDED
        elif type_ in {"execution_start", "executing"}:
            self._running = prompt_id
        return Message(type=type_, prompt_id=prompt_id, data=data)

    def _of_frame(self, data: bytes) -> Message | None:
        """One prompt runs at a time, so a preview that does not say whose it is belongs to it."""
        found = frame.parse(data)
        if not isinstance(found, frame.PreviewFrame):
            return None
        prompt_id = found.prompt_id or self._running
        return Message(type=PREVIEW, prompt_id=prompt_id, data={}, preview=found.preview)
