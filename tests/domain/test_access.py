from dataclasses import replace
from typing import Literal

import pytest

from domain import access
from domain.board.board import Board
from domain.board.project import Project
from domain.branch import ForkBranch, RenameBranch
from domain.clip.command import DeleteClip
from domain.command import Command
from domain.errors import UNSEEN, DomainError, ForbiddenError, NotFoundError, RuleViolatedError
from domain.member import AddMember, ChangeMemberRole, RemoveMember, TransferOwnership
from domain.project import (
    ChangeSettings,
    CreateProject,
    EditProject,
    ExportProject,
    SetProjectState,
)
from domain.scene import AddScene
from events.ids import UserId
from tests.domain.example import ADA, BEA, CAI, ID, clip, scene
from tests.scenario import said

DAN = UserId("user-" + "d" * 32)
BRANCH = "branch-" + "7" * 32
STRANGER = UserId("user-" + "e" * 32)
PROJECT = Project(id=ID, members={ADA: "owner", BEA: "editor", CAI: "reviewer", DAN: "viewer"})
EDITS: list[Command] = [
    EditProject(name="x"),
    ChangeSettings(width=1),
    AddScene(scene_id=scene(9)),
    DeleteClip(clip_id=clip(1)),
]
OWNERS: list[Command] = [
    AddMember(user=STRANGER, role="viewer"),
    ChangeMemberRole(user=BEA, role="viewer"),
    RemoveMember(user=STRANGER),
    TransferOwnership(giver=ADA, user=BEA),
    SetProjectState(state="archived"),
]


def board(project: Project | None) -> Board:
    made = Board(ID)
    made.project = project
    return made


def refusal(project: Project | None, user: UserId, command: Command) -> object:
    with pytest.raises(DomainError) as error:
        access.check(board(project), user, command)
    return said(error.value)


@pytest.mark.parametrize("command", EDITS + OWNERS)
def test_an_owner_may_do_everything(command: Command) -> None:
    access.check(board(PROJECT), ADA, command)


@pytest.mark.parametrize("command", EDITS)
def test_an_editor_may_edit(command: Command) -> None:
    access.check(board(PROJECT), BEA, command)


@pytest.mark.parametrize("command", OWNERS)
def test_an_editor_is_no_owner(command: Command) -> None:
    assert refusal(PROJECT, BEA, command) == said(
        ForbiddenError("You are editor of this project; this takes the role owner. Ask an owner.")
    )


@pytest.mark.parametrize("command", EDITS)
@pytest.mark.parametrize(("user", "role"), [(CAI, "reviewer"), (DAN, "viewer")])
def test_who_only_looks_does_not_edit(user: UserId, role: str, command: Command) -> None:
    assert refusal(PROJECT, user, command) == said(
        ForbiddenError(f"You are {role} of this project; this takes the role editor. Ask an owner.")
    )


@pytest.mark.parametrize("user", [ADA, BEA, CAI, DAN])
def test_everybody_may_leave(user: UserId) -> None:
    access.check(board(PROJECT), user, RemoveMember(user=user))


@pytest.mark.parametrize("command", EDITS + OWNERS)
@pytest.mark.parametrize("project", [PROJECT, None])
def test_a_stranger_does_not_learn_whether_there_is_a_project(
    project: Project | None, command: Command
) -> None:
    assert refusal(project, STRANGER, command) == said(NotFoundError(UNSEEN))


@pytest.mark.parametrize("user", [ADA, BEA])
def test_who_may_edit_may_bring_files_in(user: UserId) -> None:
    access.check_editor(board(PROJECT), user)


@pytest.mark.parametrize(
    ("project", "user", "refusal"),
    [
        (None, ADA, NotFoundError),
        (PROJECT, STRANGER, NotFoundError),
        (PROJECT, CAI, ForbiddenError),
        (PROJECT, DAN, ForbiddenError),
        (replace(PROJECT, is_archived=True), ADA, RuleViolatedError),
        (replace(PROJECT, is_deleted=True), ADA, RuleViolatedError),
    ],
)
def test_who_may_not_edit_brings_no_files_in(
    project: Project | None, user: UserId, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        access.check_editor(board(project), user)


def test_anybody_may_create_a_project() -> None:
    access.check(board(None), STRANGER, CreateProject(project_id=ID, owner=STRANGER, name="Mine"))


@pytest.mark.parametrize("command", EDITS + OWNERS[:-1])
@pytest.mark.parametrize(
    ("project", "sentence"),
    [
        (
            Project(id=ID, members={ADA: "owner"}, is_archived=True),
            "The project is archived. Take it out of the archive to change it.",
        ),
        (
            Project(id=ID, members={ADA: "owner"}, is_deleted=True, is_archived=True),
            "The project is deleted. Restore it to work on it.",
        ),
    ],
)
def test_a_project_that_is_closed_does_not_change(
    project: Project, sentence: str, command: Command
) -> None:
    assert refusal(project, ADA, command) == said(RuleViolatedError(sentence))


def test_a_project_that_is_closed_can_be_opened() -> None:
    closed = Project(id=ID, members={ADA: "owner"}, is_deleted=True, is_archived=True)
    access.check(board(closed), ADA, SetProjectState(state="restored"))


def test_a_role_is_told_to_members_only() -> None:
    assert access.role(PROJECT, CAI) == "reviewer"
    with pytest.raises(NotFoundError):
        access.role(PROJECT, STRANGER)


@pytest.mark.parametrize(
    "closed",
    [
        Project(id=ID, members={ADA: "owner", DAN: "viewer"}, is_archived=True),
        Project(id=ID, members={ADA: "owner", DAN: "viewer"}, is_deleted=True),
    ],
)
def test_a_project_that_is_closed_keeps_nobody_in(closed: Project) -> None:
    access.check(board(closed), DAN, RemoveMember(user=DAN))


# On a branch


def try_out(*, trunk: Project | None = PROJECT, is_deleted: bool = False) -> Board:
    """Return the board of a branch of the project."""
    made = Board(BRANCH)
    made.project = Project(id=made.id, trunk=ID, parent=ID, branch="Try", is_deleted=is_deleted)
    made.trunk = trunk
    return made


def refused(branch: Board, user: UserId, command: Command | ForkBranch) -> object:
    with pytest.raises(DomainError) as error:
        access.check(branch, user, command)
    return said(error.value)


@pytest.mark.parametrize("command", [*EDITS, RenameBranch(name="x"), ForkBranch(name="x")])
def test_the_members_of_the_project_may_on_a_branch_what_they_may_there(
    command: Command | ForkBranch,
) -> None:
    access.check(try_out(), ADA, command)
    access.check(try_out(), BEA, command)
    assert refused(try_out(), CAI, command) == said(
        ForbiddenError(
            "You are reviewer of this project; this takes the role editor. Ask an owner."
        )
    )


@pytest.mark.parametrize("trunk", [PROJECT, None])
def test_a_stranger_does_not_learn_whether_there_is_a_branch(trunk: Project | None) -> None:
    command = RenameBranch(name="x")
    assert refused(try_out(trunk=trunk), STRANGER, command) == said(NotFoundError(UNSEEN))


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (AddMember(user=STRANGER, role="viewer"), "Members are"),
        (ChangeMemberRole(user=BEA, role="viewer"), "Members are"),
        (RemoveMember(user=BEA), "Members are"),
        (TransferOwnership(giver=ADA, user=BEA), "Members are"),
        (SetProjectState(state="archived"), "The archive is"),
        (SetProjectState(state="active"), "The archive is"),
    ],
)
def test_members_and_the_archive_are_those_of_the_project(command: Command, sentence: str) -> None:
    message = f"{sentence} of the project itself, not of a branch. Change it there."
    assert refused(try_out(), ADA, command) == said(RuleViolatedError(message))


@pytest.mark.parametrize("state", ["deleted", "restored"])
def test_an_editor_may_delete_and_restore_a_branch(state: Literal["deleted", "restored"]) -> None:
    access.check(try_out(), BEA, SetProjectState(state=state))
    access.check(try_out(is_deleted=True), BEA, SetProjectState(state=state))


def test_a_deleted_branch_does_not_change() -> None:
    assert refused(try_out(is_deleted=True), ADA, EditProject(name="x")) == said(
        RuleViolatedError("The branch is deleted. Restore it to work on it.")
    )


@pytest.mark.parametrize(
    ("closed", "sentence"),
    [
        (
            Project(id=ID, members={ADA: "owner"}, is_deleted=True),
            "The project is deleted. Restore it to work on it.",
        ),
        (
            Project(id=ID, members={ADA: "owner"}, is_archived=True),
            "The project is archived. Take it out of the archive to change it.",
        ),
    ],
)
@pytest.mark.parametrize("command", [EditProject(name="x"), SetProjectState(state="deleted")])
def test_a_branch_of_a_closed_project_does_not_change(
    closed: Project, sentence: str, command: Command
) -> None:
    assert refused(try_out(trunk=closed), ADA, command) == said(RuleViolatedError(sentence))


EXPORT = ExportProject(format="EDL", options={})


@pytest.mark.parametrize("user", [ADA, BEA, CAI, DAN])
@pytest.mark.parametrize("is_archived", [False, True])
def test_whoever_may_read_may_export(user: UserId, *, is_archived: bool) -> None:
    access.check(board(replace(PROJECT, is_archived=is_archived)), user, EXPORT)


WHOLE = ExportProject(format="ARCHIVE", options={})


def test_only_an_owner_has_all_that_ever_happened() -> None:
    access.check(board(replace(PROJECT, is_archived=True)), ADA, WHOLE)
    assert refusal(PROJECT, BEA, WHOLE) == said(
        ForbiddenError("You are editor of this project; this takes the role owner. Ask an owner.")
    )


def test_an_archive_is_not_of_a_branch() -> None:
    sentence = (
        "An archive holds a project with all its branches. Export it from the project itself."
    )
    assert refused(try_out(), ADA, WHOLE) == said(RuleViolatedError(sentence, field="format"))


def test_what_is_deleted_is_not_exported() -> None:
    assert refusal(replace(PROJECT, is_deleted=True), ADA, EXPORT) == said(
        RuleViolatedError("The project is deleted. Restore it to work on it.")
    )
