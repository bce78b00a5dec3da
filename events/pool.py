"""Facts about a pool item, stored for ever: change them only with an upcaster."""

from typing import TypeAlias

from events.ids import PoolItemId, TakeId
from events.record import record
from events.take import File, Provenance


@record
class PoolItemAdded:
    """`take` is the take it was made of, none for what came into the pool by itself."""

    name: str
    file: File
    made: Provenance
    description: str = ""
    tags: tuple[str, ...] = ()
    take: TakeId | None = None
    copied_from: PoolItemId | None = None


@record
class PoolItemRenamed:
    name: str


@record
class PoolItemDescribed:
    description: str


@record
class PoolItemTagged:
    """All the tags that the item has from now on."""

    tags: tuple[str, ...]


@record
class PoolItemDeleted: ...


@record
class PoolItemRestored: ...


PoolItemChange: TypeAlias = (
    PoolItemRenamed | PoolItemDescribed | PoolItemTagged | PoolItemDeleted | PoolItemRestored
)
PoolItemEvent: TypeAlias = PoolItemAdded | PoolItemChange
