"""A subscriber of one project at one server, who resumes after every break."""

import asyncio
import json
from contextlib import suppress
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.soak.history import Heard
from tests.soak.line import Account

CHANGED: Final = """
    subscription($id: ID!, $after: Int) {
      projectChanged(projectId: $id, after: $after) { position command }
    }
"""
PROTOCOL: Final = Subprotocol("graphql-transport-ws")
PATIENCE: Final = 10.0
PAUSE: Final = 0.2


class Reader:
    def __init__(self, name: str, port: int, project: str, account: Account, *, after: int) -> None:
        self.breaks = 0
        self.position = after
        self.project = project
        self._name = name
        self._after = after
        self._url = f"ws://127.0.0.1:{port}/graphql"
        self._account = account
        self._commits: list[tuple[int, str]] = []

    @property
    def heard(self) -> Heard:
        return Heard(reader=self._name, after=self._after, commits=tuple(self._commits))

    async def follow(self) -> None:
        while True:
            with suppress(OSError, WebSocketException):
                await self._listen()
            self.breaks += 1
            await asyncio.sleep(PAUSE)

    async def _listen(self) -> None:
        async with connect(
            self._url,
            subprotocols=[PROTOCOL],
            compression=None,
            open_timeout=PATIENCE,
            close_timeout=1,
        ) as opened:
            init = {"authorization": self._account.authorization}
            await opened.send(json.dumps({"type": "connection_init", "payload": init}))
            await asyncio.wait_for(opened.recv(), PATIENCE)
            variables = {"id": self.project, "after": self.position}
            payload = {"query": CHANGED, "variables": variables}
            await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            await self._take(opened)

    async def _take(self, opened: ClientConnection) -> None:
        async for text in opened:
            frame: dict[str, Any] = json.loads(text)
            if frame["type"] == "ping":
                await opened.send(json.dumps({"type": "pong"}))
            elif frame["type"] == "next" and frame["payload"].get("data"):
                change = frame["payload"]["data"]["projectChanged"]
                self.position = change["position"]
                self._commits.append((change["position"], change["command"]))
            else:
                return
