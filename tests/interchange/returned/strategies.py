"""Any edit of a timeline: clips exchanged, taken out, copied, cut in two, trimmed, put in."""

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import strategies as st

from interchange.timeline import Clip, Timeline
from tests.interchange.plan import NAMES
from tests.interchange.returned.edits import Row, laid, rows_of, shortened, split

Edit: TypeAlias = Callable[[st.DrawFn, Row, int], None]


@st.composite
def edits(draw: st.DrawFn, timeline: Timeline) -> Timeline:
    """Return cuts only, on the same tracks and perhaps one more."""
    rows = [*rows_of(timeline), *([] for _ in range(draw(st.integers(0, 1))))]
    for _ in range(draw(st.integers(0, 6)) if rows else 0):
        row = draw(st.sampled_from(rows))
        if row:
            draw(st.sampled_from(EDITS))(draw, row, draw(st.integers(0, len(row) - 1)))
        else:
            insert(draw, row, 0)
    if rows:
        exchange(draw, rows)
    return laid(timeline, rows)


def insert(draw: st.DrawFn, row: Row, at: int) -> None:
    row.insert(at, (0, Clip(name=draw(NAMES), length=draw(st.integers(1, 300)))))


def drop(_: st.DrawFn, row: Row, at: int) -> None:
    del row[at]


def lift(_: st.DrawFn, row: Row, at: int) -> None:
    gap, clip = row.pop(at)
    if at < len(row):
        row[at] = (row[at][0] + gap + clip.length, row[at][1])


def trim(draw: st.DrawFn, row: Row, at: int) -> None:
    row[at] = (row[at][0], shortened(row[at][1], draw(st.integers(1, 300))))


def open_gap(draw: st.DrawFn, row: Row, at: int) -> None:
    row[at] = (draw(st.integers(0, 100)), row[at][1])


def copy(_: st.DrawFn, row: Row, at: int) -> None:
    row.append((0, row[at][1]))


def cut_in_two(_: st.DrawFn, row: Row, at: int) -> None:
    if row[at][1].length > 1:
        split(row, at, row[at][1].length // 2)


def swap(draw: st.DrawFn, row: Row, at: int) -> None:
    other = draw(st.integers(0, len(row) - 1))
    row[at], row[other] = row[other], row[at]


EDITS: list[Edit] = [insert, drop, lift, trim, open_gap, copy, cut_in_two, swap]


def exchange(draw: st.DrawFn, rows: list[Row]) -> None:
    """Put a clip onto another track."""
    one, other = draw(st.sampled_from(rows)), draw(st.sampled_from(rows))
    is_wished = draw(st.booleans())
    if one and is_wished:
        other.append(one.pop(draw(st.integers(0, len(one) - 1))))
