"""Keeping workflows and presets: what is so already makes no facts.

Who keeps something is asked where it comes in: the library is everybody's, and whose it was the
log knows. That a document makes sense is judged there, too.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias, assert_never

from domain import text
from domain.errors import UNSEEN, ConflictError, NotFoundError, RuleViolatedError
from domain.library.board import Item, LibraryBoard
from events.ids import UserId, kind, preset_of, workflow_of
from events.record import record
from events.store import Fact
from events.workflow import (
    LibraryOpened,
    PresetAdded,
    PresetRemoved,
    PresetRestored,
    PresetRevised,
    WorkflowAdded,
    WorkflowRemoved,
    WorkflowRestored,
    WorkflowRevised,
)

NAME: Final = "main"
KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LONGEST: Final = 4_000_000
"""Characters of a document."""
MOST: Final = 1_000
"""Workflows, or presets, that a library keeps, removed ones too."""


@record
class SaveWorkflow:
    """Keep a workflow under its key: as a new one, or in place of what is there."""

    key: str
    document: str


@record
class RemoveWorkflow:
    key: str


@record
class RestoreWorkflow:
    key: str


@record
class SavePreset:
    """Keep a preset under its key: as a new one, or in place of what is there."""

    key: str
    document: str


@record
class RemovePreset:
    key: str


@record
class RestorePreset:
    key: str


WorkflowCommand: TypeAlias = SaveWorkflow | RemoveWorkflow | RestoreWorkflow
PresetCommand: TypeAlias = SavePreset | RemovePreset | RestorePreset
LibraryCommand: TypeAlias = WorkflowCommand | PresetCommand
PRESETS: Final = (SavePreset, RemovePreset, RestorePreset)


@record
class Acts:
    """What happens to one kind of thing, and what several of it are called."""

    added: Callable[..., object]
    revised: Callable[..., object]
    removed: Callable[[], object]
    restored: Callable[[], object]
    plural: str


WORKFLOW: Final = Acts(
    added=WorkflowAdded,
    revised=WorkflowRevised,
    removed=WorkflowRemoved,
    restored=WorkflowRestored,
    plural="workflows",
)
PRESET: Final = Acts(
    added=PresetAdded,
    revised=PresetRevised,
    removed=PresetRemoved,
    restored=PresetRestored,
    plural="presets",
)


def stream_of(command: LibraryCommand) -> str:
    """Return the id of what a command is about."""
    key = command.key
    return preset_of(key) if isinstance(command, PRESETS) else workflow_of(key)


def decide(command: LibraryCommand, board: LibraryBoard) -> list[Fact]:
    """Return what happens. Raises a DomainError when nothing may."""
    stream = stream_of(command)
    events = _decided(command, board, board.item(stream))
    facts = [Fact(stream=stream, event=event) for event in events]
    if not facts or board.is_open:
        return facts
    return [Fact(stream=board.id, event=LibraryOpened(name=NAME)), *facts]


def _decided(command: LibraryCommand, board: LibraryBoard, item: Item | None) -> list[object]:
    acts = PRESET if isinstance(command, PRESETS) else WORKFLOW
    match command:
        case SaveWorkflow() | SavePreset() if item is None:
            _demand_room(board, command)
            return [acts.added(key=command.key, document=_fit(command.document))]
        case SaveWorkflow() | SavePreset():
            return _saved(_there(item), _fit(command.document), acts)
        case RemoveWorkflow() | RemovePreset():
            return [] if _there(item).is_removed else [acts.removed()]
        case RestoreWorkflow() | RestorePreset():
            return [acts.restored()] if _there(item).is_removed else []
    assert_never(command)


def _saved(item: Item, document: str, acts: Acts) -> list[object]:
    back = [acts.restored()] if item.is_removed else []
    return [*back, *([] if document == item.document else [acts.revised(document=document)])]


def _there(item: Item | None) -> Item:
    if item is None:
        raise NotFoundError(UNSEEN)
    return item


def _fit(document: str) -> str:
    if len(document) > LONGEST:
        raise RuleViolatedError(
            f"This has {len(document):,} characters, and at most {LONGEST:,} are kept. Remove what"
            " it does not need.",
            field="document",
        )
    return document


def _demand_room(board: LibraryBoard, command: SaveWorkflow | SavePreset) -> None:
    """Refuse a key that is none, and one more than a library keeps."""
    if not KEY.fullmatch(command.key):
        raise RuleViolatedError(
            f"{text.quoted(command.key)} cannot be an id. Write small letters, digits and hyphens.",
            field="id",
        )
    about = kind(stream_of(command))
    count = sum(1 for state in board.states() if kind(state.id) == about)
    if count >= MOST:
        plural = PRESET.plural if isinstance(command, PRESETS) else WORKFLOW.plural
        raise RuleViolatedError(
            f"The library keeps {MOST:,} {plural}. Save it in place of one that nobody needs.",
            field="id",
        )


def admit(board: LibraryBoard, user: UserId) -> None:
    """Let everybody know what came of a command whose id they know."""
    del board, user


def check(board: LibraryBoard, user: UserId, command: LibraryCommand) -> None:
    """Let everybody keep, who was let in."""
    del board, user, command


def expect(command: LibraryCommand, board: LibraryBoard, version: int | None) -> None:
    """Refuse a command made on an old version of the one thing that it is about."""
    actual = board.version(stream_of(command))
    if version is not None and version != actual:
        raise ConflictError(
            "Somebody saved this since you saw it. Look again, then decide.",
            expected_version=version,
            actual_version=actual,
        )


def reads(commands: Iterable[LibraryCommand], board: LibraryBoard) -> frozenset[str] | None:
    """Return the streams that decisions about these depend on."""
    return frozenset((board.id, *(stream_of(command) for command in commands)))
