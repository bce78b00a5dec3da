"""Timecode: frames written as `HH:MM:SS:FF`, or as `HH:MM:SS;FF` for drop frame.

Drop-frame timecode skips the first two numbers (four at 59.94) of every minute except each tenth,
so that it stays within a few frames of the clock. No frame is dropped, only numbers; the skipped
ones do not exist and are refused. A day has 24 hours of timecode.
"""

import re
from typing import Final

from domain.rate import FrameRate

SHAPE: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})([:;])([0-9]{2})")
HOURS = 24
SIXTY = 60


class TimecodeError(ValueError):
    """A text that is no timecode of a rate, or a frame that has none: the text says which."""


def frames_per_day(rate: FrameRate) -> int:
    return HOURS * 6 * (rate.nominal * 600 - 9 * rate.dropped)


def timecode(frame: int, rate: FrameRate, *, wrap: bool = False) -> str:
    """Write a frame as timecode; with `wrap`, what is outside of the day comes round again.

    Raises TimecodeError for a frame outside of the day where it may not wrap.
    """
    day = frames_per_day(rate)
    if not wrap and not 0 <= frame < day:
        raise TimecodeError(
            f"Frame {frame} has no timecode at {rate.label}: a day has the frames 0 to {day - 1}."
        )
    return written(*fields(frame % day, rate), rate)


def written(hours: int, minutes: int, seconds: int, frames: int, rate: FrameRate) -> str:
    separator = ";" if rate.is_drop_frame else ":"
    return f"{hours:02}:{minutes:02}:{seconds:02}{separator}{frames:02}"


def fields(frame: int, rate: FrameRate) -> tuple[int, int, int, int]:
    """Return hours, minutes, seconds and frames of a frame of the day."""
    seconds, frames = divmod(number(frame, rate), rate.nominal)
    minutes, seconds = divmod(seconds, SIXTY)
    return *divmod(minutes, SIXTY), seconds, frames


def number(frame: int, rate: FrameRate) -> int:
    """Return a frame's number: the frame and all the numbers skipped before it."""
    skip = rate.dropped
    minute = rate.nominal * SIXTY - skip
    tens, rest = divmod(frame, minute * 10 + skip)
    return frame + skip * (9 * tens + max(rest - skip, 0) // minute)


def frame_of(text: str, rate: FrameRate) -> int:
    """Read timecode. Raises TimecodeError with a sentence that says what is wrong with it."""
    match = SHAPE.fullmatch(text.strip())
    if match is None:
        example = written(1, 0, 0, 0, rate)
        raise TimecodeError(
            f"“{text[:40]}” is no timecode: write hours, minutes, seconds and frames as {example}."
        )
    hours, minutes, seconds, frames = (int(match[group]) for group in (1, 2, 3, 5))
    refuse_separator(match[0], match[4], rate)
    refuse_range(match[0], (hours, minutes, seconds, frames), rate)
    refuse_skipped(match[0], (hours, minutes, seconds, frames), rate)
    return frame_at_fields(hours, minutes, seconds, frames, rate)


def frame_at_fields(hours: int, minutes: int, seconds: int, frames: int, rate: FrameRate) -> int:
    """Return the frame of a timecode that exists."""
    minute = hours * SIXTY + minutes
    skipped = rate.dropped * (minute - minute // 10)
    return (minute * SIXTY + seconds) * rate.nominal + frames - skipped


def refuse_separator(text: str, separator: str, rate: FrameRate) -> None:
    if (separator == ";") != rate.is_drop_frame:
        right = ";" if rate.is_drop_frame else ":"
        kind = "drop-frame" if rate.is_drop_frame else "non-drop-frame"
        raise TimecodeError(
            f"{text} has “{separator}” before the frames, but {rate.label} counts {kind} timecode,"
            f" which is written with “{right}”: {text[:8]}{right}{text[9:]}."
        )


def refuse_range(text: str, values: tuple[int, int, int, int], rate: FrameRate) -> None:
    names = ("hours", "minutes", "seconds", "frames")
    limits = (HOURS, SIXTY, SIXTY, rate.nominal)
    for name, value, limit in zip(names, values, limits, strict=True):
        if value >= limit:
            raise TimecodeError(
                f"{text} has {value} {name}, but at {rate.label} they run from 0 to {limit - 1}."
            )


def refuse_skipped(text: str, values: tuple[int, int, int, int], rate: FrameRate) -> None:
    hours, minutes, seconds, frames = values
    if minutes % 10 and not seconds and frames < rate.dropped:
        nearest = written(hours, minutes, 0, rate.dropped, rate)
        raise TimecodeError(
            f"{text} does not exist: {rate.label} skips it. The nearest that does is {nearest},"
            " the first frame of that minute."
        )
