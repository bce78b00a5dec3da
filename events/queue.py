"""Facts about a queue as a whole, and about a project's share of it.

Instants are whole milliseconds since 1970 in UTC, money is millionths of the currency unit.
"""

from typing import TypeAlias

from events.ids import ProjectId
from events.record import record


@record
class QueueOpened:
    name: str


@record
class QueuePaused:
    reason: str


@record
class QueueResumed: ...


@record
class QueueCleared:
    """Jobs of a status that ended by then are not shown any more; no project means all of them."""

    status: str
    ended_by: int
    project: ProjectId | None = None


@record
class NeedBlocked:
    """No worker that is registered can do what jobs of this need ask for."""

    need: str
    reason: str


@record
class NeedUnblocked:
    need: str


@record
class MemoryLearned:
    """Jobs of a demand take more than they say: megabytes of VRAM."""

    demand: str
    vram: int


QueueEvent: TypeAlias = (
    QueueOpened
    | QueuePaused
    | QueueResumed
    | QueueCleared
    | NeedBlocked
    | NeedUnblocked
    | MemoryLearned
)


@record
class ShareOpened:
    project: ProjectId


@record
class SharePaused:
    reason: str


@record
class ShareResumed: ...


@record
class ShareBudgetSet:
    """What the project may use: money, milliseconds of work and jobs at once; 0 is no limit."""

    money: int = 0
    time: int = 0
    at_once: int = 0


@record
class ShareCharged:
    """An attempt ended and cost so much money and milliseconds."""

    money: int
    time: int


ShareEvent: TypeAlias = ShareOpened | SharePaused | ShareResumed | ShareBudgetSet | ShareCharged
