"""A roster: workers in a file, to be registered or changed as it says.

A worker is known by its name. What a roster does not say of one stays as it is; a worker that it
does not name is left alone.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from domain import text
from domain.errors import DomainError
from domain.queue.board.worker import Worker
from domain.queue.command import FleetCommand
from domain.queue.fleet import (
    KINDS,
    LARGEST_PRICE,
    MOST_DEVICES,
    MOST_NAMES,
    MOST_TAGS,
    EditWorker,
    RegisterWorker,
    SetWorkerMode,
)
from events.ids import WorkerId
from events.record import record
from events.worker import Device
from notation import fault
from notation.located import Located, NotationError, located
from notation.part import Items, Part

WHAT: Final = "roster"
MILLION: Final = 1_000_000
MOST_BYTES: Final = 1_000_000
MOST_WORKERS: Final = 1000
MOST_VRAM: Final = 10**9  # megabytes

Name = Annotated[str, Field(min_length=1, max_length=text.NAME_LENGTH)]
Tags = Annotated[list[Name], Field(max_length=MOST_TAGS)]


class Gear(Part):
    """A device of what cannot be asked which it has; `vram` is megabytes."""

    name: Name = "GPU"
    vram: Annotated[int, Field(ge=0, le=MOST_VRAM)]


class Entry(Part):
    name: Name
    kind: Literal["comfyui", "agent", "runpod"] = "comfyui"
    address: Annotated[str, Field(max_length=text.URL_LENGTH)] | None = None
    tags: Tags | None = None
    serves: Tags | None = None
    hourly_cost: Annotated[float, Field(ge=0, le=LARGEST_PRICE / MILLION)] | None = None
    mode: Literal["enabled", "draining", "disabled"] | None = None
    devices: Annotated[list[Gear], Field(max_length=MOST_DEVICES)] | None = None
    models: Annotated[list[Name], Field(max_length=MOST_NAMES)] | None = None

    @property
    def hourly(self) -> int | None:
        return None if self.hourly_cost is None else round(self.hourly_cost * MILLION)

    @property
    def gear(self) -> tuple[Device, ...] | None:
        if self.devices is None:
            return None
        return tuple(Device(name=one.name, vram=one.vram) for one in self.devices)

    @property
    def has(self) -> tuple[str, ...] | None:
        return None if self.models is None else tuple(self.models)


class Roster(Part):
    roster: Literal[1]
    workers: Annotated[Items[Entry], Field(min_length=1, max_length=MOST_WORKERS)]


WORDING: Final = fault.wording(
    (Roster, Entry, Gear),
    at_field={
        "roster": "must be the number 1, the version of this format",
        "kind": f"must be one of {', '.join(KINDS)}",
        "name": f"must be a name of at least one letter and at most {text.NAME_LENGTH}",
    },
)


@record
class Wish:
    """A command, and the place in the list of the entry that it is for."""

    index: int
    command: FleetCommand


@record
class Read:
    """A roster that makes sense, and where in the file what is."""

    roster: Roster
    found: Located

    def refused(self, index: int, error: DomainError) -> NotationError:
        """Return what the queue says against an entry, with its line."""
        return fault.at(self.found, ("workers", index), f"is refused: {error.message}")


def read(content: bytes) -> Read:
    """Read a roster in YAML or JSON. Raises NotationError."""
    found = located(_decoded(content), WHAT)
    try:
        roster = Roster.model_validate(found.value)
    except ValidationError as error:
        raise fault.refusal(found, error, WORDING) from error
    names: set[str] = set()
    for index, entry in enumerate(roster.workers):
        if entry.name in names:
            place = ("workers", index, "name")
            raise fault.at(found, place, "is the name of a worker above; remove one of the two")
        names.add(entry.name)
    return Read(roster=roster, found=found)


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NotationError(f"The {WHAT} has more than {MOST_BYTES // 10**6} MB. Make two of it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotationError(f"The {WHAT} is no text in UTF-8. Save it as one.") from error


def wishes(
    roster: Read, known: Mapping[str, Worker], new: Mapping[str, WorkerId]
) -> Iterator[Wish]:
    """Yield what has to be commanded, in the order of the roster.

    `known` are the workers there are and `new` ids for the others, by name. Raises NotationError
    where a worker would have to become one of another kind.
    """
    for index, entry in enumerate(roster.roster.workers):
        worker = known.get(entry.name)
        if worker is not None and worker.kind != entry.kind:
            reason = f"must be {worker.kind}, which this worker is; remove the worker first"
            raise fault.at(roster.found, _kind_place(roster, index), reason)
        id_ = worker.id if worker else new[entry.name]
        command = _edit(entry, id_) if worker else _register(entry, id_)
        yield Wish(index=index, command=command)
        if entry.mode and entry.mode != (worker.mode if worker else "enabled"):
            mode = SetWorkerMode(worker_id=id_, mode=entry.mode, reason="the roster says so")
            yield Wish(index=index, command=mode)


def _kind_place(roster: Read, index: int) -> tuple[str | int, ...]:
    return fault.path(roster.found.value, ("workers", index, "kind"))


def _register(entry: Entry, id_: WorkerId) -> RegisterWorker:
    return RegisterWorker(
        worker_id=id_,
        name=entry.name,
        kind=entry.kind,
        address=entry.address or "",
        tags=tuple(entry.tags or ()),
        serves=tuple(entry.serves or ()),
        hourly=entry.hourly or 0,
        devices=entry.gear,
        models=entry.has,
    )


def _edit(entry: Entry, id_: WorkerId) -> EditWorker:
    return EditWorker(
        worker_id=id_,
        address=entry.address,
        tags=None if entry.tags is None else tuple(entry.tags),
        serves=None if entry.serves is None else tuple(entry.serves),
        hourly=entry.hourly,
        devices=entry.gear,
        models=entry.has,
    )
