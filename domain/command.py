"""Every command of a project, and the one way to decide about it."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final, TypeAlias, assert_never

from domain import branch, merge, project, restore, scene, undo
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
from domain.project import ProjectCommand
from domain.restore import Restore
from domain.scene import EditScene, SceneCommand
from domain.undo import UndoChange
from events.store import Fact

HistoryCommand: TypeAlias = UndoChange | Restore | MergeBranch | RenameBranch
Command: TypeAlias = ProjectCommand | SceneCommand | ClipCommand | HistoryCommand


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


def decide(command: Command, board: Board) -> list[Fact]:
    """Return what happens. Raises a DomainError when nothing may."""
    if isinstance(command, ClipCommand):
        return clip.decide(command, board)
    if isinstance(command, SceneCommand):
        return scene.decide(command, board)
    if isinstance(command, HistoryCommand):
        return _decide_history(command, board)
    return project.decide(command, board)


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
    about = getattr(command, "clip_id", None) or getattr(command, "scene_id", None)
    return about or board.id


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
            case EditScene(name=None):
                streams.update(scene.id for scene in board.scene_group(command.scene_id))
            case _:
                return None
    return frozenset(streams)
