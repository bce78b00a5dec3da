"""What only this program knows, as JSON in the fourth master comment.

It says what xmeml has no words for. What an editor may have changed since is taken from the XML
itself: media only count while they have the address they were written with, a transition only
while it is as long as it was.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final, NoReturn, TypeAlias, TypeVar, cast

from interchange.timeline import (
    MAX_FRAME,
    Details,
    MediaReference,
    Span,
    Transition,
    TransitionKind,
)
from interchange.xmeml.tree import Node

T = TypeVar("T")
Data: TypeAlias = Mapping[str, Any]
Noted: TypeAlias = tuple[Transition, tuple[int, int]]

NAMESPACE: Final = "emergent_storyboard"
VERSION: Final = 1
PAIR: Final = 2
PLACE: Final = ("comments", "mastercomment4")
VISIBLE: Final = frozenset({"lyrics", "notes"})
"""The texts of a clip that have a place of their own, where an editor may change them."""


def dump(data: Data) -> str:
    """Return the text of some data: ASCII, so that it can hold what XML cannot."""
    return json.dumps({NAMESPACE: VERSION, **data}, separators=(",", ":"))


def load(node: Node) -> Data:
    """Return what was written at an element; what is not ours, or was damaged, is nothing."""
    if node.noted is None:
        node.noted = parsed(node.said(*PLACE))
    return node.noted


def parsed(text: str) -> Data:
    if not text.lstrip().startswith("{"):
        return {}
    try:
        found = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return {}
    return found if is_ours(found) else {}


def is_ours(data: Data) -> bool:
    return data.get(NAMESPACE) == VERSION


def refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def typed(data: Data, key: str, kind: type[T], default: T) -> T:
    """Return a value if it is of a type, else the default."""
    value = data.get(key)
    return value if isinstance(value, kind) and not isinstance(value, bool) else default


def mapping(data: Data, key: str) -> Data:
    value = data.get(key)
    return cast("Data", value) if isinstance(value, dict) else {}


def frame(data: Data, key: str, default: int) -> int:
    value = typed(data, key, int, default)
    return value if abs(value) <= MAX_FRAME else default


def frames(data: Data, key: str) -> list[int]:
    """Return a list of numbers of frames; one with anything else in it is empty."""
    values = typed(data, key, list, [])
    if all(isinstance(value, int) and abs(value) <= MAX_FRAME for value in values):
        return values
    return []


def texts(data: Data, key: str) -> list[str]:
    values = typed(data, key, list, [])
    return values if all(isinstance(value, str) for value in values) else []


def said(details: Details) -> dict[str, Any]:
    """Return the details that say something and have no place of their own."""
    values = {field.name: getattr(details, field.name) for field in fields(details)}
    return {name: value for name, value in values.items() if value and name not in VISIBLE}


def details(data: Data, lyrics: str, notes: str) -> Details:
    known = {
        field.name: typed(data, field.name, str, "")
        for field in fields(Details)
        if field.name != "parameters" and field.name not in VISIBLE
    }
    parameters = mapping(data, "parameters")
    return Details(**known, lyrics=lyrics, notes=notes, parameters=parameters)


def media(source: MediaReference | None) -> dict[str, Any] | None:
    if source is None:
        return None
    span = source.available
    held = [span.start, span.length] if span else None
    return {"url": source.url, "name": source.name, "available": held}


def taken_media(data: Data) -> MediaReference | None:
    """Return the media of `media`, None for what is none."""
    if not data:
        return None
    held = frames(data, "available")
    return MediaReference(
        url=typed(data, "url", str, ""),
        name=typed(data, "name", str, ""),
        available=Span(start=held[0], length=held[1]) if len(held) == PAIR else None,
    )


def transition(wished: Transition, written: tuple[int, int], *, is_between: bool) -> dict[str, Any]:
    """Return a transition, the frames of it that were written, and if it is between clips."""
    return {
        "kind": wished.kind.value,
        "name": wished.name,
        "offsets": [wished.in_offset, wished.out_offset],
        "written": [*written],
        "between": is_between,
    }


def taken_transition(data: Data) -> Noted | None:
    """Return the transition of `transition` and its written frames, None for what is none."""
    offsets, written = frames(data, "offsets"), frames(data, "written")
    kind = data.get("kind")
    if kind not in set(TransitionKind) or not len(offsets) == len(written) == PAIR:
        return None
    if min(*offsets, *written) < 0:
        return None
    found = Transition(
        kind=TransitionKind(kind),
        name=typed(data, "name", str, ""),
        in_offset=offsets[0],
        out_offset=offsets[1],
    )
    return found, (written[0], written[1])
