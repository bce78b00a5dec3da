"""Settings of a project: which values make sense, and what they are when nobody chose."""

import re
from fractions import Fraction
from math import gcd
from typing import Final

from domain import text
from domain.errors import RuleViolatedError
from domain.naming import pattern
from domain.rate import FrameRate
from domain.timecode import TimecodeError, fields, frame_at_fields, frame_of

DEFAULT_RATE: Final = FrameRate.FPS_24
DEFAULT_SIZE: Final = (1920, 1080)
DEFAULT_NAMING: Final = pattern.DEFAULT
LARGEST_SIDE: Final = 16_384

_RATIO: Final = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?):([0-9]{1,5}(?:\.[0-9]{1,4})?)")


def rate(value: str) -> FrameRate:
    if value not in FrameRate.__members__:
        labels = ", ".join(known.label for known in FrameRate)
        raise RuleViolatedError(
            f"There is no frame rate {text.quoted(value)}. There are: {labels}.", field="frame_rate"
        )
    return FrameRate[value]


def resolution(width: int, height: int) -> tuple[int, int]:
    for side in (width, height):
        if not 1 <= side <= LARGEST_SIDE:
            raise RuleViolatedError(
                f"A picture of {width} by {height} pixels cannot be made. "
                f"Each side has 1 to {LARGEST_SIDE:,} pixels.",
                field="resolution",
            )
    return width, height


def ratio(width: int, height: int) -> str:
    """Return the aspect ratio of a picture with square pixels, such as `16:9`."""
    most = gcd(width, height)
    return f"{width // most}:{height // most}"


def aspect_ratio(value: str) -> str:
    match = _RATIO.fullmatch(value.strip())
    if match is None or not all(Fraction(side) for side in match.groups()):
        raise RuleViolatedError(
            f"{text.quoted(value)} is no aspect ratio. Write it as 16:9 or 2.39:1.",
            field="aspect_ratio",
        )
    return match[0]


def start_frame(timecode: str, at: FrameRate) -> int:
    """Return the frame since 00:00:00:00 that a timecode names."""
    try:
        return frame_of(text.label(timecode, "start_timecode"), at)
    except TimecodeError as error:
        raise RuleViolatedError(str(error), field="start_timecode") from error


def naming(value: str) -> str:
    """Return a naming convention such as `SQ{scene:03*10}_SH{shot:04*10}`, or refuse it."""
    return pattern.parse(value).text


def restarted(frame: int, old: FrameRate, new: FrameRate) -> int:
    """Return the start at another rate that reads as nearly the same timecode as it can."""
    hours, minutes, seconds, frames = fields(frame, old)
    frames = min(frames, new.nominal - 1)
    if minutes % 10 and not seconds:
        frames = max(frames, new.dropped)
    return frame_at_fields(hours, minutes, seconds, frames, new)
