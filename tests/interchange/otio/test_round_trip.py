from fractions import Fraction
from pathlib import Path

import opentimelineio
import orjson
import pytest
from hypothesis import HealthCheck, assume, given, settings

from events.record import replace
from interchange import otio
from interchange.otio.writer import SCHEMA
from interchange.plain import UNWANTED
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
)
from tests.interchange.strategies import timelines, without

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.otio"))

CUT = Timeline(
    name="Film “1”\n\t\\",
    rate=Fraction(24),
    start=86400,
    tracks=(
        Track(
            kind=TrackKind.VIDEO,
            name="V1",
            items=(
                Gap(length=12),
                Clip(
                    name="Gulls",
                    length=30,
                    source=MediaReference(url="a.mov", available=Span(start=2, length=90)),
                    source_start=7,
                    alternates=(
                        Alternate(name="z", length=20, source=None),
                        Alternate(name="a", length=21, source=MediaReference(url="", name="B")),
                        Alternate(name="a", length=22, source=MediaReference(url="b.png")),
                    ),
                    markers=(Marker(start=1, length=5, name="Lyrics", comment="la", colour="RED"),),
                    details=Details(lyrics="la", parameters={"b": 7.5, "a": [None, True, 2**62]}),
                ),
                Transition(kind=TransitionKind.DISSOLVE, in_offset=3, out_offset=4, name="Mix"),
                Clip(name="Rain", length=8),
                Transition(kind=TransitionKind.WIPE, in_offset=0, out_offset=4),
                Clip(name="Quay", length=8, details=Details(id="clip-1", scene="s", parameters={})),
            ),
        ),
        Track(kind=TrackKind.AUDIO),
    ),
    scenes=(Scene(name="Quay", start=0, length=42, id="scene-1", description="At night"),),
    markers=(Marker(start=3, length=0, name="Here"),),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(timeline=timelines())
def test_a_timeline_written_and_read_again_is_the_same(timeline: Timeline) -> None:
    reading = otio.read(otio.write(timeline))
    assert reading.timeline == without(timeline, UNWANTED)
    assert reading.omissions == ()


def by_the_library(content: bytes) -> bytes:
    """Return a document as the library writes it, once it has read it."""
    core = opentimelineio.core
    document = core.deserialize_json_from_string(content.decode())
    return str(core.serialize_json_to_string(document, {}, -1)).encode()


def rough(value: object) -> object:
    """Return a JSON value with few digits: the library reads numbers with a small error."""
    match value:
        case float():
            return float(f"{value:.12g}")
        case dict():
            return {key: rough(item) for key, item in value.items()}
        case list():
            return [rough(item) for item in value]
        case _:
            return value


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
@given(timeline=timelines())
def test_a_document_says_what_the_library_would_write(timeline: Timeline) -> None:
    assume(SCHEMA not in repr(timeline))
    content = otio.write(timeline)
    assert rough(orjson.loads(content)) == rough(orjson.loads(by_the_library(content)))


def test_an_alternate_may_have_the_name_of_the_key_that_makes_an_element() -> None:
    clip = Clip(
        name="Gulls",
        length=30,
        source=None,
        alternates=(Alternate(name=SCHEMA, length=20, source=None),),
    )
    timeline = replace(CUT, tracks=(Track(kind=TrackKind.VIDEO, items=(clip,)),))
    content = otio.write(timeline)
    assert content == by_the_library(content)
    assert otio.read(content).timeline == timeline


def test_a_document_is_byte_for_byte_what_the_library_would_write() -> None:
    content = otio.write(CUT)
    assert content == by_the_library(content)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_real_timeline_survives_being_written_and_read(sample: Path) -> None:
    timeline = otio.read(sample.read_bytes()).timeline
    assert otio.read(otio.write(timeline)).timeline == timeline


def test_the_library_itself_reads_exact_times_and_alternates() -> None:
    alternate = Alternate(
        name="Clip A1",
        length=20,
        source=MediaReference(url="file:///b.mov", available=Span(start=10, length=90)),
    )
    clip = Clip(
        name="Clip",
        length=30,
        source=MediaReference(url="file:///a.mov"),
        source_start=7,
        alternates=(alternate,),
        details=Details(lyrics="la la", parameters={"steps": 20}),
    )
    track = Track(kind=TrackKind.VIDEO, name="V1", items=(Gap(length=12), clip))
    timeline = Timeline(name="Film", rate=Fraction(24000, 1001), start=86400, tracks=(track,))

    document = opentimelineio.adapters.read_from_string(otio.write(timeline).decode())

    [found] = document.find_clips()
    assert document.global_start_time == opentimelineio.opentime.RationalTime(86400, 24000 / 1001)
    assert found.range_in_parent() == opentimelineio.opentime.TimeRange(
        opentimelineio.opentime.RationalTime(12, 24000 / 1001),
        opentimelineio.opentime.RationalTime(30, 24000 / 1001),
    )
    assert {key: media.target_url for key, media in found.media_references().items()} == {
        "DEFAULT_MEDIA": "file:///a.mov",
        "Clip A1": "file:///b.mov",
    }
    assert found.metadata["emergent_storyboard"] == {
        "lyrics": "la la",
        "parameters": {"steps": 20},
    }


def test_what_the_library_would_cut_at_a_nul_is_cleaned_instead() -> None:
    clip = Clip(
        name="a\0b",
        length=1,
        details=Details(notes="c\0d", parameters={"n\0": ["e\0f"], "big": 2**70}),
    )
    track = Track(kind=TrackKind.VIDEO, items=(clip,))
    written = otio.write(Timeline(name="x\0y", rate=Fraction(25), tracks=(track,)))

    timeline = otio.read(written).timeline

    assert timeline.name == "xy"
    assert timeline.tracks[0].items == (
        Clip(
            name="ab",
            length=1,
            details=Details(notes="cd", parameters={"n": ["ef"], "big": float(2**70)}),
        ),
    )


def test_alternates_of_one_name_keep_their_own_media() -> None:
    alternates = tuple(
        Alternate(name=name, length=5, source=MediaReference(url=f"file:///{index}.png"))
        for index, name in enumerate(["Take", "Take", "", "DEFAULT_MEDIA"])
    )
    clip = Clip(name="Clip", length=5, alternates=alternates)
    timeline = Timeline(
        name="", rate=Fraction(24), tracks=(Track(kind=TrackKind.VIDEO, items=(clip,)),)
    )
    assert otio.read(otio.write(timeline)).timeline == timeline
