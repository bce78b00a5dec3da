"""A queue as a whole, as decisions see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, assert_never

from events.ids import QueueId
from events.queue import (
    MemoryLearned,
    NeedBlocked,
    NeedUnblocked,
    QueueCleared,
    QueueEvent,
    QueueOpened,
    QueuePaused,
    QueueResumed,
)
from events.record import record, replace


@record
class Queue:
    """`blocked` says by need why no worker can do it, `learned` how many MB a demand takes.

    `cleared` says which jobs are not shown any more: by status, or `status project`, those that
    ended by an instant (ms).
    """

    id: QueueId
    name: str = ""
    is_paused: bool = False
    reason: str = ""
    blocked: Mapping[str, str] = field(default_factory=dict)
    learned: Mapping[str, int] = field(default_factory=dict)
    cleared: Mapping[str, int] = field(default_factory=dict)

    def is_cleared(self, job: Any) -> bool:
        """Tell whether an ended job is one of those that are not shown any more."""
        of_all = self.cleared.get(job.status, 0)
        of_its = self.cleared.get(f"{job.status} {job.project_id}", 0)
        return bool(job.ended_at) and job.ended_at <= max(of_all, of_its)


def evolve(state: Queue | None, event: QueueEvent, id_: str) -> Queue:  # noqa: PLR0911 - a line a fact
    """Return the queue after the event; `state` is None before it was opened."""
    if isinstance(event, QueueOpened):
        return Queue(id=QueueId(id_), name=event.name)
    if state is None:
        raise LookupError(f"{id_} has no QueueOpened before {type(event).__name__}")
    match event:
        case QueuePaused():
            return replace(state, is_paused=True, reason=event.reason)
        case QueueResumed():
            return replace(state, is_paused=False, reason="")
        case QueueCleared():
            about = f"{event.status} {event.project}" if event.project else event.status
            return replace(state, cleared={**state.cleared, about: event.ended_by})
        case NeedBlocked():
            return replace(state, blocked={**state.blocked, event.need: event.reason})
        case NeedUnblocked():
            rest = {need: why for need, why in state.blocked.items() if need != event.need}
            return replace(state, blocked=rest)
        case MemoryLearned():
            return replace(state, learned={**state.learned, event.demand: event.vram})
    assert_never(event)
