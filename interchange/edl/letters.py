"""Texts on one line of an EDL, in its letters."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, unquote

from interchange.report import Report, quoted

_SPELLED: Final[Mapping[int, str]] = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
    }
)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# What cannot stand on a line, or would not be read again as it was.
_NOT_ON_LINES: Final = re.compile(r"[^\x20-\x7e]+|^ +| +$|(?<= ) +")
_FOREIGN: Final = re.compile(r"(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


class Letters:
    """Writes texts; what ASCII does not have is spelled without it, and reported."""

    def __init__(self, report: Report, *, is_ascii: bool) -> None:
        self._report = report
        self._is_ascii = is_ascii

    def line(self, text: str) -> str:
        """Return a text on one line: a line end in it would begin another event."""
        if text.isascii() and text.isprintable():
            return " ".join(text.split()) if "  " in text else text.strip()
        if "\n" in text.strip():
            reason = "a comment has one line."
            self._report.add("The line ends of a text", quoted(text), reason)
        line = " ".join(_CONTROLS.sub(" ", text).split())
        if line.isascii() or not self._is_ascii:
            return line
        reason = "the list is in ASCII; choose UTF-8 where the program reads it."
        self._report.add("Letters that ASCII does not have", quoted(line), reason)
        return ascii_text(line)

    def address(self, url: str) -> str:
        """Return a URL or path with what cannot stand on a line percent-encoded."""
        return _NOT_ON_LINES.sub(lambda found: quote(found[0], errors="replace"), url)


def address(text: str) -> str:
    """Return the file that a comment names: letters of a path that were encoded are its own."""
    if "://" in text:
        return text
    return _FOREIGN.sub(lambda found: unquote(found[0]), text)


def ascii_text(text: str) -> str:
    """Return a text on one line in plain letters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    letters = unicodedata.normalize("NFKD", _CONTROLS.sub(" ", text.translate(_SPELLED)))
    kept = (char for char in letters if not unicodedata.combining(char))
    return " ".join("".join(char if " " <= char <= "~" else "_" for char in kept).split())
