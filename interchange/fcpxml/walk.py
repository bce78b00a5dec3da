"""Walks the story of a document and finds where everything plays.

A position is a frame of the timeline, exact to a fraction. Every element has a time of its own;
its scope says where that time lies on the timeline and how much of it is seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from domain.rate import rounded
from events.record import record
from interchange.fcpxml.element import Element
from interchange.fcpxml.leaf import STORY, Leaves, Marks, Shown
from interchange.fcpxml.resource import Resources
from interchange.fcpxml.story import NAMES
from interchange.placement import Cut, Placement
from interchange.report import InterchangeError, Report
from interchange.timeline import (
    Alternate,
    Marker,
    Scene,
    TrackKind,
    Transition,
    TransitionKind,
    refuse_too_many,
)

MAX_NESTING: Final = 64
MAX_VISITS: Final = 80_000
MAX_LANE: Final = 99
HOLDERS: Final = frozenset({"clip", "mc-clip", "ref-clip", "sync-clip"})
CONTAINED: Final = STORY | {"audition", "gap", "spine"}
KINDS: Final = {
    "dissolve": TransitionKind.DISSOLVE,
    "fade": TransitionKind.FADE,
    "wipe": TransitionKind.WIPE,
}
ZERO: Final = Fraction(0)
ENDLESS: Final = Fraction(2**63)


@record
class Scope:
    """Frame 0 of its time is at `zero`; it is seen from `begin` to `end`, on a lane.

    `file` is what the element shows that holds it: its sound is no clip of its own.
    """

    zero: Fraction
    begin: Fraction
    end: Fraction
    lane: int = 0
    depth: int = 0
    file: str = ""

    def deeper(self, element: Element, zero: Fraction, lane: int) -> "Scope":
        if self.depth >= MAX_NESTING:
            raise InterchangeError(
                f"In {element.where} clips are nested more than {MAX_NESTING} deep."
                " Break the compound clips apart in the editor first."
            )
        lane = min(max(self.lane + lane, -MAX_LANE), MAX_LANE)
        return replace(
            self, zero=zero, lane=lane, depth=self.depth + 1, file=element.get("ref") or self.file
        )


class Walk:
    def __init__(self, resources: Resources, report: Report) -> None:
        self.resources = resources
        self.report = report
        self.leaves = Leaves(resources, report)
        self.placements: list[Placement] = []
        self.cuts: list[Cut] = []
        self.markers: list[Marker] = []
        self.scenes: list[Scene] = []
        self.clips = 0
        self.visits = 0

    def sequence(self, sequence: Element) -> None:
        origin = self.resources.frames(sequence, "tcStart") or ZERO
        whole = Scope(zero=-origin, begin=ZERO, end=ENDLESS)
        for spine in sequence.all("spine"):
            self.row(spine.children, whole, origin)
        if sequence.first("note"):
            reason = "a project has no place for it."
            self.report.add("The note of the timeline", sequence.where, reason)

    def row(self, elements: Iterable[Element], scope: Scope, origin: Fraction) -> None:
        """Take a storyline, whose first element begins at `origin` of the scope's time."""
        at, shift = origin, None
        for element in elements:
            if element.tag == "transition":
                self.transition(element, at, shift or ZERO, scope)
                continue
            offset = self.resources.frames(element, "offset")
            if offset is not None:
                shift = self.shift(element, offset, origin) if shift is None else shift
                at = offset + shift
            self.item(element, scope.zero + at, scope)
            at += self.length(element)

    def shift(self, first: Element, offset: Fraction, origin: Fraction) -> Fraction:
        """Return by how much a storyline is moved that begins before the time it is in."""
        if offset >= origin:
            return ZERO
        reason = "they begin before the start timecode and were moved to it."
        self.report.add("The places of clips", first.where, reason)
        return origin - offset

    def length(self, element: Element) -> Fraction:
        """Return how long an element plays, an audition as long as its pick."""
        pick = picked(element) if element.tag == "audition" else element
        return self.leaves.length(pick) if pick is not None else ZERO

    def item(self, element: Element, at: Fraction, scope: Scope) -> None:
        """Take an element that begins at a frame of the timeline, and what is connected to it."""
        self.visits += 1
        if self.visits > MAX_VISITS:
            raise InterchangeError(
                f"In {element.where} the compound clips have more than {MAX_VISITS:,} parts."
                " Split the timeline in the editor and import the parts."
            )
        if element.tag == "audition":
            self.audition(element, at, scope)
        elif element.tag == "spine":
            self.row(element.children, replace(scope, zero=at), ZERO)
        elif element.tag == "gap":
            self.gap(element, at, scope)
        elif element.tag in STORY:
            self.content(element, at, scope)
            self.connected(element, at, scope)
        else:
            self.report.add("An item", element.where, f"it is a {element.tag[:40]}, not a clip.")

    def audition(self, element: Element, at: Fraction, scope: Scope) -> None:
        """Take the first version of an audition as a clip, the others as its alternates."""
        pick = picked(element)
        if pick is None:
            self.report.add("An audition", element.where, "nothing is in it.")
            return
        count = len(self.placements)
        self.content(pick, at, scope)
        others = [child for child in element.children if child.tag in STORY][1:]
        if len(self.placements) > count:
            first = self.placements[count]
            found = tuple(self.alternate(other) for other in others)
            clip = replace(first.clip, alternates=found)
            self.placements[count] = replace(first, clip=clip)
            self.clips += len(found)
            refuse_too_many(self.clips)
        self.connected(pick, at, scope)

    def alternate(self, element: Element) -> Alternate:
        inner = leaf_of(element)
        if inner is None:
            reason = "what is nested in it is not taken."
            self.report.add("The picture of an alternate", element.where, reason)
        return self.leaves.alternate(inner or element, element)

    def content(self, element: Element, at: Fraction, scope: Scope) -> None:
        """Take what an element itself plays, as much of it as is seen."""
        length = self.length(element)
        begin, end = max(at, scope.begin), min(at + length, scope.end)
        if element.get("enabled") == "0":
            self.report.add("What is switched off", element.where, "only what plays is taken.")
        elif begin >= end:
            reason = "it has no length." if not length else "the clip around it does not show it."
            self.report.add("A clip", element.where, reason)
        elif element.tag in HOLDERS:
            self.holder(element, at, replace(scope, begin=begin, end=end))
        else:
            self.leaf(element, at, replace(scope, begin=begin, end=end))

    def leaf(self, element: Element, at: Fraction, scope: Scope) -> None:
        if element.tag == "audio" and element.get("ref") == scope.file:
            return
        start = self.leaves.start(element)
        shown = Shown(begin=start + scope.begin - at, length=scope.end - scope.begin)
        clip, marks = self.leaves.clip(element, shown)
        self.clips += 1
        refuse_too_many(self.clips)
        self.found_scenes(marks, at - start)
        self.placements.append(
            Placement(
                kind=self.kind(element),
                layer=scope.lane,
                begin=scope.begin,
                end=scope.end,
                clip=clip,
                where=element.where,
            )
        )

    def kind(self, element: Element) -> TrackKind:
        file = self.resources.file(element.get("ref"))
        is_sound = element.tag == "audio" or element.get("srcEnable") == "audio"
        is_sound = is_sound or (file is not None and not file.has_video)
        return TrackKind.AUDIO if is_sound else TrackKind.VIDEO

    def holder(self, element: Element, at: Fraction, scope: Scope) -> None:
        """Take what plays inside of an element; if that is one clip, it is the element's."""
        rows, origin = self.inside(element)
        start = self.resources.frames(element, "start")
        start = origin if start is None else start
        count = len(self.placements)
        inner = scope.deeper(element, at - start, 0)
        if element.tag in {"clip", "sync-clip"}:
            inner = replace(inner, file=first_file(rows))
        self.row(rows, inner, origin)
        shown = Shown(begin=start + scope.begin - at, length=scope.end - scope.begin)
        marks = self.leaves.marks(element, shown)
        self.found_scenes(marks, at - start)
        pictures = [
            number
            for number in range(count, len(self.placements))
            if self.placements[number].kind is TrackKind.VIDEO
        ]
        if len(pictures) == 1:
            self.name(pictures[0], element, marks, scope.begin)
            return
        self.markers += moved(marks.markers, rounded(scope.begin))
        reason = "it was taken apart into the clips that play in it."
        self.report.add("A clip with others inside", element.where, reason)

    def inside(self, element: Element) -> tuple[Sequence[Element], Fraction]:
        """Return the storyline inside of an element, and the time at which it begins."""
        if element.tag in {"clip", "sync-clip"}:
            contents = [child for child in element.all(*CONTAINED) if not lane(child)]
            return contents, ZERO
        media = self.resources.element(element.get("ref"), "media")
        found = media.children[0] if media and media.children else None
        if found is None:
            reason = "what it shows is not in the file."
            self.report.add("The contents of a clip", element.where, reason)
            return [], ZERO
        origin = self.resources.frames(found, "tcStart") or ZERO
        spine = found.first("spine") or angle(found, element)
        return (spine.children if spine else []), origin

    def name(self, number: int, element: Element, marks: Marks, begin: Fraction) -> None:
        """Give the only clip inside of an element the name and the marks of the element."""
        placed = self.placements[number]
        clip = placed.clip
        details = self.leaves.details(element, marks)
        has_own = bool(marks.data) or bool(details.notes) or bool(details.lyrics)
        shift = rounded(begin) - rounded(placed.begin)
        named = replace(
            clip,
            name=element.name or clip.name,
            markers=(*clip.markers, *moved(marks.markers, shift)),
            details=details if has_own else clip.details,
        )
        self.placements[number] = replace(placed, clip=named)

    def gap(self, gap: Element, at: Fraction, scope: Scope) -> None:
        start = self.resources.frames(gap, "start") or ZERO
        marks = self.leaves.marks(gap, Shown(begin=start, length=self.length(gap)))
        self.markers += moved(marks.markers, rounded(at))
        self.found_scenes(marks, at - start)
        self.connected(gap, at, scope)

    def connected(self, element: Element, at: Fraction, scope: Scope) -> None:
        """Take what is connected to an element; its offset counts in the element's own time."""
        for child in element.children:
            number = lane(child)
            if number and child.tag in CONTAINED:
                zero = at - self.leaves.start(element)
                offset = self.resources.frames(child, "offset") or ZERO
                self.item(child, zero + offset, scope.deeper(element, zero, number))

    def transition(self, element: Element, cut: Fraction, shift: Fraction, scope: Scope) -> None:
        """Take a transition over a cut of a storyline's time."""
        kind = self.transition_kind(element)
        if kind is None or not scope.begin <= scope.zero + cut <= scope.end:
            reason = "sounds are joined by cuts." if kind is None else "its cut is not seen."
            self.report.add("A transition", element.where, reason)
            return
        length = self.leaves.length(element)
        offset = self.resources.frames(element, "offset")
        begin = cut - length / 2 if offset is None else offset + shift
        frames = [rounded(scope.zero + each) for each in (begin, cut, begin + length)]
        self.cuts.append(
            Cut(
                kind=TrackKind.VIDEO,
                layer=scope.lane,
                at=scope.zero + cut,
                transition=Transition(
                    kind=kind,
                    in_offset=max(frames[1] - frames[0], 0),
                    out_offset=max(frames[2] - frames[1], 0),
                    name=element.name,
                ),
                where=element.where,
            )
        )

    def transition_kind(self, element: Element) -> TransitionKind | None:
        """Return what a transition does to the picture, None for one of sounds only."""
        picture = element.first("filter-video")
        if picture is None:
            return None if element.first("filter-audio") else TransitionKind.DISSOLVE
        effect = self.resources.element(picture.get("ref"), "effect")
        if element.name == NAMES[TransitionKind.FADE]:
            return TransitionKind.FADE
        title = (effect.name if effect else picture.name).lower()
        return next((kind for word, kind in KINDS.items() if word in title), TransitionKind.OTHER)

    def found_scenes(self, marks: Marks, zero: Fraction) -> None:
        """Keep the chapters that were marked in a time whose frame 0 is at `zero`."""
        for at, scene in marks.scenes:
            self.scenes.append(replace(scene, start=rounded(zero + at)))


def picked(audition: Element) -> Element | None:
    return next((child for child in audition.children if child.tag in STORY), None)


def lane(element: Element) -> int:
    """Return the lane of an element, 0 for what is inside of its parent."""
    try:
        number = int(element.get("lane")[:9] or 0)
    except ValueError:
        return 0
    return min(max(number, -MAX_LANE), MAX_LANE)


def angle(multicam: Element, element: Element) -> Element | None:
    """Return the angle whose picture a multicam clip shows, the first by default."""
    shown = {
        source.get("angleID")
        for source in element.all("mc-source")
        if source.get("srcEnable") in {"", "all", "video"}
    }
    angles = list(multicam.all("mc-angle"))
    chosen = (each for each in angles if each.get("angleID") in shown)
    return next(chosen, angles[0] if angles else None)


def first_file(elements: Iterable[Element]) -> str:
    return next((each.get("ref") for each in elements if each.tag == "video"), "")


def leaf_of(element: Element) -> Element | None:
    """Return what an element plays by itself, of what holds others the first inside."""
    if element.tag not in HOLDERS:
        return element
    inner = (leaf_of(child) for child in element.children if child.tag in CONTAINED)
    return next((leaf for leaf in inner if leaf is not None), None)


def moved(markers: Iterable[Marker], frames: int) -> list[Marker]:
    return [replace(marker, start=max(marker.start + frames, 0)) for marker in markers]
