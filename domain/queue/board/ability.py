"""What workers can do, and why they cannot do what is needed, in words."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final, NamedTuple

from domain.queue.board.batch import Demand
from domain.queue.board.worker import Worker, machine
from domain.text import quoted
from events.ids import WorkerId
from events.record import record

GIGABYTE: Final = 1024
# A model that is cut short could be another one.
NAMED: Final = 200


class Slot(NamedTuple):
    """A device of a worker, which runs one job at a time."""

    worker: WorkerId
    device: int


@record
class Ability:
    """A worker as it is matched with needs; `vram` (MB) is that of its devices.

    `nodes` is None where nobody can say which it has: that it has them is taken on trust.
    """

    id: WorkerId
    vram: tuple[int, ...]
    machines: tuple[str, ...]
    models: frozenset[str]
    nodes: frozenset[str] | None
    tags: frozenset[str]
    serves: frozenset[str]

    def slots(self, demand: Demand, vram: int) -> list[Slot]:
        """Return the devices that can do it."""
        if not self.knows(demand):
            return []
        return [Slot(self.id, at) for at, size in enumerate(self.vram) if size >= vram]

    def knows(self, demand: Demand) -> bool:
        return (
            _serves(demand.kind, self)
            and self.tags.issuperset(demand.tags)
            and self.models.issuperset(demand.models)
            and (self.nodes is None or self.nodes.issuperset(demand.nodes))
        )


class Able:
    """The devices that can do what each need asks for; a worker that changes is looked at alone."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def find(
        self, need: str, demand: Demand, vram: int, workers: Mapping[WorkerId, Ability]
    ) -> Mapping[Slot, None]:
        """Return the devices for a need; `vram` may be more than it says: that was learned."""
        known = self._known.get(need)
        if known is None or known.vram != vram:
            slots = {slot: None for one in workers.values() for slot in one.slots(demand, vram)}
            known = self._known[need] = _Known(demand=demand, vram=vram, slots=slots)
        return known.slots

    def change(self, old: Ability | None, new: Ability | None) -> None:
        """Let a worker come, change or go."""
        for known in self._known.values():
            for slot in old.slots(known.demand, known.vram) if old else ():
                del known.slots[slot]
            for slot in new.slots(known.demand, known.vram) if new else ():
                known.slots[slot] = None

    def forget(self, demand: str) -> None:
        """Drop the needs of a demand that nobody has any more."""
        for need in [need for need in self._known if need.startswith(f"{demand}@")]:
            del self._known[need]


@record
class _Known:
    demand: Demand
    vram: int
    slots: dict[Slot, None]


def ability(worker: Worker) -> Ability:
    return Ability(
        id=worker.id,
        vram=tuple([device["vram"] for device in worker.devices]),
        machines=tuple([machine(device) for device in worker.devices]),
        models=frozenset(worker.models),
        nodes=None if worker.kind == "runpod" else frozenset(worker.nodes),
        tags=frozenset(worker.tags),
        serves=frozenset(worker.serves),
    )


def unmet(demand: Demand, vram: int, workers: Mapping[WorkerId, Ability]) -> str:
    """Say what no worker has. Empty where one of them can do it."""
    if any(worker.slots(demand, vram) for worker in workers.values()):
        return ""
    if not workers:
        return "no worker is registered yet: register one"
    for has, wanted in _wants(demand, vram):
        if not any(has(worker) for worker in workers.values()):
            return f"needs {wanted}; no worker has it"
    return f"needs {_all(demand, vram)}; no worker has all of it at once"


def lacks(demand: Demand, vram: int, worker: Ability) -> list[str]:
    """Say what a worker has not, a text for each. Empty where it can do it."""
    return [wanted for has, wanted in _wants(demand, vram) if not has(worker)]


def _wants(demand: Demand, vram: int) -> Iterator[tuple[Callable[[Ability], bool], str]]:
    yield partial(_serves, demand.kind), f"a worker for jobs of the kind {quoted(demand.kind)}"
    yield partial(_reaches, vram), _memory(vram)
    for kind, names in (("tag", demand.tags), ("model", demand.models), ("node", demand.nodes)):
        for name in names:
            yield partial(_has, kind, name), f"the {kind} {quoted(name, NAMED)}"


def _serves(kind: str, worker: Ability) -> bool:
    return not worker.serves or kind in worker.serves


def _reaches(vram: int, worker: Ability) -> bool:
    return max(worker.vram, default=-1) >= vram


def _has(kind: str, name: str, worker: Ability) -> bool:
    held: frozenset[str] | None = getattr(worker, f"{kind}s")
    return held is None or name in held


def _memory(vram: int) -> str:
    return f"{vram / GIGABYTE:.3g} GB of VRAM" if vram else "a device that answers"


def _all(demand: Demand, vram: int) -> str:
    names = [quoted(name) for name in (*demand.tags, *demand.models, *demand.nodes)]
    return ", ".join([*names, _memory(vram)])
