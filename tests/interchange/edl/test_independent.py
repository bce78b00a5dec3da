"""Programs that are not ours see in our lists what we wrote."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import opentimelineio as otio
import pycmx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.rate import FrameRate
from domain.timecode import frame_of, frames_per_day
from events.record import record
from interchange import edl
from interchange.edl import plan
from interchange.edl.letters import ascii_text
from interchange.report import Report
from interchange.timeline import Track, Transition
from tests.interchange.edl.cuts import line, timeline, tracks, with_tracks

WHOLE = [FrameRate.FPS_24, FrameRate.FPS_25, FrameRate.FPS_30, FrameRate.FPS_50, FrameRate.FPS_60]


@record
class Seen:
    """What is on the screen from `begin` to `end`, in frames of the day; black has no name."""

    begin: int
    end: int
    name: str
    comes_in: int


def text(rate: FrameRate, track: Track, start: int) -> str:
    (piece,) = edl.write(with_tracks(timeline(rate, start=start), track)).pieces
    return piece.content.decode("ascii")


def wanted(track: Track, start: int, day: int) -> list[Seen]:
    return [
        Seen(
            begin=(start + one.begin) % day,
            end=(start + one.end) % day,
            name="" if one.clip is None else ascii_text(one.clip.name),
            comes_in=one.length,
        )
        for one in plan.events(track, Report())
    ]


def seen_by_pycmx(content: str, rate: FrameRate) -> Iterator[Seen]:
    for event in pycmx.parse_cmx3600(StringIO(content)).events:
        for edit in event.edits:
            if edit.record_in != edit.record_out:
                yield Seen(
                    begin=frame_of(edit.record_in, rate),
                    end=frame_of(edit.record_out, rate),
                    name="" if edit.black else edit.clip_name or "",
                    comes_in=int(edit.transition.operand or 0),
                )


@settings(deadline=None, max_examples=150)
@given(rate=st.sampled_from(FrameRate), track=tracks(), hour=st.sampled_from([0, 1, 24]))
def test_pycmx_sees_every_clip_where_it_is(rate: FrameRate, track: Track, hour: int) -> None:
    day = frames_per_day(rate)
    start = hour * day // 24 - (5 if hour == 24 else 0)
    found = list(seen_by_pycmx(text(rate, track, start), rate))
    assert found == wanted(track, start, day)


@settings(deadline=None, max_examples=100)
@given(rate=st.sampled_from(WHOLE), track=tracks())
def test_opentimelineio_sees_every_clip_where_it_is(rate: FrameRate, track: Track) -> None:
    # The adapter cannot read a fade at the very beginning, not even its own.
    assume(not isinstance(track.items[0], Transition))
    read: Any = otio.adapters.read_from_string(
        text(rate, track, 0), "cmx_3600", rate=rate.nominal, ignore_timecode_mismatch=False
    )
    (seen,) = read.tracks
    clips = [item for item in seen if isinstance(item, otio.schema.Clip)]
    expected = wanted(track, 0, frames_per_day(rate))
    places = [seen.range_of_child(clip) for clip in clips]
    assert [(int(it.start_time.value), int(it.duration.value)) for it in places] == [
        (one.begin, one.end - one.begin) for one in expected
    ]
    names = [clip.name for clip, one in zip(clips, expected, strict=True) if one.name]
    assert names == [one.name for one in expected if one.name]


@given(track=tracks())
def test_reels_tell_files_apart(track: Track) -> None:
    content = text(FrameRate.FPS_25, track, 0)
    reels: dict[str, set[str]] = {}
    for event in pycmx.parse_cmx3600(StringIO(content)).events:
        edit = event.edits[-1]
        if not edit.black and edit.source_file:
            reels.setdefault(edit.source, set()).add(line(edit.source_file))
    assert all(len(files) == 1 and len(reel) <= 8 for reel, files in reels.items())
    named = [file for files in reels.values() for file in files]
    assert len(named) == len(set(named))
