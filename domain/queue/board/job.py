"""A job as decisions see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final, assert_never

from events.ids import AttemptId, BatchId, ClipId, JobId, ProjectId, WorkerId
from events.job import (
    JobAssigned,
    JobCanceled,
    JobCancelRequested,
    JobChange,
    JobCollecting,
    JobDeleted,
    JobEnqueued,
    JobEvent,
    JobFailed,
    JobPaused,
    JobReprioritised,
    JobRequeued,
    JobResultIgnored,
    JobResumed,
    JobRetried,
    JobStarted,
    JobSubmitted,
    JobSubmitting,
    JobSucceeded,
    Output,
)
from events.record import record, replace

# In line, and not at a worker.
WAITING: Final = frozenset({"queued", "waiting"})
PENDING: Final = WAITING | {"paused"}
# An attempt is somewhere, and this one only may report of it.
ACTIVE: Final = frozenset(
    {"assigned", "submitting", "submitted", "running", "collecting", "canceling"}
)
ENDED: Final = frozenset({"succeeded", "failed", "parked", "canceled"})
STATUSES: Final = (*sorted(PENDING), *sorted(ACTIVE), *sorted(ENDED))


@record
class Job:
    """Instants are milliseconds since 1970 in UTC, durations milliseconds, `vram` megabytes.

    `reason` says in words why the job is as it is. `tries` counts the attempts that count,
    `setbacks` those that do not. `last_time` is what the newest attempt took, `time` all of them.
    `project_id` is whose job it is: rows call the partition `project`.
    """

    id: JobId
    batch: BatchId
    number: int = 0
    project_id: ProjectId
    clip_id: ClipId | None = None
    name: str = ""
    workflow: str = ""
    workflow_version: str = ""
    kind: str = ""
    priority: int = 0
    sequence: int = 0
    enqueued_at: int = 0
    seed: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    likeness: str = ""
    demand: str = ""
    vram: int = 0
    status: str = "queued"
    reason: str = ""
    attempt: AttemptId | None = None
    last_attempt: AttemptId | None = None
    ticket: str = ""
    worker: WorkerId | None = None
    device: int = 0
    machine: str = ""
    assigned_at: int = 0
    started_at: int = 0
    ended_at: int = 0
    retry_at: int = 0
    attempts: int = 0
    tries: int = 0
    setbacks: int = 0
    avoids: tuple[WorkerId, ...] = ()
    failure: str = ""
    time: int = 0
    last_time: int = 0
    money: int = 0
    outputs: tuple[Mapping[str, Any], ...] = ()
    # Reports of attempts that were not the current one, as `attempt outcome`.
    ignored: tuple[str, ...] = ()
    is_deleted: bool = False

    @property
    def need(self) -> str:
        """Return what is the same for jobs that the same workers can run."""
        return need_of(self.demand, self.vram)

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    def may_go_early_to(self, worker: WorkerId) -> bool:
        """Tell whether a worker need not wait: only those that the job failed on have to."""
        return self.worker in self.avoids and worker not in self.avoids


# What most of its fields are to begin with: copying it is quicker than filling in all of them.
_BLANK: Final = Job(
    id=JobId(""), batch=BatchId(""), project_id=ProjectId(""), reason="waits for its turn"
)


def need_of(demand: str, vram: int) -> str:
    return f"{demand}@{vram}"


def evolve(state: Job | None, event: JobEvent, id_: str) -> Job:
    """Return the job after the event; `state` is None before it was enqueued."""
    if isinstance(event, JobEnqueued):
        return _enqueued(event, JobId(id_))
    if state is None:
        raise LookupError(f"{id_} has no JobEnqueued before {type(event).__name__}")
    return _changed(state, event)


def _enqueued(event: JobEnqueued, id_: JobId) -> Job:
    return replace(
        _BLANK,
        id=id_,
        batch=event.batch,
        number=event.number,
        project_id=event.project,
        clip_id=event.clip,
        name=event.name,
        workflow=event.workflow,
        workflow_version=event.workflow_version,
        kind=event.kind,
        priority=event.priority,
        sequence=event.sequence,
        enqueued_at=event.at,
        seed=event.seed,
        values=event.values,
        inputs=event.inputs,
        likeness=event.likeness,
        demand=event.demand,
        vram=event.vram,
    )


def _changed(state: Job, event: JobChange) -> Job:  # noqa: C901, PLR0911, PLR0912 - one line a fact
    match event:
        case JobReprioritised():
            return replace(state, priority=event.priority)
        case JobPaused():
            return replace(state, status="paused", reason=event.reason)
        case JobResumed():
            return _back_in_line(state, "was resumed and waits for its turn")
        case JobAssigned():
            return _assigned(state, event)
        case JobSubmitting():
            return replace(state, status="submitting", reason="is being sent to its worker")
        case JobSubmitted():
            return replace(
                state, status="submitted", ticket=event.ticket, reason="waits at its worker"
            )
        case JobStarted():
            return replace(
                state, status="running", started_at=event.at, reason="is being worked on"
            )
        case JobCollecting():
            return replace(state, status="collecting", reason="its outputs are being fetched")
        case JobSucceeded():
            return _succeeded(state, event)
        case JobRequeued():
            return _requeued(state, event)
        case JobFailed():
            return _failed(state, event)
        case JobCancelRequested():
            return replace(state, status="canceling", reason=event.reason)
        case JobCanceled():
            return _canceled(state, event)
        case JobRetried():
            return _retried(state, event)
        case JobResultIgnored():
            said = f"{event.attempt} {event.outcome}"
            return replace(state, ignored=(*state.ignored, said))
        case JobDeleted():
            return replace(state, is_deleted=True)
    assert_never(event)


def _back_in_line(state: Job, reason: str) -> Job:
    return replace(state, status="waiting" if state.retry_at else "queued", reason=reason)


def _assigned(state: Job, event: JobAssigned) -> Job:
    return replace(
        state,
        status="assigned",
        reason=event.reason,
        attempt=event.attempt,
        last_attempt=event.attempt,
        ticket="",
        worker=event.worker,
        device=event.device,
        machine=event.machine,
        assigned_at=event.at,
        started_at=0,
        retry_at=0,
        attempts=state.attempts + 1,
    )


def _succeeded(state: Job, event: JobSucceeded) -> Job:
    return replace(
        state,
        status="succeeded",
        reason="is done",
        attempt=None,
        ended_at=event.at,
        failure="",
        time=state.time + event.time,
        last_time=event.time,
        money=state.money + event.money,
        outputs=tuple(_written(output) for output in event.outputs),
    )


def _written(output: Output) -> dict[str, Any]:
    """Return an output as rows keep it."""
    return {
        "digest": output.digest,
        "name": output.name,
        "media_type": output.media_type,
        "size": output.size,
    }


def _requeued(state: Job, event: JobRequeued) -> Job:
    return replace(
        state,
        status="waiting" if event.retry_at else "queued",
        reason=event.reason,
        attempt=None,
        retry_at=event.retry_at,
        tries=state.tries + event.is_counted,
        setbacks=state.setbacks + (not event.is_counted),
        vram=event.vram,
        avoids=event.avoids,
        failure=event.failure,
        time=state.time + event.time,
        last_time=event.time,
        money=state.money + event.money,
    )


def _failed(state: Job, event: JobFailed) -> Job:
    return replace(
        state,
        status="parked" if event.is_parked else "failed",
        reason=event.reason,
        attempt=None,
        ended_at=event.at,
        failure=event.failure,
        time=state.time + event.time,
        last_time=event.time,
        money=state.money + event.money,
    )


def _canceled(state: Job, event: JobCanceled) -> Job:
    return replace(
        state,
        status="canceled",
        reason=event.reason,
        attempt=None,
        ended_at=event.at,
        retry_at=0,
        time=state.time + event.time,
        money=state.money + event.money,
    )


def _retried(state: Job, event: JobRetried) -> Job:
    """Its place and what was learned of its needs stay, what went wrong is forgotten."""
    return replace(
        state,
        status="queued",
        reason=event.reason,
        ended_at=0,
        retry_at=0,
        tries=0,
        setbacks=0,
        avoids=(),
        failure="",
    )
