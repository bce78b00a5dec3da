"""The proxy must lose what it is told to lose, and nothing else, or the faults are none."""

import asyncio
from collections.abc import AsyncIterator
from typing import Self

import pytest

from tests.soak.proxy import Proxy

PATIENCE = 5.0


class Echo:
    """A server that answers with what it is asked, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while asked := await reader.read(100):
            self.asked.append(asked)
            writer.write(asked)
        writer.close()


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
async def proxy(echo: Echo) -> AsyncIterator[Proxy]:
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    proxy = Proxy(server.sockets[0].getsockname()[1], mark=b"write")
    await proxy.open()
    yield proxy
    await proxy.close()
    server.close()


class Line:
    """A connection through the proxy; `ask` answers nothing where it is cut."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._proxy.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.transport.abort()

    async def ask(self, question: bytes) -> bytes:
        self._writer.write(question)
        return await self.hear()

    async def hear(self) -> bytes:
        try:
            return await asyncio.wait_for(self._reader.read(100), PATIENCE)
        except ConnectionError:
            return b""


async def test_what_is_not_to_be_lost_goes_through(proxy: Proxy) -> None:
    async with Line(proxy) as line:
        assert [await line.ask(b"write 1"), await line.ask(b"read")] == [b"write 1", b"read"]


async def test_an_answer_is_lost_after_its_request_was_carried_out(
    proxy: Proxy, echo: Echo
) -> None:
    proxy.answers_to_lose = 1
    async with Line(proxy) as line, Line(proxy) as other:
        assert await other.ask(b"read") == b"read"
        assert await line.ask(b"write 1") == b""
        assert await other.ask(b"write 2") == b"write 2"
    assert echo.asked == [b"read", b"write 1", b"write 2"]
    assert proxy.answers_to_lose == 0


async def test_a_line_is_cut_behind_a_request_that_still_arrives(proxy: Proxy, echo: Echo) -> None:
    proxy.requests_to_lose = 1
    async with Line(proxy) as line, Line(proxy) as other:
        assert await line.ask(b"write 1") == b""
        assert await other.ask(b"write 2") == b"write 2"
    assert sorted(echo.asked) == [b"write 1", b"write 2"]


async def test_a_cut_breaks_every_line_and_hinders_no_new_one(proxy: Proxy) -> None:
    async with Line(proxy) as line, Line(proxy) as other:
        assert [await line.ask(b"a"), await other.ask(b"b")] == [b"a", b"b"]
        proxy.cut()
        assert [await line.hear(), await other.hear()] == [b"", b""]
    async with Line(proxy) as new:
        assert await new.ask(b"c") == b"c"


async def test_a_server_that_is_not_there_refuses_through_the_proxy_too() -> None:
    gone = Proxy(1, mark=b"write")
    await gone.open()
    async with Line(gone) as line:
        assert await line.hear() == b""
    await gone.close()
