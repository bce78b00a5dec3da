"""The pool: takes kept for reuse, found by name, description and tags, and applied to clips."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, assert_never

from domain import take, text
from domain.board.board import Board
from domain.board.pool import PoolItem
from domain.errors import NotFoundError, RuleViolatedError
from events.ids import ClipId, PoolItemId, TakeId, derived, kind
from events.pool import (
    PoolItemAdded,
    PoolItemDeleted,
    PoolItemDescribed,
    PoolItemRenamed,
    PoolItemRestored,
    PoolItemTagged,
)
from events.record import record
from events.store import Fact
from events.take import File, Provenance, TakeAdded

MOST_TAGS: Final = 30


@record
class AddPoolItem:
    """Keeps a file that was uploaded or made by a job; what is in the pool is not added again."""

    item_id: PoolItemId
    file: File
    made: Provenance = take.UPLOADED
    name: str = ""
    description: str = ""
    tags: Sequence[str] = ()


@record
class SendToPool:
    """Keeps a take; what is in the pool is not added again."""

    item_id: PoolItemId
    take_id: TakeId
    name: str = ""
    description: str = ""
    tags: Sequence[str] = ()


@record
class EditPoolItem:
    """None leaves a field as it is."""

    item_id: PoolItemId
    name: str | None = None
    description: str | None = None
    tags: Sequence[str] | None = None


@record
class ApplyPoolItem:
    """Makes a take of each clip of the item; a clip that has it keeps the one it has.

    `seed` makes the new ids.
    """

    item_id: PoolItemId
    clip_ids: Sequence[ClipId]
    seed: str
    select: bool = False


@record
class DeletePoolItems:
    item_ids: Sequence[PoolItemId]


@record
class RestorePoolItems:
    item_ids: Sequence[PoolItemId]


PoolCommand: TypeAlias = (
    AddPoolItem | SendToPool | EditPoolItem | ApplyPoolItem | DeletePoolItems | RestorePoolItems
)


def decide(command: PoolCommand, board: Board) -> list[Fact]:
    match command:
        case AddPoolItem():
            return _add(command, board)
        case SendToPool():
            return _send(command, board)
        case EditPoolItem():
            return _edit(command, board)
        case ApplyPoolItem():
            return _apply(command, board)
        case DeletePoolItems():
            return _delete(command, board)
        case RestorePoolItems():
            return _restore(command, board)
    assert_never(command)


def same(board: Board, digest: str) -> PoolItem | None:
    """Return the item that has this content already."""
    items = board.pool.values()
    return next((it for it in items if it.file.digest == digest and not it.is_deleted), None)


def tags(values: Iterable[str]) -> tuple[str, ...]:
    """Return tags without space around them, each once however it is written."""
    found: dict[str, str] = {}
    for value in values:
        tag = text.label(value, "tag")
        if tag:
            found.setdefault(tag.casefold(), tag)
    if len(found) > MOST_TAGS:
        raise RuleViolatedError(
            f"A pool item has at most {MOST_TAGS} tags, not {len(found)}.", field="tags"
        )
    return tuple(found.values())


def _add(command: AddPoolItem, board: Board) -> list[Fact]:
    return _kept(command, take.checked(command.file), command.made, None, board)


def _send(command: SendToPool, board: Board) -> list[Fact]:
    found = board.take(command.take_id)
    return _kept(command, found.file, found.made, found.id, board)


def _kept(
    wish: AddPoolItem | SendToPool,
    file: File,
    made: Provenance,
    of: TakeId | None,
    board: Board,
) -> list[Fact]:
    if kind(wish.item_id) != "item":
        raise RuleViolatedError("A pool item's id is 'item-' and 32 hex digits.", field="id")
    if same(board, file.digest) is not None:
        return []
    if wish.item_id in board.pool:
        raise RuleViolatedError(
            "There is a pool item with this id already. Use a new id.", field="id"
        )
    event = PoolItemAdded(
        name=text.name(wish.name or file.name),
        file=file,
        made=made,
        description=text.prose(wish.description, "description"),
        tags=tags(wish.tags),
        take=of,
    )
    return [Fact(stream=wish.item_id, event=event)]


def _edit(command: EditPoolItem, board: Board) -> list[Fact]:
    item = board.pool_item(command.item_id)
    events: list[object] = []
    if command.name is not None and (name := text.name(command.name)) != item.name:
        events.append(PoolItemRenamed(name=name))
    if command.description is not None:
        description = text.prose(command.description, "description")
        if description != item.description:
            events.append(PoolItemDescribed(description=description))
    if command.tags is not None and (wished := tags(command.tags)) != item.tags:
        events.append(PoolItemTagged(tags=wished))
    return [Fact(stream=item.id, event=event) for event in events]


def _apply(command: ApplyPoolItem, board: Board) -> list[Fact]:
    item = board.pool_item(command.item_id)
    take.counted(command.clip_ids, "clips")
    facts: list[Fact] = []
    for n, id_ in enumerate(dict.fromkeys(command.clip_ids)):
        clip = board.clip(id_)
        there = take.same(board, clip.id, item.file.digest)
        new = there.id if there else TakeId(derived("take", command.seed, n))
        if there is None and new in board.takes:
            continue  # the same command applied it, and it was deleted since
        if there is None:
            event = TakeAdded(
                clip=clip.id,
                number=take.next_number(board, clip.id),
                file=item.file,
                made=item.made,
                item=item.id,
            )
            facts.append(Fact(stream=new, event=event))
        facts += take.selected(clip, new, item.file) if command.select else []
    return facts


def _delete(command: DeletePoolItems, board: Board) -> list[Fact]:
    take.counted(command.item_ids, "pool items")
    facts: list[Fact] = []
    for id_ in dict.fromkeys(command.item_ids):
        known = board.pool.get(id_)
        if known is None or not known.is_deleted:
            facts.append(Fact(stream=board.pool_item(id_).id, event=PoolItemDeleted()))
    return facts


def _restore(command: RestorePoolItems, board: Board) -> list[Fact]:
    take.counted(command.item_ids, "pool items")
    facts: list[Fact] = []
    for id_ in dict.fromkeys(command.item_ids):
        item = board.pool.get(id_)
        if item is None:
            raise NotFoundError("There is no such pool item in this project.")
        if item.is_deleted:
            facts.append(Fact(stream=id_, event=PoolItemRestored()))
    return facts
