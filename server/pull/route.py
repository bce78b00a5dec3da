"""The REST routes under `/worker`, for workers that ask for their work."""

import asyncio
import binascii
from base64 import b64decode
from time import monotonic
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from domain.errors import RuleViolatedError
from domain.queue.fleet import NoteProbe
from events.ids import AttemptId, JobId, WorkerId
from events.worker import Device
from generation.pull.office import Assigned, Case
from generation.worker import Failure, FailureKind, Preview, Progress
from server.account.body import body
from server.account.route import AccountRoute
from server.pull.body import (
    LARGEST_PROBE,
    LARGEST_PROGRESS,
    Claiming,
    Completing,
    Failing,
    Picture,
    Progressing,
    Registering,
)
from server.pull.desk import WorkerDesk
from server.pull.token import WorkerTokens

# Seconds between two looks for a job while a worker waits for one.
PAUSE: Final = 0.5
CASE: Final = "/jobs/{job}/attempts/{attempt}"


def worker_router(desk: WorkerDesk, tokens: WorkerTokens) -> APIRouter:
    router = APIRouter(prefix="/worker", tags=["workers"], route_class=AccountRoute)
    _add_asking(router, desk, tokens)
    _add_attempts(router, desk, tokens)
    _add_ends(router, desk, tokens)
    return router


async def _worker(request: Request, tokens: WorkerTokens) -> WorkerId:
    return await tokens.worker(request.headers.get("authorization", ""))


async def _case(request: Request, tokens: WorkerTokens, job: str, attempt: str) -> Case:
    worker = await _worker(request, tokens)
    return Case(worker=worker, job=JobId(job), attempt=AttemptId(attempt))


def _add_asking(router: APIRouter, desk: WorkerDesk, tokens: WorkerTokens) -> None:
    @router.post("/register")
    async def register(request: Request) -> dict[str, str]:
        """Say what the worker has; it is told its own id."""
        worker = await _worker(request, tokens)
        sent = await body(request, Registering, most=LARGEST_PROBE)
        await desk.office.register(_probe(worker, sent))
        return {"worker": worker}

    @router.post("/claim")
    async def claim(request: Request) -> dict[str, Any]:
        """Answer with an attempt, null where there was none for as long as was waited."""
        worker = await _worker(request, tokens)
        sent = await body(request, Claiming)
        found = await _awaited(desk, worker, sent, request)
        return {"assigned": desk.written(found) if found else None}

    @router.get("/inputs/{digest}")
    async def look(digest: str, token: str = "") -> Response:
        """Answer with the file of an input; the address is its own permission."""
        path = desk.input(digest, token)
        return FileResponse(path, media_type="application/octet-stream")


async def _awaited(
    desk: WorkerDesk, worker: WorkerId, sent: Claiming, request: Request
) -> Assigned | None:
    """Look for a job again and again, until the worker waited long enough or went away."""
    until = monotonic() + sent.wait
    while True:
        found = await desk.office.claim(worker, sent.holding, sent.foreign)
        if found or monotonic() + PAUSE > until or await request.is_disconnected():
            return found
        await asyncio.sleep(PAUSE)


def _add_attempts(router: APIRouter, desk: WorkerDesk, tokens: WorkerTokens) -> None:
    @router.post(f"{CASE}/heartbeat")
    async def heartbeat(request: Request, job: str, attempt: str) -> dict[str, str]:
        """Say that the worker is at work on it, and be told whether to go on."""
        case = await _case(request, tokens, job, attempt)
        return {"order": (await desk.office.heartbeat(case)).value}

    @router.post(f"{CASE}/progress")
    async def progress(request: Request, job: str, attempt: str) -> dict[str, str]:
        """Say how far it is; the answer is that of a heartbeat."""
        case = await _case(request, tokens, job, attempt)
        sent = await body(request, Progressing, most=LARGEST_PROGRESS)
        return {"order": (await desk.office.progress(case, _sign(sent))).value}

    @router.put(f"{CASE}/outputs", status_code=201)
    async def upload(request: Request, job: str, attempt: str, sha256: str = "") -> dict[str, str]:
        """Upload an output: the body is the file."""
        case = await _case(request, tokens, job, attempt)
        return await desk.upload(case, request.stream(), sha256)


def _add_ends(router: APIRouter, desk: WorkerDesk, tokens: WorkerTokens) -> None:
    @router.post(f"{CASE}/complete", status_code=204)
    async def complete(request: Request, job: str, attempt: str) -> None:
        """End an attempt well, with what was uploaded for it."""
        case = await _case(request, tokens, job, attempt)
        sent = await body(request, Completing, most=LARGEST_PROBE)
        outputs = tuple(desk.output(case, made) for made in sent.outputs)
        await desk.office.complete(case, sent.seconds, outputs)

    @router.post(f"{CASE}/fail", status_code=204)
    async def fail(request: Request, job: str, attempt: str) -> None:
        """End an attempt badly."""
        case = await _case(request, tokens, job, attempt)
        sent = await body(request, Failing)
        failure = Failure(kind=FailureKind(sent.kind), reason=sent.reason)
        await desk.office.fail(case, failure, sent.seconds)


def _probe(worker: WorkerId, sent: Registering) -> NoteProbe:
    return NoteProbe(
        worker_id=worker,
        version=sent.version,
        devices=tuple(Device(name=one.name, vram=one.vram) for one in sent.devices),
        models=tuple(sent.models),
        nodes=tuple(sent.nodes),
    )


def _sign(sent: Progressing) -> Progress:
    return Progress(
        is_running=sent.is_running,
        ahead=sent.ahead,
        fraction=sent.fraction,
        node=sent.node,
        step=sent.step,
        steps=sent.steps,
        preview=_preview(sent.preview) if sent.preview else None,
    )


def _preview(sent: Picture) -> Preview:
    try:
        return Preview(media_type=sent.media_type, data=b64decode(sent.data, validate=True))
    except (binascii.Error, ValueError):
        raise RuleViolatedError("The preview is no base64.", field="preview") from None
