"""Bringing what attempts made into projects, as takes of their clips or items of their pool.

It follows the log of the queue behind a position that is kept, so nothing is left out whatever is
killed; and what is delivered twice is there once, for its command is named after the attempt.
Sounds are no takes: they stay with the outputs of their job.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Final

import structlog

from domain.errors import ConflictError, DomainError
from domain.queue.board.batch import Batch
from domain.queue.board.job import Job
from events.ids import MAIN_QUEUE
from events.job import JobSucceeded
from events.store import Commit, EventStore, StoreUnavailableError
from events.take import Provenance
from generation.dispatch.port import UnbuildableError
from repositories import batch as batches
from repositories import job as jobs
from repositories import worker as workers
from repositories.bookmark import Bookmarks
from repositories.projector import Projector
from repositories.view import View
from server.generation.workshop import known
from server.take.gallery import Gallery, Made

MILLION: Final = 1_000_000
AGAIN: Final = 3.0
LOOK: Final = 5.0
NAME: Final = "deliveries"

log = structlog.get_logger(__name__)


class Deliveries:
    def __init__(
        self,
        *,
        store: EventStore,
        projector: Projector,
        gallery: Gallery,
        bookmarks: Bookmarks,
        is_ours: Callable[[], Awaitable[bool]],
    ) -> None:
        self._store = store
        self._projector = projector
        self._gallery = gallery
        self._bookmarks = bookmarks
        self._is_ours = is_ours
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Deliver until canceled."""
        while True:
            try:
                if await self._is_ours():
                    await self.deliver()
            except (StoreUnavailableError, ConflictError) as error:
                log.warning("delivery.delayed", error=str(error))
                await asyncio.sleep(AGAIN)
            except Exception:
                log.exception("delivery.failed")
                await asyncio.sleep(AGAIN)
            await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK):
                await self._woken.wait()
        except TimeoutError:
            return
        self._woken.clear()

    async def deliver(self) -> None:
        """Deliver all that succeeded since the bookmark."""
        after = await self._bookmarks.position(NAME)
        async for commit in self._store.read(MAIN_QUEUE, after=after):
            for fact in commit.facts:
                if isinstance(fact.event, JobSucceeded):
                    await self._bring(commit, fact.stream, fact.event)
            await self._bookmarks.move(NAME, commit.n)

    async def _bring(self, commit: Commit, job: str, event: JobSucceeded) -> None:
        await self._projector.reached(MAIN_QUEUE, commit.n, patience=None)
        found = await jobs.find(job)
        batch = await batches.find(found.state.batch) if found else None
        if found is None or batch is None:
            log.error("delivery.unknown_job", job=job)
            return
        try:
            await self._hand_over(found.state, batch, event)
        except (ConflictError, StoreUnavailableError):
            raise
        except DomainError as error:
            # The project is gone, or closed: the outputs stay with the job.
            log.warning("delivery.refused", job=job, reason=error.message)

    async def _hand_over(self, job: Job, batch: View[Batch], event: JobSucceeded) -> None:
        worker = await workers.find(job.worker) if job.worker else None
        made = provenance(job, batch.state, event, worker.state.name if worker else "")
        outputs = self._gallery.shown(
            [Made(digest=one.digest, name=one.name, made=made) for one in event.outputs]
        )
        if not outputs:
            log.info("delivery.nothing_to_show", job=job.id)
            return
        actor = batch.created_by
        if job.clip_id:
            await self._gallery.collect(
                job.project_id, job.clip_id, event.attempt, outputs, actor=actor
            )
        else:
            await self._gallery.keep(job.project_id, event.attempt, outputs, actor=actor)


def provenance(job: Job, batch: Batch, event: JobSucceeded, worker: str) -> Provenance:
    """Say how the outputs of an attempt came to be."""
    values = {**batch.values, **job.values}
    said = _by_role(batch, values)
    return Provenance(
        source="job",
        prompt=said.get("prompt", ""),
        negative_prompt=said.get("negative", ""),
        seed=str(job.seed),
        model=said.get("model", ""),
        loras=_loras(values),
        workflow=batch.workflow,
        workflow_version=batch.workflow_version,
        values=json.dumps(values, ensure_ascii=False, sort_keys=True),
        worker=worker,
        job=job.id,
        attempt=event.attempt,
        started_at=_instant(job.started_at or job.assigned_at),
        finished_at=_instant(event.at),
        cost=f"{event.money / MILLION:.6f}" if event.money else "",
    )


def _by_role(batch: Batch, values: dict[str, Any]) -> dict[str, str]:
    """Return prompts and model as texts; those of stages stand below each other."""
    try:
        parameters = known(batch.definition).parameters
    except UnbuildableError:
        return {}
    found: dict[str, str] = {}
    for parameter in parameters:
        value = values.get(parameter.name, parameter.default)
        called = "model" if parameter.type == "model" else parameter.role
        if called and value and called not in found:
            lines = value if isinstance(value, list | tuple) else [value]
            found[called] = "\n".join(str(line) for line in lines if line)
    return found


def _loras(values: dict[str, Any]) -> dict[str, float]:
    return {
        str(one["name"]): float(one.get("strength", 1.0))
        for value in values.values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, dict) and "name" in one
    }


def _instant(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat() if ms else ""
