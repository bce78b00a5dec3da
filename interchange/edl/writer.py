"""Write a timeline as EDLs: a file for each video track and each 999 events of it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Final

from domain.rate import FrameRate
from domain.timecode import HOURS, frames_per_day, timecode
from events.record import record
from interchange.edl import plan
from interchange.edl.letters import Letters
from interchange.edl.line import BLACK, NOTHING, OWN, Times, event, is_still
from interchange.edl.plan import Event
from interchange.edl.reel import Reels
from interchange.option import Choice, Options, chosen
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import (
    LYRICS,
    NOTES,
    Clip,
    Marker,
    Timeline,
    Track,
    TrackKind,
    TransitionKind,
    length,
    of_kind,
    placed_clips,
    validate,
)
from interchange.written import Piece, Written

EVENTS: Final = 999
"""The most of one list: its numbers have three digits."""
CHOICES: Final = (
    Choice(
        name="letters",
        label="Letters",
        help="Old programs read ASCII only; newer ones read names in every script.",
        values=(("ascii", "ASCII, for every program"), ("utf8", "UTF-8, for newer programs")),
    ),
    Choice(
        name="stills",
        label="Pictures",
        help="A picture that stands still may be marked as a frozen frame. Resolve takes neither.",
        values=(("plain", "As clips"), ("frozen", "As frozen frames (M2)")),
    ),
)
EFFECTS: Final = {
    TransitionKind.DISSOLVE: "CROSS DISSOLVE",
    TransitionKind.FADE: "FADE",
    TransitionKind.WIPE: "WIPE",
    TransitionKind.OTHER: "CROSS DISSOLVE",
}
COLOUR: Final = "RED"
# What a clip has that comes in without any.
USUAL_STATUS: Final = "draft"
REMEMBERED: Final = 64


def write(timeline: Timeline, options: Options | None = None) -> Written:
    """Raises InterchangeError for a rate that has no timecode, and for more than a day."""
    validate(timeline)
    report = Report()
    tracks = of_kind(timeline, TrackKind.VIDEO) or (Track(kind=TrackKind.VIDEO),)
    writing = Writing(timeline, _rate(timeline), chosen(CHOICES, options or {}), report)
    pieces = [
        piece
        for number, track in enumerate(tracks, 1)
        for piece in writing.track(track, number if len(tracks) > 1 else 0)
    ]
    _report(timeline, report)
    return Written(pieces=tuple(pieces), omissions=report.omissions)


def _rate(timeline: Timeline) -> FrameRate:
    rate = timeline.frame_rate
    if rate is None:
        raise InterchangeError(f"An EDL cannot count {timeline.rate} frames a second.")
    if length(timeline) >= frames_per_day(rate):
        raise InterchangeError(
            "An EDL cannot be a day long or more: its timecode would come round again. Export the "
            "parts of the project one by one."
        )
    return rate


def _report(timeline: Timeline, report: Report) -> None:
    """Say what a list has no place for."""
    for scene in timeline.scenes:
        report.add("A scene", quoted(scene.name), "an EDL knows clips only.")
    for marker in timeline.markers:
        report.add("A marker of the timeline", quoted(marker.name), "an EDL marks clips only.")
    for track in timeline.tracks:
        for _, clip in placed_clips(track):
            _report_clip(clip, track.kind, report)


def _report_clip(clip: Clip, kind: TrackKind, report: Report) -> None:
    known = clip.details
    if kind is TrackKind.AUDIO:
        report.add("A sound clip", quoted(clip.name), "an EDL of pictures has no sound.")
        return
    if clip.alternates:
        report.add("Alternates", quoted(clip.name), "an EDL has one clip in a place.")
    if known.image_prompt or known.video_prompt or known.negative_prompt or known.parameters:
        report.add("The prompts of a clip", quoted(clip.name), "an EDL has no place for them.")
    if known.status not in {"", USUAL_STATUS}:
        report.add("The status of a clip", quoted(clip.name), "an EDL has no place for it.")


@record
class Half:
    """A reel and the frame of it that an event begins at."""

    reel: str
    source: int


NO_PICTURE: Final = Half(reel=BLACK, source=0)


class Writing:
    def __init__(
        self, timeline: Timeline, rate: FrameRate, options: Options, report: Report
    ) -> None:
        self._timeline = timeline
        self._rate = rate
        self._report = report
        self._is_ascii = options["letters"] == "ascii"
        self._are_stills_frozen = options["stills"] == "frozen"
        self._letters = Letters(report, is_ascii=self._is_ascii)
        self._reels = Reels()
        # Where one event ends the next begins, and so on: each is asked for several times.
        self._code = lru_cache(REMEMBERED)(partial(timecode, rate=rate, wrap=True))

    def track(self, track: Track, number: int) -> Iterator[Piece]:
        """Yield the lists of a track; `number` is 0 for the only one."""
        found = plan.events(track, self._report)
        for first in range(0, max(len(found), 1), EVENTS):
            name = f"-v{number}" if number else ""
            name += f"-{first // EVENTS + 1}" if len(found) > EVENTS else ""
            lines = self._lines(name, found[first : first + EVENTS])
            text = "\r\n".join(lines) + "\r\n"
            encoding = "ascii" if self._is_ascii else "utf-8"
            yield Piece(name=f"{name}.edl", content=text.encode(encoding))

    def _lines(self, name: str, found: Sequence[Event]) -> Iterator[str]:
        title = self._letters.line(self._timeline.name) or "Timeline"
        mode = "DROP FRAME" if self._rate.is_drop_frame else "NON-DROP FRAME"
        yield from (f"TITLE: {title}{name}", f"FCM: {mode}", "")
        for number, one in enumerate(found, 1):
            yield from self._event(number, one)
            if number == 1:
                yield f"* {OWN} RATE: {self._rate.name}"

    def _event(self, number: int, one: Event) -> Iterator[str]:
        here = self._half(one, one.begin)
        if one.length:
            before = self._half(one.source, one.begin) if one.source else NO_PICTURE
            yield event(number, before.reel, "C", 0, self._times(before.source, one.begin, 0))
        lasts = one.end - one.begin
        times = self._times(here.source, one.begin, lasts)
        yield event(number, here.reel, self._kind(one), one.length, times)
        yield from self._comments(one, here, times)

    def _half(self, one: Event, at: int) -> Half:
        clip = one.clip
        if clip is None:
            return NO_PICTURE
        if clip.source is None:
            reel = self._reels.of_clip(clip.details.id or f"{one.cut} {clip.name}", clip.name)
            # From an hour on, so that transitions have frames before it.
            hour = frames_per_day(self._rate) // HOURS
            return Half(reel=reel, source=hour + at - one.cut)
        reel = self._reels.of_file(clip.source.url)
        # A still has no time of its own, but the frames of a transition before it.
        first = max(clip.source_start, one.cut - one.begin if is_still(clip.source.url) else 0)
        return Half(reel=reel, source=first + at - one.cut)

    def _kind(self, one: Event) -> str:
        where = quoted(one.clip.name) if one.clip else f"at frame {one.cut}"
        if not one.length:
            return "C"
        if one.kind is TransitionKind.WIPE:
            return "W001"
        if one.kind is TransitionKind.OTHER:
            reason = "an EDL has dissolves and wipes; it became a dissolve."
            self._report.add("The kind of a transition", where, reason)
        return "D"

    def _times(self, source: int, begin: int, lasts: int) -> Times:
        at = self._timeline.start + begin
        return Times(
            source_in=self._code(source),
            source_out=self._code(source + lasts),
            record_in=self._code(at),
            record_out=self._code(at + lasts),
        )

    def _comments(self, one: Event, here: Half, times: Times) -> Iterator[str]:
        source = one.source.clip if one.source else None
        if source is not None:
            yield f"* FROM CLIP NAME: {self._letters.line(source.name)}"
        if one.clip is not None:
            way = "TO" if one.length else "FROM"
            yield f"* {way} CLIP NAME: {self._letters.line(one.clip.name)}"
        if one.length:
            name = self._letters.line(one.name).upper() if one.kind is TransitionKind.WIPE else ""
            yield f"* EFFECT NAME: {EFFECTS[one.kind]} {name}".rstrip()
            yield f"* {OWN} CUT: {self._code(self._timeline.start + one.cut)}"
        if one.clip is not None:
            yield from self._clip(one.clip, one.cut, here, times)

    def _clip(self, clip: Clip, cut: int, here: Half, times: Times) -> Iterator[str]:
        if clip.source is None:
            yield f"* {OWN} MEDIA: {NOTHING}"
        else:
            yield f"* SOURCE FILE: {self._letters.address(clip.source.url)}"
            if self._are_stills_frozen and is_still(clip.source.url):
                yield f"M2   {here.reel:<8}       000.0                {times.source_in}"
        if clip.details.id:
            yield f"* {OWN} ID: {clip.details.id}"
        for marker in clip.markers:
            yield self._marker(marker, cut)

    def _marker(self, marker: Marker, cut: int) -> str:
        at = self._code(self._timeline.start + cut + marker.start)
        said = f"{marker.name}: {marker.comment}" if marker.comment else marker.name
        if marker.name not in {LYRICS, NOTES} and marker.length:
            reason = "a locator marks a frame."
            self._report.add("The length of a marker", quoted(marker.name), reason)
        return f"* LOC: {at} {marker.colour or COLOUR:<7} {self._letters.line(said)}".rstrip()
