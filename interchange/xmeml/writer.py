"""A neutral timeline becomes an xmeml file, version 4, for Premiere and Resolve.

The text is made directly, element by element in the names of the DTD. `own` says where what only
this program knows is kept; lyrics, notes and ids are also where an editor sees them: in the first
master comment, in the log note and as shot.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, count
from typing import Any, Final

from domain.timecode import timecode
from events.record import replace
from interchange.report import Report, quoted
from interchange.timeline import (
    Marker,
    Timeline,
    Track,
    TrackKind,
    TransitionKind,
    length,
    of_kind,
    validate,
)
from interchange.written import Piece, Written
from interchange.xmeml import address, effect, layout, own
from interchange.xmeml.files import File, Files
from interchange.xmeml.layout import Entry, Join, Row, Shown
from interchange.xmeml.options import USUAL, Alternates, Options
from interchange.xmeml.rate import said
from interchange.xmeml.text import Text, element

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="4">'
SOUND: Final = (
    "<samplecharacteristics><depth>16</depth><samplerate>48000</samplerate></samplecharacteristics>"
)
FORMS: Final = {
    TrackKind.VIDEO: "<enabled>TRUE</enabled><locked>FALSE</locked>",
    TrackKind.AUDIO: (
        "<enabled>TRUE</enabled><locked>FALSE</locked><outputchannelindex>1</outputchannelindex>"
    ),
}


def write(timeline: Timeline, options: Options = USUAL) -> Written:
    """Write a file. Raises InterchangeError for a timeline that is not valid or of an odd rate."""
    report = Report()
    writer = Writer(validate(timeline), options, report)
    content = BytesIO()
    for line in chain([HEAD], writer.sequence(), ["</xmeml>"]):
        content.write(f"{line}\n".encode())
    piece = Piece(name=".xml", content=content.getvalue())
    return Written(pieces=(piece,), omissions=report.omissions)


class Writer:
    """Writes one timeline and reports what its format has no place for."""

    def __init__(self, timeline: Timeline, options: Options, report: Report) -> None:
        self.timeline = timeline
        self.options = options
        self.report = report
        self.text = Text(report)
        self.timebase, is_ntsc = said(timeline.rate)
        self.rate = f"<rate><timebase>{self.timebase}</timebase><ntsc>{yes(is_ntsc)}</ntsc></rate>"
        self.files = Files(self.timebase)
        self.frame_rate = timeline.frame_rate
        self.timecodes: dict[int, str] = {}
        self.clips = 0
        self.numbers = count(1)
        self.scenes = sorted(timeline.scenes, key=lambda scene: scene.start)
        self.starts = [scene.start for scene in self.scenes]

    def sequence(self) -> Iterator[str]:
        timeline = self.timeline
        video, audio = self.rows(TrackKind.VIDEO), self.rows(TrackKind.AUDIO)
        self.files.gather([*video, *audio])
        yield '<sequence id="sequence-1">'
        yield self.text.element("name", timeline.name, "the timeline")
        yield f"<duration>{length(timeline)}</duration>{self.rate}"
        yield self.timecode(timeline.start)
        yield f"<media><video>{self.format()}"
        yield from self.tracks(video)
        yield f"</video><audio><format>{SOUND}</format>"
        yield from self.tracks(audio)
        yield "</audio></media>"
        yield from self.markers()
        yield self.comments([], self.data())
        yield "</sequence>"

    def rows(self, kind: TrackKind) -> list[Row]:
        """Lay out the tracks of a kind, and above them those of alternates."""
        tracks = of_kind(self.timeline, kind)
        rows = [
            layout.row(track, self.timebase, f"{kind} track {number}", self.report)
            for number, track in enumerate(tracks, 1)
        ]
        if self.options.alternates is Alternates.OMITTED:
            self.omit_alternates(rows)
            return rows
        numbered, above = layout.alternates(rows, self.numbers, self.timebase, self.report)
        return [*numbered, *above]

    def omit_alternates(self, rows: Iterable[Row]) -> None:
        shown = (each for row in rows for each in row.entries if isinstance(each, Shown))
        for entry in shown:
            for alternate in entry.clip.alternates:
                where = f"{quoted(alternate.name)} of {quoted(entry.clip.name)}"
                self.report.add("An alternate", where, "only the version that plays is written.")

    def timecode(self, frame: int) -> str:
        known = self.timecodes.get(frame)
        if known is None:
            known = self.timecodes[frame] = self.new_timecode(frame)
        return known

    def new_timecode(self, frame: int) -> str:
        rate = self.frame_rate
        string = f"<string>{timecode(frame, rate, wrap=True)}</string>" if rate else ""
        form = "DF" if rate and rate.is_drop_frame else "NDF"
        return (
            f"<timecode>{self.rate}{string}<frame>{frame}</frame>"
            f"<displayformat>{form}</displayformat></timecode>"
        )

    def format(self) -> str:
        return (
            f"<format><samplecharacteristics>{self.rate}<width>{self.timeline.width}</width>"
            f"<height>{self.timeline.height}</height><anamorphic>FALSE</anamorphic>"
            "<pixelaspectratio>square</pixelaspectratio><fielddominance>none</fielddominance>"
            "<colordepth>24</colordepth></samplecharacteristics></format>"
        )

    def tracks(self, rows: Iterable[Row]) -> Iterator[str]:
        for row in rows:
            yield "<track>"
            for entry in row.entries:
                yield self.entry(entry, row.kind)
            yield f"{FORMS[row.kind]}</track>"

    def entry(self, entry: Entry, kind: TrackKind) -> str:
        if isinstance(entry, Join):
            return self.transition(entry, kind)
        return self.clip(entry, kind)

    def transition(self, join: Join, kind: TrackKind) -> str:
        found = effect.effect(join.transition, kind)
        if join.transition.kind is TransitionKind.OTHER:
            where = f"{quoted(join.transition.name)} at frame {join.cut}"
            self.report.add("A transition", where, "it became a dissolve.")
        code, is_back = found.way
        return (
            f"<transitionitem><start>{join.cut - join.before}</start>"
            f"<end>{join.cut + join.behind}</end><alignment>{join.alignment}</alignment>"
            f"{self.ticks(join)}{self.rate}<effect><name>{found.name}</name>"
            f"<effectid>{found.effect_id}</effectid>"
            f"<effectcategory>{found.category}</effectcategory>"
            f"<effecttype>transition</effecttype><mediatype>{kind}</mediatype>"
            f"<wipecode>{code}</wipecode><wipeaccuracy>100</wipeaccuracy>"
            "<startratio>0</startratio><endratio>1</endratio>"
            f"<reverse>{yes(is_back)}</reverse></effect></transitionitem>"
        )

    def ticks(self, join: Join) -> str:
        """Return where the cut is, for Premiere, which otherwise takes the middle."""
        if not self.options.has_extensions:
            return ""
        ticks = round(join.before * effect.TICKS / self.timeline.rate)
        return f"<cutPointTicks>{ticks}</cutPointTicks>"

    def clip(self, shown: Shown, kind: TrackKind) -> str:
        self.clips += 1
        clip, file = shown.clip, self.files.of(shown)
        where = quoted(clip.name)
        if address.is_on_the_web(file.pathurl):
            reason = "editors open files only: download it, and link it there."
            self.report.add("The media of a clip", where, reason)
        start = shown.start if shown.head is None else -1
        end = shown.end if shown.tail is None else -1
        return (
            f'<clipitem id="clipitem-{self.clips}">'
            f"<masterclipid>masterclip-{self.clips}</masterclipid>"
            f"{self.text.element('name', clip.name, where)}<enabled>{yes(shown.is_enabled)}"
            f"</enabled><duration>{file.duration or shown.end_in_file}</duration>{self.rate}"
            f"<start>{start}</start><end>{end}</end><in>{shown.begin_in_file}</in>"
            f"<out>{shown.end_in_file}</out>"
            f"{'<stillframe>TRUE</stillframe>' if file.is_still else ''}"
            f"{self.file(file, where)}{source_track(kind)}"
            f"{''.join(self.marker(marker, shown.base) for marker in clip.markers)}"
            f"{self.logging(shown, where)}{self.clip_comments(shown, file, where)}</clipitem>"
        )

    def file(self, file: File, where: str) -> str:
        """Return a file: all that is known of it where it is met first, later only its id."""
        if self.files.is_known(file):
            return f'<file id="{file.id}"/>'
        pathurl = element("pathurl", file.pathurl) if file.pathurl else ""
        duration = f"<duration>{file.duration}</duration>" if file.duration else ""
        still = "<stillframe>TRUE</stillframe>" if file.is_still else ""
        video = f"<video>{duration}{still}</video>" if TrackKind.VIDEO in file.kinds else ""
        has_sound = TrackKind.AUDIO in file.kinds
        sound = file_sound(file) if has_sound else ""
        return (
            f'<file id="{file.id}">{self.text.element("name", file.name, where)}{pathurl}'
            f"{self.rate}{duration}{self.timecode(file.origin)}<media>{video}{sound}</media></file>"
        )

    def marker(self, marker: Marker, base: int) -> str:
        begin = base + marker.start
        where = f"marker {quoted(marker.name)}"
        return (
            f"<marker>{self.text.element('comment', marker.comment, where)}"
            f"{self.text.element('name', marker.name, where)}<in>{begin}</in>"
            f"<out>{begin + marker.length if marker.length else -1}</out>"
            f"{self.colour(marker, where)}</marker>"
        )

    def colour(self, marker: Marker, where: str) -> str:
        if not marker.colour:
            return ""
        number = effect.painted(marker.colour)
        if number is None or not self.options.has_extensions:
            reason = "the format has none." if number else "Premiere has no such colour."
            self.report.add("The colour of a marker", where, reason)
            return ""
        return f"<pproColor>{number}</pproColor>"

    def logging(self, shown: Shown, where: str) -> str:
        index = bisect_right(self.starts, shown.start) - 1
        scene = self.scenes[index].name if index >= 0 else ""
        details = shown.clip.details
        return (
            f"<logginginfo>{self.text.element('scene', scene, where)}"
            f"{self.text.element('shottake', details.id, where)}"
            f"{self.text.element('lognote', details.notes, where)}</logginginfo>"
        )

    def clip_comments(self, shown: Shown, file: File, where: str) -> str:
        lyrics = shown.clip.details.lyrics
        first = self.text.element("mastercomment1", lyrics, where) if lyrics else ""
        return self.comments([first], clip_data(shown, file))

    def comments(self, first: list[str], data: dict[str, Any]) -> str:
        last = element(own.PLACE[-1], own.dump(data))
        return f"<comments>{''.join(first)}{last}</comments>"

    def markers(self) -> Iterator[str]:
        """Yield the scenes as markers over their length, then the markers."""
        for scene in self.timeline.scenes:
            comment = scene.description
            span = Marker(start=scene.start, length=scene.length, name=scene.name, comment=comment)
            yield self.marker(span, 0)
        for marker in self.timeline.markers:
            yield self.marker(marker, 0)

    def data(self) -> dict[str, Any]:
        """Return what is noted of the timeline."""
        timeline = self.timeline
        scenes = [
            {
                "name": self.text.clean(scene.name, quoted(scene.name)),
                "start": scene.start,
                "length": scene.length,
                "id": scene.id,
                "lyrics": scene.lyrics,
            }
            for scene in timeline.scenes
        ]
        names = {kind.value: track_names(timeline.tracks, kind) for kind in TrackKind}
        return {"tracks": names, "scenes": scenes, **colours(timeline.markers)}


def yes(value: bool) -> str:  # noqa: FBT001 - it only says it
    return "TRUE" if value else "FALSE"


def file_sound(file: File) -> str:
    rate, channels = file.sample_rate, file.channels
    return (
        f"<audio><samplecharacteristics><depth>16</depth><samplerate>{rate}</samplerate>"
        f"</samplecharacteristics><channelcount>{channels}</channelcount></audio>"
    )


def source_track(kind: TrackKind) -> str:
    if kind is TrackKind.VIDEO:
        return ""
    return "<sourcetrack><mediatype>audio</mediatype><trackindex>1</trackindex></sourcetrack>"


def track_names(tracks: Iterable[Track], kind: TrackKind) -> list[str]:
    return [track.name for track in tracks if track.kind is kind]


def clip_data(shown: Shown, file: File) -> dict[str, Any]:
    """Return what is noted of a clip: only what its elements do not say."""
    clip = shown.clip
    data = dict(shown.data)
    details = own.said(clip.details)
    if details:
        data["details"] = details
    if file.seen_as != (clip.source and replace(clip.source, sample_rate=0, channels=0)):
        data["media"] = own.media(clip.source)
    first = 0 if file.is_still else file.origin + shown.base
    if first != clip.source_start:
        data["shift"] = clip.source_start - first
    return data | colours(clip.markers)


def colours(markers: Iterable[Marker]) -> dict[str, Any]:
    """Note the colours of markers, for those that the format has no place for."""
    found = [marker.colour for marker in markers]
    return {"colours": found} if any(found) else {}
