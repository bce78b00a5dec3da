"""A lean WebSocket client of GraphQL subscriptions: it notes when each event came, no more."""

import asyncio
import os
from base64 import b64encode
from typing import Any, Final

import orjson
from typing_extensions import override

from bench.http import HEAD_END, UnexpectedAnswerError

TEXT: Final = 0x81  # a whole message in one frame
PING: Final = 0x89
PONG: Final = 0x8A
MASKED: Final = 0x80
NO_MASK: Final = bytes(4)
LENGTH_16: Final = 126
LENGTH_64: Final = 127


class Subscriber(asyncio.Protocol):
    """`came` are the messages after the acknowledgement, each with when it came (epoch s)."""

    def __init__(self) -> None:
        self.came: list[tuple[float, bytes]] = []
        self._buffer = bytearray()
        self._is_open = False
        self.ready = asyncio.get_running_loop().create_future()
        self._waiting: tuple[int, asyncio.Future[None]] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(
        cls, port: int, authorization: str, query: str, variables: dict[str, Any]
    ) -> "Subscriber":
        loop = asyncio.get_running_loop()
        transport, one = await loop.create_connection(cls, "127.0.0.1", port)
        transport.write(handshake())
        await one.ready
        one.send({"type": "connection_init", "payload": {"authorization": authorization}})
        await one.messages(1)
        if orjson.loads(one.came.pop()[1])["type"] != "connection_ack":
            raise UnexpectedAnswerError("The subscriber was not let in.")
        payload = {"query": query, "variables": variables}
        one.send({"id": "1", "type": "subscribe", "payload": payload})
        return one

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment] # TCP is always a Transport

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting and not self._waiting[1].done():
            self._waiting[1].set_exception(exc or ConnectionError("The server hung up."))

    @override
    def data_received(self, data: bytes) -> None:
        now = asyncio.get_running_loop().time()
        self._buffer += data
        if not self._is_open:
            self._upgrade()
        while self._is_open and (frame := self._frame()) is not None:
            kind, payload = frame
            if kind == PING:
                self._write(PONG, payload)
            else:
                self.came.append((now, payload))
        if self._waiting and len(self.came) >= self._waiting[0] and not self._waiting[1].done():
            self._waiting[1].set_result(None)

    def _upgrade(self) -> None:
        end = self._buffer.find(HEAD_END)
        if end < 0:
            return
        head = bytes(self._buffer[:end])
        del self._buffer[: end + len(HEAD_END)]
        self._is_open = b" 101 " in head
        if self._is_open:
            self.ready.set_result(None)
        else:
            self.ready.set_exception(UnexpectedAnswerError(head.decode()))

    def _frame(self) -> tuple[int, bytes] | None:
        """Take a whole frame off the buffer and return its kind and its payload."""
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1], 2
        if length in {LENGTH_16, LENGTH_64}:
            start = 4 if length == LENGTH_16 else 10
            if len(buffer) < start:
                return None
            length = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + length:
            return None
        frame = buffer[0], bytes(buffer[start : start + length])
        del buffer[: start + length]
        return frame

    def send(self, message: object) -> None:
        self._write(TEXT, orjson.dumps(message))

    def _write(self, kind: int, text: bytes) -> None:
        """Clients must mask; a mask of zeros leaves the text as it is."""
        if len(text) < LENGTH_16:
            length = bytes([MASKED | len(text)])
        else:
            length = bytes([MASKED | LENGTH_16]) + len(text).to_bytes(2, "big")
        if self._transport is not None:
            self._transport.write(bytes([kind]) + length + NO_MASK + text)

    async def messages(self, count: int) -> None:
        """Wait until so many have come in all."""
        if len(self.came) < count:
            self._waiting = count, asyncio.get_running_loop().create_future()
            await self._waiting[1]

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


def handshake() -> bytes:
    lines = (
        "GET /graphql HTTP/1.1",
        "Host: bench",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: graphql-transport-ws",
    )
    return "\r\n".join([*lines, "", ""]).encode()
