"""Values out of an .otio document: each is checked where it is taken and named by its place."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any, Final, TypeAlias, cast

import orjson

from events.record import record
from interchange.plain import UNWANTED
from interchange.report import InterchangeError
from interchange.timeline import MAX_FRAME

Node: TypeAlias = Mapping[str, Any]

MAX_BYTES: Final = 128 * 1024 * 1024
MAX_RATE: Final = 1_000_000
NAMESPACE: Final = "emergent_storyboard"
OLD_NAMES: Final = {"Filler": "Gap", "Sequence": "Track"}
MAX_SECONDS: Final = MAX_FRAME // 60
TOLERANCE: Final = 0.001
DUST: Final = 0.000_001
"""Frame numbers are floats in the file: what is a millionth from a whole number is one."""


@record
class Range:
    """Exact seconds."""

    start: Fraction
    length: Fraction


def parse(content: bytes) -> Node:
    """Read the JSON of a document. Raises InterchangeError where it is none."""
    if len(content) > MAX_BYTES:
        raise InterchangeError(
            f"The file has {len(content) // 1024**2} MB, but at most {MAX_BYTES // 1024**2} MB are"
            " taken. Split the timeline in the editor and import the parts."
        )
    try:
        root = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise InterchangeError(
            f"The file is no OTIO timeline, its JSON is bad: {error}."
        ) from error
    return mapping(root, "the file")


def schema(node: Node) -> str:
    """Return what a node is, such as `Clip`, without its version."""
    name = str(node.get("OTIO_SCHEMA", "")).partition(".")[0]
    return OLD_NAMES.get(name, name)


def mapping(value: object, where: str) -> Node:
    if not isinstance(value, dict):
        raise InterchangeError(f"In {where} an object was expected, not {shown(value)}.")
    return cast("Node", value)


def child(node: Node, key: str, where: str) -> Node | None:
    """Return the object under a key, None where there is none."""
    value = node.get(key)
    return None if value is None else mapping(value, f"{where}, {key}")


def children(node: Node, key: str, where: str) -> list[Node]:
    value = node.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InterchangeError(f"In {where} “{key}” must be a list, not {shown(value)}.")
    return [mapping(item, f"{where}, {key}") for item in cast("Sequence[object]", value)]


def text(node: Node, key: str, where: str) -> str:
    """Return the text under a key without control characters; null is an empty one."""
    value = node.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InterchangeError(f"In {where} “{key}” must be a text, not {shown(value)}.")
    return clean(value)


def clean(value: str) -> str:
    """Leave out control characters that no text of a project may hold, as line ends may."""
    return value if value.isprintable() else UNWANTED.sub("", value)


def number(node: Node, key: str, where: str) -> float:
    value = node.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InterchangeError(f"In {where} “{key}” must be a number, not {shown(value)}.")
    return value


def time(node: Node, where: str) -> Fraction:
    """Return the seconds of a RationalTime."""
    per_second = rate(node, where)
    value = number(node, "value", where)
    if abs(value) > MAX_SECONDS * per_second:
        raise InterchangeError(f"In {where} the time {shown(node['value'])} is out of range.")
    nearest = round(value)
    frames = nearest if abs(value - nearest) < DUST else Fraction(value)
    return frames / per_second


def rate(node: Node, where: str) -> Fraction:
    """Return the frames per second of a RationalTime, exact for the 1001 rates."""
    value = number(node, "rate", where)
    if not 0 < value <= MAX_RATE:
        raise InterchangeError(
            f"In {where} the rate is {shown(node['rate'])}"
            f"; it must be above 0 and at most {MAX_RATE}."
        )
    return exact_rate(value)


@lru_cache(maxsize=64)
def exact_rate(value: float) -> Fraction:
    """Take 29.97 and 29.97002997 for what they mean, 30000/1001; leave other rates alone."""
    nearest = round(value)
    if nearest and abs(value - nearest) < TOLERANCE:
        return Fraction(nearest)
    ntsc = Fraction(ceil(value) * 1000, 1001)
    return ntsc if abs(value - ntsc) < 10 * TOLERANCE else Fraction(value)


def time_range(node: Node, key: str, where: str) -> Range | None:
    """Return a TimeRange, None where it is null. Raises InterchangeError for a negative length."""
    range_ = child(node, key, where)
    if range_ is None:
        return None
    start = child(range_, "start_time", where)
    length = child(range_, "duration", where)
    if length is None:
        raise InterchangeError(f"In {where} the {key.replace('_', ' ')} has no duration.")
    seconds = time(length, f"{where}, the duration")
    if seconds < 0:
        raise InterchangeError(f"In {where} the duration is negative ({shown(length['value'])}).")
    return Range(start=time(start, f"{where}, the start") if start else Fraction(0), length=seconds)


def shown(value: object) -> str:
    """Name a wrong value so that it can be found, but never at length."""
    return "nothing" if value is None else repr(value)[:40]


def own(node: Node, where: str) -> Node:
    """Return what this program itself has stored at a node."""
    metadata = child(node, "metadata", where) or {}
    return child(metadata, NAMESPACE, where) or {}
