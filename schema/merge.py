"""GraphQL of merges: what a branch did, brought into its parent, or the other way round."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from domain import difference, wording
from domain.board.board import Board, State
from domain.errors import RuleViolatedError as RuleViolated
from domain.facet import BY_NAME
from domain.history import Asking, MergeWish
from domain.merge import Choices, Conflict, Side
from schema.act import COMMAND_ID, command_id, position, project_id, settled
from schema.context import Context, Info
from schema.difference import AggregateKind, Difference, aggregate_of, difference_nodes
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.moment import Moment, moment_node
from schema.naming import camel, snake


@strawberry.enum
class MergeSide(Enum):
    SOURCE = Side.SOURCE.value
    TARGET = Side.TARGET.value


@strawberry.input
class MergeChoiceInput:
    id: strawberry.ID = strawberry.field(description="The target's id of the thing.")
    field: str
    take: MergeSide


@strawberry.type(description="What was changed on both sides, or has no room in the target.")
class MergeConflict:
    id: strawberry.ID = strawberry.field(description="The target's id of the thing.")
    aggregate: AggregateKind
    name: str
    field: str
    label: str
    base_text: str
    source_text: str
    target_text: str
    reason: str = strawberry.field(description="Why it needs a choice.")
    choice: MergeSide | None = strawberry.field(
        description="What was chosen, null while it is open."
    )


@strawberry.type
class MergePreview:
    source: Moment
    target: Moment
    changes: list[Difference] = strawberry.field(description="What the target would become.")
    conflicts: list[MergeConflict]


@strawberry.input
class MergeBranchInput:
    source_id: strawberry.ID
    target_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    source_position: int = strawberry.field(description="As the preview said.")
    target_position: int = strawberry.field(description="As the preview said.")
    choices: list[MergeChoiceInput] | None = None


@strawberry.type
class MergeSuccess:
    target_id: strawberry.ID
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )
    ids: list[strawberry.ID] = strawberry.field(description="What changed.")


MergePayload: TypeAlias = Annotated[
    MergeSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("MergePayload"),
]


def _choices(given: Sequence[MergeChoiceInput] | None) -> Choices:
    return {(one.id, snake(one.field)): Side(one.take.value) for one in given or ()}


def _conflict(one: Conflict, board: Board) -> MergeConflict:
    facet = BY_NAME[type(one.source)][one.facet]

    def text(state: State | None) -> str:
        return "not there" if state is None else wording.text(facet, state, board)

    return MergeConflict(
        id=strawberry.ID(one.stream),
        aggregate=aggregate_of(one.source),
        name=one.source.name,
        field=camel(one.facet),
        label=facet.label,
        base_text=text(one.base),
        source_text=text(one.source),
        target_text=text(one.target),
        reason=one.message,
        choice=None if one.choice is None else MergeSide(one.choice.value),
    )


def _asking(context: Context, target: str, id_: str, *, is_new: bool) -> Asking:
    return Asking(project=target, command_id=id_, is_new=is_new, actor=context.user.user)


@strawberry.type
class MergeQuery:
    @strawberry.field
    async def merge_preview(
        self,
        info: Info,
        source_id: strawberry.ID,
        target_id: strawberry.ID,
        choices: list[MergeChoiceInput] | None = None,
    ) -> MergePreview | None:
        """What a merge would do, and where it needs a choice."""
        context = info.context
        source, target = project_id(context, source_id), project_id(context, target_id)
        history = context.services.history
        asking = _asking(context, target, context.services.new_id(), is_new=True)
        wish = MergeWish(source=source, choices=_choices(choices))
        found = await history.preview(asking, wish)
        board = await context.services.executor.board(target)
        changes = difference.of_facts(board, found.merge.facts)
        return MergePreview(
            source=await moment_node(context, source, found.command.source_position),
            target=await moment_node(context, target, found.command.target_position),
            changes=difference_nodes(changes, (board, board)),
            conflicts=[_conflict(one, board) for one in found.merge.conflicts],
        )


@strawberry.type
class MergeMutation:
    @strawberry.mutation
    async def merge_branch(self, info: Info, input: MergeBranchInput) -> MergePayload:
        """Carry out a merge as the preview said, as one change of the target."""
        context = info.context
        source = project_id(context, input.source_id)
        target = project_id(context, input.target_id)
        if min(input.source_position, input.target_position) < 1:
            raise RuleViolated("Positions begin at 1. Look at the preview again.", field="position")
        id_, is_new = command_id(context, input.command_id)
        outcome = await context.services.history.merge(
            _asking(context, target, id_, is_new=is_new),
            MergeWish(
                source=source,
                choices=_choices(input.choices),
                source_position=input.source_position,
                target_position=input.target_position,
            ),
        )
        await settled(context, target, outcome)
        return MergeSuccess(
            target_id=strawberry.ID(target),
            position=position(outcome),
            ids=[strawberry.ID(it) for it in outcome.commit.versions] if outcome.commit else [],
        )
