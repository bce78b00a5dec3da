"""How attempts go on, for whoever looks: the newest of each, on every server.

What this server is told it tells its own followers at once, and the other servers by the bulletin.
What those tell is looked for only while somebody follows.
"""

import asyncio
from base64 import b64encode
from collections.abc import AsyncGenerator, Iterable, Mapping
from typing import Final, Protocol

import structlog

from domain.queue.board.job import Job
from events.ids import AttemptId, JobId
from events.store import StoreUnavailableError
from generation.worker import Preview, Progress, Suspected, Unheard
from repositories.bulletin import JobProgress, News

# Seconds of rest after each telling. What comes after a rest is told at once.
PAUSE: Final = 0.1
# Seconds between what is told to other servers, and between looks at what they tell.
REST: Final = 0.5
LOOK: Final = 0.5

log = structlog.get_logger(__name__)


class Bulletin(Protocol):
    """Where servers tell each other how attempts go on."""

    async def post(self, told: Iterable[JobProgress], over: Mapping[str, str]) -> None: ...

    async def news(self, project: str, known: Mapping[str, str]) -> News: ...


class Progresses:
    """Knows the newest of each job at a worker of this server, and of those that are followed."""

    def __init__(self, bulletin: Bulletin) -> None:
        self._bulletin = bulletin
        self._newest: dict[str, tuple[int, JobProgress]] = {}
        self._count = 0
        self._changed = asyncio.Event()
        # The attempts of which this server was told, by their jobs.
        self._ours: dict[str, str] = {}
        self._unposted: set[str] = set()
        self._over: dict[str, str] = {}
        self._due = asyncio.Event()
        self._watches: dict[str, _Watch] = {}

    def ends(self, job: JobId) -> None:
        """Forget a job that nothing more is told of."""
        self._newest.pop(job, None)
        self._unposted.discard(job)
        attempt = self._ours.pop(job, None)
        if attempt:
            self._over[job] = attempt
            self._due.set()

    def told(self, job: Job, attempt: AttemptId, sign: Progress | Suspected | Unheard) -> None:
        before = self._newest.get(job.id)
        known = before[1] if before and before[1].attempt == attempt else None
        self._tell(_progress(job, attempt, sign, known))
        self._ours[job.id] = attempt
        self._unposted.add(job.id)
        self._due.set()

    def _tell(self, one: JobProgress) -> None:
        self._count += 1
        self._newest[one.job] = (self._count, one)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def run(self) -> None:
        """Tell the other servers what is told here, until canceled."""
        while True:
            await self._due.wait()
            self._due.clear()
            try:
                await self._post()
            except Exception:
                log.exception("progress.unposted")
            await asyncio.sleep(REST)

    async def _post(self) -> None:
        told = [self._newest[job][1] for job in self._unposted if job in self._newest]
        over, self._over = self._over, {}
        self._unposted.clear()
        await self._bulletin.post(told, over)

    @property
    def watched(self) -> int:
        """How many projects are looked at for somebody."""
        return len(self._watches)

    async def follow(self, project: str) -> AsyncGenerator[list[JobProgress]]:
        """Yield all that is known of a project's attempts, then what is new."""
        watch = self._watch(project)
        try:
            await watch.has_looked.wait()
            seen, is_first = 0, True
            while True:
                changed = self._changed
                told = [it for n, it in self._newest.values() if n > seen and it.project == project]
                seen = self._count
                if told or is_first:
                    yield told
                    is_first = False
                    await asyncio.sleep(PAUSE)
                await changed.wait()
        finally:
            self._leave(project, watch)

    def _watch(self, project: str) -> "_Watch":
        watch = self._watches.get(project)
        if watch is None:
            watch = self._watches[project] = _Watch()
            watch.task = asyncio.create_task(self._look(project, watch))
        watch.readers += 1
        return watch

    def _leave(self, project: str, watch: "_Watch") -> None:
        watch.readers -= 1
        if not watch.readers and watch.task:
            watch.task.cancel()
            del self._watches[project]
            self._forget(watch.versions)

    async def _look(self, project: str, watch: "_Watch") -> None:
        while True:
            try:
                news = await self._bulletin.news(project, watch.versions)
            except StoreUnavailableError as error:
                log.warning("progress.retry", error=str(error))
            except Exception:
                # All who follow the project wait for this task, and nobody for its end.
                log.exception("progress.failed", project=project)
            else:
                self._learn(watch, news)
            watch.has_looked.set()
            await asyncio.sleep(LOOK)

    def _learn(self, watch: "_Watch", news: News) -> None:
        self._forget(watch.versions.keys() - news.versions.keys())
        watch.versions = news.versions
        for one in news.told:
            # What is not posted yet is newer than what stands there.
            if one.job not in self._unposted:
                self._tell(one)

    def _forget(self, jobs: Iterable[str]) -> None:
        """Forget what others told, and tell no more."""
        for job in jobs:
            if job not in self._ours:
                self._newest.pop(job, None)


class _Watch:
    """What was read of a project's attempts at other servers, for all who follow it."""

    def __init__(self) -> None:
        self.readers = 0
        self.has_looked = asyncio.Event()
        self.versions: Mapping[str, str] = {}
        self.task: asyncio.Task[None] | None = None


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
