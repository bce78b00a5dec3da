"""GraphQL of branches: lines of work of their own on the same project."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from domain.board.project import Project as State
from domain.branch import ForkBranch, RenameBranch, demand_branch
from domain.command import Command
from domain.history import Asking
from domain.project import SetProjectState
from repositories import project as projects
from repositories.view import View
from schema.act import COMMAND_ID, act, command_id, found, position, project_id, settled
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.moment import At, at_of
from schema.read import member_of
from schema.user import User, user_node


@strawberry.type(
    description="A line of work of its own on the same project. Its id is used wherever a "
    "project's id is."
)
class Branch:
    id: strawberry.ID
    name: str
    parent_id: strawberry.ID
    forked_at: int = strawberry.field(description="The parent's commit that it began at.")
    position: int
    created_at: datetime
    created_by: User
    changed_at: datetime
    is_deleted: bool


@strawberry.input
class ForkBranchInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    name: str
    at: At | None = strawberry.field(default=None, description="Left out: now.")


@strawberry.input
class RenameBranchInput:
    branch_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    name: str


@strawberry.input
class BranchInput:
    branch_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.type
class BranchSuccess:
    branch: Branch
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


BranchPayload: TypeAlias = Annotated[
    BranchSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("BranchPayload"),
]


def branch_node(view: View[State]) -> Branch | None:
    """Return the branch that a project's row is, None for the project itself."""
    state = view.state
    if state.parent is None:
        return None
    return Branch(
        id=strawberry.ID(state.id),
        name=state.branch,
        parent_id=strawberry.ID(state.parent),
        forked_at=state.forked_at,
        position=view.position,
        created_at=view.created_at,
        created_by=user_node(view.created_by),
        changed_at=view.changed_at,
        is_deleted=state.is_deleted,
    )


async def branch_nodes(view: View[State], *, include_deleted: bool) -> list[Branch]:
    family = await projects.branches(view.state.trunk or view.state.id)
    nodes = [branch_node(one) for one in family if include_deleted or not one.state.is_deleted]
    return [node for node in nodes if node is not None]


@strawberry.type
class BranchMutation:
    @strawberry.mutation
    async def fork_branch(self, info: Info, input: ForkBranchInput) -> BranchPayload:
        """Begin a branch now, or at an earlier moment. It copies no history."""
        context = info.context
        project = project_id(context, input.project_id)
        id_, is_new = command_id(context, input.command_id)
        await member_of(context, project)
        at = at_of(input.at)
        moments = context.services.moments
        wish = ForkBranch(
            name=input.name, position=None if at is None else await moments.position(project, at)
        )
        asking = Asking(project=project, command_id=id_, is_new=is_new, actor=context.user.user)
        outcome = await context.services.history.fork(asking, wish)
        branch = outcome.commit.partition if outcome.commit else ""
        await settled(context, branch, outcome)
        return await _success(branch, position(outcome))

    @strawberry.mutation
    async def rename_branch(self, info: Info, input: RenameBranchInput) -> BranchPayload:
        """Give a branch another name."""
        return await _change(info.context, input, RenameBranch(name=input.name))

    @strawberry.mutation
    async def delete_branch(self, info: Info, input: BranchInput) -> BranchPayload:
        """Delete a branch; it can be restored."""
        return await _change(info.context, input, SetProjectState(state="deleted"))

    @strawberry.mutation
    async def restore_branch(self, info: Info, input: BranchInput) -> BranchPayload:
        """Bring a deleted branch back."""
        return await _change(info.context, input, SetProjectState(state="restored"))


async def _change(
    context: Context, input: RenameBranchInput | BranchInput, wish: Command
) -> BranchSuccess:
    branch = project_id(context, input.branch_id)
    demand_branch((await member_of(context, branch)).state)
    id_, is_new = command_id(context, input.command_id)
    outcome = await act(context, branch, id_, [wish], is_new=is_new)
    return await _success(branch, position(outcome))


async def _success(branch: str, at: int | None) -> BranchSuccess:
    node = branch_node(found(await projects.find(branch)))
    assert node is not None  # noqa: S101 - only branches come here
    return BranchSuccess(branch=node, position=at)
