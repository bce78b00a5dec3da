"""The routes of a ComfyUI server that the driver uses, and what their answers mean.

Which routes a server has is found out by asking, never by its version.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from events.record import record
from generation.wire import Answer, Wire, strange
from generation.worker import StrangeAnswerError, Where

STATUSES: Final = {
    "pending": Where.PENDING,
    "in_progress": Where.RUNNING,
    "completed": Where.ENDED,
    "failed": Where.ENDED,
    "cancelled": Where.ENDED,
}
NOT_FOUND: Final = {"error": "Job not found"}
Entry = Mapping[str, Any]


@record
class Queued:
    """A line of `/queue`: what runs or waits, and whose it is."""

    number: float
    id: str
    client_id: str
    is_running: bool


class Api:
    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._has_jobs: bool | None = None

    @property
    def has_jobs(self) -> bool:
        """Whether `/api/jobs` was there when it was last asked for."""
        return self._has_jobs is True

    def ask_anew(self) -> None:
        """Find out again what the server can: it may be another version by now."""
        self._has_jobs = None

    async def depth(self) -> int:
        """Return how many prompts run and wait: the cheapest question there is."""
        match await self.wire.json("/prompt"):
            case {"exec_info": {"queue_remaining": int() as depth}}:
                return depth
            case _:
                raise not_comfyui()

    async def queue(self) -> list[Queued]:
        """Return what runs and what waits, in the order in which it will run."""
        match await self.wire.json("/queue"):
            case {"queue_running": list() as running, "queue_pending": list() as pending}:
                waiting = sorted(_lines(pending, is_running=False), key=_order)
                return [*_lines(running, is_running=True), *waiting]
            case _:
                raise not_comfyui()

    async def history(self, id_: str) -> Entry | None:
        """Return what is remembered of a prompt that has ended."""
        data = await self.wire.json(f"/history/{id_}")
        entry = data.get(id_) if isinstance(data, dict) else None
        return entry if isinstance(entry, dict) else None

    async def find(self, id_: str) -> Where:
        """Say where a prompt is, from one answer or from two in an order that misses nothing."""
        if self._has_jobs is not False:
            answer = await self.wire.get(f"/api/jobs/{id_}")
            where = self._of_job(answer)
            if where is not None:
                return where
        return await self._find_in_queue(id_)

    def _of_job(self, answer: Answer) -> Where | None:
        """Return what `/api/jobs/{id}` says, None if there is no such route."""
        if answer.status == HTTPStatus.NOT_FOUND:
            # Any other 404 may come from a proxy that knows nothing of what is behind it.
            self._has_jobs = answer.data == NOT_FOUND
            return Where.ABSENT if self._has_jobs else None
        if answer.is_ok and isinstance(answer.data, dict):
            self._has_jobs = True
            return STATUSES.get(str(answer.data.get("status")))
        if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
            self._has_jobs = False
            return None
        raise strange(answer.status)

    async def _find_in_queue(self, id_: str) -> Where:
        """A prompt moves from the queue to the history, never back: so the queue is asked first."""
        for line in await self.queue():
            if line.id == id_:
                return Where.RUNNING if line.is_running else Where.PENDING
        return Where.ABSENT if await self.history(id_) is None else Where.ENDED

    async def ahead(self, id_: str) -> int:
        """Return how many prompts run before this one does."""
        lines = await self._jobs() if self.has_jobs else await self.queue()
        ids = [line.id for line in lines]
        return ids.index(id_) if id_ in ids else 0

    async def _jobs(self) -> list[Queued]:
        """Return what runs and waits without the graphs, which make `/queue` megabytes long."""
        data = await self.wire.json(
            "/api/jobs", params={"status": "pending,in_progress", "limit": "1000"}
        )
        lines = [
            Queued(
                number=float(job.get("priority") or 0),
                id=str(job.get("id")),
                client_id="",
                is_running=job.get("status") == "in_progress",
            )
            for job in (data.get("jobs") if isinstance(data, dict) else None) or ()
            if isinstance(job, dict)
        ]
        return sorted(lines, key=lambda line: (not line.is_running, *_order(line)))

    async def delete(self, id_: str) -> None:
        """Take a prompt out of the queue; harmless if it is not there or runs already."""
        _done(await self.wire.post("/queue", {"delete": [id_]}))

    async def interrupt(self, id_: str) -> None:
        """Stop this prompt if it is the one that runs. Without its id it would stop any."""
        _done(await self.wire.post("/interrupt", {"prompt_id": id_}))

    async def cancel(self, id_: str) -> bool:
        """Cancel by the newer route, which cannot hit another prompt; tell whether there is one."""
        answer = await self.wire.post(f"/api/jobs/{id_}/cancel", {})
        return answer.is_ok and isinstance(answer.data, dict) and "cancelled" in answer.data

    async def forget(self, id_: str) -> None:
        _done(await self.wire.post("/history", {"delete": [id_]}))

    async def free(self) -> None:
        """Let the server drop models and cached results from memory, before its next prompt."""
        _done(await self.wire.post("/free", {"unload_models": True, "free_memory": True}))


def _done(answer: Answer) -> None:
    if not answer.is_ok:
        raise strange(answer.status)


def _lines(entries: list[Any], *, is_running: bool) -> Iterator[Queued]:
    for entry in entries:
        match entry:
            case [int() | float() as number, str() as id_, *rest]:
                yield Queued(
                    number=number, id=id_, client_id=_client_id(rest), is_running=is_running
                )
            case _:
                continue


def _client_id(rest: list[Any]) -> str:
    extra = rest[1] if len(rest) > 1 else None
    return str(extra.get("client_id") or "") if isinstance(extra, dict) else ""


def _order(line: Queued) -> tuple[float, str]:
    return line.number, line.id


def not_comfyui() -> StrangeAnswerError:
    return StrangeAnswerError("What answers there is no ComfyUI: check the address.")
