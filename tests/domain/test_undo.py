"""Undo and redo: what a commit changed is taken back, facet by facet."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain import past
from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
    DeleteClip,
    EditClip,
    MoveClip,
    PromoteClip,
    TrimClip,
)
from domain.command import Command, decide
from domain.conform import Conform
from domain.errors import InterferedError, RuleViolatedError
from domain.member import AddMember
from domain.project import ChangeSettings
from domain.scene import DeleteScene, ReorderScene
from domain.undo import Change, Steps, UndoChange, followed
from events.clip import (
    ClipChosen,
    ClipDeleted,
    ClipMoved,
    ClipNotesEdited,
    ClipRenamed,
    ClipSetAside,
)
from events.store import Envelope, Fact
from tests.domain.example import ADA, BEA, CLIPS, about, clip, scene
from tests.scenario import board_of

ENVELOPE = Envelope(actor=ADA, at=datetime(2026, 1, 1, tzinfo=UTC))


def did(board: Board, *commands: Command) -> Change:
    """Carry commands out as one commit and return what it changed."""
    facts: list[Fact] = []
    before = []
    for command in commands:
        decided = decide(command, board)
        before += board.apply(decided)
        facts += decided
    return past.change(board, 9, tuple(facts), ENVELOPE, before)


def undone(board: Board, change: Change, *, anyway: bool = False) -> list[Fact]:
    facts = decide(UndoChange(change=change, anyway=anyway), board)
    board.apply(facts)
    return facts


def test_a_move_goes_back_with_all_versions_also_with_those_made_since() -> None:
    board = board_of(CLIPS)
    moved = did(board, MoveClip(clip_id=clip(1), start=200))
    did(board, AddClipAlternate(clip_id=clip(1), copy_id=clip(8)))
    back = ClipMoved(scene=scene(1), track=0, start=0)
    assert sorted(fact.stream for fact in undone(board, moved)) == [clip(1), clip(3), clip(8)]
    assert {board.clips[clip(n)].start for n in (1, 3, 8)} == {back.start}


def test_only_what_the_change_touched_goes_back() -> None:
    board = board_of(CLIPS)
    edited = did(board, EditClip(clip_id=clip(2), name="Gulls", notes="Louder"))
    did(board, EditClip(clip_id=clip(2), lyrics="La"))
    assert undone(board, edited) == about(
        clip(2), ClipRenamed(name="Clip 2"), ClipNotesEdited(notes="")
    )
    assert board.clips[clip(2)].lyrics == "La"


def test_what_was_made_is_deleted_and_comes_back_by_redo() -> None:
    board = board_of(CLIPS)
    made = did(board, AddClip(clip_id=clip(9), scene_id=scene(2), length=5))
    before = board.apply(decide(UndoChange(change=made), board))
    undo = past.change(board, 10, tuple(about(clip(9), ClipDeleted())), ENVELOPE, before)
    assert board.clips[clip(9)].is_deleted
    assert undone(board, made) == []  # it is deleted already
    undone(board, undo)
    assert not board.clips[clip(9)].is_deleted


def test_a_deletion_gives_back_who_played() -> None:
    board = board_of(CLIPS)
    deleted = did(board, DeleteClip(clip_id=clip(1)))
    assert board.clips[clip(3)].is_chosen
    undone(board, deleted)
    assert board.clips[clip(1)].takes_place
    assert not board.clips[clip(3)].is_chosen


def test_a_promotion_goes_back_and_takes_later_alternates_along() -> None:
    board = board_of(CLIPS)
    promoted = did(board, PromoteClip(clip_id=clip(3)))
    did(board, AddClipAlternate(clip_id=clip(3), copy_id=clip(8)))
    undone(board, promoted)
    assert board.clips[clip(1)].original is None
    assert {board.clips[clip(n)].original for n in (3, 8)} == {clip(1)}
    assert sorted(it.alternate for it in board.clip_group(clip(1))) == [0, 1, 2]


def test_settings_go_back_with_the_clips_that_were_laid_anew() -> None:
    board = board_of(CLIPS)
    before = dict(board.clips), board.project
    change = ChangeSettings(frame_rate="FPS_60", conform=Conform.KEEP_TIME, naming="SH{clip:03}")
    undone(board, did(board, change))
    assert (dict(board.clips), board.project) == before


def test_the_order_of_scenes_goes_back() -> None:
    board = board_of(CLIPS)
    undone(board, did(board, ReorderScene(scene_id=scene(2), after="first")))
    assert [it.id for it in board.originals()] == [scene(1), scene(2)]


def test_what_somebody_changed_again_is_refused_with_both_values() -> None:
    board = board_of(CLIPS)
    edited = did(board, EditClip(clip_id=clip(2), notes="Louder"))
    did(board, EditClip(clip_id=clip(2), notes="Softer"))
    with pytest.raises(InterferedError) as refusal:
        undone(board, edited)
    error = refusal.value
    assert error.message == (
        "The notes of 'Clip 2' was changed again since. Undo it anyway, or leave it."
    )
    assert (error.position, error.may_force, error.project) == (9, True, board.id)
    one = error.interferences[0]
    assert (one.stream, one.facet, one.wanted.notes, one.present.notes) == (
        clip(2),
        "notes",
        "",
        "Softer",
    )
    assert undone(board, edited, anyway=True) == about(clip(2), ClipNotesEdited(notes=""))


def test_several_fields_that_were_changed_again_are_counted() -> None:
    board = board_of(CLIPS)
    edited = did(board, EditClip(clip_id=clip(2), name="A", notes="B", lyrics="C"))
    did(board, EditClip(clip_id=clip(2), name="D", notes="E", lyrics="F"))
    with pytest.raises(InterferedError, match="name of 'D' and 2 more were changed again since"):
        undone(board, edited)


def test_what_was_made_and_changed_by_others_is_deleted_only_anyway() -> None:
    board = board_of(CLIPS)
    made = did(board, AddClip(clip_id=clip(9), scene_id=scene(2), length=5))
    did(board, EditClip(clip_id=clip(9), notes="Mine"))
    with pytest.raises(InterferedError):
        undone(board, made)
    undone(board, made, anyway=True)
    assert board.clips[clip(9)].is_deleted


def test_what_is_as_before_already_is_nothing_to_undo() -> None:
    board = board_of(CLIPS)
    edited = did(board, EditClip(clip_id=clip(2), notes="Louder"))
    did(board, EditClip(clip_id=clip(2), notes=""))
    assert undone(board, edited) == []


def test_a_place_that_was_taken_since_refuses_the_whole() -> None:
    board = board_of(CLIPS)
    moved = did(board, MoveClip(clip_id=clip(2), start=200), EditClip(clip_id=clip(2), name="Far"))
    did(board, AddClip(clip_id=clip(9), scene_id=scene(1), start=80, length=10, name="New"))
    with pytest.raises(RuleViolatedError, match="would lie on 'New'") as refusal:
        undone(board, moved)
    assert refusal.value.field == "place"
    assert [slot.start for slot in refusal.value.free_slots] == [56, 90]


def test_undoing_anyway_is_no_way_around_the_rules() -> None:
    board = board_of(CLIPS)
    moved = did(board, MoveClip(clip_id=clip(2), start=200))
    did(board, MoveClip(clip_id=clip(2), start=300))
    did(board, AddClip(clip_id=clip(9), scene_id=scene(1), start=80, length=10))
    with pytest.raises(InterferedError, match="cannot be undone as things are now") as refusal:
        undone(board, moved)
    assert not refusal.value.may_force
    with pytest.raises(RuleViolatedError):
        undone(board, moved, anyway=True)


def test_a_clip_does_not_come_back_into_a_scene_that_is_deleted() -> None:
    board = board_of(CLIPS)
    moved = did(board, MoveClip(clip_id=clip(2), scene_id=scene(2), start=0))
    did(board, DeleteScene(scene_id=scene(1)))
    with pytest.raises(RuleViolatedError, match="Its scene 'Scene 1' is deleted"):
        undone(board, moved)


def test_another_choice_since_gives_way_only_anyway() -> None:
    board = board_of([*CLIPS])
    did(board, AddClipAlternate(clip_id=clip(1), copy_id=clip(8)))
    chosen = did(board, ChooseClip(clip_id=clip(3)))
    did(board, ChooseClip(clip_id=clip(8)))
    with pytest.raises(InterferedError):
        undone(board, chosen)
    undone(board, chosen, anyway=True)
    assert [it.id for it in board.clip_group(clip(1)) if it.is_chosen] == [clip(1)]


def test_a_trim_that_would_not_fit_any_more_is_refused() -> None:
    board = board_of(CLIPS)
    trimmed = did(board, TrimClip(clip_id=clip(2), length=4))
    did(board, AddClip(clip_id=clip(9), scene_id=scene(1), start=80, length=4))
    with pytest.raises(RuleViolatedError, match="would lie on"):
        undone(board, trimmed)


def test_membership_is_no_step() -> None:
    board = board_of(CLIPS)
    added = did(board, AddMember(user=BEA, role="editor"))
    with pytest.raises(RuleViolatedError, match="cannot be undone"):
        undone(board, added)


def test_choosing_back_writes_the_events_that_choosing_writes() -> None:
    board = board_of(CLIPS)
    chosen = did(board, ChooseClip(clip_id=clip(3)))
    facts = undone(board, chosen)
    assert {(it.stream, type(it.event)) for it in facts} == {
        (clip(3), ClipSetAside),
        (clip(1), ClipChosen),
    }


# --- steps ------------------------------------------------------------------------------------


def change(n: int, *, undoes: int = 0, is_step: bool = True) -> Change:
    return Change(position=n, actor=ADA, before={}, after={}, is_step=is_step, undoes=undoes)


def steps(*changes: Change) -> dict[str, Steps]:
    found: dict[str, Steps] = {}
    for one in changes:
        found = dict(followed(found, one))  # type: ignore[arg-type]
    return found


def test_changes_pile_up_and_undo_moves_them_over() -> None:
    assert steps(change(1), change(2)) == {ADA: Steps(undo=(1, 2))}
    assert steps(change(1), change(2), change(3, undoes=2)) == {ADA: Steps(undo=(1,), redo=(3,))}


def test_redo_moves_them_back() -> None:
    told = change(1), change(2, undoes=1), change(3, undoes=2)
    assert steps(*told) == {ADA: Steps(undo=(3,))}


def test_something_new_leaves_nothing_to_redo() -> None:
    assert steps(change(1), change(2, undoes=1), change(3)) == {ADA: Steps(undo=(3,))}


def test_what_is_no_step_changes_nothing() -> None:
    assert steps(change(1), change(2, is_step=False)) == {ADA: Steps(undo=(1,))}


def test_a_change_that_somebody_else_took_back_is_off_the_pile() -> None:
    told = change(1), replace(change(2, undoes=1), actor=BEA)
    assert steps(*told) == {ADA: Steps(), BEA: Steps(undo=(2,))}


def test_the_pile_is_bounded() -> None:
    many = steps(*(change(n) for n in range(1, 700)))
    assert many[ADA].undo == tuple(range(200, 700))
