"""Erasure: who may erase whose account, and what becomes of that person's projects.

Events name people by id only, so none of them has to change: once an account is gone, its id is
"former member" wherever it is shown.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias, assert_never

from domain import text
from domain.account import Account, Principal
from domain.board.project import Project
from domain.errors import ForbiddenError, RuleViolatedError
from domain.member import RemoveMember
from domain.project import SetProjectState
from events.ids import UserId
from events.record import record

Fate: TypeAlias = Literal["left", "deleted", "hindering", "kept"]
MOST_NAMED: Final = 5


@record
class Parting:
    """What becomes of the projects of somebody who goes.

    `left` go on without them, `deleted` have nobody else, and `hindering` would have members but
    no owner.
    """

    left: tuple[Project, ...] = ()
    deleted: tuple[Project, ...] = ()
    hindering: tuple[Project, ...] = ()


def fate(project: Project, user: UserId) -> Fate:
    """Return what becomes of a project; "kept" is one in which there is nothing to do.

    A deleted project keeps its only owner: nobody works on it, and it is purged in its time.
    """
    if user not in project.members:
        return "kept"
    others = [role for member, role in project.members.items() if member != user]
    if "owner" in others or project.members[user] != "owner":
        return "left"
    if project.is_deleted:
        return "kept"
    return "hindering" if others else "deleted"


def parting(projects: Iterable[Project], user: UserId) -> Parting:
    fates: dict[Fate, list[Project]] = {"left": [], "deleted": [], "hindering": [], "kept": []}
    for project in projects:
        fates[fate(project, user)].append(project)
    return Parting(
        left=tuple(fates["left"]),
        deleted=tuple(fates["deleted"]),
        hindering=tuple(fates["hindering"]),
    )


def step(project: Project, user: UserId) -> RemoveMember | SetProjectState | None:
    """Return the command that ends a membership. Raises RuleViolatedError for a hindering one."""
    found = fate(project, user)
    match found:
        case "left":
            return RemoveMember(user=user)
        case "deleted":
            return SetProjectState(state="deleted")
        case "hindering":
            raise ownerless([project])
        case "kept":
            return None
    assert_never(found)


def demand_free(wish: Parting) -> None:
    """Raise RuleViolatedError, with their names, when projects stand in the way."""
    if wish.hindering:
        raise ownerless(wish.hindering)


def ownerless(projects: Sequence[Project]) -> RuleViolatedError:
    named = [text.quoted(project.name) for project in projects[:MOST_NAMED]]
    if more := len(projects) - len(named):
        named.append(f"{more:,} more")
    *front, last = named
    listed = f"{', '.join(front)} and {last}" if front else last
    return RuleViolatedError(
        f"Others work on {listed}, which would have no owner. "
        "Transfer the ownership or delete the project first."
    )


def demand_right(principal: Principal, user: UserId) -> None:
    """Let people erase themselves and administrators others. Raises ForbiddenError."""
    if user != principal.user and not principal.is_administrator:
        raise ForbiddenError("Only an administrator may erase somebody else's account.")


def demand_successor(account: Account, *, others: int, administrators: int) -> None:
    """Raise RuleViolatedError when nobody would look after the accounts that stay.

    `others` are the accounts that stay, `administrators` those of them that can log in and are.
    """
    if account.is_administrator and others and not administrators:
        raise RuleViolatedError(
            "This is the account of the only administrator, and other people have accounts. "
            "Make one of them administrator first."
        )
