"""What history makes of takes: undo, restoring, comparing and the words of an activity."""

from dataclasses import replace
from typing import Any

import pytest

from domain import difference
from domain.activity import described
from domain.clip.command import DeleteClip
from domain.command import decide
from domain.difference import DifferenceKind
from domain.errors import ConflictError, NotFoundError
from domain.facet import BY_NAME
from domain.merge import States
from domain.past import change
from domain.restore import Restore
from domain.settle import settled
from domain.take import (
    DeleteTakes,
    SelectTake,
    UnselectTake,
)
from domain.undo import UndoChange
from domain.wording import text, value
from events.clip import TakeSelected, TakeUnselected
from events.store import Envelope, Fact
from events.take import TakeDeleted, TakeRestored
from tests.domain.example import ADA, CLIPS, about, after, clip
from tests.domain.gallery import GALLERY, image, take
from tests.domain.house import NOW
from tests.domain.test_take import ADD, DELETE, SELECT
from tests.scenario import board_of


def undoing(given: list[Fact], *commands: Any) -> tuple[Any, Any]:
    """Return the board after commands and what the first one changed."""
    board = board_of(given)
    first, *others = commands
    facts = tuple(decide(first, board))
    before = board.apply(facts)
    done = change(board, 2, facts, Envelope(actor=ADA, at=NOW), before)
    for command in others:
        board.apply(decide(command, board))
    return board, done


def test_undo_of_a_selection_shows_what_was_shown_before() -> None:
    board, done = undoing(GALLERY, SELECT)
    before = TakeSelected(kind="image", take=take(1), digest=image(1).digest)
    assert decide(UndoChange(change=done), board) == about(clip(2), before)


def test_undo_of_a_selection_shows_nothing_where_the_take_before_is_gone() -> None:
    board, done = undoing(GALLERY, SELECT, DELETE)
    expected = about(clip(2), TakeUnselected(kind="image"))
    assert decide(UndoChange(change=done), board) == expected


def test_undo_of_a_deletion_shows_the_take_again() -> None:
    board, done = undoing(GALLERY, DELETE)
    board.apply(decide(UndoChange(change=done), board))
    assert board.clips[clip(2)].image == take(1)
    assert not board.takes[take(1)].is_deleted


def test_undo_of_an_upload_is_refused_while_somebody_shows_it() -> None:
    shown = SelectTake(clip_id=clip(1), take_id=take(4))
    board, done = undoing(CLIPS, ADD, shown)
    with pytest.raises(ConflictError, match="The selected image of 'Clip 1' was changed again"):
        decide(UndoChange(change=done), board)
    board.apply(decide(UndoChange(change=done, anyway=True), board))
    assert board.clips[clip(1)].image is None


def test_undo_of_an_upload_deletes_the_take_and_redo_brings_it_back() -> None:
    board, done = undoing(CLIPS, ADD)
    deleted = decide(UndoChange(change=done), board)
    assert deleted == about(take(4), TakeDeleted())
    before = board.apply(deleted)
    undone = change(board, 3, tuple(deleted), Envelope(actor=ADA, at=NOW, undoes=2), before)
    assert decide(UndoChange(change=undone), board) == about(take(4), TakeRestored())


def test_everything_is_restored_as_it_was_but_what_was_hidden_then() -> None:
    hidden = after(GALLERY, DeleteClip(clip_id=clip(2)))
    then: States = {state.id: state for state in hidden.states()}
    board = after(GALLERY, SELECT, DELETE, ADD)
    board.apply(decide(Restore(then=then), board))
    assert board.clips[clip(2)].is_deleted
    assert board.takes[take(1)].is_deleted
    assert board.takes[take(4)].is_deleted


def test_a_clip_is_restored_with_the_takes_that_it_showed() -> None:
    then: States = {state.id: state for state in board_of(GALLERY).states()}
    board = after(GALLERY, SELECT, DELETE)
    board.apply(decide(Restore(then=then, about=clip(2)), board))
    assert board.clips[clip(2)].image == take(1)
    assert not board.takes[take(1)].is_deleted


def test_a_take_cannot_be_restored_by_itself_from_a_moment() -> None:
    with pytest.raises(NotFoundError):
        decide(Restore(then={}, about=take(1)), board_of(GALLERY))


def test_a_clip_never_shows_a_take_that_is_not_there() -> None:
    board = after(GALLERY, DeleteTakes(take_ids=(take(2),)))
    clip_2 = board.clips[clip(2)]
    wish = replace(clip_2, image=take(2), image_digest=image(2).digest)
    assert settled(board, {clip(2): wish}) == []
    blank = after(GALLERY, DELETE)
    assert settled(blank, {clip(2): replace(clip_2, image=take(1))}) == []


def test_differences_tell_takes_and_what_is_shown() -> None:
    before, now = board_of(GALLERY), after(GALLERY, SELECT, DELETE)
    found = difference.differences(before, now)
    assert [(it.stream, it.kind) for it in found] == [
        (clip(2), DifferenceKind.CHANGED),
        (take(1), DifferenceKind.REMOVED),
    ]
    facet = BY_NAME[type(now.clips[clip(2)])]["image"]
    assert text(facet, now.clips[clip(2)], now) == "take 2"
    assert text(facet, now.clips[clip(1)], now) == "none"
    assert value(facet, now.clips[clip(1)]) == {"image": None, "image_digest": ""}


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (replace(ADD, clip_id=clip(2)), "added take 4 of 'Clip 2'"),
        (SELECT, "selected take 2 as the image of 'Clip 2'"),
        (UnselectTake(clip_id=clip(2), kind="image"), "unselected the image of 'Clip 2'"),
        (DeleteTakes(take_ids=(take(2),)), "deleted take 2 of 'Clip 2'"),
    ],
)
def test_activity_says_what_was_done(wish: Any, sentence: str) -> None:
    board = board_of(GALLERY)
    facts = tuple(decide(wish, board))
    made = change(board, 2, facts, Envelope(actor=ADA, at=NOW), board.apply(facts))
    assert described(made, facts, board).sentence == sentence
