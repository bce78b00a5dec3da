"""Enqueueing: clips or inputs, times seeds, times tries, make one batch of jobs in one commit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import blake2b
from itertools import product
from typing import Any, Final, Literal, TypeAlias

from domain import text
from domain.errors import RuleViolatedError
from domain.queue.board.ability import unmet
from domain.queue.board.batch import demand_of
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import need_of
from domain.queue.budget import Budget, checked, opened
from events.batch import BatchAdded
from events.ids import BatchId, ClipId, JobId, ProjectId, derived, is_project, kind
from events.job import JobEnqueued
from events.queue import NeedBlocked
from events.record import record
from events.store import Fact

MOST_JOBS: Final = 10_000
PRIORITIES: Final = range(-10, 11)
# Whole numbers that JavaScript holds, too.
SEEDS: Final = range(2**53)
MOST_NEEDS: Final = 500
LARGEST_VRAM: Final = 10**7
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

SeedPolicy: TypeAlias = Literal["random", "fixed", "increment"]


@record
class Item:
    """A clip or an input; its values and inputs go before those that all items share."""

    name: str = ""
    clip_id: ClipId | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)


@record
class EnqueueBatch:
    """Makes a job of each item for each seed and each try.

    `seed_policy` says what tries after the first get; without `seeds` the first is made up, too,
    from the batch's id. `likeness` is the same text for jobs that take about as long as each
    other; `models` are named as `kind/name`, `vram` is megabytes, `now` ms since 1970.
    """

    batch_id: BatchId
    project_id: ProjectId
    name: str
    workflow: str
    workflow_version: str
    kind: str
    items: tuple[Item, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    definition: str = ""
    tries: int = 1
    seeds: tuple[int, ...] = ()
    seed_policy: SeedPolicy = "random"
    priority: int = 0
    likeness: str = ""
    vram: int = 0
    models: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    budget: Budget = field(default_factory=Budget)
    now: int


def job_id(batch: str, number: int) -> JobId:
    """Return the id of the `number`-th job of a batch, counted from 0."""
    return JobId(derived("job", batch, number))


def decide(command: EnqueueBatch, board: QueueBoard) -> list[Fact]:
    size = _checked_size(command, board)
    batch = _batch(command, size)
    jobs = _jobs(command, batch, board)
    return [
        *opened(command.project_id, board),
        Fact(stream=command.batch_id, event=batch),
        *(Fact(stream=job_id(command.batch_id, job.number), event=job) for job in jobs),
        *_blocked(batch, board),
    ]


def _checked_size(command: EnqueueBatch, board: QueueBoard) -> int:
    if kind(command.batch_id) != "batch" or command.batch_id in board.batches:
        raise RuleViolatedError(
            "This is no id for a new batch: choose `batch-` and 32 hexadecimal digits that no"
            " other has.",
            field="batch_id",
        )
    if not is_project(command.project_id):
        raise RuleViolatedError("Say which project the jobs are for.", field="project_id")
    if command.tries < 1:
        raise RuleViolatedError("Choose at least one try.", field="tries")
    size = len(command.items) * max(len(command.seeds), 1) * command.tries
    if not 1 <= size <= MOST_JOBS:
        raise RuleViolatedError(
            f"This would make {text.counted(size, 'job')}. A batch has 1 to {MOST_JOBS:,}: choose"
            " other items, seeds or tries.",
            field="items",
        )
    _refuse_odd_seeds(command)
    _refuse_odd_needs(command)
    return size


def _refuse_odd_seeds(command: EnqueueBatch) -> None:
    if command.seed_policy == "fixed" and command.tries > 1:
        raise RuleViolatedError(
            "All tries with one fixed seed come out alike. Choose one try, or other seeds for the"
            " others.",
            field="seed_policy",
        )
    if any(seed not in SEEDS for seed in command.seeds):
        raise RuleViolatedError(f"A seed is a whole number from 0 to {SEEDS[-1]:,}.", field="seeds")


def _refuse_odd_needs(command: EnqueueBatch) -> None:
    if command.priority not in PRIORITIES:
        raise RuleViolatedError(
            f"A priority is a whole number from {PRIORITIES[0]} to {PRIORITIES[-1]}; 0 is usual.",
            field="priority",
        )
    if not 0 <= command.vram <= LARGEST_VRAM:
        raise RuleViolatedError("VRAM is megabytes, and 0 where any will do.", field="vram")
    if max(map(len, (command.models, command.nodes, command.tags))) > MOST_NEEDS:
        raise RuleViolatedError(
            f"A job may need up to {MOST_NEEDS} models, nodes and tags each.", field="nodes"
        )


def _batch(command: EnqueueBatch, size: int) -> BatchAdded:
    budget = checked(command.budget)
    return BatchAdded(
        project=command.project_id,
        name=text.name(command.name),
        size=size,
        workflow=text.name(command.workflow, "workflow"),
        workflow_version=command.workflow_version,
        kind=text.name(command.kind, "kind"),
        values=text.parameters(command.values, "values"),
        definition=command.definition,
        likeness=text.label(command.likeness or command.workflow, "likeness"),
        vram=command.vram,
        models=_names(command.models, "models"),
        nodes=_names(command.nodes, "nodes"),
        tags=_names(command.tags, "tags"),
        money=budget.money,
        time=budget.time,
        at_once=budget.at_once,
    )


def _names(names: tuple[str, ...], what: str) -> tuple[str, ...]:
    return tuple(sorted({text.name(name, what) for name in names}))


def _jobs(command: EnqueueBatch, batch: BatchAdded, board: QueueBoard) -> Iterator[JobEnqueued]:
    demand = demand_of(batch).key
    at = max(command.now, board.latest)
    runs = product(_checked_items(command), command.seeds or (None,), range(command.tries))
    for number, (item, seed, attempt) in enumerate(runs):
        yield JobEnqueued(
            batch=command.batch_id,
            number=number,
            project=batch.project,
            clip=item.clip_id,
            name=item.name or batch.name,
            workflow=batch.workflow,
            workflow_version=batch.workflow_version,
            kind=batch.kind,
            priority=command.priority,
            sequence=board.sequence + 1 + number,
            at=at,
            seed=_seed(command, number, seed, attempt),
            values=dict(item.values),
            inputs=dict(item.inputs),
            likeness=batch.likeness,
            demand=demand,
            vram=batch.vram,
        )


def _checked_items(command: EnqueueBatch) -> list[Item]:
    return [
        Item(
            name=text.label(item.name, "name"),
            clip_id=_clip(item.clip_id),
            values=text.parameters(item.values, "values"),
            inputs={text.name(name, "inputs"): _digest(it) for name, it in item.inputs.items()},
        )
        for item in command.items
    ]


def _clip(id_: ClipId | None) -> ClipId | None:
    if id_ is not None and kind(id_) != "clip":
        raise RuleViolatedError(f"{text.quoted(id_)} is no clip's id.", field="items")
    return id_


def _digest(value: str) -> str:
    if not _DIGEST.fullmatch(value):
        raise RuleViolatedError(
            f"{text.quoted(value)} names no media: an input is named by the SHA-256 of its"
            " content.",
            field="inputs",
        )
    return value


def _seed(command: EnqueueBatch, number: int, seed: int | None, attempt: int) -> int:
    if seed is not None and not attempt:
        return seed
    if command.seed_policy == "random":
        return _made_up(command.batch_id, number)
    first = _made_up(command.batch_id, 0) if seed is None else seed
    return (first + attempt) % len(SEEDS)


def _made_up(batch: str, number: int) -> int:
    """Return a seed that looks like chance and is the same whenever it is asked for."""
    digest = blake2b(f"{batch}:seed:{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % len(SEEDS)


def _blocked(batch: BatchAdded, board: QueueBoard) -> list[Fact]:
    """Say at once where no worker can ever run them."""
    demand = demand_of(batch)
    need = need_of(demand.key, batch.vram)
    why = unmet(demand, board.memory(demand.key, batch.vram), board.abilities)
    if not why or need in board.queue.blocked:
        return []
    return [Fact(stream=board.id, event=NeedBlocked(need=need, reason=why))]
