"""An xmeml file becomes a neutral timeline, and a report of what was not taken.

The first sequence is taken; those nested in it are flattened to where their contents play, and
such a part of a video track also becomes a scene. What is written over a clip, switched off and
known to be its alternate, becomes one again.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from domain.rate import rounded
from events.record import record, replace
from interchange import placement
from interchange.placement import Cut, Placement
from interchange.report import InterchangeError, Report
from interchange.timeline import (
    MAX_FRAME,
    Alternate,
    Clip,
    Marker,
    Reading,
    Scene,
    Timeline,
    Track,
    TrackKind,
    Transition,
    refuse_too_many,
    validate,
)
from interchange.xmeml import own, sequence, tree
from interchange.xmeml.edges import MIX, Edges, Row
from interchange.xmeml.item import Part, Take, coloured, name, titled
from interchange.xmeml.scenes import divided
from interchange.xmeml.tree import Node

MAX_NESTING: Final = 32
MAX_ITEMS: Final = 200_000
ITEMS: Final = ("clipitem", "generatoritem")
FALSE: Final = "FALSE"


@record
class Window:
    """Where a sequence plays, in frames of the timeline.

    It has its own `rate`, its first frame is at `at`, one of its frames lasts `ratio`; it is seen
    from `begin` to `end`.
    """

    kind: TrackKind
    layer: int
    rate: Fraction
    at: Fraction
    ratio: Fraction
    begin: Fraction
    end: Fraction
    depth: int
    where: str

    def moment(self, frame: Fraction) -> Fraction:
        return self.at + frame * self.ratio


@record
class Other:
    """A clip that was written as an alternate of the clip with a number."""

    number: int
    order: int
    alternate: Alternate
    where: str


class Reader:
    """Walks one sequence and gathers what it finds."""

    def __init__(self, rate: Fraction, named: Iterable[Node]) -> None:
        self.take = Take(rate, Report(), named)
        self.placements: list[Placement] = []
        self.numbers: dict[int, int] = {}
        self.others: list[Other] = []
        self.cuts: list[Cut] = []
        self.scenes: list[Scene] = []
        self.markers: list[Marker] = []
        self.counts = dict.fromkeys(TrackKind, 0)
        self.items = 0
        self.clips = 0

    @property
    def report(self) -> Report:
        return self.take.report

    def top(self, shown: Node) -> None:
        for kind in TrackKind:
            window = Window(
                kind=kind,
                layer=0,
                rate=self.take.rate,
                at=Fraction(0),
                ratio=Fraction(1),
                begin=Fraction(0),
                end=Fraction(MAX_FRAME),
                depth=0,
                where=f"{kind} track",
            )
            self.counts[kind] = self.tracks(shown, window)
        self.markers += self.sequence_markers(shown, self.take.rate, "the sequence")

    def sequence_markers(self, shown: Node, rate: Fraction, where: str) -> Iterator[Marker]:
        return self.take.markers(shown, Fraction(0), MAX_FRAME / rate, rate, where)

    def tracks(self, shown: Node, window: Window) -> int:
        """Take a sequence's tracks of a kind from the window's own upwards; return how many."""
        media = shown.at("media", window.kind)
        found = list(media.all("track")) if media else []
        for index, track in enumerate(found):
            where = f"{window.where} {index + 1}"
            if is_off(track):
                reason = "only what plays is taken."
                self.report.add("What is switched off", f"{where} (line {track.line})", reason)
            else:
                self.track(track, replace(window, layer=window.layer + index, where=where))
        return len(found)

    def track(self, track: Node, window: Window) -> None:
        items = list(track.all(*ITEMS, MIX))
        self.items += len(items)
        if self.items > MAX_ITEMS:
            raise InterchangeError(
                f"In line {track.line} more than {MAX_ITEMS:,} items have been met. Flatten the"
                " nested sequences in the editor, or import them one by one."
            )
        row = Row(items=items, rate=window.rate, kind=window.kind)
        mixes = row.mixes(window.where, self.report)
        for index, item in enumerate(items):
            where = f"{window.where}, item {index + 1}{titled(item)} (line {item.line})"
            inner = replace(window, where=where)
            if item.tag != MIX:
                place = row.edges(index, mixes)
                self.item(item, place, inner)
                self.unwritten(row, index, place, inner)
            elif index in mixes:
                self.mix(mixes[index].cut, mixes[index].transition, inner)

    def unwritten(self, row: Row, index: int, place: Edges | None, window: Window) -> None:
        if place is not None and not is_off(row.items[index]):
            for tag, transition in row.unwritten(index):
                self.mix(place.start if tag == "start" else place.end, transition, window)

    def mix(self, cut: Fraction, transition: Transition, window: Window) -> None:
        """Take a transition at a frame of its sequence."""
        at = window.moment(cut)
        if not window.begin <= at <= window.end:
            reason = "the nested sequence does not show that part."
            self.report.add("A transition", window.where, reason)
            return
        before = rounded(transition.in_offset * window.ratio)
        behind = rounded(transition.out_offset * window.ratio)
        scaled = replace(transition, in_offset=before, out_offset=behind)
        self.cuts.append(
            Cut(
                kind=window.kind,
                layer=window.layer,
                at=at,
                transition=scaled,
                where=window.where,
            )
        )

    def item(self, item: Node, place: Edges | None, window: Window) -> None:
        if place is None:
            reason = "it does not say where it begins or ends."
            self.report.add("A clip", window.where, reason)
            return
        data = own.load(item)
        if is_off(item):
            self.switched_off(item, place, data, window)
            return
        begin, end = window.moment(place.start), window.moment(place.end)
        shown = replace(window, begin=max(begin, window.begin), end=min(end, window.end))
        if shown.begin >= shown.end:
            nothing = place.start >= place.end
            reason = "it has no length." if nothing else "its sequence does not show that part."
            self.report.add("A clip", window.where, reason)
        elif item.find("sequence"):
            self.nested(item, place, shown)
        else:
            self.clip(item, place, data, shown)

    def clip(self, item: Node, place: Edges, data: own.Data, window: Window) -> None:
        """Take a clip that is seen as long as the window."""
        self.clips += 1
        refuse_too_many(self.clips)
        skipped = (window.begin - window.moment(place.start)) / self.take.rate
        clip = self.take.clip(
            item,
            place,
            Part(skipped=skipped, length=window.end - window.begin, rate=window.rate),
            data,
            window.where,
        )
        number = own.frame(data, "number", 0)
        if number:
            self.numbers.setdefault(number, len(self.placements))
        self.placements.append(
            Placement(
                kind=window.kind,
                layer=window.layer,
                begin=window.begin,
                end=window.end,
                clip=clip,
                where=window.where,
            )
        )

    def switched_off(self, item: Node, place: Edges, data: own.Data, window: Window) -> None:
        number = own.frame(data, "of", 0)
        length = place.end - place.start
        if not number or length <= 0:
            self.report.add("What is switched off", window.where, "only what plays is taken.")
            return
        clip = self.take.clip(
            item,
            place,
            Part(skipped=Fraction(0), length=length * window.ratio, rate=window.rate),
            data,
            window.where,
        )
        self.others.append(
            Other(
                number=number,
                order=own.frame(data, "order", 0),
                alternate=alternate(clip, data),
                where=window.where,
            )
        )

    def nested(self, item: Node, place: Edges, window: Window) -> None:
        """Take the contents of a nested sequence; one directly in a video track is a scene."""
        inside = self.take.sequence(item)
        if window.depth >= MAX_NESTING:
            raise InterchangeError(
                f"In line {item.line} sequences are nested more than {MAX_NESTING} deep, or in"
                " themselves."
            )
        if inside is None:
            reason = "the sequence that it shows is not in the file."
            self.report.add("A nested sequence", window.where, reason)
            return
        self.take.effects(item, window.where)
        if (tree.natural(item.at("sourcetrack", "trackindex")) or 1) > 1:
            reason = "all its sound was taken with its first channel."
            self.report.add("A channel of a nested sequence", window.where, reason)
            return
        if not window.depth and window.kind is TrackKind.VIDEO:
            start, end = rounded(window.begin), rounded(window.end)
            self.scenes.append(Scene(name=name(item), start=start, length=end - start))
        rate = tree.rate(inside) or self.take.rate
        at = window.moment(place.start) - place.source * self.take.rate
        ratio = self.take.rate / rate
        inner = replace(window, rate=rate, at=at, ratio=ratio, depth=window.depth + 1)
        self.tracks(inside, replace(inner, where=f"{window.where}, {window.kind} track"))
        if window.kind is TrackKind.VIDEO:
            self.nested_markers(inside, inner)

    def nested_markers(self, shown: Node, window: Window) -> None:
        for marker in self.sequence_markers(shown, window.rate, window.where):
            at = window.at + marker.start
            if window.begin <= at < window.end:
                self.markers.append(replace(marker, start=rounded(at)))

    def versions(self) -> list[Placement]:
        """Return the clips, each with its alternates."""
        found: dict[int, list[Other]] = {}
        for other in self.others:
            if other.number in self.numbers:
                found.setdefault(self.numbers[other.number], []).append(other)
            else:
                reason = "the clip that it is an alternate of is gone."
                self.report.add("An alternate", other.where, reason)
        result = list(self.placements)
        for index, others in found.items():
            ordered = sorted(others, key=lambda each: each.order)
            alternates = tuple(other.alternate for other in ordered)
            clip = replace(result[index].clip, alternates=alternates)
            result[index] = replace(result[index], clip=clip)
        refuse_too_many(self.clips + len(self.others))
        return result

    def laid_out(self, data: own.Data) -> tuple[Track, ...]:
        clips = self.versions()
        return tuple(
            track
            for kind in TrackKind
            for track in placement.tracks(
                kind,
                self.names(kind, data, clips),
                [each for each in clips if each.kind is kind],
                [each for each in self.cuts if each.kind is kind],
                self.report,
            )
        )

    def names(self, kind: TrackKind, data: own.Data, clips: Sequence[Placement]) -> list[str]:
        """Return the names of the tracks; those that only held alternates are no more."""
        known = own.texts(own.mapping(data, "tracks"), kind)
        used = max((each.layer + 1 for each in clips if each.kind is kind), default=0)
        is_ours = own.is_ours(data)
        count = max(used, min(len(known), self.counts[kind]) if is_ours else self.counts[kind])
        return (known + [""] * count)[:count]


def read(content: bytes) -> Reading:
    """Read a file. Raises InterchangeError for what is no xmeml, or too large."""
    document = tree.parse(content)
    report = Report()
    found = sequence.first(document.root, report)
    reader = Reader(sequence.rate(found), document.named)
    reader.top(found)
    data = own.load(found)
    tracks = reader.laid_out(data)
    scenes, markers = divided(reader.scenes, reader.markers, data, reader.report)
    width, height = sequence.size(found)
    timeline = Timeline(
        name=found.said("name"),
        rate=reader.take.rate,
        is_drop_frame=sequence.is_drop_frame(found, reader.take.rate),
        start=sequence.start_frame(found, reader.take.rate, reader.report),
        width=width,
        height=height,
        tracks=tracks,
        scenes=scenes,
        markers=tuple(coloured(markers, data)),
    )
    omissions = (*report.omissions, *reader.report.omissions)
    return Reading(timeline=validate(timeline), omissions=omissions)


def is_off(node: Node) -> bool:
    return node.said("enabled").strip().upper() == FALSE


def alternate(clip: Clip, data: own.Data) -> Alternate:
    """Return a clip as the alternate it was; its length is its own while nobody has trimmed it."""
    lengths = own.frames(data, "lengths")
    is_untouched = len(lengths) == own.PAIR and lengths[1] == clip.length and lengths[0] > 0
    return Alternate(
        name=clip.name,
        length=lengths[0] if is_untouched else clip.length,
        source=clip.source,
        source_start=clip.source_start,
        details=clip.details,
    )
