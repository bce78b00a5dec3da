"""Bringing home what an attempt saved: whole, or with a reason why not.

A name in the history is a claim: the file may be gone, empty, cut off, endless or not what it says.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import urlencode

import httpx

from events.record import record
from generation.comfyui import failure, outcome
from generation.comfyui.api import Api
from generation.comfyui.outcome import Saved
from generation.comfyui.wording import cleaned
from generation.wire import Wire, pieces, strange
from generation.worker import (
    Collected,
    Failure,
    FailureKind,
    Output,
    Sink,
    UnreachableError,
)

CONTENT_RANGE: Final = re.compile(r"bytes (\d+)-\d+/(\d+)")


@record
class Limits:
    """Bytes of one file; how many breaks without progress are borne, and the seconds after one."""

    largest: int = 4 * 2**30
    resumes: int = 5
    pause: float = 1.0


class Source(Protocol):
    """Where the bytes of a file come from; `size` and `head` grow with them."""

    size: int
    head: bytearray

    def chunks(self) -> AsyncIterator[bytes]: ...


class OutputError(Exception):
    """A file that cannot be had."""

    def __init__(self, found: Failure, *, is_missing: bool = False) -> None:
        super().__init__(found.reason)
        self.failure = found
        self.is_missing = is_missing


async def collect(api: Api, id_: str, sink: Sink, limits: Limits) -> Collected | Failure:
    """Bring each file into the sink.

    Errors of the sink itself, such as a full disk, go through. Of a run that failed, what it had
    saved until then is collected; a run that ended well must have saved something.
    """
    entry = await api.history(id_)
    if entry is None:
        return failure.LOST
    outputs: list[Output] = []
    for saved in outcome.files(entry.get("outputs")):
        try:
            outputs.append(await _fetch(api.wire, saved, sink, limits))
        except OutputError as error:
            # Previews are wiped when a server starts, and nobody asked for them.
            if not (saved.is_temporary and error.is_missing):
                return error.failure
    texts = outcome.texts(entry.get("outputs"))
    is_well = failure.of_history(entry, is_canceled=False) is None
    return (
        NOTHING_SAVED
        if is_well and not outputs and not texts
        else Collected(outputs=tuple(outputs), texts=texts)
    )


async def _fetch(wire: Wire, saved: Saved, sink: Sink, limits: Limits) -> Output:
    return await received(Download(wire, saved, limits), saved, sink)


async def received(source: Source, saved: Saved, sink: Sink) -> Output:
    """Bring one file into the sink, and say what it is."""
    digest = await sink.receive(source.chunks())
    media_type = outcome.media_type(bytes(source.head), saved.filename)
    return Output(
        node=saved.node,
        index=saved.index,
        digest=digest,
        size=source.size,
        name=outcome.plain_name(saved.filename, media_type),
        kind=outcome.kind(media_type),
        media_type=media_type,
        is_temporary=saved.is_temporary,
    )


class Download:
    """One file, gone on with where the connection breaks; from `/view`, or from another path."""

    def __init__(self, wire: Wire, saved: Saved, limits: Limits, *, path: str = "") -> None:
        self._wire = wire
        self._saved = saved
        self._limits = limits
        self._path = path or f"/view?{urlencode(saved.query)}"
        self._total: int | None = None
        self._etag = ""
        self.size = 0
        self.head = bytearray()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes of the file once each; raise if they cannot all be had."""
        breaks = 0
        while True:
            before = self.size
            try:
                async for chunk in self._part():
                    yield self._counted(chunk)
            except UnreachableError:
                # Only breaks without a byte between them count: a long file may break often.
                breaks = breaks + 1 if self.size == before else 1
                if breaks > self._limits.resumes:
                    raise
                await asyncio.sleep(self._limits.pause)
                continue
            break
        self._check_whole()

    async def _part(self) -> AsyncIterator[bytes]:
        headers = {"Accept-Encoding": "identity"}
        if self.size:
            headers["Range"] = f"bytes={self.size}-"
            if self._etag:
                headers["If-Range"] = self._etag
        async with self._wire.stream("GET", self._path, headers=headers) as response:
            self._check(response)
            async for chunk in pieces(response):
                yield chunk

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status == HTTPStatus.NOT_FOUND:
            raise self._error("it is not there any more", is_missing=True)
        if status in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}:
            raise self._error("the server does not give out a file of that name")
        if status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            raise strange(status)
        if self.size:
            found = CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if found is None or int(found[1]) != self.size or int(found[2]) != self._total:
                raise self._error("it changed while it was fetched")
            return
        length = response.headers.get("Content-Length", "")
        self._total = int(length) if length.isdecimal() else None
        self._etag = response.headers.get("ETag", "")
        self._check_size(self._total or 0)

    def _counted(self, chunk: bytes) -> bytes:
        self.size += len(chunk)
        self._check_size(self.size)
        if len(self.head) < outcome.HEAD:
            self.head += chunk[: outcome.HEAD - len(self.head)]
        return chunk

    def _check_size(self, size: int) -> None:
        if size > self._limits.largest:
            most = self._limits.largest / 2**20
            raise self._error(f"it is larger than {most:,.0f} MB", kind=FailureKind.GRAPH)

    def _check_whole(self) -> None:
        if self.size == 0:
            raise self._error("it is empty")
        if self._total is not None and self.size != self._total:
            raise self._error(f"only {self.size} of {self._total} bytes came")

    def _error(
        self,
        text: str,
        *,
        kind: FailureKind = FailureKind.TROUBLE,
        is_missing: bool = False,
    ) -> OutputError:
        name = cleaned(self._saved.filename.replace("\\", "/").rpartition("/")[2])[:80]
        reason = f"The file “{name}” that was saved cannot be fetched: {text}."
        return OutputError(
            Failure(kind=kind, reason=reason, node=self._saved.node), is_missing=is_missing
        )


NOTHING_SAVED: Final = Failure(
    kind=FailureKind.GRAPH,
    reason="It ended well and saved nothing: end the graph with a node such as SaveImage.",
)
