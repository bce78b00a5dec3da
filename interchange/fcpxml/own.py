"""What only this program knows, carried through the editor in the note of a keyword.

A keyword is what every kind of clip may have and what Final Cut Pro writes out again. Lyrics and
notes are not in it: they are a marker and the note of the clip, where an editor reads them.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, cast

import orjson

from interchange.report import Report
from interchange.timeline import Details, Scene

KEYWORD: Final = "Emergent Storyboard"
TEXTS: Final = (
    "id",
    "scene",
    "code",
    "image_prompt",
    "video_prompt",
    "negative_prompt",
    "status",
)


def packed(details: Details) -> str:
    """Return the data of a clip, an empty text where there is none."""
    data = {name: value for name in TEXTS if (value := getattr(details, name))}
    if details.parameters:
        data["parameters"] = details.parameters
    return dumped(data) if data else ""


def packed_scene(scene: Scene) -> str:
    """Return what a chapter has no place for."""
    texts = {"id": scene.id, "lyrics": scene.lyrics}
    known = {name: value for name, value in texts.items() if value}
    return dumped({"of_scene": {**known, "length": scene.length}})


def dumped(data: Mapping[str, Any]) -> str:
    try:
        return orjson.dumps(data).decode()
    except TypeError:  # A number of more than 64 bits, or half of a surrogate pair.
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def unpacked(note: str, where: str, report: Report) -> dict[str, Any]:
    """Return the data in a keyword's note."""
    try:
        data = orjson.loads(note)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        report.add("What this program had noted", where, "somebody has changed it.")
        return {}
    return cast("dict[str, Any]", data)


def details(data: Mapping[str, Any], lyrics: str, notes: str) -> Details:
    parameters = data.get("parameters")
    texts = {name: text(data, name) for name in TEXTS}
    return Details(
        lyrics=lyrics,
        notes=notes,
        parameters=cast("dict[str, Any]", parameters) if isinstance(parameters, dict) else {},
        **texts,
    )


def text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
