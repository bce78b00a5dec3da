import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from domain.rate import FrameRate
from domain.timecode import frame_of, frames_per_day, written
from interchange import xmeml
from interchange.intake import intake
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Marker,
    MediaReference,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    placed_clips,
)
from interchange.xmeml import Alternates, Options
from interchange.xmeml.options import USUAL
from interchange.xmeml.text import IMPOSSIBLE, LINE_ENDS
from tests.interchange.plan import Plan, board, everything, exported, plans
from tests.interchange.strategies import timelines, without

IMPOSSIBLE_HERE = re.compile(f"{IMPOSSIBLE.pattern}|\r")
CLEAN = timelines().map(lambda timeline: without(timeline, IMPOSSIBLE_HERE))
SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.xml"))


def again(timeline: Timeline, options: Options = USUAL) -> Timeline:
    [piece] = xmeml.write(timeline, options).pieces
    reading = xmeml.read(piece.content)
    assert reading.omissions == ()
    return reading.timeline


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
@given(timeline=CLEAN)
def test_a_timeline_written_and_read_again_is_the_same(timeline: Timeline) -> None:
    assert again(timeline) == timeline


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(timeline=timelines())
def test_what_xml_cannot_hold_is_left_out_and_reported(timeline: Timeline) -> None:
    written_ = xmeml.write(timeline)
    found = xmeml.read(written_.pieces[0].content).timeline
    names = [clip.name for track in timeline.tracks for _, clip in placed_clips(track)]
    clean = [IMPOSSIBLE.sub("", LINE_ENDS.sub("\n", name)) for name in names]
    assert [clip.name for track in found.tracks for _, clip in placed_clips(track)] == clean
    told = any(each.what == "Control characters of a text" for each in written_.omissions)
    assert told or not any(IMPOSSIBLE.search(LINE_ENDS.sub("\n", name)) for name in names)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(timeline=CLEAN)
def test_without_the_elements_of_premiere_it_is_the_same_too(timeline: Timeline) -> None:
    assert again(timeline, Options(has_extensions=False)) == timeline


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(timeline=CLEAN)
def test_without_alternates_all_else_is_the_same(timeline: Timeline) -> None:
    tracks = tuple(
        replace(
            track,
            items=tuple(
                replace(item, alternates=()) if isinstance(item, Clip) else item
                for item in track.items
            ),
        )
        for track in timeline.tracks
    )
    plain = replace(timeline, tracks=tracks)
    assert again(timeline, Options(alternates=Alternates.OMITTED)) == plain


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(chosen=plans())
def test_a_project_exported_and_imported_is_the_same(chosen: Plan) -> None:
    made = board(*chosen.commands, rate=chosen.rate)
    timeline = exported(made).timeline
    assert again(timeline) == timeline
    if chosen.commands:
        result = intake(again(timeline), chosen.rate, "seed")
        assert everything(board(*result.commands, rate=chosen.rate)) == everything(made)


def moving(name: str, start: int = 100) -> MediaReference:
    return MediaReference(url=f"file:///{name}.mov", available=Span(start=start, length=900))


def everything_at(rate: FrameRate, start: int) -> Timeline:
    """Return two tracks of clips, stills, gaps and transitions, with texts in many letters."""
    lower = (
        Clip(name="Ärger & <Mühe>", length=97, source=moving("a"), source_start=150),
        Transition(kind=TransitionKind.DISSOLVE, in_offset=12, out_offset=13),
        Clip(
            name="静止画",
            length=30,
            source=MediaReference(url="file:///media/b%20c.png"),
            source_start=7,
            markers=(Marker(start=0, length=30, name="Lyrics", comment="la\nla", colour="CYAN"),),
            details=Details(id="clip-" + "1" * 32, lyrics="la\nla", parameters={"seed": 1}),
            alternates=(Alternate(name="B", length=400, source=moving("b"), source_start=130),),
        ),
        Gap(length=1001),
        Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=10),
        Clip(name="no media", length=25),
    )
    upper = (
        Gap(length=1),
        Clip(name="1", length=50, source=moving("1", start=rate.nominal * 3600), source_start=0),
        Transition(kind=TransitionKind.WIPE, in_offset=0, out_offset=10, name="up"),
        Clip(name="2", length=50, source=moving("2"), source_start=400),
        Transition(kind=TransitionKind.OTHER, in_offset=10, out_offset=3, name="Swirl"),
    )
    return Timeline(
        name="Film",
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=start,
        tracks=(
            Track(kind=TrackKind.VIDEO, name="V1", items=lower),
            Track(kind=TrackKind.VIDEO, name="V2", items=upper),
            Track(kind=TrackKind.AUDIO, name="Music", items=(Clip(name="song", length=2000),)),
        ),
        scenes=(Scene(name="One", start=0, length=98, id="scene-1", lyrics="x"),),
        markers=(Marker(start=5, name="look", colour="GREEN"),),
    )


@pytest.mark.parametrize("rate", FrameRate)
@pytest.mark.parametrize("at", ["from one o'clock", "across midnight"])
def test_every_rate_is_kept_frame_for_frame(rate: FrameRate, at: str) -> None:
    hour = frame_of(written(1, 0, 0, 0, rate), rate)
    start = hour if at == "from one o'clock" else frames_per_day(rate) - 50
    timeline = everything_at(rate, start)
    assert again(timeline) == timeline


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_real_timeline_survives_being_written_and_read(sample: Path) -> None:
    timeline = xmeml.read(sample.read_bytes()).timeline
    assert again(timeline) == timeline


@pytest.mark.parametrize(
    "url",
    [
        "file:///media/shot 1.mov",
        "file:///media/100%.mov",
        "file:///D:/media/a.mov",
        "D:\\media\\a.mov",
        "\\\\server\\share\\a.mov",
        "file://server/share/a.mov",
        "/media/ä#1?.mov",
        "media/a b.mov",
        "https://example.org/a.mov?token=a%20b&x=1#t",
        "FILE://LOCALHOST/a.mov",
        "~",
    ],
)
def test_an_address_of_any_kind_comes_back_as_it_was(url: str) -> None:
    clip = Clip(name="a", length=5, source=MediaReference(url=url))
    timeline = Timeline(
        name="", rate=FrameRate.FPS_25.exact, tracks=(Track(kind=TrackKind.VIDEO, items=(clip,)),)
    )
    assert again(timeline) == timeline


def test_what_xml_cannot_hold_is_left_out_of_texts_and_told() -> None:
    texts = Details(
        lyrics="a\x00b\x85c\r\nd\re\ufffe", image_prompt="\x00\ufffe\ud800", parameters={"\x01": 1}
    )
    clip = Clip(name="x\x07y\ud800", length=5, details=texts)
    timeline = Timeline(
        name="", rate=FrameRate.FPS_25.exact, tracks=(Track(kind=TrackKind.VIDEO, items=(clip,)),)
    )
    written_file = xmeml.write(timeline)
    [track] = xmeml.read(written_file.pieces[0].content).timeline.tracks
    kept = replace(texts, lyrics="abc\nd\ne")
    assert track.items == (replace(clip, name="xy", details=kept),)
    assert [omission.sentence for omission in written_file.omissions] == [
        "Control characters of a text, “x\x07y\ud800”: XML cannot hold them. (3 times)"
    ]
