"""The lines of an EDL: written at their columns, read wherever they stand."""

import re
from typing import Final

from events.record import record

OWN: Final = "STORYBOARD"
"""What begins our own comments."""
BLACK: Final = "BL"
AUXILIARY: Final = "AX"
"""The reel of what has none."""
NOTHING: Final = "NONE"
STILLS: Final = frozenset(
    {"png", "jpg", "jpeg", "webp", "gif", "tif", "tiff", "bmp", "exr", "dpx", "tga", "psd", "avif"}
)
BEGINNING: Final = 20_000

_TIMECODE: Final = r"\d\d[:;.]\d\d[:;.]\d\d[:;.,]\d\d"
EVENT: Final = re.compile(
    r"(?P<number>\d{1,6})\s+(?P<reel>\S.*?)\s+(?P<channel>[A-Z][A-Z0-9/]*)\s+"
    r"(?P<kind>C|D|W\d{1,3}|K\s?[BO]?)(?:\s*(?<=[\sD])(?P<length>\d{1,4}))?\s+"
    rf"(?P<source_in>{_TIMECODE})\s+(?P<source_out>{_TIMECODE})\s+"
    rf"(?P<record_in>{_TIMECODE})\s+(?P<record_out>{_TIMECODE})",
    re.IGNORECASE,
)
# What was meant to be an event: a number, and a timecode somewhere behind it.
BROKEN_EVENT: Final = re.compile(rf"\d{{1,6}}\s+\S.*\s{_TIMECODE}")
# Whoever made it, a line of thousands of spaces takes no longer than another: nothing that may
# be a space stands beside something else that may.
COMMENT: Final = re.compile(r"\*(?P<what>[A-Z_ \t]+):(?P<text>.*)", re.IGNORECASE)
LOCATOR: Final = re.compile(
    rf"(?P<at>{_TIMECODE})(?:\s+(?P<colour>[A-Z]+))?(?:\s+(?P<text>.*))?", re.IGNORECASE
)
SPEED: Final = re.compile(r"M2\s+(?:\S.*\s)?(?P<speed>[+-]?\d+(?:\.\d+)?)\s+(?P<at>[\d:;.]+)$")


@record
class Times:
    """Timecodes as they are written."""

    source_in: str
    source_out: str
    record_in: str
    record_out: str


def event(number: int, reel: str, kind: str, length: int, times: Times) -> str:
    """Return an event of the video track, at the columns of CMX 3600: 1, 6, 15, 21, 26, 30."""
    lasts = f"{length:03}" if length else ""
    return (
        f"{number:03}  {reel:<8} V     {kind:<4} {lasts:>3} "
        f"{times.source_in} {times.source_out} {times.record_in} {times.record_out}"
    )


def is_still(url: str) -> bool:
    """Tell whether a file is a picture that stands still, by its name."""
    file = re.split(r"[?#]", url, maxsplit=1)[0]
    return file.rpartition(".")[2].lower() in STILLS


def recognises(content: bytes) -> bool:
    """Tell whether a file may be an EDL: one of its first lines is an event."""
    beginning = content[:BEGINNING].decode("utf-8", "replace")
    return any(EVENT.match(spaced(line)) for line in beginning.splitlines())


def spaced(line: str) -> str:
    """Return a line with single spaces, in which an event is found quickly."""
    return " ".join(line.split())
