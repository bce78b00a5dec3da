"""Any table that a shot list may come back as."""

from typing import Final

from interchange.report import InterchangeError, Report
from interchange.table import delimited_reader, workbook_reader
from interchange.table.grid import Grid, grid

ZIP: Final = b"PK"
# Of .xls, and of .xlsx with a password.
COMPOUND: Final = b"\xd0\xcf\x11\xe0"


def read(content: bytes) -> Grid:
    """Read .xlsx or .csv, whatever it is called. Raises InterchangeError with the reason."""
    report = Report()
    if content.startswith(COMPOUND):
        raise InterchangeError(
            "This is an old .xls, or has a password. Save it as .xlsx without one."
        )
    if content.startswith(ZIP):
        return grid(workbook_reader.values(content), report)
    return grid(delimited_reader.values(content, report), report)
