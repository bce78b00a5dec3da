"""Shot lists as .csv: UTF-8 with the mark that Excel wants to see, commas, one row a line.

A spreadsheet takes a cell that begins with one of `= + - @` for a formula, whoever wrote it. Such
a text gets an apostrophe before it, as people type it themselves; one that begins with apostrophes
and such a sign gets one more, so that the way back is exact.
"""

import csv
import re
from io import StringIO
from typing import Final

from domain.board.project import Project
from domain.naming.code import NO_CODES, Codes
from domain.timeline import Layout
from interchange.report import Report
from interchange.table.column import Column
from interchange.table.row import Cell, rows
from interchange.written import Piece, Written

# Also those that spreadsheets skip or take for the same sign.
RISKY: Final = re.compile(r"'*[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")


def write(project: Project, plan: Layout, codes: Codes = NO_CODES) -> Written:
    """Write one line for each version of a clip."""
    report = Report()
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.title for column in Column)
    found = rows(project, plan, codes, report)
    writer.writerows([safe(cell) for cell in row] for row in found)
    piece = Piece(name=".csv", content=text.getvalue().encode("utf-8-sig"))
    return Written(pieces=(piece,), omissions=report.omissions)


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and RISKY.match(cell) else cell


def plain(cell: str) -> str:
    """Return the text that `safe` made this cell of."""
    return cell[1:] if cell.startswith("'") and RISKY.match(cell) else cell
