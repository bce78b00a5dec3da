"""Who may do what in a project. Checked where the decision is made, on the state it is made on."""

from typing import Final

from domain.board.board import Board
from domain.board.project import Project
from domain.branch import ForkBranch, refuse_trunk_only
from domain.command import Command
from domain.errors import UNSEEN, ForbiddenError, NotFoundError, RuleViolatedError
from domain.member import ROLES, AddMember, ChangeMemberRole, RemoveMember, TransferOwnership
from domain.pool import AddPoolItem
from domain.project import CopyProject, CreateProject, ExportProject, SetProjectState
from domain.take import CollectTakes
from events.ids import UserId

_OWNERS_ONLY: Final = (
    AddMember,
    ChangeMemberRole,
    RemoveMember,
    TransferOwnership,
    SetProjectState,
)
NO_BRANCH: Final = (
    "An archive holds a project with all its branches. Export it from the project itself."
)


def role(project: Project | None, user: UserId) -> str:
    """Return the user's role. Raises NotFoundError, whether there is such a project or not."""
    found = None if project is None else project.members.get(user)
    if found is None:
        raise NotFoundError(UNSEEN)
    return found


def demand(board: Board, user: UserId, needed: str) -> None:
    """Refuse whoever has a lesser role. Raises NotFoundError, ForbiddenError."""
    mine = role(board.authority, user)
    if ROLES.index(mine) < ROLES.index(needed):
        raise ForbiddenError(
            f"You are {mine} of this project; this takes the role {needed}. Ask an owner."
        )


def check(board: Board, user: UserId, command: Command | ForkBranch) -> None:
    """Refuse a command that the user's role or the project's state does not allow.

    On a branch the trunk says who the user is.
    """
    if isinstance(command, CreateProject | CopyProject) or _is_result(command):
        return
    demand(board, user, _needed(command, user, board))
    for project in (board.authority, board.project):
        if project is not None and not _is_leaving(command, user):
            _refuse_unfit(project, board, command)


def _is_result(command: Command | ForkBranch) -> bool:
    """Tell whether a command brings what a job made: it comes in whoever is still a member."""
    is_kept = isinstance(command, AddPoolItem) and command.made.source == "job"
    return is_kept or isinstance(command, CollectTakes)


def check_editor(board: Board, user: UserId) -> None:
    """Refuse whoever may not change a project, and everybody where nobody may."""
    demand(board, user, "editor")
    for project in filter(None, (board.authority, board.project)):
        _refuse_closed(project, may_read=False)


def _refuse_unfit(project: Project, board: Board, command: Command | ForkBranch) -> None:
    if not isinstance(command, SetProjectState) or project is not board.project:
        _refuse_closed(project, may_read=isinstance(command, ExportProject))
    if isinstance(command, ExportProject) and command.is_whole and project.trunk is not None:
        raise RuleViolatedError(NO_BRANCH, field="format")
    if isinstance(command, AddMember | ChangeMemberRole | RemoveMember | TransferOwnership):
        refuse_trunk_only(project, "Members are")
    if isinstance(command, SetProjectState) and command.state in {"archived", "active"}:
        refuse_trunk_only(project, "The archive is")


def _is_leaving(command: Command | ForkBranch, user: UserId) -> bool:
    """Tell whether somebody only goes, which a closed project does not keep them from."""
    return isinstance(command, RemoveMember) and command.user == user


def _needed(command: Command | ForkBranch, user: UserId, board: Board) -> str:
    if _is_leaving(command, user):
        return "viewer"
    if isinstance(command, ExportProject):
        return "owner" if command.is_whole else "viewer"
    if isinstance(command, SetProjectState) and board.trunk is not None:
        return "editor"
    return "owner" if isinstance(command, _OWNERS_ONLY) else "editor"


def _refuse_closed(project: Project, *, may_read: bool) -> None:
    """Refuse to change a closed project; an archived one can still be read."""
    if project.is_deleted:
        what = "branch" if project.trunk else "project"
        raise RuleViolatedError(f"The {what} is deleted. Restore it to work on it.")
    if project.is_archived and not may_read:
        raise RuleViolatedError("The project is archived. Take it out of the archive to change it.")
