"""Merging as a decision: what only one side changed is taken, what both did asks for a choice.

What a merge of real branches comes to is in test_merge.py.
"""

from dataclasses import replace
from typing import Final

import pytest

from domain.board.board import Board, State
from domain.board.project import Project
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    DeleteClip,
    EditClip,
    MoveClip,
    RestoreClip,
    TrimClip,
)
from domain.command import Command, decide
from domain.errors import RuleViolatedError
from domain.merge import Base, Conflict, Merge, MergeBranch, Side, States, base, merged
from domain.project import ChangeSettings, EditProject
from domain.scene import AddScene, DeleteScene, EditScene, ReorderScene, RestoreScene
from events.clip import ClipDeleted, ClipLyricsEdited, ClipMoved, ClipRenamed, ClipRestored
from events.ids import ProjectId
from events.project import BranchMerged, ProjectRenamed
from events.scene import SceneAdded, SceneReordered
from events.store import Fact
from tests.domain.example import CLIP, CLIPS, ID, about, after, clip, scene
from tests.scenario import board_of, said

BRANCH: Final = ProjectId("branch-" + "7" * 32)
Choices = dict[tuple[str, str], Side]
SOURCE, TARGET = Side.SOURCE, Side.TARGET


def states(board: Board) -> dict[str, State]:
    return {state.id: state for state in board.states()}


def merging(
    there: list[Command], here: list[Command], choices: Choices | None = None
) -> tuple[MergeBranch, Board]:
    """Return the merge of a branch, whose ids are the target's already, and its target."""
    alike = states(board_of(CLIPS))
    now = states(after(CLIPS, *there))
    command = MergeBranch(
        source=BRANCH,
        source_position=5,
        target_position=8,
        base=alike,
        # Only what was changed on the branch is another object there: as it is in a folding.
        source_now={id_: alike[id_] if alike.get(id_) == it else it for id_, it in now.items()},
        choices=choices or {},
    )
    return command, after(CLIPS, *here)


def merge(there: list[Command], here: list[Command], choices: Choices | None = None) -> Merge:
    return merged(*merging(there, here, choices))


def joined(there: list[Command], here: list[Command], choices: Choices | None = None) -> Board:
    """Return the target after a merge for which all choices are made."""
    command, board = merging(there, here, choices)
    board.apply(decide(command, board))
    return board


def only(conflicts: tuple[Conflict, ...]) -> Conflict:
    [conflict] = conflicts
    return conflict


SUNG: Final = EditClip(clip_id=clip(2), lyrics="la")
RENAMED: Final = EditClip(clip_id=clip(2), name="Quay")
MERGED: Final = about(ID, BranchMerged(source=BRANCH, position=5, at=9))


def test_a_branch_on_which_nothing_happened_changes_nothing() -> None:
    assert decide(*merging([], [SUNG])) == []
    assert merge([], [SUNG]) == Merge(facts=(), conflicts=())


@pytest.mark.parametrize(
    ("there", "facts"),
    [
        (SUNG, about(clip(2), ClipLyricsEdited(lyrics="la"))),
        (
            MoveClip(clip_id=clip(1), start=200),
            [
                *about(clip(1), ClipMoved(scene=scene(1), track=0, start=200)),
                *about(clip(3), ClipMoved(scene=scene(1), track=0, start=200)),
            ],
        ),
        (DeleteClip(clip_id=clip(2)), about(clip(2), ClipDeleted())),
        (EditProject(name="Pier"), about(ID, ProjectRenamed(name="Pier"))),
        (
            AddClip(clip_id=clip(9), scene_id=scene(2), length=24),
            about(clip(9), replace(CLIP, scene=scene(2), name="Clip 1", length=24)),
        ),
        (
            AddScene(scene_id=scene(9)),
            about(scene(9), SceneAdded(name="Scene 3", rank="i00002", parameters={})),
        ),
    ],
)
def test_what_only_the_branch_changed_is_taken(there: Command, facts: list[Fact]) -> None:
    here: list[Command] = [EditScene(scene_id=scene(2), lyrics="la")]
    assert decide(*merging([there], here)) == [*facts, *MERGED]


def test_what_both_sides_made_the_same_is_no_conflict() -> None:
    assert merge([SUNG], [SUNG]) == Merge(facts=(), conflicts=())
    gone = DeleteClip(clip_id=clip(2))
    assert merge([gone], [gone]) == Merge(facts=(), conflicts=())


def test_different_fields_of_one_thing_are_no_conflict() -> None:
    board = joined([SUNG], [RENAMED])
    assert (board.clips[clip(2)].name, board.clips[clip(2)].lyrics) == ("Quay", "la")


def test_what_was_made_and_deleted_on_the_branch_is_not_born() -> None:
    made = AddClip(clip_id=clip(9), scene_id=scene(2), length=24), DeleteClip(clip_id=clip(9))
    assert decide(*merging([*made], [])) == []


NEW: Final = AddScene(scene_id=scene(9))
DELETED: Final = DeleteScene(scene_id=scene(9))


def test_what_was_made_in_a_scene_that_was_made_and_deleted_is_not_born() -> None:
    inside = AddClip(clip_id=clip(9), scene_id=scene(9), length=24)
    alternate = AddClipAlternate(clip_id=clip(9), copy_id=clip(8))
    assert decide(*merging([NEW, inside, alternate, DELETED], [])) == []


def test_what_came_into_a_scene_that_was_made_and_deleted_goes_with_it() -> None:
    there: list[Command] = [
        NEW,
        MoveClip(clip_id=clip(1), scene_id=scene(9), start=5),
        AddClipAlternate(clip_id=clip(1), copy_id=clip(8)),
        AddClip(clip_id=clip(7), scene_id=scene(9), start=90, length=24),
        DELETED,
    ]
    board = joined(there, [])
    assert board.scenes[scene(9)].is_deleted
    assert {it.id for it in board.clips_of(scene(9))} >= {clip(1), clip(3), clip(8)}
    board.apply(decide(RestoreScene(scene_id=scene(9)), board))
    assert (board.clip(clip(1)).start, board.clip(clip(8)).start) == (5, 5)


def test_what_a_merge_before_left_out_stays_out_until_the_branch_works_on_it_again() -> None:
    command, board = merging([], [])
    lone = replace(board.clips[clip(2)], id=clip(9), start=300)
    left_out: States = {**command.base, clip(9): lone}
    again = replace(command, base=left_out, source_now={**command.source_now, clip(9): lone})
    assert decide(again, board) == []
    worked_on = {**again.source_now, clip(9): replace(lone, name="Quay")}
    assert merged(replace(again, source_now=worked_on), board).facts == tuple(
        about(clip(9), replace(CLIP, name="Quay", start=300, length=24))
    )


# Conflicts


def test_a_field_that_both_changed_needs_a_choice() -> None:
    other = EditClip(clip_id=clip(2), lyrics="li", notes="n")
    one = board_of(CLIPS).clips[clip(2)]
    found = merge([SUNG, RENAMED], [other])
    assert found.conflicts == (
        Conflict(
            stream=clip(2),
            facet="lyrics",
            base=one,
            source=replace(one, name="Quay", lyrics="la"),
            target=replace(one, lyrics="li", notes="n"),
            message="Both sides changed the lyrics.",
            choice=None,
        ),
    )
    assert found.open == 1
    assert list(found.facts) == about(clip(2), ClipRenamed(name="Quay"))


@pytest.mark.parametrize(
    ("choices", "number"),
    [({}, "are 2 conflicts"), ({(clip(2), "notes"): TARGET}, "is 1 conflict")],
)
def test_while_a_conflict_is_open_nothing_is_merged(choices: Choices, number: str) -> None:
    there: list[Command] = [SUNG, EditClip(clip_id=clip(2), notes="m")]
    here: list[Command] = [EditClip(clip_id=clip(2), lyrics="li", notes="n")]
    with pytest.raises(RuleViolatedError) as refusal:
        decide(*merging(there, here, choices))
    assert said(refusal.value) == said(
        RuleViolatedError(
            f"There {number} without a choice. Look at the merge again and choose.",
            field="choices",
        )
    )


def test_where_everything_is_left_as_it_is_the_merge_is_remembered_all_the_same() -> None:
    here: list[Command] = [EditClip(clip_id=clip(2), lyrics="li")]
    assert decide(*merging([SUNG], here, {(clip(2), "lyrics"): TARGET})) == MERGED


def test_settings_of_the_project_are_chosen_too() -> None:
    there: list[Command] = [ChangeSettings(width=100), EditProject(description="there")]
    here: list[Command] = [EditProject(description="here")]
    conflict = only(merge(there, here).conflicts)
    assert (conflict.stream, conflict.facet) == (ID, "description")
    board = joined(there, here, {(ID, "description"): SOURCE})
    assert board.project is not None
    assert (board.project.width, board.project.description) == (100, "there")


def test_what_a_branch_remembers_of_merges_is_its_own() -> None:
    command, board = merging([], [])
    project = board.project
    assert project is not None
    remembering = replace(project, merged={BRANCH: 3}, merged_at={BRANCH: 2})
    now = {**command.source_now, ID: remembering}
    assert decide(replace(command, source_now=now), board) == []


# Deleted here, changed there

GONE: Final = DeleteClip(clip_id=clip(2))


@pytest.mark.parametrize(
    ("there", "here", "side", "is_deleted", "lyrics"),
    [
        (SUNG, GONE, SOURCE, False, "la"),
        (SUNG, GONE, TARGET, True, ""),
        (GONE, SUNG, SOURCE, True, "la"),
        (GONE, SUNG, TARGET, False, "la"),
    ],
)
def test_it_is_there_or_gone_as_it_is_chosen(
    there: Command, here: Command, side: Side, *, is_deleted: bool, lyrics: str
) -> None:
    board = joined([there], [here], {(clip(2), "deleted"): side})
    assert (board.clips[clip(2)].is_deleted, board.clips[clip(2)].lyrics) == (is_deleted, lyrics)


def test_who_chooses_what_was_changed_there_gets_all_of_it() -> None:
    here: list[Command] = [EditClip(clip_id=clip(2), lyrics="li"), GONE]
    found = merge([SUNG], here, {(clip(2), "deleted"): SOURCE})
    assert only(found.conflicts).choice is SOURCE
    board = joined([SUNG], here, {(clip(2), "deleted"): SOURCE})
    assert (board.clips[clip(2)].is_deleted, board.clips[clip(2)].lyrics) == (False, "la")


def test_what_was_only_deleted_on_one_side_is_deleted() -> None:
    assert (
        joined([GONE], [RENAMED, EditClip(clip_id=clip(2), name="Clip 2")])
        .clips[clip(2)]
        .is_deleted
    )
    assert joined([], [GONE]).clips[clip(2)].is_deleted


def test_what_the_branch_brought_back_comes_back() -> None:
    alike, target = states(after(CLIPS, GONE)), after(CLIPS, GONE)
    back = states(after(CLIPS, GONE, RestoreClip(clip_id=clip(2))))
    command, _ = merging([], [])
    found = merged(replace(command, base=alike, source_now=back), target)
    assert found == Merge(facts=tuple(about(clip(2), ClipRestored())), conflicts=())


def test_a_scene_that_was_deleted_here_and_changed_there_needs_a_choice() -> None:
    there: list[Command] = [EditScene(scene_id=scene(1), name="Rain")]
    here: list[Command] = [DeleteScene(scene_id=scene(1))]
    assert only(merge(there, here).conflicts).message == (
        "'Scene 1' was deleted here and changed there."
    )
    board = joined(there, here, {(scene(1), "deleted"): SOURCE})
    assert (board.scenes[scene(1)].name, board.scenes[scene(1)].is_deleted) == ("Rain", False)


def test_two_orders_of_scenes_need_a_choice() -> None:
    there: list[Command] = [ReorderScene(scene_id=scene(2), after="first")]
    here: list[Command] = [
        AddScene(scene_id=scene(9)),
        ReorderScene(scene_id=scene(2), after="last"),
    ]
    conflict = only(merge(there, here).conflicts)
    assert (conflict.stream, conflict.facet) == (scene(2), "rank")
    facts = merge(there, here, {(scene(2), "rank"): SOURCE}).facts
    assert [type(fact.event) for fact in facts] == [SceneReordered]


# Where there is no room


def test_a_clip_that_got_longer_than_there_is_room_keeps_its_length_or_goes_where_there_is() -> (
    None
):
    there: list[Command] = [TrimClip(clip_id=clip(2), length=140)]
    here: list[Command] = [
        AddClip(clip_id=clip(9), scene_id=scene(1), start=100, length=24),
        AddClip(clip_id=clip(8), scene_id=scene(1), start=200, length=24),
    ]
    stays = joined(there, here, {(clip(2), "place"): TARGET})
    assert (stays.clips[clip(2)].start, stays.clips[clip(2)].length) == (72, 24)
    goes = joined(there, here, {(clip(2), "place"): SOURCE})
    assert (goes.clips[clip(2)].start, goes.clips[clip(2)].length) == (224, 140)


def test_a_clip_whose_scene_is_deleted_here_stays_out() -> None:
    there: list[Command] = [AddClip(clip_id=clip(8), scene_id=scene(2), length=24)]
    here: list[Command] = [DeleteScene(scene_id=scene(2))]
    conflict = only(merge(there, here).conflicts)
    assert conflict.message == "'Clip 1': Its scene 'Scene 2' is deleted. Restore that first."
    for side in Side:
        assert clip(8) not in joined(there, here, {(clip(8), "place"): side}).clips


# The last state in common


TRUNK: Final = Project(id=ID)
FORKED: Final = Project(id=BRANCH, trunk=ID, parent=ID, forked_at=4)
UPDATED: Final = replace(FORKED, merged={ID: 12}, merged_at={ID: 7})


@pytest.mark.parametrize(
    ("source", "target", "common"),
    [
        (FORKED, TRUNK, Base(side=TARGET, position=4)),
        (TRUNK, FORKED, Base(side=SOURCE, position=4)),
        (
            FORKED,
            replace(TRUNK, merged={BRANCH: 3}, merged_at={BRANCH: 9}),
            Base(side=SOURCE, position=3),
        ),
        (
            UPDATED,
            replace(TRUNK, merged={BRANCH: 3}, merged_at={BRANCH: 9}),
            Base(side=TARGET, position=12),
        ),
        (
            UPDATED,
            replace(TRUNK, merged={BRANCH: 8}, merged_at={BRANCH: 15}),
            Base(side=SOURCE, position=8),
        ),
    ],
)
def test_both_sides_come_from_the_fork_or_from_the_last_merge(
    source: Project, target: Project, common: Base
) -> None:
    assert base(source, target) == common


@pytest.mark.parametrize("source", [TRUNK, replace(FORKED, id=ProjectId("branch-" + "8" * 32))])
def test_what_does_not_come_from_each_other_is_not_merged(source: Project) -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        base(source, source if source is TRUNK else FORKED)
    assert said(refusal.value) == said(
        RuleViolatedError(
            "Merging goes between a branch and what it was forked from. Choose one of these."
        )
    )
