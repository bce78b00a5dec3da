"""Exports of Final Cut Pro: those beside the tests, and all of the contract where it is found."""

from pathlib import Path

import pytest

from domain.rate import FrameRate
from interchange import fcpxml
from interchange.timeline import (
    Clip,
    Timeline,
    TrackKind,
    Transition,
    length,
    of_kind,
    placed_clips,
)
from tests.interchange.fcpxml.rules import contract, violations
from tests.interchange.fcpxml.test_round_trip import again, pictures, transitions

HERE = Path(__file__).parent.parent / "samples" / "fcpxml"
SAMPLES = sorted(
    {
        path.name: path
        for folder in (contract() / "samples" / "fcpxml", HERE)
        for path in folder.glob("*.fcpxml")
    }.values()
)


def sample(name: str) -> Timeline:
    return fcpxml.read((HERE / f"{name}.fcpxml").read_bytes()).timeline


def clips(timeline: Timeline) -> list[list[tuple[int, str, int]]]:
    """Return start, name and length of what plays on each track."""
    return [
        [(start, clip.name, clip.length) for start, clip in placed_clips(track)]
        for track in timeline.tracks
    ]


def first(timeline: Timeline) -> Clip:
    [_, clip] = next(placed_clips(timeline.tracks[0]))
    return clip


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_read_and_comes_back_the_same(path: Path) -> None:
    timeline = fcpxml.read(path.read_bytes()).timeline
    assert timeline.frame_rate is not None
    assert violations(fcpxml.write(timeline).pieces[0].content) == []
    assert pictures(again(timeline).timeline) == pictures(timeline)


@pytest.mark.parametrize(
    ("name", "rate", "start", "frames"),
    [
        ("29.97d", FrameRate.FPS_29_97_DF, 0, 887),
        ("59.94", FrameRate.FPS_59_94_NDF, 0, 15805),
        ("24With25Media", FrameRate.FPS_24, 86400, 3911),
        ("Annotations", FrameRate.FPS_25, 90000, 738),
        ("AuditionMarkers3", FrameRate.FPS_23_976, 0, 1433),
        ("360Video", FrameRate.FPS_59_94_NDF, 0, 7035),
        ("1920x1080", FrameRate.FPS_24, 0, 0),
    ],
)
def test_rate_start_and_length_are_those_of_the_sequence(
    name: str, rate: FrameRate, start: int, frames: int
) -> None:
    timeline = sample(name)
    assert timeline.frame_rate is rate
    assert (timeline.start, length(timeline)) == (start, frames)


def test_the_size_of_the_picture_is_that_of_the_sequence() -> None:
    found = [(each.width, each.height) for each in map(sample, ("360Video", "AuditionSample"))]
    assert found == [(4096, 2048), (1280, 720)]


def test_an_audition_has_its_pick_and_two_alternates_with_their_own_lengths() -> None:
    clip = first(sample("AuditionSample"))
    assert (clip.name, clip.length, clip.source_start) == ("chocolate for senses", 237, 6031)
    assert clip.source is not None
    assert clip.source.url.endswith("/Interviews/chocolate%20for%20senses.mov")
    assert [(each.name, each.length) for each in clip.alternates] == [
        ("MULTICAM MATCH SHOTS 11", 175),
        ("Happy Talk Final", 1263),
    ]


def test_gaps_hold_the_place_of_clips_in_a_timeline_that_starts_at_one_hour() -> None:
    assert clips(sample("24With25Media")) == [[(240, "TestVideo", 54), (360, "TestVideo2", 3551)]]


def test_connected_clips_and_storylines_are_on_the_second_track_with_their_transitions() -> None:
    timeline = sample("59.94")
    [lower, upper] = of_kind(timeline, TrackKind.VIDEO)
    assert [start for start, _ in placed_clips(upper)][:3] == [8158, 8388, 13064]
    found = transitions(timeline)
    assert found[:2] == [(0, 0, 709), (0, 1900, 1019)]
    assert [(track, size) for track, _, size in found[2:]] == [(1, 66), (1, 325)]
    assert sum(isinstance(item, Transition) for item in lower.items) == 2


def test_music_alone_is_on_audio_tracks() -> None:
    timeline = sample("AudioOnly")
    assert of_kind(timeline, TrackKind.VIDEO) == ()
    assert [track.name for track in timeline.tracks] == ["A1", "A2"]


def test_notes_and_markers_belong_to_their_clip() -> None:
    clip = first(sample("Annotations"))
    assert clip.details.notes == "c1 notes"
    assert [(each.start, each.length, each.name, each.comment) for each in clip.markers] == [
        (325, 0, "Marker 1", ""),
        (450, 0, "Marker 2", ""),
        (685, 0, "Marker 3", "m3 notes"),
    ]


def test_a_clip_around_a_video_and_its_sound_is_one_clip() -> None:
    timeline = sample("360Video")
    assert clips(timeline) == [[(0, "meditate", 7035)]]
    assert first(timeline).source is not None
