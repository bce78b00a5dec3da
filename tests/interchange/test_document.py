import json
from fractions import Fraction
from typing import Any, Final, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings

from events.record import replace
from interchange import document, document_reader
from interchange.report import InterchangeError
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
from tests.interchange.strategies import timelines

NO_DETAILS = {
    "id": "",
    "scene": "",
    "code": "",
    "lyrics": "",
    "notes": "",
    "image_prompt": "",
    "video_prompt": "",
    "negative_prompt": "",
    "parameters": {},
    "status": "",
}


def time(frames: int, seconds: float, timecode: str | None) -> dict[str, object]:
    return {"frames": frames, "seconds": seconds, "timecode": timecode}


def test_the_document_says_everything_in_frames_seconds_and_timecode() -> None:
    clip = Clip(
        name="a",
        length=24,
        source=MediaReference(url="a.mov", name="A", available=Span(start=5, length=90)),
        source_start=7,
        alternates=(Alternate(name="a A1", length=12),),
        markers=(Marker(start=2, length=1, name="m", comment="c", colour="RED"),),
        details=Details(id="clip-1", lyrics="la", parameters={"steps": 20}),
    )
    fade = Transition(kind=TransitionKind.FADE, in_offset=6, out_offset=0, name="out")
    track = Track(kind=TrackKind.VIDEO, name="V1", items=(Gap(length=12), clip, fade))
    timeline = Timeline(
        name="Film",
        rate=Fraction(24),
        start=86400,
        tracks=(track,),
        scenes=(Scene(id="scene-1", name="One", start=0, length=36, lyrics="la"),),
        markers=(Marker(start=1, name="here"),),
    )
    assert json.loads(document.write(timeline)) == {
        "format": "emergent-storyboard-timeline",
        "version": 1,
        "width": 1920,
        "height": 1080,
        "name": "Film",
        "rate": {"numerator": 24, "denominator": 1, "name": "FPS_24", "is_drop_frame": False},
        "start": time(0, 0.0, "01:00:00:00"),
        "length": time(36, 1.5, "00:00:01:12"),
        "tracks": [
            {
                "kind": "video",
                "name": "V1",
                "items": [
                    {
                        "type": "gap",
                        "start": time(0, 0.0, "01:00:00:00"),
                        "length": time(12, 0.5, "00:00:00:12"),
                    },
                    {
                        "type": "clip",
                        "name": "a",
                        "start": time(12, 0.5, "01:00:00:12"),
                        "length": time(24, 1.0, "00:00:01:00"),
                        "source": {
                            "url": "a.mov",
                            "name": "A",
                            "start": 7,
                            "available": {"start": 5, "length": 90},
                        },
                        "alternates": [
                            {
                                "name": "a A1",
                                "length": time(12, 0.5, "00:00:00:12"),
                                "source": None,
                                **NO_DETAILS,
                            }
                        ],
                        "markers": [
                            {
                                "name": "m",
                                "comment": "c",
                                "colour": "RED",
                                "start": time(14, 0.583333, "01:00:00:14"),
                                "length": time(1, 0.041667, "00:00:00:01"),
                            }
                        ],
                        **NO_DETAILS,
                        "id": "clip-1",
                        "lyrics": "la",
                        "parameters": {"steps": 20},
                    },
                    {
                        "type": "transition",
                        "kind": "fade",
                        "name": "out",
                        "start": time(30, 1.25, "01:00:01:06"),
                        "length": time(6, 0.25, "00:00:00:06"),
                        "cut": time(36, 1.5, "01:00:01:12"),
                    },
                ],
            }
        ],
        "scenes": [
            {
                "id": "scene-1",
                "name": "One",
                "start": time(0, 0.0, "01:00:00:00"),
                "length": time(36, 1.5, "00:00:01:12"),
                "description": "",
                "lyrics": "la",
            }
        ],
        "markers": [
            {
                "name": "here",
                "comment": "",
                "colour": "",
                "start": time(1, 0.041667, "01:00:00:01"),
                "length": time(0, 0.0, "00:00:00:00"),
            }
        ],
    }


def test_a_rate_that_projects_do_not_have_has_no_timecode() -> None:
    written = json.loads(document.write(Timeline(name="", rate=Fraction(48), start=48)))
    assert written["rate"]["name"] is None
    assert written["start"] == time(0, 0.0, None)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(timeline=timelines())
def test_a_timeline_written_and_read_again_is_the_same(timeline: Timeline) -> None:
    reading = document_reader.read(document.write(timeline))
    assert reading.timeline == replace(timeline, tracks=tuple(map(of_media, timeline.tracks)))
    assert reading.omissions == ()


def of_media(track: Track) -> Track:
    """Return a track of clips that use no frame of a file they do not have."""
    return replace(
        track,
        items=tuple(
            replace(used(item), alternates=tuple(map(used, item.alternates)))
            if isinstance(item, Clip)
            else item
            for item in track.items
        ),
    )


Version = TypeVar("Version", Clip, Alternate)


def used(version: Version) -> Version:
    return version if version.source else replace(version, source_start=0)


SMALL: Final[dict[str, Any]] = {
    "format": "emergent-storyboard-timeline",
    "version": 1,
    "rate": {"numerator": 25},
    "start": {"frames": 0, "timecode": "01:00:00:00"},
    "tracks": [{"items": [{"type": "clip", "start": {"frames": 0}, "length": {"frames": 9}}]}],
}


def test_a_script_needs_to_write_little() -> None:
    found = document_reader.read(json.dumps(SMALL).encode()).timeline
    assert (found.rate, found.start, found.width) == (Fraction(25), 90_000, 1920)
    assert found.tracks == (Track(kind=TrackKind.VIDEO, items=(Clip(name="", length=9),)),)


def test_a_start_that_is_no_timecode_is_reported() -> None:
    reading = document_reader.read(
        json.dumps({**SMALL, "start": {"frames": 0, "timecode": "x"}}).encode()
    )
    assert reading.timeline.start == 0
    assert [omission.what for omission in reading.omissions] == ["The start timecode"]
    other = {**SMALL, "rate": {"numerator": 12}}
    assert document_reader.read(json.dumps(other).encode()).timeline.start == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 2}, "The file is a timeline of version 2; this program reads version 1."),
        ({"version": None}, "The file is a timeline of version None; this program reads"),
        ({"rate": {"numerator": 0}}, "In the timeline “rate.numerator” must be 1 or more."),
        ({"rate": None}, "In the timeline “rate” must be an object."),
        ({"tracks": [{"items": [{"type": "song"}]}]}, "In the timeline “tracks[0].items[0]” has a"),
        ({"tracks": [{"items": [{}]}]}, "In the timeline “tracks[0].items[0]” has no type."),
        (
            {"tracks": [{"items": [{"type": "gap", "length": {"frames": 1.5}}]}]},
            "In the timeline “tracks[0].items[0].length.frames” must be a whole number.",
        ),
        (
            {"tracks": [{"items": [{"type": "gap"}]}]},
            "In the timeline “tracks[0].items[0].length” is",
        ),
        (
            {"tracks": [{"items": [{"type": "gap", "length": {"frames": 0}}]}]},
            "In track 1 what starts at frame 0 has no length.",
        ),
        ({"format": "film"}, "In the timeline “format” must be 'emergent-storyboard-timeline'."),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_path(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(InterchangeError) as refused:
        document_reader.read(json.dumps({**SMALL, **change}).encode())
    assert str(refused.value).startswith(told)
