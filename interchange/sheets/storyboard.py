"""Storyboard sheets: a grid of frames in the order of the film, with words below each.

A frame has the picture of what its clip shows; where there is none, the clip's name is in it.
"""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Final

from domain.board.project import Project
from domain.naming.code import NO_CODES, Codes
from domain.timeline import Layout
from events.record import record
from interchange.pictured import NO_PICTURES, PICTURES, Pictures, report_missing, wants
from interchange.report import Report, quoted
from interchange.sheets.field import texts
from interchange.sheets.lettering import block, clipped, width
from interchange.sheets.option import FIELDS, GRID, PAGE
from interchange.sheets.paper import LEADING, Box, Paper
from interchange.table.row import Clock, Line, clock, lines
from interchange.written import Piece, Written

CHOICES: Final = (PAGE, GRID, FIELDS, PICTURES)
SIZE: Final = 7.5
GAP: Final = 14.0
BELOW: Final = 3.0
"""Between a frame and its words."""

SCENE_SHARE: Final = 0.5
FRAME_SHARE: Final = 0.55
"""At most that much of a cell's height is its frame: the rest is for words."""


def write(
    project: Project,
    plan: Layout,
    options: Mapping[str, str],
    made_at: datetime,
    codes: Codes = NO_CODES,
    *,
    pictures: Pictures = NO_PICTURES,
) -> Written:
    """Write sheets with `page`, `grid` (columns x rows), `fields` and `pictures` of the options."""
    report = Report()
    paper = Paper(options["page"], project.name, made_at, report)
    columns, rows = (int(number) for number in options["grid"].split("x"))
    sheet = Sheet(
        paper=paper,
        ratio=aspect(project),
        clock=clock(project),
        fields=options["fields"],
        report=report,
        codes=codes,
        pictures=pictures,
    )
    shown = [line for line in lines(plan) if line.clip.is_chosen]
    if wants(options):
        report_missing((line.clip for line in shown), pictures, report)
    for number, line in enumerate(shown):
        if number % (columns * rows) == 0:
            paper.turn()
        cell = place(paper.room, number % (columns * rows), columns, rows)
        sheet.draw(cell, line)
    report_alternates(plan, report)
    piece = Piece(name=".storyboard.pdf", content=paper.finished())
    return Written(pieces=(piece,), omissions=report.omissions)


def place(room: Box, number: int, columns: int, rows: int) -> Box:
    """Return a cell of the grid, counted from the upper left one."""
    row, column = divmod(number, columns)
    wide = (room.width - GAP * (columns - 1)) / columns
    high = (room.height - GAP * (rows - 1)) / rows
    x = room.x + column * (wide + GAP)
    return Box(x=x, y=room.top - row * (high + GAP) - high, width=wide, height=high)


@record
class Sheet:
    """Draws clips; `ratio` is the shape of their frames, `fields` what is written below."""

    paper: Paper
    ratio: Fraction
    clock: Clock
    fields: str
    report: Report
    codes: Codes
    pictures: Pictures

    def draw(self, cell: Box, line: Line) -> None:
        picture = frame(cell, self.ratio)
        if content := self.pictures.get(line.clip.id):
            self.paper.picture(picture, content)
        else:
            self.title(picture, line.clip.name)
        self.paper.frame(picture)
        captions = self.captions(line, cell.width)
        self.words(cell, self.paper.lines(cell.x, picture.y - BELOW, captions, SIZE), line)

    def title(self, picture: Box, name: str) -> None:
        """Write the name where the picture will be."""
        shown = clipped(self.paper.checked(name), SIZE, picture.width - SIZE)
        x = picture.x + (picture.width - width(shown, SIZE)) / 2
        self.paper.line(x, picture.y + picture.height / 2, shown, SIZE, picture.width)

    def captions(self, line: Line, most: float) -> list[str]:
        """Return the lines that every clip has: where it is in the film, and when."""
        clip, start = line.clip, line.block.start + line.clip.start
        begin, end = self.clock.timecode(start), self.clock.timecode(start + clip.length)
        # A long name of the scene leaves room for that of the clip.
        scene = clipped(self.paper.checked(line.block.scene.name), SIZE, most * SCENE_SHARE)
        named = f"{scene} · {self.paper.checked(clip.name)}"
        seconds = self.clock.seconds(clip.length)
        code = self.codes.of_clip(clip)
        named = f"{code} · {named}" if code else named
        timed = f"{begin} - {end} · {clip.length} f · {seconds} s · {clip.status}"
        return [clipped(text, SIZE, most) for text in (named, timed)]

    def words(self, cell: Box, top: float, line: Line) -> None:
        """Write the chosen texts from a top down, as far as the cell has room."""
        text = self.paper.checked(texts(line.clip, self.fields))
        count = max(int((top - cell.y) / (SIZE * LEADING)), 0)
        shown, is_cut = block(text, SIZE, cell.width, count) if text else ([], False)
        self.paper.lines(cell.x, top, shown, SIZE)
        if is_cut:
            reason = "its cell has no more room."
            self.report.add("The end of a long text", quoted(line.clip.name), reason)


def aspect(project: Project) -> Fraction:
    """Return width through height as the project is shown, such as 16:9."""
    across, _, down = project.aspect_ratio.partition(":")
    try:
        found = Fraction(across) / Fraction(down or 1)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    return found if found > 0 else Fraction(project.width, project.height)


def frame(cell: Box, ratio: Fraction) -> Box:
    """Return the largest frame of a ratio that has room at the top of a cell."""
    wide = min(cell.width, cell.height * FRAME_SHARE * float(ratio))
    high = wide / float(ratio)
    return Box(x=cell.x, y=cell.top - high, width=wide, height=high)


def report_alternates(plan: Layout, report: Report) -> None:
    for line in lines(plan):
        if not line.clip.is_chosen:
            reason = "only what plays is printed."
            report.add("An alternate", quoted(line.clip.name), reason)
