from dataclasses import replace

import pytest

from domain import access
from domain.board.board import Board
from domain.board.project import Project
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


EXPORT = ExportProject(format="EDL", options={})


@pytest.mark.parametrize("user", [ADA, BEA, CAI, DAN])
@pytest.mark.parametrize("is_archived", [False, True])
def test_whoever_may_read_may_export(user: UserId, *, is_archived: bool) -> None:
    access.check(board(replace(PROJECT, is_archived=is_archived)), user, EXPORT)


def test_what_is_deleted_is_not_exported() -> None:
    assert refusal(replace(PROJECT, is_deleted=True), ADA, EXPORT) == said(
        RuleViolatedError("The project is deleted. Restore it to work on it.")
    )
