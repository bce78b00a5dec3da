"""GraphQL mutations of takes: added, selected, deleted and restored."""

from collections.abc import Sequence
from typing import Annotated, TypeAlias

import strawberry

from domain.board.take import Take as State
from domain.errors import RuleViolatedError as RuleViolated
from domain.execute import Outcome
from domain.take import (
    AddTake,
    DeleteTakes,
    RestoreTakes,
    SelectTake,
    UnselectTake,
)
from events.ids import ClipId, TakeId, derived
from repositories import take as takes
from repositories.view import View
from schema import read
from schema.act import (
    COMMAND_ID,
    EXPECTED_VERSION,
    act,
    command_id,
    demand_about,
    found,
    position,
    refuse_taken,
    seed,
)
from schema.clip_change import ClipPayload, change_clip
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.take import Take, TakeKind, take_node


@strawberry.input
class AddTakeInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(
        default=None, description="'take-' and 32 hex digits of your own."
    )
    upload: str = strawberry.field(
        description="What POST /media/projects/{project} answered as `upload`."
    )
    select: bool = strawberry.field(default=False, description="Show it at once.")


@strawberry.input
class SelectTakeInput:
    clip_id: strawberry.ID
    take_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)

    def command(self, _: str) -> SelectTake:
        return SelectTake(clip_id=ClipId(self.clip_id), take_id=TakeId(self.take_id))


@strawberry.input
class UnselectTakeInput:
    clip_id: strawberry.ID
    kind: TakeKind
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)

    def command(self, _: str) -> UnselectTake:
        return UnselectTake(clip_id=ClipId(self.clip_id), kind=self.kind.value)


@strawberry.input(description="Takes of one project.")
class TakesInput:
    ids: list[strawberry.ID]
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.type
class TakeSuccess:
    take: Take = strawberry.field(description="The one that the clip has of this content.")
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


TakePayload: TypeAlias = Annotated[
    TakeSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("TakePayload"),
]


@strawberry.type
class TakesSuccess:
    takes: list[Take]
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


TakesPayload: TypeAlias = Annotated[
    TakesSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("TakesPayload"),
]


def delete_takes(input: TakesInput, _: str) -> DeleteTakes:
    return DeleteTakes(take_ids=[TakeId(id_) for id_ in input.ids])


def restore_takes(input: TakesInput, _: str) -> RestoreTakes:
    return RestoreTakes(take_ids=[TakeId(id_) for id_ in input.ids])


@strawberry.type
class TakeQuery:
    @strawberry.field
    async def take(self, info: Info, id: strawberry.ID) -> Take | None:
        """Return a take, a deleted one too."""
        view = await read.take(info.context, id)
        return take_node(view) if view else None


@strawberry.type
class TakeMutation:
    @strawberry.mutation
    async def add_take(self, info: Info, input: AddTakeInput) -> TakePayload:
        """Make an uploaded image or video a take of a clip."""
        context = info.context
        project = await read.home(context, input.clip_id)
        command, is_new = command_id(context, input.command_id)
        await refuse_taken(project, input.id)
        file = await context.services.galleries.file(project, input.upload)
        wish = AddTake(
            take_id=TakeId(input.id or derived("take", seed(project, command), 0)),
            clip_id=ClipId(input.clip_id),
            file=file,
            select=input.select,
        )
        outcome = await act(context, project, command, [wish], is_new=is_new)
        view = found(
            await takes.with_content(input.clip_id, file.digest)
            # The same command with another file is answered with what it did first.
            or await takes.find(wish.take_id)
        )
        _demand_about(outcome, view)
        return TakeSuccess(take=take_node(view), position=position(outcome))

    @strawberry.mutation
    async def select_take(self, info: Info, input: SelectTakeInput) -> ClipPayload:
        """Let a clip show a take as its image or its video, as the take is one."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def unselect_take(self, info: Info, input: UnselectTakeInput) -> ClipPayload:
        """Let a clip show no image, or no video."""
        return await change_clip(info, input, input.command)

    @strawberry.mutation
    async def delete_takes(self, info: Info, input: TakesInput) -> TakesPayload:
        """Take takes out of their galleries; they can be restored."""
        return await _change(info.context, input, delete_takes(input, ""))

    @strawberry.mutation
    async def restore_takes(self, info: Info, input: TakesInput) -> TakesPayload:
        """Bring deleted takes back."""
        return await _change(info.context, input, restore_takes(input, ""))


def _demand_about(outcome: Outcome, view: View[State]) -> None:
    """Refuse a command's id that was used for a change of something else."""
    shown = outcome.commit and view.state.clip in outcome.commit.versions
    demand_about(outcome, view.state.clip if shown else view.state.id)


async def _change(
    context: Context, input: TakesInput, wish: DeleteTakes | RestoreTakes
) -> TakesSuccess:
    context.demand_login()
    if not input.ids:
        raise RuleViolated("Choose at least one take.", field="ids")
    project = await read.home(context, input.ids[0])
    command, is_new = command_id(context, input.command_id)
    outcome = await act(context, project, command, [wish], is_new=is_new)
    demand_about(outcome, input.ids[0])
    return await takes_success(input.ids, outcome)


async def takes_success(ids: Sequence[str], outcome: Outcome) -> TakesSuccess:
    views = await takes.named(list(dict.fromkeys(ids)))
    return TakesSuccess(
        takes=[take_node(view) for view in views if view], position=position(outcome)
    )
