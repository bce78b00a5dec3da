"""GraphQL of the clip: the type, and how it is made from a read model."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import strawberry
from strawberry.scalars import JSON

from domain import alternates, prompt
from domain.board.clip import Clip as State
from domain.board.scene import Scene as SceneState
from domain.naming.code import Codes
from domain.rate import FrameRate
from domain.timecode import timecode
from repositories.view import View
from schema.clip_version import ClipVersionConnection, clip_versions
from schema.context import Info
from schema.node import Node, SortDirection
from schema.take import (
    Take,
    TakeConnection,
    TakeFilter,
    TakeSort,
    selected_take,
    take_order,
    takes_of,
)


@strawberry.enum
class ClipStatus(Enum):
    DRAFT = "draft"
    READY = "ready"
    GENERATING = "generating"
    REVIEW = "review"
    APPROVED = "approved"
    OMITTED = "omitted"


@strawberry.enum
class TransitionKind(Enum):
    CUT = "cut"
    FADE = "fade"
    DISSOLVE = "dissolve"
    WIPE = "wipe"


@strawberry.enum
class WipeDirection(Enum):
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@strawberry.type(description="How a clip comes in: from the clip right before it, or from black.")
class ClipTransition:
    kind: TransitionKind
    length: int = strawberry.field(description="Frames, 0 for a cut.")
    direction: WipeDirection | None


@strawberry.type(description="What is sent to a model.")
class EffectivePrompts:
    image: str
    video: str
    negative: str
    parameters: JSON


@strawberry.type(description="A shot. Positions and lengths are frames at the project's rate.")
class Clip(Node):
    project_id: strawberry.ID
    scene_id: strawberry.ID
    version: int = strawberry.field(description="Send it as expectedVersion with a change.")
    name: str
    track: int = strawberry.field(description="0 is the lowest.")
    start: int = strawberry.field(description="From the scene's first frame.")
    length: int
    timeline_start: int = strawberry.field(description="From the project's first frame.")
    lyrics: str
    notes: str
    image_prompt: str
    video_prompt: str
    negative_prompt: str
    parameters: JSON
    status: ClipStatus
    media_url: str = strawberry.field(description="The file it shows, empty for none.")
    media_start: int = strawberry.field(description="The file's first frame in use.")
    media_length: int = strawberry.field(description="Frames the file has, 0 when unknown.")
    selected_image_id: strawberry.ID | None = strawberry.field(description="The take it shows.")
    selected_video_id: strawberry.ID | None
    image_digest: str = strawberry.field(
        description="The file of the selected image, empty for none: see Project.mediaAccess."
    )
    video_digest: str
    take_count: int
    transition: ClipTransition
    is_chosen: bool = strawberry.field(description="Whether this version plays.")
    is_deleted: bool
    original_id: strawberry.ID | None = strawberry.field(description="null for an original.")
    alternate: int = strawberry.field(description="0 for an original, 1 for A1 …")
    badge: str = strawberry.field(description="A1, A2 … or empty.")
    alternates: list["Clip"] = strawberry.field(
        description="The other versions; only filled on the one that plays."
    )
    is_coded: bool = strawberry.field(description="Whether its code stays, see `code`.")
    scene: strawberry.Private[SceneState | None]
    state: strawberry.Private[State]
    rate: strawberry.Private[FrameRate]
    first_frame: strawberry.Private[int]
    then: strawberry.Private[Mapping[str, View[Any]] | None]
    codes: strawberry.Private[Callable[[], Codes]]

    @strawberry.field
    def code(self) -> str:
        """What names it in files; until it has one that stays, what confirming would give."""
        return self.codes().of_clip(self.state)

    @strawberry.field
    def start_timecode(self) -> str:
        """The first frame's timecode, from the project's start timecode on."""
        return timecode(self.first_frame + self.timeline_start, self.rate, wrap=True)

    @strawberry.field
    def end_timecode(self) -> str:
        """The timecode of the first frame behind the clip."""
        end = self.first_frame + self.timeline_start + self.length
        return timecode(end, self.rate, wrap=True)

    @strawberry.field
    async def versions(
        self, info: Info, first: int = 50, after: str | None = None
    ) -> ClipVersionConnection:
        """Every version there was, newest first; on a branch those since it was forked."""
        return await clip_versions(info.context, self.project_id, self.id, first, after)

    @strawberry.field
    async def selected_image(self, info: Info) -> Take | None:
        """The take that is shown as the clip's image."""
        return await selected_take(info.context, self.state.image)

    @strawberry.field
    async def selected_video(self, info: Info) -> Take | None:
        """The take that is shown as the clip's video."""
        return await selected_take(info.context, self.state.video)

    @strawberry.field
    async def takes(  # noqa: PLR0917 - the arguments of a GraphQL field have names
        self,
        info: Info,
        first: int = 50,
        after: str | None = None,
        filter: TakeFilter | None = None,
        sort: TakeSort = TakeSort.NUMBER,
        direction: SortDirection = SortDirection.ASCENDING,
    ) -> TakeConnection:
        """The gallery of this version of the clip."""
        order = take_order(sort, direction, first, after)
        return await takes_of(info.context, self.id, self.then, filter or TakeFilter(), order)

    @strawberry.field
    def effective(self) -> EffectivePrompts:
        """What is sent to a model: the scene's templates and parameters with the clip's own."""
        scene = self.scene or SceneState(id=self.state.scene)
        found = prompt.effective(scene, self.state)
        return EffectivePrompts(
            image=found.image,
            video=found.video,
            negative=found.negative,
            parameters=dict(found.parameters),  # type: ignore[arg-type] # a scalar
        )


def _transition(state: State) -> ClipTransition:
    way = state.transition_direction
    return ClipTransition(
        kind=TransitionKind(state.transition),
        length=state.transition_length,
        direction=WipeDirection(way) if way else None,
    )


def clip_node(
    view: View[State],
    *,
    scene: SceneState | None,
    scene_start: int,
    rate: FrameRate,
    first_frame: int,
    others: list[Clip],
    takes: int = 0,
    then: Mapping[str, View[Any]] | None = None,
    codes: Callable[[], Codes],
) -> Clip:
    """Return the type; `scene_start` and `first_frame` are frames of the project and the day."""
    state = view.state
    return Clip(
        id=strawberry.ID(state.id),
        project_id=strawberry.ID(view.project),
        scene_id=strawberry.ID(state.scene),
        version=view.version,
        name=state.name,
        track=state.track,
        start=state.start,
        length=state.length,
        timeline_start=scene_start + state.start,
        lyrics=state.lyrics,
        notes=state.notes,
        image_prompt=state.image_prompt,
        video_prompt=state.video_prompt,
        negative_prompt=state.negative_prompt,
        parameters=state.parameters,  # type: ignore[arg-type] # a scalar
        status=ClipStatus(state.status),
        media_url=state.media_url,
        media_start=state.media_start,
        media_length=state.media_length,
        selected_image_id=_maybe(state.image),
        selected_video_id=_maybe(state.video),
        image_digest=state.image_digest,
        video_digest=state.video_digest,
        take_count=takes,
        transition=_transition(state),
        is_chosen=state.is_chosen,
        is_deleted=state.is_deleted,
        original_id=_maybe(state.original),
        alternate=state.alternate,
        badge=alternates.badge(state.alternate),
        alternates=others,
        is_coded=bool(state.code),
        scene=scene,
        state=state,
        rate=rate,
        first_frame=first_frame,
        then=then,
        codes=codes,
    )


def _maybe(id_: str | None) -> strawberry.ID | None:
    return None if id_ is None else strawberry.ID(id_)
