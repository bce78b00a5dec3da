"""Tables out of .csv and its relatives, as spreadsheets of all countries write them."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from interchange.report import InterchangeError, Report
from interchange.table.delimited import plain
from interchange.table.grid import Raw

DELIMITERS: Final = ",;\t|"
WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def values(content: bytes, report: Report) -> Iterator[Raw]:
    """Yield the rows with their numbers. Raises InterchangeError for a file that is none."""
    text = decoded(content, report)
    first, _, rest = text.partition("\n")
    # Excel itself writes and takes this line to say which delimiter is meant.
    if first.casefold().startswith("sep="):
        delimiter, text = first[4:].rstrip("\r") or ",", f"\n{rest}"
    else:
        delimiter = max(DELIMITERS, key=first.count)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise InterchangeError("The first line names no delimiter. Write `sep=,` or leave it out.")
    yield from split(text, delimiter)


def split(text: str, delimiter: str) -> Iterator[Raw]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, [plain(cell) for cell in cells]
            number = reader.line_num + 1
    except csv.Error as error:
        raise InterchangeError(
            f"The table cannot be read from line {number} on: a quotation mark may be missing"
            f" ({error})."
        ) from error


def decoded(content: bytes, report: Report) -> str:
    """Return the text; what is not UTF-8 is read as Windows writes it, with a note."""
    try:
        text = content.decode("utf-16" if content.startswith(WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        reason = "it was read as Windows-1252: look whether accents are right, or save as UTF-8."
        report.add("The encoding", "the file is not UTF-8", reason)
    if "\x00" in text:
        raise InterchangeError("The file is no table: it has zero bytes in it.")
    return text
