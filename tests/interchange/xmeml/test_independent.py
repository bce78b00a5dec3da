"""A reader that others wrote finds the same cut in what is written here."""

from typing import Any

import opentimelineio
import pytest
from opentimelineio.opentime import RationalTime

from domain.rate import FrameRate
from interchange import xmeml
from interchange.timeline import (
    Clip,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    placed_clips,
)
from interchange.xmeml import Alternates, Options
from tests.interchange.xmeml.test_round_trip import everything_at

KINDS = {TrackKind.VIDEO: "Video", TrackKind.AUDIO: "Audio"}


def read_by_others(timeline: Timeline, options: Options) -> Any:
    content = xmeml.write(timeline, options).pieces[0].content.decode()
    return opentimelineio.adapters.read_from_string(content, "fcp_xml")


def cut(document: Any) -> list[tuple[object, ...]]:
    """Return kind and clips of each track: name, start, length."""
    return [
        (
            track.kind,
            *(
                (
                    clip.name,
                    round(track.range_of_child(clip).start_time.value),
                    round(clip.duration().value),
                )
                for clip in track.find_clips()
            ),
        )
        for track in document.tracks
    ]


def expected(timeline: Timeline) -> list[tuple[object, ...]]:
    return [
        (
            KINDS[track.kind],
            *((clip.name, start, clip.length) for start, clip in placed_clips(track)),
        )
        for track in timeline.tracks
    ]


@pytest.mark.parametrize("rate", FrameRate)
def test_clips_are_where_they_are_here(rate: FrameRate) -> None:
    timeline = everything_at(rate, 3600 * rate.nominal)
    document = read_by_others(timeline, Options(alternates=Alternates.OMITTED))
    assert cut(document) == expected(timeline)
    start = document.global_start_time
    assert start.value == timeline.start
    assert start.rate == pytest.approx(float(rate.exact), abs=0.005)


def test_alternates_are_further_tracks() -> None:
    timeline = everything_at(FrameRate.FPS_25, 0)
    document = read_by_others(timeline, Options())
    assert cut(document)[2] == ("Video", ("B", 97, 30))


def test_files_and_frames_in_use_are_those_that_were_meant() -> None:
    document = read_by_others(everything_at(FrameRate.FPS_25, 0), Options())
    clip = next(iter(document.tracks[0].find_clips()))
    assert clip.media_reference.target_url == "file://localhost/a.mov"
    assert clip.source_range.start_time == RationalTime(150, 25)
    assert clip.media_reference.available_range.start_time == RationalTime(100, 25)
    assert clip.media_reference.available_range.duration == RationalTime(900, 25)


def test_clips_that_are_alike_all_stay() -> None:
    clip = Clip(name="same", length=10)
    track = Track(kind=TrackKind.VIDEO, items=(clip, clip, clip))
    document = read_by_others(
        Timeline(name="", rate=FrameRate.FPS_24.exact, tracks=(track,)), Options()
    )
    assert cut(document) == [("Video", ("same", 0, 10), ("same", 10, 10), ("same", 20, 10))]


def test_transitions_have_their_lengths_and_names() -> None:
    mixed = Transition(kind=TransitionKind.WIPE, in_offset=4, out_offset=4, name="left")
    items = (Clip(name="a", length=20), mixed, Clip(name="b", length=20))
    track = Track(kind=TrackKind.VIDEO, items=items)
    timeline = Timeline(name="", rate=FrameRate.FPS_24.exact, tracks=(track,))
    [found] = (
        read_by_others(timeline, Options())
        .tracks[0]
        .find_children(opentimelineio.schema.Transition)
    )
    assert (found.name, found.in_offset.value, found.out_offset.value) == ("Edge Wipe", 4, 4)
