"""A plain client, to ask a fake server what the recorder asked the real one."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from events.record import record
from tests.generation.fake_comfyui import FakeComfyUI


@record
class Said:
    status: int
    data: Any
    text: str


class Ear:
    """One socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def heard(self, *, ends: int) -> AsyncIterator[dict[str, Any]]:
        """Return what is heard until so many prompts have ended."""
        async with asyncio.timeout(20):
            while ends:
                frame = await self._socket.recv()
                if isinstance(frame, str):
                    message = json.loads(frame)
                    yield message
                    is_end = message["type"] == "executing" and message["data"]["node"] is None
                    ends -= is_end

    async def silent(self, seconds: float) -> bool:
        """Tell whether nothing is heard for so long, after what is there already."""
        try:
            async with asyncio.timeout(seconds):
                await self._socket.recv()
        except TimeoutError:
            return True
        return False

    async def close(self) -> None:
        await self._socket.close()

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(20):
            found: dict[str, Any] = json.loads(await self._socket.recv())
        return found


class FakeClient:
    def __init__(self, fake: FakeComfyUI, http: httpx.AsyncClient) -> None:
        self._fake = fake
        self._http = http

    async def get(self, path: str, **headers: str) -> Said:
        return _said(await self._http.get(path, headers=headers))

    async def post(self, path: str, body: Any = None, *, content: str | None = None) -> Said:
        return _said(await self._http.post(path, content=content or json.dumps(body)))

    async def upload(self, form: list[dict[str, str]]) -> Said:
        """Send a form as it was recorded; a file's bytes are what stands for them."""
        files = {
            part["name"]: (part["filename"], part["value"].encode(), part["content_type"])
            for part in form
            if "filename" in part
        }
        fields = {part["name"]: part["value"] for part in form if "filename" not in part}
        return _said(await self._http.post("/upload/image", data=fields, files=files))

    async def run(self, graph: dict[str, Any], client_id: str | None = None) -> str:
        """Run a graph to its end; return its id."""
        body = {"prompt": graph, **({"client_id": client_id} if client_id else {})}
        id_: str = (await self.post("/prompt", body)).data["prompt_id"]
        async with asyncio.timeout(20):
            while id_ not in self._fake.engine.history:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        return id_

    async def entry(self, id_: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self.get(f"/history/{id_}")).data[id_]
        return found

    @asynccontextmanager
    async def listening(self, client_id: str, **options: Any) -> AsyncGenerator[Ear]:
        url = f"ws://127.0.0.1:{self._fake.port}/ws?clientId={client_id}"
        async with connect(url, proxy=None, **options) as socket:
            yield Ear(socket)


def _said(response: httpx.Response) -> Said:
    is_json = response.headers.get("content-type", "").startswith("application/json")
    data = response.json() if is_json else None
    return Said(status=response.status_code, data=data, text=response.text)


@asynccontextmanager
async def opened(fake: FakeComfyUI) -> AsyncGenerator[FakeClient]:
    """Start a fake, give a client to it, and end both."""
    await fake.start()
    try:
        async with httpx.AsyncClient(base_url=fake.url, trust_env=False, timeout=20) as http:
            yield FakeClient(fake, http)
    finally:
        await fake.kill()
