"""Who may do what in a project. Checked where the decision is made, on the state it is made on."""

from typing import Final

from domain.board.project import Project
from domain.command import Command
from domain.errors import UNSEEN, ForbiddenError, NotFoundError, RuleViolatedError
from domain.member import ROLES, AddMember, ChangeMemberRole, RemoveMember, TransferOwnership
from domain.project import CopyProject, CreateProject, SetProjectState
from events.ids import UserId

_OWNERS_ONLY: Final = (
    AddMember,
    ChangeMemberRole,
    RemoveMember,
    TransferOwnership,
    SetProjectState,
)


def role(project: Project | None, user: UserId) -> str:
    """Return the user's role. Raises NotFoundError, whether there is such a project or not."""
    found = None if project is None else project.members.get(user)
    if found is None:
        raise NotFoundError(UNSEEN)
    return found


def check(project: Project | None, user: UserId, command: Command) -> None:
    """Refuse a command that the user's role or the project's state does not allow."""
    if isinstance(command, CreateProject | CopyProject):
        return
    needed = _needed(command, user)
    if ROLES.index(role(project, user)) < ROLES.index(needed):
        raise ForbiddenError(
            f"You are {role(project, user)} of this project; this takes the role {needed}. "
            "Ask an owner."
        )
    changes = not isinstance(command, SetProjectState) and not _is_leaving(command, user)
    if project is not None and changes:
        _refuse_closed(project)


def _is_leaving(command: Command, user: UserId) -> bool:
    """Tell whether somebody only goes, which a closed project does not keep them from."""
    return isinstance(command, RemoveMember) and command.user == user


def _needed(command: Command, user: UserId) -> str:
    if _is_leaving(command, user):
        return "viewer"
    return "owner" if isinstance(command, _OWNERS_ONLY) else "editor"


def _refuse_closed(project: Project) -> None:
    if project.is_deleted:
        raise RuleViolatedError("The project is deleted. Restore it to work on it.")
    if project.is_archived:
        raise RuleViolatedError("The project is archived. Take it out of the archive to change it.")
