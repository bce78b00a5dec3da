from fractions import Fraction

import pytest

from domain.rate import FrameRate
from interchange.report import InterchangeError
from interchange.timeline import (
    MAX_CLIPS,
    MAX_FRAME,
    Clip,
    Gap,
    Item,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    length,
    of_kind,
    placed,
    validate,
)

A = Clip(name="a", length=10)
GAP = Gap(length=5)


def dissolve(before: int, after: int) -> Transition:
    return Transition(kind=TransitionKind.DISSOLVE, in_offset=before, out_offset=after)


def timeline(*items: Item) -> Timeline:
    return Timeline(name="", rate=Fraction(24), tracks=(Track(kind=TrackKind.VIDEO, items=items),))


def test_items_start_where_those_before_them_end() -> None:
    cut = dissolve(1, 1)
    [track] = timeline(GAP, A, cut, A).tracks
    assert list(placed(track)) == [(0, GAP), (5, A), (15, cut), (15, A)]


def test_a_timeline_is_as_long_as_its_longest_track() -> None:
    short = Track(kind=TrackKind.VIDEO, items=(A,))
    long = Track(kind=TrackKind.AUDIO, items=(A, GAP, A))
    both = Timeline(name="", rate=Fraction(24), tracks=(short, long))
    assert (length(both), of_kind(both, TrackKind.AUDIO)) == (25, (long,))
    assert length(Timeline(name="", rate=Fraction(24))) == 0


def test_a_timeline_knows_the_rate_of_projects_it_has() -> None:
    rate = Fraction(30000, 1001)
    assert Timeline(name="", rate=rate, is_drop_frame=True).frame_rate is FrameRate.FPS_29_97_DF
    assert Timeline(name="", rate=Fraction(48)).frame_rate is None


def test_a_valid_timeline_is_returned() -> None:
    whole = timeline(GAP, dissolve(50, 10), A, dissolve(10, 10), A)
    assert validate(whole) is whole


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            Timeline(name="", rate=Fraction(0)),
            "The timeline has 0 frames per second.",
        ),
        (
            timeline(A, Clip(name="", length=0)),
            "In track 1 what starts at frame 10 has no length.",
        ),
        (timeline(Gap(length=-1)), "In track 1 what starts at frame 0 has no length."),
        (
            timeline(A, dissolve(-1, 0)),
            "In track 1 the transition at frame 10 is turned around.",
        ),
        (
            timeline(A, dissolve(1, 1), dissolve(1, 1)),
            "In track 1 two transitions share the cut at frame 10.",
        ),
        (timeline(GAP, GAP), "In track 1 two gaps follow each other at frame 5."),
        (
            timeline(A, dissolve(11, 1)),
            "In track 1 item 2 is a transition longer than a clip beside it.",
        ),
        (
            timeline(dissolve(1, 11), A),
            "In track 1 item 1 is a transition longer than a clip beside it.",
        ),
        (
            timeline(Gap(length=MAX_FRAME), A),
            f"The timeline is longer than {MAX_FRAME} frames, the most allowed.",
        ),
    ],
)
def test_what_is_wrong_with_a_timeline_is_said(wrong: Timeline, sentence: str) -> None:
    with pytest.raises(InterchangeError) as refused:
        validate(wrong)
    assert str(refused.value) == sentence


def test_too_many_clips_are_refused() -> None:
    with pytest.raises(InterchangeError, match=f"more than {MAX_CLIPS} clips"):
        validate(timeline(*[A] * (MAX_CLIPS + 1)))
