"""What people do with jobs and with the queue: pause, resume, cancel, retry, clear, delete, order.

All of it may be asked for again and again: what is so already is left as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from domain import text
from domain.errors import RuleViolatedError
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import ENDED, PENDING, WAITING, Job
from domain.queue.budget import opened
from domain.queue.enqueue import PRIORITIES
from events.ids import BatchId, JobId, ProjectId, share_of
from events.job import (
    JobCanceled,
    JobCancelRequested,
    JobDeleted,
    JobPaused,
    JobReprioritised,
    JobResumed,
    JobRetried,
)
from events.queue import QueueCleared, QueuePaused, QueueResumed, SharePaused, ShareResumed
from events.record import record
from events.store import Fact

# Jobs that one command changes; what is left is changed by the next one.
MOST: Final = 10_000
RETRIABLE: Final = ("failed", "parked", "canceled")
CLEARABLE: Final = tuple(sorted(ENDED))


@record
class Selection:
    """Jobs by their ids, or all of a batch, or of a project, or of the queue.

    `statuses` narrows it down; none means every status that the command is about.
    """

    jobs: tuple[JobId, ...] = ()
    batch: BatchId | None = None
    project: ProjectId | None = None
    statuses: tuple[str, ...] = ()


@record
class PauseQueue:
    reason: str


@record
class ResumeQueue: ...


@record
class PauseProject:
    project_id: ProjectId
    reason: str


@record
class ResumeProject:
    project_id: ProjectId


@record
class PauseJobs:
    about: Selection
    reason: str


@record
class ResumeJobs:
    about: Selection


@record
class CancelJobs:
    """Those that wait end at once, the others when their worker let go. `now` is ms since 1970."""

    about: Selection
    reason: str
    now: int


@record
class RetryJobs:
    """Lets ended jobs begin again at their old places; by default those that failed."""

    about: Selection
    reason: str = "somebody tries it again"


@record
class ReprioritiseJobs:
    about: Selection
    priority: int


@record
class DeleteJobs:
    about: Selection


@record
class ClearJobs:
    """Jobs of a status that have ended are not shown any more. `now` is ms since 1970."""

    status: str
    project_id: ProjectId | None = None
    now: int


def pause_queue(command: PauseQueue, board: QueueBoard) -> list[Fact]:
    if board.queue.is_paused:
        return []
    return [Fact(stream=board.id, event=QueuePaused(reason=_reason(command.reason)))]


def resume_queue(_: ResumeQueue, board: QueueBoard) -> list[Fact]:
    return [Fact(stream=board.id, event=QueueResumed())] if board.queue.is_paused else []


def pause_project(command: PauseProject, board: QueueBoard) -> list[Fact]:
    share = board.share(command.project_id)
    if share and share.is_paused:
        return []
    paused = SharePaused(reason=_reason(command.reason))
    opening = opened(command.project_id, board)
    return [*opening, Fact(stream=share_of(command.project_id), event=paused)]


def resume_project(command: ResumeProject, board: QueueBoard) -> list[Fact]:
    share = board.share(command.project_id)
    return [Fact(stream=share.id, event=ShareResumed())] if share and share.is_paused else []


def pause_jobs(command: PauseJobs, board: QueueBoard) -> list[Fact]:
    paused = JobPaused(reason=_reason(command.reason))
    return _each(_chosen(command.about, board, WAITING), lambda _: paused)


def resume_jobs(command: ResumeJobs, board: QueueBoard) -> list[Fact]:
    return _each(_chosen(command.about, board, {"paused"}), lambda _: JobResumed())


def cancel_jobs(command: CancelJobs, board: QueueBoard) -> list[Fact]:
    reason = _reason(command.reason)

    def canceled(job: Job) -> object:
        # What is assigned was not sent yet, and cannot be any more.
        if job.status in PENDING or job.status == "assigned":
            return JobCanceled(reason=reason, at=command.now)
        return JobCancelRequested(reason=reason)

    live = PENDING | {"assigned", "submitting", "submitted", "running", "collecting"}
    return _each(_chosen(command.about, board, live), canceled)


def retry_jobs(command: RetryJobs, board: QueueBoard) -> list[Fact]:
    wanted = RETRIABLE if command.about.jobs else ("failed", "parked")
    chosen = _chosen(command.about, board, wanted, among=RETRIABLE)
    for job in _named(command.about, board):
        if job.status == "succeeded":
            raise RuleViolatedError(
                f"'{job.name}' succeeded. Enqueue its clip once more for another take."
            )
    retried = JobRetried(reason=_reason(command.reason))
    return _each((job for job in chosen if not board.queue.is_cleared(job)), lambda _: retried)


def reprioritise_jobs(command: ReprioritiseJobs, board: QueueBoard) -> list[Fact]:
    if command.priority not in PRIORITIES:
        raise RuleViolatedError(
            f"A priority is a whole number from {PRIORITIES[0]} to {PRIORITIES[-1]}; 0 is usual.",
            field="priority",
        )
    others = (
        job for job in _chosen(command.about, board, PENDING) if job.priority != command.priority
    )
    return _each(others, lambda _: JobReprioritised(priority=command.priority))


def delete_jobs(command: DeleteJobs, board: QueueBoard) -> list[Fact]:
    for job in _named(command.about, board):
        if not job.is_ended:
            raise RuleViolatedError(f"'{job.name}' has not ended. Cancel it first.")
    return _each(_chosen(command.about, board, ENDED), lambda _: JobDeleted())


def clear_jobs(command: ClearJobs, board: QueueBoard) -> list[Fact]:
    if command.status not in CLEARABLE:
        raise RuleViolatedError(
            f"Only ended jobs are cleared: {', '.join(CLEARABLE)}. Cancel the others first.",
            field="status",
        )
    cleared = QueueCleared(status=command.status, ended_by=command.now, project=command.project_id)
    return [Fact(stream=board.id, event=cleared)]


def _reason(reason: str) -> str:
    return text.label(reason, "reason") or "somebody wanted it so"


def _each(jobs: Iterable[Job], event: Callable[[Job], object]) -> list[Fact]:
    chosen = [job for job, _ in zip(jobs, range(MOST), strict=False)]
    return [Fact(stream=job.id, event=event(job)) for job in chosen]


def _named(about: Selection, board: QueueBoard) -> list[Job]:
    """Return the jobs that are named one by one. Raises NotFoundError where one is gone."""
    return [board.job(id_) for id_ in dict.fromkeys(about.jobs)]


def _chosen(
    about: Selection, board: QueueBoard, wanted: Iterable[str], *, among: Iterable[str] = ()
) -> Iterator[Job]:
    allowed = frozenset(among or wanted)
    statuses = allowed.intersection(about.statuses) if about.statuses else frozenset(wanted)
    return (job for job in _selected(about, board) if job.status in statuses)


def _selected(about: Selection, board: QueueBoard) -> Iterable[Job]:
    if about.jobs:
        return _named(about, board)
    if about.batch is not None:
        board.batch(about.batch)
        return [board.jobs[id_] for id_ in board.jobs_of.get(about.batch, ())]
    if about.project is not None:
        return [job for job in board.jobs.values() if job.project_id == about.project]
    return list(board.jobs.values())
