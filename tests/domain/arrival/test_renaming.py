"""Other ids for all that a history names: it says the same, and branches stay branches."""

import asyncio
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.arrival.renaming import Renaming, anew, as_it_is, named
from domain.board.board import Board
from domain.board.project import Project
from domain.branch import Translation, mask
from domain.past import Folding, translated
from events.catalogue import EVENTS
from events.ids import ClipId, ProjectId, SceneId
from tests.domain.arrival.history import Logs, kin, logs, read, told
from tests.domain.arrival.test_family import is_storable
from tests.domain.house import Step
from tests.domain.test_any_past import only_do, played, steps
from tests.scenario import PROJECT

COPY = "project-" + "c" * 32
SALT = 0x5A17
SALTS = st.integers(1, 2**128 - 1)
SOME = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def renamed(of: Logs, by: Renaming) -> Logs:
    return {by.partitions[p]: [by.commit(it) for it in log] for p, log in of.items()}


def board_of(log: list[Any], partition: str) -> Board:
    board = Board(partition)
    for commit in log:
        board.apply(commit.facts)
    return board


def whole(of: Logs, partition: str, trunk: str) -> Folding:
    """Fold a partition with all that it was forked from."""
    first: Any = of[partition][0].facts[0].event
    made = Folding(partition)
    if partition != trunk:
        made = translated(until(of, first.parent, first.position, trunk), partition)
    for commit in of[partition]:
        made.follow(commit)
    return made


def until(of: Logs, partition: str, n: int, trunk: str) -> Folding:
    return whole({**of, partition: of[partition][:n]}, partition, trunk)


@SOME
@given(story=st.lists(steps("undo", "fork", "merge"), min_size=5, max_size=15), salt=SALTS)
def test_renamed_and_then_forked_is_forked_and_then_renamed(story: list[Step], salt: int) -> None:
    of = asyncio.run(logs(played(only_do, story)))
    assume(is_storable(of))
    by = anew(kin(of).heads, COPY, salt)
    copy = renamed(of, by)
    for old, new in by.partitions.items():
        wanted = [by.state(old, it) for it in whole(of, old, PROJECT).board.states()]
        found = {it.id: it for it in whole(copy, new, COPY).board.states()}
        assert found == {it.id: it for it in wanted}
    assert read(copy, COPY).keys() == set(by.partitions.values())


async def test_a_copy_says_the_same_under_ids_of_its_own() -> None:
    of = await told()
    by = anew(kin(of).heads, COPY, SALT)
    copy = renamed(of, by)
    old, new = read(of), read(copy, COPY)
    assert {by.partitions[p]: ending for p, ending in old.items()} == new
    ids = {stream for log in of.values() for commit in log for stream in commit.versions}
    assert not ids & {stream for log in copy.values() for it in log for stream in it.versions}


async def test_with_its_own_ids_nothing_is_renamed() -> None:
    of = await told()
    by = as_it_is(kin(of).heads)
    assert renamed(of, by) == of
    board = board_of(of[PROJECT], PROJECT)
    assert [by.state(PROJECT, it) for it in board.states()] == list(board.states())


@given(
    number=st.integers(0, 2**128 - 1), salt=SALTS, digits=st.text("0123456789abcdef", min_size=32)
)
def test_an_id_is_translated_to_a_copied_branch_as_it_is_copied(
    number: int, salt: int, digits: str
) -> None:
    branch = f"branch-{digits[:32]}"
    by = anew({PROJECT: 1, branch: 1}, COPY, salt)
    id_ = ClipId(f"clip-{number:032x}")
    there = Translation(PROJECT, branch).id(id_)
    copied = by.of(branch)(there)
    assert copied == Translation(COPY, by.partitions[branch]).id(ClipId(by.of(PROJECT)(id_)))
    assert mask(by.partitions[branch]) != mask(branch)


def test_what_it_was_copied_from_elsewhere_keeps_its_name() -> None:
    by = anew({PROJECT: 1}, COPY, SALT)
    elsewhere = ProjectId("project-" + "e" * 32)
    for origin, wanted in ((elsewhere, elsewhere), (ProjectId(PROJECT), ProjectId(COPY))):
        state = by.state(PROJECT, Project(id=ProjectId(PROJECT), copied_from=origin))
        assert (state.id, state.copied_from) == (COPY, wanted)


@pytest.mark.parametrize("cls", [cls for _, cls in EVENTS.values()], ids=lambda it: it.__name__)
def test_every_id_in_an_event_is_renamed(cls: Any) -> None:
    """A field that holds ids in a list or a mapping would pass by: say so here."""
    ids = {SceneId, ClipId, ProjectId}
    for field, hint in get_type_hints(cls).items():
        if {hint, *get_args(hint), *(it for part in get_args(hint) for it in get_args(part))} & ids:
            assert field in {*named(cls).things, *named(cls).projects}, f"{cls.__name__}.{field}"
