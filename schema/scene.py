"""GraphQL of the scene: the type, and how it is made from a plan."""

from collections.abc import Callable

import strawberry
from strawberry.scalars import JSON

from domain import alternates
from domain.board.scene import Scene as State
from domain.naming.code import Codes
from repositories.view import View
from schema.clip import Clip
from schema.error import Slot
from schema.node import Node


@strawberry.type(description="`{prompt}` in a template stands for the clip's own prompt.")
class Templates:
    image: str
    video: str
    negative: str


@strawberry.type(description="A scene, or an alternate of one. Lengths are frames.")
class Scene(Node):
    project_id: strawberry.ID
    version: int = strawberry.field(description="Send it as expectedVersion with a change.")
    name: str
    description: str
    lyrics: str
    templates: Templates
    parameters: JSON = strawberry.field(description="Inherited by the clips.")
    is_chosen: bool = strawberry.field(description="Whether this version plays.")
    is_deleted: bool
    original_id: strawberry.ID | None = strawberry.field(description="null for an original.")
    alternate: int = strawberry.field(description="0 for an original, 1 for A1 …")
    badge: str = strawberry.field(description="A1, A2 … or empty.")
    is_coded: bool = strawberry.field(description="Whether its code stays, see `code`.")
    start: int = strawberry.field(
        description="From the project's first frame; alternates share the original's place."
    )
    length: int
    clip_count: int
    clips: list[Clip] = strawberry.field(description="Those that play, by track and start.")
    alternates: list["Scene"] = strawberry.field(
        description="The other versions; only filled on the one that plays."
    )
    gaps: list[Slot] = strawberry.field(description="Empty places before and between clips.")
    state: strawberry.Private[State]
    codes: strawberry.Private[Callable[[], Codes]]

    @strawberry.field
    def code(self) -> str:
        """What names it in files; until it has one that stays, what confirming would give."""
        return self.codes().of_scene(self.state)


def scene_node(
    view: View[State],
    *,
    start: int,
    length: int,
    clips: list[Clip],
    others: list[Scene],
    gaps: list[Slot],
    codes: Callable[[], Codes],
) -> Scene:
    state = view.state
    return Scene(
        id=strawberry.ID(state.id),
        project_id=strawberry.ID(view.project),
        version=view.version,
        name=state.name,
        description=state.description,
        lyrics=state.lyrics,
        templates=Templates(
            image=state.image_template,
            video=state.video_template,
            negative=state.negative_template,
        ),
        parameters=state.parameters,  # type: ignore[arg-type] # a scalar
        is_chosen=state.is_chosen,
        is_deleted=state.is_deleted,
        original_id=None if state.original is None else strawberry.ID(state.original),
        alternate=state.alternate,
        badge=alternates.badge(state.alternate),
        is_coded=bool(state.code),
        start=start,
        length=length,
        clip_count=len(clips),
        clips=clips,
        alternates=others,
        gaps=gaps,
        state=state,
        codes=codes,
    )
