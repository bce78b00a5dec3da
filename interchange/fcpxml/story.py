"""Clips, gaps and transitions as elements of a storyline.

Every element has a time of its own, in which what is inside of it or connected to it is placed. A
file's time is that of the file; what has no frames begins at one hour, as in Final Cut Pro.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from events.record import record
from interchange.fcpxml import own
from interchange.fcpxml.asset import Asset, Assets
from interchange.fcpxml.markup import Clock, attribute, content
from interchange.fcpxml.row import Row
from interchange.report import Report, quoted
from interchange.timeline import (
    LYRICS,
    NOTES,
    Alternate,
    Clip,
    Marker,
    Scene,
    Transition,
    TransitionKind,
)

DISSOLVE: Final = "r3"
TITLE: Final = "r4"
NAMES: Final = {TransitionKind.FADE: "Fade"}
"""A dissolve with nothing beside its clip; its name alone says that it is meant as a fade."""
USUAL_NAME: Final = "Cross Dissolve"
OWN_TEXTS: Final = frozenset({LYRICS, NOTES})
HOUR: Final = 3600
TITLE_STYLE: Final = (
    '<text-style font="Helvetica" fontSize="63" fontFace="Regular" fontColor="1 1 1 1"'
    ' alignment="center"/>'
)


@record
class Place:
    """Where an element stands in its parent's time, and what is connected to it or marked on it.

    `offset` is None for what stands where its audition does.
    """

    offset: int | None
    lane: int = 0
    connected: Sequence[str] = ()
    marks: Sequence[str] = ()

    def attributes(self, clock: Clock) -> str:
        lane = f' lane="{self.lane}"' if self.lane else ""
        return lane if self.offset is None else f'{lane} offset="{clock.time(self.offset)}"'


class Story:
    def __init__(self, clock: Clock, rate: Fraction, assets: Assets, report: Report) -> None:
        self.clock = clock
        self.hour = ceil(HOUR * rate)
        self._assets = assets
        self._report = report
        self._frame = clock.time(1)
        self._titles = 0

    @property
    def has_titles(self) -> bool:
        return self._titles > 0

    def asset(self, version: Clip | Alternate) -> Asset | None:
        source = version.source
        return self._assets.of(source) if source and source.url else None

    def start(self, version: Clip | Alternate) -> int:
        """Return the first frame of a clip in its own time."""
        asset = self.asset(version)
        return self.hour if asset is None or asset.is_still else version.source_start

    def clip(self, clip: Clip, place: Place) -> str:
        """Write a clip, with its alternates as an audition of which it is the pick."""
        if not clip.alternates:
            return self.version(clip, clip.markers, place)
        inner = Place(offset=None, connected=place.connected, marks=place.marks)
        others = [self.version(other, (), Place(offset=None)) for other in clip.alternates]
        pick = self.version(clip, clip.markers, inner)
        return f"<audition{place.attributes(self.clock)}>\n{pick}{''.join(others)}</audition>\n"

    def version(self, version: Clip | Alternate, markers: Sequence[Marker], place: Place) -> str:
        asset = self.asset(version)
        tag = "title" if asset is None else "video" if asset.is_still else "asset-clip"
        note = version.details.notes
        start = self.start(version)
        head = self.head(version, asset.id if asset else TITLE, place, start)
        only = ' srcEnable="video"' if tag == "asset-clip" and asset and asset.has_audio else ""
        return "".join(
            (
                f"<{tag}{head}{only}>\n",
                "" if asset else self.shown_name(version.name),
                f"<note>{content(note)}</note>\n" if note else "",
                *place.connected,
                *self.markers(version, markers, start),
                *place.marks,
                f"</{tag}>\n",
            )
        )

    def sound(self, clip: Clip, asset: Asset, place: Place) -> str:
        head = self.head(clip, asset.id, place, clip.source_start)
        marks = "".join(self.markers(clip, clip.markers, clip.source_start))
        only = ' srcEnable="audio"' if asset.has_video else ""
        return f'<asset-clip{head}{only} audioRole="music">\n{marks}</asset-clip>\n'

    def head(self, version: Clip | Alternate, ref: str, place: Place, start: int) -> str:
        return (
            f' ref="{ref}"{place.attributes(self.clock)} name="{attribute(version.name)}"'
            f' start="{self.clock.time(start)}" duration="{self.clock.time(version.length)}"'
        )

    def shown_name(self, name: str) -> str:
        """Write a title's text, the name of a clip that has no file yet."""
        self._titles += 1
        style = f"ts{self._titles}"
        return (
            f'<text>\n<text-style ref="{style}">{content(name)}</text-style>\n</text>\n'
            f'<text-style-def id="{style}">\n{TITLE_STYLE}\n</text-style-def>\n'
        )

    def markers(
        self, version: Clip | Alternate, markers: Sequence[Marker], start: int
    ) -> Iterable[str]:
        """Write a clip's markers, its texts as such, and what only this program knows of it."""
        names = {marker.name for marker in markers}
        details = version.details
        for name, text in ((LYRICS, details.lyrics), (NOTES, details.notes)):
            if text and name not in names:
                yield self.marker(Marker(start=0, name=name, comment=text), start)
        for marker in markers:
            if marker.name not in OWN_TEXTS:
                self.report_marker(marker, version.name)
            yield self.marker(marker, start)
        data = own.packed(details)
        if data:
            yield self.keyword(start, version.length, data)

    def marker(self, marker: Marker, start: int) -> str:
        note = f' note="{attribute(marker.comment)}"' if marker.comment else ""
        return (
            f'<marker start="{self.clock.time(start + marker.start)}" duration="{self._frame}"'
            f' value="{attribute(marker.name) or "Marker"}"{note}/>\n'
        )

    def report_marker(self, marker: Marker, name: str) -> None:
        where = f"{quoted(marker.name)} of {quoted(name)}"
        if marker.colour:
            reason = "in Final Cut Pro the colour says what kind of marker it is."
            self._report.add("The colour of a marker", where, reason)
        if marker.length > 1:
            self._report.add("The length of a marker", where, "each is one frame long.")

    def keyword(self, start: int, length: int, data: str) -> str:
        return (
            f'<keyword start="{self.clock.time(start)}" duration="{self.clock.time(length)}"'
            f' value="{own.KEYWORD}" note="{attribute(data)}"/>\n'
        )

    def chapter(self, scene: Scene, at: int) -> str:
        note = f' note="{attribute(scene.description)}"' if scene.description else ""
        return (
            f'<chapter-marker start="{self.clock.time(at)}" duration="{self._frame}"'
            f' value="{attribute(scene.name) or "Scene"}"{note}/>\n'
            f"{self.keyword(at, 1, own.packed_scene(scene))}"
        )

    def gap(self, length: int, place: Place) -> str:
        start, duration = self.clock.time(self.hour), self.clock.time(length)
        inside = "".join((*place.connected, *place.marks))
        return (
            f'<gap name="Gap"{place.attributes(self.clock)} start="{start}"'
            f' duration="{duration}">\n{inside}</gap>\n'
        )

    def transition(self, transition: Transition, cut: int) -> str:
        """Write a dissolve over a cut in the time of its storyline."""
        length = transition.in_offset + transition.out_offset
        name = NAMES.get(transition.kind) or transition.name or USUAL_NAME
        return (
            f'<transition name="{attribute(name)}"'
            f' offset="{self.clock.time(cut - transition.in_offset)}"'
            f' duration="{self.clock.time(length)}">\n'
            f'<filter-video ref="{DISSOLVE}" name="Cross Dissolve"/>\n</transition>\n'
        )

    def connected(self, run: Row, offset: int, lane: int) -> str:
        """Write a clip, or a storyline of clips that transitions join, connected to an item."""
        [(first, item), *others] = run
        if not others and isinstance(item, Clip):
            return self.clip(item, Place(offset=offset, lane=lane))
        items = (
            self.clip(item, Place(offset=start - first))
            if isinstance(item, Clip)
            else self.transition(item, start - first)
            for start, item in run
            if isinstance(item, Clip | Transition)
        )
        where = f'lane="{lane}" offset="{self.clock.time(offset)}"'
        return f"<spine {where}>\n{''.join(items)}</spine>\n"
