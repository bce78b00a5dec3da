"""The frame rates a project may have, and time as whole frames of one of them.

A position or a length is an integer number of frames. Seconds are exact fractions and a
rendering only: rates such as 23.976 are 24000/1001, never a float.

Rounding: a moment becomes the frame on the screen by `frame_at` (floor); a cut point that comes
from seconds or from another rate becomes the nearest frame (an exact half goes up). Convert cut
points and take lengths as their differences: converted lengths add up to drift.
"""

from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Final, Self

HALF: Final = Fraction(1, 2)


class FrameRate(StrEnum):
    """The names are what clients send and what is stored: never rename one.

    `exact` is frames per second, `nominal` how many frames a second of timecode counts, and
    `dropped` how many numbers a minute of timecode skips to stay with the clock.
    """

    exact: Fraction
    nominal: int
    dropped: int

    def __new__(cls, name: str, exact: Fraction, dropped: int = 0) -> Self:
        rate = str.__new__(cls, name)
        rate._value_ = name
        rate.exact = exact
        rate.nominal = round(exact)
        rate.dropped = dropped
        return rate

    FPS_23_976 = "FPS_23_976", Fraction(24000, 1001)
    FPS_24 = "FPS_24", Fraction(24)
    FPS_25 = "FPS_25", Fraction(25)
    FPS_29_97_NDF = "FPS_29_97_NDF", Fraction(30000, 1001)
    FPS_29_97_DF = "FPS_29_97_DF", Fraction(30000, 1001), 2
    FPS_30 = "FPS_30", Fraction(30)
    FPS_50 = "FPS_50", Fraction(50)
    FPS_59_94_NDF = "FPS_59_94_NDF", Fraction(60000, 1001)
    FPS_59_94_DF = "FPS_59_94_DF", Fraction(60000, 1001), 4
    FPS_60 = "FPS_60", Fraction(60)

    @property
    def is_drop_frame(self) -> bool:
        return self.dropped > 0

    @property
    def label(self) -> str:
        """What a person calls it: `25`, `23.976`, `29.97 DF`."""
        number = self.value.removeprefix("FPS_")
        return number.replace("_NDF", " NDF").replace("_DF", " DF").replace("_", ".")


def rate_of(exact: Fraction, *, is_drop_frame: bool = False) -> FrameRate | None:
    """Return the rate of so many frames per second, None where no project may have it.

    Where drop frame does not exist for these frames per second the flag means nothing.
    """
    rates = [rate for rate in FrameRate if rate.exact == exact]
    matching = [rate for rate in rates if rate.is_drop_frame == is_drop_frame]
    return next(iter(matching or rates), None)


def seconds(frames: int, rate: FrameRate) -> Fraction:
    """Return when a frame begins, or how long so many frames last."""
    return frames / rate.exact


def frame_at(moment: Fraction, rate: FrameRate) -> int:
    """Return the frame that is on the screen at a moment in seconds."""
    return floor(moment * rate.exact)


def nearest_frame(moment: Fraction, rate: FrameRate) -> int:
    """Return the frame whose beginning is nearest to a moment in seconds."""
    return rounded(moment * rate.exact)


def rescaled(frame: int, rate: FrameRate, to: FrameRate) -> int:
    """Return the frame of another rate that is nearest in time: what keeps the time."""
    return rounded(frame * to.exact / rate.exact)


def rounded(value: Fraction) -> int:
    """Return the nearest integer; an exact half goes up, also below zero."""
    return floor(value + HALF)
