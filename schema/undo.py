"""GraphQL of undo and redo."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any, Final, TypeAlias

import strawberry

from domain import errors, wording
from domain.board.board import Board
from domain.facet import BY_NAME, Facet
from domain.history import Asking, Undone
from repositories.activity import Activity as ActivityRow
from repositories.moment import StreamVersion
from schema.act import COMMAND_ID, command_id, project_id, settled
from schema.activity import Activity, activity_node, spoken
from schema.context import Context, Info
from schema.difference import AggregateKind, aggregate_of
from schema.error import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    Refusal,
    RuleViolatedError,
    UserError,
)
from schema.naming import camel
from schema.user import User, user_node


@strawberry.type(description="What undo and redo of the viewer would do now; null for nothing.")
class UndoState:
    undo: Activity | None
    redo: Activity | None


@strawberry.input
class UndoInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    position: int | None = strawberry.field(
        default=None,
        description="Left out: your latest change that can be taken back. Else that commit, "
        "anybody's.",
    )
    anyway: bool = strawberry.field(
        default=False, description="Take it back although the same was changed since."
    )


@strawberry.type
class UndoSuccess:
    project_id: strawberry.ID
    position: int | None = strawberry.field(
        description="The new commit, null when there was nothing to change."
    )
    undone: int = strawberry.field(description="The commit that was taken back.")
    ids: list[strawberry.ID] = strawberry.field(description="What changed.")

    @strawberry.field
    async def sentence(self, info: Info) -> str:
        """What the commit that was taken back had done."""
        found = await info.context.services.activities.at(self.project_id, [self.undone])
        return await spoken(info.context, found[self.undone].sentence)


@strawberry.type(description="A field that was changed again since.")
class Interference:
    id: strawberry.ID
    aggregate: AggregateKind
    name: str
    field: str
    label: str
    wanted_text: str = strawberry.field(description="What undoing would make of it.")
    present_text: str = strawberry.field(description="What it is now.")
    by: User
    at: datetime


@strawberry.type(description="The same was changed since: undoing would take that back, too.")
class InterferedError(UserError):
    change: int = strawberry.field(description="The commit that was to be taken back.")
    may_undo_anyway: bool = strawberry.field(
        description="Whether asking again with `anyway` will do."
    )
    project: strawberry.Private[str]
    found: strawberry.Private[tuple[errors.Interference, ...]]

    @strawberry.field
    async def interferences(self, info: Info) -> list[Interference]:
        """What was changed, by whom."""
        context = info.context
        board = await context.services.executor.board(self.project)
        return [await _interference(context, self, one, board) for one in self.found]


UndoPayload: TypeAlias = Annotated[
    UndoSuccess
    | InterferedError
    | NotFoundError
    | RuleViolatedError
    | ConflictError
    | ForbiddenError,
    strawberry.union("UndoPayload"),
]


def interfered(error: errors.InterferedError) -> InterferedError:
    return InterferedError(
        message=error.message,
        change=error.position,
        may_undo_anyway=error.may_force,
        project=error.project,
        found=error.interferences,
    )


INTERFERED: Final = Refusal(
    exception_type=errors.InterferedError, error_type=InterferedError, answer=interfered
)


async def _interference(
    context: Context, error: InterferedError, one: errors.Interference, board: Board
) -> Interference:
    facet = BY_NAME[type(one.present)][one.facet]
    versions = await context.services.moments.versions(error.project, one.stream)
    last = _last_change(versions, one.facet, error.change)
    return Interference(
        id=strawberry.ID(one.stream),
        aggregate=aggregate_of(one.present),
        name=one.present.name,
        field=camel(facet.name),
        label=facet.label,
        wanted_text=_wanted_text(facet, one, board),
        present_text=wording.text(facet, one.present, board),
        by=user_node(last.actor),
        at=last.at,
    )


def _wanted_text(facet: Facet, one: errors.Interference, board: Board) -> str:
    """Return what undoing makes of a facet: where the thing goes, all of it goes."""
    is_gone = getattr(one.wanted, "is_deleted", False) and not one.present.is_deleted
    return "deleted" if is_gone else wording.text(facet, one.wanted, board)


def _last_change(versions: list[StreamVersion], name: str, since: int) -> StreamVersion:
    """Return the newest version that changed a facet since, or the newest of all."""
    facet: Any = BY_NAME[type(versions[-1].after)][name]
    changes = (
        one
        for one in reversed(versions)
        if one.position > since and one.before and not facet.is_same(one.before, one.after)
    )
    return next(changes, versions[-1])


@strawberry.type
class UndoMutation:
    @strawberry.mutation
    async def undo(self, info: Info, input: UndoInput) -> UndoPayload:
        """Take a change back by a new one."""
        return await _take_back(info.context, input, info.context.services.history.undo)

    @strawberry.mutation
    async def redo(self, info: Info, input: UndoInput) -> UndoPayload:
        """Take an undo back; `position` is then that of the undo."""
        return await _take_back(info.context, input, info.context.services.history.redo)


async def _take_back(
    context: Context, input: UndoInput, undo: Callable[..., Awaitable[Undone]]
) -> UndoPayload:
    project = project_id(context, input.project_id)
    id_, is_new = command_id(context, input.command_id)
    asking = Asking(project=project, command_id=id_, is_new=is_new, actor=context.user.user)
    undone = await undo(asking, position=input.position, anyway=input.anyway)
    await settled(context, project, undone.outcome)
    commit = undone.outcome.commit
    return UndoSuccess(
        project_id=strawberry.ID(project),
        position=commit.n if commit else None,
        undone=undone.position,
        ids=[strawberry.ID(stream) for stream in commit.versions] if commit else [],
    )


async def undo_state(context: Context, project: str) -> UndoState:
    steps = await context.services.executor.steps(project, context.user.user)
    wanted = [*steps.undo[-1:], *steps.redo[-1:]]
    found = await context.services.activities.at(project, wanted)
    return UndoState(undo=_newest(found, steps.undo), redo=_newest(found, steps.redo))


def _newest(found: dict[int, ActivityRow], positions: tuple[int, ...]) -> Activity | None:
    one = found.get(positions[-1]) if positions else None
    return activity_node(one) if one else None
