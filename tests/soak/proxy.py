"""A TCP relay between a client and a server, which loses what it is told to lose."""

import asyncio
from contextlib import suppress
from typing import Final

CHUNK: Final = 64 * 1024
LINGER: Final = 0.2  # seconds in which a server takes what was sent before the line was cut


class _Line:
    """One connection. `is_awaited` tells whether its last request had the mark."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self.near = near
        self.far = far
        self.is_awaited = False

    def cut(self) -> None:
        self.near.transport.abort()
        self.far.transport.abort()


class Proxy:
    """Listens on a port of its own. `mark` is what tells a request worth losing from others."""

    def __init__(self, target: int, *, mark: bytes) -> None:
        self._target = target
        self._mark = mark
        self._lines: set[_Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.requests_to_lose = 0
        self.answers_to_lose = 0
        self.port = 0

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Break every connection."""
        for line in self._lines:
            line.cut()

    def _accept(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, near))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        try:
            answers, far = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            near.transport.abort()
            return
        line = _Line(near, far)
        self._lines.add(line)
        ways = [
            asyncio.create_task(self._up(reader, line)),
            asyncio.create_task(self._down(answers, line)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            line.cut()
            self._lines.discard(line)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _up(self, reader: asyncio.StreamReader, line: _Line) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                line.far.write(data)
                await line.far.drain()
                line.is_awaited |= self._mark in data
                if line.is_awaited and self.requests_to_lose:
                    self.requests_to_lose -= 1
                    line.near.transport.abort()
                    await asyncio.sleep(LINGER)
                    return

    async def _down(self, answers: asyncio.StreamReader, line: _Line) -> None:
        with suppress(OSError):
            while data := await answers.read(CHUNK):
                if line.is_awaited and self.answers_to_lose:
                    self.answers_to_lose -= 1
                    return
                line.is_awaited = False
                line.near.write(data)
                await line.near.drain()
