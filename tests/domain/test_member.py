import pytest

from domain.errors import NotFoundError, RuleViolatedError
from domain.member import AddMember, ChangeMemberRole, RemoveMember, TransferOwnership
from events.ids import UserId
from events.project import MemberAdded, MemberRemoved, MemberRoleChanged, ProjectArrived
from tests.domain.example import ADA, BEA, CAI, FOUNDED, ID, about, after, facts_after
from tests.scenario import board_of, scenario

ADD = AddMember(user=BEA, role="editor")
SHARED = facts_after(FOUNDED, ADD)
LAST_OWNER = RuleViolatedError("A project has an owner. Transfer the ownership first.")
NO_ROLE = RuleViolatedError(
    "There is no role 'king'. There are: viewer, reviewer, editor, owner.", field="role"
)
NO_MEMBER = NotFoundError("This person is not a member of the project. Add them first.")


def test_whoever_creates_a_project_owns_it() -> None:
    project = after(FOUNDED).project
    assert project is not None
    assert project.members == {ADA: "owner"}


@pytest.mark.parametrize("role", ["viewer", "reviewer", "editor", "owner"])
def test_a_member_is_added_in_a_role(role: str) -> None:
    add = AddMember(user=BEA, role=role)
    scenario(given=FOUNDED, when=add, then=about(ID, MemberAdded(user=BEA, role=role)))
    scenario(given=facts_after(FOUNDED, add), when=add, then=[])


def test_a_member_is_not_added_in_another_role() -> None:
    scenario(
        given=SHARED,
        when=AddMember(user=BEA, role="owner"),
        then=RuleViolatedError("This person is editor already. Change the role instead."),
    )


def test_only_a_user_is_added() -> None:
    shape = RuleViolatedError("A user's id is 'user-' and 32 hex digits.", field="user")
    scenario(given=FOUNDED, when=AddMember(user=UserId("a.$b"), role="editor"), then=shape)


def test_a_role_that_does_not_exist_is_refused_with_those_that_do() -> None:
    scenario(given=FOUNDED, when=AddMember(user=BEA, role="king"), then=NO_ROLE)
    scenario(given=SHARED, when=ChangeMemberRole(user=BEA, role="king"), then=NO_ROLE)


def test_a_role_is_changed() -> None:
    change = ChangeMemberRole(user=BEA, role="viewer")
    scenario(given=SHARED, when=change, then=about(ID, MemberRoleChanged(user=BEA, role="viewer")))
    scenario(given=facts_after(SHARED, change), when=change, then=[])


def test_the_role_of_nobody_is_not_changed() -> None:
    scenario(given=SHARED, when=ChangeMemberRole(user=CAI, role="viewer"), then=NO_MEMBER)


def test_the_last_owner_stays_owner() -> None:
    scenario(given=SHARED, when=ChangeMemberRole(user=ADA, role="editor"), then=LAST_OWNER)
    scenario(given=SHARED, when=RemoveMember(user=ADA), then=LAST_OWNER)


def test_one_of_two_owners_may_leave() -> None:
    owned = facts_after(SHARED, ChangeMemberRole(user=BEA, role="owner"))
    scenario(given=owned, when=RemoveMember(user=ADA), then=about(ID, MemberRemoved(user=ADA)))


def test_a_member_is_removed_once() -> None:
    remove = RemoveMember(user=BEA)
    scenario(given=SHARED, when=remove, then=about(ID, MemberRemoved(user=BEA)))
    scenario(given=facts_after(SHARED, remove), when=remove, then=[])


def test_ownership_is_transferred_once_and_the_giver_stays_as_editor() -> None:
    transfer = TransferOwnership(giver=ADA, user=BEA)
    transferred = about(
        ID, MemberRoleChanged(user=BEA, role="owner"), MemberRoleChanged(user=ADA, role="editor")
    )
    scenario(given=SHARED, when=transfer, then=transferred)
    scenario(given=[*SHARED, *transferred], when=transfer, then=[])


def test_an_owner_may_hand_over_to_another_owner() -> None:
    scenario(
        given=facts_after(SHARED, ChangeMemberRole(user=BEA, role="owner")),
        when=TransferOwnership(giver=ADA, user=BEA),
        then=about(ID, MemberRoleChanged(user=ADA, role="editor")),
    )


def test_ownership_given_to_oneself_changes_nothing() -> None:
    scenario(given=SHARED, when=TransferOwnership(giver=ADA, user=ADA), then=[])


def test_only_members_give_and_take_ownership() -> None:
    scenario(given=SHARED, when=TransferOwnership(giver=CAI, user=BEA), then=NO_MEMBER)
    scenario(given=SHARED, when=TransferOwnership(giver=ADA, user=CAI), then=NO_MEMBER)


def test_who_is_no_owner_gives_nothing_away() -> None:
    scenario(
        given=facts_after(SHARED, AddMember(user=CAI, role="viewer")),
        when=TransferOwnership(giver=CAI, user=BEA),
        then=RuleViolatedError("Only an owner can give the ownership away. Ask one to do it."),
    )


def test_whoever_brings_a_project_in_is_its_only_member() -> None:
    arrived = ProjectArrived(origin=ID, position=3, owner=CAI)
    project = board_of([*FOUNDED, *about(ID, arrived)]).project
    assert project is not None
    assert project.members == {CAI: "owner"}
