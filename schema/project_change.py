"""GraphQL mutations of the project, its settings and its members."""

from typing import Annotated, Literal, Protocol, TypeAlias

import strawberry

from domain import access
from domain.board.board import Board
from domain.errors import RuleViolatedError as RuleViolated
from domain.member import AddMember, ChangeMemberRole, RemoveMember, TransferOwnership
from domain.project import CopyProject, ProjectCommand, SetProjectState, existing
from domain.text import NAME_LENGTH
from events.ids import ProjectId, UserId, derived
from schema import read
from schema.act import act, command_id, demand_about, found, position, project_id, seed
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.project import Project, project_node
from schema.project_input import (
    AddMemberInput,
    ChangeMemberRoleInput,
    ChangeSettingsInput,
    CreateProjectInput,
    DuplicateProjectInput,
    EditProjectInput,
    ProjectInput,
    RemoveMemberInput,
    TransferOwnershipInput,
)


@strawberry.type
class ProjectSuccess:
    project: Project
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


ProjectPayload: TypeAlias = Annotated[
    ProjectSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("ProjectPayload"),
]


@strawberry.type
class ProjectMutation:
    @strawberry.mutation
    async def create_project(self, info: Info, input: CreateProjectInput) -> ProjectPayload:
        """Make a project of your own."""
        context = info.context
        command, is_new = command_id(context, input.command_id)
        project = input.id or derived("project", seed(context.user.user, command), 0)
        wish = input.command(project, context.user.user)
        return await _change(context, project, wish, command, is_new=is_new)

    @strawberry.mutation
    async def duplicate_project(self, info: Info, input: DuplicateProjectInput) -> ProjectPayload:
        """Make a new project of what this one shows now."""
        context = info.context
        command, is_new = command_id(context, input.command_id)
        board = await context.services.executor.board(project_id(context, input.project_id))
        access.role(board.authority, context.user.user)
        project = input.id or derived("project", seed(context.user.user, command), 0)
        wish = _copy(board, project, context.user.user, input.name, seed(project, command))
        return await _change(context, project, wish, command, is_new=is_new)

    @strawberry.mutation
    async def edit_project(self, info: Info, input: EditProjectInput) -> ProjectPayload:
        """Rename or describe."""
        return await ask(info.context, input, input.command(""))

    @strawberry.mutation
    async def change_settings(self, info: Info, input: ChangeSettingsInput) -> ProjectPayload:
        """Change frame rate, resolution, start timecode, names or defaults."""
        return await ask(info.context, input, input.command(""))

    @strawberry.mutation
    async def archive_project(self, info: Info, input: ProjectInput) -> ProjectPayload:
        """Close a project for changes."""
        return await _set_state(info.context, input, "archived")

    @strawberry.mutation
    async def unarchive_project(self, info: Info, input: ProjectInput) -> ProjectPayload:
        """Open an archived project again."""
        return await _set_state(info.context, input, "active")

    @strawberry.mutation
    async def delete_project(self, info: Info, input: ProjectInput) -> ProjectPayload:
        """Delete a project; it can be restored."""
        return await _set_state(info.context, input, "deleted")

    @strawberry.mutation
    async def restore_project(self, info: Info, input: ProjectInput) -> ProjectPayload:
        """Bring a deleted project back."""
        return await _set_state(info.context, input, "restored")

    @strawberry.mutation
    async def add_member(self, info: Info, input: AddMemberInput) -> ProjectPayload:
        """Share the project with somebody who has an account."""
        context = info.context
        board = await context.services.executor.board(project_id(context, input.project_id))
        access.check(board, context.user.user, AddMember(user=UserId(""), role=""))
        person = await context.services.people.by_email(input.email)
        if person is None:
            raise RuleViolated(
                "Nobody here has this e-mail address. Ask them to register first.", field="email"
            )
        return await ask(context, input, AddMember(user=person.id, role=input.role.value))

    @strawberry.mutation
    async def change_member_role(self, info: Info, input: ChangeMemberRoleInput) -> ProjectPayload:
        """Give a member another role."""
        user = UserId(input.user_id)
        return await ask(info.context, input, ChangeMemberRole(user=user, role=input.role.value))

    @strawberry.mutation
    async def remove_member(self, info: Info, input: RemoveMemberInput) -> ProjectPayload:
        """Take a member out, or leave yourself."""
        return await ask(info.context, input, RemoveMember(user=UserId(input.user_id)))

    @strawberry.mutation
    async def transfer_ownership(self, info: Info, input: TransferOwnershipInput) -> ProjectPayload:
        """Make a member the owner; you become an editor."""
        giver = info.context.user.user
        command = TransferOwnership(giver=giver, user=UserId(input.user_id))
        return await ask(info.context, input, command)


class Input(Protocol):
    project_id: strawberry.ID
    command_id: strawberry.ID | None


async def ask(context: Context, input: Input, wish: ProjectCommand) -> ProjectPayload:
    """Carry out a command about one project and answer with the project."""
    command, is_new = command_id(context, input.command_id)
    expected: int | None = getattr(input, "expected_version", None)
    project = project_id(context, input.project_id)
    return await _change(context, project, wish, command, is_new=is_new, expected=expected)


async def _set_state(
    context: Context,
    input: ProjectInput,
    state: Literal["archived", "active", "deleted", "restored"],
) -> ProjectPayload:
    return await ask(context, input, SetProjectState(state=state))


async def _change(
    context: Context,
    project: str,
    wish: ProjectCommand,
    command: str,
    *,
    is_new: bool,
    expected: int | None = None,
) -> ProjectSuccess:
    outcome = await act(context, project, command, [wish], is_new=is_new, expected={0: expected})
    demand_about(outcome, project)
    view = found(await read.seen(project))
    node = project_node(view, context.user.user)
    return ProjectSuccess(project=node, position=position(outcome))


def _copy(board: Board, project: str, owner: UserId, name: str | None, made_of: str) -> CopyProject:
    source = existing(board)
    scenes = [scene for scene in board.scenes.values() if not scene.is_deleted]
    return CopyProject(
        project_id=ProjectId(project),
        owner=owner,
        name=name or f"{source.name} copy"[:NAME_LENGTH],
        project=source,
        scenes=tuple(scenes),
        clips=tuple(clip for scene in scenes for clip in board.clips_of(scene.id)),
        seed=made_of,
    )
