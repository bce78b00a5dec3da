"""What happened in a library, in words that people read: "saved the workflow 'two-moods'"."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.library.board import LibraryBoard
from events import workflow
from events.record import record
from events.store import Fact

_VERBS: Final[Mapping[type[object], tuple[str, str]]] = {
    workflow.WorkflowAdded: ("added", "workflow"),
    workflow.WorkflowRevised: ("changed", "workflow"),
    workflow.WorkflowRemoved: ("removed", "workflow"),
    workflow.WorkflowRestored: ("restored", "workflow"),
    workflow.PresetAdded: ("added", "preset"),
    workflow.PresetRevised: ("changed", "preset"),
    workflow.PresetRemoved: ("removed", "preset"),
    workflow.PresetRestored: ("restored", "preset"),
}


@record
class Said:
    """A sentence about a thing of a library; `verb` sums it up."""

    id: str
    kind: str
    name: str
    verb: str
    sentence: str


def said(facts: tuple[Fact, ...], board: LibraryBoard) -> Iterator[Said]:
    """Say what facts did; the board has them already. That the library was opened is not said."""
    for fact in facts:
        item = board.item(fact.stream)
        if item is not None:
            verb, kind = _VERBS[type(fact.event)]
            yield Said(
                id=fact.stream,
                kind=kind,
                name=item.key,
                verb=verb,
                sentence=f"{verb} the {kind} '{item.key}'",
            )
