"""Workers: registered, probed, enabled, drained, in quarantine and out of it, removed."""

from typing import Any, Final, Literal, TypeAlias
from urllib.parse import urlsplit

from domain import text
from domain.errors import RuleViolatedError
from domain.queue.board.ability import unmet
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import need_of
from domain.queue.board.worker import Worker, written
from events.ids import WorkerId, kind
from events.queue import NeedBlocked, NeedUnblocked
from events.record import record
from events.store import Fact
from events.worker import (
    Device,
    WorkerDisabled,
    WorkerDrained,
    WorkerEnabled,
    WorkerKeyRemoved,
    WorkerKeyReplaced,
    WorkerKeySet,
    WorkerMoved,
    WorkerPriced,
    WorkerProbed,
    WorkerQuarantined,
    WorkerRegistered,
    WorkerReleased,
    WorkerRemoved,
    WorkerRenamed,
    WorkerSuspected,
    WorkerTagged,
)

WorkerMode: TypeAlias = Literal["enabled", "disabled", "draining"]
WorkerHealth: TypeAlias = Literal["good", "suspect", "quarantined"]

KINDS: Final = ("comfyui", "agent", "runpod")
# What cannot be asked what it has: what is declared of it counts.
DECLARED: Final = frozenset({"runpod"})
MOST_NAMES: Final = 20_000
MOST_DEVICES: Final = 64
MOST_TAGS: Final = 50
LARGEST_PRICE: Final = 10**12


@record
class RegisterWorker:
    """`hourly` is the price of an hour in millionths of the currency unit; no `serves` is all.

    `devices` and `models` (named as `kind/name`) are declared of what cannot be asked for them.
    """

    worker_id: WorkerId
    name: str
    kind: str
    address: str
    tags: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    hourly: int = 0
    devices: tuple[Device, ...] | None = None
    models: tuple[str, ...] | None = None


@record
class EditWorker:
    """None leaves a field as it is."""

    worker_id: WorkerId
    name: str | None = None
    address: str | None = None
    tags: tuple[str, ...] | None = None
    serves: tuple[str, ...] | None = None
    hourly: int | None = None
    devices: tuple[Device, ...] | None = None
    models: tuple[str, ...] | None = None


@record
class NoteProbe:
    """What a worker was found to have; models are named as `kind/name`."""

    worker_id: WorkerId
    version: str
    devices: tuple[Device, ...]
    models: tuple[str, ...]
    nodes: tuple[str, ...]


@record
class SetWorkerKey:
    """`key` names what is kept of an API key, which no command has; an empty one removes it."""

    worker_id: WorkerId
    key: str


@record
class SetWorkerMode:
    """`draining`: it finishes what it has. `disabled`: what it has is taken away, too."""

    worker_id: WorkerId
    mode: WorkerMode
    reason: str = ""


@record
class SetWorkerHealth:
    worker_id: WorkerId
    health: WorkerHealth
    reason: str


@record
class RemoveWorker:
    worker_id: WorkerId


@record
class ReviewNeeds:
    """Says of what waits whether any worker could ever do it, where that has changed."""


def register(command: RegisterWorker, board: QueueBoard) -> list[Fact]:
    if kind(command.worker_id) != "worker":
        raise RuleViolatedError(
            "A worker's id is `worker-` and 32 hexadecimal digits.", field="worker_id"
        )
    if command.worker_id in board.workers:
        raise RuleViolatedError(
            "There is a worker with this id already. Use a new id.", field="worker_id"
        )
    if command.kind not in KINDS:
        raise RuleViolatedError(
            f"There is no kind of worker {text.quoted(command.kind)}. There are:"
            f" {', '.join(KINDS)}.",
            field="kind",
        )
    event = WorkerRegistered(
        name=_free_name(command.name, board, command.worker_id),
        kind=command.kind,
        address=_address(command.address),
        tags=_names(command.tags, "tags", MOST_TAGS),
        serves=_names(command.serves, "serves", MOST_TAGS),
        hourly=_price(command.hourly),
    )
    blank = Worker(id=command.worker_id, name=event.name, kind=event.kind)
    return [
        Fact(stream=command.worker_id, event=one) for one in (event, *_declared(command, blank))
    ]


def edit(command: EditWorker, board: QueueBoard) -> list[Fact]:
    worker = board.worker(command.worker_id)
    events: list[object] = []
    if command.name is not None:
        name = _free_name(command.name, board, worker.id)
        events += [WorkerRenamed(name=name)] if name != worker.name else []
    if command.address is not None:
        address = _address(command.address)
        events += [WorkerMoved(address=address)] if address != worker.address else []
    if command.hourly is not None and _price(command.hourly) != worker.hourly:
        events.append(WorkerPriced(hourly=command.hourly))
    events += _tagged(command, worker)
    events += _declared(command, worker)
    return [Fact(stream=worker.id, event=event) for event in events]


def _declared(command: RegisterWorker | EditWorker, worker: Worker) -> list[object]:
    """Return what is said of a worker that cannot be asked, where it is not what was known."""
    if worker.kind not in DECLARED:
        if command.devices or command.models:
            raise RuleViolatedError(
                f"'{worker.name}' says itself which devices and models it has. Leave them out.",
                field="devices" if command.devices else "models",
            )
        return []
    said = WorkerProbed(
        version=worker.server_version,
        devices=_known(worker) if command.devices is None else _devices(command.devices),
        models=worker.models
        if command.models is None
        else _names(command.models, "models", MOST_NAMES),
        nodes=(),
    )
    if not said.devices:
        raise RuleViolatedError(
            f"'{worker.name}' cannot be asked what it has. Say which devices, one for each job"
            " that it runs at once.",
            field="devices",
        )
    return [] if _found(said) == _had(worker) else [said]


def _known(worker: Worker) -> tuple[Device, ...]:
    return tuple(Device(name=one["name"], vram=one["vram"]) for one in worker.devices)


def _had(worker: Worker) -> tuple[Any, ...]:
    return worker.server_version, worker.devices, worker.models, worker.nodes


def _tagged(command: EditWorker, worker: Worker) -> list[object]:
    tags = worker.tags if command.tags is None else _names(command.tags, "tags", MOST_TAGS)
    serves = (
        worker.serves if command.serves is None else _names(command.serves, "serves", MOST_TAGS)
    )
    if (tags, serves) == (worker.tags, worker.serves):
        return []
    return [WorkerTagged(tags=tags, serves=serves)]


def note_probe(command: NoteProbe, board: QueueBoard) -> list[Fact]:
    """Return what was found, where it is not what was known and not what was declared."""
    worker = board.worker(command.worker_id)
    event = WorkerProbed(
        version=text.label(command.version, "version"),
        devices=_devices(command.devices),
        models=_names(command.models, "models", MOST_NAMES),
        nodes=_names(command.nodes, "nodes", MOST_NAMES),
    )
    if worker.kind in DECLARED or _found(event) == _had(worker):
        return []
    return [Fact(stream=worker.id, event=event)]


def _found(event: WorkerProbed) -> tuple[Any, ...]:
    devices = tuple(written(device) for device in event.devices)
    return event.version, devices, event.models, event.nodes


def _devices(devices: tuple[Device, ...]) -> tuple[Device, ...]:
    if len(devices) > MOST_DEVICES or any(device.vram < 0 for device in devices):
        raise RuleViolatedError(
            f"A worker has up to {MOST_DEVICES} devices, each with some megabytes of VRAM.",
            field="devices",
        )
    return tuple(
        Device(name=text.name(device.name, "device"), vram=device.vram) for device in devices
    )


def set_key(command: SetWorkerKey, board: QueueBoard) -> list[Fact]:
    worker = board.worker(command.worker_id)
    if command.key and worker.kind == "agent":
        raise RuleViolatedError(
            f"'{worker.name}' asks for its work itself, so that nobody needs a key to ask it. Make"
            " a token for it.",
            field="key",
        )
    if command.key == worker.key:
        return []
    if not command.key:
        return [Fact(stream=worker.id, event=WorkerKeyRemoved())]
    has_one = WorkerKeyReplaced if worker.key else WorkerKeySet
    return [Fact(stream=worker.id, event=has_one(key=command.key))]


def set_mode(command: SetWorkerMode, board: QueueBoard) -> list[Fact]:
    worker = board.worker(command.worker_id)
    if worker.mode == command.mode:
        return []
    reason = text.label(command.reason, "reason") or "somebody wanted it so"
    events: dict[str, object] = {
        "enabled": WorkerEnabled(),
        "disabled": WorkerDisabled(reason=reason),
        "draining": WorkerDrained(reason=reason),
    }
    return [Fact(stream=worker.id, event=events[command.mode])]


def set_health(command: SetWorkerHealth, board: QueueBoard) -> list[Fact]:
    worker = board.worker(command.worker_id)
    if worker.health == command.health:
        return []
    reason = text.label(command.reason, "reason")
    events: dict[str, object] = {
        "good": WorkerReleased(reason=reason),
        "suspect": WorkerSuspected(reason=reason),
        "quarantined": WorkerQuarantined(reason=reason),
    }
    return [Fact(stream=worker.id, event=events[command.health])]


def remove(command: RemoveWorker, board: QueueBoard) -> list[Fact]:
    worker = board.worker(command.worker_id)
    if board.at(worker.id):
        raise RuleViolatedError(
            f"'{worker.name}' still has jobs. Drain it, or cancel them, then remove it."
        )
    return [Fact(stream=worker.id, event=WorkerRemoved())]


def review(_: ReviewNeeds, board: QueueBoard) -> list[Fact]:
    found = {
        need_of(front.demand, front.vram): unmet(
            board.demand(front.demand), board.memory(front.demand, front.vram), board.abilities
        )
        for fronts in board.line.fronts.values()
        for front in fronts
    }
    blocked = board.queue.blocked
    events: list[object] = [NeedUnblocked(need=need) for need in blocked if not found.get(need)]
    events += [
        NeedBlocked(need=need, reason=why)
        for need, why in found.items()
        if why and blocked.get(need) != why
    ]
    return [Fact(stream=board.id, event=event) for event in events]


def _address(wished: str) -> str:
    """Return where a worker is asked; one that asks for its work itself has no address."""
    address = text.label(wished, "address", most=text.URL_LENGTH)
    try:
        parts = urlsplit(address)
        is_sound = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    except ValueError:
        is_sound = False
    if address and not is_sound:
        raise RuleViolatedError(
            "The address is no URL of a server. Write it as http://host:8188, without a name and"
            " a password.",
            field="address",
        )
    return address


def _free_name(name: str, board: QueueBoard, own: WorkerId) -> str:
    wanted = text.name(name)
    for worker in board.workers.values():
        if worker.name == wanted and worker.id != own and not worker.is_removed:
            raise RuleViolatedError(
                f"There is a worker '{wanted}' already. Choose another name.", field="name"
            )
    return wanted


def _names(names: tuple[str, ...], what: str, most: int) -> tuple[str, ...]:
    if len(names) > most:
        raise RuleViolatedError(f"At most {most:,} {what} are kept. Leave some out.", field=what)
    return tuple(sorted({text.name(name, what) for name in names}))


def _price(hourly: int) -> int:
    if not 0 <= hourly <= LARGEST_PRICE:
        raise RuleViolatedError("A price is not negative. Say 0 where it is free.", field="hourly")
    return hourly
