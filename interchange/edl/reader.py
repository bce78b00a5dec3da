"""Read an EDL leniently: columns may stand anywhere, comments in any dialect."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from domain.rate import FrameRate
from domain.timecode import TimecodeError, frame_of, frames_per_day
from events.record import record
from interchange.edl.line import BLACK, EVENT, OWN
from interchange.report import InterchangeError, Report
from interchange.timeline import (
    Clip,
    Details,
    Gap,
    Item,
    Marker,
    MediaReference,
    Reading,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    refuse_too_many,
    validate,
)

LONGEST_LINE: Final = 4_000
COMMENT: Final = re.compile(r"\*\s*(?P<what>[A-Z ]+?)\s*:\s*(?P<text>.*)", re.IGNORECASE)
LOCATOR: Final = re.compile(r"(?P<at>\d\d:\d\d:\d\d[:;]\d\d)\s+(?P<colour>[A-Z]+)\s+(?P<text>.*)")
# The least frame number that a rate does not have, for lists that do not say theirs.
GUESSES: Final = (
    (24, FrameRate.FPS_24),
    (25, FrameRate.FPS_25),
    (30, FrameRate.FPS_30),
    (50, FrameRate.FPS_50),
    (60, FrameRate.FPS_60),
)
HALF_A_DAY: Final = 2


class Event:
    """An event with what its comments say; times in frames."""

    def __init__(self, line: int, found: re.Match[str]) -> None:
        self.line = line
        self.reel = found["reel"]
        self.channel = found["channel"].upper()
        self.kind = found["kind"].upper()
        self.length = int(found["length"] or 0)
        self.codes = [found[name] for name in CODES]
        self.source_in = self.source_out = self.record_in = self.record_out = 0
        self.comments: list[tuple[str, str]] = []

    @property
    def is_picture(self) -> bool:
        return "V" in self.channel or self.channel == "B"

    @property
    def is_black(self) -> bool:
        return self.reel.upper() == BLACK

    def said(self, *whats: str) -> str:
        """Return what the first comment of these says."""
        return next(
            (text for wanted in whats for what, text in self.comments if what == wanted), ""
        )

    @property
    def name(self) -> str:
        wanted = ("TO CLIP NAME", "FROM CLIP NAME")
        return self.said(*(wanted if self.length else wanted[::-1])) or self.reel


CODES: Final = ("source_in", "source_out", "record_in", "record_out")


@record
class Placed:
    """A clip, or black where `clip` is None, at its frames on the record."""

    start: int
    end: int
    clip: Clip | None
    mixed: Transition | None = None


def read(content: bytes, wished: FrameRate | None = None) -> Reading:
    """Read a list; `wished` is its rate, where that may be so, as the list does not say it.

    Raises InterchangeError with the line of what cannot be read.
    """
    report = Report()
    title, events, is_drop_frame = _parsed(_text(content, report), report)
    if not events:
        raise InterchangeError("The file has no events of an EDL: export it as CMX 3600 again.")
    rate = _rate(events, report, wished, is_drop_frame=is_drop_frame)
    pictures = list(_pictures(events, report))
    refuse_too_many(len(pictures))
    _count(pictures, rate)
    start = min((event.record_in for event in pictures), default=0)
    placed = sorted(_placed(pictures, rate, report), key=lambda one: one.start)
    timeline = Timeline(
        name=title,
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=start,
        tracks=tuple(_tracks(placed, start)),
    )
    return Reading(timeline=validate(timeline), omissions=report.omissions)


def recognises(content: bytes) -> bool:
    """Tell whether a file may be an EDL: one of its first lines is an event."""
    lines = content[:20_000].decode("utf-8", "replace").splitlines()
    return any(EVENT.match(line.strip()) for line in lines)


def _text(content: bytes, report: Report) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.add("Letters that are no UTF-8", "the file", "they were read as Latin 1.")
        return content.decode("latin-1")


def _parsed(text: str, report: Report) -> tuple[str, list[Event], bool]:
    title, is_drop_frame = "", False
    events: list[Event] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if len(line) > LONGEST_LINE:
            raise InterchangeError(f"Line {number} has {len(line):,} characters: this is no EDL.")
        if found := EVENT.match(line):
            events.append(Event(number, found))
        elif line.upper().startswith("TITLE:"):
            title = line[6:].strip()
        elif line.upper().startswith("FCM:"):
            is_drop_frame = "NON" not in line.upper()
        elif events and (comment := COMMENT.match(line)):
            events[-1].comments.append((comment["what"].upper(), comment["text"].strip()))
        elif line.upper().startswith("M2"):
            report.add("The speed of a clip", f"line {number}", "clips play at their own speed.")
    return title, events, is_drop_frame


def _rate(
    events: Iterable[Event], report: Report, wished: FrameRate | None, *, is_drop_frame: bool
) -> FrameRate:
    """Return the rate that the frame numbers allow: an EDL does not say its own."""
    codes = [code for event in events for code in event.codes]
    most = max(int(code[-2:]) for code in codes)
    drops = is_drop_frame or any(code[8] == ";" for code in codes)
    if wished is not None and most < wished.nominal and drops == wished.is_drop_frame:
        return wished
    if drops:
        return FrameRate.FPS_29_97_DF if most < FrameRate.FPS_30.nominal else FrameRate.FPS_59_94_DF
    for above, rate in GUESSES:
        if most < above:
            reason = f"an EDL does not say it; it was taken as {rate.label}, as its numbers allow."
            report.add("The frame rate", "the file", reason)
            return rate
    raise InterchangeError(f"A timecode counts frame {most}: no project has that many a second.")


def _pictures(events: Iterable[Event], report: Report) -> Iterator[Event]:
    for event in events:
        if not event.is_picture:
            report.add("A sound clip", f"line {event.line}", "only pictures are taken.")
        elif event.kind.startswith("K"):
            report.add("A key over a clip", f"line {event.line}", "a project has no keys.")
        else:
            yield event


def _count(events: Iterable[Event], rate: FrameRate) -> None:
    """Turn timecodes into frames that go on over midnight."""
    day = frames_per_day(rate)
    first: int | None = None
    for event in events:
        source_in, source_out, record_in, record_out = (
            _frame(code, event.line, rate) for code in event.codes
        )
        first = record_in if first is None else first
        if first - record_in > day // HALF_A_DAY:
            record_in, record_out = record_in + day, record_out + day
        event.record_in, event.source_in = record_in, source_in
        event.record_out = record_out + (day if record_out < record_in else 0)
        event.source_out = source_out + (day if source_out < source_in else 0)
        if event.record_out - event.record_in > day // HALF_A_DAY:
            raise InterchangeError(
                f"Line {event.line}: the clip ends at {event.codes[3]}, before it begins at "
                f"{event.codes[2]}."
            )


def _frame(code: str, line: int, rate: FrameRate) -> int:
    separator = ";" if rate.is_drop_frame else ":"
    try:
        return frame_of(f"{code[:8].replace(';', ':')}{separator}{code[9:]}", rate)
    except TimecodeError as error:
        raise InterchangeError(f"Line {line}: {error}") from None


def _behind(code: str, event: Event, rate: FrameRate) -> int:
    """Return the frame of a record timecode at or behind the beginning of an event."""
    frame = _frame(code, event.line, rate)
    return frame if frame >= event.record_in else frame + frames_per_day(rate)


def _placed(events: list[Event], rate: FrameRate, report: Report) -> Iterator[Placed]:
    following: dict[int, int] = {}
    found: list[Placed] = []
    for event in events:
        if event.record_out == event.record_in:
            continue  # the first half of a transition
        one = _one(event, rate, report)
        if one.start > event.record_in:
            following[event.record_in] = one.start
        found.append(one)
    for one in found:
        # What a transition leaves goes on until the cut in its middle.
        end = following.get(one.end, one.end)
        clip = one.clip and replace(one.clip, length=end - one.start)
        yield replace(one, end=end, clip=clip)


def _one(event: Event, rate: FrameRate, report: Report) -> Placed:
    start, end = event.record_in, event.record_out
    if event.is_black:
        return Placed(start=start, end=end, clip=None)
    mixed, cut = _transition(event, rate)
    if event.source_out - event.source_in not in {end - start, 0}:
        report.add("The speed of a clip", f"line {event.line}", "clips play at their own speed.")
    return Placed(start=cut, end=end, clip=_clip(event, end - cut, cut, rate), mixed=mixed)


def _transition(event: Event, rate: FrameRate) -> tuple[Transition | None, int]:
    """Return the transition that an event comes in by, and the frame of its cut."""
    if event.kind == "C" or not event.length:
        return None, event.record_in
    length = min(event.length, event.record_out - event.record_in)
    said = event.said(f"{OWN} CUT")
    cut = _behind(said, event, rate) if said else event.record_in + length // 2
    before = min(max(cut - event.record_in, 0), length)
    is_last = event.record_in + before >= event.record_out
    before = 0 if is_last else before
    kind = TransitionKind.DISSOLVE if event.kind == "D" else TransitionKind.WIPE
    mixed = Transition(kind=kind, in_offset=before, out_offset=length - before)
    return mixed, event.record_in + before


def _clip(event: Event, length: int, cut: int, rate: FrameRate) -> Clip:
    url = event.said("SOURCE FILE", "FROM FILE") or ("" if event.reel == "AX" else event.reel)
    return Clip(
        name=event.name,
        length=length,
        source=MediaReference(url=url) if url else None,
        source_start=event.source_in + cut - event.record_in if url else 0,
        markers=tuple(_markers(event, length, cut, rate)),
        details=Details(id=event.said(f"{OWN} ID"), parameters={}),
    )


def _markers(event: Event, length: int, cut: int, rate: FrameRate) -> Iterator[Marker]:
    for what, text in event.comments:
        found = LOCATOR.match(text) if what == "LOC" else None
        if found is None:
            continue
        name, _, comment = found["text"].partition(": ")
        at = _behind(found["at"], event, rate) - cut
        start = min(max(at, 0), length)
        colour = found["colour"]
        yield Marker(start=start, name=name.strip(), comment=comment.strip(), colour=colour)


def _tracks(placed: list[Placed], start: int) -> Iterator[Track]:
    """Lay clips on as few tracks as it takes that none lies on another."""
    rows: list[list[Placed]] = []
    for one in placed:
        if one.clip is None:
            continue
        row = next((row for row in rows if row[-1].end <= one.start), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    for number, row in enumerate(rows, 1):
        yield Track(kind=TrackKind.VIDEO, name=f"V{number}", items=tuple(_items(row, start)))


def _items(row: Iterable[Placed], start: int) -> Iterator[Item]:
    at = start
    for one in row:
        if one.start > at:
            yield Gap(length=one.start - at)
        if one.mixed is not None and one.clip is not None:
            yield _fitted(one.mixed, touches=one.start == at and at > start, clip=one.clip)
        if one.clip is not None:
            yield one.clip
        at = one.end


def _fitted(mixed: Transition, *, touches: bool, clip: Clip) -> Transition:
    """Let a transition from black lie behind its cut."""
    length = mixed.in_offset + mixed.out_offset
    before = mixed.in_offset if touches else 0
    behind = min(length - before, clip.length)
    return Transition(kind=mixed.kind, in_offset=before, out_offset=behind)
