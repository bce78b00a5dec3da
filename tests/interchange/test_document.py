import json
from fractions import Fraction

from interchange import document
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
