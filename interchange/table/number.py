"""Cells as numbers and moments, whatever a spreadsheet has made of them."""

import math
import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from domain.rate import FrameRate
from domain.timecode import TimecodeError, frame_of, frames_per_day
from interchange.table.grid import Value

HALF: Final = Fraction(1, 2)
# Not what Python takes: 1e999999999 would fill the memory.
NUMBER: Final = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{0,12})?")


class CellError(ValueError):
    """A cell that does not say what its column is for; the text says what is wrong."""


def text(value: Value) -> str:
    """Return a cell as its text; whole numbers have no decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def decimal(value: Value) -> Fraction:
    """Return an exact number; a decimal comma is one, too. Raises CellError."""
    if isinstance(value, time | timedelta):
        return seconds(value)
    written = text(value).strip().replace(",", ".")
    if not NUMBER.fullmatch(written):
        raise CellError(f"“{written[:40]}” is no number.")
    return Fraction(written)


def whole(value: Value) -> int:
    found = decimal(value)
    if found.denominator != 1:
        raise CellError(f"“{text(value)[:40]}” is no whole number of frames.")
    return int(found)


def seconds(value: time | timedelta) -> Fraction:
    """Return Excel's own time of a day, or a length of time, in seconds."""
    if isinstance(value, time):
        hours, minutes = value.hour, value.minute
        value = timedelta(
            hours=hours, minutes=minutes, seconds=value.second, microseconds=value.microsecond
        )
    return Fraction(value // timedelta(microseconds=1), 1_000_000)


def nearest(value: Fraction, rate: FrameRate) -> int:
    """Return the nearest frame of a moment in seconds."""
    return math.floor(value * rate.exact + HALF)


def frame(value: Value, rate: FrameRate) -> int:
    """Return the frame that a timecode names, from 00:00:00:00. Raises CellError.

    A spreadsheet that has taken it for a time has hours, minutes and seconds of timecode.
    """
    if isinstance(value, time | timedelta):
        return counted(seconds(value), rate)
    if isinstance(value, date | datetime):
        raise CellError("It is a date. Write it as timecode.")
    try:
        return frame_of(text(value), rate)
    except TimecodeError as error:
        raise CellError(str(error)) from error


def counted(value: Fraction, rate: FrameRate) -> int:
    """Return the frame of a time of day as timecode counts it, rounded to a whole second's part."""
    whole_seconds, part = divmod(value, 1)
    hours, rest = divmod(int(whole_seconds), 3600)
    minutes, last = divmod(rest, 60)
    frames = min(math.floor(part * rate.nominal + HALF), rate.nominal - 1)
    separator = ";" if rate.is_drop_frame else ":"
    written = f"{hours % 24:02}:{minutes:02}:{last:02}{separator}{frames:02}"
    try:
        return frame_of(written, rate)
    except TimecodeError as error:
        raise CellError(str(error)) from error


def since(value: Value, start: int, rate: FrameRate) -> int:
    """Return how far a timecode is behind the start of the timeline, which may cross midnight.

    More than half a day behind is before it, which is less than 0.
    """
    day = frames_per_day(rate)
    found = (frame(value, rate) - start) % day
    return found if found < day // 2 else found - day
