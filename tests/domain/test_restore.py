"""Restoring as a decision: a clip, a scene or everything as it was at an earlier moment."""

from collections.abc import Sequence
from typing import Final

import pytest

from domain.board.board import Board, State
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
    DeleteClip,
    EditClip,
    MoveClip,
    TrimClip,
)
from domain.command import Command, decide
from domain.conform import Conform
from domain.errors import NotFoundError, RuleViolatedError, Slot
from domain.project import ChangeSettings, EditProject
from domain.restore import Restore
from domain.scene import AddScene, DeleteScene, EditScene, ReorderScene, RestoreScene
from events.clip import ClipDeleted, ClipLyricsEdited, ClipMoved, ClipRenamed, ClipRestored
from events.project import ProjectDescribed, ProjectRenamed
from events.scene import SceneDeleted, SceneRenamed, SceneReordered, SceneRestored
from events.store import Fact
from tests.domain.example import CLIPS, FOUNDED, ID, about, after, clip, facts_after, scene
from tests.scenario import board_of, said, scenario


def states(given: list[Fact]) -> dict[str, State]:
    return {state.id: state for state in board_of(given).states()}


THEN: Final = states(CLIPS)


def restored(
    *since: Command,
    then: Sequence[Command] = (),
    about: str | None = None,
    fields: Sequence[str] | None = None,
) -> Board:
    """Return the board after it was made as it was after `then`, and other commands since."""
    was = facts_after(CLIPS, *then)
    return after([*was], *since, Restore(then=states(was), about=about, fields=fields))


def refusal(when: Restore, *since: Command) -> object:
    with pytest.raises((NotFoundError, RuleViolatedError)) as error:
        decide(when, after(CLIPS, *since))
    return said(error.value)


SUNG: Final = EditClip(clip_id=clip(2), name="Quay", lyrics="la")


def test_a_clip_is_restored_with_all_its_fields() -> None:
    scenario(
        given=facts_after(CLIPS, SUNG, MoveClip(clip_id=clip(2), start=200)),
        when=Restore(then=THEN, about=clip(2)),
        then=about(
            clip(2),
            ClipRenamed(name="Clip 2"),
            ClipMoved(scene=scene(1), track=0, start=72),
            ClipLyricsEdited(lyrics=""),
        ),
    )


def test_of_a_clip_only_the_fields_that_are_named_are_restored() -> None:
    scenario(
        given=facts_after(CLIPS, SUNG, TrimClip(clip_id=clip(2), length=9)),
        when=Restore(then=THEN, about=clip(2), fields=["lyrics", "lyrics"]),
        then=about(clip(2), ClipLyricsEdited(lyrics="")),
    )


def test_a_clip_that_is_as_it_was_is_left_alone() -> None:
    others = EditClip(clip_id=clip(1), name="Pier"), EditScene(scene_id=scene(1), name="Rain")
    when = Restore(then=THEN, about=clip(2))
    scenario(given=facts_after(CLIPS, *others), when=when, then=[])


@pytest.mark.parametrize("fields", [None, ["lyrics"]])
def test_a_deleted_clip_comes_back(fields: Sequence[str] | None) -> None:
    scenario(
        given=facts_after(CLIPS, DeleteClip(clip_id=clip(2))),
        when=Restore(then=THEN, about=clip(2), fields=fields),
        then=about(clip(2), ClipRestored()),
    )


def test_a_clip_keeps_its_place_among_the_versions_of_the_present() -> None:
    board = restored(ChooseClip(clip_id=clip(3)), SUNG, about=clip(1))
    assert [it.is_chosen for it in board.clip_group(clip(1))] == [False, True]


def test_a_clip_whose_place_is_taken_is_refused_with_the_nearest_free_ones() -> None:
    taken = MoveClip(clip_id=clip(2), start=200), MoveClip(clip_id=clip(1), start=72)
    assert refusal(Restore(then=THEN, about=clip(2)), *taken) == said(
        RuleViolatedError(
            "'Clip 2': 24 frames from frame 72 would lie on 'Clip 1'."
            " The nearest free place begins at frame 48 or frame 120.",
            field="place",
            free_slots=(
                Slot(track=0, start=48, length=24),
                Slot(track=0, start=120, length=24),
            ),
        )
    )


@pytest.mark.parametrize("it", [clip(9), scene(9), ID])
def test_what_is_not_there_cannot_be_restored(it: str) -> None:
    sentence = "There is no such scene or clip in this project."
    assert refusal(Restore(then=THEN, about=it)) == said(NotFoundError(sentence))


@pytest.mark.parametrize(
    "then", [states(FOUNDED), states(facts_after(CLIPS, DeleteClip(clip_id=clip(2)))), {}]
)
def test_what_was_not_there_then_is_refused(then: dict[str, State]) -> None:
    sentence = "'Clip 2' was not there then. Choose another moment."
    assert refusal(Restore(then=then, about=clip(2))) == said(RuleViolatedError(sentence))


@pytest.mark.parametrize("fields", [[], ["colour"], ["lyrics", "group"], ["rank"], ["chosen"]])
def test_fields_that_cannot_be_chosen_are_refused_with_those_that_can(fields: list[str]) -> None:
    sentence = (
        "Choose among these fields: deleted, name, description, lyrics, image_template, "
        "video_template, negative_template, parameters."
    )
    assert refusal(Restore(then=THEN, about=scene(1), fields=fields)) == said(
        RuleViolatedError(sentence, field="fields")
    )


# A scene


def test_a_scene_is_restored_with_its_clips() -> None:
    scenario(
        given=facts_after(
            CLIPS,
            EditScene(scene_id=scene(1), name="Rain"),
            SUNG,
            AddClip(clip_id=clip(9), scene_id=scene(1), length=24),
            EditProject(name="Pier"),
        ),
        when=Restore(then=THEN, about=scene(1)),
        then=[
            *about(scene(1), SceneRenamed(name="Scene 1")),
            *about(clip(2), ClipRenamed(name="Clip 2"), ClipLyricsEdited(lyrics="")),
            *about(clip(9), ClipDeleted()),
        ],
    )


def test_of_a_scene_only_the_fields_that_are_named_are_restored() -> None:
    scenario(
        given=facts_after(CLIPS, EditScene(scene_id=scene(1), name="Rain", lyrics="la"), SUNG),
        when=Restore(then=THEN, about=scene(1), fields=["name"]),
        then=about(scene(1), SceneRenamed(name="Scene 1")),
    )


def test_a_clip_that_went_to_another_scene_comes_back_with_its_scene() -> None:
    board = restored(MoveClip(clip_id=clip(2), scene_id=scene(2), start=0), about=scene(1))
    assert board.clips == board_of(CLIPS).clips


def test_a_clip_that_came_from_another_scene_since_stays() -> None:
    then = (AddClip(clip_id=clip(9), scene_id=scene(2), length=24),)
    came = MoveClip(clip_id=clip(9), scene_id=scene(1), start=300)
    board = restored(came, SUNG, then=then, about=scene(1))
    assert (board.clips[clip(9)].scene, board.clips[clip(2)].name) == (scene(1), "Clip 2")


def test_a_scene_keeps_its_place_in_the_order() -> None:
    moved = ReorderScene(scene_id=scene(2), after="first")
    board = restored(moved, EditScene(scene_id=scene(2), name="Rain"), about=scene(2))
    assert [it.name for it in board.originals()] == ["Scene 2", "Scene 1"]


def test_a_deleted_scene_comes_back() -> None:
    scenario(
        given=facts_after(CLIPS, DeleteScene(scene_id=scene(1))),
        when=Restore(then=THEN, about=scene(1)),
        then=about(scene(1), SceneRestored()),
    )


# Everything


def test_everything_is_made_as_it_was() -> None:
    scenario(
        given=facts_after(
            CLIPS,
            EditProject(name="Pier", description="d"),
            ReorderScene(scene_id=scene(2), after="first"),
            AddScene(scene_id=scene(9)),
            SUNG,
            DeleteClip(clip_id=clip(2)),
        ),
        when=Restore(then=THEN),
        then=[
            *about(ID, ProjectRenamed(name="Harbour"), ProjectDescribed(description="")),
            *about(scene(2), SceneReordered(rank="i00001")),
            # What was added since stood where the second scene stood before.
            *about(scene(9), SceneDeleted(), SceneReordered(rank="i00002")),
            *about(
                clip(2), ClipRestored(), ClipRenamed(name="Clip 2"), ClipLyricsEdited(lyrics="")
            ),
        ],
    )


def test_what_is_as_it_was_needs_nothing() -> None:
    scenario(given=CLIPS, when=Restore(then=THEN), then=[])
    gone = facts_after(CLIPS, AddScene(scene_id=scene(9)), DeleteScene(scene_id=scene(9)))
    scenario(given=gone, when=Restore(then=THEN), then=[])


def test_who_works_on_the_project_does_not_change_when_everything_is_restored() -> None:
    board = after(CLIPS, EditProject(name="Pier"), Restore(then={}))
    assert board.project == after(CLIPS, EditProject(name="Pier")).project
    assert all(it.is_deleted for it in board.scenes.values())
    assert all(it.is_deleted for it in board.clips.values())


def test_alternates_made_since_go_and_what_played_then_plays() -> None:
    board = restored(
        AddClipAlternate(clip_id=clip(2), copy_id=clip(9)), ChooseClip(clip_id=clip(9))
    )
    assert [(it.id, it.is_chosen) for it in board.clip_group(clip(2)) if not it.is_deleted] == [
        (clip(2), True)
    ]


def test_what_lay_hidden_in_a_deleted_scene_then_is_left_as_it_is() -> None:
    board = restored(
        RestoreScene(scene_id=scene(1)),
        SUNG,
        MoveClip(clip_id=clip(2), scene_id=scene(2), start=0),
        then=[DeleteScene(scene_id=scene(1))],
    )
    assert board.scenes[scene(1)].is_deleted
    assert (board.clips[clip(2)].scene, board.clips[clip(2)].name) == (scene(2), "Quay")


def test_settings_are_restored_with_the_frames_that_were_counted_by_them() -> None:
    other = ChangeSettings(frame_rate="FPS_60", conform=Conform.KEEP_TIME, width=100)
    board = restored(other)
    assert (board.project, board.clips) == (board_of(CLIPS).project, board_of(CLIPS).clips)
