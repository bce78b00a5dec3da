"""Letters on paper: the font that is embedded, and lines that fit a width.

The font holds Latin, Greek and Cyrillic with all their accents. What it lacks becomes a mark.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import fontpkg_noto_sans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT: Final = "Noto Sans"
LACKING: Final = "\ufffd"
FILE: Final = fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf"


@cache
def letters() -> frozenset[int]:
    """Make the font known, and return the letters that it has."""
    font: Any = TTFont(FONT, str(FILE))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def readable(text: str) -> str:
    """Return the text with a mark for each letter that the font lacks."""
    known = letters()
    return "".join(
        letter if ord(letter) in known or letter.isspace() else LACKING for letter in text
    )


def width(text: str, size: float) -> float:
    """Return how wide a line is, in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrapped(text: str, size: float, most: float) -> Iterator[str]:
    """Yield lines of at most `most` points, broken between words where that is possible."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if width(longer, size) <= most:
                line = longer
                continue
            if line:
                yield line
            *full, line = broken(word, size, most)
            yield from full
        yield line


def broken(word: str, size: float, most: float) -> Iterator[str]:
    """Yield a word in parts, each as long as has room."""
    part = ""
    for letter in word:
        if part and width(part + letter, size) > most:
            yield part
            part = ""
        part += letter
    yield part


def clipped(line: str, size: float, most: float) -> str:
    """Return one line that has room, with a mark for what is left out."""
    if width(line, size) <= most:
        return line
    while line and width(f"{line}…", size) > most:
        line = line[:-1]
    return f"{line.rstrip()}…"


def block(text: str, size: float, most: float, count: int) -> tuple[list[str], bool]:
    """Return at most `count` lines, and whether something was left out."""
    lines: list[str] = []
    for line in wrapped(text, size, most):
        if len(lines) == count:
            if lines:
                lines[-1] = clipped(f"{lines[-1]} …", size, most)
            return lines, True
        lines.append(line)
    return lines, False
