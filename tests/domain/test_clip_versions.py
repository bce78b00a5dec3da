"""Alternates of clips: added, chosen, promoted, deleted and restored."""

from dataclasses import replace

from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
    DeleteClip,
    EditClip,
    PromoteClip,
    RestoreClip,
    TrimClip,
)
from domain.errors import NotFoundError, RuleViolatedError, Slot
from events.clip import (
    ClipChosen,
    ClipDeleted,
    ClipMoved,
    ClipRegrouped,
    ClipRenamed,
    ClipRestored,
    ClipSetAside,
)
from tests.domain.example import ALTERNATE, CLIPS, about, after, clip, facts_after, scene
from tests.scenario import scenario

ADD = AddClipAlternate(clip_id=clip(1), copy_id=clip(9))
LONG = TrimClip(clip_id=clip(3), length=80)


def test_an_alternate_copies_one_version_and_waits_in_the_same_place() -> None:
    added = replace(ALTERNATE, name="Clip 1 A2", alternate=2, length=48)
    scenario(given=CLIPS, when=ADD, then=about(clip(9), added))
    scenario(given=[*CLIPS, *about(clip(9), added)], when=ADD, then=[])


def test_an_alternate_of_an_alternate_belongs_to_the_original() -> None:
    scenario(
        given=CLIPS,
        when=replace(ADD, clip_id=clip(3)),
        then=about(clip(9), replace(ALTERNATE, name="Clip 1 A2", alternate=2, copied_from=clip(3))),
    )


def test_the_number_of_a_deleted_alternate_is_not_given_again() -> None:
    board = after(CLIPS, DeleteClip(clip_id=clip(3)), ADD)
    assert board.clips[clip(9)].name == "Clip 1 A2"


def test_a_clip_with_a_name_of_200_characters_has_alternates() -> None:
    board = after(CLIPS, EditClip(clip_id=clip(1), name="n" * 200), ADD)
    assert board.clips[clip(9)].name == "n" * 197 + " A2"
    assert board.clips[clip(3)].name == "n" * 197 + " A1"


def test_alternates_follow_the_name_of_their_original_unless_they_have_their_own() -> None:
    own = EditClip(clip_id=clip(9), name="Rain")
    scenario(
        given=facts_after(CLIPS, ADD, own),
        when=EditClip(clip_id=clip(1), name="Quay"),
        then=[
            *about(clip(1), ClipRenamed(name="Quay")),
            *about(clip(3), ClipRenamed(name="Quay A1")),
        ],
    )
    scenario(
        given=CLIPS,
        when=EditClip(clip_id=clip(3), name="Rain"),
        then=about(clip(3), ClipRenamed(name="Rain")),
    )


def test_the_version_chosen_takes_the_place_of_the_one_that_played() -> None:
    choose = ChooseClip(clip_id=clip(3))
    chosen = [*about(clip(1), ClipSetAside()), *about(clip(3), ClipChosen())]
    scenario(given=CLIPS, when=choose, then=chosen)
    scenario(given=[*CLIPS, *chosen], when=choose, then=[])


def test_a_version_that_does_not_fit_is_not_chosen() -> None:
    scenario(
        given=facts_after(CLIPS, LONG),
        when=ChooseClip(clip_id=clip(3)),
        then=RuleViolatedError(
            "80 frames from frame 0 would lie on 'Clip 2'. "
            "The nearest free place begins at frame 96.",
            field="start",
            free_slots=(Slot(track=0, start=96, length=80),),
        ),
    )


def test_a_deleted_version_is_not_chosen() -> None:
    scenario(
        given=facts_after(CLIPS, DeleteClip(clip_id=clip(3))),
        when=ChooseClip(clip_id=clip(3)),
        then=NotFoundError("This clip is gone. Reload the project to see what is there."),
    )


def test_a_promoted_alternate_plays_and_changes_places_and_names_with_the_original() -> None:
    promote = PromoteClip(clip_id=clip(3))
    promoted = [
        *about(clip(1), ClipSetAside()),
        *about(clip(3), ClipChosen()),
        *about(clip(3), ClipRegrouped(original=None, alternate=0), ClipRenamed(name="Clip 1")),
        *about(clip(1), ClipRegrouped(original=clip(3), alternate=1)),
        *about(clip(1), ClipRenamed(name="Clip 1 A1")),
        *about(clip(9), ClipRegrouped(original=clip(3), alternate=2)),
    ]
    given = facts_after(CLIPS, ADD)
    scenario(given=given, when=promote, then=promoted)
    scenario(given=[*given, *promoted], when=promote, then=[])


def test_promoting_an_original_lets_it_play() -> None:
    scenario(
        given=facts_after(CLIPS, ChooseClip(clip_id=clip(3))),
        when=PromoteClip(clip_id=clip(1)),
        then=[*about(clip(3), ClipSetAside()), *about(clip(1), ClipChosen())],
    )


def test_the_next_version_plays_when_the_one_that_played_is_deleted() -> None:
    scenario(
        given=CLIPS,
        when=DeleteClip(clip_id=clip(1)),
        then=[*about(clip(1), ClipDeleted(), ClipSetAside()), *about(clip(3), ClipChosen())],
    )


def test_a_version_set_aside_is_deleted_alone() -> None:
    delete = DeleteClip(clip_id=clip(3))
    scenario(given=CLIPS, when=delete, then=about(clip(3), ClipDeleted()))


def test_the_first_version_that_fits_plays_when_the_next_is_too_long() -> None:
    scenario(
        given=facts_after(CLIPS, LONG, ADD),
        when=DeleteClip(clip_id=clip(1)),
        then=[*about(clip(1), ClipDeleted(), ClipSetAside()), *about(clip(9), ClipChosen())],
    )


def test_a_clip_is_not_deleted_when_no_other_version_fits_its_place() -> None:
    scenario(
        given=facts_after(CLIPS, LONG),
        when=DeleteClip(clip_id=clip(1)),
        then=RuleViolatedError(
            "'Clip 1 A1' would play instead and is too long for the place. "
            "Shorten it or delete it first.",
            field="length",
        ),
    )


def test_a_restored_version_is_set_aside_while_another_plays() -> None:
    gone = facts_after(CLIPS, DeleteClip(clip_id=clip(1)))
    scenario(given=gone, when=RestoreClip(clip_id=clip(1)), then=about(clip(1), ClipRestored()))


def test_versions_restored_after_all_were_deleted_play_in_the_order_of_their_return() -> None:
    gone = facts_after(CLIPS, DeleteClip(clip_id=clip(1)), DeleteClip(clip_id=clip(3)))
    back = about(clip(1), ClipRestored(), ClipChosen())
    scenario(given=gone, when=RestoreClip(clip_id=clip(1)), then=back)
    scenario(
        given=[*gone, *back],
        when=RestoreClip(clip_id=clip(3)),
        then=about(clip(3), ClipRestored(), ClipSetAside()),
    )


def test_all_versions_move_to_the_free_place_that_one_is_restored_to() -> None:
    taken = AddClip(clip_id=clip(9), scene_id=scene(1), start=0, length=40)
    gone = DeleteClip(clip_id=clip(1)), DeleteClip(clip_id=clip(3))
    moved = ClipMoved(scene=scene(1), track=0, start=40)
    scenario(
        given=facts_after(CLIPS, *gone, taken),
        when=RestoreClip(clip_id=clip(3)),
        then=[
            *about(clip(1), moved),
            *about(clip(3), moved),
            *about(clip(3), ClipRestored()),
        ],
    )
