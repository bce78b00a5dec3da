"""HTTP to a worker: guarded addresses, bounded answers, and errors that say what is known.

No browser's headers go out, above all no Origin: a ComfyUI on loopback refuses one of another host.
Proxies of the environment are not used; redirects are not followed.
"""

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import field
from functools import cache
from typing import Any, Final, TypeAlias

import httpx
import orjson
from typing_extensions import override

from events.record import record
from generation.guard import ForbiddenAddressError, Policy, guard, target
from generation.worker import StrangeAnswerError, UnreachableError, WorkerError

Resolve: TypeAlias = Callable[[str, int], Awaitable[tuple[str, ...]]]
LARGEST_ANSWER: Final = 64 * 2**20  # bytes of JSON
OK: Final = frozenset({200, 201, 202, 204})
LOCKED: Final = frozenset({401, 403, 407})
NOT_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)


@record
class Timeouts:
    """Seconds: to connect, and between two pieces of an answer or a request."""

    connect: float = 5.0
    answer: float = 30.0


@record
class Server:
    """A worker's address, what may be reached, and a header that a proxy before it asks for."""

    url: str
    policy: Policy = Policy()
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    timeouts: Timeouts = Timeouts()


class LostAnswerError(UnreachableError):
    """The request went out, and whether it was carried out is unknown."""


@record
class Answer:
    """An answer in JSON, or a text where `data` is None."""

    status: int
    data: Any
    text: str

    @property
    def is_ok(self) -> bool:
        return self.status in OK


@record
class Content:
    status: int
    content: bytes


async def resolve(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the addresses of a host."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"The host {host} is not known.", is_refused=True) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Wire:
    """Requests to one server. Closed when its worker is removed."""

    def __init__(self, server: Server, *, resolver: Resolve = resolve) -> None:
        self._server = server
        self._resolve = resolver
        self.target = target(server.url)
        times = server.timeouts
        self._client = httpx.AsyncClient(
            transport=_Pinned(self.address),
            headers={"User-Agent": "emergent-storyboard", **(server.headers or {})},
            timeout=httpx.Timeout(times.answer, connect=times.connect),
            follow_redirects=False,
            trust_env=False,
        )

    @property
    def headers(self) -> Mapping[str, str]:
        return self._server.headers or {}

    async def address(self) -> str:
        """Return an address of the server that may be connected to."""
        addresses = await self._resolve(self.target.host, self.target.port)
        return guard(self._server.url, addresses, self._server.policy)[0]

    async def get(self, path: str, *, params: Mapping[str, str] | None = None) -> Answer:
        return await self.ask("GET", path, params=params)

    async def post(self, path: str, body: object) -> Answer:
        return await self.ask("POST", path, json=body)

    async def ask(self, method: str, path: str, **rest: Any) -> Answer:
        """Return the answer, whatever its status; `rest` is what httpx takes."""
        found = await self.content(path, method=method, **rest)
        return _answer(found.status, found.content)

    async def content(self, path: str, *, method: str = "GET", **rest: Any) -> Content:
        """Return the bytes of an answer."""
        content = bytearray()
        async with self.stream(method, path, **rest) as response:
            async for chunk in pieces(response):
                content += chunk
                if len(content) > LARGEST_ANSWER:
                    raise StrangeAnswerError("The worker's answer is too large to be read.")
        return Content(status=response.status_code, content=bytes(content))

    @asynccontextmanager
    async def stream(self, method: str, path: str, **rest: Any) -> AsyncGenerator[httpx.Response]:
        """Send a request and give its answer before its body was read."""
        if "json" in rest:
            rest["content"] = orjson.dumps(rest.pop("json"))
            rest["headers"] = {"Content-Type": "application/json"}
        try:
            request = self._client.build_request(method, f"{self.target.base}{path}", **rest)
            response = await self._client.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _told(error) from error
        except ForbiddenAddressError as error:
            raise StrangeAnswerError(str(error)) from error
        try:
            yield response
        finally:
            await response.aclose()

    async def json(self, path: str, *, params: Mapping[str, str] | None = None) -> Any:
        """Return what a GET answers in JSON; anything else is a `StrangeAnswerError`."""
        return expected(await self.get(path, params=params))

    async def close(self) -> None:
        await self._client.aclose()


async def pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    """Read the body of an answer; what breaks it off is a `LostAnswerError`."""
    try:
        async for chunk in response.aiter_bytes():
            yield chunk
    except httpx.HTTPError as error:
        raise _told(error) from error


def expected(answer: Answer) -> Any:
    """Return the JSON of an answer that is well, or say what seems to stand in between."""
    if answer.is_ok and answer.data is not None:
        return answer.data
    raise strange(answer.status)


def strange(status: int) -> WorkerError:
    if status in LOCKED:
        return StrangeAnswerError(
            f"The worker wants to know who asks (HTTP {status}): give it its API key."
        )
    if 300 <= status < 400:  # noqa: PLR2004 - the redirects of HTTP
        return StrangeAnswerError(
            "The worker sends us elsewhere: give the address it redirects to."
        )
    if status >= 500:  # noqa: PLR2004 - the faults of HTTP servers
        return StrangeAnswerError(f"The worker is in trouble (HTTP {status}): look at its log.")
    return StrangeAnswerError(
        f"What answers there is no worker of this kind (HTTP {status}): check the address."
    )


def _answer(status: int, content: bytes) -> Answer:
    # Python's own reader takes NaN and Infinity, which nodes in Python write into their limits.
    try:
        data = json.loads(content) if content else None
    except ValueError:
        data = None
    return Answer(status=status, data=data, text=content[:1000].decode(errors="replace"))


def _told(error: Exception) -> UnreachableError:
    """Return what an error of httpx tells: whether it was sent, and whether nobody is there."""
    is_slow = isinstance(error, httpx.TimeoutException)
    text = "The worker does not answer in time." if is_slow else "The worker cannot be reached."
    kind = UnreachableError if isinstance(error, NOT_SENT) else LostAnswerError
    return kind(text, is_refused=not is_slow)


@cache
def _authorities() -> ssl.SSLContext:
    """Whose certificates count; reading them takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)


class _Pinned(httpx.AsyncBaseTransport):
    """Connects to the address that was judged; the name stays in Host and in the certificate."""

    def __init__(self, address: Callable[[], Awaitable[str]]) -> None:
        self._address = address
        self._inner = httpx.AsyncHTTPTransport(verify=_authorities(), trust_env=False)

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=await self._address())
        return await self._inner.handle_async_request(request)

    @override
    async def aclose(self) -> None:
        await self._inner.aclose()
