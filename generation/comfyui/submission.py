"""Putting an attempt into a server's queue once, whatever becomes of the answer.

Posting a prompt is not idempotent: each answer that is lost may mean that it is queued. So the
attempt's id is the prompt's id, it is looked for before it is posted, and looked for again when the
answer is lost or says 500, which a server says of prompts that it did queue, too.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from os import fstat
from typing import Any, BinaryIO, Final

from events.record import record
from generation.comfyui import failure, graph
from generation.comfyui.api import Api
from generation.wire import Answer, LostAnswerError, strange
from generation.worker import (
    Attempt,
    Failure,
    FailureKind,
    Graph,
    InputFile,
    Nodes,
    Refused,
    Submitted,
    Unknown,
    Where,
    WorkerError,
)

ATTEMPT_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOOKS: Final = 3  # how often an attempt must be absent to be certain that it was not queued


@record
class Fitting:
    """What is known of a server that a submission must fit."""

    nodes: Nodes | None = None
    max_upload: int | None = None


def objection(attempt: Attempt, nodes: Nodes | None) -> Failure | None:
    """Return why an attempt must not be sent to any server."""
    faults = graph.faults(attempt.graph, nodes)
    if not ATTEMPT_ID.fullmatch(attempt.id):
        faults.append("The attempt's id must be a UUID in lower case.")
    if not graph.is_prefix(attempt.prefix):
        faults.append("The prefix of files must be short and of plain letters, as es/job/1.")
    return Failure(kind=FailureKind.GRAPH, reason=faults[0]) if faults else None


class Submission:
    """Submits one attempt to one server."""

    def __init__(
        self,
        api: Api,
        attempt: Attempt,
        *,
        fitting: Fitting,
        client_id: str,
        settle: float,
        withdraw: Callable[[str], Awaitable[Where]],
    ) -> None:
        self._api = api
        self._attempt = attempt
        self._fitting = fitting
        self._client_id = client_id
        self._settle = settle
        self._withdraw = withdraw

    async def submit(self) -> Submitted | Refused | Unknown:
        if fault := objection(self._attempt, self._fitting.nodes):
            return Refused(failure=fault)
        if await self._api.find(self._attempt.id) is not Where.ABSENT:
            return Submitted(is_adopted=True)
        names: dict[str, str] = {}
        for file in self._attempt.inputs:
            name = await self._upload(file) if graph.names(self._attempt.graph, file) else file.name
            if isinstance(name, Failure):
                return Refused(failure=name)
            names[file.name] = name
        return await self._post(graph.prepared(self._attempt.graph, self._attempt.prefix, names))

    async def _upload(self, file: InputFile) -> str | Failure:
        """Bring a file to the server; return what the server calls it, which may be another name.

        The name says the content, so that the same file is there once however often it is needed.
        """
        try:
            content = await asyncio.to_thread(file.path.open, "rb")
        except OSError:
            return NO_INPUT
        with content:
            return await self._send(file, content)

    async def _send(self, file: InputFile, content: BinaryIO) -> str | Failure:
        size, limit = fstat(content.fileno()).st_size, self._fitting.max_upload
        if limit is not None and size > limit:
            return _too_large(size, limit)
        part = (file.name, content, "application/octet-stream")
        answer = await self._api.wire.ask("POST", "/upload/image", files={"image": part})
        if answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _too_large(size, limit)
        return _uploaded_name(answer)

    async def _post(self, prepared: Graph) -> Submitted | Refused | Unknown:
        body: dict[str, Any] = {"prompt": prepared, "prompt_id": self._attempt.id}
        if self._client_id:
            body["client_id"] = self._client_id
        try:
            answer = await self._api.wire.post("/prompt", body)
        except LostAnswerError as error:
            return await self._look(NOT_TAKEN, str(error))
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return await self._look(IN_TROUBLE, str(strange(answer.status)))
        return await self._of_answer(answer)

    async def _of_answer(self, answer: Answer) -> Submitted | Refused:
        refused = failure.refusal(answer.data)
        if refused is not None:
            if answer.is_ok:
                # If this fails, the queue shows that something of ours is there.
                with suppress(WorkerError):
                    await self._withdraw(self._attempt.id)
            return Refused(failure=refused)
        if answer.is_ok and isinstance(answer.data, dict) and "prompt_id" in answer.data:
            return Submitted()
        raise strange(answer.status)

    async def _look(self, absent: Failure, reason: str) -> Submitted | Refused | Unknown:
        """Find out whether it was queued. A request may still be on its way: so look repeatedly."""
        try:
            for look in range(LOOKS):
                if look:
                    await asyncio.sleep(self._settle)
                if await self._api.find(self._attempt.id) is not Where.ABSENT:
                    return Submitted(is_adopted=True)
        except WorkerError as error:
            return Unknown(reason=f"{reason} {error}")
        return Refused(failure=absent)


def _uploaded_name(answer: Answer) -> str:
    match answer.data:
        case {"name": str() as name} if answer.is_ok and name:
            subfolder = str(answer.data.get("subfolder") or "")
            return f"{subfolder}/{name}" if subfolder else name
        case _:
            raise strange(answer.status)


def _too_large(size: int, limit: int | None) -> Failure:
    allowed = f", which takes {limit / 2**20:.0f} MB" if limit else ""
    return Failure(
        kind=FailureKind.LACKING,
        reason=(
            f"An input of {size / 2**20:.0f} MB is too large for this worker{allowed}: start "
            "ComfyUI with a larger --max-upload-size."
        ),
    )


NO_INPUT: Final = Failure(
    kind=FailureKind.GRAPH, reason="A file that the graph needs is not among the media any more."
)
NOT_TAKEN: Final = Failure(kind=FailureKind.LOST, reason="The worker did not take it.")
IN_TROUBLE: Final = Failure(
    kind=FailureKind.TROUBLE,
    reason="ComfyUI got itself in trouble over it and did not take it: look at its log.",
)
