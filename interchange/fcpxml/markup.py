"""Texts, addresses and times as they stand in an .fcpxml document."""

import re
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from events.record import record

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold, not even escaped."""
SPECIAL: Final = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
IN_ATTRIBUTES: Final = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
IN_TEXTS: Final = {"\r": "&#13;"}

SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
IN_URLS: Final = "%/:=&?~#+!$,;'@()*[]"
"""What keeps its meaning; the percent sign, so that what is encoded stays as it is."""
IN_PATHS: Final = "/:=&~+!$,;'@()*"
"""A path is not encoded yet: in it a percent sign, # and ? are letters like others."""

STILLS: Final = frozenset(
    {
        "avif",
        "bmp",
        "dpx",
        "exr",
        "gif",
        "heic",
        "heif",
        "jpeg",
        "jpg",
        "jxl",
        "png",
        "psd",
        "svg",
        "tga",
        "tif",
        "tiff",
        "webp",
    }
)


def attribute(text: str) -> str:
    """Return a text as it stands between quotes; a reader would make spaces of bare line ends."""
    if SPECIAL.search(text) is None:
        return text
    return escape(FORBIDDEN.sub("", text), IN_ATTRIBUTES)


def content(text: str) -> str:
    if SPECIAL.search(text) is None:
        return text
    return escape(FORBIDDEN.sub("", text), IN_TEXTS)


def address(url: str) -> str:
    """Return a URL or a path as an encoded URL; one that is encoded already stays the same."""
    clean = FORBIDDEN.sub("", url)
    if DRIVE.match(clean):
        return "file:///" + quote(clean.replace("\\", "/"), safe=IN_PATHS)
    if clean.startswith("/"):
        return "file://" + quote(clean, safe=IN_PATHS)
    return quote(clean, safe=IN_URLS)


def is_file(url: str) -> bool:
    """Tell whether a URL names a file of the machine, or one beside the document."""
    return url.startswith("file:") or SCHEME.match(url) is None


def is_still(url: str) -> bool:
    if url.startswith("data:"):
        return url.startswith("data:image/")
    return PurePosixPath(path_of(url)).suffix[1:].lower() in STILLS


def path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return url


@record
class Clock:
    """Writes frames as exact seconds: `numerator / denominator` of one is a frame."""

    numerator: int
    denominator: int

    def time(self, frames: int) -> str:
        return f"{frames * self.numerator}/{self.denominator}s" if frames else "0s"


def clock(rate: Fraction) -> Clock:
    """Return the clock of a rate; whole rates count hundredths, as Final Cut Pro does."""
    scale = 100 if rate.denominator == 1 else 1
    return Clock(numerator=rate.denominator * scale, denominator=rate.numerator * scale)
