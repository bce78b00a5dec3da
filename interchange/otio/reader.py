"""An .otio document becomes a neutral timeline, and a report of what was not taken.

Nested stacks and tracks are flattened to where their contents play; what is nested directly in a
track also becomes a scene. Times of any rate are converted to the rate of the timeline.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from events.record import record
from interchange import placement
from interchange.otio import leaf, node
from interchange.otio.leaf import Take
from interchange.otio.measure import MAX_NESTING, length, shown_range, too_deep
from interchange.otio.node import Node
from interchange.placement import Cut, Placement
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import (
    MAX_FRAME,
    Marker,
    Reading,
    Scene,
    Timeline,
    Track,
    TrackKind,
    refuse_too_many,
    validate,
)

FALLBACK_RATE: Final = Fraction(24)
KINDS: Final = {"Video": TrackKind.VIDEO, "Audio": TrackKind.AUDIO}
THE_TIMELINE: Final = "the timeline"


@record
class Window:
    """Where a thing plays, in seconds of the timeline.

    Its first frame is at `at`; it is seen from `begin` to `end`. `layer` is the track of its lowest
    content.
    """

    kind: TrackKind
    layer: int
    at: Fraction
    begin: Fraction
    end: Fraction
    depth: int
    where: str

    @property
    def is_empty(self) -> bool:
        return self.begin >= self.end

    def of(self, at: Fraction, seconds: Fraction, where: str) -> "Window":
        """Return the window of a part that plays for so many seconds from `at` on."""
        begin, end = max(self.begin, at), min(self.end, at + seconds)
        return replace(self, at=at, begin=begin, end=end, where=where)

    def inside(self, range_: node.Range | None) -> "Window":
        """Return the window of a composition's contents, whose own time begins at `at`."""
        if range_ is None:
            return self
        shown = self.of(self.at, range_.length, self.where)
        return replace(shown, at=self.at - range_.start)


class Reader:
    """Walks one document and gathers what it finds."""

    def __init__(self, rate: Fraction) -> None:
        self.take = Take(rate=rate, report=Report())
        self.placements: list[Placement] = []
        self.cuts: list[Cut] = []
        self.scenes: list[Scene] = []
        self.markers: list[Marker] = []
        self.names: dict[TrackKind, list[str]] = {kind: [] for kind in TrackKind}
        self.clips = 0

    @property
    def report(self) -> Report:
        return self.take.report

    def top(self, stack: Node) -> None:
        """Take the layers of the outermost stack, each onto a track of its own."""
        whole = Window(
            kind=TrackKind.VIDEO,
            layer=0,
            at=Fraction(0),
            begin=Fraction(0),
            end=MAX_FRAME / self.take.rate,
            depth=0,
            where=THE_TIMELINE,
        )
        inner = self.inside(stack, whole)
        for index, item in enumerate(node.children(stack, "children", THE_TIMELINE), 1):
            where = f"track {index}{titled(item)}"
            kind = self.kind(item, where)
            if kind is not None and self.is_on(item, where):
                self.names[kind].append(leaf.name(item, where))
                layer = len(self.names[kind]) - 1
                self.item(item, replace(inner, kind=kind, layer=layer, where=where))

    def kind(self, item: Node, where: str) -> TrackKind | None:
        """Return what a layer holds; one that is no track holds pictures."""
        if node.schema(item) != "Track":
            return TrackKind.VIDEO
        name = item.get("kind") or "Video"
        kind = KINDS.get(name) if isinstance(name, str) else None
        if kind is None:
            self.report.add("A track", where, f"it is of the unknown kind {node.shown(name)}.")
        return kind

    def is_on(self, item: Node, where: str) -> bool:
        if item.get("enabled") is False:
            self.report.add("What is switched off", where, "only what plays is taken.")
            return False
        return True

    def inside(self, item: Node, window: Window) -> Window:
        """Return the window of a composition's contents, and take its markers."""
        range_ = shown_range(item, window.where, window.depth)
        if range_ is None and item.get("source_range") is not None:
            reason = "the range it shows has nothing in it, so all of it was taken."
            self.report.add("The range of a track or stack", window.where, reason)
        inner = window.inside(range_)
        self.marks(item, inner.at, window.where)
        return inner

    def marks(self, item: Node, at: Fraction, where: str) -> None:
        """Take the markers of what is no clip as markers, or scenes, of the timeline."""
        for value in node.children(item, "markers", where):
            marker = self.take.marker(value, -at, MAX_FRAME / self.take.rate, where)
            scene = node.child(node.own(value, where), "scene", where)
            if scene is None:
                self.markers.append(marker)
            else:
                self.scenes.append(scene_of(marker, scene, where))

    def item(self, item: Node, window: Window) -> None:
        """Take what plays in a window: of a composition its contents, else the thing itself."""
        if window.depth > MAX_NESTING:
            raise too_deep(window.where)
        if node.schema(item) != "Timeline":
            self.take.effects(item, window.where)
        match node.schema(item):
            case "Track":
                self.track(item, window)
            case "Stack":
                self.stack(item, window)
            case "Timeline":
                self.stack(node.child(item, "tracks", window.where) or {}, window)
            case "Clip":
                self.clip(item, window)
            case _:
                reason = f"it is a {node.shown(item.get('OTIO_SCHEMA'))}, which is not known."
                self.report.add("An item", window.where, reason)

    def stack(self, stack: Node, window: Window) -> None:
        """Lay the layers of a nested stack onto the tracks from the window's own upwards."""
        inner = self.inside(stack, window)
        for index, item in enumerate(node.children(stack, "children", window.where)):
            where = f"{window.where}, layer {index + 1}{titled(item)}"
            kind = self.kind(item, where)
            if kind is not None and self.is_on(item, where):
                layer = window.layer + index if kind is window.kind else index
                deeper = replace(inner, kind=kind, layer=layer, depth=window.depth + 1)
                self.item(item, replace(deeper, where=where))

    def track(self, track: Node, window: Window) -> None:
        inner = self.inside(track, window)
        self.take.foreign_data(track, window.where)
        at = inner.at
        for index, item in enumerate(node.children(track, "children", window.where), 1):
            where = f"{window.where}, item {index}{titled(item)}"
            if node.schema(item) == "Transition":
                self.transition(item, inner, at, where)
                continue
            seconds = length(item, where, window.depth) or Fraction(0)
            if self.is_on(item, where):
                self.row_item(item, inner.of(at, seconds, where), seconds)
            at += seconds

    def row_item(self, item: Node, window: Window, seconds: Fraction) -> None:
        """Take an item of a track."""
        if node.schema(item) == "Gap":
            range_ = node.time_range(item, "source_range", window.where)
            self.marks(item, window.at - (range_.start if range_ else 0), window.where)
        elif length(item, window.where, window.depth) is None:
            reason = "neither it nor its media says how long it is."
            self.report.add("A clip", window.where, reason)
        elif window.is_empty:
            reason = "it has no length." if not seconds else "its track does not show that part."
            self.report.add("A clip", window.where, reason)
        elif node.schema(item) == "Clip":
            self.item(item, window)
        else:
            self.nested(item, window)

    def nested(self, item: Node, window: Window) -> None:
        """Take a composition inside of a track; one directly in a video track is a scene."""
        if not window.depth and window.kind is TrackKind.VIDEO:
            start, end = self.take.frame(window.begin), self.take.frame(window.end)
            name = leaf.name(item, window.where)
            self.scenes.append(Scene(name=name, start=start, length=end - start))
        self.item(item, replace(window, depth=window.depth + 1))

    def clip(self, item: Node, window: Window) -> None:
        range_ = clip_range(item, window.where)
        window = window.of(window.at, range_.length, window.where)
        if window.is_empty:
            self.report.add("A clip", window.where, "nothing of it is shown.")
            return
        source_start = range_.start + window.begin - window.at
        clip = self.take.clip(item, source_start, window.end - window.begin, window.where)
        self.clips += 1 + len(clip.alternates)
        refuse_too_many(self.clips)
        self.placements.append(
            Placement(
                kind=window.kind,
                layer=window.layer,
                begin=window.begin * self.take.rate,
                end=window.end * self.take.rate,
                clip=clip,
                where=window.where,
            )
        )

    def transition(self, item: Node, window: Window, at: Fraction, where: str) -> None:
        if not window.begin <= at <= window.end:
            self.report.add("A transition", where, "its track does not show that part.")
            return
        self.cuts.append(
            Cut(
                kind=window.kind,
                layer=window.layer,
                at=at * self.take.rate,
                transition=self.take.transition(item, where),
                where=where,
            )
        )

    def tracks(self, kind: TrackKind) -> tuple[Track, ...]:
        return placement.tracks(
            kind,
            self.names[kind],
            [each for each in self.placements if each.kind is kind],
            [each for each in self.cuts if each.kind is kind],
            self.report,
        )


def read(content: bytes) -> Reading:
    """Read a document. Raises InterchangeError for what is no timeline or too large a one."""
    root = node.parse(content)
    report = Report()
    found = timeline_node(root, report)
    stack = node.child(found, "tracks", THE_TIMELINE) or {}
    start = node.child(found, "global_start_time", THE_TIMELINE)
    rate = timeline_rate(found, stack, start)
    reader = Reader(rate)
    reader.take.foreign_data(found, THE_TIMELINE)
    reader.top(stack)
    timeline = Timeline(
        name=leaf.name(found, THE_TIMELINE),
        rate=rate,
        is_drop_frame=node.own(found, THE_TIMELINE).get("is_drop_frame") is True,
        start=start_frame(start, reader),
        tracks=(*reader.tracks(TrackKind.VIDEO), *reader.tracks(TrackKind.AUDIO)),
        scenes=placement.apart(reader.scenes, reader.report),
        markers=tuple(reader.markers),
    )
    omissions = (*report.omissions, *reader.report.omissions)
    return Reading(timeline=validate(timeline), omissions=omissions)


def timeline_node(root: Node, report: Report) -> Node:
    """Return the timeline of a document: its root, or the first one of a collection."""
    match node.schema(root):
        case "Timeline":
            return root
        case "Stack":
            return {"name": root.get("name"), "tracks": root}
        case "Track":
            return {"name": root.get("name"), "tracks": {"children": [root]}}
        case "SerializableCollection":
            return first_timeline(root, report)
        case name:
            shown = f"a {name[:40]}" if name else "something without a schema"
            raise InterchangeError(f"The file is no OTIO timeline: it holds {shown}.")


def first_timeline(collection: Node, report: Report) -> Node:
    items = node.children(collection, "children", "the collection")
    timelines = [item for item in items if node.schema(item) == "Timeline"]
    if not timelines:
        raise InterchangeError("The file is an OTIO collection without a timeline in it.")
    for index, item in enumerate(items, 1):
        if item is not timelines[0]:
            where = f"item {index}{titled(item)} of the collection"
            report.add("A part of the file", where, "only the first timeline is taken.")
    return timelines[0]


def timeline_rate(timeline: Node, stack: Node, start: Node | None) -> Fraction:
    """Return the rate of the start timecode, else the first one that a length has."""
    if start is not None:
        return node.rate(start, "the start timecode")
    return next(rates(stack, 0), FALLBACK_RATE) if timeline else FALLBACK_RATE


def rates(item: Node, depth: int) -> Iterator[Fraction]:
    """Yield the rates of all lengths of an item and of what is in it."""
    if depth > MAX_NESTING:
        raise too_deep(THE_TIMELINE)
    media = leaf.active_media(item, THE_TIMELINE) or {}
    for range_ in (item.get("source_range"), media.get("available_range")):
        if range_ is not None:
            duration = node.child(node.mapping(range_, THE_TIMELINE), "duration", THE_TIMELINE)
            yield from [node.rate(duration, THE_TIMELINE)] if duration else []
    nested = node.child(item, "tracks", THE_TIMELINE)
    for child in [nested] if nested else node.children(item, "children", THE_TIMELINE):
        yield from rates(child, depth + 1)


def start_frame(start: Node | None, reader: Reader) -> int:
    frame = reader.take.frame(node.time(start, "the start timecode")) if start else 0
    if frame < 0:
        reader.report.add("The start timecode", THE_TIMELINE, "it is before 00:00:00:00.")
    return max(frame, 0)


def clip_range(item: Node, where: str) -> node.Range:
    """Return what a clip shows of its media; one without media begins at 0."""
    media = leaf.active_media(item, where) or {}
    shown = node.time_range(item, "source_range", where)
    available = node.time_range(media, "available_range", where)
    return shown or available or node.Range(start=Fraction(0), length=Fraction(0))


def scene_of(marker: Marker, own: Node, where: str) -> Scene:
    return Scene(
        name=marker.name,
        start=marker.start,
        length=marker.length,
        id=node.text(own, "id", where),
        description=node.text(own, "description", where),
        lyrics=node.text(own, "lyrics", where),
    )


def titled(item: Node) -> str:
    name = item.get("name")
    return f" {quoted(node.clean(name))}" if name and isinstance(name, str) else ""
