from datetime import UTC, datetime

import pytest

from domain import erasure
from domain.account import Account, Principal
from domain.board.project import Project
from domain.erasure import Parting
from domain.errors import ForbiddenError, RuleViolatedError
from domain.member import RemoveMember
from domain.project import SetProjectState
from events.ids import ProjectId, UserId
from tests.domain.example import ADA, BEA, CAI
from tests.scenario import said

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def project(name: str, *, is_deleted: bool = False, **roles: str) -> Project:
    """A project of `ada`, `bea` and `cai` in these roles."""
    people = {"ada": ADA, "bea": BEA, "cai": CAI}
    members = {people[who]: role for who, role in roles.items()}
    return Project(id=ProjectId(name), name=name, members=members, is_deleted=is_deleted)


SHARED = project("Shared", ada="editor", bea="owner")
TWO_OWNERS = project("Two owners", ada="owner", bea="owner")
ALONE = project("Alone", ada="owner")
ONLY_OWNER = project("Only owner", ada="owner", bea="editor", cai="viewer")
GONE = project("Gone", ada="owner", is_deleted=True)
GONE_WITH_OTHERS = project("Gone with others", ada="owner", bea="viewer", is_deleted=True)
GONE_OF_OTHERS = project("Gone of others", ada="viewer", bea="owner", is_deleted=True)
STRANGE = project("Strange", bea="owner")
ALL = [SHARED, TWO_OWNERS, ALONE, ONLY_OWNER, GONE, GONE_WITH_OTHERS, GONE_OF_OTHERS, STRANGE]


def test_of_a_persons_projects_some_are_left_some_deleted_and_some_stand_in_the_way() -> None:
    assert erasure.parting(ALL, ADA) == Parting(
        left=(SHARED, TWO_OWNERS, GONE_OF_OTHERS), deleted=(ALONE,), hindering=(ONLY_OWNER,)
    )


@pytest.mark.parametrize("left", [SHARED, TWO_OWNERS, GONE_OF_OTHERS])
def test_a_project_with_another_owner_is_left(left: Project) -> None:
    assert erasure.step(left, ADA) == RemoveMember(user=ADA)


def test_a_project_without_other_members_is_deleted() -> None:
    assert erasure.step(ALONE, ADA) == SetProjectState(state="deleted")


@pytest.mark.parametrize("kept", [GONE, GONE_WITH_OTHERS, STRANGE])
def test_in_a_deleted_or_strange_project_there_is_nothing_to_do(kept: Project) -> None:
    assert erasure.step(kept, ADA) is None


def test_a_project_of_others_that_would_have_no_owner_stands_in_the_way() -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        erasure.step(ONLY_OWNER, ADA)
    assert said(refusal.value) == said(
        RuleViolatedError(
            "Others work on 'Only owner', which would have no owner. "
            "Transfer the ownership or delete the project first."
        )
    )


def test_what_stands_in_the_way_is_named_and_many_are_counted() -> None:
    hindering = tuple(project(f"Film {n}", ada="owner", bea="editor") for n in range(7))
    for most, sentence in (
        (2, "Others work on 'Film 0' and 'Film 1', which"),
        (7, "'Film 0', 'Film 1', 'Film 2', 'Film 3', 'Film 4' and 2 more, which"),
    ):
        with pytest.raises(RuleViolatedError, match=sentence):
            erasure.demand_free(Parting(hindering=hindering[:most]))


def test_nothing_stands_in_the_way_of_somebody_who_shares_or_is_alone() -> None:
    erasure.demand_free(Parting(left=(SHARED,), deleted=(ALONE,)))


def principal(user: UserId, *, is_administrator: bool) -> Principal:
    return Principal(
        user=user, session="s", name="", is_administrator=is_administrator, expires_at=NOON
    )


def test_people_erase_themselves_and_administrators_others() -> None:
    erasure.demand_right(principal(ADA, is_administrator=False), ADA)
    erasure.demand_right(principal(ADA, is_administrator=True), BEA)
    with pytest.raises(ForbiddenError, match="Only an administrator may erase"):
        erasure.demand_right(principal(ADA, is_administrator=False), BEA)


def account(*, is_administrator: bool) -> Account:
    return Account(
        id=ADA,
        email="ada@example.org",
        name="Ada",
        password_hash="",
        is_administrator=is_administrator,
        created_at=NOON,
        password_changed_at=NOON,
    )


@pytest.mark.parametrize(
    ("is_administrator", "others", "administrators"),
    [(True, 0, 0), (True, 2, 1), (False, 2, 1), (False, 2, 0)],
)
def test_somebody_goes_while_somebody_looks_after_the_others(
    *, is_administrator: bool, others: int, administrators: int
) -> None:
    leaving = account(is_administrator=is_administrator)
    erasure.demand_successor(leaving, others=others, administrators=administrators)


def test_the_only_administrator_hands_over_first() -> None:
    with pytest.raises(RuleViolatedError, match="Make one of them administrator first"):
        erasure.demand_successor(account(is_administrator=True), others=1, administrators=0)


def test_an_account_is_shut_while_it_is_disabled_or_being_erased() -> None:
    shut = account(is_administrator=False)
    assert not shut.is_shut
    assert Account(
        id=ADA,
        email="",
        name="",
        password_hash="",
        erasure="erasure-1",
        created_at=NOON,
        password_changed_at=NOON,
    ).is_shut
