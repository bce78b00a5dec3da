"""Every command of a project, and the one way to decide about it."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeAlias

from domain import project, scene
from domain.board.board import Board
from domain.clip import decide as clip
from domain.clip.command import ClipCommand, EditClip, LinkMedia
from domain.errors import ConflictError, FieldConflict
from domain.project import ProjectCommand
from domain.scene import EditScene, SceneCommand
from events.store import Fact

Command: TypeAlias = ProjectCommand | SceneCommand | ClipCommand


def decide(command: Command, board: Board) -> list[Fact]:
    """Return what happens. Raises a DomainError when nothing may."""
    if isinstance(command, ClipCommand):
        return clip.decide(command, board)
    if isinstance(command, SceneCommand):
        return scene.decide(command, board)
    return project.decide(command, board)


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
    names = [field.name for field in fields(command) if hasattr(state, field.name)]
    pairs = [(name, getattr(command, name), getattr(state, name)) for name in names]
    return tuple(
        FieldConflict(field=name, yours=yours, theirs=theirs)
        for name, yours, theirs in pairs
        if yours is not None and yours != theirs
    )


def reads(commands: Iterable[Command], board: Board) -> frozenset[str] | None:
    """Return the streams that decisions about these depend on, None for the whole project.

    What takes a place depends on everything that lies there, new clips too, so only edits of
    fields can be told apart.
    """
    streams: set[str] = {board.id}
    for command in commands:
        match command:
            case EditClip() | LinkMedia():
                streams.add(board.clips[command.clip_id].scene)
                streams.update(clip.id for clip in board.clip_group(command.clip_id))
            case EditScene():
                streams.update(scene.id for scene in board.scene_group(command.scene_id))
            case _:
                return None
    return frozenset(streams)
