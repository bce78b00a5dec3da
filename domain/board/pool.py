"""A pool item as decisions see it."""

from typing import assert_never

from domain.board.take import shared, shared_file
from events.ids import PoolItemId, TakeId
from events.pool import (
    PoolItemAdded,
    PoolItemChange,
    PoolItemDeleted,
    PoolItemDescribed,
    PoolItemEvent,
    PoolItemRenamed,
    PoolItemRestored,
    PoolItemTagged,
)
from events.record import record, replace
from events.take import File, Provenance


@record
class PoolItem:
    """A take kept for reuse."""

    id: PoolItemId
    name: str
    file: File
    made: Provenance
    description: str = ""
    tags: tuple[str, ...] = ()
    take: TakeId | None = None
    copied_from: PoolItemId | None = None
    is_deleted: bool = False


def evolve(state: PoolItem | None, event: PoolItemEvent, id_: str) -> PoolItem:
    """Return the item after the event; `state` is None before it was added."""
    if isinstance(event, PoolItemAdded):
        return PoolItem(
            id=PoolItemId(id_),
            name=event.name,
            file=shared_file(event.file),
            made=shared(event.made),
            description=event.description,
            tags=event.tags,
            take=event.take,
            copied_from=event.copied_from,
        )
    if state is None:
        raise LookupError(f"{id_} has no PoolItemAdded before {type(event).__name__}")
    return _changed(state, event)


def _changed(state: PoolItem, event: PoolItemChange) -> PoolItem:
    match event:
        case PoolItemRenamed():
            return replace(state, name=event.name)
        case PoolItemDescribed():
            return replace(state, description=event.description)
        case PoolItemTagged():
            return replace(state, tags=event.tags)
        case PoolItemDeleted():
            return replace(state, is_deleted=True)
        case PoolItemRestored():
            return replace(state, is_deleted=False)
    assert_never(event)
