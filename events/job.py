"""Facts about a job and its attempts, stored for ever: change them only with an upcaster.

Instants are whole milliseconds since 1970 in UTC, durations are milliseconds, money is millionths
of the currency unit, VRAM is megabytes. `attempt` says which run of the job is meant.
"""

from typing import Any, TypeAlias

from events.ids import AttemptId, BatchId, ClipId, ProjectId, WorkerId
from events.record import record


@record
class JobEnqueued:
    """Only what differs from the batch, and what queues are filtered and ordered by.

    `sequence` is the queue's own, `at` never runs backwards along it. `values` and `inputs`
    (digests of media by parameter) go before those of the batch.
    """

    batch: BatchId
    number: int
    project: ProjectId
    clip: ClipId | None = None
    name: str
    workflow: str
    workflow_version: str
    kind: str
    priority: int
    sequence: int
    at: int
    seed: int
    values: dict[str, Any]
    inputs: dict[str, str]
    likeness: str
    demand: str
    vram: int


@record
class JobReprioritised:
    priority: int


@record
class JobPaused:
    reason: str


@record
class JobResumed: ...


@record
class JobAssigned:
    """The claim: from here on this attempt, and no other, is the job's current one.

    `machine` is the class of the device, whose members are about as fast as each other.
    """

    attempt: AttemptId
    worker: WorkerId
    device: int
    machine: str
    at: int
    reason: str


@record
class JobSubmitting:
    """The attempt is about to be sent: whether it arrived is not known until somebody looks."""

    attempt: AttemptId


@record
class JobSubmitted:
    """`ticket` is what its worker calls it, where that is not the attempt's id."""

    attempt: AttemptId
    ticket: str


@record
class JobStarted:
    attempt: AttemptId
    at: int


@record
class JobCollecting:
    """The worker is done, its outputs are being fetched."""

    attempt: AttemptId


@record
class Output:
    """A file that an attempt made, by its content; `size` is bytes."""

    digest: str
    name: str
    media_type: str
    size: int


@record
class JobSucceeded:
    attempt: AttemptId
    at: int
    time: int
    money: int
    outputs: tuple[Output, ...]


@record
class JobRequeued:
    """An attempt came to nothing and another one follows, not before `retry_at`.

    `failure` is its kind. `is_counted`: it is one of the few that a job has. `vram` is what the
    job needs from now on, `avoids` the workers it goes back to only where there is no other.
    """

    attempt: AttemptId
    failure: str
    reason: str
    at: int
    time: int
    money: int
    retry_at: int
    is_counted: bool
    vram: int
    avoids: tuple[WorkerId, ...]


@record
class JobFailed:
    """The job failed for good. `is_parked`: it did so too often to be tried again unseen."""

    attempt: AttemptId
    failure: str
    reason: str
    at: int
    time: int
    money: int
    is_parked: bool


@record
class JobCancelRequested:
    """The job is at a worker, which has to let go of it first."""

    reason: str


@record
class JobCanceled:
    reason: str
    at: int
    time: int = 0
    money: int = 0


@record
class JobRetried:
    """Somebody let an ended job begin again, at its old place."""

    reason: str


@record
class JobResultIgnored:
    """Something was reported of an attempt that is not, or no longer, the job's current one."""

    attempt: AttemptId
    outcome: str
    reason: str


@record
class JobDeleted: ...


JobChange: TypeAlias = (
    JobReprioritised
    | JobPaused
    | JobResumed
    | JobAssigned
    | JobSubmitting
    | JobSubmitted
    | JobStarted
    | JobCollecting
    | JobSucceeded
    | JobRequeued
    | JobFailed
    | JobCancelRequested
    | JobCanceled
    | JobRetried
    | JobResultIgnored
    | JobDeleted
)
JobEvent: TypeAlias = JobEnqueued | JobChange
