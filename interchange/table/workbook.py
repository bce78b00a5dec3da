"""Shot lists as Excel workbooks (.xlsx)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from domain.board.project import Project
from domain.naming.code import NO_CODES, Codes
from domain.timeline import Layout
from interchange.pictured import NO_PICTURES, Pictures, report_missing
from interchange.report import Report
from interchange.table.column import PICTURE, PICTURE_WIDTH, Column
from interchange.table.row import Cell, lines, rows
from interchange.written import Piece, Written

SHEET: Final = "Shot list"
PICTURE_PIXELS: Final = 160
PICTURE_HEIGHT: Final = 90
ROW_HEIGHT: Final = PICTURE_HEIGHT + 4
# A row is written out as soon as the next one begins, so memory does not grow with the project.
# Texts stay texts, whatever they begin with.
OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(
    project: Project,
    plan: Layout,
    made_at: datetime,
    codes: Codes = NO_CODES,
    *,
    pictures: Pictures | None = None,
) -> Written:
    """Write a sheet of one row for each version of a clip; None wants no pictures."""
    report = Report()
    if pictures is not None:
        report_missing((line.clip for line in lines(plan)), pictures, report)
    content = BytesIO()
    import xlsxwriter  # noqa: PLC0415 - it would slow down the start of the program

    with xlsxwriter.Workbook(content, OPTIONS) as book:
        # The file format has no time zones.
        created = made_at.replace(tzinfo=None)
        book.set_properties({"title": project.name, "created": created})
        fill(book, rows(project, plan, codes, report), pictures or NO_PICTURES)
    piece = Piece(name=".xlsx", content=content.getvalue())
    return Written(pieces=(piece,), omissions=report.omissions)


def fill(book: Any, found: Iterable[tuple[Cell, ...]], pictures: Pictures) -> None:
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 3)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    behind = len(Column)
    for place, (title, width) in enumerate(titles(pictures)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    for number, cells in enumerate(found, 1):
        if picture := pictures.get(str(cells[0])):
            # A row has its height before its cells, for it is written out when the next begins.
            sheet.set_row_pixels(number, ROW_HEIGHT)
            sheet.insert_image(number, behind, "picture.jpg", placed(picture))
        for place, cell in enumerate(cells):
            if not isinstance(cell, str):
                sheet.write_number(number, place, cell, body)
            elif cell:
                sheet.write_string(number, place, cell, body)


def titles(pictures: Pictures) -> Iterator[tuple[str, int]]:
    """Yield what the columns are called and how wide they are; pictures are behind all others."""
    yield from ((column.title, column.width) for column in Column)
    if pictures:
        yield PICTURE, PICTURE_WIDTH


def placed(picture: bytes) -> dict[str, Any]:
    """Return how a picture lies in its cell: as high as has room, moved and sorted with it."""
    from PIL import Image  # noqa: PLC0415 - a workbook without pictures needs no Pillow

    with Image.open(BytesIO(picture), formats=("JPEG",)) as image:
        wide, high = image.size
    scale = min(PICTURE_HEIGHT / high, PICTURE_PIXELS / wide)
    return {
        "image_data": BytesIO(picture),
        "x_offset": 2,
        "y_offset": 2,
        "x_scale": scale,
        "y_scale": scale,
        "object_position": 1,
    }
