"""The shot list on paper: a line for each clip that plays, with the chosen texts below it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from domain.board.project import Project
from domain.naming.code import NO_CODES, Codes
from domain.timeline import Layout
from interchange.report import Report, quoted
from interchange.sheets.field import texts
from interchange.sheets.lettering import block, clipped
from interchange.sheets.option import FIELDS, PAGE
from interchange.sheets.paper import LEADING, Paper
from interchange.sheets.storyboard import report_alternates
from interchange.table.row import Clock, Line, clock, lines
from interchange.written import Piece, Written

CHOICES: Final = (PAGE, FIELDS)
SIZE: Final = 8.0
STEP: Final = SIZE * LEADING
INDENT: Final = 12.0
COLUMNS: Final = (
    ("Scene", 0.17),
    ("Clip", 0.2),
    ("Code", 0.15),
    ("Start", 0.11),
    ("End", 0.11),
    ("Frames", 0.08),
    ("Seconds", 0.08),
    ("Status", 0.1),
)
"""The columns with their shares of the width."""


def write(
    project: Project,
    plan: Layout,
    options: Mapping[str, str],
    made_at: datetime,
    codes: Codes = NO_CODES,
) -> Written:
    """Write pages with `page` and `fields` of the options."""
    report = Report()
    pages = Pages(Paper(options["page"], project.name, made_at, report), report)
    counted = clock(project)
    for line in lines(plan):
        if line.clip.is_chosen:
            pages.add(line, cells(line, counted, codes), options["fields"])
    report_alternates(plan, report)
    piece = Piece(name=".shots.pdf", content=pages.paper.finished())
    return Written(pieces=(piece,), omissions=report.omissions)


def cells(line: Line, counted: Clock, codes: Codes) -> tuple[str, ...]:
    clip, start = line.clip, line.block.start + line.clip.start
    return (
        line.block.scene.name,
        clip.name,
        codes.of_clip(clip),
        counted.timecode(start),
        counted.timecode(start + clip.length),
        str(clip.length),
        str(counted.seconds(clip.length)),
        clip.status,
    )


class Pages:
    """Rows from the top of a page down; a row is never divided."""

    def __init__(self, paper: Paper, report: Report) -> None:
        self.paper = paper
        self._report = report
        self._y = paper.room.y

    def add(self, line: Line, row: tuple[str, ...], fields: str) -> None:
        room = self.paper.room
        words = self.paper.checked(texts(line.clip, fields))
        most = int(room.height / STEP) - 3
        below, is_cut = block(words, SIZE, room.width - INDENT, most) if words else ([], False)
        if is_cut:
            reason = "a page has no more room."
            self._report.add("The end of a long text", quoted(line.clip.name), reason)
        if self._y - (len(below) + 1.5) * STEP < room.y:
            self.turn()
        self.row(row)
        self._y = self.paper.lines(room.x + INDENT, self._y, below, SIZE) - STEP / 2
        self.paper.hairline(self._y + STEP / 4)

    def turn(self) -> None:
        self.paper.turn()
        self._y = self.paper.room.top
        self.row(tuple(title for title, _ in COLUMNS))
        self._y -= STEP / 4
        self.paper.rule(self._y)
        self._y -= STEP / 4

    def row(self, cells: tuple[str, ...]) -> None:
        x = self.paper.room.x
        bottom = self._y
        for cell, (_, share) in zip(cells, COLUMNS, strict=True):
            wide = share * self.paper.room.width
            shown = clipped(self.paper.checked(cell), SIZE, wide - SIZE)
            bottom = self.paper.lines(x, self._y, [shown], SIZE)
            x += wide
        self._y = bottom
