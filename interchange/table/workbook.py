"""Shot lists as Excel workbooks (.xlsx)."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from domain.board.project import Project
from domain.timeline import Layout
from interchange.report import Report
from interchange.table.column import Column
from interchange.table.row import Cell, rows
from interchange.written import Piece, Written

SHEET: Final = "Shot list"
# A row is written out as soon as the next one begins, so memory does not grow with the project.
# Texts stay texts, whatever they begin with.
OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(project: Project, plan: Layout, made_at: datetime) -> Written:
    """Write a sheet of one row for each version of a clip."""
    report = Report()
    content = BytesIO()
    import xlsxwriter  # noqa: PLC0415 - it would slow down the start of the program

    with xlsxwriter.Workbook(content, OPTIONS) as book:
        # The file format has no time zones.
        created = made_at.replace(tzinfo=None)
        book.set_properties({"title": project.name, "created": created})
        fill(book, rows(project, plan, report))
    piece = Piece(name=".xlsx", content=content.getvalue())
    return Written(pieces=(piece,), omissions=report.omissions)


def fill(book: Any, found: Iterable[tuple[Cell, ...]]) -> None:
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 3)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(Column):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, head)
    for number, cells in enumerate(found, 1):
        for place, cell in enumerate(cells):
            if not isinstance(cell, str):
                sheet.write_number(number, place, cell, body)
            elif cell:
                sheet.write_string(number, place, cell, body)
