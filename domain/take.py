"""Takes: added by upload, by a job or from the pool, selected, deleted and restored."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, assert_never

from domain import text
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.take import Take
from domain.errors import NotFoundError, RuleViolatedError
from events.clip import TakeSelected, TakeUnselected
from events.ids import ClipId, TakeId, derived, kind
from events.record import record
from events.store import Fact
from events.take import File, Provenance, TakeAdded, TakeDeleted, TakeRestored

KINDS: Final = ("image", "video")
UPLOADED: Final = Provenance(source="upload", loras={})
# Takes of one change.
MOST: Final = 5_000
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@record
class AddTake:
    """Adds an uploaded file to a clip; the same file a second time is no other take."""

    take_id: TakeId
    clip_id: ClipId
    file: File
    select: bool = False


@record
class Output:
    """One file of a finished attempt, and how it came to be."""

    file: File
    made: Provenance


@record
class CollectTakes:
    """Adds what an attempt of a job made. Sent a second time it changes nothing.

    It is nobody's wish any more but a result: it comes in whoever is still a member, and also
    where the clip was deleted meanwhile, with which it is kept.
    """

    clip_id: ClipId
    attempt: str
    outputs: tuple[Output, ...]


@record
class SelectTake:
    """Lets the clip show a take as its image or its video, as the take is one."""

    clip_id: ClipId
    take_id: TakeId


@record
class UnselectTake:
    clip_id: ClipId
    kind: str


@record
class DeleteTakes:
    take_ids: Sequence[TakeId]


@record
class RestoreTakes:
    """Brings deleted takes back; what the clip shows stays as it is."""

    take_ids: Sequence[TakeId]


TakeCommand: TypeAlias = (
    AddTake | CollectTakes | SelectTake | UnselectTake | DeleteTakes | RestoreTakes
)


def decide(command: TakeCommand, board: Board) -> list[Fact]:
    match command:
        case AddTake():
            return _add(command, board)
        case CollectTakes():
            return _collect(command, board)
        case SelectTake():
            return _select(command, board)
        case UnselectTake():
            return _unselect(command, board)
        case DeleteTakes():
            return _delete(command, board)
        case RestoreTakes():
            return _restore(command, board)
    assert_never(command)


def collected(attempt: str, index: int) -> TakeId:
    """Return the id of the take that an attempt's output becomes, counted from 0."""
    return TakeId(derived("take", attempt, index))


def same(board: Board, clip: ClipId, digest: str) -> Take | None:
    """Return the take of a clip that has this content already."""
    takes = board.takes_of(clip)
    return next((it for it in takes if it.file.digest == digest and not it.is_deleted), None)


def next_number(board: Board, clip: ClipId) -> int:
    return 1 + max((take.number for take in board.takes_of(clip)), default=0)


def selected(clip: Clip, take: TakeId, file: File) -> list[Fact]:
    """Return the fact that lets a clip show a take, none where it does."""
    if clip.selected(file.kind) == take:
        return []
    event = TakeSelected(kind=file.kind, take=take, digest=file.digest)
    return [Fact(stream=clip.id, event=event)]


def checked(file: File) -> File:
    """Return a file that a take can be of, or refuse it."""
    if file.kind not in KINDS or not _DIGEST.fullmatch(file.digest):
        raise RuleViolatedError(
            "A take is an image or a video that is stored. Upload one.", field="file"
        )
    text.name(file.name, "file_name")
    return file


def counted(ids: Sequence[str], noun: str) -> None:
    """Refuse to change none, or too many at once."""
    if not 1 <= len(ids) <= MOST:
        raise RuleViolatedError(
            f"One change is about 1 to {MOST:,} {noun}, not {len(ids):,}.", field="ids"
        )


def _add(command: AddTake, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    if kind(command.take_id) != "take":
        raise RuleViolatedError("A take's id is 'take-' and 32 hex digits.", field="id")
    file = checked(command.file)
    there = same(board, clip.id, file.digest)
    if there is not None:
        return selected(clip, there.id, file) if command.select else []
    if command.take_id in board.takes:
        raise RuleViolatedError("There is a take with this id already. Use a new id.", field="id")
    event = TakeAdded(clip=clip.id, number=next_number(board, clip.id), file=file, made=UPLOADED)
    shown = selected(clip, command.take_id, file) if command.select else []
    return [Fact(stream=command.take_id, event=event), *shown]


def _collect(command: CollectTakes, board: Board) -> list[Fact]:
    if command.clip_id not in board.clips:
        raise NotFoundError("There is no such clip in this project.")
    number = next_number(board, command.clip_id)
    facts: list[Fact] = []
    for index, output in enumerate(command.outputs):
        id_ = collected(command.attempt, index)
        if id_ not in board.takes:
            event = TakeAdded(
                clip=command.clip_id, number=number, file=checked(output.file), made=output.made
            )
            facts.append(Fact(stream=id_, event=event))
            number += 1
    return facts


def _select(command: SelectTake, board: Board) -> list[Fact]:
    clip, take = board.clip(command.clip_id), board.take(command.take_id)
    if take.clip != clip.id:
        raise RuleViolatedError(
            f"{take.name} belongs to '{board.clips[take.clip].name}'. Send it to the pool and "
            f"apply it to '{clip.name}' first.",
            field="take_id",
        )
    return selected(clip, take.id, take.file)


def _unselect(command: UnselectTake, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    if command.kind not in KINDS:
        raise RuleViolatedError("A clip shows an image and a video.", field="kind")
    if clip.selected(command.kind) is None:
        return []
    return [Fact(stream=clip.id, event=TakeUnselected(kind=command.kind))]


def _delete(command: DeleteTakes, board: Board) -> list[Fact]:
    counted(command.take_ids, "takes")
    facts: list[Fact] = []
    for id_ in dict.fromkeys(command.take_ids):
        known = board.takes.get(id_)
        if known is None or not known.is_deleted:
            facts += _deleted(board, board.take(id_))
    return facts


def _deleted(board: Board, take: Take) -> Iterable[Fact]:
    yield Fact(stream=take.id, event=TakeDeleted())
    if board.clips[take.clip].selected(take.kind) == take.id:
        yield Fact(stream=take.clip, event=TakeUnselected(kind=take.kind))


def _restore(command: RestoreTakes, board: Board) -> list[Fact]:
    counted(command.take_ids, "takes")
    facts: list[Fact] = []
    for id_ in dict.fromkeys(command.take_ids):
        take = board.takes.get(id_)
        if take is None:
            raise NotFoundError("There is no such take in this project.")
        board.clip(take.clip)
        if take.is_deleted:
            facts.append(Fact(stream=id_, event=TakeRestored()))
    return facts
