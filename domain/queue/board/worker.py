"""A worker as decisions see it."""

from collections.abc import Mapping
from typing import Any, assert_never

from events.ids import WorkerId
from events.record import record, replace
from events.worker import (
    Device,
    WorkerChange,
    WorkerDisabled,
    WorkerDrained,
    WorkerEnabled,
    WorkerErred,
    WorkerEvent,
    WorkerKeyRemoved,
    WorkerKeyReplaced,
    WorkerKeySet,
    WorkerMoved,
    WorkerPriced,
    WorkerProbed,
    WorkerQuarantined,
    WorkerRecovered,
    WorkerRegistered,
    WorkerReleased,
    WorkerRemoved,
    WorkerRenamed,
    WorkerSuspected,
    WorkerTagged,
)


@record
class Worker:
    """`errors` counts failures in a row, `erred` all of them.

    `mode` is what people want of it: enabled, disabled or draining; `health` what it deserves:
    good, suspect or quarantined. `reason` says why either is not the best. `key` names what is
    kept of its API key elsewhere, empty where it has none.
    """

    id: WorkerId
    name: str = ""
    kind: str = ""
    address: str = ""
    tags: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    hourly: int = 0
    key: str = ""
    server_version: str = ""
    devices: tuple[Mapping[str, Any], ...] = ()
    models: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    mode: str = "enabled"
    health: str = "good"
    reason: str = ""
    errors: int = 0
    erred: int = 0
    is_removed: bool = False

    @property
    def takes_jobs(self) -> bool:
        return self.mode == "enabled" and self.health == "good" and not self.is_removed


def machine(device: Mapping[str, Any]) -> str:
    """Return the class of a device: those of one class are about as fast as each other."""
    return f"{device['name']}, {device['vram'] / 1024:.0f} GB"


def evolve(state: Worker | None, event: WorkerEvent, id_: str) -> Worker:
    """Return the worker after the event; `state` is None before it was registered."""
    if isinstance(event, WorkerRegistered):
        return Worker(
            id=WorkerId(id_),
            name=event.name,
            kind=event.kind,
            address=event.address,
            tags=event.tags,
            serves=event.serves,
            hourly=event.hourly,
        )
    if state is None:
        raise LookupError(f"{id_} has no WorkerRegistered before {type(event).__name__}")
    return _changed(state, event)


def _changed(state: Worker, event: WorkerChange) -> Worker:  # noqa: C901, PLR0911, PLR0912 - one line a fact
    match event:
        case WorkerRenamed():
            return replace(state, name=event.name)
        case WorkerMoved():
            return replace(state, address=event.address)
        case WorkerTagged():
            return replace(state, tags=event.tags, serves=event.serves)
        case WorkerPriced():
            return replace(state, hourly=event.hourly)
        case WorkerKeySet() | WorkerKeyReplaced():
            return replace(state, key=event.key)
        case WorkerKeyRemoved():
            return replace(state, key="")
        case WorkerProbed():
            return _probed(state, event)
        case WorkerEnabled():
            return replace(state, mode="enabled", reason="")
        case WorkerDisabled():
            return replace(state, mode="disabled", reason=event.reason)
        case WorkerDrained():
            return replace(state, mode="draining", reason=event.reason)
        case WorkerErred():
            return replace(state, errors=state.errors + 1, erred=state.erred + 1)
        case WorkerRecovered():
            return replace(state, errors=0)
        case WorkerSuspected():
            return replace(state, health="suspect", reason=event.reason)
        case WorkerQuarantined():
            return replace(state, health="quarantined", reason=event.reason)
        case WorkerReleased():
            return replace(state, health="good", errors=0, reason=event.reason)
        case WorkerRemoved():
            return replace(state, is_removed=True, key="")
    assert_never(event)


def _probed(state: Worker, event: WorkerProbed) -> Worker:
    return replace(
        state,
        server_version=event.version,
        devices=tuple(written(device) for device in event.devices),
        models=event.models,
        nodes=event.nodes,
    )


def written(device: Device) -> dict[str, Any]:
    """Return a device as rows keep it."""
    return {"name": device.name, "vram": device.vram}
