"""Where clips go: moved, trimmed, duplicated, deleted and restored."""

from dataclasses import replace

import pytest

from domain.board.track import LAST_FRAME
from domain.clip.command import (
    AddClip,
    DeleteClip,
    DuplicateClip,
    MoveClip,
    RestoreClip,
    TrimClip,
)
from domain.errors import NotFoundError, RuleViolatedError, Slot
from domain.scene import DeleteScene
from events.clip import (
    ClipDeleted,
    ClipMoved,
    ClipRestored,
    ClipTrimmed,
)
from tests.domain.example import (
    CLIP,
    CLIPS,
    SCENES,
    about,
    after,
    clip,
    facts_after,
    scene,
)
from tests.scenario import scenario

GONE = NotFoundError("This clip is gone. Reload the project to see what is there.")
NO_SCENE = NotFoundError("This scene is gone. Reload the project to see what is there.")
ADD = AddClip(clip_id=clip(9), scene_id=scene(1), length=24)


def slots(*starts: int, length: int) -> tuple[Slot, ...]:
    return tuple(Slot(track=0, start=start, length=length) for start in starts)


def test_a_clip_moves_with_all_its_versions() -> None:
    moved = ClipMoved(scene=scene(1), track=0, start=24)
    scenario(
        given=CLIPS,
        when=MoveClip(clip_id=clip(1), start=24),
        then=[*about(clip(1), moved), *about(clip(3), moved)],
    )


def test_an_alternate_takes_its_original_along() -> None:
    moved = ClipMoved(scene=scene(2), track=4, start=0)
    scenario(
        given=CLIPS,
        when=MoveClip(clip_id=clip(3), scene_id=scene(2), track=4, start=0),
        then=[*about(clip(1), moved), *about(clip(3), moved)],
    )


def test_a_clip_that_lies_there_already_stays() -> None:
    scenario(given=CLIPS, when=MoveClip(clip_id=clip(1), start=0), then=[])


def test_a_clip_moved_onto_another_is_refused_with_the_nearest_free_places() -> None:
    scenario(
        given=facts_after(CLIPS, MoveClip(clip_id=clip(2), start=60)),
        when=MoveClip(clip_id=clip(1), start=50),
        then=RuleViolatedError(
            "48 frames from frame 50 would lie on 'Clip 2'. "
            "The nearest free place begins at frame 12 or frame 84.",
            field="start",
            free_slots=slots(12, 84, length=48),
        ),
    )


def test_a_trim_changes_one_version_only() -> None:
    scenario(
        given=CLIPS,
        when=TrimClip(clip_id=clip(1), length=72),
        then=about(clip(1), ClipTrimmed(length=72)),
    )
    scenario(given=CLIPS, when=TrimClip(clip_id=clip(1), length=48), then=[])


def test_a_trim_at_the_first_frame_moves_all_versions() -> None:
    moved = ClipMoved(scene=scene(1), track=0, start=8)
    trim = TrimClip(clip_id=clip(1), start=8, length=40)
    trimmed = [
        *about(clip(1), moved),
        *about(clip(3), moved),
        *about(clip(1), ClipTrimmed(length=40)),
    ]
    scenario(given=CLIPS, when=trim, then=trimmed)
    scenario(given=[*CLIPS, *trimmed], when=trim, then=[])


def test_a_trim_onto_the_next_clip_is_refused() -> None:
    scenario(
        given=CLIPS,
        when=TrimClip(clip_id=clip(1), length=73),
        then=RuleViolatedError(
            "73 frames from frame 0 would lie on 'Clip 2'. "
            "The nearest free place begins at frame 96.",
            field="start",
            free_slots=slots(96, length=73),
        ),
    )


def test_a_version_set_aside_may_become_longer_than_its_place() -> None:
    scenario(
        given=CLIPS,
        when=TrimClip(clip_id=clip(3), length=200),
        then=about(clip(3), ClipTrimmed(length=200)),
    )


@pytest.mark.parametrize("length", [0, -1, LAST_FRAME + 1])
def test_a_trim_to_a_length_that_no_clip_has_is_refused(length: int) -> None:
    scenario(given=CLIPS, when=TrimClip(clip_id=clip(1), length=length), then=RuleViolatedError)


def test_a_duplicate_lies_in_the_first_room_behind_and_knows_its_source() -> None:
    copied = replace(CLIP, name="Clip 1 copy", start=96, copied_from=clip(1))
    duplicate = DuplicateClip(clip_id=clip(1), copy_id=clip(9))
    scenario(given=CLIPS, when=duplicate, then=about(clip(9), copied))
    scenario(given=[*CLIPS, *about(clip(9), copied)], when=duplicate, then=[])


def test_a_duplicate_of_an_alternate_is_a_clip_of_its_own_in_the_place_asked_for() -> None:
    scenario(
        given=CLIPS,
        when=DuplicateClip(clip_id=clip(3), copy_id=clip(9), scene_id=scene(2), track=1, start=5),
        then=about(
            clip(9),
            replace(
                CLIP,
                scene=scene(2),
                name="Clip 1 A1 copy",
                track=1,
                start=5,
                length=24,
                copied_from=clip(3),
            ),
        ),
    )


def test_a_duplicate_onto_another_clip_is_refused() -> None:
    scenario(
        given=CLIPS,
        when=DuplicateClip(clip_id=clip(2), copy_id=clip(9), start=0),
        then=RuleViolatedError(
            "24 frames from frame 0 would lie on 'Clip 1'. "
            "The nearest free place begins at frame 48.",
            field="start",
            free_slots=slots(48, length=24),
        ),
    )


def test_a_duplicate_for_which_the_day_is_too_short_is_refused() -> None:
    half = facts_after(SCENES, replace(ADD, start=10, length=LAST_FRAME // 2))
    scenario(
        given=half,
        when=DuplicateClip(clip_id=clip(9), copy_id=clip(10)),
        then=RuleViolatedError(
            "The clip would end at frame 5,184,010. "
            "A scene ends at frame 5,184,000 at the latest, which is 24 hours.",
            field="length",
        ),
    )


def test_a_name_of_200_characters_can_be_copied() -> None:
    given = facts_after(SCENES, replace(ADD, name="n" * 200))
    board = after(given, DuplicateClip(clip_id=clip(9), copy_id=clip(10)))
    assert board.clips[clip(10)].name == "n" * 200


def test_a_clip_is_deleted_once() -> None:
    delete = DeleteClip(clip_id=clip(2))
    scenario(given=CLIPS, when=delete, then=about(clip(2), ClipDeleted()))
    scenario(given=facts_after(CLIPS, delete), when=delete, then=[])


def test_a_deleted_clip_leaves_its_place_free_and_is_restored_to_it() -> None:
    deleted = facts_after(CLIPS, DeleteClip(clip_id=clip(2)))
    restore = RestoreClip(clip_id=clip(2))
    scenario(given=deleted, when=restore, then=about(clip(2), ClipRestored()))
    scenario(given=CLIPS, when=restore, then=[])


def test_a_clip_is_restored_to_the_nearest_free_place_when_its_own_is_taken() -> None:
    taken = facts_after(CLIPS, DeleteClip(clip_id=clip(2)), replace(ADD, start=80, length=24))
    scenario(
        given=taken,
        when=RestoreClip(clip_id=clip(2)),
        then=about(clip(2), ClipMoved(scene=scene(1), track=0, start=56), ClipRestored()),
    )


def test_a_clip_is_not_restored_into_a_deleted_scene() -> None:
    deleted = DeleteClip(clip_id=clip(2)), DeleteScene(scene_id=scene(1))
    scenario(
        given=facts_after(CLIPS, *deleted),
        when=RestoreClip(clip_id=clip(2)),
        then=RuleViolatedError("The clip's scene is deleted. Restore the scene first."),
    )


def test_a_clip_that_never_was_is_not_restored() -> None:
    scenario(
        given=CLIPS,
        when=RestoreClip(clip_id=clip(7)),
        then=NotFoundError("There is no such clip in this project."),
    )
