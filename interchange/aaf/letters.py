"""Texts as an AAF holds them: in UTF-16, without a NUL inside, at most 64 KB each."""

import re
from typing import Final

from interchange.report import Report

MOST: Final = 32_000
"""UTF-16 units of a text; a property has no more than 65,535 bytes."""

IN_LINES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
IN_PROSE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
LONE: Final = re.compile("[\ud800-\udfff]")


class Letters:
    """Cleans texts of people, and reports what it changes."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def line(self, text: str, where: str) -> str:
        return text if text.isprintable() else self._kept(text, IN_LINES.sub(" ", text), where)

    def prose(self, text: str, where: str) -> str:
        """Return a text of several lines, cut where it is longer than there is room."""
        if not text.isprintable():
            lines = text.replace("\r\n", "\n").replace("\r", "\n")
            text = self._kept(lines, IN_PROSE.sub("", lines), where)
        if len(text.encode("utf-16-le")) > 2 * MOST:
            self._report.add("The end of a text", where, f"an AAF holds {MOST:,} characters.")
            text = text.encode("utf-16-le")[: 2 * MOST].decode("utf-16-le", "ignore")
        return text

    def _kept(self, text: str, clean: str, where: str) -> str:
        clean = LONE.sub("\ufffd", clean)
        if clean != text:
            self._report.add("Control characters of a text", where, "an AAF cannot hold them.")
        return clean
