"""A lean HTTP/1.1 client over kept-open connections, so that the load costs little by itself."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import orjson
from typing_extensions import override

from events.record import record

HEAD_END: Final = b"\r\n\r\n"
OK: Final = 200


@record
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return orjson.loads(self.body)


class UnexpectedAnswerError(Exception):
    """The server answered something that no benchmark should measure."""


class Connection(asyncio.Protocol):
    """One request at a time. Answers must have a content length, as all measured ones do."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._buffer = bytearray()
        self._missing = 0
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, port: int) -> "Connection":
        connection = cls(port)
        await connection.connect()
        return connection

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, "127.0.0.1", self._port)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment] # TCP is always a Transport

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("The server hung up."))

    @override
    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._missing:
            end = self._buffer.find(HEAD_END)
            if end < 0:
                return
            self._missing = end + len(HEAD_END) + _length(bytes(self._buffer[:end]))
        if len(self._buffer) >= self._missing and self._answer is not None:
            answer, self._answer = self._answer, None
            whole = bytes(self._buffer[: self._missing])
            del self._buffer[: self._missing]
            self._missing = 0
            answer.set_result(whole)

    async def exchange(self, request: bytes) -> bytes:
        """Send a whole request as it goes over the wire and return the whole answer."""
        if self._transport is None or self._transport.is_closing():
            await self.connect()  # servers hang up on who is silent for long
        if self._transport is None:
            raise ConnectionError("The connection is not open.")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    async def ask(self, request: bytes, *, status: int = OK) -> Answer:
        """Raise UnexpectedAnswerError for any other status than the one expected."""
        answer = parsed(await self.exchange(request))
        if answer.status != status:
            raise UnexpectedAnswerError(f"{answer.status}: {answer.body[:500]!r}")
        return answer


def _length(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(b"content-length:")
    if at < 0:
        return 0
    return int(lower[at + 15 :].split(b"\r", 1)[0])


def parsed(raw: bytes) -> Answer:
    head, _, body = raw.partition(HEAD_END)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    return Answer(status=int(first.split(" ", 2)[1]), headers=headers, body=body)


def request(path: str, body: object = None, **headers: str) -> bytes:
    """Return a request as bytes: a POST of JSON where there is a body, else a GET.

    A header's name has _ for -.
    """
    payload = b"" if body is None else orjson.dumps(body)
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", "Host: bench"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(payload)}"]
    return "\r\n".join([*lines, "", ""]).encode() + payload
