from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.board.board import State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.branch import ForkBranch, RenameBranch, Translation, demand_branch, forked, mask
from domain.errors import NotFoundError, RuleViolatedError
from domain.facet import changed
from domain.project import EditProject
from domain.scene import AddSceneAlternate
from events.ids import ClipId, ProjectId, derived, kind
from events.project import BranchForked, BranchMerged, BranchRenamed
from events.store import Fact
from tests.domain.example import CLIPS, ID, about, after, clip, facts_after, scene
from tests.domain.gallery import GALLERY
from tests.scenario import PROJECT, board_of, scenario

BRANCH: Final = ProjectId("branch-" + "1" * 32)
OTHER: Final = ProjectId("branch-" + "2" * 32)
FORKED: Final = BranchForked(parent=ID, position=4, trunk=ID, name="Try")
# A board of the branch as the shell makes it, but for the ids.
TRIED: Final = [*CLIPS, Fact(stream=ID, event=FORKED)]
LINES = st.sampled_from([PROJECT, BRANCH, OTHER, derived("branch", "c", 0)])
IDS = st.integers(0, 2**128 - 1).map(lambda n: ClipId(f"clip-{n:032x}"))

POINTERS: Final[dict[type[Any], tuple[str, ...]]] = {
    Project: ("id",),
    Scene: ("id", "original", "copied_from"),
    Clip: ("id", "scene", "image", "video", "original", "copied_from"),
    Take: ("id", "clip", "item", "copied_from"),
    PoolItem: ("id", "take", "copied_from"),
}


def test_a_fork_takes_what_was_there_but_for_members_and_the_archive() -> None:
    archived = replace(
        board_of(CLIPS).project or Project(id=ID), is_archived=True, merged={OTHER: 3}
    )
    board = board_of([])
    board.put(archived, 1)
    board.apply(about(ID, FORKED))
    assert board.project == replace(
        archived,
        members={},
        is_archived=False,
        merged={},
        trunk=ID,
        parent=ID,
        forked_at=4,
        branch="Try",
    )


@pytest.mark.parametrize(
    ("parent", "trunk"),
    [(Project(id=ID), ID), (Project(id=BRANCH, trunk=ID, parent=ID), ID)],
)
def test_the_root_of_a_branch_of_a_branch_is_the_project(parent: Project, trunk: str) -> None:
    assert forked(ForkBranch(name=" Try "), parent, 4) == BranchForked(
        parent=parent.id, position=4, trunk=ProjectId(trunk), name="Try"
    )


def test_a_branch_is_renamed() -> None:
    scenario(
        given=TRIED, when=RenameBranch(name=" Rain "), then=about(ID, BranchRenamed(name="Rain"))
    )
    assert (after(TRIED, RenameBranch(name="Rain")).project or Project(id=ID)).branch == "Rain"


def test_a_branch_of_that_name_already_is_not_renamed() -> None:
    scenario(given=TRIED, when=RenameBranch(name="Try"), then=[])


def test_a_branch_has_a_name() -> None:
    refusal = RuleViolatedError("The name is empty. Write at least one letter.", field="name")
    scenario(given=TRIED, when=RenameBranch(name=" "), then=refusal)


def test_the_project_itself_is_renamed_by_other_means() -> None:
    refusal = NotFoundError("This is the project itself and no branch of it. Choose a branch.")
    scenario(given=CLIPS, when=RenameBranch(name="Rain"), then=refusal)


def test_a_branch_is_told_from_the_project_itself() -> None:
    branch = Project(id=BRANCH, trunk=ID)
    assert demand_branch(branch) is branch


def test_the_name_of_the_film_on_a_branch_is_not_the_name_of_the_branch() -> None:
    project = after(TRIED, EditProject(name="Pier")).project or Project(id=ID)
    assert (project.name, project.branch) == ("Pier", "Try")


def test_a_merge_is_remembered_until_it_is_taken_back() -> None:
    merged = BranchMerged(source=OTHER, position=7, at=5)
    again = BranchMerged(source=OTHER, position=9, at=8)
    other = BranchMerged(source=BRANCH, position=2, at=6)
    one = board_of([*CLIPS, *about(ID, merged, other, again)]).project or Project(id=ID)
    assert (one.merged, one.merged_at) == ({BRANCH: 2, OTHER: 9}, {BRANCH: 6, OTHER: 8})
    back = BranchMerged(source=OTHER, position=0, at=0)
    none = board_of([*CLIPS, *about(ID, merged, back)]).project or Project(id=ID)
    assert (none.merged, none.merged_at) == ({}, {})


# Ids


def test_nothing_lies_over_the_ids_of_a_project() -> None:
    assert mask(PROJECT) == 0
    assert len({mask(BRANCH), mask(OTHER), 0}) == 3


@given(one=LINES, other=LINES, id_=IDS)
def test_an_id_goes_to_a_branch_and_comes_back(one: str, other: str, id_: ClipId) -> None:
    there = Translation(one, other).id(id_)
    assert kind(there) == "clip"
    assert (there == id_) is (one == other)
    assert Translation(other, one).id(there) == id_


@given(one=LINES, other=LINES, third=LINES, id_=IDS)
def test_the_way_over_a_third_branch_is_the_same(
    one: str, other: str, third: str, id_: ClipId
) -> None:
    by_way = Translation(other, third).id(Translation(one, other).id(id_))
    assert by_way == Translation(one, third).id(id_)


def test_a_project_and_its_branch_are_named_for_each_other() -> None:
    there = Translation(PROJECT, BRANCH)
    assert there.stream(PROJECT) == BRANCH
    assert there.stream(clip(1)) == there.id(clip(1))
    assert there.maybe(None) is None
    assert there.maybe(scene(1)) == there.id(scene(1))


def test_states_go_to_a_branch_with_all_that_they_point_at() -> None:
    board = board_of(facts_after(GALLERY, AddSceneAlternate(scene_id=scene(1), seed="s")))
    to = Translation(PROJECT, BRANCH)
    for state in board.states():
        moved: Any = to.state(state)
        assert changed_ids(state) == {
            name: None if id_ is None else back(id_) for name, id_ in changed_ids(moved).items()
        }
        assert {it.name for it in changed(state, moved)} <= {"place", "group", "image", "video"}
        assert Translation(BRANCH, PROJECT).state(moved) == state


def back(id_: str) -> str:
    return Translation(BRANCH, PROJECT).stream(id_)


def changed_ids(state: State) -> dict[str, str | None]:
    """Return all ids in a state that name things of its project."""
    return {name: getattr(state, name) for name in POINTERS[type(state)]}
