"""A RunPod serverless endpoint behind the port of workers.

An endpoint gives its own ids to jobs and cannot be asked for ours: if the answer to a submission is
lost, the job may run in vain, and nothing of it is used. Its queue is never purged.
"""

import asyncio
import base64
import binascii
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from http import HTTPStatus
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from typing_extensions import override

from events.record import record, replace
from generation.comfyui import collection, graph
from generation.comfyui.collection import NOTHING_SAVED, Download, Limits, OutputError
from generation.comfyui.outcome import HEAD
from generation.comfyui.submission import NO_INPUT, objection
from generation.comfyui.vigil import limit
from generation.guard import ForbiddenAddressError
from generation.runpod import job as jobs
from generation.runpod.job import EXPIRED, File, Job
from generation.wire import LostAnswerError, Resolve, Server, Wire, resolve, strange
from generation.worker import (
    Attempt,
    Collected,
    Ended,
    Entry,
    Failure,
    FailureKind,
    Graph,
    Health,
    InputFile,
    Load,
    Output,
    Probe,
    Progress,
    Refused,
    Sign,
    Sink,
    StrangeAnswerError,
    Submitted,
    Unheard,
    Unknown,
    UnreachableError,
    Where,
    WorkerDriver,
    WorkerError,
)

LARGEST_REQUEST: Final = 10 * 2**20  # bytes, by the documentation of `/run`
LOOKS: Final = 2  # how often in a row a job must be unknown to be lost
SILENT_STREAMS: Final = 3  # a stream that said nothing so often is not asked again


@record
class Manner:
    """Seconds between two questions, at first and at most, and what is accepted."""

    poll: float = 2.0
    longest_poll: float = 10.0
    limits: Limits = Limits()


class RunPod(WorkerDriver):
    """One endpoint: `https://api.runpod.ai/v2/<endpoint>` with its key as a bearer token."""

    def __init__(
        self,
        server: Server,
        *,
        manner: Manner | None = None,
        resolver: Resolve = resolve,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._server = server
        self._manner = manner or Manner()
        self._resolver = resolver
        self._clock = clock
        self._wire = Wire(server, resolver=resolver)
        self._tickets: dict[str, str] = {}
        self._running: set[str] = set()
        self._canceled: set[str] = set()

    @override
    async def probe(self) -> Probe:
        """What an endpoint has is not told: nodes and models are those that were declared."""
        await self._health()
        return Probe(
            version="RunPod serverless",
            devices=(),
            memory=0,
            models={},
            samplers=(),
            schedulers=(),
            nodes={},
            nodes_digest="",
            features=frozenset({"serverless"}),
            max_upload=LARGEST_REQUEST,
        )

    async def _health(self) -> dict[str, Any]:
        data = await self._wire.json("/health")
        if not isinstance(data, dict) or not isinstance(data.get("jobs"), dict):
            raise StrangeAnswerError("What answers there is no endpoint of RunPod: check its id.")
        return data

    @override
    async def load(self) -> Load:
        data = await self._health()
        total = _count(data, "jobs", "inQueue") + _count(data, "jobs", "inProgress")
        entries = tuple(
            Entry(id=id_, is_running=id_ in self._running, is_ours=True) for id_ in self._tickets
        )[:total]
        is_ill = _count(data, "workers", "unhealthy") > 0 and not _able(data)
        return Load(
            entries=entries,
            unnamed=total - len(entries),
            health=Health.SUSPECT if is_ill else Health.WELL,
            reason=ILL if is_ill else "",
        )

    @override
    async def submit(self, attempt: Attempt) -> Submitted | Refused | Unknown:
        if fault := objection(attempt, None):
            return Refused(failure=fault)
        if attempt.id in self._tickets:
            return Submitted(is_adopted=True, ticket=self._tickets[attempt.id])
        images = await asyncio.to_thread(_images, attempt)
        if isinstance(images, Failure):
            return Refused(failure=images)
        body = orjson.dumps(_request(attempt, images))
        return await self._run(attempt.id, body) if len(body) <= LARGEST_REQUEST else TOO_LARGE

    async def _run(self, id_: str, body: bytes) -> Submitted | Refused | Unknown:
        headers = {"Content-Type": "application/json"}
        try:
            answer = await self._wire.ask("POST", "/run", content=body, headers=headers)
        except LostAnswerError as error:
            return Unknown(reason=str(error))
        match answer.data:
            case {"id": str() as ticket} if answer.is_ok and ticket:
                self._tickets[id_] = ticket
                return Submitted(ticket=ticket)
            case _:
                pass
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise UnreachableError("The endpoint's queue is full.", is_refused=False)
        if answer.status == HTTPStatus.BAD_REQUEST:
            return NOT_TAKEN
        raise strange(answer.status)

    @override
    def recall(self, attempt_id: str, ticket: str) -> None:
        self._tickets[attempt_id] = ticket

    @override
    async def find(self, attempt_id: str) -> Where:
        job = await self._status(attempt_id)
        return job.where if job else Where.ABSENT

    async def _status(self, id_: str) -> Job | None:
        """Return the state of a job; None if it is not known, or not any more."""
        ticket = self._tickets.get(id_)
        if ticket is None:
            return None
        answer = await self._wire.get(f"/status/{ticket}")
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        job = jobs.read(answer.data) if answer.is_ok else None
        if job is None:
            raise strange(answer.status)
        (self._running.add if job.where is Where.RUNNING else self._running.discard)(id_)
        return job

    @override
    async def watch(self, attempt: Attempt) -> AsyncGenerator[Sign]:
        heard_at, pause, silent, absent = self._clock(), self._manner.poll, 0, 0
        told = Progress(is_running=False)
        yield told
        while True:
            try:
                job = await self._status(attempt.id)
                is_asked = job is not None and silent < SILENT_STREAMS
                found = await self._progress(attempt.id, job, may_stream=is_asked)
            except WorkerError as error:
                yield _unheard(error, self._clock() - heard_at)
            else:
                heard_at = self._clock()
                absent = absent + 1 if job is None else 0
                if absent >= LOOKS or (job and job.where is Where.ENDED):
                    yield self._ended(attempt.id, job)
                    return
                silent = 0 if found else silent + 1
                now = _progressed(told, job, found)
                if now != told:
                    told, pause = now, self._manner.poll
                    yield told
            await asyncio.sleep(pause)
            pause = min(pause * 1.2, self._manner.longest_poll)

    async def _progress(self, id_: str, job: Job | None, *, may_stream: bool) -> jobs.Step | None:
        """Return the progress that a running job reports in its status, or by a stream."""
        if job is None or job.where is not Where.RUNNING:
            return None
        if (found := jobs.progress(job.output)) or not may_stream:
            return found
        answer = await self._wire.get(f"/stream/{self._tickets[id_]}")
        return jobs.streamed(answer.data) if answer.is_ok else None

    def _ended(self, id_: str, job: Job | None) -> Ended:
        if job is None:
            return Ended(failure=EXPIRED)
        is_canceled = id_ in self._canceled
        return Ended(failure=jobs.failure(job, is_canceled=is_canceled), seconds=job.seconds)

    @override
    async def cancel(self, attempt_id: str) -> Where:
        self._canceled.add(attempt_id)
        job = await self._status(attempt_id)
        if job is None or job.where is Where.ENDED:
            return Where.ABSENT if job is None else Where.ENDED
        answer = await self._wire.post(f"/cancel/{self._tickets[attempt_id]}", {})
        if not answer.is_ok and answer.status != HTTPStatus.NOT_FOUND:
            raise strange(answer.status)
        return await self.find(attempt_id)

    @override
    async def collect(self, attempt_id: str, sink: Sink) -> Collected | Failure:
        job = await self._status(attempt_id)
        if job is None:
            return EXPIRED
        outputs: list[Output] = []
        try:
            for file in jobs.files(job.output):
                outputs.append(await self._fetch(file, sink))  # noqa: PERF401 - one after another
        except OutputError as error:
            return error.failure
        is_well = jobs.failure(job, is_canceled=False) is None
        return NOTHING_SAVED if is_well and not outputs else Collected(outputs=tuple(outputs))

    async def _fetch(self, file: File, sink: Sink) -> Output:
        if not file.url:
            return await collection.received(Decoded(file), file.saved, sink)
        parts = urlsplit(file.url)
        # The file is elsewhere: our key is not for whoever keeps it.
        elsewhere = replace(self._server, url=f"{parts.scheme}://{parts.netloc}", headers=None)
        try:
            wire = Wire(elsewhere, resolver=self._resolver)
        except ForbiddenAddressError as error:
            raise OutputError(_unfetched(str(error))) from error
        try:
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            download = Download(wire, file.saved, self._manner.limits, path=path)
            return await collection.received(download, file.saved, sink)
        finally:
            await wire.close()

    @override
    async def forget(self, attempt_id: str) -> None:
        """An endpoint forgets by itself, half an hour after the end."""
        self._tickets.pop(attempt_id, None)
        self._running.discard(attempt_id)
        self._canceled.discard(attempt_id)

    @override
    async def close(self) -> None:
        await self._wire.close()


class Decoded:
    """A file that came as text."""

    def __init__(self, file: File) -> None:
        self._file = file
        self.size = 0
        self.head = bytearray()

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            text = self._file.base64.rpartition(",")[2]
            content = await asyncio.to_thread(base64.b64decode, text, validate=True)
        except binascii.Error as error:
            raise OutputError(_unfetched("it is damaged.")) from error
        if not content:
            raise OutputError(_unfetched("it is empty."))
        self.size, self.head = len(content), bytearray(content[:HEAD])
        yield content


def _request(attempt: Attempt, images: list[dict[str, str]]) -> dict[str, Any]:
    prepared: Graph = graph.prepared(attempt.graph, attempt.prefix)
    timeout = int(limit(attempt.usual_seconds) * 1000)
    return {
        "input": {"workflow": prepared, **({"images": images} if images else {})},
        "policy": {"executionTimeout": timeout},
    }


def _images(attempt: Attempt) -> list[dict[str, str]] | Failure:
    named = [file for file in attempt.inputs if graph.names(attempt.graph, file)]
    try:
        return [{"name": file.name, "image": _encoded(file)} for file in named]
    except OSError:
        return NO_INPUT


def _encoded(file: InputFile) -> str:
    return base64.b64encode(file.path.read_bytes()).decode()


def _progressed(told: Progress, job: Job | None, found: jobs.Step | None) -> Progress:
    if job is None or job.where is not Where.RUNNING:
        return told
    if found is None:
        return replace(told, is_running=True)
    fraction = max(told.fraction, found.fraction)
    return Progress(
        is_running=True, fraction=fraction, node=found.node, step=found.step, steps=found.steps
    )


def _unheard(error: WorkerError, seconds: float) -> Unheard:
    is_refused = isinstance(error, UnreachableError) and error.is_refused
    return Unheard(seconds=seconds, is_refused=is_refused, reason=str(error))


def _count(data: dict[str, Any], group: str, name: str) -> int:
    counts = data.get(group)
    count = counts.get(name) if isinstance(counts, dict) else 0
    return count if isinstance(count, int) and count > 0 else 0


def _able(data: dict[str, Any]) -> bool:
    return any(
        _count(data, "workers", name) for name in ("idle", "ready", "running", "initializing")
    )


def _unfetched(why: str) -> Failure:
    return Failure(
        kind=FailureKind.TROUBLE, reason=f"A file that was saved cannot be fetched: {why}"
    )


ILL: Final = "All machines of the endpoint are unhealthy: look at its log at RunPod."
TOO_LARGE: Final = Refused(
    failure=Failure(
        kind=FailureKind.LACKING,
        reason="With its inputs this is larger than the 10 MB that a RunPod endpoint takes.",
    )
)
NOT_TAKEN: Final = Refused(
    failure=Failure(kind=FailureKind.GRAPH, reason="The endpoint does not take such a request.")
)
