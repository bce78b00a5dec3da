"""The timeline as JSON for scripts and other programs.

The document has `format`, `version` and the timeline: `name`, `rate` (`numerator`, `denominator`,
`name`, `is_drop_frame`), `start` and `length`, `width` and `height` in pixels, `tracks` (from the
lowest; each with `kind`, `name` and `items`), `scenes` and `markers`. An item has a `type` (`clip`,
`gap`, `transition`). `document_reader` reads it.

Every moment and length is an object of `frames`, `seconds` and `timecode`. Frames are exact and
count from the beginning of the timeline; a moment's timecode counts from the start timecode, that
of a length from 00:00:00:00, and is null at a rate that has none. Seconds are for reading only.
A source's times are plain frames.
"""

from dataclasses import asdict
from typing import Any, Final

import orjson

from domain.rate import FrameRate
from domain.timecode import timecode
from events.record import record
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Item,
    Marker,
    MediaReference,
    Scene,
    Timeline,
    Track,
    length,
    placed,
    validate,
)

FORMAT: Final = "emergent-storyboard-timeline"
VERSION: Final = 1


def write(timeline: Timeline) -> bytes:
    """Write the document. Raises InterchangeError for a timeline that is not valid."""
    renderer = Renderer(timeline=validate(timeline), rate=timeline.frame_rate)
    return orjson.dumps(renderer.document(), option=orjson.OPT_INDENT_2)


@record
class Renderer:
    timeline: Timeline
    rate: FrameRate | None

    def document(self) -> dict[str, Any]:
        timeline = self.timeline
        return {
            "format": FORMAT,
            "version": VERSION,
            "name": timeline.name,
            "rate": {
                "numerator": timeline.rate.numerator,
                "denominator": timeline.rate.denominator,
                "name": self.rate,
                "is_drop_frame": timeline.is_drop_frame,
            },
            "start": self.moment(0),
            "length": self.duration(length(timeline)),
            "width": timeline.width,
            "height": timeline.height,
            "tracks": [self.track(track) for track in timeline.tracks],
            "scenes": [self.scene(scene) for scene in timeline.scenes],
            "markers": [self.marker(marker, 0) for marker in timeline.markers],
        }

    def moment(self, frame: int) -> dict[str, Any]:
        return self.time(frame, self.timeline.start + frame)

    def duration(self, frames: int) -> dict[str, Any]:
        return self.time(frames, frames)

    def time(self, frames: int, counted: int) -> dict[str, Any]:
        return {
            "frames": frames,
            "seconds": round(float(frames / self.timeline.rate), 6),
            "timecode": timecode(counted, self.rate, wrap=True) if self.rate else None,
        }

    def track(self, track: Track) -> dict[str, Any]:
        items = [self.item(item, start) for start, item in placed(track)]
        return {"kind": track.kind, "name": track.name, "items": items}

    def item(self, item: Item, start: int) -> dict[str, Any]:
        match item:
            case Clip():
                return self.clip(item, start)
            case Gap():
                return {"type": "gap", **self.place(start, item.length)}
            case _:
                return {
                    "type": "transition",
                    "kind": item.kind,
                    "name": item.name,
                    **self.place(start - item.in_offset, item.in_offset + item.out_offset),
                    "cut": self.moment(start),
                }

    def place(self, start: int, length: int) -> dict[str, Any]:
        return {"start": self.moment(start), "length": self.duration(length)}

    def clip(self, clip: Clip, start: int) -> dict[str, Any]:
        return {
            "type": "clip",
            "name": clip.name,
            **self.place(start, clip.length),
            "source": source(clip.source, clip.source_start),
            "alternates": [self.alternate(alternate) for alternate in clip.alternates],
            "markers": [self.marker(marker, start) for marker in clip.markers],
            **details(clip.details),
        }

    def alternate(self, alternate: Alternate) -> dict[str, Any]:
        return {
            "name": alternate.name,
            "length": self.duration(alternate.length),
            "source": source(alternate.source, alternate.source_start),
            **details(alternate.details),
        }

    def marker(self, marker: Marker, start: int) -> dict[str, Any]:
        return {
            "name": marker.name,
            "comment": marker.comment,
            "colour": marker.colour,
            **self.place(start + marker.start, marker.length),
        }

    def scene(self, scene: Scene) -> dict[str, Any]:
        return {
            "id": scene.id,
            "name": scene.name,
            **self.place(scene.start, scene.length),
            "description": scene.description,
            "lyrics": scene.lyrics,
        }


def source(media: MediaReference | None, start: int) -> dict[str, Any] | None:
    if media is None:
        return None
    available = asdict(media.available) if media.available else None
    return {"url": media.url, "name": media.name, "start": start, "available": available}


def details(value: Details) -> dict[str, Any]:
    return {
        "id": value.id,
        "scene": value.scene,
        "code": value.code,
        "lyrics": value.lyrics,
        "notes": value.notes,
        "image_prompt": value.image_prompt,
        "video_prompt": value.video_prompt,
        "negative_prompt": value.negative_prompt,
        "parameters": dict(value.parameters),
        "status": value.status,
    }
