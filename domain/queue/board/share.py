"""A project's share of a queue: whether it is paused there, its budget, and what it has used."""

from typing import assert_never

from domain.queue.board.batch import is_spent
from events.ids import ProjectId, ShareId
from events.queue import (
    ShareBudgetSet,
    ShareCharged,
    ShareEvent,
    ShareOpened,
    SharePaused,
    ShareResumed,
)
from events.record import record, replace


@record
class Share:
    """`money`, `time` (ms) and `at_once` limit it, 0 does not; `spent_` is what it used so far."""

    id: ShareId
    project_id: ProjectId
    is_paused: bool = False
    reason: str = ""
    money: int = 0
    time: int = 0
    at_once: int = 0
    spent_money: int = 0
    spent_time: int = 0

    @property
    def is_spent(self) -> bool:
        return is_spent(self.money, self.spent_money) or is_spent(self.time, self.spent_time)


def evolve(state: Share | None, event: ShareEvent, id_: str) -> Share:
    """Return the share after the event; `state` is None before it was opened."""
    if isinstance(event, ShareOpened):
        return Share(id=ShareId(id_), project_id=event.project)
    if state is None:
        raise LookupError(f"{id_} has no ShareOpened before {type(event).__name__}")
    match event:
        case SharePaused():
            return replace(state, is_paused=True, reason=event.reason)
        case ShareResumed():
            return replace(state, is_paused=False, reason="")
        case ShareBudgetSet():
            return replace(state, money=event.money, time=event.time, at_once=event.at_once)
        case ShareCharged():
            return replace(
                state,
                spent_money=state.spent_money + event.money,
                spent_time=state.spent_time + event.time,
            )
    assert_never(event)
