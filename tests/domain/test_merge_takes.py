"""Merging galleries: takes made on a branch, and what one side deleted and the other one shows."""

from dataclasses import replace

import pytest

from domain.board.board import Board
from domain.clip.command import AddClip, DeleteClip
from domain.command import Command, decide
from domain.merge import Conflict, MergeBranch, Side, merged
from domain.pool import EditPoolItem, SendToPool
from domain.take import AddTake, DeleteTakes, SelectTake
from tests.domain.example import after, clip, scene
from tests.domain.gallery import GALLERY, image, item, take
from tests.domain.test_merge_choice import BRANCH, SOURCE, TARGET, states

NEW = AddTake(take_id=take(7), clip_id=clip(2), file=image(7), select=True)
SHOW = SelectTake(clip_id=clip(2), take_id=take(2))
DROP = DeleteTakes(take_ids=(take(2),))


def merging(
    there: list[Command], here: list[Command], choice: Side | None = None
) -> tuple[MergeBranch, Board]:
    alike, now = states(after(GALLERY)), states(after(GALLERY, *there))
    command = MergeBranch(
        source=BRANCH,
        source_position=5,
        target_position=8,
        base=alike,
        source_now={id_: alike[id_] if alike.get(id_) == it else it for id_, it in now.items()},
        choices={},
    )
    board = after(GALLERY, *here)
    if choice is not None:
        found = merged(command, board).conflicts
        command = replace(command, choices={(it.stream, it.facet): choice for it in found})
    return command, board


def joined(there: list[Command], here: list[Command], choice: Side | None = None) -> Board:
    command, board = merging(there, here, choice)
    board.apply(decide(command, board))
    return board


def conflicts(there: list[Command], here: list[Command]) -> list[Conflict]:
    return list(merged(*merging(there, here)).conflicts)


def test_a_take_of_the_branch_comes_in_and_is_shown() -> None:
    board = joined([NEW], [])
    assert board.takes[take(7)].file == image(7)
    assert board.clips[clip(2)].image == take(7)


def test_a_pool_item_of_the_branch_comes_in_with_what_was_done_to_it() -> None:
    kept = SendToPool(item_id=item(7), take_id=take(1), name="Quay")
    board = joined([kept, EditPoolItem(item_id=item(7), tags=("fog",))], [])
    assert (board.pool[item(7)].name, board.pool[item(7)].tags) == ("Quay", ("fog",))


def test_both_sides_showing_another_take_needs_a_choice() -> None:
    (one,) = conflicts([NEW], [SHOW])
    assert (one.stream, one.facet) == (clip(2), "image")
    assert one.message == "Both sides changed the selected image."


@pytest.mark.parametrize(
    ("choice", "image_of", "deleted"),
    [(SOURCE, take(2), set()), (TARGET, take(1), {take(2)})],
)
def test_what_is_shown_there_and_was_deleted_here_needs_a_choice(
    choice: Side, image_of: str, deleted: set[str]
) -> None:
    (one,) = conflicts([SHOW], [DROP])
    assert one.message == "Take 2 was deleted here and is shown there."
    board = joined([SHOW], [DROP], choice)
    assert board.clips[clip(2)].image == image_of
    assert {id_ for id_, it in board.takes.items() if it.is_deleted} == deleted


@pytest.mark.parametrize(
    ("choice", "image_of", "deleted"), [(SOURCE, None, {take(2)}), (TARGET, take(2), set())]
)
def test_what_is_shown_here_and_was_deleted_there_needs_a_choice(
    choice: Side, image_of: str | None, deleted: set[str]
) -> None:
    (one,) = conflicts([DROP], [SHOW])
    assert one.message == "Take 2 was deleted there and is shown here."
    board = joined([DROP], [SHOW], choice)
    assert board.clips[clip(2)].image == image_of
    assert {id_ for id_, it in board.takes.items() if it.is_deleted} == deleted


def test_takes_of_a_clip_that_stays_out_stay_out() -> None:
    made = AddClip(clip_id=clip(9), scene_id=scene(2), length=5)
    gone = DeleteClip(clip_id=clip(9))
    board = joined([made, replace(NEW, clip_id=clip(9)), gone, SHOW], [])
    assert clip(9) not in board.clips
    assert take(7) not in board.takes
