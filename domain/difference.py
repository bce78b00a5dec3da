"""What differs between two states of a project: things added, removed and changed, by facets."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, Final

from domain import facet
from domain.board.board import Board, State, as_it_was
from domain.board.project import Project
from domain.facet import Facet
from events.record import record
from events.store import Fact

# What has no meaning for people beside the thing itself.
_UNTOLD: Final = frozenset({"merges", "deleted"})


class DifferenceKind(Enum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@record
class Difference:
    """`facets` are those that differ, of a thing that is there before and after."""

    stream: str
    kind: DifferenceKind
    before: State | None
    after: State | None
    facets: tuple[Facet, ...] = ()


def differences(before: Board, after: Board) -> list[Difference]:
    """Compare two boards of one project. What is deleted is not there."""
    streams = dict.fromkeys(state.id for board in (before, after) for state in board.states())
    return list(_told((it, before.state(it), after.state(it)) for it in streams))


def of_facts(board: Board, facts: Iterable[Fact]) -> list[Difference]:
    """Return what facts would make different. The board is left as it was."""
    applied = board.apply(facts)
    old = as_it_was(applied)
    new = {stream: board.state(stream) for stream in old}
    board.revert(applied)
    return list(_told((stream, old[stream], new[stream]) for stream in old))


def _told(
    pairs: Iterable[tuple[str, State | None, State | None]],
) -> Iterator[Difference]:
    for stream, before, after in pairs:
        one = _difference(stream, _there(before), _there(after))
        if one is not None:
            yield one


def _there(state: Any) -> State | None:
    gone = state is not None and not isinstance(state, Project) and state.is_deleted
    there: State | None = None if gone else state
    return there


def _difference(stream: str, before: State | None, after: State | None) -> Difference | None:
    if before is None and after is None:
        return None
    if before is None or after is None:
        kind = DifferenceKind.ADDED if before is None else DifferenceKind.REMOVED
        return Difference(stream=stream, kind=kind, before=before, after=after)
    facets = told(before, after)
    if not facets:
        return None
    return Difference(
        stream=stream, kind=DifferenceKind.CHANGED, before=before, after=after, facets=facets
    )


def told(before: State, after: State) -> tuple[Facet, ...]:
    """Return the facets in which two states differ, but for those that people do not see."""
    return tuple(one for one in facet.changed(before, after) if one.name not in _UNTOLD)
