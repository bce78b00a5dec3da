"""GraphQL of the pool: takes kept for reuse, and where they are used."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from domain import text
from domain.board.pool import PoolItem as State
from repositories import pool
from repositories.page import Order
from repositories.view import View
from schema.context import Context, Info
from schema.node import Node, PageInfo, SortDirection, page_info
from schema.take import (
    MediaFile,
    Provenance,
    TakeKind,
    TakeSource,
    Then,
    among,
    file_node,
    found_by,
    marked,
    order,
    paged,
    provenance_node,
)
from schema.user import User, user_node


@strawberry.enum
class PoolSource(Enum):
    TAKE = "take"
    UPLOAD = "upload"
    JOB = "job"


@strawberry.type(description="A clip that has a take of the same content.")
class PoolUse:
    clip_id: strawberry.ID
    clip_name: str
    scene_id: strawberry.ID


@strawberry.type(description="A take kept for reuse.")
class PoolItem(Node):
    project_id: strawberry.ID
    version: int = strawberry.field(description="Send it as expectedVersion with a change.")
    name: str
    description: str
    tags: list[str]
    kind: TakeKind
    source: PoolSource
    file: MediaFile
    provenance: Provenance
    take_id: strawberry.ID | None = strawberry.field(
        description="The take it was made of, null for none."
    )
    is_deleted: bool
    added_at: datetime
    added_by: User
    changed_at: datetime

    @strawberry.field
    async def used_in(self, info: Info) -> list[PoolUse]:
        """The clips that have it, as a take of theirs."""
        clips = await info.context.uses.load((self.project_id, self.file.digest))
        return [
            PoolUse(
                clip_id=strawberry.ID(view.state.id),
                clip_name=view.state.name,
                scene_id=strawberry.ID(view.state.scene),
            )
            for view in clips
        ]


def pool_item_node(view: View[State]) -> PoolItem:
    state = view.state
    return PoolItem(
        id=strawberry.ID(state.id),
        project_id=strawberry.ID(view.project),
        version=view.version,
        name=state.name,
        description=state.description,
        tags=list(state.tags),
        kind=TakeKind(state.file.kind),
        source=PoolSource.TAKE if state.take else PoolSource(state.made.source),
        file=file_node(state.file, view.project),
        provenance=provenance_node(state.made, TakeSource(state.made.source)),
        take_id=strawberry.ID(state.take) if state.take else None,
        is_deleted=state.is_deleted,
        added_at=view.created_at,
        added_by=user_node(view.created_by),
        changed_at=view.changed_at,
    )


@strawberry.enum
class PoolSort(Enum):
    ADDED_AT = "created_at"
    CHANGED_AT = "changed_at"
    NAME = "search"
    SIZE = "file.size"


@strawberry.input(description="What is left out narrows nothing down.")
class PoolFilter:
    kinds: list[TakeKind] | None = None
    tags: list[str] | None = strawberry.field(default=None, description="All of them.")
    search: str | None = strawberry.field(
        default=None, description="Words of the name, the description, the tags or the prompt."
    )
    is_deleted: bool = strawberry.field(
        default=False, description="Those that can be restored instead of those that are there."
    )

    def wanted(self, project: str) -> pool.PoolFilter:
        return pool.PoolFilter(
            project=project,
            kinds=[kind.value for kind in self.kinds or ()],
            tags=self.tags or (),
            search=text.label(self.search or "", "search"),
            is_deleted=self.is_deleted,
        )


@strawberry.type
class PoolEdge:
    cursor: str
    node: PoolItem


@strawberry.type
class PoolConnection:
    edges: list[PoolEdge]
    page_info: PageInfo
    wanted: strawberry.Private[pool.PoolFilter]
    past: strawberry.Private[Sequence[View[State]] | None]

    @strawberry.field
    async def total_count(self) -> int:
        """How many items match, on all pages."""
        return await pool.count(self.wanted) if self.past is None else len(self.past)

    @strawberry.field
    async def tags(self) -> list[str]:
        """Every tag of the pool."""
        return await pool.tags(self.wanted.project)


def pool_order(sort: PoolSort, direction: SortDirection, first: int, after: str | None) -> Order:
    is_time = sort in {PoolSort.ADDED_AT, PoolSort.CHANGED_AT}
    of = str if sort is PoolSort.NAME else int
    return order(sort.value, direction, first, after, is_time=is_time, of=of)


async def pool_of(
    context: Context, project: str, then: Then, filter_: PoolFilter, order_: Order
) -> PoolConnection:
    """Return a page of a project's pool, of now or of then."""
    context.demand_login()
    wanted = filter_.wanted(project)
    past = None if then is None else _then(then, wanted)
    found = await pool.listed(wanted, order_) if past is None else paged(past, order_)
    cursors = [marked(view, order_.sort) for view in found[: order_.first]]
    edges = [
        PoolEdge(cursor=at, node=pool_item_node(view))
        for at, view in zip(cursors, found, strict=False)
    ]
    info = page_info(
        cursors, has_next=len(found) > order_.first, has_previous=order_.after is not None
    )
    return PoolConnection(edges=edges, page_info=info, wanted=wanted, past=past)


def _then(then: Mapping[str, View[Any]], wanted: pool.PoolFilter) -> list[View[State]]:
    there = [view for view in then.values() if isinstance(view.state, State)]
    return [
        view
        for view in there
        if view.state.is_deleted == wanted.is_deleted
        and among(view.state.file.kind, wanted.kinds)
        and set(wanted.tags) <= set(view.state.tags)
        and found_by(view, wanted.search)
    ]
