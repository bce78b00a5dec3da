"""Rates as xmeml says them: a whole timebase, and whether it is slowed by 1000/1001."""

from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Final

from interchange.report import InterchangeError

MAX_TIMEBASE: Final = 1000
NTSC: Final = Fraction(1000, 1001)
SLOWED: Final = 6
"""Only multiples of it are ever slowed: 24, 30, 48, 60. Some programs call 25 NTSC, too."""
TOLERANCE: Final = 0.01


@lru_cache(maxsize=64)
def exact(timebase: float, *, is_ntsc: bool) -> Fraction:
    """Return the frames per second; a timebase of 29.97 is taken for what it means."""
    nearest = round(timebase)
    if nearest == timebase:
        return nearest * NTSC if is_ntsc and nearest % SLOWED == 0 else Fraction(nearest)
    slowed = ceil(timebase) * NTSC
    return slowed if abs(timebase - slowed) < TOLERANCE else Fraction(timebase)


def said(rate: Fraction) -> tuple[int, bool]:
    """Return timebase and NTSC flag. Raises InterchangeError for a rate that has none."""
    timebase = ceil(rate)
    is_ntsc = rate != timebase
    if timebase <= MAX_TIMEBASE and exact(timebase, is_ntsc=is_ntsc) == rate:
        return timebase, is_ntsc
    raise InterchangeError(
        f"The timeline has {float(rate):.6g} frames a second, which this format cannot say."
        " Choose a frame rate of the list for the project."
    )
