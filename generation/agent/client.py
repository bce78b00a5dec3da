"""The pull protocol as a worker speaks it. A server that is away is asked again by who calls."""

from base64 import b64encode
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from events.record import record
from generation.dispatch.minder import MEGABYTE
from generation.pull.office import Order
from generation.worker import Attempt, Failure, InputFile, Output, Preview, Probe, Progress

UNAUTHORIZED: Final = 401
SERVER_ERROR: Final = 500
ERROR: Final = 400
# What ends by itself: too slow, too many, no room.
PASSING: Final = frozenset({408, 425, 429})
OVER: Final = frozenset({404, 409})
MARGIN: Final = 15.0


class ServerAwayError(Exception):
    """The server did not answer, or not as one: it may be asked again."""


class TokenRefusedError(Exception):
    """The server does not know the token; the text is its sentence."""


class RefusedError(Exception):
    """The server refuses what was asked; `is_over`: the attempt is not wanted any more."""

    def __init__(self, message: str, *, is_over: bool) -> None:
        super().__init__(message)
        self.is_over = is_over


@record
class Task:
    """An attempt that was given out. `inputs` are URLs by digest."""

    job: str
    attempt: str
    order: Order
    graph: dict[str, Any]
    prefix: str
    inputs: tuple[dict[str, str], ...] = ()
    usual_seconds: float | None = None

    @property
    def path(self) -> str:
        return f"/worker/jobs/{self.job}/attempts/{self.attempt}"

    def made(self, files: Iterable[InputFile]) -> Attempt:
        return Attempt(
            id=self.attempt,
            graph=self.graph,
            prefix=self.prefix,
            inputs=tuple(files),
            usual_seconds=self.usual_seconds,
        )


class Client:
    """`transport` is for tests: it stands in for the network."""

    def __init__(
        self, url: str, token: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}", "User-Agent": "storyboard-worker"},
            timeout=httpx.Timeout(60.0, connect=10.0),
            transport=transport,
            follow_redirects=False,
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def register(self, probe: Probe) -> str:
        """Say what the worker has, and return its id."""
        named = {**probe.models, "samplers": probe.samplers, "schedulers": probe.schedulers}
        models = [f"{kind}/{name}" for kind, names in named.items() for name in names]
        devices = [{"name": one.name, "vram": one.memory // MEGABYTE} for one in probe.devices]
        said = {
            "version": probe.version,
            "devices": devices,
            "models": models,
            "nodes": list(probe.nodes),
        }
        return str((await self._post("/worker/register", said))["worker"])

    async def claim(self, holding: Iterable[str], foreign: int, wait: float) -> Task | None:
        said = {"holding": list(holding), "foreign": foreign, "wait": wait}
        found = (await self._post("/worker/claim", said, timeout=wait + MARGIN))["assigned"]
        return _task(found) if found else None

    async def heartbeat(self, task: Task) -> Order:
        return Order((await self._post(f"{task.path}/heartbeat", {}))["order"])

    async def progress(self, task: Task, sign: Progress) -> Order:
        said = {
            "isRunning": sign.is_running,
            "ahead": sign.ahead,
            "fraction": sign.fraction,
            "node": sign.node,
            "step": sign.step,
            "steps": sign.steps,
            "preview": _picture(sign.preview) if sign.preview else None,
        }
        return Order((await self._post(f"{task.path}/progress", said))["order"])

    async def upload(self, task: Task, chunks: AsyncIterator[bytes]) -> tuple[str, str]:
        """Send an output; return its sha256 and the proof that it was sent."""
        answer = await self._send("PUT", f"{task.path}/outputs", content=chunks)
        return str(answer["digest"]), str(answer["proof"])

    async def complete(
        self, task: Task, seconds: float, outputs: Iterable[tuple[Output, str]]
    ) -> None:
        made = [{"name": output.name, "proof": proof} for output, proof in outputs]
        await self._post(f"{task.path}/complete", {"seconds": seconds, "outputs": made})

    async def fail(self, task: Task, failure: Failure, seconds: float) -> None:
        said = {"kind": failure.kind.value, "reason": failure.reason, "seconds": seconds}
        await self._post(f"{task.path}/fail", said)

    async def download(self, url: str, digest: str, path: Path) -> None:
        """Fetch an input; it is there whole, or not at all."""
        draft = path.with_suffix(".part")
        found = sha256()
        try:
            async with self._http.stream("GET", url) as response:
                if response.status_code >= ERROR:
                    raise _refused(response.status_code, await response.aread())
                with draft.open("wb") as file:
                    async for chunk in response.aiter_bytes():
                        found.update(chunk)
                        file.write(chunk)
        except httpx.HTTPError as error:
            raise ServerAwayError(f"The server cannot be reached: {error}.") from error
        if found.hexdigest() != digest:
            raise ServerAwayError("An input came damaged. It is fetched again.")
        draft.replace(path)

    async def _post(self, path: str, said: object, **rest: Any) -> Any:
        return await self._send("POST", path, json=said, **rest)

    async def _send(self, method: str, path: str, **rest: Any) -> Any:
        try:
            response = await self._http.request(method, path, **rest)
        except httpx.HTTPError as error:
            raise ServerAwayError(f"The server cannot be reached: {error}.") from error
        if response.status_code >= ERROR:
            raise _refused(response.status_code, response.content)
        try:
            return response.json() if response.content else {}
        except ValueError as error:
            raise ServerAwayError("What answers is no storyboard server.") from error


def _refused(status: int, content: bytes) -> Exception:
    response = httpx.Response(status, content=content)
    sentence = f"The server answers with HTTP {status}."
    with suppress(ValueError, KeyError, TypeError):
        sentence = str(response.json()["error"]["message"])
    if status >= SERVER_ERROR or status in PASSING:
        return ServerAwayError(sentence)
    if status == UNAUTHORIZED:
        return TokenRefusedError(sentence)
    return RefusedError(sentence, is_over=status in OVER)


def _task(found: dict[str, Any]) -> Task:
    return Task(
        job=found["job"],
        attempt=found["attempt"],
        order=Order(found["order"]),
        graph=found["graph"],
        prefix=found["prefix"],
        inputs=tuple(found["inputs"]),
        usual_seconds=found["usualSeconds"],
    )


def _picture(preview: Preview) -> dict[str, str]:
    return {"mediaType": preview.media_type, "data": b64encode(preview.data).decode()}


def is_address(url: str) -> bool:
    """Tell whether a URL is one of a server."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
