"""The loop around the scheduler: it looks, has jobs claimed, and sets them going.

It keeps nothing that must survive. What it does follows from the board alone, so after a crash, or
when another server takes over its duty, each attempt is taken up from where it is.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final

import structlog

from domain.errors import DomainError
from domain.queue.attempt import AssignJob
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from domain.queue.board.worker import Worker
from domain.queue.failure import FailAttempt
from domain.queue.lease import Leases
from domain.queue.schedule import Assignment, Plan, Sighting
from domain.queue.standing import Seen
from events.ids import AttemptId, WorkerId
from events.store import StoreUnavailableError
from generation.dispatch.course import Course
from generation.dispatch.minder import Minder
from generation.dispatch.plan import planned
from generation.dispatch.port import Crew, UnreadableKeyError
from generation.guard import ForbiddenAddressError
from generation.worker import Failure, FailureKind

log = structlog.get_logger(__name__)
PATIENCE: Final = 0.2  # seconds
SILENT: Final = "Its worker was not heard of for too long."
DISABLED: Final = Failure(kind=FailureKind.LOST, reason="Its worker was disabled.")
# Kinds of workers that this program asks itself; agents ask this program.
ASKED: Final = frozenset({"comfyui", "runpod"})


class Dispatcher:
    """`plan` is the newest decision, with why those that wait do; None before there was one."""

    def __init__(self, crew: Crew, leases: Leases | None = None) -> None:
        self.plan: Plan | None = None
        self._crew = crew
        self._leases = leases or Leases()
        self._woken = asyncio.Event()
        self._faults: dict[WorkerId, str] = {}
        self._minders: dict[WorkerId, tuple[Minder, asyncio.Task[None]]] = {}
        self._courses: dict[AttemptId, tuple[Course, asyncio.Task[None]]] = {}

    def wake(self) -> None:
        """Look again soon: something changed in the queue."""
        self._woken.set()

    def sightings(self) -> dict[WorkerId, Sighting]:
        return {id_: minder.sighting for id_, (minder, _) in self._minders.items()}

    def trouble(self, worker: WorkerId) -> str:
        """Say why a worker that is minded here does not answer; empty if it does."""
        found = self._minders.get(worker)
        return found[0].trouble if found else self._faults.get(worker, "")

    async def run(self) -> None:
        """Work until canceled; then everything is left as it is, to be taken up again."""
        try:
            while True:
                await self._round_safely()
                # Unlike `wait_for`, a timeout never loses that this is canceled.
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._crew.pace.round):
                        await self._woken.wait()
                self._woken.clear()
        finally:
            await self._rest()

    async def _round_safely(self) -> None:
        try:
            await self.round()
        except (DomainError, StoreUnavailableError) as error:
            log.warning("dispatch.delayed", error=str(error))
        except Exception:
            log.exception("dispatch.failed")

    async def round(self) -> None:
        """Look at everything once."""
        if not await self._crew.duty.is_ours():
            await self._rest()
            return
        board = await self._crew.queue.board()
        await self._mind(board)
        await self._crew.roll.note(self._seen())
        self._take_up(board)
        self._stop(board)
        await self._give_up(board)
        await self._assign(board)

    def _seen(self) -> list[Seen]:
        now = self._crew.now()
        minded = (minder.seen for minder, _ in self._minders.values())
        return [one for one in minded if one] + [
            Seen(worker=id_, at=now, is_online=False, trouble=why)
            for id_, why in self._faults.items()
        ]

    async def _mind(self, board: QueueBoard) -> None:
        wanted = {worker.id: worker for worker in board.workers.values() if _is_minded(worker)}
        for id_, (minder, task) in list(self._minders.items()):
            worker = wanted.get(id_)
            if worker is None or not minder.is_for(worker) or task.done():
                del self._minders[id_]
                await _ended([task, *self._leave(board, id_)])
        for worker in wanted.values():
            if worker.id not in self._minders:
                await self._hire(worker)

    async def _hire(self, worker: Worker) -> None:
        """Begin to mind a worker, if its address may be asked and its key can be read."""
        try:
            driver = await self._crew.driver(worker)
        except (ForbiddenAddressError, UnreadableKeyError) as error:
            self._faults[worker.id] = str(error)
            return
        self._faults.pop(worker.id, None)
        minder = Minder(worker, driver, self._crew)
        self._minders[worker.id] = (minder, self._task(minder.run()))

    def _leave(self, board: QueueBoard, worker: WorkerId) -> list[asyncio.Task[None]]:
        """Leave the attempts at a worker as they are."""
        here = {board.jobs[id_].attempt for id_ in board.at(worker)}
        gone = [attempt for attempt in self._courses if attempt in here]
        return [self._courses.pop(attempt)[1] for attempt in gone]

    def _take_up(self, board: QueueBoard) -> None:
        for attempt, (_, task) in list(self._courses.items()):
            if task.done():
                del self._courses[attempt]
        for job in _active(board):
            found = self._minders.get(job.worker) if job.worker else None
            if found and job.attempt and job.attempt not in self._courses:
                minder = found[0]
                batch = board.batch(job.batch)
                course = Course(job, batch, minder.driver, self._crew, minder.gate)
                self._courses[job.attempt] = (course, self._task(course.run()))

    def _stop(self, board: QueueBoard) -> None:
        for job in _active(board):
            found = self._courses.get(job.attempt) if job.attempt else None
            worker = board.workers.get(job.worker) if job.worker else None
            if found and job.status == "canceling":
                found[0].stop()
            elif found and worker and worker.mode == "disabled":
                found[0].stop(DISABLED)

    async def _give_up(self, board: QueueBoard) -> None:
        """Take jobs from workers that nobody hears of. Who comes back is told to let go."""
        # The leases keep to whole ms of a clock that does not jump.
        now = round(self._crew.elapsed() * 1000)
        for attempt, (course, task) in self._courses.items():
            if not course.is_silent and not task.done():
                self._leases.heard(attempt, now)
        try:
            ages = await self._crew.pulses.ages()
        except StoreUnavailableError as error:
            # Whoever was heard of elsewhere is not known: nobody is given up, all else goes on.
            log.warning("dispatch.nobody_given_up", error=str(error))
            return
        for attempt, age in ages.items():
            self._leases.heard(attempt, now - age)
        for job in self._leases.expired(_active(board), now):
            await self._lose(job)

    async def _lose(self, job: Job) -> None:
        assert job.attempt is not None  # noqa: S101 - it was active
        found = self._courses.pop(job.attempt, None)
        if found:
            await _ended([found[1]])
        with suppress(DomainError):
            await self._crew.queue.command(
                FailAttempt(
                    job_id=job.id,
                    attempt=job.attempt,
                    failure="lost",
                    reason=SILENT,
                    now=self._crew.now(),
                )
            )

    async def _assign(self, board: QueueBoard) -> None:
        sightings = self.sightings()
        plan = await planned(board, sightings, self._crew.roll, self._crew.now())
        self.plan = plan
        claims = (self._claim(one) for one in plan.assignments)
        await asyncio.gather(*claims)
        if plan.assignments:
            self.wake()

    async def _claim(self, one: Assignment) -> None:
        """Claim a job; somebody may have been quicker, or wanted something else with it."""
        claim = AssignJob(
            job_id=one.job_id,
            worker_id=one.worker_id,
            device=one.device,
            attempt=self._crew.new_attempt(),
            reason=one.reason,
            now=self._crew.now(),
        )
        try:
            await self._crew.queue.command(claim)
        except DomainError as error:
            log.info("dispatch.claim_refused", job=one.job_id, reason=error.message)

    def _task(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("dispatch.task_failed", error=repr(error))
        self.wake()

    async def _rest(self) -> None:
        tasks = [task for _, task in (*self._courses.values(), *self._minders.values())]
        self._courses.clear()
        self._minders.clear()
        await _ended(tasks)


def _is_minded(worker: Worker) -> bool:
    return worker.kind in ASKED and not worker.is_removed


def _active(board: QueueBoard) -> list[Job]:
    """Return the jobs that are at workers, in the order of the queue."""
    jobs = [board.jobs[id_] for ids in board.busy.values() for id_ in ids]
    return sorted(jobs, key=lambda job: (job.assigned_at, -job.priority, job.sequence))


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel, again and again: one may get lost on the way to an answer of the database."""
    open_ = set(tasks)
    while open_:
        for task in open_:
            task.cancel()
        _, open_ = await asyncio.wait(open_, timeout=PATIENCE)
