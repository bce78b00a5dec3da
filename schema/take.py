"""GraphQL of takes: the type with all that is known of it, and the gallery of a clip."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias

import strawberry
from strawberry.scalars import JSON

from domain import text
from domain.board.take import Take as State
from events import take as facts
from repositories import take as takes
from repositories.page import Order
from repositories.view import View, row
from schema.context import Context, Info
from schema.moment import aware
from schema.node import (
    Node,
    PageInfo,
    SortDirection,
    cursor,
    instant,
    key,
    millis,
    page_info,
    rows,
)
from schema.user import User, user_node

Then: TypeAlias = Mapping[str, View[Any]] | None


@strawberry.enum
class TakeKind(Enum):
    IMAGE = "image"
    VIDEO = "video"


@strawberry.enum
class TakeSource(Enum):
    UPLOAD = "upload"
    JOB = "job"
    POOL = "pool"


@strawberry.enum(description="How wide a small picture of a file is, in pixels.")
class ThumbnailSize(Enum):
    SMALL = 320
    LARGE = 1280


@strawberry.type(description="A stored image or video.")
class MediaFile:
    kind: TakeKind
    digest: str = strawberry.field(description="SHA-256 of its content, in hexadecimal.")
    name: str
    media_type: str
    size: float = strawberry.field(description="Bytes.")
    width: int
    height: int
    frames: int = strawberry.field(description="Of a video, 0 where unknown.")
    duration: float = strawberry.field(description="Seconds of a video, 0 where unknown.")
    frame_rate: str = strawberry.field(description="Such as 24000/1001, empty where unknown.")
    project: strawberry.Private[str]

    @strawberry.field
    def url(self, info: Info) -> str:
        """Where it can be looked at for a while, in ranges too."""
        return self._address(info.context, "")

    @strawberry.field
    def thumbnail_url(self, info: Info, size: ThumbnailSize = ThumbnailSize.SMALL) -> str:
        """Where a small picture of it is."""
        return self._address(info.context, str(size.value))

    def _address(self, context: Context, what: str) -> str:
        media = context.services.media
        return media.address(self.project, context.user.user, self.digest, what)


@strawberry.type
class Lora:
    name: str
    weight: float


@strawberry.type(description="How a file came to be; what is not known is empty.")
class Provenance:
    source: TakeSource
    prompt: str
    negative_prompt: str
    seed: str = strawberry.field(description="A number of up to 64 bits without a sign.")
    model: str
    loras: list[Lora]
    workflow: str
    workflow_version: str
    values: JSON = strawberry.field(description="Those of the workflow's parameters.")
    worker: str
    job: str
    attempt: str
    started_at: datetime | None
    finished_at: datetime | None
    cost: str = strawberry.field(description="A decimal number in the queue's currency.")


@strawberry.type(description="One generated or uploaded image or video of a clip.")
class Take(Node):
    project_id: strawberry.ID
    clip_id: strawberry.ID
    version: int
    number: int = strawberry.field(description="Counts the takes of the clip from 1.")
    kind: TakeKind
    file: MediaFile
    provenance: Provenance
    item_id: strawberry.ID | None = strawberry.field(
        description="The pool item it was taken from, null for none."
    )
    copied_from_id: strawberry.ID | None
    is_deleted: bool
    added_at: datetime
    added_by: User


def file_node(file: facts.File, project: str) -> MediaFile:
    return MediaFile(
        kind=TakeKind(file.kind),
        digest=file.digest,
        name=file.name,
        media_type=file.type,
        size=file.size,
        width=file.width,
        height=file.height,
        frames=file.frames,
        duration=file.duration / 1000,
        frame_rate=file.rate,
        project=project,
    )


def provenance_node(made: facts.Provenance, source: TakeSource) -> Provenance:
    return Provenance(
        source=source,
        prompt=made.prompt,
        negative_prompt=made.negative_prompt,
        seed=made.seed,
        model=made.model,
        loras=[Lora(name=name, weight=weight) for name, weight in made.loras.items()],
        workflow=made.workflow,
        workflow_version=made.workflow_version,
        values=json.loads(made.values or "{}"),
        worker=made.worker,
        job=made.job,
        attempt=made.attempt,
        started_at=_time(made.started_at),
        finished_at=_time(made.finished_at),
        cost=made.cost,
    )


def _time(text_: str) -> datetime | None:
    return datetime.fromisoformat(text_) if text_ else None


def take_node(view: View[State]) -> Take:
    state = view.state
    source = TakeSource.POOL if state.item else TakeSource(state.made.source)
    return Take(
        id=strawberry.ID(state.id),
        project_id=strawberry.ID(view.project),
        clip_id=strawberry.ID(state.clip),
        version=view.version,
        number=state.number,
        kind=TakeKind(state.kind),
        file=file_node(state.file, view.project),
        provenance=provenance_node(state.made, source),
        item_id=strawberry.ID(state.item) if state.item else None,
        copied_from_id=strawberry.ID(state.copied_from) if state.copied_from else None,
        is_deleted=state.is_deleted,
        added_at=view.created_at,
        added_by=user_node(view.created_by),
    )


async def selected_take(context: Context, id_: str | None) -> Take | None:
    view = await context.takes.load(id_) if id_ else None
    return take_node(view) if view else None


# --- galleries --------------------------------------------------------------------------------


@strawberry.enum
class TakeSort(Enum):
    NUMBER = "number"
    ADDED_AT = "created_at"
    SIZE = "file.size"
    NAME = "search"


@strawberry.input(description="What is left out narrows nothing down.")
class TakeFilter:
    kinds: list[TakeKind] | None = None
    workers: list[str] | None = None
    models: list[str] | None = None
    search: str | None = strawberry.field(
        default=None, description="Words of the file's name, the prompt or the model."
    )
    since: datetime | None = None
    until: datetime | None = None
    is_deleted: bool = strawberry.field(
        default=False, description="Those that can be restored instead of those that are there."
    )

    def wanted(self, clip: str) -> takes.TakeFilter:
        return takes.TakeFilter(
            clip=clip,
            kinds=[kind.value for kind in self.kinds or ()],
            workers=self.workers or (),
            models=self.models or (),
            search=text.label(self.search or "", "search"),
            since=aware(self.since) if self.since else None,
            until=aware(self.until) if self.until else None,
            is_deleted=self.is_deleted,
        )


@strawberry.type
class TakeEdge:
    cursor: str
    node: Take


@strawberry.type
class TakeConnection:
    edges: list[TakeEdge]
    page_info: PageInfo
    wanted: strawberry.Private[takes.TakeFilter]
    past: strawberry.Private[Sequence[View[State]] | None]

    @strawberry.field
    async def total_count(self) -> int:
        """How many takes match, on all pages."""
        return await takes.count(self.wanted) if self.past is None else len(self.past)

    @strawberry.field
    async def models(self) -> list[str]:
        """The models that takes of the clip were made with."""
        return await takes.values(self.wanted.clip, "model")

    @strawberry.field
    async def workers(self) -> list[str]:
        """The workers that takes of the clip were made on."""
        return await takes.values(self.wanted.clip, "worker")


def order(
    sort: str, direction: SortDirection, first: int, after: str | None, *, is_time: bool, of: type
) -> Order:
    """Return the order of a page; `of` is what a cursor holds of the field it is sorted by."""
    place: tuple[Any, str] | None = None
    if after is not None:
        value, id_ = key(after, int if is_time else of, str)
        place = (instant(value) if is_time else value), id_
    is_descending = direction is SortDirection.DESCENDING
    return Order(first=rows(first), sort=sort, is_descending=is_descending, after=place)


def take_order(sort: TakeSort, direction: SortDirection, first: int, after: str | None) -> Order:
    is_time = sort is TakeSort.ADDED_AT
    of = str if sort is TakeSort.NAME else int
    return order(sort.value, direction, first, after, is_time=is_time, of=of)


def place(view: View[Any], sort: str) -> Any:
    """Return what a row has in a field, which may be one of a part of it."""
    value: Any = row(view)
    for name in sort.split("."):
        value = value[name]
    return value


def marked(view: View[Any], sort: str) -> str:
    """Return the cursor of a row in a list that is sorted by a field."""
    value = place(view, sort)
    return cursor(millis(value) if isinstance(value, datetime) else value, view.state.id)


async def takes_of(
    context: Context, clip: str, then: Then, filter_: TakeFilter, order_: Order
) -> TakeConnection:
    """Return a page of a clip's takes, of now or of then."""
    context.demand_login()
    wanted = filter_.wanted(clip)
    past = None if then is None else _then(then, wanted)
    found = await takes.listed(wanted, order_) if past is None else paged(past, order_)
    cursors = [marked(view, order_.sort) for view in found[: order_.first]]
    edges = [
        TakeEdge(cursor=at, node=take_node(view)) for at, view in zip(cursors, found, strict=False)
    ]
    info = page_info(
        cursors, has_next=len(found) > order_.first, has_previous=order_.after is not None
    )
    return TakeConnection(edges=edges, page_info=info, wanted=wanted, past=past)


def _then(then: Mapping[str, View[Any]], wanted: takes.TakeFilter) -> list[View[State]]:
    """Return the takes that a clip had, narrowed down as the rows of now are."""
    there = [view for view in then.values() if isinstance(view.state, State)]
    return [
        view
        for view in there
        if view.state.clip == wanted.clip
        and view.state.is_deleted == wanted.is_deleted
        and among(view.state.kind, wanted.kinds)
        and among(view.state.made.worker, wanted.workers)
        and among(view.state.made.model, wanted.models)
        and (wanted.since is None or view.created_at >= wanted.since)
        and (wanted.until is None or view.created_at < wanted.until)
        and found_by(view, wanted.search)
    ]


def among(value: str, wished: Sequence[str]) -> bool:
    return not wished or value in wished


def found_by(view: View[Any], search: str) -> bool:
    searched = row(view)["search"]
    return all(word in searched for word in search.casefold().split())


def paged(views: Sequence[View[Any]], order_: Order) -> list[View[Any]]:
    """Return a page of what is in memory, and one more where there is a next one."""
    keyed = [((place(view, order_.sort), view.state.id), view) for view in views]
    keyed.sort(key=lambda one: one[0], reverse=order_.is_descending)
    after = order_.after
    behind = [
        view
        for at, view in keyed
        if after is None or (at < after if order_.is_descending else at > after)
    ]
    return behind[: order_.first + 1]
