"""Restoring: a clip, a scene or everything as it was."""

from dataclasses import replace

import pytest

from domain.board.board import Board, State
from domain.clip.command import AddClip, DeleteClip, EditClip, MoveClip
from domain.command import Command, decide
from domain.errors import DomainError, NotFoundError, RuleViolatedError
from domain.project import ChangeSettings, EditProject
from domain.restore import Restore
from domain.scene import AddScene, DeleteScene, EditScene
from tests.domain.example import CLIPS, ID, after, clip, facts_after, scene
from tests.scenario import board_of


def states(board: Board) -> dict[str, State]:
    return {it.id: it for it in board.states()}


THEN = states(board_of(CLIPS))


def restored(board: Board, wish: Restore) -> Board:
    board.apply(decide(wish, board))
    return board


def refused(wish: Restore, *commands: Command) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        decide(wish, after(CLIPS, *commands))
    return refusal.value


def test_a_clip_gets_back_what_it_was_and_the_others_stay() -> None:
    board = after(
        CLIPS,
        EditClip(clip_id=clip(2), name="Far", notes="x"),
        MoveClip(clip_id=clip(2), start=300),
        EditClip(clip_id=clip(1), notes="kept"),
    )
    restored(board, Restore(then=THEN, about=clip(2)))
    assert board.clips[clip(2)] == THEN[clip(2)]
    assert board.clips[clip(1)].notes == "kept"


def test_a_deleted_clip_comes_back() -> None:
    board = after(CLIPS, DeleteClip(clip_id=clip(2)))
    restored(board, Restore(then=THEN, about=clip(2), fields=("notes",)))
    assert board.clips[clip(2)] == THEN[clip(2)]


def test_only_the_chosen_fields_are_given_back() -> None:
    board = after(CLIPS, EditClip(clip_id=clip(2), name="Far", notes="x"))
    restored(board, Restore(then=THEN, about=clip(2), fields=("notes",)))
    assert (board.clips[clip(2)].name, board.clips[clip(2)].notes) == ("Far", "")


def test_a_scene_comes_back_with_its_clips_and_without_those_made_since() -> None:
    board = after(
        CLIPS,
        EditScene(scene_id=scene(1), name="Other"),
        DeleteClip(clip_id=clip(2)),
        AddClip(clip_id=clip(9), scene_id=scene(1), length=5),
        EditScene(scene_id=scene(2), name="Kept"),
    )
    restored(board, Restore(then=THEN, about=scene(1)))
    assert board.scenes[scene(1)].name == "Scene 1"
    assert {it.id for it in board.clips_of(scene(1))} == {clip(1), clip(2), clip(3)}
    assert board.clips[clip(9)].is_deleted
    assert board.scenes[scene(2)].name == "Kept"


def test_only_fields_of_a_scene_leave_its_clips() -> None:
    board = after(CLIPS, EditScene(scene_id=scene(1), name="Other"), DeleteClip(clip_id=clip(2)))
    restored(board, Restore(then=THEN, about=scene(1), fields=("name",)))
    assert board.scenes[scene(1)].name == "Scene 1"
    assert board.clips[clip(2)].is_deleted


def test_everything_is_as_it_was_and_what_was_made_since_is_deleted() -> None:
    board = after(
        CLIPS,
        EditProject(name="Other"),
        ChangeSettings(width=100, height=100),
        AddScene(scene_id=scene(8)),
        AddClip(clip_id=clip(9), scene_id=scene(8), length=5),
        DeleteScene(scene_id=scene(2)),
        MoveClip(clip_id=clip(1), start=500),
    )
    restored(board, Restore(then=THEN))
    now = states(board)
    assert {id_: now[id_] for id_ in THEN} == THEN
    assert board.scenes[scene(8)].is_deleted
    assert board.clips[clip(9)].is_deleted


def test_what_is_as_it_was_needs_no_change() -> None:
    assert decide(Restore(then=THEN), board_of(CLIPS)) == []


def test_a_clip_that_was_not_to_be_seen_then_is_left_alone() -> None:
    hidden = states(after(CLIPS, DeleteScene(scene_id=scene(1))))
    given = facts_after(CLIPS, DeleteClip(clip_id=clip(2)), DeleteScene(scene_id=scene(1)))
    board = restored(board_of(given), Restore(then=hidden))
    assert board.clips[clip(2)].is_deleted


def test_what_was_deleted_long_before_stays_so() -> None:
    given = facts_after(CLIPS, DeleteClip(clip_id=clip(2)))
    then = {id_: it for id_, it in THEN.items() if id_ != clip(2)}
    assert decide(Restore(then=then), board_of(given)) == []


def test_settings_that_were_not_there_then_stay() -> None:
    then = {id_: it for id_, it in THEN.items() if id_ != ID}
    assert decide(Restore(then=then), after(CLIPS, EditProject(name="New"))) == []


def test_what_was_not_there_then_is_refused() -> None:
    wish = Restore(then=THEN, about=clip(9))
    error = refused(wish, AddClip(clip_id=clip(9), scene_id=scene(1), length=5, name="New"))
    assert error.message == "'New' was not there then. Choose another moment."


def test_what_is_nothing_of_this_project_is_not_found() -> None:
    assert isinstance(refused(Restore(then=THEN, about=clip(99))), NotFoundError)
    assert isinstance(refused(Restore(then=THEN, about=ID)), NotFoundError)


@pytest.mark.parametrize("fields", [(), ("chosen",), ("wings",)])
def test_fields_that_cannot_be_restored_are_refused(fields: tuple[str, ...]) -> None:
    error = refused(Restore(then=THEN, about=clip(2), fields=fields))
    assert isinstance(error, RuleViolatedError)
    assert error.message.startswith("Choose among these fields: deletion, name, place, length")


def test_a_place_that_was_taken_since_is_refused_with_free_places() -> None:
    error = refused(
        Restore(then=THEN, about=clip(2)),
        MoveClip(clip_id=clip(2), start=300),
        AddClip(clip_id=clip(9), scene_id=scene(1), start=80, length=10, name="New"),
    )
    assert isinstance(error, RuleViolatedError)
    assert error.message.startswith("'Clip 2': 24 frames from frame 72 would lie on 'New'.")
    assert [slot.start for slot in error.free_slots] == [56, 90]


def test_a_version_that_was_deleted_then_is_not_restored() -> None:
    clip_2 = THEN[clip(2)]
    then = {**THEN, clip(2): replace(clip_2, is_deleted=True)}
    error = refused(Restore(then=then, about=clip(2)))
    assert error.message == "'Clip 2' was not there then. Choose another moment."
