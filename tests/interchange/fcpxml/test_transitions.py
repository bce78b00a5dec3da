from dataclasses import replace

import pytest

from interchange.timeline import Gap, Track, Transition, TransitionKind
from tests.interchange.fcpxml.test_writer import (
    attributes,
    audio,
    cut,
    dissolve,
    movie,
    video,
    written,
)

WIPE = Transition(kind=TransitionKind.WIPE, in_offset=1, out_offset=1)


@pytest.mark.parametrize(
    ("before", "after", "offset", "sentences"),
    [
        (5, 5, "1500/2500s", []),
        (6, 5, "1400/2500s", []),
        (
            0,
            10,
            "1500/2500s",
            [
                (
                    "The place of a transition, the transition at frame 20 of V1:"
                    " it was centred on its cut, or moved into the clip at an end."
                )
            ],
        ),
    ],
)
def test_a_dissolve_is_centred_on_its_cut(
    before: int, after: int, offset: str, sentences: list[str]
) -> None:
    timeline = cut(video(movie("A", 20), dissolve(before, after), movie("B", 20)))
    root, omissions = written(timeline)
    [transition] = root.iter("transition")
    assert attributes(transition, "offset", "duration") == (offset, f"{before + after}00/2500s")
    assert omissions == sentences


def test_at_an_end_of_the_timeline_a_fade_plays_over_its_clip_alone() -> None:
    fade_in = Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=8)
    fade_out = Transition(kind=TransitionKind.FADE, in_offset=8, out_offset=0)
    root, omissions = written(cut(video(fade_in, movie("A", 20), fade_out)))
    places = [attributes(each, "offset", "duration") for each in root.iter("transition")]
    assert places == [("0s", "800/2500s"), ("1200/2500s", "800/2500s")]
    assert omissions == []


@pytest.mark.parametrize(
    ("tracks", "reason"),
    [
        (
            [
                video(
                    movie("A", 9), replace(dissolve(1, 1), kind=TransitionKind.WIPE), movie("B", 9)
                )
            ],
            "it became a cut: only dissolves are written, and fades into and out of nothing.",
        ),
        (
            [video(movie("A", 9), dissolve(0, 0), movie("B", 9))],
            "it became a cut: it has no length.",
        ),
        (
            [video(movie("A", 9), dissolve(0, 8), movie("B", 9), dissolve(6, 6), movie("C", 9))],
            "it became a cut: it is too long for the clips beside it.",
        ),
        (
            [
                video(Gap(length=9), dissolve(1, 1), movie("A", 9)),
                video(Gap(length=5), dissolve(1, 1)),
            ],
            "it became a cut: no clip is beside it.",
        ),
        (
            [video(movie("A", 90)), audio(movie("S", 9), dissolve(1, 1), movie("T", 9))],
            "it became a cut: sounds are joined by cuts.",
        ),
    ],
)
def test_a_transition_without_a_certain_form_becomes_a_cut(
    tracks: list[Track], reason: str
) -> None:
    _, omissions = written(cut(*tracks))
    assert [each for each in omissions if each.startswith("A transition")][-1].endswith(reason)


def test_a_dissolve_for_which_a_file_is_too_short_is_reported() -> None:
    timeline = cut(video(movie("A", 20, 480), dissolve(5, 5), movie("B", 20, 0)))
    assert written(timeline)[1] == [
        (
            "The length of a transition, the transition at frame 20 of V1: a file holds too few"
            " frames beyond the cut, so that the editor may shorten it."
        )
    ]
