"""OTIO documents as other programs write them, piece by piece."""

import json
from typing import Any

Raw = dict[str, Any]


def time(value: float, rate: float = 24) -> Raw:
    return {"OTIO_SCHEMA": "RationalTime.1", "value": value, "rate": rate}


def range_(start: float, length: float, rate: float = 24) -> Raw:
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": time(start, rate),
        "duration": time(length, rate),
    }


def clip(name: str, start: float = 0, length: float = 24, *, rate: float = 24, **more: Any) -> Raw:
    shown = range_(start, length, rate)
    return {"OTIO_SCHEMA": "Clip.2", "name": name, "source_range": shown, **more}


def gap(length: float, **more: Any) -> Raw:
    return {"OTIO_SCHEMA": "Gap.1", "source_range": range_(0, length), **more}


def transition(before: float, after: float, **more: Any) -> Raw:
    return {
        "OTIO_SCHEMA": "Transition.1",
        "transition_type": "SMPTE_Dissolve",
        "in_offset": time(before),
        "out_offset": time(after),
        **more,
    }


def marker(name: str, start: float, length: float = 0, **more: Any) -> Raw:
    marked = range_(start, length)
    return {"OTIO_SCHEMA": "Marker.2", "name": name, "marked_range": marked, **more}


def track(*items: Raw, kind: str = "Video", **more: Any) -> Raw:
    return {"OTIO_SCHEMA": "Track.1", "kind": kind, "children": list(items), **more}


def stack(*layers: Raw, **more: Any) -> Raw:
    return {"OTIO_SCHEMA": "Stack.1", "children": list(layers), **more}


def timeline(*layers: Raw, **more: Any) -> Raw:
    return {"OTIO_SCHEMA": "Timeline.1", "name": "Cut", "tracks": stack(*layers), **more}


def document(root: Any) -> bytes:
    return json.dumps(root).encode()
