"""The board of a library: what it keeps, by the id of its stream."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, assert_never

from events.ids import LibraryId, PresetId, WorkflowId, kind
from events.record import record, replace
from events.store import Fact
from events.workflow import (
    LibraryEvent,
    PresetAdded,
    PresetEvent,
    PresetRemoved,
    PresetRestored,
    PresetRevised,
    WorkflowAdded,
    WorkflowEvent,
    WorkflowRemoved,
    WorkflowRestored,
    WorkflowRevised,
)


@record
class Library:
    id: LibraryId
    name: str = ""


@record
class Workflow:
    """`document` is the JSON text of its definition, whose id is `key`."""

    id: WorkflowId
    key: str
    document: str
    is_removed: bool = False


@record
class Preset:
    """`document` is its JSON text, whose id is `key`."""

    id: PresetId
    key: str
    document: str
    is_removed: bool = False


Item: TypeAlias = Workflow | Preset
LibraryState: TypeAlias = Library | Item
Before: TypeAlias = list[tuple[str, LibraryState | None, int]]


def library(state: Library | None, event: LibraryEvent, id_: str) -> Library:
    """Return the library after it was opened."""
    del state
    return Library(id=LibraryId(id_), name=event.name)


def workflow(state: Workflow | None, event: WorkflowEvent, id_: str) -> Workflow:
    """Return the workflow after the event; `state` is None before it was added."""
    if isinstance(event, WorkflowAdded):
        return Workflow(id=WorkflowId(id_), key=event.key, document=event.document)
    if state is None:
        raise LookupError(f"{id_} has no WorkflowAdded before {type(event).__name__}")
    match event:
        case WorkflowRevised():
            return replace(state, document=event.document)
        case WorkflowRemoved():
            return replace(state, is_removed=True)
        case WorkflowRestored():
            return replace(state, is_removed=False)
    assert_never(event)


def preset(state: Preset | None, event: PresetEvent, id_: str) -> Preset:
    """Return the preset after the event; `state` is None before it was added."""
    if isinstance(event, PresetAdded):
        return Preset(id=PresetId(id_), key=event.key, document=event.document)
    if state is None:
        raise LookupError(f"{id_} has no PresetAdded before {type(event).__name__}")
    match event:
        case PresetRevised():
            return replace(state, document=event.document)
        case PresetRemoved():
            return replace(state, is_removed=True)
        case PresetRestored():
            return replace(state, is_removed=False)
    assert_never(event)


EVOLVE: Final[Mapping[str, Callable[[Any, Any, str], Any]]] = {
    "library": library,
    "workflow": workflow,
    "preset": preset,
}


class LibraryBoard:
    def __init__(self, partition: str) -> None:
        self.id = LibraryId(partition)
        self._states: dict[str, LibraryState] = {}
        self._versions: dict[str, int] = {}

    @property
    def is_open(self) -> bool:
        return self.id in self._states

    def item(self, stream: str) -> Item | None:
        found = self._states.get(stream)
        return None if isinstance(found, Library) else found

    def version(self, stream: str) -> int:
        return self._versions.get(stream, 0)

    def state(self, stream: str) -> LibraryState | None:
        return self._states.get(stream)

    def states(self) -> Iterator[LibraryState]:
        """Yield everything that is on the board, the library itself first."""
        yield from sorted(self._states.values(), key=lambda state: state.id != self.id)

    def apply(self, facts: Iterable[Fact]) -> Before:
        """Fold facts in and return what takes them back."""
        before: Before = []
        for fact in facts:
            stream = fact.stream
            known = self._states.get(stream)
            before.append((stream, known, self.version(stream)))
            self._states[stream] = EVOLVE[kind(stream)](known, fact.event, stream)
            self._versions[stream] = self.version(stream) + 1
        return before

    def revert(self, before: Before) -> None:
        for stream, state, version in reversed(before):
            self._versions[stream] = version
            if state is None:
                del self._states[stream]
            else:
                self._states[stream] = state

    def put(self, state: LibraryState, version: int) -> None:
        """Lay down a thing that is not there yet, as it was at a version."""
        self._states[state.id] = state
        self._versions[state.id] = version
