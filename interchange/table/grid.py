"""What stands in a table, by column, before anything is made of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from events.record import record
from interchange.report import InterchangeError, Omission, Report, quoted
from interchange.table.column import BY_TITLE, PICTURE, Column

MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 200


@record
class Formula:
    """A cell that says how to reckon its value and not what that is."""

    text: str


Value: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | Formula | None"
Raw: TypeAlias = "tuple[int, Sequence[Value]]"


@record
class Row:
    """`number` is the row's place in the file, from 1; a column that it lacks is not there."""

    number: int
    cells: Mapping[Column, Value]

    @property
    def name(self) -> str:
        """Say which row it is, for a sentence."""
        clip = self.cells.get(Column.CLIP)
        return f"row {self.number} {quoted(str(clip))}" if clip else f"row {self.number}"


@record
class Grid:
    rows: tuple[Row, ...]
    omissions: tuple[Omission, ...]


def grid(found: Iterable[Raw], report: Report) -> Grid:
    """Return the rows below the header. Raises InterchangeError for what is no shot list."""
    filled = ((number, cells) for number, cells in found if any(map(is_filled, cells)))
    number, titles = next(filled, (0, ()))
    places = header(number, titles, report)
    rows: list[Row] = []
    for number, cells in filled:
        if len(rows) == MAX_ROWS:
            raise InterchangeError(
                f"The table has more than {MAX_ROWS:,} rows. Divide it and import the parts."
            )
        rows.append(row(number, cells, places))
    return Grid(rows=tuple(rows), omissions=report.omissions)


def is_filled(value: Value) -> bool:
    return value is not None and value != ""


def header(number: int, titles: Sequence[Value], report: Report) -> dict[int, Column]:
    """Return the columns by their places; titles are taken in any order and spelling of case."""
    places: dict[int, Column] = {}
    for place, title in enumerate(titles):
        words = " ".join(str(title).split()) if isinstance(title, str) else ""
        column = BY_TITLE.get(words.casefold())
        if column in places.values():
            raise InterchangeError(f"Row {number} has the column {quoted(words)} twice. Keep one.")
        if column is not None:
            places[place] = column
        elif is_filled(title) and words.casefold() != PICTURE.casefold():
            reason = "a shot list has no such column; it was not read."
            report.add(f"The column {quoted(str(title))}", f"row {number}", reason)
    refuse_unknown(set(places.values()))
    return places


def refuse_unknown(columns: set[Column]) -> None:
    if Column.ID not in columns and not {Column.SCENE, Column.CLIP} <= columns:
        raise InterchangeError(
            "The first row has neither a column “ID” nor the columns “Scene” and “Clip”, so nobody"
            " can tell which clips are meant. Export a shot list and change that."
        )


def row(number: int, cells: Sequence[Value], places: Mapping[int, Column]) -> Row:
    kept = {column: cells[place] for place, column in places.items() if place < len(cells)}
    for column, value in kept.items():
        if isinstance(value, Formula):
            raise InterchangeError(
                f"In row {number} the cell of “{column.title}” is a formula. Replace it by its"
                " value (copy it and paste the value only) and import the table again."
            )
    return Row(number=number, cells=kept)
