"""Texts as elements: without what XML 1.0 cannot hold, and that reported."""

import re
from typing import Final
from xml.sax.saxutils import escape

from interchange.report import Report

IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_ENDS: Final = re.compile("\r\n?")


def element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


class Text:
    """Writes texts of people."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def element(self, tag: str, text: str, where: str) -> str:
        return element(tag, self.clean(text, where))

    def clean(self, text: str, where: str) -> str:
        if text.isprintable():
            return text
        lines = LINE_ENDS.sub("\n", text)
        kept = IMPOSSIBLE.sub("", lines)
        if kept != lines:
            self.report.add("Control characters of a text", where, "XML cannot hold them.")
        return kept
