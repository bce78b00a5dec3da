"""Write a timeline as an AAF."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from aaf2.auid import AUID
from aaf2.file import AAFFile

from domain.rate import FrameRate
from interchange.aaf import track as tracks
from interchange.aaf.directory import Directory
from interchange.aaf.effect import Dissolves
from interchange.aaf.letters import Letters
from interchange.aaf.marker import Markers, Placed
from interchange.aaf.media import Media
from interchange.aaf.mould import AAFObject
from interchange.aaf.parts import Parts, Setting, mob_id
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import (
    Clip,
    Marker,
    Timeline,
    Track,
    TrackKind,
    length,
    of_kind,
    placed_clips,
    validate,
)
from interchange.written import Piece, Written
from interchange.xmeml import layout
from interchange.xmeml.layout import Join, Row

PRODUCT: Final = "Emergent Storyboard"
SCENE_COLOUR: Final = "GREEN"
# What a clip has that comes in without any.
USUAL_STATUS: Final = "draft"


def write(timeline: Timeline, made_at: datetime) -> Written:
    """Raises InterchangeError for a timeline that is not valid, or of a rate without timecode.

    The day of `made_at` is written into the file, so that of one day all files are the same.
    """
    validate(timeline)
    report = Report()
    writing = Writing(timeline, _rate(timeline), made_at, report)
    content = writing.content()
    _report(timeline, report)
    return Written(pieces=(Piece(name=".aaf", content=content),), omissions=report.omissions)


def _rate(timeline: Timeline) -> FrameRate:
    rate = timeline.frame_rate
    if rate is None:
        raise InterchangeError(
            f"An AAF needs timecode, and {float(timeline.rate):.6g} frames a second have none."
            " Choose a frame rate of the list for the project."
        )
    return rate


def _report(timeline: Timeline, report: Report) -> None:
    """Say what an AAF has no place for."""
    for track in timeline.tracks:
        tracks.report_transitions(track, report)
        for _, clip in placed_clips(track):
            _report_clip(clip, report)


def _report_clip(clip: Clip, report: Report) -> None:
    known = clip.details
    for alternate in clip.alternates:
        where = f"{quoted(alternate.name)} of {quoted(clip.name)}"
        report.add("An alternate", where, "only the version that plays is written.")
    if known.image_prompt or known.video_prompt or known.negative_prompt or known.parameters:
        report.add("The prompts of a clip", quoted(clip.name), "an AAF has no place for them.")
    if known.status not in {"", USUAL_STATUS}:
        report.add("The status of a clip", quoted(clip.name), "an AAF has no place for it.")


class Writing:
    def __init__(
        self, timeline: Timeline, rate: FrameRate, made_at: datetime, report: Report
    ) -> None:
        self._timeline = timeline
        self._made_at = made_at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        self._report = report
        self._length = length(timeline)
        self._letters = Letters(report)
        self._media = Media(rate.nominal, self._letters, report)
        self._file: Any = AAFFile()
        self._directory = Directory(self._file.cfb, growing=self._file.content.dir)
        self._identify()
        setting = Setting(
            rate=rate, width=timeline.width, height=timeline.height, made_at=self._made_at
        )
        self._parts = Parts(self._file, setting)
        self._dissolves = Dissolves(self._file)
        self._markers = Markers(self._file, rate.exact, self._letters, report)
        self._rate = rate

    def content(self) -> bytes:
        """Return the file."""
        rows = [(track, self._row(kind, number, track)) for kind, number, track in self._tracks()]
        self._media.gather(row for _, row in rows)
        for mob in self._media.mobs(self._parts):
            self._keep(mob)
        self._keep(self._composition([(track, row) for track, row in rows]))
        self._file.write_reference_properties()
        self._flush()
        self._file.content.write_properties(validate=False)
        self._directory.settle(is_last=True)
        self._file.cfb.close()
        return bytes(self._file.f.getbuffer())

    def _identify(self) -> None:
        """Say what wrote the file and when, which the library takes from clock and chance."""
        header = self._file.header
        header["LastModified"].value = self._made_at
        (identification,) = header["IdentificationList"].value
        for name, value in {
            "ProductName": PRODUCT,
            "CompanyName": PRODUCT,
            "ProductVersionString": "1",
            "ProductID": AUID(str(uuid5(NAMESPACE_URL, "emergent-storyboard"))),
            "Date": self._made_at,
            "Platform": "any",
            "GenerationAUID": AUID(str(uuid5(NAMESPACE_URL, "emergent-storyboard:generation"))),
        }.items():
            identification[name].value = value

    def _tracks(self) -> Iterator[tuple[TrackKind, int, Track]]:
        for kind in TrackKind:
            for number, track in enumerate(of_kind(self._timeline, kind), 1):
                yield kind, number, track

    def _row(self, kind: TrackKind, number: int, track: Track) -> Row:
        return layout.row(track, self._rate.nominal, f"{kind} track {number}", self._report)

    def _keep(self, mob: AAFObject) -> None:
        self._file.content.mobs.append(mob)
        self._flush()

    def _flush(self) -> None:
        """Write what was made, so that it is in memory only once.

        Tests prove that our objects have what the format wants; to look at each costs as much as
        to write it.
        """
        modified = self._file.manager.modified
        # The list of all mobs changes with each: it is written when it is whole.
        kept = {path: made for path, made in modified.items() if made is self._file.content}
        for path, made in modified.items():
            if path not in kept:
                made.write_properties(validate=False)
        modified.clear()
        modified.update(kept)
        self._directory.settle()

    def _composition(self, rows: Sequence[tuple[Track, Row]]) -> AAFObject:
        timeline = self._timeline
        slots = [self._parts.slot(1, self._parts.timecode(timeline.start, self._length), "TC1")]
        events: list[AAFObject] = []
        numbers = dict.fromkeys(TrackKind, 0)
        general = self._general()
        for slot, (track, row) in enumerate(rows, 2):
            numbers[row.kind] += 1
            number = numbers[row.kind]
            name = self._letters.line(track.name, f"{row.kind} track {number}")
            slots.append(self._parts.slot(slot, self._sequence(row), name, number))
            found = [*general, *_marked(track)]
            general = []
            if found:
                events.append(self._markers.slot(found, slot, number))
        title = self._letters.line(timeline.name, "the timeline")
        of = mob_id("composition", sha256(repr(timeline).encode("utf-8", "replace")).hexdigest())
        return self._parts.composition(title, of, [*slots, *events])

    def _general(self) -> list[Placed]:
        """Return the markers of the timeline and its scenes, which go to the lowest track."""
        scenes = [
            Placed(
                at=scene.start,
                marker=Marker(
                    start=0,
                    length=scene.length,
                    name=scene.name,
                    comment=scene.description,
                    colour=SCENE_COLOUR,
                ),
            )
            for scene in self._timeline.scenes
        ]
        return [
            *scenes,
            *(Placed(at=marker.start, marker=marker) for marker in self._timeline.markers),
        ]

    def _sequence(self, row: Row) -> AAFObject:
        found = tracks.components(row, self._length)
        return self._parts.sequence(row.kind, self._length, [*self._components(row.kind, found)])

    def _components(
        self, kind: TrackKind, found: Iterable[tracks.Component]
    ) -> Iterator[AAFObject]:
        for one in found:
            if isinstance(one, Join):
                yield self._dissolves.transition(kind, one.before, one.behind)
            elif one.shown is None:
                yield self._parts.filler(kind, one.length)
            else:
                master = self._media.master(one.shown, kind)
                yield self._parts.source_clip(kind, one.start, one.length, master)


def _marked(track: Track) -> Iterator[Placed]:
    for start, clip in placed_clips(track):
        for marker in clip.markers:
            yield Placed(at=start + marker.start, marker=marker)
