"""Read an EDL leniently: columns may stand anywhere, comments in any dialect."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from domain.rate import FrameRate
from domain.timecode import TimecodeError, frame_of, frames_per_day
from interchange.edl import layers
from interchange.edl.layers import Placed
from interchange.edl.line import LOCATOR, OWN, is_still
from interchange.edl.parse import REMARKS, Event, Listing, Parser
from interchange.report import InterchangeError, Report
from interchange.timeline import (
    Clip,
    Details,
    Marker,
    MediaReference,
    Reading,
    Timeline,
    TransitionKind,
    refuse_too_many,
    validate,
)

# The least frame number that a rate does not have, for lists that do not say theirs.
GUESSES: Final = (
    (24, FrameRate.FPS_24),
    (25, FrameRate.FPS_25),
    (30, FrameRate.FPS_30),
    (50, FrameRate.FPS_50),
    (60, FrameRate.FPS_60),
)
# How far the speed of a clip may be from that of the list and still be it: 23.98 is 24.
NEAR: Final = 0.1
DIRECTIONS: Final = {"WIPE LEFT", "WIPE RIGHT", "WIPE UP", "WIPE DOWN"}


def read(content: bytes, wished: FrameRate | None = None) -> Reading:
    """Read a list; `wished` is its rate, where that may be so, as the list does not say it.

    Raises InterchangeError with the line of what cannot be read.
    """
    report = Report()
    listing = Parser(report).listing(_text(content, report))
    if not listing.events:
        raise InterchangeError("The file has no events of an EDL: export it as CMX 3600 again.")
    rate = _rate(listing, report, wished)
    pictures = list(_pictures(listing.events, report))
    if not pictures:
        raise InterchangeError(
            f"The list has no pictures: line {listing.events[0].line} and all others are of sound. "
            "Export the video track."
        )
    refuse_too_many(len(pictures))
    placed = list(Reader(rate, report).placed(pictures))
    start = min(one.begin for one in placed)
    timeline = Timeline(
        name=listing.title,
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=start % frames_per_day(rate),
        tracks=layers.tracks(placed, start, report),
    )
    return Reading(timeline=validate(timeline), omissions=report.omissions)


def _text(content: bytes, report: Report) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.add("Letters that are no UTF-8", "the file", "they were read as Latin 1.")
        return content.decode("latin-1")


def _rate(listing: Listing, report: Report, wished: FrameRate | None) -> FrameRate:
    """Return the rate that the list names, or that its frame numbers allow."""
    codes = [(event.line, code) for event in listing.events for code in event.codes]
    most, line = max((int(code[-2:]), line) for line, code in codes)
    drops = listing.is_drop_frame or any(code[8] in ";," for _, code in codes)
    for one in (listing.rate, wished):
        if one is not None and most < one.nominal and drops == one.is_drop_frame:
            return one
    rate = _guess(most, drops=drops)
    if rate is None:
        raise InterchangeError(
            f"Line {line} counts frame {most}: no project has that many a second."
        )
    reason = f"an EDL does not say it; it was taken as {rate.label}, as its numbers allow."
    report.add("The frame rate", "the file", reason)
    return rate


def _guess(most: int, *, drops: bool) -> FrameRate | None:
    if not drops:
        return next((rate for above, rate in GUESSES if most < above), None)
    rates = (FrameRate.FPS_29_97_DF, FrameRate.FPS_59_94_DF)
    return next((rate for rate in rates if most < rate.nominal), None)


def _pictures(events: Iterable[Event], report: Report) -> Iterator[Event]:
    """Yield the events that are seen, in their order."""
    for event in events:
        where = f"line {event.line}"
        if not event.is_picture:
            report.add("A sound clip", where, "only pictures are taken.")
        elif event.is_key:
            report.add("A key over a clip", where, "a project has no keys.")
        elif event.lasts:
            if (event.channel not in {"V", "V1"} and "A" in event.channel) or event.channel == "B":
                report.add("The sound of a clip", where, "only pictures are taken.")
            yield event


class Reader:
    """Turns timecodes into frames, which go on over midnight, and events into clips."""

    def __init__(self, rate: FrameRate, report: Report) -> None:
        self._rate = rate
        self._report = report
        self._day = frames_per_day(rate)

    def placed(self, events: Sequence[Event]) -> Iterator[Placed]:
        days, last = 0, None
        for event in events:
            record_in = self._frame(event, event.codes[2])
            # Half a day back is the next day; a list that is not in order goes back less.
            if last is not None and last - record_in > self._day // 2:
                days += 1
            elif last is not None and days and record_in - last > self._day // 2:
                days -= 1
            last = record_in
            yield self._placed(event, record_in + days * self._day)

    def _placed(self, event: Event, begin: int) -> Placed:
        end = begin + self._between(event, *event.codes[2:])
        if end - begin > self._day // 2:
            raise InterchangeError(
                f"Line {event.line}: the clip ends at {event.codes[3]}, before it begins at "
                f"{event.codes[2]}."
            )
        self._speed(event, end - begin)
        length = min(event.length, end - begin) if event.kind != "C" else 0
        cut = event.said(f"{OWN} CUT") if length else ""
        return Placed(
            line=event.line,
            layer=event.layer,
            begin=begin,
            end=end,
            clip=None if event.is_black else self._clip(event, end - begin),
            length=length,
            cut=begin + min(self._since(event, cut), length) if cut else None,
            kind=_kind(event),
            name=_direction(event),
            is_from_black=event.half is not None and event.half.is_black,
            markers=tuple(self._markers(event)),
        )

    def _frame(self, event: Event, code: str) -> int:
        separator = ";" if self._rate.is_drop_frame else ":"
        digits = f"{code[:2]}:{code[3:5]}:{code[6:8]}{separator}{code[9:]}"
        try:
            return frame_of(digits, self._rate)
        except TimecodeError as error:
            raise InterchangeError(f"Line {event.line}: {error}") from None

    def _between(self, event: Event, first: str, last: str) -> int:
        """Return the frames between two timecodes, over midnight where the last is earlier."""
        return (self._frame(event, last) - self._frame(event, first)) % self._day

    def _since(self, event: Event, code: str) -> int:
        """Return the frames from the beginning of an event on the record to a timecode."""
        return self._between(event, event.codes[2], code)

    def _speed(self, event: Event, shown: int) -> None:
        is_frozen = event.speed == 0 and is_still(event.file)
        used = self._between(event, *event.codes[:2])
        is_other = event.speed is not None and abs(event.speed - float(self._rate.exact)) > NEAR
        if not is_frozen and (is_other or used not in {shown, 0}):
            reason = "clips play at their own speed."
            self._report.add("The speed of a clip", f"line {event.line}", reason)

    def _clip(self, event: Event, length: int) -> Clip:
        url = event.file
        return Clip(
            name=event.name,
            length=length,
            source=MediaReference(url=url) if url else None,
            source_start=self._frame(event, event.codes[0]) if url else 0,
            details=Details(
                id=event.said(f"{OWN} ID"),
                notes="\n".join(event.all_said(*REMARKS)),
                parameters={},
            ),
        )

    def _markers(self, event: Event) -> Iterator[Marker]:
        """Yield locators; their `start` counts from where the event begins on the record."""
        for text in event.all_said("LOC"):
            found = LOCATOR.match(text)
            if found is None:
                self._report.add("A locator", f"line {event.line}", "it has no timecode.")
                continue
            name, _, comment = (found["text"] or "").partition(": ")
            yield Marker(
                start=self._since(event, found["at"]),
                name=name.strip(),
                comment=comment.strip(),
                colour=(found["colour"] or "").upper(),
            )


def _kind(event: Event) -> TransitionKind:
    if event.kind.startswith("W"):
        return TransitionKind.WIPE
    is_fade = "FADE" in event.said("EFFECT NAME").upper()
    return TransitionKind.FADE if is_fade else TransitionKind.DISSOLVE


def _direction(event: Event) -> str:
    effect = " ".join(event.said("EFFECT NAME").upper().split())
    return effect.removeprefix("WIPE ").lower() if effect in DIRECTIONS else ""
