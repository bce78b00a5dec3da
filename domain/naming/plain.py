"""Texts as every file system and every editing program takes them: ASCII, and nothing special."""

import re
from typing import Final
from unicodedata import normalize

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l"}
    | {"Ł": "L", "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
# Windows takes these for devices, whatever their ending is.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe(text: str) -> str:
    """Return a text in ASCII: accents go, and what else is unsafe becomes _; it may be empty."""
    plain = normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("_", plain)


def is_reserved(name: str) -> bool:
    """Tell whether Windows has a device of this name."""
    return _RESERVED.match(name) is not None
