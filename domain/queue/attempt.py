"""An attempt: claimed by a worker, sent to it, worked on, and what came of it.

A job has one current attempt at most. What is reported of any other is written down once and
changes nothing, so no job can be done twice over.
"""

from typing import Final

from domain.errors import ConflictError, RuleViolatedError
from domain.queue import budget
from domain.queue.board.ability import Slot
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import WAITING, Job
from domain.queue.board.worker import Worker
from events.ids import ATTEMPT, AttemptId, JobId, WorkerId
from events.job import (
    JobAssigned,
    JobCollecting,
    JobResultIgnored,
    JobStarted,
    JobSubmitted,
    JobSubmitting,
    JobSucceeded,
    Output,
)
from events.record import record
from events.store import Fact
from events.worker import WorkerRecovered

# One that runs, and one that waits behind it so that the device never does.
DEPTH: Final = 2
_STEPS: Final = ("assigned", "submitting", "submitted", "running", "collecting")


@record
class AssignJob:
    """Claims a job for a worker. `now` is ms since 1970, as in all of these."""

    job_id: JobId
    worker_id: WorkerId
    device: int
    attempt: AttemptId
    reason: str
    now: int


@record
class SubmitJob:
    """Says that the attempt is about to be sent, before it is."""

    job_id: JobId
    attempt: AttemptId


@record
class ConfirmSubmission:
    """`ticket` is what the worker calls the attempt, where that is not its id."""

    job_id: JobId
    attempt: AttemptId
    ticket: str = ""


@record
class StartJob:
    job_id: JobId
    attempt: AttemptId
    now: int


@record
class CollectJob:
    job_id: JobId
    attempt: AttemptId


@record
class SucceedJob:
    """`time` is the ms that the worker needed; the outputs are safe already."""

    job_id: JobId
    attempt: AttemptId
    time: int
    outputs: tuple[Output, ...]
    now: int


def assign(command: AssignJob, board: QueueBoard) -> list[Fact]:
    """Return the claim. Raises ConflictError where somebody else has the job, or the place."""
    job = board.job(command.job_id)
    if job.attempt == command.attempt:
        return []
    if job.status not in WAITING:
        raise ConflictError("The job is taken or does not wait any more. Choose another one.")
    if job.retry_at > command.now and not job.may_go_early_to(command.worker_id):
        raise RuleViolatedError("The job is to be tried again, but not yet. Choose another one.")
    if not ATTEMPT.fullmatch(command.attempt):
        raise RuleViolatedError(
            "An attempt is named by a UUID in lower case with hyphens.", field="attempt"
        )
    worker = board.worker(command.worker_id)
    _refuse_unfit(job, worker, command.device, board)
    return [Fact(stream=job.id, event=_assigned(command, board))]


def _assigned(command: AssignJob, board: QueueBoard) -> JobAssigned:
    return JobAssigned(
        attempt=command.attempt,
        worker=command.worker_id,
        device=command.device,
        machine=board.abilities[command.worker_id].machines[command.device],
        at=command.now,
        reason=command.reason,
    )


def _refuse_unfit(job: Job, worker: Worker, device: int, board: QueueBoard) -> None:
    slot = Slot(worker.id, device)
    if why := _hold(job, board):
        raise RuleViolatedError(f"The job has to wait: {why}.")
    if not worker.takes_jobs:
        raise RuleViolatedError(f"The worker '{worker.name}' takes no jobs: {standing(worker)}.")
    if slot not in board.able(job.demand, job.vram):
        raise RuleViolatedError(f"The worker '{worker.name}' cannot do what the job needs.")
    if len(board.busy.get(slot, ())) >= DEPTH:
        raise ConflictError(f"The worker '{worker.name}' has enough to do. Choose another one.")


def _hold(job: Job, board: QueueBoard) -> str:
    batch = board.batches[job.batch]
    of_project = budget.hold(board, job.project_id, board.active[job.project_id])
    return of_project or budget.used_up("batch", batch, board.active[batch.id])


def standing(worker: Worker) -> str:
    """Say how a worker stands, with the reason where there is one."""
    word = worker.mode if worker.mode != "enabled" else worker.health
    return f"it is {word} ({worker.reason})" if worker.reason else f"it is {word}"


def submit(command: SubmitJob, board: QueueBoard) -> list[Fact]:
    """Return the intent. Raises RuleViolatedError where the attempt must not be sent any more."""
    job = _current(command.job_id, command.attempt, board)
    if job.status == "canceling":
        raise RuleViolatedError("The job is being canceled: do not send it.")
    return _step(job, "submitting", JobSubmitting(attempt=command.attempt))


def confirm(command: ConfirmSubmission, board: QueueBoard) -> list[Fact]:
    job = _current(command.job_id, command.attempt, board)
    event = JobSubmitted(attempt=command.attempt, ticket=command.ticket)
    return _step(job, "submitted", event)


def start(command: StartJob, board: QueueBoard) -> list[Fact]:
    job = _current(command.job_id, command.attempt, board)
    return _step(job, "running", JobStarted(attempt=command.attempt, at=command.now))


def collect(command: CollectJob, board: QueueBoard) -> list[Fact]:
    job = _current(command.job_id, command.attempt, board)
    return _step(job, "collecting", JobCollecting(attempt=command.attempt))


def _step(job: Job, to: str, event: object) -> list[Fact]:
    """Return the step, nothing where the job is as far already or is being canceled."""
    if job.status == "canceling" or _STEPS.index(job.status) >= _STEPS.index(to):
        return []
    if job.status == "assigned" and to != "submitting":
        raise RuleViolatedError("Nobody said that the attempt is sent: say so before it is.")
    return [Fact(stream=job.id, event=event)]


def _current(id_: JobId, attempt: AttemptId, board: QueueBoard) -> Job:
    job = board.job(id_)
    if job.attempt != attempt:
        raise RuleViolatedError("This attempt is over: let go of it.", field="attempt")
    return job


def succeed(command: SucceedJob, board: QueueBoard) -> list[Fact]:
    """Return the end of the job, also where it was to be canceled: what is done is not lost."""
    job = board.job(command.job_id)
    if job.attempt != command.attempt:
        return ignored(job, command.attempt, "succeeded")
    _refuse_hollow(job, command)
    done = JobSucceeded(
        attempt=command.attempt,
        at=command.now,
        time=command.time,
        money=budget.cost(job, command.time, board),
        outputs=command.outputs,
    )
    end = Fact(stream=job.id, event=done)
    return [*budget.charges(job, command.time, board), end, *_recovered(job, board)]


def _refuse_hollow(job: Job, command: SucceedJob) -> None:
    if job.status == "assigned":
        raise RuleViolatedError("The attempt was never sent and cannot have succeeded.")
    if not command.outputs or any(output.size <= 0 for output in command.outputs):
        raise RuleViolatedError(
            "An attempt that succeeds has an output, and none that is empty: report its failure.",
            field="outputs",
        )
    refuse_negative(command.time)


def refuse_negative(time: int) -> None:
    if time < 0:
        raise RuleViolatedError("A duration is not negative: say 0 for none.", field="time")


def _recovered(job: Job, board: QueueBoard) -> list[Fact]:
    worker = board.workers.get(job.worker) if job.worker else None
    if worker is None or not worker.errors:
        return []
    return [Fact(stream=worker.id, event=WorkerRecovered())]


def ignored(job: Job, attempt: AttemptId, outcome: str) -> list[Fact]:
    """Write down, once, what was reported of an attempt that is not the current one."""
    if f"{attempt} {outcome}" in job.ignored or _is_said(job, attempt, outcome):
        return []
    reason = (
        f"the job is {job.status} without it"
        if job.attempt is None
        else "another attempt is under way"
    )
    event = JobResultIgnored(attempt=attempt, outcome=outcome, reason=reason)
    return [Fact(stream=job.id, event=event)]


def _is_said(job: Job, attempt: AttemptId, outcome: str) -> bool:
    """Tell whether this is what ended the newest attempt: the same report, sent again."""
    if attempt != job.last_attempt or job.attempt is not None:
        return False
    said = "succeeded" if job.status == "succeeded" else job.failure or job.status
    return said == outcome
