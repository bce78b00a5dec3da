"""Write a timeline as EDLs: a file for each video track and each 999 events of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.rate import FrameRate
from domain.timecode import HOURS, frames_per_day, timecode
from events.record import record
from interchange.edl.line import BLACK, OWN, Reels, Times, ascii_text, event
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import (
    LYRICS,
    NOTES,
    Clip,
    Gap,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    of_kind,
    placed,
    validate,
)
from interchange.written import Piece, Written

EVENTS: Final = 999
# Of what has no file the source begins an hour in, so that transitions have frames before it.
LONGEST: Final = 999


@record
class Cut:
    """A clip at its frames; `before` and `behind` belong to the transition it comes in by."""

    clip: Clip | None
    start: int
    end: int
    mixed: Transition | None = None
    before: int = 0

    @property
    def begin(self) -> int:
        return self.start - self.before


def write(timeline: Timeline) -> Written:
    """Raises InterchangeError for a rate that has no timecode."""
    validate(timeline)
    rate = timeline.frame_rate
    if rate is None:
        raise InterchangeError(f"An EDL cannot count {timeline.rate} frames a second.")
    report = Report()
    tracks = of_kind(timeline, TrackKind.VIDEO) or (Track(kind=TrackKind.VIDEO),)
    pieces = [
        piece
        for number, track in enumerate(tracks, 1)
        for piece in _Writing(timeline, rate, report).track(track, number, len(tracks))
    ]
    _report(timeline, report)
    return Written(pieces=tuple(pieces), omissions=report.omissions)


def _report(timeline: Timeline, report: Report) -> None:
    for track in timeline.tracks:
        for _, item in placed(track):
            if track.kind is TrackKind.AUDIO and isinstance(item, Clip):
                report.add("A sound clip", quoted(item.name), "an EDL of pictures has no sound.")
            elif isinstance(item, Clip) and item.alternates:
                report.add("Alternates", quoted(item.name), "an EDL has one clip in a place.")
    for marker in timeline.markers:
        report.add("A marker of the timeline", quoted(marker.name), "an EDL marks clips only.")


class _Writing:
    def __init__(self, timeline: Timeline, rate: FrameRate, report: Report) -> None:
        self._timeline = timeline
        self._rate = rate
        self._report = report
        self._reels = Reels()

    def track(self, track: Track, number: int, tracks: int) -> Iterator[Piece]:
        cuts = list(self._cuts(track))
        for first in range(0, max(len(cuts), 1), EVENTS):
            name = f"-v{number}" if tracks > 1 else ""
            name += f"-{first // EVENTS + 1}" if len(cuts) > EVENTS else ""
            events = range(first, min(first + EVENTS, len(cuts)))
            lines = [*self._head(name), *(line for at in events for line in self._at(cuts, at))]
            yield Piece(name=f"{name}.edl", content=("\r\n".join(lines) + "\r\n").encode("ascii"))

    def _head(self, name: str) -> list[str]:
        title = ascii_text(self._timeline.name) or "Timeline"
        mode = "DROP FRAME" if self._rate.is_drop_frame else "NON-DROP FRAME"
        return [f"TITLE: {title}{name}", f"FCM: {mode}", ""]

    def _at(self, cuts: Sequence[Cut], at: int) -> Iterator[str]:
        previous = cuts[at - 1] if at else None
        end = cuts[at + 1].begin if at + 1 < len(cuts) else cuts[at].end
        yield from self._event(at % EVENTS + 1, cuts[at], previous, end)

    def _cuts(self, track: Track) -> Iterator[Cut]:
        mixed: Transition | None = None
        before_it: Clip | Gap | None = None
        for start, item in placed(track):
            if isinstance(item, Transition):
                mixed = item
                continue
            clip = item if isinstance(item, Clip) else None
            if isinstance(item, Gap) and mixed is not None:
                self._report.add("A transition", f"at frame {start}", "nothing comes in by it.")
                mixed = None
            left = before_it.length if isinstance(before_it, Clip) else 0
            before = self._before(clip, mixed, left - 1) if clip and mixed and left else 0
            yield Cut(clip=clip, start=start, end=start + item.length, mixed=mixed, before=before)
            before_it = item
            mixed = None

    def _before(self, clip: Clip, mixed: Transition, room: int) -> int:
        """Return the frames of a transition before the cut.

        Its file must have them, and the clip before it be seen for a frame.
        """
        held = room if clip.source is None else min(max(clip.source_start, 0), room)
        if held < mixed.in_offset:
            reason = "there are no frames for all of it before the cut: it begins later."
            self._report.add("The place of a transition", quoted(clip.name), reason)
        return min(mixed.in_offset, held)

    def _event(self, number: int, cut: Cut, previous: Cut | None, end: int) -> Iterator[str]:
        clip, begin = cut.clip, cut.begin
        if clip is None:
            yield event(number, BLACK, "C", None, self._times(0, begin, end))
            return
        reel = self._reels.name(clip.source.url if clip.source else "")
        source = self._source(clip) - cut.before
        length = cut.before + cut.mixed.out_offset if cut.mixed else 0
        if cut.mixed is None or not 0 < length <= LONGEST:
            if length > LONGEST:
                reason = f"an EDL has transitions of {LONGEST} frames at most; it became a cut."
                self._report.add("A transition", quoted(clip.name), reason)
            yield event(number, reel, "C", None, self._times(source, begin, end))
        else:
            yield self._first_half(number, previous, begin)
            kind = self._kind(cut.mixed, clip)
            yield event(number, reel, kind, length, self._times(source, begin, end))
        yield from self._comments(cut, clip, previous)

    def _first_half(self, number: int, previous: Cut | None, begin: int) -> str:
        """The clip that a transition leaves, at no length, as the format wants it."""
        if previous is None or previous.clip is None:
            return event(number, BLACK, "C", None, self._times(0, begin, begin))
        clip = previous.clip
        reel = self._reels.name(clip.source.url if clip.source else "")
        source = self._source(clip) + begin - previous.start
        return event(number, reel, "C", None, self._times(source, begin, begin))

    def _kind(self, mixed: Transition, clip: Clip) -> str:
        if mixed.kind is TransitionKind.WIPE:
            if mixed.name:
                reason = "an EDL numbers wipes and says nothing of their way."
                self._report.add("The direction of a wipe", quoted(clip.name), reason)
            return "W001"
        if mixed.kind is not TransitionKind.DISSOLVE and mixed.in_offset:
            reason = "an EDL has dissolves and wipes; it became a dissolve."
            self._report.add("A transition", quoted(clip.name), reason)
        return "D"

    def _source(self, clip: Clip) -> int:
        if clip.source is None:
            return frames_per_day(self._rate) // HOURS
        return max(clip.source_start, 0)

    def _times(self, source: int, begin: int, end: int) -> Times:
        record_in = self._timeline.start + begin
        return Times(
            source_in=self._code(source),
            source_out=self._code(source + end - begin),
            record_in=self._code(record_in),
            record_out=self._code(record_in + end - begin),
        )

    def _code(self, frame: int) -> str:
        return timecode(frame, self._rate, wrap=True)

    def _comments(self, cut: Cut, clip: Clip, previous: Cut | None) -> Iterator[str]:
        if cut.mixed is not None and previous is not None and previous.clip is not None:
            yield f"* FROM CLIP NAME: {ascii_text(previous.clip.name)}"
            yield f"* TO CLIP NAME: {ascii_text(clip.name)}"
        else:
            yield f"* FROM CLIP NAME: {ascii_text(clip.name)}"
        if clip.source is not None:
            yield f"* SOURCE FILE: {ascii_text(clip.source.url)}"
        if cut.mixed is not None:
            yield f"* {OWN} CUT: {self._code(self._timeline.start + cut.start)}"
        if clip.details.id:
            yield f"* {OWN} ID: {clip.details.id}"
        for marker in clip.markers:
            at = self._code(self._timeline.start + cut.start + marker.start)
            said = ascii_text(f"{marker.name}: {marker.comment}" if marker.comment else marker.name)
            yield f"* LOC: {at} {marker.colour or 'RED':<7} {said}"
            if marker.name not in {LYRICS, NOTES} and marker.length:
                self._report.add("The length of a marker", quoted(marker.name), "it marks a frame.")
