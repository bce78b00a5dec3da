"""The headers that every answer has, whoever makes it, and those of files."""

from typing import Final
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing we send is to be taken for something else, and no other site learns our addresses.
HEADERS: Final = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))


class SafeHeaders:
    """Plain ASGI, because Starlette's BaseHTTPMiddleware costs as much as a small query."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self.app(scope, receive, safe)


def disposition(name: str, kind: str = "attachment") -> str:
    """Return the header that makes a browser save the file under this name, or show it."""
    ascii_name = name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
