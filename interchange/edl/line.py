"""The lines of an EDL: written at their columns, read wherever they stand."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from events.record import record

OWN: Final = "STORYBOARD"
"""What begins our own comments, which other programs pass over."""
EVENT: Final = re.compile(
    r"(?P<number>\d{1,6})\s+(?P<reel>\S+)\s+(?P<channel>\S+)\s+"
    r"(?P<kind>C|D|W\d{1,3}|K\S*(?:\s+[BO])?)(?:\s+(?P<length>\d{1,4}))?\s+"
    r"(?P<source_in>\d\d[:;]\d\d[:;]\d\d[:;.,]\d\d)\s+(?P<source_out>\d\d[:;]\d\d[:;]\d\d[:;.,]\d\d)"
    r"\s+(?P<record_in>\d\d[:;]\d\d[:;]\d\d[:;.,]\d\d)"
    r"\s+(?P<record_out>\d\d[:;]\d\d[:;]\d\d[:;.,]\d\d)",
    re.IGNORECASE,
)
BLACK: Final = "BL"
_ENTITIES: Final[Mapping[str, str]] = {"ß": "ss", "æ": "ae", "ø": "o", "Æ": "AE", "Ø": "O"}


@record
class Times:
    """Timecodes as they are written."""

    source_in: str
    source_out: str
    record_in: str
    record_out: str


def event(number: int, reel: str, kind: str, length: int | None, times: Times) -> str:
    """Return an event of the video track, at the columns of CMX 3600: 1, 6, 15, 21, 26, 30."""
    lasts = "" if length is None else f"{length:03}"
    return (
        f"{number:03}  {reel:<8} {'V':<5} {kind:<4} {lasts:>3} "
        f"{times.source_in} {times.source_out} {times.record_in} {times.record_out}"
    )


def ascii_text(text: str) -> str:
    """Return a text on one line in plain letters: a line end would begin another event."""
    plain = "".join(_ENTITIES.get(char, char) for char in text)
    letters = unicodedata.normalize("NFKD", plain)
    kept = (char for char in letters if not unicodedata.combining(char))
    line = "".join(char if " " <= char <= "~" else "_" for char in kept)
    return " ".join(line.split())


class Reels:
    """Names of at most eight characters, another one for each file."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = {"AX", BLACK}

    def name(self, url: str) -> str:
        if not url:
            return "AX"
        if url not in self._of:
            self._of[url] = self._new(url)
        return self._of[url]

    def _new(self, url: str) -> str:
        file = url.split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
        stem = ascii_text(file.rpartition(".")[0] or file)
        base = re.sub(r"[^A-Z0-9]", "", stem.upper())[:8] or "REEL"
        reel, count = base, 1
        while reel in self._taken:
            count += 1
            reel = f"{base[: 8 - len(str(count))]}{count}"
        self._taken.add(reel)
        return reel
