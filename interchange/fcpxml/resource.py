"""What a document declares once: formats, files, effects and compound clips."""

import re
from fractions import Fraction
from typing import Final

from domain.rate import FrameRate
from domain.setting import LARGEST_SIDE
from events.record import record
from interchange.fcpxml.element import Element
from interchange.fcpxml.markup import is_still
from interchange.report import InterchangeError, quoted
from interchange.timeline import MAX_FRAME

TIME: Final = re.compile(r"(-?[0-9]{1,18})(?:/([0-9]{1,18})|(\.[0-9]{1,12}))?s?")
NAMED_RATE: Final = re.compile(
    r"FFVideoFormat\w*?[0-9]([pi])(2398|2997|5994|24|25|30|50|60)(?:_|$)"
)
RATES: Final = {
    "2398": FrameRate.FPS_23_976.exact,
    "24": FrameRate.FPS_24.exact,
    "25": FrameRate.FPS_25.exact,
    "2997": FrameRate.FPS_29_97_NDF.exact,
    "30": FrameRate.FPS_30.exact,
    "50": FrameRate.FPS_50.exact,
    "5994": FrameRate.FPS_59_94_NDF.exact,
    "60": FrameRate.FPS_60.exact,
}
"""Rates as the names of formats say them; interlaced ones say fields."""
PIXELS: Final = re.compile(r"[0-9]{1,5}")
FULL_HD: Final = (1920, 1080)
TOLERANCE: Final = Fraction(1, 1000)
MAX_RATE: Final = 1000
NO_FRAMES: Final = "FFVideoFormatRateUndefined"


@record
class File:
    """An asset; `start` and `length` are frames of the timeline, a length of 0 is not known."""

    name: str
    url: str
    start: Fraction
    length: Fraction
    has_video: bool
    is_still: bool


class Resources:
    """Finds resources by their ids, in the frames of one rate."""

    def __init__(self, root: Element) -> None:
        holder = root.first("resources")
        self._elements = {each.get("id"): each for each in holder.children} if holder else {}
        self._files: dict[str, File | None] = {}
        self.rate = Fraction(0)

    def element(self, reference: str, tag: str) -> Element | None:
        found = self._elements.get(reference)
        return found if found is not None and found.tag == tag else None

    def frames(self, element: Element, key: str) -> Fraction | None:
        """Return a time in frames, None where it is not given."""
        text = element.get(key)
        return self.rate * seconds(text, element, key) if text else None

    def file(self, reference: str) -> File | None:
        if reference not in self._files:
            element = self.element(reference, "asset")
            self._files[reference] = self._file(element) if element else None
        return self._files[reference]

    def _file(self, asset: Element) -> File:
        url = address(asset)
        form = self.element(asset.get("format"), "format")
        length = self.frames(asset, "duration") or Fraction(0)
        has_video = asset.get("hasVideo") == "1" or asset.get("hasAudio") != "1"
        is_frameless = form is not None and form.name == NO_FRAMES
        return File(
            name=asset.name,
            url=url,
            start=self.frames(asset, "start") or Fraction(0),
            length=length,
            has_video=has_video,
            is_still=has_video and (is_frameless or (not length and is_still(url))),
        )


def address(asset: Element) -> str:
    """Return where the original of a file is; before 1.9 the asset itself says it."""
    versions = list(asset.all("media-rep"))
    originals = [each for each in versions if each.get("kind") != "proxy-media"]
    return next((each.get("src") for each in originals or versions), asset.get("src"))


def seconds(text: str, element: Element, key: str) -> Fraction:
    match = TIME.fullmatch(text)
    if match is None or (match[2] is not None and not int(match[2])):
        raise InterchangeError(
            f"In {element.where} “{key}” is no time: {quoted(text)}. Times are seconds such as"
            " 5s or 1001/30000s."
        )
    whole, divisor, rest = match.groups()
    value = Fraction(whole + rest) if rest else Fraction(int(whole), int(divisor or 1))
    if abs(value) > MAX_FRAME:
        raise InterchangeError(f"In {element.where} “{key}” is out of range: {quoted(text)}.")
    return value


def rate_of(sequence: Element, resources: Resources) -> Fraction:
    """Return the frames per second of a sequence. Raises InterchangeError where none is said."""
    form = resources.element(sequence.get("format"), "format")
    if form is None:
        raise InterchangeError(
            f"In {sequence.where} the format {quoted(sequence.get('format'))} is not declared,"
            " so the frame rate is not known."
        )
    duration = form.get("frameDuration")
    named = NAMED_RATE.match(form.name)
    if duration:
        return exact_rate(seconds(duration, form, "frameDuration"), form)
    if named:
        return RATES[named[2]] / (2 if named[1] == "i" else 1)
    raise InterchangeError(
        f"In {form.where} the format of the sequence has no frameDuration, so the frame rate is"
        " not known."
    )


def size(sequence: Element, resources: Resources) -> tuple[int, int]:
    """Return the pixels of the picture, those of full HD where they are not said or cannot be."""
    form = resources.element(sequence.get("format"), "format")
    texts = (form.get("width"), form.get("height")) if form else ("", "")
    width, height = (int(text) if PIXELS.fullmatch(text) else 0 for text in texts)
    is_possible = min(width, height) > 0 and max(width, height) <= LARGEST_SIDE
    return (width, height) if is_possible else FULL_HD


def exact_rate(frame: Fraction, form: Element) -> Fraction:
    """Return the rate of a frame's duration; what is rounded means the rate it is next to."""
    if frame <= 0 or frame < Fraction(1, MAX_RATE):
        raise InterchangeError(
            f"In {form.where} a frame lasts {quoted(form.get('frameDuration'))}; that is no rate."
        )
    rate = 1 / frame
    nearest = min((each.exact for each in FrameRate), key=lambda each: abs(each - rate))
    return nearest if abs(nearest - rate) < TOLERANCE else rate
