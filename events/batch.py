"""Facts about a batch: what was enqueued together, with all that its jobs have in common."""

from typing import Any, TypeAlias

from events.ids import ProjectId
from events.record import record


@record
class BatchAdded:
    """`size` jobs follow in the same commit; a job's own values go before these.

    `vram` is megabytes. `models` are named as `kind/name`. `likeness` is shared by jobs that take
    about as long as each other. `definition` is the workflow itself, as JSON text: what is run is
    what was enqueued, whatever becomes of the workflow since.
    """

    project: ProjectId
    name: str
    size: int
    workflow: str
    workflow_version: str
    kind: str
    values: dict[str, Any]
    likeness: str
    definition: str = ""
    vram: int = 0
    models: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    money: int = 0
    time: int = 0
    at_once: int = 0


@record
class BatchBudgetSet:
    """What the batch may use: money, milliseconds of work and jobs at once; 0 is no limit."""

    money: int = 0
    time: int = 0
    at_once: int = 0


@record
class BatchCharged:
    """An attempt of one of its jobs ended and cost so much money and milliseconds."""

    money: int
    time: int


BatchChange: TypeAlias = BatchBudgetSet | BatchCharged
BatchEvent: TypeAlias = BatchAdded | BatchChange
