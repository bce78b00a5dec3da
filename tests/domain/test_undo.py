"""Undo as a decision: what takes a change back, and what is in its way."""

from dataclasses import replace
from typing import Final

import pytest

from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
    DeleteClip,
    EditClip,
    MoveClip,
    PromoteClip,
    RestoreClip,
    TrimClip,
)
from domain.command import Command, decide
from domain.errors import InterferedError, Interference, RuleViolatedError, Slot
from domain.member import AddMember
from domain.past import change
from domain.project import EditProject, SetProjectState
from domain.scene import AddScene, AddSceneAlternate, DeleteScene, EditScene, ReorderScene, new_id
from domain.undo import DEPTH, NO_STEPS, Change, Steps, UndoChange, followed
from events.clip import (
    ClipChosen,
    ClipDeleted,
    ClipLyricsEdited,
    ClipMoved,
    ClipRenamed,
    ClipRestored,
    ClipSetAside,
    ClipTrimmed,
)
from events.ids import UserId
from events.project import BranchMerged, ProjectDescribed, ProjectRenamed
from events.scene import SceneDeleted, SceneReordered
from events.store import Envelope, Fact
from tests.domain.example import ADA, BEA, CAI, CLIPS, ID, about, clip, scene
from tests.film import NOON
from tests.scenario import PROJECT, board_of, said


def applied(board: Board, facts: list[Fact], position: int = 2) -> Change:
    """Fold facts in and return what they changed, as Ada's."""
    before = board.apply(facts)
    return change(board, position, tuple(facts), Envelope(actor=ADA, at=NOON), before)


def done(board: Board, *commands: Command) -> Change:
    """Let commands be one change and return it."""
    facts: list[Fact] = []
    aside = board_of([])
    for state in board.states():
        aside.put(state, board.version(state.id))
    for command in commands:
        decided = decide(command, aside)
        aside.apply(decided)
        facts += decided
    return applied(board, facts)


def undone(when: Command, *, since: tuple[Command, ...] = (), anyway: bool = False) -> list[Fact]:
    """Return what takes a command back, after others that came in between."""
    board = board_of(CLIPS)
    change = done(board, when)
    for command in since:
        done(board, command)
    return decide(UndoChange(change=change, anyway=anyway), board)


NAMED: Final = EditClip(clip_id=clip(2), name="Quay")
MOVED: Final = MoveClip(clip_id=clip(2), start=200)


@pytest.mark.parametrize(
    ("when", "then"),
    [
        (NAMED, about(clip(2), ClipRenamed(name="Clip 2"))),
        (MOVED, about(clip(2), ClipMoved(scene=scene(1), track=0, start=72))),
        (
            TrimClip(clip_id=clip(2), start=76, length=8),
            about(clip(2), ClipMoved(scene=scene(1), track=0, start=72), ClipTrimmed(length=24)),
        ),
        (DeleteClip(clip_id=clip(2)), about(clip(2), ClipRestored())),
        (
            AddClip(clip_id=clip(9), scene_id=scene(2), length=24),
            about(clip(9), ClipDeleted()),
        ),
        (
            ChooseClip(clip_id=clip(3)),
            [*about(clip(1), ClipChosen()), *about(clip(3), ClipSetAside())],
        ),
        (AddScene(scene_id=scene(9)), about(scene(9), SceneDeleted())),
        (
            ReorderScene(scene_id=scene(2), after="first"),
            about(scene(2), SceneReordered(rank="i00001")),
        ),
        (EditProject(name="Pier"), about(ID, ProjectRenamed(name="Harbour"))),
    ],
)
def test_what_was_done_last_is_taken_back(when: Command, then: list[Fact]) -> None:
    assert undone(when) == then


@pytest.mark.parametrize(
    "since",
    [
        EditClip(clip_id=clip(2), lyrics="la"),
        MOVED,
        EditClip(clip_id=clip(1), name="Pier"),
        EditScene(scene_id=scene(1), name="Rain"),
        EditProject(name="Pier"),
    ],
)
def test_what_others_did_elsewhere_since_stays(since: Command) -> None:
    assert undone(NAMED, since=(since,)) == about(clip(2), ClipRenamed(name="Clip 2"))


def test_an_undo_is_taken_back_like_any_change() -> None:
    board = board_of(CLIPS)
    undo = done(board, UndoChange(change=done(board, NAMED)))
    assert decide(UndoChange(change=undo), board) == about(clip(2), ClipRenamed(name="Quay"))


def test_what_somebody_brought_back_already_needs_no_undo() -> None:
    assert undone(NAMED, since=(EditClip(clip_id=clip(2), name="Clip 2"),)) == []
    added = AddClip(clip_id=clip(9), scene_id=scene(2), length=24)
    assert undone(added, since=(DeleteClip(clip_id=clip(9)),)) == []


def test_what_is_not_there_any_more_needs_no_undo() -> None:
    change = done(board_of(CLIPS), NAMED, EditProject(description="d"))
    rest = [fact for fact in CLIPS if fact.stream != clip(2)]
    assert decide(UndoChange(change=change), board_of(rest)) == []
    other = replace(change, before={clip(2): None}, after={clip(2): change.after[clip(2)]})
    assert decide(UndoChange(change=other), board_of(rest)) == []


def test_the_making_of_a_project_is_not_undone_by_deleting_it() -> None:
    board = board_of(CLIPS)
    assert board.project is not None
    made = Change(position=1, actor=ADA, before={ID: None}, after={ID: board.project}, is_step=True)
    assert decide(UndoChange(change=made), board) == []


@pytest.mark.parametrize(
    "when", [AddMember(user=BEA, role="editor"), SetProjectState(state="archived")]
)
def test_what_is_about_the_project_as_a_whole_is_no_step(when: Command) -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        undone(when)
    assert said(refusal.value) == said(
        RuleViolatedError(
            "This change is about the project as a whole or its members and cannot be undone. "
            "Change it back where it was made."
        )
    )


# What others did to the same


def interfered(when: Command, *since: Command) -> InterferedError:
    with pytest.raises(InterferedError) as refusal:
        undone(when, since=since)
    return refusal.value


def test_what_others_changed_again_is_refused_with_what_is_wanted_and_what_is_there() -> None:
    states = board_of(CLIPS).clips
    refusal = interfered(NAMED, EditClip(clip_id=clip(2), name="Pier"))
    assert said(refusal) == said(
        InterferedError(
            "The name of 'Pier' was changed again since. Undo it anyway, or leave it.",
            project=PROJECT,
            position=2,
            may_force=True,
            interferences=(
                Interference(
                    stream=clip(2),
                    facet="name",
                    wanted=states[clip(2)],
                    present=replace(states[clip(2)], name="Pier"),
                ),
            ),
        )
    )


def test_it_is_carried_out_when_it_is_asked_for_anyway() -> None:
    facts = undone(NAMED, since=(EditClip(clip_id=clip(2), name="Pier"),), anyway=True)
    assert facts == about(clip(2), ClipRenamed(name="Clip 2"))


def test_all_that_was_changed_again_is_counted() -> None:
    when = EditClip(clip_id=clip(2), name="Quay", lyrics="la", notes="n")
    since = EditClip(clip_id=clip(2), name="Pier", lyrics="li")
    refusal = interfered(when, since)
    assert refusal.message == (
        "The name of 'Pier' and 1 more were changed again since. Undo it anyway, or leave it."
    )
    assert [it.facet for it in refusal.interferences] == ["name", "lyrics"]


def test_a_thing_that_others_worked_on_is_not_unmade_without_asking() -> None:
    added = AddClip(clip_id=clip(9), scene_id=scene(2), length=24)
    sung = EditClip(clip_id=clip(9), lyrics="la")
    refusal = interfered(added, sung)
    [one] = refusal.interferences
    assert (one.facet, one.present.lyrics, one.wanted.is_deleted) == ("lyrics", "la", True)
    assert undone(added, since=(sung,), anyway=True) == about(clip(9), ClipDeleted())


def test_where_there_is_no_room_it_cannot_be_forced() -> None:
    taken = AddClip(clip_id=clip(9), scene_id=scene(1), start=72, length=24)
    again = MoveClip(clip_id=clip(2), start=300)
    refusal = interfered(MOVED, again, taken)
    assert not refusal.may_force
    assert refusal.message == (
        "The place of 'Clip 2' was changed again since. "
        "It cannot be undone as things are now: change it by hand."
    )
    with pytest.raises(RuleViolatedError, match="'Clip 2': 24 frames from frame 72 would lie on"):
        undone(MOVED, since=(again, taken), anyway=True)


def test_a_place_that_was_taken_since_is_refused_with_the_nearest_free_ones() -> None:
    taken = AddClip(clip_id=clip(9), scene_id=scene(1), start=72, length=24)
    with pytest.raises(RuleViolatedError) as refusal:
        undone(MOVED, since=(taken,))
    assert said(refusal.value) == said(
        RuleViolatedError(
            "'Clip 2': 24 frames from frame 72 would lie on 'Clip 3'."
            " The nearest free place begins at frame 48 or frame 96.",
            field="place",
            free_slots=(
                Slot(track=0, start=48, length=24),
                Slot(track=0, start=96, length=24),
            ),
        )
    )


def test_a_clip_does_not_come_back_into_a_deleted_scene() -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        undone(DeleteClip(clip_id=clip(2)), since=(DeleteScene(scene_id=scene(1)),))
    assert said(refusal.value) == said(
        RuleViolatedError(
            "'Clip 2': Its scene 'Scene 1' is deleted. Restore that first.", field="place"
        )
    )


def test_a_clip_that_is_only_edited_may_lie_in_a_deleted_scene() -> None:
    facts = undone(NAMED, since=(DeleteScene(scene_id=scene(1)),))
    assert facts == about(clip(2), ClipRenamed(name="Clip 2"))


def test_the_deletion_of_a_scene_with_its_clips_is_undone_together() -> None:
    board = board_of(CLIPS)
    change = done(board, DeleteClip(clip_id=clip(2)), DeleteScene(scene_id=scene(1)))
    board.apply(decide(UndoChange(change=change), board))
    assert board.clip(clip(2)) == board_of(CLIPS).clip(clip(2))


# Versions


def test_when_what_plays_is_unmade_another_version_plays() -> None:
    board = board_of(CLIPS)
    change = done(
        board, AddClipAlternate(clip_id=clip(1), copy_id=clip(9)), ChooseClip(clip_id=clip(9))
    )
    done(board, DeleteClip(clip_id=clip(3)))
    facts = decide(UndoChange(change=change), board)
    assert facts == [*about(clip(9), ClipDeleted()), *about(clip(1), ClipChosen())]


def test_a_promotion_is_undone_with_names_and_numbers() -> None:
    board = board_of(CLIPS)
    change = done(board, PromoteClip(clip_id=clip(3)))
    board.apply(decide(UndoChange(change=change), board))
    assert board.clips == board_of(CLIPS).clips


def test_alternates_made_since_follow_when_a_promotion_is_undone() -> None:
    board = board_of(CLIPS)
    change = done(board, PromoteClip(clip_id=clip(3)))
    done(board, AddClipAlternate(clip_id=clip(3), copy_id=clip(9)))
    board.apply(decide(UndoChange(change=change), board))
    group = board.clip_group(clip(1))
    assert [(it.id, it.original, it.alternate) for it in group] == [
        (clip(1), None, 0),
        (clip(3), clip(1), 1),
        (clip(9), clip(1), 2),
    ]


def test_a_deleted_version_comes_back_without_playing_beside_its_heir() -> None:
    board = board_of(CLIPS)
    change = done(board, DeleteClip(clip_id=clip(3)))
    done(board, DeleteClip(clip_id=clip(1)))
    board.apply(decide(UndoChange(change=change), board))
    done(board, RestoreClip(clip_id=clip(1)))
    assert [it.is_chosen for it in board.clip_group(clip(1)) if not it.is_deleted] == [False, True]


def test_an_alternate_scene_is_unmade_with_its_clips() -> None:
    board = board_of(CLIPS)
    before = {it.id for it in board.states()}
    change = done(board, AddSceneAlternate(scene_id=scene(1), seed="s"))
    board.apply(decide(UndoChange(change=change), board))
    assert board.scenes[new_id("s")].is_deleted
    assert all(board.state(it) == board_of(CLIPS).state(it) for it in before)


def test_a_merge_is_undone_with_the_memory_of_it() -> None:
    board = board_of(CLIPS)
    merged = BranchMerged(source=ID, position=4, at=2)
    change = applied(board, about(ID, merged, ProjectDescribed(description="d")))
    assert decide(UndoChange(change=change), board) == about(
        ID, ProjectDescribed(description=""), BranchMerged(source=ID, position=0, at=0)
    )


def test_several_facts_of_one_change_are_taken_back_to_before_the_first() -> None:
    board = board_of(CLIPS)
    twice = about(clip(2), ClipLyricsEdited(lyrics="la"), ClipLyricsEdited(lyrics="li"))
    assert decide(UndoChange(change=applied(board, twice)), board) == about(
        clip(2), ClipLyricsEdited(lyrics="")
    )


# Steps


def step(position: int, user: UserId = ADA, undoes: int = 0, *, is_step: bool = True) -> Change:
    return Change(
        position=position, actor=user, before={}, after={}, is_step=is_step, undoes=undoes
    )


def steps_after(*changes: Change) -> dict[UserId, Steps]:
    steps: dict[UserId, Steps] = {}
    for one in changes:
        steps = dict(followed(steps, one))
    return steps


def test_everybody_has_steps_of_their_own() -> None:
    assert steps_after(step(1), step(2, BEA), step(3)) == {
        ADA: Steps(undo=(1, 3)),
        BEA: Steps(undo=(2,)),
    }


def test_an_undo_is_the_next_to_redo_and_a_redo_the_next_to_undo() -> None:
    undos = step(1), step(2), step(3, undoes=2), step(4, undoes=1)
    assert steps_after(*undos) == {ADA: Steps(undo=(), redo=(3, 4))}
    assert steps_after(*undos, step(5, undoes=4)) == {ADA: Steps(undo=(5,), redo=(3,))}


def test_who_does_something_new_has_nothing_to_redo() -> None:
    assert steps_after(step(1), step(2, undoes=1), step(3)) == {ADA: Steps(undo=(3,))}


def test_what_others_do_leaves_what_can_be_redone() -> None:
    assert steps_after(step(1), step(2, undoes=1), step(3, BEA))[ADA] == Steps(redo=(2,))


def test_who_undoes_what_somebody_else_did_can_undo_that_and_nobody_can_do_it_again() -> None:
    assert steps_after(step(1), step(2, BEA, undoes=1)) == {
        ADA: NO_STEPS,
        BEA: Steps(undo=(2,)),
    }


def test_a_step_undone_by_somebody_else_is_neither_to_undo_nor_to_redo() -> None:
    told = steps_after(step(1), step(2, undoes=1), step(3, BEA, undoes=2))
    assert told == {ADA: NO_STEPS, BEA: Steps(undo=(3,))}


def test_what_is_no_step_leaves_the_steps() -> None:
    assert steps_after(step(1), step(2, is_step=False), step(3, CAI, is_step=False)) == {
        ADA: Steps(undo=(1,))
    }


def test_the_oldest_steps_are_forgotten() -> None:
    told = steps_after(*(step(n) for n in range(1, DEPTH + 11)))
    assert told[ADA].undo == tuple(range(11, DEPTH + 11))
    others = [step(n) for n in range(1, DEPTH + 1)]
    told = steps_after(*others, step(900, BEA), step(901, undoes=900))
    assert told == {ADA: Steps(undo=(*range(2, DEPTH + 1), 901)), BEA: NO_STEPS}
