"""GraphQL mutations of the clip."""

from collections.abc import Callable
from typing import Annotated, Final, TypeAlias

import strawberry

from domain.board.clip import Clip as State
from domain.clip.command import (
    AddClipAlternate,
    ChooseClip,
    ClipCommand,
    DeleteClip,
    DuplicateClip,
    PromoteClip,
    RestoreClip,
)
from domain.execute import Outcome
from domain.naming.code import NO_CODES
from domain.naming.command import SetClipCode
from domain.rate import FrameRate
from domain.take import SelectTake, UnselectTake
from events.ids import ClipId, derived
from repositories import clip as clips
from repositories.view import View
from schema import read
from schema.act import Input, change, found, position, selected
from schema.clip import Clip, clip_node
from schema.clip_input import (
    AddClipInput,
    ClipInput,
    DuplicateClipInput,
    EditClipInput,
    LinkMediaInput,
    MoveClipInput,
    SetClipCodeInput,
    SetTransitionInput,
    TrimClipInput,
)
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.moment import At, at_of
from schema.timeline import Drawing


@strawberry.type
class ClipSuccess:
    clip: Clip
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


ClipPayload: TypeAlias = Annotated[
    ClipSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("ClipPayload"),
]


def add_clip_alternate(input: ClipInput, made_of: str) -> AddClipAlternate:
    copy_id = ClipId(derived("clip", made_of, 0))
    return AddClipAlternate(clip_id=ClipId(input.clip_id), copy_id=copy_id)


def choose_clip(input: ClipInput, _: str) -> ChooseClip:
    return ChooseClip(clip_id=ClipId(input.clip_id))


def promote_clip(input: ClipInput, _: str) -> PromoteClip:
    return PromoteClip(clip_id=ClipId(input.clip_id))


def delete_clip(input: ClipInput, _: str) -> DeleteClip:
    return DeleteClip(clip_id=ClipId(input.clip_id))


def restore_clip(input: ClipInput, _: str) -> RestoreClip:
    return RestoreClip(clip_id=ClipId(input.clip_id))


# What these fields say depends on the whole timeline; other fields on the clip alone.
_PLANNED: Final = frozenset(
    {
        "timelineStart",
        "startTimecode",
        "endTimecode",
        "alternates",
        "effective",
        "takeCount",
        "code",
    }
)


@strawberry.type
class ClipQuery:
    @strawberry.field
    async def clip(self, info: Info, id: strawberry.ID, at: At | None = None) -> Clip | None:
        """Return a clip as it is or as it was, a deleted one too."""
        return await clip_by_id(info.context, id, at)


async def clip_by_id(context: Context, id_: str, at: At | None = None) -> Clip | None:
    view = await read.clip(context, id_)
    plan = await read.plan_at(context, view.project, at_of(at)) if view else None
    return Drawing(plan).clip(plan.clips[id_]) if plan and id_ in plan.clips else None


@strawberry.type
class ClipMutation:
    @strawberry.mutation
    async def add_clip(self, info: Info, input: AddClipInput) -> ClipPayload:
        """Add a clip to a scene."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def edit_clip(self, info: Info, input: EditClipInput) -> ClipPayload:
        """Change names, texts, prompts, parameters or the status."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def move_clip(self, info: Info, input: MoveClipInput) -> ClipPayload:
        """Move a clip in time, to another track or into another scene."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def trim_clip(self, info: Info, input: TrimClipInput) -> ClipPayload:
        """Change the first frame or the length."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def link_media(self, info: Info, input: LinkMediaInput) -> ClipPayload:
        """Say which file the clip shows."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def set_transition(self, info: Info, input: SetTransitionInput) -> ClipPayload:
        """Say how a clip comes in."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def set_clip_code(self, info: Info, input: SetClipCodeInput) -> ClipPayload:
        """Name a shot, all its versions, by hand."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def duplicate_clip(self, info: Info, input: DuplicateClipInput) -> ClipPayload:
        """Copy a clip; also how to paste one elsewhere."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def add_clip_alternate(self, info: Info, input: ClipInput) -> ClipPayload:
        """Copy a version as the next alternate: A1, A2 and so on."""
        return await change_clip(info, input, lambda made_of: add_clip_alternate(input, made_of))

    @strawberry.mutation
    async def choose_clip(self, info: Info, input: ClipInput) -> ClipPayload:
        """Let this version play."""
        return await change_clip(info, input, lambda made_of: choose_clip(input, made_of))

    @strawberry.mutation
    async def promote_clip(self, info: Info, input: ClipInput) -> ClipPayload:
        """Make an alternate the original, and the original that alternate."""
        return await change_clip(info, input, lambda made_of: promote_clip(input, made_of))

    @strawberry.mutation
    async def delete_clip(self, info: Info, input: ClipInput) -> ClipPayload:
        """Take a clip off the timeline; it can be restored."""
        return await change_clip(info, input, lambda made_of: delete_clip(input, made_of))

    @strawberry.mutation
    async def restore_clip(self, info: Info, input: ClipInput) -> ClipPayload:
        """Bring a deleted clip back."""
        return await change_clip(info, input, lambda made_of: restore_clip(input, made_of))


async def change_clip(
    info: Info,
    input: Input,
    command: Callable[[str], ClipCommand | SelectTake | UnselectTake | SetClipCode],
) -> ClipPayload:
    """Carry out what is asked of a clip, and show it."""
    context = info.context
    project = await read.home(context, _about(input))
    outcome, clip = await change(context, project, input, command, _subject)
    return await _success(info, outcome, clip)


def _about(input: Input) -> str:
    """Return what a change is about: the clip, or the scene that gets a new one."""
    return str(getattr(input, "clip_id", None) or getattr(input, "scene_id", ""))


def _subject(command: ClipCommand | SelectTake | UnselectTake | SetClipCode) -> str:
    """Return the clip to show: the new one, where there is one."""
    if isinstance(command, DuplicateClip | AddClipAlternate):
        return command.copy_id
    return command.clip_id


async def _success(info: Info, outcome: Outcome, id_: str) -> ClipSuccess:
    context = info.context
    view: View[State] = context.services.projector.cached(id_) or found(await clips.find(id_))
    plan = None
    if selected(info, "clip") & _PLANNED:
        plan = await read.plan(context, view.project)
    node = Drawing(plan).clip(view) if plan else _alone(view)
    return ClipSuccess(clip=node, position=position(outcome))


def _alone(view: View[State]) -> Clip:
    """Return a clip without its timeline, for answers that show nothing of it."""
    return clip_node(
        view,
        scene=None,
        scene_start=0,
        rate=FrameRate.FPS_24,
        first_frame=0,
        others=[],
        codes=lambda: NO_CODES,
    )
