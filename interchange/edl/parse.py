"""The lines of an EDL become events with what is said about them; nothing is decided here."""

import re
from typing import Final

from domain.rate import FrameRate
from events.record import record
from interchange.edl.letters import address
from interchange.edl.line import (
    AUXILIARY,
    BLACK,
    BROKEN_EVENT,
    COMMENT,
    EVENT,
    NOTHING,
    OWN,
    SPEED,
    spaced,
)
from interchange.report import InterchangeError, Report, quoted

LONGEST_LINE: Final = 4_000
CODES: Final = ("source_in", "source_out", "record_in", "record_out")
REMARKS: Final = frozenset({"COMMENT", "COMMENTS", "NOTE", "NOTES", "REMARK", "REMARKS"})
KNOWN: Final = REMARKS | {
    "FROM CLIP NAME",
    "TO CLIP NAME",
    "FROM FILE",
    "TO FILE",
    "SOURCE FILE",
    "LOC",
    "EFFECT NAME",
    *(f"{OWN} {what}" for what in ("CUT", "ID", "MEDIA", "RATE")),
}
# Lines of old machines that say nothing of what is shown.
MACHINE: Final = re.compile(r"(?:AUD|SPLIT|GPI|REM|BLK|>>>)\b|$", re.IGNORECASE)


class Event:
    """An event as it is written. `half` is the one at no length that its transition comes from."""

    def __init__(self, line: int, found: re.Match[str], half: "Event | None" = None) -> None:
        self.line = line
        self.number = int(found["number"])
        self.reel = found["reel"].strip()
        self.channel = found["channel"].upper()
        self.kind = found["kind"].upper()
        self.length = int(found["length"] or 0)
        self.codes = tuple(found[name] for name in CODES)
        self.half = half
        self.comments: list[tuple[str, str]] = []
        self.speed: float | None = None

    @property
    def is_picture(self) -> bool:
        return "V" in self.channel or self.channel == "B"

    @property
    def layer(self) -> int:
        """The track of a picture, 0 for the first: V2 is the second."""
        digits = re.search(r"V(\d{1,2})", self.channel)
        return max(int(digits[1]) - 1, 0) if digits else 0

    @property
    def is_black(self) -> bool:
        return self.reel.upper() in {BLACK, "BLACK"}

    @property
    def is_key(self) -> bool:
        return self.kind.startswith("K")

    @property
    def lasts(self) -> bool:
        """Whether it is seen at all: the first half of a transition is not."""
        return self.codes[2] != self.codes[3]

    def all_said(self, *whats: str) -> list[str]:
        return [text for what, text in self.comments if what in whats and text]

    def said(self, *whats: str) -> str:
        """Return what the comment of the first of these says."""
        return next((text for what in whats for text in self.all_said(what)), "")

    @property
    def name(self) -> str:
        wanted = ("TO CLIP NAME", "FROM CLIP NAME")
        return self.said(*(wanted if self.length else wanted[::-1])) or self.reel

    @property
    def file(self) -> str:
        """The file, or the reel where none is named. Of a transition the second one comes in."""
        if self.said(f"{OWN} MEDIA").upper() == NOTHING:
            return ""
        named = "TO FILE" if self.length else "FROM FILE"
        files = self.all_said("SOURCE FILE") or self.all_said(named)
        if files:
            return address(files[-1] if self.length else files[0])
        return "" if self.reel.upper() == AUXILIARY else self.reel


@record
class Listing:
    """`rate` is the one that a list of ours names."""

    title: str
    events: tuple[Event, ...]
    is_drop_frame: bool
    rate: FrameRate | None


class Parser:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._title = ""
        self._events: list[Event] = []
        self._modes: list[bool] = []

    def listing(self, text: str) -> Listing:
        """Raises InterchangeError with the line of an event that is not whole."""
        for number, raw in enumerate(text.splitlines(), 1):
            line = raw.strip().strip("\x00\x1a")
            if len(line) > LONGEST_LINE:
                raise InterchangeError(
                    f"Line {number} has {len(line):,} characters: this is no EDL."
                )
            self._line(number, line)
        return Listing(
            title=self._title,
            events=tuple(self._events),
            is_drop_frame=self._modes[0] if self._modes else False,
            rate=self._rate(),
        )

    def _rate(self) -> FrameRate | None:
        said = next(iter(filter(None, (one.said(f"{OWN} RATE") for one in self._events))), "")
        return FrameRate[said] if said in FrameRate.__members__ else None

    def _line(self, number: int, line: str) -> None:
        where = f"line {number}"
        if found := EVENT.match(spaced(line)):
            self._event(number, found)
        elif BROKEN_EVENT.match(line):
            raise InterchangeError(
                f"Line {number} is no whole event: {quoted(line)}. It has a number, a reel, a "
                "channel, a transition and four timecodes."
            )
        elif line[:6].upper() == "TITLE:":
            self._title = line[6:].strip()
        elif line[:4].upper() == "FCM:":
            self._mode("NON" not in line.upper(), where)
        elif line[:2].upper() == "M2":
            self._speed(line, where)
        elif line.startswith("*"):
            self._comment(line, where)
        elif not MACHINE.match(line):
            self._report.add("A line", where, "what other programs note is not kept.")

    def _event(self, number: int, found: re.Match[str]) -> None:
        before = self._events[-1] if self._events else None
        one = Event(number, found)
        if before and not before.lasts and before.number == one.number and one.length:
            one.half = before
        self._events.append(one)

    def _mode(self, is_drop_frame: bool, where: str) -> None:  # noqa: FBT001 - told apart by its name
        self._modes.append(is_drop_frame)
        if is_drop_frame != self._modes[0]:
            reason = "the list changes how it counts; all of it was counted as at its beginning."
            self._report.add("A change of the timecode", where, reason)

    def _speed(self, line: str, where: str) -> None:
        found = SPEED.match(line)
        if found and self._events:
            self._events[-1].speed = float(found["speed"])
        else:
            self._report.add("A speed", where, "it is not clear of which clip.")

    def _comment(self, line: str, where: str) -> None:
        found = COMMENT.match(line)
        what = " ".join(found["what"].upper().split()) if found else ""
        if found and what in KNOWN and self._events:
            self._events[-1].comments.append((what, found["text"].strip()))
        elif re.match(r"\*\s*ASC_S", line, re.IGNORECASE):
            self._report.add("A colour correction", where, "a project keeps none.")
        elif line.strip("* "):
            self._report.add("A comment", where, "what other programs note is not kept.")
