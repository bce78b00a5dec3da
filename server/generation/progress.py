"""How attempts go on, for whoever looks: the newest of each, never stored."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncGenerator
from typing import Final

from domain.queue.board.job import Job
from events.ids import AttemptId, JobId
from generation.worker import Preview, Progress, Suspected, Unheard
from schema.generation_port import JobProgress

# Seconds of rest after each telling. What comes after a rest is told at once.
PAUSE: Final = 0.1


class Progresses:
    """Knows the newest of each job that is at a worker of this server."""

    def __init__(self) -> None:
        self._newest: dict[JobId, tuple[int, JobProgress]] = {}
        self._count = 0
        self._changed = asyncio.Event()

    def ends(self, job: JobId) -> None:
        """Forget a job that nothing more is told of."""
        self._newest.pop(job, None)

    def told(self, job: Job, attempt: AttemptId, sign: Progress | Suspected | Unheard) -> None:
        self._count += 1
        before = self._newest.get(job.id)
        known = before[1] if before and before[1].attempt == attempt else None
        self._newest[job.id] = (self._count, _progress(job, attempt, sign, known))
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def follow(self, project: str) -> AsyncGenerator[list[JobProgress]]:
        """Yield all that is known of a project's attempts, then what is new."""
        seen, is_first = 0, True
        while True:
            changed = self._changed
            told = [one for n, one in self._newest.values() if n > seen and one.project == project]
            seen = self._count
            if told or is_first:
                yield told
                is_first = False
                await asyncio.sleep(PAUSE)
            await changed.wait()


def _progress(
    job: Job,
    attempt: AttemptId,
    sign: Progress | Suspected | Unheard,
    known: JobProgress | None,
) -> JobProgress:
    if isinstance(sign, Progress):
        return JobProgress(
            project=job.project_id,
            job=job.id,
            attempt=attempt,
            fraction=sign.fraction,
            ahead=sign.ahead,
            node=sign.node,
            step=sign.step,
            steps=sign.steps,
            preview=_address(sign.preview) if sign.preview else (known.preview if known else ""),
        )
    return JobProgress(
        project=job.project_id,
        job=job.id,
        attempt=attempt,
        fraction=known.fraction if known else 0.0,
        preview=known.preview if known else "",
        message=sign.reason,
    )


def _address(preview: Preview) -> str:
    return f"data:{preview.media_type};base64,{b64encode(preview.data).decode()}"
