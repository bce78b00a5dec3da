"""How clips come in."""

from dataclasses import replace

import pytest

from domain import transition
from domain.board.clip import Clip
from domain.clip.command import AddClipAlternate, DuplicateClip, SetTransition
from domain.conform import Conform
from domain.errors import RuleViolatedError
from domain.project import ChangeSettings
from domain.scene import DuplicateScene, new_id
from domain.transition import Reach
from events.clip import ClipTransitionSet
from events.ids import ClipId
from events.store import Fact
from tests.domain.example import CLIPS, about, after, clip, facts_after, scene
from tests.scenario import scenario

DISSOLVE = SetTransition(clip_id=clip(2), kind="dissolve", length=12)
DISSOLVED = ClipTransitionSet(kind="dissolve", length=12)
MIXED = facts_after(CLIPS, DISSOLVE)
ONE = Clip(id=clip(1), scene=scene(1), name="One", start=0, length=10)


def test_a_clip_comes_in_by_a_dissolve() -> None:
    scenario(given=CLIPS, when=DISSOLVE, then=about(clip(2), DISSOLVED))


def test_a_transition_lasts_a_second_where_nobody_says_how_long() -> None:
    wish = SetTransition(clip_id=clip(1), kind="fade")
    scenario(given=CLIPS, when=wish, then=about(clip(1), ClipTransitionSet(kind="fade", length=24)))


def test_a_wipe_goes_to_the_right_where_nobody_says_where_to() -> None:
    wish = SetTransition(clip_id=clip(1), kind="wipe", length=2)
    wiped = ClipTransitionSet(kind="wipe", length=2, direction="right")
    scenario(given=CLIPS, when=wish, then=about(clip(1), wiped))


def test_a_cut_takes_the_transition_away() -> None:
    wish = SetTransition(clip_id=clip(2), kind="cut", length=99)
    scenario(given=MIXED, when=wish, then=about(clip(2), ClipTransitionSet(kind="cut", length=0)))


def test_the_transition_that_is_there_is_nothing_new() -> None:
    scenario(given=MIXED, when=DISSOLVE, then=[])


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (
            replace(DISSOLVE, kind="spin"),
            RuleViolatedError(
                "There is no transition 'spin'. There are: cut, fade, dissolve, wipe.", field="kind"
            ),
        ),
        (
            replace(DISSOLVE, length=25),
            RuleViolatedError(
                "A transition into 'Clip 2' lasts 1 to 24 frames, not 25. Make it shorter, or the "
                "clip longer.",
                field="length",
            ),
        ),
        (
            replace(DISSOLVE, direction="up"),
            RuleViolatedError("Only a wipe has a direction. Leave it out.", field="direction"),
        ),
        (
            replace(DISSOLVE, kind="wipe", direction="north"),
            RuleViolatedError("A wipe goes left, right, up, down, not 'north'.", field="direction"),
        ),
    ],
)
def test_a_transition_that_cannot_be_is_refused(
    wish: SetTransition, refusal: RuleViolatedError
) -> None:
    scenario(given=CLIPS, when=wish, then=refusal)


def mixes(facts: list[Fact], *ids: ClipId) -> list[Fact]:
    return [it for it in facts if it.stream in ids and isinstance(it.event, ClipTransitionSet)]


def test_copies_come_in_as_the_clip_does() -> None:
    copy, alternate = clip(7), clip(8)
    facts = facts_after(
        MIXED,
        DuplicateClip(clip_id=clip(2), copy_id=copy),
        AddClipAlternate(clip_id=clip(2), copy_id=alternate),
    )
    assert mixes(facts, copy, alternate) == [*about(copy, DISSOLVED), *about(alternate, DISSOLVED)]


def test_a_copied_scene_has_the_transitions_of_its_clips() -> None:
    board = after(MIXED, DuplicateScene(scene_id=scene(1), seed="s"))
    copied = {it.name: it.transition for it in board.clips_of(new_id("s"))}
    assert copied == {"Clip 1": "cut", "Clip 2": "dissolve", "Clip 1 A1": "cut"}


def test_a_transition_keeps_its_time_at_another_rate() -> None:
    change = ChangeSettings(frame_rate="FPS_60", conform=Conform.KEEP_TIME)
    board = after(MIXED, change)
    assert board.clips[clip(2)].transition_length == 30


def test_a_transition_is_never_longer_than_its_clip_at_another_rate() -> None:
    given = facts_after(CLIPS, replace(DISSOLVE, length=24))
    board = after(given, ChangeSettings(frame_rate="FPS_25", conform=Conform.KEEP_TIME))
    assert board.clips[clip(2)].transition_length == board.clips[clip(2)].length == 25


@pytest.mark.parametrize(
    ("before", "taken", "reached"),
    [
        (None, 0, Reach(before=0, behind=7)),
        (replace(ONE, length=9), 0, Reach(before=0, behind=7)),
        (ONE, 0, Reach(before=3, behind=4)),
        (ONE, 8, Reach(before=2, behind=5)),
    ],
)
def test_half_of_a_transition_lies_over_the_clip_that_touches(
    before: Clip | None, taken: int, reached: Reach
) -> None:
    two = replace(ONE, id=clip(2), start=10, length=20, transition="wipe", transition_length=7)
    assert transition.reach(two, before, taken) == reached


def test_a_transition_shrinks_with_its_clip() -> None:
    two = replace(ONE, length=3, transition="fade", transition_length=7)
    assert transition.reach(two, None) == Reach(before=0, behind=3)
