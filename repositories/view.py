"""A read model's row: the folded state of one aggregate and where and when it came to be.

Read models fold the events with the aggregates' own `evolve`: one law for what an event means.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from domain.board import clip, pool, project, scene, take
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.library import board as library_board
from domain.library.board import Library, Preset, Workflow
from domain.past import Folding, Stamp
from domain.queue.board import board as queue_board
from domain.queue.board.batch import Batch
from domain.queue.board.job import Job
from domain.queue.board.queue import Queue
from domain.queue.board.share import Share
from domain.queue.board.worker import Worker
from events.ids import is_library, is_queue
from events.record import record
from events.store import Commit
from events.take import File, Provenance

S = TypeVar("S")
Row = dict[str, Any]


@record
class View(Generic[S]):
    """`project` is the partition: a queue is one, too, and what is said of projects goes for it.

    `position` is the commit that changed it last; a project's is its newest commit.
    `era` counts how often the rows of its project were rebuilt. A row of an era before its
    project's is a leftover of who had not noticed: it counts as none.
    """

    state: S
    project: str
    position: int
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    era: int = 0

    @property
    def mark(self) -> str:
        """Return what is another text after each commit and after each time it was rebuilt."""
        return f"{self.position}.{self.era}" if self.era else str(self.position)


STATES: Final[dict[str, type[Any]]] = {
    "project": Project,
    "scene": Scene,
    "clip": Clip,
    "take": Take,
    "item": PoolItem,
    "queue": Queue,
    "share": Share,
    "worker": Worker,
    "batch": Batch,
    "job": Job,
    "library": Library,
    "workflow": Workflow,
    "preset": Preset,
}
# What a partition is kept in; its own row, which has the position of all others, comes first.
PROJECT_KINDS: Final = ("project", "scene", "clip", "take", "item")
QUEUE_KINDS: Final = ("queue", "share", "worker", "batch", "job")
LIBRARY_KINDS: Final = ("library", "workflow", "preset")
OWN_KINDS: Final = frozenset({PROJECT_KINDS[0], QUEUE_KINDS[0], LIBRARY_KINDS[0]})
CONTENT_KINDS: Final = STATES.keys() - OWN_KINDS
_PLURALS: Final = {"batch": "batches", "library": "libraries"}
COLLECTIONS: Final = {kind: f"{kind}s" for kind in STATES} | _PLURALS
_EVOLVE: Final[dict[str, Callable[[Any, Any, str], Any]]] = {
    "project": project.evolve,
    "scene": scene.evolve,
    "clip": clip.evolve,
    "take": take.evolve,
    "item": pool.evolve,
    **queue_board.EVOLVE,
    **library_board.EVOLVE,
}


def _each(names: tuple[str, ...], state: Any) -> tuple[Any, ...]:
    return tuple(getattr(state, name) for name in names)


_META: Final = tuple(field.name for field in fields(View) if field.name != "state")
# Rows that were written before there were eras do not say theirs.
_SAID: Final = tuple(name for name in _META if name != "era")
_FIELDS: Final = {
    kind: tuple(field.name for field in fields(state) if field.name != "id")
    for kind, state in STATES.items()
}
# A database gives back lists for tuples.
_TUPLES: Final = {
    kind: frozenset(field.name for field in fields(state) if str(field.type).startswith("tuple["))
    for kind, state in STATES.items()
}
# Records within a state are documents within its row.
_PARTS: Final[dict[str, tuple[type[Any], tuple[str, ...]]]] = {
    name: (part, tuple(field.name for field in fields(part)))
    for name, part in (("file", File), ("made", Provenance))
}
_META_OF: Final = attrgetter(*_META)
# With one name alone, attrgetter would give back its value and no tuple of it.
_STATE_OF: Final[dict[str, Callable[[Any], tuple[Any, ...]]]] = {
    kind: attrgetter(*names) if len(names) > 1 else partial(_each, names)
    for kind, names in _FIELDS.items()
}
_COLUMNS: Final = {kind: ("_id", *names, *_META) for kind, names in _FIELDS.items()}


def kind(stream: str) -> str:
    """Return the kind of read model that a stream is kept in: a branch is a project."""
    prefix = stream.partition("-")[0]
    return "project" if prefix == "branch" else prefix


def kinds(partition: str) -> tuple[str, ...]:
    """Return the kinds of read models of a partition, that of its own row first."""
    if is_library(partition):
        return LIBRARY_KINDS
    return QUEUE_KINDS if is_queue(partition) else PROJECT_KINDS


def own_collection(partition: str) -> str:
    """Return the collection that has the partition's own row."""
    return COLLECTIONS[kinds(partition)[0]]


def of_folding(folding: Folding) -> dict[str, View[Any]]:
    """Return the views of everything that a folding holds."""
    stamps, board = folding.stamps, folding.ground
    return {
        state.id: _view(state, folding.partition, board.version(state.id), stamps[state.id])
        for state in board.states()
    }


def _view(state: Any, project: str, version: int, stamp: Stamp) -> View[Any]:
    return View(
        state=state,
        project=project,
        position=stamp.position,
        version=version,
        created_at=stamp.created_at,
        created_by=stamp.created_by,
        changed_at=stamp.changed_at,
        changed_by=stamp.changed_by,
    )


def stamp(view: View[Any]) -> Stamp:
    return Stamp(
        position=view.position,
        created_at=view.created_at,
        created_by=view.created_by,
        changed_at=view.changed_at,
        changed_by=view.changed_by,
    )


def evolved(state: Any, event: object, stream: str) -> Any:
    """Return the state of a stream after one of its events."""
    return _EVOLVE[kind(stream)](state, event, stream)


class BrokenViewError(Exception):
    """A view cannot be given these events: some that come before them are missing."""


def folded(
    views: Mapping[str, View[Any]], commit: Commit, kinds: Collection[str] = STATES
) -> tuple[dict[str, View[Any]], dict[str, Exception]]:
    """Return the views after a commit, and what is wrong with streams that it broke.

    A broken stream stays as it was. Only the project goes on even then, for its position is that
    of all the others. Streams of other than these kinds are passed over.
    """
    new: dict[str, View[Any]] = {}
    broken: dict[str, Exception] = {}
    own = views.get(commit.partition)
    era = own.era if own else 0
    for stream, events in _happened(commit).items():
        if kind(stream) not in kinds:
            continue
        known = views.get(stream)
        if known is not None and known.era < era:
            known = None
        try:
            new[stream] = projected(known, stream, events, commit, era)
        except Exception as error:  # noqa: BLE001 - one broken stream must not stop the others
            broken[stream] = error
            if known is not None and stream == commit.partition:
                new[stream] = _stamped(known, known.state, known.version, commit, era)
    return new, broken


def _happened(commit: Commit) -> dict[str, list[object]]:
    events: dict[str, list[object]] = {commit.partition: []}
    for fact in commit.facts:
        events.setdefault(fact.stream, []).append(fact.event)
    return events


def projected(
    view: View[Any] | None, stream: str, events: Sequence[object], commit: Commit, era: int = 0
) -> View[Any]:
    """Return the view after one commit's events of its stream; a commit seen before is nothing.

    Raises BrokenViewError, and what `evolve` raises, for events that cannot be folded.
    """
    if view is not None and view.project != commit.partition:
        raise BrokenViewError(f"{stream} belongs to {view.project}, not to {commit.partition}.")
    if view is not None and commit.n <= view.position:
        return view
    state = None if view is None else view.state
    version = (0 if view is None else view.version) + len(events)
    if version != commit.versions.get(stream, version) or not version:
        raise BrokenViewError(
            f"{stream} comes to version {version} by commit {commit.n}, which says"
            f" {commit.versions.get(stream, 0)}."
        )
    for event in events:
        state = evolved(state, event, stream)
    return _stamped(view, state, version, commit, era)


def _stamped(
    view: View[Any] | None, state: Any, version: int, commit: Commit, era: int
) -> View[Any]:
    envelope = commit.envelope
    return View(
        state=state,
        project=view.project if view else commit.partition,
        position=commit.n,
        version=version,
        created_at=view.created_at if view else envelope.at,
        created_by=view.created_by if view else envelope.actor,
        changed_at=envelope.at,
        changed_by=envelope.actor,
        era=era,
    )


def row(view: View[Any]) -> Row:
    """Return the document that keeps a view."""
    state = view.state
    of = kind(state.id)
    values = (state.id, *_STATE_OF[of](state), *_META_OF(view))
    document: Row = dict(zip(_COLUMNS[of], values, strict=True))
    for name in _TUPLES[of]:
        document[name] = list(document[name])
    if isinstance(state, Project):
        # An array can be indexed for "projects of this user", a mapping's keys cannot.
        document["users"] = sorted(state.members)
        document["search"] = f"{state.name}\n{state.description}".casefold()
    elif isinstance(state, Job):
        document["search"] = state.name.casefold()
    elif isinstance(state, Take | PoolItem):
        document["search"] = _searched(state)
        for name, (_, names) in _PARTS.items():
            part = document[name]
            document[name] = {field: getattr(part, field) for field in names}
    return document


def _searched(state: Take | PoolItem) -> str:
    """Return what a take or pool item is found by, its name first."""
    own: tuple[str, ...] = (state.file.name,)
    if isinstance(state, PoolItem):
        own = (state.name, state.description, *state.tags)
    return "\n".join((*own, state.made.prompt, state.made.model)).casefold()


def view(document: Mapping[str, Any]) -> View[Any]:
    """Return the view that a document keeps."""
    id_ = document["_id"]
    of = kind(id_)
    values = {name: document[name] for name in _FIELDS[of]}
    for name, (part, _) in _PARTS.items() if "made" in values else ():
        values[name] = part(**values[name])
    for name in _TUPLES[of]:
        values[name] = tuple(values[name])
    state = STATES[of](id=id_, **values)
    return View(state=state, era=document.get("era", 0), **{name: document[name] for name in _SAID})
