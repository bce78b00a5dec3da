"""GraphQL of workers: what they are, what they have, and how they stand."""

import asyncio
from collections.abc import AsyncGenerator
from enum import Enum
from itertools import zip_longest
from typing import Annotated, Final, TypeAlias

import strawberry

from domain import text
from domain.errors import UNSEEN
from domain.errors import ForbiddenError as Forbidden
from domain.errors import NotFoundError as NotFound
from domain.queue.board.worker import Worker as State
from domain.queue.command import FleetCommand
from domain.queue.fleet import (
    EditWorker,
    RegisterWorker,
    RemoveWorker,
    ReviewNeeds,
    SetWorkerHealth,
    SetWorkerKey,
    SetWorkerMode,
)
from events.ids import MAIN_QUEUE, WorkerId, derived
from events.worker import Device as Said
from repositories import worker as workers
from schema.act import (
    COMMAND_ID,
    EXPECTED_VERSION,
    act,
    command_id,
    demand_about,
    position,
    seed,
)
from schema.batch import MILLION, whole
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.node import Node
from schema.standing import Fleet, WorkerStanding, fleet, standing_node

ADMINISTRATORS = "Only administrators change the workers and the queue as a whole. Ask one of them."
DEVICES: Final = "Of a RunPod endpoint alone: one for each job that it runs at once."
MODELS: Final = "Of a RunPod endpoint alone, named as kind/name, such as checkpoints/flux."
# Seconds between two looks at how workers stand.
PAUSE: Final = 1.0


@strawberry.enum
class WorkerKind(Enum):
    COMFYUI = "comfyui"
    AGENT = "agent"
    RUNPOD = "runpod"


@strawberry.enum
class WorkerMode(Enum):
    ENABLED = "enabled"
    DRAINING = "draining"
    DISABLED = "disabled"


@strawberry.enum
class WorkerHealth(Enum):
    GOOD = "good"
    SUSPECT = "suspect"
    QUARANTINED = "quarantined"


@strawberry.type(description="What runs one job at a time.")
class Device:
    name: str
    vram: int = strawberry.field(description="Megabytes.")
    vram_free: int | None = strawberry.field(
        description="Megabytes, when it was looked at last; null where it is not known."
    )


@strawberry.type(description="A machine that runs jobs.")
class Worker(Node):
    version: int = strawberry.field(description="Send it as expectedVersion with a change.")
    name: str
    kind: WorkerKind
    has_key: bool = strawberry.field(
        description="Whether it is asked with an API key, which nobody can read."
    )
    address: str | None = strawberry.field(description="null to all but administrators.")
    tags: list[str]
    serves: list[str] = strawberry.field(description="Kinds of jobs; none means all of them.")
    hourly_cost: float = strawberry.field(description="In units of the currency.")
    server_version: str
    devices: list[Device]
    mode: WorkerMode
    health: WorkerHealth
    reason: str = strawberry.field(description="Why it gets no jobs, in words.")
    standing: WorkerStanding
    takes_jobs: bool
    errors: int = strawberry.field(description="Failures in a row.")
    models: list[str] = strawberry.field(
        description="Named as kind/name; samplers and schedulers, too."
    )
    nodes: list[str]


@strawberry.type(description="A model and the workers that have it.")
class WorkerModel:
    name: str
    worker_ids: list[strawberry.ID]


def worker_node(id_: WorkerId, fleet: Fleet, *, is_administrator: bool) -> Worker:
    state, standing = fleet.workers[id_], fleet.standings[id_]
    return Worker(
        id=strawberry.ID(state.id),
        version=fleet.versions[id_],
        name=state.name,
        kind=WorkerKind(state.kind),
        has_key=bool(state.key),
        address=state.address if is_administrator else None,
        tags=list(state.tags),
        serves=list(state.serves),
        hourly_cost=state.hourly / MILLION,
        server_version=state.server_version,
        devices=_devices(state, standing.free),
        mode=WorkerMode(state.mode),
        health=WorkerHealth(state.health),
        reason=state.reason,
        standing=standing_node(standing, is_administrator=is_administrator),
        takes_jobs=state.takes_jobs,
        errors=state.errors,
        models=list(state.models),
        nodes=list(state.nodes),
    )


def _devices(state: State, free: tuple[int, ...]) -> list[Device]:
    known = zip_longest(state.devices, free[: len(state.devices)])
    return [Device(name=one["name"], vram=one["vram"], vram_free=left) for one, left in known]


def worker_nodes(fleet: Fleet, *, is_administrator: bool) -> list[Worker]:
    return [worker_node(id_, fleet, is_administrator=is_administrator) for id_ in fleet.there]


@strawberry.type
class WorkerQuery:
    @strawberry.field
    async def workers(self, info: Info) -> list[Worker]:
        """Return all workers, by name."""
        is_administrator = info.context.user.is_administrator
        return worker_nodes(await fleet(info.context), is_administrator=is_administrator)

    @strawberry.field
    async def worker_models(
        self, info: Info, kind: str, search: str | None = None
    ) -> list[WorkerModel]:
        """Return what any worker has of a kind, such as loras; at most 200.

        Kinds are the folders of models, `samplers`, `schedulers` and `nodes`.
        """
        info.context.demand_login()
        named = text.label(search or "", "search")
        by_name = await workers.models(MAIN_QUEUE, text.label(kind, "kind"), named)
        return [
            WorkerModel(name=name, worker_ids=[strawberry.ID(id_) for id_ in ids])
            for name, ids in by_name.items()
        ]


@strawberry.input(description="What runs one job at a time, of a worker that cannot be asked.")
class DeviceInput:
    name: str = "GPU"
    vram: int = strawberry.field(description="Megabytes.")


@strawberry.input
class RegisterWorkerInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    name: str
    kind: WorkerKind
    address: str = strawberry.field(default="", description="Such as http://host:8188.")
    tags: list[str] | None = None
    serves: list[str] | None = None
    hourly_cost: float = 0
    devices: list[DeviceInput] | None = strawberry.field(default=None, description=DEVICES)
    models: list[str] | None = strawberry.field(default=None, description=MODELS)


@strawberry.input
class EditWorkerInput:
    worker_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    name: str | None = None
    address: str | None = None
    tags: list[str] | None = None
    serves: list[str] | None = None
    hourly_cost: float | None = None
    devices: list[DeviceInput] | None = strawberry.field(default=None, description=DEVICES)
    models: list[str] | None = strawberry.field(default=None, description=MODELS)


@strawberry.input
class SetWorkerKeyInput:
    worker_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    key: str = strawberry.field(
        description="The API key; an empty one removes it. Only its ciphertext is kept."
    )


@strawberry.input
class SetWorkerModeInput:
    worker_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    mode: WorkerMode
    reason: str = ""


@strawberry.input
class WorkerInput:
    worker_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.type
class WorkerSuccess:
    worker: Worker
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


WorkerPayload: TypeAlias = Annotated[
    WorkerSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("WorkerPayload"),
]


def demand_administrator(context: Context) -> None:
    if not context.user.is_administrator:
        raise Forbidden(ADMINISTRATORS)


@strawberry.type
class WorkerSubscription:
    @strawberry.subscription
    async def workers_changed(self, info: Info) -> AsyncGenerator[list[Worker], None]:
        """All workers, now and whenever how one of them stands changes, at most once a second."""
        context = info.context
        is_administrator = context.user.is_administrator
        told = None
        while True:
            found = await fleet(context)
            if found.mark != told:
                told = found.mark
                yield worker_nodes(found, is_administrator=is_administrator)
            await asyncio.sleep(PAUSE)


@strawberry.type
class WorkerMutation:
    @strawberry.mutation
    async def register_worker(self, info: Info, input: RegisterWorkerInput) -> WorkerPayload:
        """Add a machine that runs jobs. Administrators only."""
        context = info.context
        demand_administrator(context)
        command, is_new = command_id(context, input.command_id)
        wish = RegisterWorker(
            worker_id=WorkerId(derived("worker", seed(MAIN_QUEUE, command), 0)),
            name=input.name,
            kind=input.kind.value,
            address=input.address,
            tags=tuple(input.tags or ()),
            serves=tuple(input.serves or ()),
            hourly=whole(input.hourly_cost, MILLION, "hourly_cost"),
            devices=_said(input.devices),
            models=None if input.models is None else tuple(input.models),
        )
        return await _change(context, wish, wish.worker_id, command, is_new=is_new)

    @strawberry.mutation
    async def edit_worker(self, info: Info, input: EditWorkerInput) -> WorkerPayload:
        """Change a worker's name, address, tags, kinds of jobs or price. Administrators only."""
        hourly = input.hourly_cost
        wish = EditWorker(
            worker_id=WorkerId(input.worker_id),
            name=input.name,
            address=input.address,
            tags=None if input.tags is None else tuple(input.tags),
            serves=None if input.serves is None else tuple(input.serves),
            hourly=None if hourly is None else whole(hourly, MILLION, "hourly_cost"),
            devices=_said(input.devices),
            models=None if input.models is None else tuple(input.models),
        )
        return await _ask(info.context, input, wish, input.expected_version)

    @strawberry.mutation
    async def set_worker_key(self, info: Info, input: SetWorkerKeyInput) -> WorkerPayload:
        """Set, replace or remove the API key that a worker is asked with. Administrators only."""
        context = info.context
        demand_administrator(context)
        command, is_new = command_id(context, input.command_id)
        secret = input.key.strip()
        name = derived("key", seed(MAIN_QUEUE, command), 0) if secret else ""
        wish = SetWorkerKey(worker_id=WorkerId(input.worker_id), key=name)
        async with context.services.worker_keys.changing(wish, secret, context.user.user):
            return await _change(context, wish, wish.worker_id, command, is_new=is_new)

    @strawberry.mutation
    async def set_worker_mode(self, info: Info, input: SetWorkerModeInput) -> WorkerPayload:
        """Enable a worker, let it run empty, or take it out of service. Administrators only."""
        wish = SetWorkerMode(
            worker_id=WorkerId(input.worker_id), mode=input.mode.value, reason=input.reason
        )
        return await _ask(info.context, input, wish)

    @strawberry.mutation
    async def release_worker(self, info: Info, input: WorkerInput) -> WorkerPayload:
        """Let a worker that is suspect or in quarantine work again. Administrators only."""
        wish = SetWorkerHealth(
            worker_id=WorkerId(input.worker_id), health="good", reason="was released"
        )
        return await _ask(info.context, input, wish)

    @strawberry.mutation
    async def remove_worker(self, info: Info, input: WorkerInput) -> WorkerPayload:
        """Take a worker that has no jobs out of the queue. Administrators only."""
        worker = WorkerId(input.worker_id)
        removed = await _ask(info.context, input, RemoveWorker(worker_id=worker))
        await info.context.services.worker_keys.drop(worker)
        return removed


def _said(devices: list[DeviceInput] | None) -> tuple[Said, ...] | None:
    if devices is None:
        return None
    return tuple(Said(name=one.name, vram=one.vram) for one in devices)


_Input: TypeAlias = EditWorkerInput | SetWorkerModeInput | WorkerInput


async def _ask(
    context: Context, input: _Input, wish: FleetCommand, expected: int | None = None
) -> WorkerSuccess:
    demand_administrator(context)
    command, is_new = command_id(context, input.command_id)
    worker = input.worker_id
    return await _change(context, wish, worker, command, is_new=is_new, expected=expected)


async def _change(
    context: Context,
    wish: FleetCommand,
    worker: str,
    command: str,
    *,
    is_new: bool,
    expected: int | None = None,
) -> WorkerSuccess:
    # What waits may have found its worker by this, or lost it.
    wishes = [wish, ReviewNeeds()]
    versions = {0: expected}
    outcome = await act(context, MAIN_QUEUE, command, wishes, is_new=is_new, expected=versions)
    demand_about(outcome, worker)
    now = await fleet(context)
    if worker not in now.workers:
        raise NotFound(UNSEEN)
    node = worker_node(WorkerId(worker), now, is_administrator=True)
    return WorkerSuccess(worker=node, position=position(outcome))
