"""Every command of a project, and the one way to decide about it."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, Final, TypeAlias, assert_never, get_args

from domain import branch, merge, pool, project, restore, scene, take, undo
from domain.board.board import Board
from domain.branch import RenameBranch
from domain.clip import decide as clip
from domain.clip.command import (
    ClipCommand,
    DuplicateClip,
    EditClip,
    LinkMedia,
    MoveClip,
    SetTransition,
)
from domain.errors import ConflictError, FieldConflict
from domain.merge import MergeBranch
from domain.music import MoveMusic, SetMusic
from domain.naming import decide as naming
from domain.naming.command import NamingCommand
from domain.pool import PoolCommand
from domain.project import ProjectCommand
from domain.restore import Restore
from domain.scene import EditScene, SceneCommand
from domain.take import SelectTake, TakeCommand, UnselectTake
from domain.undo import UndoChange
from events.store import Fact

HistoryCommand: TypeAlias = UndoChange | Restore | MergeBranch | RenameBranch
Command: TypeAlias = (
    ProjectCommand
    | SceneCommand
    | ClipCommand
    | NamingCommand
    | TakeCommand
    | PoolCommand
    | HistoryCommand
)


# Where a command calls a field by another name than the state.
_KEPT_AS: Final[dict[type[object], dict[str, str]]] = {
    LinkMedia: {"url": "media_url", "start": "media_start", "length": "media_length"},
    MoveClip: {"scene_id": "scene"},
    MoveMusic: {"offset": "music_offset"},
    SetMusic: {"digest": "music", "name": "music_name", "offset": "music_offset"},
    SetTransition: {
        "kind": "transition",
        "length": "transition_length",
        "direction": "transition_direction",
    },
}


_DECIDERS: Final[dict[type[Any], Callable[[Any, Board], list[Fact]]]] = {
    cls: decider
    for union, decider in (
        (ProjectCommand, project.decide),
        (SceneCommand, scene.decide),
        (ClipCommand, clip.decide),
        (NamingCommand, naming.decide),
        (TakeCommand, take.decide),
        (PoolCommand, pool.decide),
    )
    for cls in get_args(union)
}


def decide(command: Command, board: Board) -> list[Fact]:
    """Return what happens. Raises a DomainError when nothing may."""
    if isinstance(command, HistoryCommand):
        return _decide_history(command, board)
    return _DECIDERS[type(command)](command, board)


def _decide_history(command: HistoryCommand, board: Board) -> list[Fact]:
    match command:
        case UndoChange():
            return undo.decide(command, board)
        case Restore():
            return restore.decide(command, board)
        case MergeBranch():
            return merge.decide(command, board)
        case RenameBranch():
            return branch.decide(command, project.existing(board))
    assert_never(command)


def target(command: Command, board: Board) -> str:
    """Return the stream a command is about: the thing whose version its sender saw."""
    for name in ("clip_id", "scene_id", "item_id"):
        if about := getattr(command, name, None):
            return str(about)
    return board.id


def expect(command: Command, board: Board, version: int | None) -> None:
    """Refuse a command made on an old version, with what its sender and others wanted."""
    stream = target(command, board)
    actual = board.version(stream)
    if version is None or version == actual or not actual:
        return
    raise ConflictError(
        "Somebody changed this since you saw it. Look at both values and choose.",
        expected_version=version,
        actual_version=actual,
        conflicts=_conflicts(command, board.state(stream)),
    )


def _conflicts(command: Command, state: Any) -> tuple[FieldConflict, ...]:
    if isinstance(command, DuplicateClip):
        # Its place is the copy's: nobody else can have wished for another one.
        return ()
    kept = _KEPT_AS.get(type(command), {})
    places = [(field.name, kept.get(field.name, field.name)) for field in fields(command)]
    pairs = [
        (name, getattr(command, name), getattr(state, place))
        for name, place in places
        if hasattr(state, place)
    ]
    return tuple(
        FieldConflict(field=name, yours=yours, theirs=theirs)
        for name, yours, theirs in pairs
        if yours is not None and yours != theirs
    )


def reads(commands: Iterable[Command], board: Board) -> frozenset[str] | None:
    """Return the streams that decisions about these depend on, None for the whole project.

    What takes a place depends on everything that lies there, new clips too, and a new name on
    alternates that may be added, so only other edits of fields can be told apart.
    """
    streams: set[str] = {board.id}
    for command in commands:
        match command:
            case EditClip(name=None) | LinkMedia() | SetTransition():
                streams.add(board.clips[command.clip_id].scene)
                streams.update(clip.id for clip in board.clip_group(command.clip_id))
            case SelectTake() | UnselectTake():
                clip_ = board.clips[command.clip_id]
                streams |= {clip_.id, clip_.scene, *(it.id for it in board.takes_of(clip_.id))}
            case EditScene(name=None):
                streams.update(scene.id for scene in board.scene_group(command.scene_id))
            case _:
                return None
    return frozenset(streams)
