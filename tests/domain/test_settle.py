"""Wished states and all that follows from them: versions share a place, and one of them plays."""

from dataclasses import replace
from typing import Any, Final

import pytest

from domain import rank, settle
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.clip.command import AddClipAlternate, DeleteClip
from domain.errors import RuleViolatedError, Slot
from domain.scene import AddSceneAlternate, DeleteScene, new_id
from domain.settle import Problem
from events.clip import (
    ClipChosen,
    ClipDeleted,
    ClipMoved,
    ClipRegrouped,
    ClipRenamed,
    ClipRestored,
    ClipSetAside,
    ClipTrimmed,
)
from events.project import ProjectRenamed
from events.scene import SceneAdded, SceneChosen, SceneDeleted, SceneRenamed, SceneReordered
from events.store import Fact
from tests.domain.example import ALTERNATE, CLIP, CLIPS, ID, about, after, clip, facts_after, scene
from tests.scenario import board_of, said

BOARD: Final = board_of(CLIPS)
FIRST, SECOND, SPARE = (BOARD.clips[clip(n)] for n in (1, 2, 3))
ONE, TWO = BOARD.scenes[scene(1)], BOARD.scenes[scene(2)]
TWIN: Final = new_id("s")
TWO_TAKES: Final = facts_after(CLIPS, AddSceneAlternate(scene_id=scene(2), seed="s"))


def facts(wishes: list[State], given: list[Fact] = CLIPS) -> list[Fact]:
    return settle.facts(board_of(given), {it.id: it for it in wishes})


def settled(wishes: list[State], given: list[Fact] = CLIPS) -> Board:
    """Return the board after wishes that can be settled."""
    board = board_of(given)
    board.apply(settle.settled(board, {it.id: it for it in wishes}))
    return board


def versions(board: Board, id_: Any) -> list[tuple[Any, ...]]:
    """Return (id, original, number, name, plays) of each version that is there."""
    group: list[Any] = [*(board.clip_group(id_) if id_ in board.clips else board.scene_group(id_))]
    return [
        (it.id, it.original, it.alternate, it.name, it.is_chosen)
        for it in group
        if not it.is_deleted
    ]


def test_nothing_is_wished_by_what_is_so_already() -> None:
    assert facts([FIRST, SECOND, SPARE, ONE, TWO]) == []
    assert settle.settled(board_of(CLIPS), {}) == []


def test_the_project_comes_first_then_scenes_then_clips() -> None:
    project = BOARD.project
    assert project is not None
    wishes: list[State] = [
        replace(SECOND, name="Quay"),
        replace(ONE, name="Rain"),
        replace(project, name="Pier"),
    ]
    assert facts(wishes) == [
        *about(ID, ProjectRenamed(name="Pier")),
        *about(scene(1), SceneRenamed(name="Rain")),
        *about(clip(2), ClipRenamed(name="Quay")),
    ]


def test_what_is_not_there_is_born_as_it_is_wished() -> None:
    new = Scene(id=scene(9), name="Scene 3", rank="j")
    inside = replace(SECOND, id=clip(9), scene=scene(9))
    gone = replace(SECOND, id=clip(8), scene=scene(9), start=0, is_deleted=True)
    assert facts([inside, gone, new]) == [
        *about(scene(9), SceneAdded(name="Scene 3", rank="j", parameters={})),
        *about(clip(9), replace(CLIP, scene=scene(9), name="Clip 2", start=72, length=24)),
        *about(
            clip(8),
            replace(CLIP, scene=scene(9), name="Clip 2", start=0, length=24),
            ClipDeleted(),
        ),
    ]


# Versions


def test_all_versions_follow_one_that_is_wished_elsewhere() -> None:
    moved = ClipMoved(scene=scene(2), track=1, start=5)
    wish = replace(FIRST, scene=scene(2), track=1, start=5)
    assert facts([wish]) == [*about(clip(1), moved), *about(clip(3), moved)]
    wish = replace(SPARE, scene=scene(2), track=1, start=5)
    assert sorted(map(repr, facts([wish]))) == sorted(
        map(repr, [*about(clip(1), moved), *about(clip(3), moved)])
    )


def test_all_versions_of_a_scene_share_its_place_in_the_order() -> None:
    assert facts([replace(TWO, rank="a")], TWO_TAKES) == [
        *about(scene(2), SceneReordered(rank="a")),
        *about(TWIN, SceneReordered(rank="a")),
    ]


def test_what_is_only_deleted_leaves_the_others_where_they_are() -> None:
    gone = replace(FIRST, is_deleted=True, is_chosen=False)
    assert facts([gone, replace(SPARE, is_chosen=True)]) == [
        *about(clip(1), ClipDeleted(), ClipSetAside()),
        *about(clip(3), ClipChosen()),
    ]


def test_when_what_plays_is_deleted_the_first_that_is_left_plays() -> None:
    assert facts([replace(FIRST, is_deleted=True)]) == [
        *about(clip(1), ClipDeleted()),
        *about(clip(3), ClipChosen()),
    ]


def test_what_is_newly_wished_to_play_plays_alone() -> None:
    assert facts([replace(SPARE, is_chosen=True)]) == [
        *about(clip(3), ClipChosen()),
        *about(clip(1), ClipSetAside()),
    ]


def test_what_comes_back_plays_instead_of_its_heir() -> None:
    given = facts_after(CLIPS, DeleteClip(clip_id=clip(1)))
    assert facts([replace(FIRST, is_deleted=False)], given) == [
        *about(clip(1), ClipRestored(), ClipChosen()),
        *about(clip(3), ClipSetAside()),
    ]


def test_where_none_is_wished_to_play_the_first_does() -> None:
    assert facts([replace(FIRST, is_chosen=False)]) == []


def test_of_a_scene_that_is_wished_aside_another_version_plays() -> None:
    gone = replace(TWO, is_deleted=True)
    assert facts([gone], TWO_TAKES) == [
        *about(scene(2), SceneDeleted()),
        *about(TWIN, SceneChosen()),
    ]


def test_when_all_versions_are_deleted_none_plays() -> None:
    wishes: list[State] = [replace(FIRST, is_deleted=True), replace(SPARE, is_deleted=True)]
    assert facts(wishes) == [*about(clip(1), ClipDeleted()), *about(clip(3), ClipDeleted())]


def test_the_version_that_is_wished_to_be_the_original_is_it() -> None:
    board = settled([replace(SPARE, original=None, alternate=0)])
    assert versions(board, clip(1)) == [
        (clip(3), None, 0, "Clip 1 A1", False),
        (clip(1), clip(3), 1, "Clip 1", True),
    ]


def test_alternates_follow_their_original_when_it_becomes_an_alternate() -> None:
    given = facts_after(CLIPS, AddClipAlternate(clip_id=clip(1), copy_id=clip(4)))
    wish = replace(FIRST, original=clip(3), alternate=1)
    board = settled([wish, replace(SPARE, original=None, alternate=0, name="Clip 1")], given)
    assert versions(board, clip(4)) == [
        (clip(3), None, 0, "Clip 1", False),
        (clip(1), clip(3), 1, "Clip 1", True),
        (clip(4), clip(3), 2, "Clip 1 A2", False),
    ]


def test_two_things_that_are_wished_to_be_one_share_place_original_and_what_plays() -> None:
    board = settled([replace(SECOND, original=clip(1), alternate=4)])
    assert versions(board, clip(2)) == [
        (clip(1), None, 0, "Clip 1", True),
        (clip(3), clip(1), 1, "Clip 1 A1", False),
        (clip(2), clip(1), 4, "Clip 2", False),
    ]
    assert {it.start for it in board.clip_group(clip(1))} == {0}


def test_an_alternate_whose_original_is_nowhere_is_an_original() -> None:
    lone = replace(SECOND, id=clip(9), original=clip(7), alternate=2, start=200)
    board = settled([lone])
    assert versions(board, clip(9)) == [(clip(9), None, 0, "Clip 2", True)]


def test_of_two_that_lost_their_original_one_is_it() -> None:
    lone = replace(SECOND, id=clip(8), original=clip(7), alternate=1, start=200)
    other = replace(lone, id=clip(9), alternate=2, is_chosen=False, name="Clip 2 A2")
    assert facts([lone, other]) != []
    board = settled([replace(lone, original=clip(9)), replace(other, original=clip(8))])
    assert versions(board, clip(9)) == [
        (clip(8), None, 0, "Clip 2", True),
        (clip(9), clip(8), 2, "Clip 2 A2", False),
    ]


@pytest.mark.parametrize(
    ("name", "named"), [("Clip 1 A1", "Clip 1 A2"), ("My own name", "My own name")]
)
def test_of_two_alternates_of_one_number_the_new_one_gets_the_next_and_a_name_that_says_so(
    name: str, named: str
) -> None:
    board = settled([replace(SPARE, id=clip(9), name=name)])
    assert versions(board, clip(1)) == [
        (clip(1), None, 0, "Clip 1", True),
        (clip(3), clip(1), 1, "Clip 1 A1", False),
        (clip(9), clip(1), 2, named, False),
    ]


def test_a_new_alternate_lies_where_the_others_lie_by_now() -> None:
    there = replace(ALTERNATE, original=clip(2), name="Clip 1 A1")
    new = replace(SPARE, id=clip(9), original=clip(2), alternate=1, start=0)
    assert facts([new]) == about(clip(9), replace(there, start=72))


# Order


def test_scenes_that_come_to_stand_where_others_do_stand_right_behind_them() -> None:
    board = settled([Scene(id=scene(9), rank="i", name="Scene 3")])
    assert [it.id for it in board.originals()] == [scene(1), scene(9), scene(2)]
    board = settled([Scene(id=scene(9), rank="i00001", name="Scene 3")])
    assert [it.id for it in board.originals()] == [scene(1), scene(2), scene(9)]


def test_scenes_that_make_room_stay_before_those_that_came_with_them_behind_them() -> None:
    middle = rank.between("i", "i00001")
    behind = Scene(id=scene(8), rank=rank.between("i", middle), name="Scene 4")
    board = settled([behind, Scene(id=scene(9), rank="i", name="Scene 3")])
    assert [it.id for it in board.originals()] == [scene(1), scene(9), scene(8), scene(2)]


def test_a_scene_with_its_versions_stands_behind_the_last_that_stands_there() -> None:
    board = settled([replace(TWO, rank="i")], TWO_TAKES)
    assert [it.id for it in board.originals()] == [scene(1), scene(2)]
    assert len({it.rank for it in board.scene_group(scene(2))} | {"i"}) == 2


# Problems


def test_a_place_that_is_taken_is_a_problem_and_leaves_the_board_as_it_was() -> None:
    board = board_of(CLIPS)
    wish = about(clip(2), ClipMoved(scene=scene(1), track=0, start=24))
    assert settle.problems(board, wish) == [
        Problem(
            stream=clip(2),
            facet="place",
            message=(
                "'Clip 2': 24 frames from frame 24 would lie on 'Clip 1'."
                " The nearest free place begins at frame 48."
            ),
            free_slots=(Slot(track=0, start=48, length=24),),
        )
    ]
    assert board.clips == BOARD.clips


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (ClipMoved(scene=scene(1), track=100, start=0), "'Clip 2': There is no track 100."),
        (ClipMoved(scene=scene(1), track=0, start=-1), "'Clip 2': A clip cannot start at"),
        (ClipTrimmed(length=0), "'Clip 2': A clip cannot last 0 frames."),
    ],
)
def test_a_place_that_no_timeline_has_is_a_problem(event: object, message: str) -> None:
    [problem] = settle.problems(board_of(CLIPS), about(clip(2), event))
    assert problem.message.startswith(message)
    assert problem.free_slots == ()


def test_what_is_deleted_or_set_aside_may_lie_anywhere_there_is() -> None:
    on_another = ClipMoved(scene=scene(1), track=0, start=24)
    assert settle.problems(board_of(CLIPS), about(clip(2), ClipDeleted(), on_another)) == []
    assert settle.problems(board_of(CLIPS), about(clip(3), ClipTrimmed(length=90))) == []


@pytest.mark.parametrize(
    "comes",
    [
        about(clip(2), ClipMoved(scene=scene(2), track=0, start=0)),
        about(clip(9), replace(CLIP, scene=scene(2))),
        about(clip(4), ClipRestored()),
    ],
)
def test_nothing_comes_into_a_deleted_scene(comes: list[Fact]) -> None:
    inside = about(clip(4), replace(CLIP, scene=scene(2), start=500), ClipDeleted())
    given = facts_after([*CLIPS, *inside], DeleteScene(scene_id=scene(2)))
    [problem] = settle.problems(board_of(given), comes)
    assert problem.message.endswith("Its scene 'Scene 2' is deleted. Restore that first.")


def test_a_scene_may_be_deleted_together_with_what_came_into_it() -> None:
    wishes = [
        *about(clip(2), ClipMoved(scene=scene(2), track=0, start=0)),
        *about(scene(2), SceneDeleted()),
    ]
    assert settle.problems(board_of(CLIPS), wishes) == []


def test_what_lies_in_a_deleted_scene_already_may_be_changed() -> None:
    board = after(CLIPS, DeleteScene(scene_id=scene(1)))
    assert settle.problems(board, about(clip(2), ClipTrimmed(length=9))) == []


def test_the_first_problem_is_the_refusal() -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        settled([replace(SECOND, track=100), replace(FIRST, start=-1)])
    assert said(refusal.value) == said(
        RuleViolatedError(
            "'Clip 2': There is no track 100. Tracks are numbered 0 to 99.", field="place"
        )
    )


def test_what_trades_places_is_no_problem() -> None:
    short = replace(FIRST, length=24)
    board = settled([replace(short, start=72), replace(SECOND, start=0)])
    assert [board.clips[it].start for it in (clip(1), clip(2))] == [72, 0]
    assert isinstance(board.clips[clip(1)], Clip)


def test_regrouping_says_number_and_original() -> None:
    assert facts([replace(SPARE, alternate=5)]) == about(
        clip(3), ClipRegrouped(original=clip(1), alternate=5)
    )
