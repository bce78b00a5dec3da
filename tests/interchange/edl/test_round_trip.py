"""A list that is read again is the same cut, frame for frame, at every rate."""

from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.rate import FrameRate
from domain.timecode import frames_per_day
from interchange import edl
from interchange.timeline import (
    LYRICS,
    Clip,
    Gap,
    Marker,
    MediaReference,
    Timeline,
    Track,
    Transition,
    TransitionKind,
)
from tests.interchange.edl.cuts import shapes, timeline, tracks, with_tracks

STARTS = ("00:00:00:00", "01:00:00:00", "midnight")


def first_frame(rate: FrameRate, start: str) -> int:
    hour = frames_per_day(rate) // 24
    return {"00:00:00:00": 0, "01:00:00:00": hour, "midnight": 24 * hour - 5}[start]


def decoded(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Return shapes with the letters of URLs, which may be percent-encoded."""
    return [tuple(unquote(it) if isinstance(it, str) else it for it in one) for one in found]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    rate=st.sampled_from(FrameRate),
    layers=st.tuples(tracks(), tracks()),
    start=st.sampled_from(STARTS),
    stills=st.sampled_from(["plain", "frozen"]),
)
def test_a_list_read_again_is_the_same_cut(
    rate: FrameRate, layers: tuple[Track, Track], start: str, stills: str
) -> None:
    made = with_tracks(timeline(rate, start=first_frame(rate, start)), *layers)
    written = edl.write(made, {"letters": "utf8", "stills": stills})
    assert [piece.name for piece in written.pieces] == ["-v1.edl", "-v2.edl"]
    for piece, track in zip(written.pieces, layers, strict=True):
        reading = edl.read(piece.content)
        again = reading.timeline
        assert (again.frame_rate, again.start) == (rate, made.start)
        (read,) = again.tracks
        assert decoded(shapes(read)) == decoded(shapes(track))
        assert reading.omissions == ()


@settings(deadline=None, max_examples=100)
@given(rate=st.sampled_from(FrameRate), track=tracks())
def test_a_list_in_ascii_is_the_same_cut_but_for_its_names(rate: FrameRate, track: Track) -> None:
    written = edl.write(with_tracks(timeline(rate), track))
    (piece,) = written.pieces
    assert piece.content.isascii()
    (read,) = edl.read(piece.content).timeline.tracks
    nameless = [one[:-1] if len(one) == 6 else one for one in shapes(track)]
    assert decoded([one[:-1] if len(one) == 6 else one for one in shapes(read)]) == nameless


@pytest.mark.parametrize("rate", FrameRate)
def test_a_list_is_read_at_the_rate_it_names_whatever_is_wished(rate: FrameRate) -> None:
    made = timeline(rate, Clip(name="a", length=5))
    content = edl.write(made).pieces[0].content
    for wished in FrameRate:
        assert edl.read(content, wished).timeline.frame_rate == rate


def test_a_dip_to_black_and_a_fade_out_come_back() -> None:
    media = MediaReference(url="a.mov")
    made = timeline(
        FrameRate.FPS_25,
        Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=10),
        Clip(name="a", length=50, source=media, source_start=100),
        Transition(kind=TransitionKind.FADE, in_offset=10, out_offset=5),
        Clip(name="b", length=50, source=media, source_start=100),
        Transition(kind=TransitionKind.FADE, in_offset=10, out_offset=5),
        Gap(length=20),
        Clip(name="c", length=50, source=media, source_start=100),
        Transition(kind=TransitionKind.FADE, in_offset=25, out_offset=0),
    )
    again = edl.read(edl.write(made).pieces[0].content).timeline
    assert shapes(again.tracks[0]) == shapes(made.tracks[0])


def test_wipes_come_back_with_their_way() -> None:
    wipe = Transition(kind=TransitionKind.WIPE, in_offset=3, out_offset=4, name="left")
    made = timeline(FrameRate.FPS_25, Clip(name="a", length=9), wipe, Clip(name="b", length=9))
    again = edl.read(edl.write(made).pieces[0].content).timeline
    assert again.tracks[0].items[1] == wipe


def test_markers_come_back_over_a_transition_and_midnight() -> None:
    markers = (
        Marker(start=0, name=LYRICS, comment="la la", colour="CYAN"),
        Marker(start=30, name="Look", colour="RED"),
    )
    clip = Clip(name="a", length=50, markers=markers)
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=4, out_offset=4)
    rate = FrameRate.FPS_29_97_DF
    made = timeline(rate, Clip(name="b", length=20), mixed, clip, start=frames_per_day(rate) - 40)
    again = edl.read(edl.write(made).pieces[0].content).timeline
    read = again.tracks[0].items[2]
    assert isinstance(read, Clip)
    assert read.markers == markers


def test_files_come_back_by_their_letters() -> None:
    urls = [
        "file:///rushes/M%C3%B6we.mov",
        "/rushes/Möwe über dem Meer.mov",
        "C:\\Film\\100% a.mov",
        "A/%20.mov",
        "海.mov",
    ]
    clips = [
        Clip(name="a", length=5, source=MediaReference(url=url), source_start=3) for url in urls
    ]
    again = edl.read(edl.write(timeline(FrameRate.FPS_24, *clips)).pieces[0].content).timeline
    found = [
        item.source.url for item in again.tracks[0].items if isinstance(item, Clip) and item.source
    ]
    assert found == urls


def test_the_parts_of_a_long_list_follow_each_other() -> None:
    clip = Clip(name="a", length=2)
    made = timeline(FrameRate.FPS_25, *(clip,) * 2000)
    parts: list[Timeline] = [edl.read(it.content).timeline for it in edl.write(made).pieces]
    assert [part.start for part in parts] == [0, 1998, 3996]
    assert [len(part.tracks[0].items) for part in parts] == [999, 999, 2]
