"""Programs that are not ours see in our AAFs the cut that we wrote, frame for frame."""

from dataclasses import replace
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.rate import FrameRate
from domain.timecode import frames_per_day
from interchange.aaf.media import locator
from interchange.timeline import Clip, Gap, Timeline, Track, TrackKind, Transition, length, placed
from interchange.xmeml import address
from tests.interchange.aaf import seen
from tests.interchange.aaf.seen import adapted, written
from tests.interchange.edl.cuts import line, timeline, tracks, with_tracks

STARTS = ("00:00:00:00", "01:00:00:00", "midnight")
RANDOM = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def first_frame(rate: FrameRate, start: str) -> int:
    hour = frames_per_day(rate) // 24
    return {"00:00:00:00": 0, "01:00:00:00": hour, "midnight": 24 * hour - 5}[start]


def first_of(clip: Clip, rate: FrameRate) -> int:
    """Return the frame of its file that a clip begins with; a still has an hour before it."""
    is_still = clip.source is not None and address.is_still(clip.source.url)
    return 3600 * rate.nominal if is_still else clip.source_start


def expected(track: Track, rate: FrameRate) -> list[seen.Clip | seen.Mix]:
    found: list[seen.Clip | seen.Mix] = []
    for start, item in placed(track):
        match item:
            case Clip():
                found.append(
                    seen.Clip(
                        name=line(item.name),
                        start=start,
                        length=item.length,
                        # Nothing has no first frame: it is compared by its place only.
                        first=first_of(item, rate) if item.source else 0,
                        url=locator(item.source.url) if item.source else "",
                    )
                )
            case Transition():
                found.append(seen.Mix(cut=start, before=item.in_offset, behind=item.out_offset))
            case Gap():
                pass
    return found


def comparable(found: list[seen.Clip | seen.Mix]) -> list[seen.Clip | seen.Mix]:
    return [
        replace(one, name=line(one.name), first=one.first if one.url else 0)
        if isinstance(one, seen.Clip)
        else one
        for one in found
    ]


def placed_by_the_adapter(track: Any) -> list[tuple[int, int, str]]:
    return [
        (
            int(track.range_of_child(clip).start_time.value),
            int(clip.duration().value),
            line(clip.name),
        )
        for clip in track.find_clips()
    ]


@RANDOM
@given(
    rate=st.sampled_from(FrameRate),
    layers=st.tuples(tracks(), tracks()),
    start=st.sampled_from(STARTS),
)
def test_pyaaf2_sees_every_clip_and_transition_where_it_is(
    rate: FrameRate, layers: tuple[Track, Track], start: str
) -> None:
    made = with_tracks(timeline(rate, start=first_frame(rate, start)), *layers)
    with seen.seen(written(made)) as read:
        for number, track in enumerate(layers):
            assert comparable(read.items(number)) == expected(track, rate)
        for slot in read.tracks():
            assert slot.edit_rate == rate.exact
            assert slot.segment.length == slot.length == length(made)


@RANDOM
@given(rate=st.sampled_from(FrameRate), track=tracks())
def test_the_adapter_of_opentimelineio_sees_every_clip_where_it_is(
    rate: FrameRate, track: Track
) -> None:
    read = adapted(written(with_tracks(timeline(rate), track)))
    (found,) = [each for each in read.tracks if each.kind == "Video"]
    clips = [(at, item) for at, item in placed(track) if isinstance(item, Clip)]
    assert placed_by_the_adapter(found) == [
        (start, clip.length, line(clip.name)) for start, clip in clips
    ]
    mixes = [item for item in track.items if isinstance(item, Transition)]
    assert [
        (int(each.in_offset.value), int(each.out_offset.value))
        for each in found
        if isinstance(each, otio.schema.Transition)
    ] == [(mix.in_offset, mix.out_offset) for mix in mixes]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("rate", FrameRate)
def test_rate_timecode_and_drop_frame_are_exact(rate: FrameRate, start: str) -> None:
    first = first_frame(rate, start)
    made = timeline(rate, Clip(name="a", length=50), start=first)
    with seen.seen(written(made)) as read:
        slot = read.timecode
        code = slot.segment
        assert (code.start, code.fps, code.drop) == (first, rate.nominal, rate.is_drop_frame)
        assert (slot.edit_rate, slot["PhysicalTrackNumber"].value) == (rate.exact, 1)
    assert adapted(written(made)).global_start_time.value == first


def test_sound_is_seen_beside_pictures() -> None:
    made = timeline(FrameRate.FPS_25, Clip(name="a", length=50))
    sound = Track(kind=TrackKind.AUDIO, name="A1", items=(Gap(length=5), Clip(name="b", length=9)))
    both: Timeline = replace(made, tracks=(*made.tracks, sound))
    read = adapted(written(both))
    assert [(each.kind, placed_by_the_adapter(each)) for each in read.tracks] == [
        ("Video", [(0, 50, "a")]),
        ("Audio", [(5, 9, "b")]),
    ]
