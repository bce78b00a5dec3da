"""Facts about a worker. What it says of itself is one only where it differs from what it said.

That it is alive, how much it has to do and how much memory is free are no facts: they change all
the time, and nobody has to know later.
"""

from typing import TypeAlias

from events.ids import AttemptId, JobId
from events.record import record


@record
class WorkerRegistered:
    """`serves` are the kinds of jobs that it takes, none means all of them.

    `hourly` is what an hour of work costs, in millionths of the currency unit.
    """

    name: str
    kind: str
    address: str
    tags: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    hourly: int = 0


@record
class WorkerRenamed:
    name: str


@record
class WorkerMoved:
    address: str


@record
class WorkerTagged:
    tags: tuple[str, ...]
    serves: tuple[str, ...]


@record
class WorkerPriced:
    hourly: int


@record
class WorkerKeySet:
    """It has an API key now. `key` names what is kept of it, encrypted, and is not the key."""

    key: str


@record
class WorkerKeyReplaced:
    key: str


@record
class WorkerKeyRemoved: ...


@record
class Device:
    """What runs one job at a time; `vram` is megabytes."""

    name: str
    vram: int


@record
class WorkerProbed:
    """What the worker has, where that is not what it had; `models` are named as `kind/name`."""

    version: str
    devices: tuple[Device, ...]
    models: tuple[str, ...]
    nodes: tuple[str, ...]


@record
class WorkerEnabled: ...


@record
class WorkerDisabled:
    """It gets nothing more, and what it has is taken away from it."""

    reason: str


@record
class WorkerDrained:
    """It finishes what it has and gets nothing more."""

    reason: str


@record
class WorkerErred:
    """An attempt failed by the worker's doing, as far as one can tell."""

    job: JobId
    attempt: AttemptId
    failure: str
    reason: str


@record
class WorkerRecovered:
    """It finished something: what it erred before counts no more."""


@record
class WorkerSuspected:
    reason: str


@record
class WorkerQuarantined:
    reason: str


@record
class WorkerReleased:
    """It may work again, after it was suspected or in quarantine."""

    reason: str


@record
class WorkerRemoved: ...


WorkerChange: TypeAlias = (
    WorkerRenamed
    | WorkerMoved
    | WorkerTagged
    | WorkerPriced
    | WorkerKeySet
    | WorkerKeyReplaced
    | WorkerKeyRemoved
    | WorkerProbed
    | WorkerEnabled
    | WorkerDisabled
    | WorkerDrained
    | WorkerErred
    | WorkerRecovered
    | WorkerSuspected
    | WorkerQuarantined
    | WorkerReleased
    | WorkerRemoved
)
WorkerEvent: TypeAlias = WorkerRegistered | WorkerChange
