"""What Fountain writes between the words: boneyard, notes and emphasis.

Each pass is linear in the text, however many marks are opened and never closed.
"""

import re
from collections.abc import Iterator
from typing import Final

from events.record import record
from interchange.report import Report

# Stand for what was taken out, so that lines keep their numbers and notes their places.
BREAK: Final = "\x00"
NOTE: Final = "\x01"
MARKS: Final = re.compile(r"\\.|\*+|_")


@record
class Line:
    """`number` counts from 1 in the file; `notes` are those that began in the line."""

    number: int
    text: str
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.notes


def lines(text: str, report: Report) -> list[Line]:
    """Divide a text without control characters into its lines."""
    kept = "".join(unburied(text, report))
    notes: list[str] = []
    blocks = [noteless(block, notes) for block in kept.split("\n\n")]
    return list(numbered("\n\n".join(blocks).split("\n"), iter(notes)))


def numbered(rows: list[str], notes: Iterator[str]) -> Iterator[Line]:
    number = 1
    for row in rows:
        found = tuple(next(notes) for _ in range(row.count(NOTE)))
        yield Line(number=number, text=row.replace(NOTE, "").replace(BREAK, ""), notes=found)
        number += 1 + row.count(BREAK)


def unburied(text: str, report: Report) -> Iterator[str]:
    """Yield what is outside of the boneyard."""
    at, line = 0, 1
    while (start := text.find("/*", at)) >= 0 and (end := text.find("*/", start + 2)) >= 0:
        yield text[at:start]
        line += text.count("\n", at, start)
        reason = "its author has taken it out of the script."
        report.add("Text in the boneyard", f"line {line}", reason)
        breaks = text.count("\n", start, end)
        yield BREAK * breaks
        at, line = end + 2, line + breaks
    yield text[at:]


def noteless(block: str, notes: list[str]) -> str:
    """Return lines without empty ones between them, their notes put into `notes`."""
    kept: list[str] = []
    at = 0
    while (start := block.find("[[", at)) >= 0 and (end := block.find("]]", start + 2)) >= 0:
        note = block[start + 2 : end]
        notes.append(note.replace(BREAK, "").strip())
        kept += [block[at:start], NOTE, BREAK * (note.count("\n") + note.count(BREAK))]
        at = end + 2
    return "".join([*kept, block[at:]])


def plain(text: str, where: str, report: Report) -> str:
    """Return a text without its emphasis."""
    return "\n".join(unmarked(line, where, report) for line in text.split("\n"))


def unmarked(line: str, where: str, report: Report) -> str:
    """Take out the marks that come in pairs, and the backslashes before marks that are meant."""
    marks = list(MARKS.finditer(line))
    if not marks:
        return line
    paired = pairs(line, marks)
    if paired:
        report.add("Bold, italic or underlined text", where, "it was taken as plain text.")
    kept: list[str] = []
    at = 0
    for mark in marks:
        is_escape = mark[0][0] == "\\" and mark[0][1] in "\\*_"
        if is_escape or mark.start() in paired:
            kept += [line[at : mark.start()], mark[0][1:] if is_escape else ""]
            at = mark.end()
    return "".join([*kept, line[at:]])


def pairs(line: str, marks: list[re.Match[str]]) -> set[int]:
    """Return where marks begin that open and close an emphasis."""
    opened: dict[str, int] = {}
    paired: set[int] = set()
    for mark in marks:
        kind = mark[0]
        if kind[0] == "\\" or len(kind) > len("***"):
            continue
        if kind in opened and not line[mark.start() - 1].isspace():
            paired |= {opened.pop(kind), mark.start()}
        elif mark.end() < len(line) and not line[mark.end()].isspace():
            opened[kind] = mark.start()
    return paired
