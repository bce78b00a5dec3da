"""Tables out of Excel workbooks: the first sheet, read row by row."""

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from interchange.report import InterchangeError
from interchange.table.grid import MAX_COLUMNS, MAX_ROWS, Formula, Raw, Value, is_filled

# A shot list of 20,000 clips with long texts unpacks to some 60 MB.
LARGEST: Final = 250_000_000
MOST_FILES: Final = 2_000
# Rows that are only counted: a sheet may have a cell in its millionth row and none before it.
MOST_EMPTY: Final = 4 * MAX_ROWS
FORMULA: Final = "f"
ZIP: Final = b"PK"
ENTRY: Final = b"PK\x01\x02"
WORKBOOK: Final = "xl/workbook.xml"
UNREADABLE: Final = (BadZipFile, ValueError, NotImplementedError)


def values(content: bytes) -> Iterator[Raw]:
    """Yield the rows with their numbers. Raises InterchangeError for a file that is none."""
    refuse_package(content)
    try:
        with warnings.catch_warnings():
            # What else the workbook has, such as drop-down lists, is of no interest here.
            warnings.simplefilter("ignore")
            rows = list(islice(sheet_rows(content), MAX_ROWS + 2))
    except InterchangeError:
        raise
    # The library says what it stumbles over with whatever exception that gives.
    except Exception as error:
        raise InterchangeError(
            "The workbook is damaged and cannot be read. Open it in Excel, save it again as .xlsx"
            " and import that."
        ) from error
    yield from padded(rows)


def recognises(content: bytes) -> bool:
    """Tell whether a file is a zip with a workbook in it."""
    if content[:2] != ZIP or content.count(ENTRY) > MOST_FILES:
        return False
    try:
        with ZipFile(BytesIO(content)) as package:
            return WORKBOOK in map(str.casefold, package.namelist())
    except UNREADABLE:
        return False


def refuse_package(content: bytes) -> None:
    """Refuse what is no workbook, has macros, or becomes too large when it is unpacked."""
    # Counted first, because the list of a zip with a million files would fill the memory.
    if content.count(ENTRY) > MOST_FILES:
        raise InterchangeError("The file is a zip archive, but no Excel workbook (.xlsx).")
    try:
        with ZipFile(BytesIO(content)) as package:
            members = package.infolist()
    except UNREADABLE as error:
        raise InterchangeError("The file is damaged: it is no complete workbook.") from error
    names = {member.filename.casefold() for member in members}
    if "[content_types].xml" not in names or WORKBOOK not in names:
        raise InterchangeError("The file is a zip archive, but no Excel workbook (.xlsx).")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise InterchangeError("The workbook has macros. Save it as .xlsx without them.")
    if sum(member.file_size for member in members) > LARGEST:
        raise InterchangeError(
            f"The workbook unpacks to more than {LARGEST // 10**6} MB, which no shot list does."
            " Copy its rows into a new workbook and import that."
        )


def sheet_rows(content: bytes) -> Iterator[Raw]:
    # It slows down the start of the program. It refuses entities, for defusedxml is installed.
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    sheet: Any = book.worksheets[0]
    # What the file says of its size need not be true.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        if number > MOST_EMPTY:
            raise InterchangeError(
                f"The sheet has a row after row {MOST_EMPTY:,}. Delete the empty rows before it."
            )
        found = [value(cell) for cell in cells]
        if any(map(is_filled, found)):
            yield number, found
    book.close()


def padded(rows: Sequence[Raw]) -> Iterator[Raw]:
    """Yield rows as wide as the first: a workbook leaves out the empty cells at the end."""
    width = len(rows[0][1]) if rows else 0
    for number, cells in rows:
        yield number, [*cells, *[None] * (width - len(cells))]


def value(cell: Any) -> Value:
    found: Value = cell.value
    return Formula(text=str(found)) if cell.data_type == FORMULA else found
