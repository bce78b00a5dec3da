"""The socket survives whatever comes through it."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from generation.comfyui.listener import Delays, Listener, Message
from generation.wire import Server, Wire
from generation.worker import Preview
from tests.generation.comfyui import rig

JPEG = b"\xff\xd8\xff\xe0"
PLAIN = (1).to_bytes(4, "big") * 2 + JPEG


def said(type_: str, **data: object) -> str:
    return json.dumps({"type": type_, "data": data})


@asynccontextmanager
async def listening(
    handler: Callable[[ServerConnection], Awaitable[None]],
    heard: list[Message],
    gate: Callable[[ServerConnection, Request], Response | None] | None = None,
) -> AsyncGenerator[Listener]:
    async with serve(handler, "127.0.0.1", 0, process_request=gate) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        wire = Wire(Server(url=f"http://127.0.0.1:{port}/proxied"))
        delays = Delays(first=0.02, longest=0.05)
        listener = Listener(wire, "storyboard-t1-", heard.append, delays)
        try:
            yield listener
        finally:
            await listener.close()
            await listener.close()
            await wire.close()


async def test_frames_that_nobody_understands_are_passed_over() -> None:
    heard: list[Message] = []

    async def handler(socket: ServerConnection) -> None:
        assert socket.request is not None
        assert socket.request.path.startswith("/proxied/ws?clientId=storyboard-t1-")
        assert "Origin" not in socket.request.headers
        hello = json.loads(await socket.recv())
        assert hello == {"type": "feature_flags", "data": {"supports_preview_metadata": True}}
        for frame in (
            "no json",
            "[]",
            '{"type": 3, "data": {"prompt_id": "a"}}',
            said("status", status={}),
            said("executing", node="4"),
            b"",
            PLAIN,
            (3).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"4text",
            said("execution_start", prompt_id="a"),
            PLAIN,
            said("executing", prompt_id="a", node=None),
            PLAIN,
        ):
            await socket.send(frame)
        await socket.wait_closed()

    async with listening(handler, heard) as listener:
        assert await listener.ready(2.0)
        await rig.until(lambda: len(heard) == 3)
    assert [(message.type, message.prompt_id) for message in heard] == [
        ("execution_start", "a"),
        ("preview", "a"),
        ("ended", "a"),
    ]
    assert heard[1].preview == Preview(media_type="image/jpeg", data=JPEG)


async def test_a_connection_that_breaks_is_opened_again_under_another_id() -> None:
    ids: list[str] = []

    async def handler(socket: ServerConnection) -> None:
        assert socket.request is not None
        ids.append(socket.request.path.partition("clientId=")[2])
        await socket.send(said("status", status={}))
        if len(ids) == 1:
            await socket.recv()
            await socket.close()
        await socket.wait_closed()

    async with listening(handler, []) as listener:
        assert (await listener.ready(2.0)) in {ids[0], ""}
        await rig.until(lambda: len(ids) == 2)
        async with asyncio.timeout(5):
            while await listener.ready(2.0) != ids[1]:  # noqa: ASYNC110 - it is asked, not told
                await asyncio.sleep(0.01)
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    "refusal",
    [
        Response(HTTPStatus.FOUND, "Found", {"Location": "ws://127.0.0.1:1/elsewhere"}),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        Response(HTTPStatus.UNAUTHORIZED, "No", {}),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ],
    ids=["elsewhere", "locked"],
)
async def test_a_socket_that_cannot_be_had_keeps_nobody_waiting(refusal: Response) -> None:
    tries: list[str] = []

    def gate(_: ServerConnection, request: Request) -> Response:
        tries.append(request.path)
        return refusal

    async def handler(_: ServerConnection) -> None:
        raise AssertionError

    async with listening(handler, [], gate) as listener:
        assert await listener.ready(2.0) == ""
        await rig.until(lambda: len(tries) >= 2)


async def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    async with listening(ServerConnection.wait_closed, []) as listener:
        assert await listener.ready(0.05) == ""
