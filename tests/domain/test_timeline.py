from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.command import Command
from domain.errors import DomainError, Slot
from domain.execute import decide
from domain.timeline import Block, Layout, Statistics, gaps, layout, statistics
from tests.film import FILM, clip_id, founding, request, scene_id, wishes

OPENING = Scene(id=scene_id(1), name="Opening", rank="a")
END = Scene(id=scene_id(2), name="End", rank="b")
OTHER_OPENING = replace(OPENING, id=scene_id(3), original=OPENING.id, alternate=1, is_chosen=False)


def clip(number: int, start: int, length: int = 24, *, scene: Scene = OPENING) -> Clip:
    return Clip(id=clip_id(number), scene=scene.id, start=start, length=length)


def block(plan: Layout, scene: Scene) -> Block:
    return next(one for one in plan.blocks if one.scene.id == scene.id)


def test_scenes_stand_one_behind_the_other_by_rank_each_as_long_as_its_last_clip() -> None:
    clips = [clip(1, 48), clip(2, 0), clip(3, 12, scene=END)]
    plan = layout([END, OPENING], clips)
    assert [(one.scene.name, one.start, one.length) for one in plan.blocks] == [
        ("Opening", 0, 72),
        ("End", 72, 36),
    ]
    assert plan.length == 108
    assert block(plan, OPENING).clips == (clips[1], clips[0])


def test_what_is_deleted_and_what_is_empty_takes_no_time() -> None:
    gone = replace(OPENING, is_deleted=True)
    plan = layout([gone, END], [clip(1, 0), replace(clip(2, 0, scene=END), is_deleted=True)])
    assert [(one.scene.name, one.start, one.length) for one in plan.blocks] == [("End", 0, 0)]
    assert layout([], []) == Layout(blocks=(), length=0)


def test_the_chosen_alternate_of_a_scene_plays_at_the_place_of_the_group() -> None:
    opening = replace(OPENING, is_chosen=False)
    other = replace(OTHER_OPENING, is_chosen=True)
    clips = [clip(1, 0, 24), clip(2, 0, 96, scene=other), clip(3, 0, 10, scene=END)]
    plan = layout([opening, other, END], clips)
    assert [(one.scene.id, one.start, one.length) for one in plan.blocks] == [
        (other.id, 0, 96),
        (END.id, 96, 10),
    ]
    aside = plan.blocks[0].alternates
    assert [(one.scene.id, one.start, one.length) for one in aside] == [(opening.id, 0, 24)]


def test_a_group_none_of_which_is_chosen_plays_its_first() -> None:
    plan = layout([replace(OPENING, is_chosen=False), OTHER_OPENING], [])
    assert [one.scene.id for one in plan.blocks] == [OPENING.id]


def test_a_clip_that_plays_knows_its_other_versions_by_their_numbers() -> None:
    first = replace(clip(1, 0), is_chosen=False)
    third = replace(clip(3, 0), original=first.id, alternate=2)
    second = replace(clip(2, 0, 48), original=first.id, alternate=1, is_chosen=False)
    lonely = clip(4, 24)
    found = block(layout([OPENING], [third, second, first, lonely]), OPENING)
    assert found.clips == (third, lonely)
    assert found.length == 48
    assert found.versions_of(third) == (first, second)
    assert found.versions_of(lonely) == ()


def test_gaps_are_the_empty_places_before_and_between_clips_of_each_track() -> None:
    music = replace(clip(3, 6), track=1)
    found = block(layout([OPENING], [clip(1, 12), clip(2, 60), music]), OPENING)
    assert gaps(found) == (
        Slot(track=0, start=0, length=12),
        Slot(track=0, start=36, length=24),
        Slot(track=1, start=0, length=6),
    )


def test_statistics_count_what_plays_and_alternates_apart() -> None:
    shown = replace(clip(1, 0), media_url="file:///a.mov", status="approved")
    aside = replace(clip(2, 0), original=shown.id, alternate=1, is_chosen=False)
    hidden = clip(4, 0, scene=OTHER_OPENING)
    other = replace(hidden, id=clip_id(5), original=hidden.id, alternate=1, is_chosen=False)
    plan = layout([OPENING, OTHER_OPENING, END], [shown, aside, clip(3, 48), hidden, other])
    assert statistics(plan) == Statistics(
        scenes=2,
        clips=2,
        alternates=2,
        duration=72,
        statuses={"approved": 1, "draft": 1},
        completion=0.5,
        gaps=1,
    )
    assert statistics(layout([], [])).completion == 0.0


def played(wished: list[Command]) -> Board:
    board = Board(FILM)
    for number, command in enumerate((*founding().commands, *wished)):
        try:
            decide(request(str(number), command), board)
        except DomainError:
            continue
    return board


@given(st.lists(wishes(), max_size=25))
def test_whatever_is_done_the_layout_keeps_its_laws(wished: list[Command]) -> None:
    board = played(wished)
    plan = layout(board.scenes.values(), board.clips.values())
    at = 0
    for one in plan.blocks:
        assert one.start == at
        at += one.length
        check_block(one, board)
    assert plan.length == at
    live = [scene for scene in board.scenes.values() if not scene.is_deleted]
    placed = [inner.scene.id for one in plan.blocks for inner in (one, *one.alternates)]
    assert sorted(placed) == sorted(scene.id for scene in live)
    ranks = [one.scene.rank for one in plan.blocks]
    assert ranks == sorted(ranks)


def check_block(one: Block, board: Board) -> None:
    inside = list(board.clips_of(one.scene.id))
    versions = [clip for group in one.versions.values() for clip in group]
    assert sorted([*one.clips, *versions], key=lambda clip: clip.id) == sorted(
        inside, key=lambda clip: clip.id
    )
    for before, after in pairwise(one.clips):
        assert before.track < after.track or before.end <= after.start
    for slot in gaps(one):
        assert slot.length > 0
        assert all(
            clip.track != slot.track
            or clip.end <= slot.start
            or slot.start + slot.length <= clip.start
            for clip in one.clips
        )
    for alternate in one.alternates:
        assert alternate.start == one.start
        check_block(alternate, board)


@given(st.lists(wishes(), max_size=25), st.randoms(use_true_random=False))
def test_the_layout_does_not_depend_on_the_order_of_what_it_is_given(
    wished: list[Command], random: Random
) -> None:
    board = played(wished)
    scenes, clips = list(board.scenes.values()), list(board.clips.values())
    plan = layout(scenes, clips)
    random.shuffle(scenes)
    random.shuffle(clips)
    assert layout(scenes, clips) == plan
