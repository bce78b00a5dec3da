"""A batch as decisions see it: what its jobs have in common, and what they have used."""

from collections.abc import Mapping
from dataclasses import field
from hashlib import blake2b
from sys import intern
from typing import Any, assert_never

from events.batch import BatchAdded, BatchBudgetSet, BatchChange, BatchCharged, BatchEvent
from events.ids import BatchId, ProjectId
from events.record import record, replace


@record
class Demand:
    """What a job asks of a worker besides VRAM. `models` are named as `kind/name`."""

    kind: str
    likeness: str = ""
    models: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return a short text that is another one for another demand."""
        said = repr((self.kind, self.likeness, self.models, self.nodes, self.tags))
        return blake2b(said.encode(), digest_size=8).hexdigest()


@record
class Batch:
    """`money`, `time` (ms) and `at_once` limit it, 0 does not; `spent_` is what it used so far."""

    id: BatchId
    project_id: ProjectId
    name: str = ""
    size: int = 0
    workflow: str = ""
    workflow_version: str = ""
    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    definition: str = ""
    likeness: str = ""
    vram: int = 0
    models: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    demand: str = ""
    money: int = 0
    time: int = 0
    at_once: int = 0
    spent_money: int = 0
    spent_time: int = 0

    @property
    def has_budget(self) -> bool:
        return bool(self.money or self.time or self.at_once)

    @property
    def is_spent(self) -> bool:
        return is_spent(self.money, self.spent_money) or is_spent(self.time, self.spent_time)


def is_spent(limit: int, spent: int) -> bool:
    return 0 < limit <= spent


def evolve(state: Batch | None, event: BatchEvent, id_: str) -> Batch:
    """Return the batch after the event; `state` is None before it was added."""
    if isinstance(event, BatchAdded):
        return _added(event, BatchId(id_))
    if state is None:
        raise LookupError(f"{id_} has no BatchAdded before {type(event).__name__}")
    return _changed(state, event)


def demand_of(batch: Batch | BatchAdded) -> Demand:
    return Demand(
        kind=batch.kind,
        likeness=batch.likeness,
        models=batch.models,
        nodes=batch.nodes,
        tags=batch.tags,
    )


def _added(event: BatchAdded, id_: BatchId) -> Batch:
    return Batch(
        id=id_,
        project_id=event.project,
        name=event.name,
        size=event.size,
        workflow=event.workflow,
        workflow_version=event.workflow_version,
        # Many batches are of one workflow: its text is in memory once.
        definition=intern(event.definition),
        kind=event.kind,
        values=event.values,
        likeness=event.likeness,
        vram=event.vram,
        models=event.models,
        nodes=event.nodes,
        tags=event.tags,
        demand=demand_of(event).key,
        money=event.money,
        time=event.time,
        at_once=event.at_once,
    )


def _changed(state: Batch, event: BatchChange) -> Batch:
    match event:
        case BatchBudgetSet():
            return replace(state, money=event.money, time=event.time, at_once=event.at_once)
        case BatchCharged():
            return replace(
                state,
                spent_money=state.spent_money + event.money,
                spent_time=state.spent_time + event.time,
            )
    assert_never(event)
