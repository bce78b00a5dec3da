"""What is written comes back frame for frame; what is lost is only what was reported."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings

from domain.rate import FrameRate
from domain.timecode import frames_per_day
from interchange import fcpxml
from interchange.fcpxml.markup import FORBIDDEN, address, is_still
from interchange.timeline import (
    LYRICS,
    NOTES,
    Alternate,
    Clip,
    Details,
    Reading,
    Scene,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    length,
    of_kind,
    placed,
    placed_clips,
)
from tests.interchange.fcpxml.test_writer import everything
from tests.interchange.strategies import timelines

Played: TypeAlias = tuple[int, str, int, str, int, list[tuple[Any, ...]], Details]

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
DIRT = "\0\x1f\ud800\ufffe"


def again(timeline: Timeline) -> Reading:
    return fcpxml.read(fcpxml.write(timeline).pieces[0].content)


def clean(value: Any) -> Any:
    """Return a value without the characters that no XML may hold."""
    match value:
        case str():
            return FORBIDDEN.sub("", value)
        case dict():
            return {clean(key): clean(item) for key, item in value.items()}
        case list():
            return [clean(item) for item in value]
        case _:
            return value


def cleaned(details: Details) -> Details:
    names = Details.__dataclass_fields__
    return Details(**{name: clean(getattr(details, name)) for name in names})


def url_of(version: Clip | Alternate) -> str:
    return address(version.source.url) if version.source else ""


def shown(version: Clip | Alternate) -> tuple[str, int, str, int]:
    """Return name, length, URL and first frame; what has no frames has no first one."""
    url = url_of(version)
    start = version.source_start if url and not is_still(url) else 0
    return clean(version.name), version.length, url, start


def played(track: Track, *, has_alternates: bool = True) -> list[Any]:
    """Return start, contents, alternates and texts of all that plays on a track."""
    return [
        (
            start,
            *shown(clip),
            [(*shown(each), cleaned(each.details)) for each in clip.alternates if has_alternates],
            cleaned(clip.details),
        )
        for start, clip in placed_clips(track)
    ]


def pictures(timeline: Timeline) -> list[Any]:
    """Return what plays on each video track, up to the highest that plays anything."""
    rows = [played(track) for track in of_kind(timeline, TrackKind.VIDEO)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def sounds(timeline: Timeline) -> list[Any]:
    """Return the sounds of all tracks, which may be renumbered, that have a file."""
    rows = (played(track, has_alternates=False) for track in of_kind(timeline, TrackKind.AUDIO))
    return sorted((each for row in rows for each in row if each[3]), key=repr)


def transitions(timeline: Timeline) -> list[tuple[int, int, int]]:
    """Return track, cut and length of all transitions of pictures."""
    return [
        (number, start, item.in_offset + item.out_offset)
        for number, track in enumerate(of_kind(timeline, TrackKind.VIDEO))
        for start, item in placed(track)
        if isinstance(item, Transition)
    ]


def texts(scene: Scene) -> list[str]:
    return [scene.id, scene.lyrics, clean(scene.description)]


def dirty(track: Track) -> Track:
    items = (
        replace(item, name=f"{DIRT}{item.name}{DIRT}") if isinstance(item, Clip) else item
        for item in track.items
    )
    return replace(track, items=tuple(items))


@SLOW
@given(timeline=timelines())
def test_every_clip_comes_back_at_its_frame_with_all_its_versions(timeline: Timeline) -> None:
    reading = again(timeline)
    found = reading.timeline
    assert (found.rate, found.start) == (timeline.rate, timeline.start)
    assert found.is_drop_frame == timeline.is_drop_frame
    assert found.name == clean(timeline.name)
    assert pictures(found) == pictures(timeline)
    assert sounds(found) == sounds(timeline)


@SLOW
@given(timeline=timelines())
def test_transitions_keep_their_cut_and_length_or_are_reported(timeline: Timeline) -> None:
    written = fcpxml.write(timeline)
    kept = transitions(fcpxml.read(written.pieces[0].content).timeline)
    dropped = sum(each.count for each in written.omissions if each.what == "A transition")
    items = [item for track in timeline.tracks for item in track.items]
    assert set(kept) <= set(transitions(timeline))
    assert len(kept) + dropped == sum(isinstance(item, Transition) for item in items)


@SLOW
@given(timeline=timelines())
def test_scenes_come_back_where_something_plays(timeline: Timeline) -> None:
    end = length(timeline)
    found = again(timeline).timeline.scenes
    assert [(each.start, each.name, texts(each)) for each in found] == [
        (scene.start, clean(scene.name or "Scene") or "Scene", texts(scene))
        for scene in timeline.scenes
        if scene.start < end
    ]


@SLOW
@given(timeline=timelines())
def test_what_came_back_once_comes_back_the_same_again(timeline: Timeline) -> None:
    once = again(timeline).timeline
    twice = again(once).timeline
    assert pictures(twice) == pictures(once)
    assert sounds(twice) == sounds(once)
    assert transitions(twice) == transitions(once)
    # A scene may have lasted as long as sounds without a file, which nobody can play.
    end = length(once)
    assert twice.scenes == tuple(
        replace(each, length=min(each.length, end - each.start))
        for each in once.scenes
        if each.start < end
    )


def test_a_scene_whose_name_cannot_be_written_is_called_scene() -> None:
    tracks = (Track(kind=TrackKind.VIDEO, items=(Clip(name="Gulls", length=1),)),)
    scenes = (Scene(name="\x08", start=0, length=1),)
    timeline = Timeline(name="Film", rate=Fraction(24), tracks=tracks, scenes=scenes)
    assert [scene.name for scene in again(timeline).timeline.scenes] == ["Scene"]


@SLOW
@given(timeline=timelines())
def test_control_characters_are_left_out_and_nothing_else(timeline: Timeline) -> None:
    tracks = tuple(dirty(track) for track in timeline.tracks)
    written = fcpxml.write(replace(timeline, tracks=tracks))
    assert pictures(fcpxml.read(written.pieces[0].content).timeline) == pictures(timeline)
    told = any(each.what == "Control characters of a text" for each in written.omissions)
    assert told or not any(True for track in tracks for _ in placed_clips(track))


@pytest.mark.parametrize("rate", FrameRate)
@pytest.mark.parametrize("hour", [0, 1, 24])
def test_a_project_comes_back_whole_at_every_rate_and_across_midnight(
    rate: FrameRate, hour: int
) -> None:
    day = frames_per_day(rate)
    start = day - 20 if hour == 24 else day * hour // 24
    timeline = replace(
        everything(),
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=start,
        markers=(),
        width=1080,
        height=1920,
    )
    written = fcpxml.write(timeline)
    reading = fcpxml.read(written.pieces[0].content)
    found = reading.timeline
    assert found.frame_rate is rate
    assert found.start == start
    assert (found.width, found.height) == (timeline.width, timeline.height)
    assert pictures(found) == pictures(timeline)
    assert sounds(found) == sounds(timeline)
    assert transitions(found) == transitions(timeline)
    assert found.scenes == timeline.scenes
    assert reading.omissions == ()


def test_texts_keep_their_line_ends_tabs_and_quotes() -> None:
    text = " Line “one” & <two>\n\tthree\r\n'four' "
    clip = Clip(
        name=text,
        length=9,
        details=Details(id="clip-1", lyrics=text, notes=text, parameters={"a": [text, 2**70]}),
    )
    track = Track(kind=TrackKind.VIDEO, items=(clip,))
    timeline = Timeline(name=text, rate=FrameRate.FPS_25.exact, tracks=(track,))
    found = again(timeline).timeline
    [read] = found.tracks[0].items
    assert isinstance(read, Clip)
    assert found.name == text
    assert read.name == text
    assert replace(read.details, parameters={}) == replace(clip.details, parameters={})
    assert read.details.parameters == {"a": [text, float(2**70)]}
    assert [(each.name, each.comment) for each in read.markers] == [(LYRICS, text), (NOTES, text)]


def test_a_fade_comes_back_as_a_fade() -> None:
    fade = Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=5)
    track = Track(kind=TrackKind.VIDEO, items=(fade, Clip(name="A", length=9)))
    timeline = Timeline(name="Cut", rate=FrameRate.FPS_25.exact, tracks=(track,))
    [found, _] = again(timeline).timeline.tracks[0].items
    assert found == replace(fade, name="Fade")
