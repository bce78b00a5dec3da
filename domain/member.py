"""Members: who works on a project, in which role."""

from typing import Final, TypeAlias, assert_never

from domain import text
from domain.board.project import Project
from domain.errors import NotFoundError, RuleViolatedError
from events.ids import UserId, kind
from events.project import MemberAdded, MemberRemoved, MemberRoleChanged
from events.record import record
from events.store import Fact

ROLES: Final = ("viewer", "reviewer", "editor", "owner")


@record
class AddMember:
    user: UserId
    role: str


@record
class ChangeMemberRole:
    user: UserId
    role: str


@record
class RemoveMember:
    user: UserId


@record
class TransferOwnership:
    """The new owner joins the others; whoever gives it away becomes an editor."""

    giver: UserId
    user: UserId


MemberCommand: TypeAlias = AddMember | ChangeMemberRole | RemoveMember | TransferOwnership


def decide(command: MemberCommand, project: Project) -> list[Fact]:
    match command:
        case AddMember():
            return _add(command, project)
        case ChangeMemberRole():
            return _change(command.user, command.role, project)
        case RemoveMember():
            return _remove(command, project)
        case TransferOwnership():
            return _transfer(command, project)
    assert_never(command)


def _role(value: str) -> str:
    if value not in ROLES:
        raise RuleViolatedError(
            f"There is no role {text.quoted(value)}. There are: {', '.join(ROLES)}.", field="role"
        )
    return value


def _add(command: AddMember, project: Project) -> list[Fact]:
    there = project.members.get(command.user)
    if there == command.role:
        return []
    if there is not None:
        raise RuleViolatedError(f"This person is {there} already. Change the role instead.")
    if kind(command.user) != "user":
        raise RuleViolatedError("A user's id is 'user-' and 32 hex digits.", field="user")
    event = MemberAdded(user=command.user, role=_role(command.role))
    return [Fact(stream=project.id, event=event)]


def _member(user: UserId, project: Project) -> str:
    role = project.members.get(user)
    if role is None:
        raise NotFoundError("This person is not a member of the project. Add them first.")
    return role


def _change(user: UserId, role: str, project: Project) -> list[Fact]:
    if _member(user, project) == _role(role):
        return []
    _keep_an_owner(user, project)
    return [Fact(stream=project.id, event=MemberRoleChanged(user=user, role=role))]


def _keep_an_owner(leaving: UserId, project: Project) -> None:
    owners = {user for user, role in project.members.items() if role == "owner"}
    if owners == {leaving}:
        raise RuleViolatedError("A project has an owner. Transfer the ownership first.")


def _remove(command: RemoveMember, project: Project) -> list[Fact]:
    if command.user not in project.members:
        return []
    _keep_an_owner(command.user, project)
    return [Fact(stream=project.id, event=MemberRemoved(user=command.user))]


def _transfer(command: TransferOwnership, project: Project) -> list[Fact]:
    roles = _member(command.giver, project), _member(command.user, project)
    if command.user == command.giver or roles == ("editor", "owner"):
        return []
    if roles[0] != "owner":
        raise RuleViolatedError("Only an owner can give the ownership away. Ask one to do it.")
    return [
        Fact(stream=project.id, event=MemberRoleChanged(user=user, role=role))
        for user, role in ((command.user, "owner"), (command.giver, "editor"))
        if project.members[user] != role
    ]
