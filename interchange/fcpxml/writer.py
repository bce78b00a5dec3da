"""A neutral timeline becomes an .fcpxml document.

The lowest video track is the primary storyline; what is on higher ones is connected to the item
below its first frame, in the lane of its track, and sounds are connected below. Everything has
exact rational times at the timeline's rate.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import Final

from interchange.fcpxml.asset import NO_FORMAT, SEQUENCE_FORMAT, Assets
from interchange.fcpxml.markup import FORBIDDEN, attribute, clock
from interchange.fcpxml.option import VERSIONS, Alternates, Options
from interchange.fcpxml.row import Row, runs, settled
from interchange.fcpxml.story import DISSOLVE, TITLE, Place, Story
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import (
    Alternate,
    Clip,
    Gap,
    Timeline,
    Track,
    TrackKind,
    Transition,
    length,
    of_kind,
    track_length,
    validate,
)
from interchange.written import Piece, Written

DEFAULT: Final = Options()
ENDING: Final = ".fcpxml"
DISSOLVE_UID: Final = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"
TITLE_UID: Final = (
    ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"
)
SIZES: Final = {
    (1280, 720): "720",
    (1920, 1080): "1080",
    (3840, 2160): "3840x2160",
    (4096, 2160): "4096x2160",
    (5120, 2160): "5120x2160",
}
RATES: Final = {
    Fraction(24000, 1001): "2398",
    Fraction(24): "24",
    Fraction(25): "25",
    Fraction(30000, 1001): "2997",
    Fraction(30): "30",
    Fraction(50): "50",
    Fraction(60000, 1001): "5994",
    Fraction(60): "60",
}
"""How Final Cut Pro names the formats that it knows."""


def write(timeline: Timeline, options: Options = DEFAULT) -> Written:
    """Write a document. Raises InterchangeError for a timeline or an option that is not valid."""
    if options.version not in VERSIONS:
        raise InterchangeError(
            f"There is no FCPXML version {options.version[:20]} to write: choose one of"
            f" {', '.join(VERSIONS)}."
        )
    writer = Writer(validate(timeline), options)
    content = BytesIO()
    content.writelines(part.encode() for part in writer.document())
    pieces = (Piece(name=ENDING, content=content.getvalue()),)
    return Written(pieces=pieces, omissions=writer.report.omissions)


def texts(version: Clip | Alternate) -> str:
    """Return all that is written of a version for people to read."""
    words = f"{version.name}{version.details.lyrics}{version.details.notes}"
    markers = version.markers if isinstance(version, Clip) else ()
    return words + "".join(f"{marker.name}{marker.comment}" for marker in markers)


class Writer:
    """Writes one timeline."""

    def __init__(self, timeline: Timeline, options: Options) -> None:
        self.options = options
        self.report = Report()
        self.clock = clock(timeline.rate)
        self.assets = Assets(self.report)
        self.timeline = self.prepared(timeline)
        self.story = Story(self.clock, timeline.rate, self.assets, self.report)
        self.length = length(self.timeline)
        self.primary = self.primary_row()
        self.hosts = [(at, item) for at, item in self.primary if not isinstance(item, Transition)]
        self.starts = [at for at, _ in self.hosts]
        self.connected = defaultdict[int, list[str]](list)
        self.marks = defaultdict[int, list[str]](list)

    def prepared(self, timeline: Timeline) -> Timeline:
        """Return the timeline with what can be written; every file of it is declared."""
        tracks = (self.declared(track) for track in timeline.tracks)
        return replace(timeline, tracks=tuple(tracks))

    def declared(self, track: Track) -> Track:
        keeps = self.options.alternates is Alternates.AUDITION and track.kind is TrackKind.VIDEO
        items = (
            self.clip(item if keeps else self.alone(item), track.kind)
            if isinstance(item, Clip)
            else item
            for item in track.items
        )
        return replace(track, items=tuple(items))

    def alone(self, clip: Clip) -> Clip:
        for other in clip.alternates:
            reason = "only the chosen version is written."
            where = f"{quoted(other.name)} of {quoted(clip.name)}"
            self.report.add("An alternate", where, reason)
        return replace(clip, alternates=()) if clip.alternates else clip

    def clip(self, clip: Clip, kind: TrackKind) -> Clip:
        versions: tuple[Clip | Alternate, ...] = (clip, *clip.alternates)
        for version in versions:
            self.report_letters(texts(version), version.name)
            source = version.source
            if source is not None and source.url:
                self.assets.use(source, kind, version.source_start, version.length)
            elif kind is TrackKind.VIDEO:
                reason = "it became a title that shows its name."
                self.report.add("A clip without media", quoted(version.name), reason)
        return clip

    def report_letters(self, text: str, name: str) -> None:
        if FORBIDDEN.search(text):
            self.report.add("Control characters of a text", quoted(name), "XML cannot hold them.")

    def primary_row(self) -> Row:
        """Return the primary storyline; it lasts as long as the longest track."""
        tracks = of_kind(self.timeline, TrackKind.VIDEO)
        first = tracks[0] if tracks else Track(kind=TrackKind.VIDEO)
        self.report_name(first, "V1")
        return settled(padded(first, self.length), "V1", self.report, is_primary=True)

    def document(self) -> Iterator[str]:
        storyline = list(self.sequence())
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n\n'
        yield f'<fcpxml version="{self.options.version}">\n<resources>\n'
        yield from self.resources()
        yield "</resources>\n"
        yield from storyline
        yield "</fcpxml>\n"

    def resources(self) -> Iterator[str]:
        size = (self.timeline.width, self.timeline.height)
        name = format_name(self.timeline.rate, size)
        frame = self.clock.time(1)
        yield (
            f'<format id="{SEQUENCE_FORMAT}"{name} frameDuration="{frame}" width="{size[0]}"'
            f' height="{size[1]}" colorSpace="1-1-1 (Rec. 709)"/>\n'
            f'<format id="{NO_FORMAT}" name="FFVideoFormatRateUndefined"/>\n'
            f'<effect id="{DISSOLVE}" name="Cross Dissolve" uid="{DISSOLVE_UID}"/>\n'
        )
        if self.story.has_titles:
            yield f'<effect id="{TITLE}" name="Basic Title" uid="{TITLE_UID}"/>\n'
        yield from self.assets.markup(self.clock)

    def sequence(self) -> Iterator[str]:
        self.connect_tracks()
        for scene in self.timeline.scenes:
            self.report_letters(f"{scene.name}{scene.description}", scene.name)
        self.mark()
        timeline, time = self.timeline, self.clock.time
        name = attribute(timeline.name)
        counting = "DF" if timeline.is_drop_frame else "NDF"
        yield (
            f'<library>\n<event name="{name}">\n<project name="{name}">\n'
            f'<sequence format="{SEQUENCE_FORMAT}" duration="{time(self.length)}"'
            f' tcStart="{time(timeline.start)}" tcFormat="{counting}" audioLayout="stereo"'
            f' audioRate="48k">\n<spine>\n'
        )
        yield from self.spine()
        yield "</spine>\n</sequence>\n</project>\n</event>\n</library>\n"

    def spine(self) -> Iterator[str]:
        number = 0
        for at, item in self.primary:
            if isinstance(item, Transition):
                yield self.story.transition(item, self.timeline.start + at)
                continue
            place = Place(
                offset=self.timeline.start + at,
                connected=self.connected[number],
                marks=self.marks[number],
            )
            number += 1
            if isinstance(item, Clip):
                yield self.story.clip(item, place)
            else:
                yield self.story.gap(item.length, place)

    def connect_tracks(self) -> None:
        for lane, track in enumerate(of_kind(self.timeline, TrackKind.VIDEO)[1:], 1):
            name = f"V{lane + 1}"
            self.report_name(track, name)
            for run in runs(settled(track, name, self.report, is_primary=False)):
                host, offset = self.host(run[0][0])
                self.connected[host].append(self.story.connected(run, offset, lane))
        for number, track in enumerate(of_kind(self.timeline, TrackKind.AUDIO), 1):
            name = f"A{number}"
            self.report_name(track, name)
            self.connect_sounds(settled(track, name, self.report, is_primary=False), -number)

    def connect_sounds(self, row: Row, lane: int) -> None:
        for start, item in row:
            if isinstance(item, Clip):
                asset = self.story.asset(item)
                host, offset = self.host(start)
                if asset is None:
                    reason = "it has no file."
                    self.report.add("A sound clip", quoted(item.name), reason)
                else:
                    place = Place(offset=offset, lane=lane)
                    self.connected[host].append(self.story.sound(item, asset, place))

    def host(self, frame: int) -> tuple[int, int]:
        """Return the item of the primary storyline at a frame, and the frame in its own time."""
        number = bisect_right(self.starts, frame) - 1
        start, item = self.hosts[number]
        begin = self.story.start(item) if isinstance(item, Clip) else self.story.hour
        return number, begin + frame - start

    def mark(self) -> None:
        """Mark the scenes as chapters and the timeline's markers, each on the item below it."""
        for scene in self.timeline.scenes:
            if scene.start < self.length:
                host, at = self.host(scene.start)
                self.marks[host].append(self.story.chapter(scene, at))
            else:
                reason = "it begins where nothing plays any more."
                self.report.add("A scene", quoted(scene.name), reason)
        for marker in self.timeline.markers:
            if marker.start < self.length:
                host, at = self.host(marker.start)
                self.story.report_marker(marker, self.timeline.name)
                self.marks[host].append(self.story.marker(replace(marker, start=0), at))
            else:
                reason = "it is where nothing plays any more."
                self.report.add("A marker", quoted(marker.name), reason)

    def report_name(self, track: Track, usual: str) -> None:
        if track.name not in {"", usual}:
            reason = "lanes have no names."
            self.report.add("The name of a track", quoted(track.name), reason)


def padded(track: Track, frames: int) -> Track:
    """Return the track, made to last so many frames by a gap at its end."""
    rest = frames - track_length(track)
    if not rest:
        return track
    *others, last = track.items or (Gap(length=0),)
    if isinstance(last, Gap):
        return replace(track, items=(*others, Gap(length=last.length + rest)))
    return replace(track, items=(*track.items, Gap(length=rest)))


def format_name(rate: Fraction, size: tuple[int, int]) -> str:
    """Return the name of a well-known format as an attribute, nothing for any other."""
    if size not in SIZES or rate not in RATES:
        return ""
    return f' name="FFVideoFormat{SIZES[size]}p{RATES[rate]}"'
