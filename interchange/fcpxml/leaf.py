"""What plays by itself in a document: a clip with its file, its texts and its marks."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from domain.rate import rounded
from events.record import record
from interchange.fcpxml import own
from interchange.fcpxml.element import Element
from interchange.fcpxml.resource import File, Resources
from interchange.report import Report, quoted
from interchange.timeline import (
    LYRICS,
    NOTES,
    Alternate,
    Clip,
    Details,
    Marker,
    MediaReference,
    Scene,
    Span,
)

STORY: Final = frozenset(
    {"asset-clip", "audio", "clip", "live-drawing", "mc-clip", "ref-clip", "sync-clip", "title"}
    | {"video"}
)
"""Elements that play something; a gap plays nothing, an audition one of several."""

UNTAKEN: Final = {
    "timeMap": ("A speed change", "it plays at normal speed."),
    "conform-rate": (
        "The rate of a file",
        "the editor plays it at the timeline's, so its first frame may be another.",
    ),
    "caption": ("A caption", "captions are not taken."),
    "rating": ("A rating", "favorites and rejects are not taken."),
    "analysis-marker": ("An analysis", "what the editor found in the picture is not taken."),
    "hidden-clip-marker": ("A mark of the editor", "it marks nothing that a project knows."),
    "metadata": ("The metadata of a clip", "what other programs note is not kept."),
    "object-tracker": ("A tracker", "effects are not taken."),
    "filter-video": ("An effect", "effects are not taken."),
    "filter-video-mask": ("An effect", "effects are not taken."),
    "filter-audio": ("An effect of sound", "effects are not taken."),
    "audio-channel-source": ("The settings of a sound", "a clip's own sound is not taken."),
    "audio-role-source": ("The settings of a sound", "a clip's own sound is not taken."),
    "sync-source": ("The settings of a sound", "a clip's own sound is not taken."),
}
ADJUSTMENT: Final = "adjust-"
NO_LENGTH: Final = Fraction(0)


@record
class Shown:
    """What is seen of an element: from `begin` on in its own time, for `length` frames."""

    begin: Fraction
    length: Fraction


@record
class Marks:
    """What is marked on an element; `scenes` have the frame of its own time they begin at."""

    markers: tuple[Marker, ...]
    scenes: tuple[tuple[Fraction, Scene], ...]
    data: Mapping[str, Any]


class Leaves:
    """Takes elements at one rate, and reports what of them is not taken."""

    def __init__(self, resources: Resources, report: Report) -> None:
        self.resources = resources
        self.report = report

    def clip(self, element: Element, shown: Shown) -> tuple[Clip, Marks]:
        """Return a clip that shows so much of an element."""
        marks = self.marks(element, shown)
        file = self.file(element)
        clip = Clip(
            name=element.name,
            length=rounded(shown.length),
            source=media(file),
            source_start=0 if file is None or file.is_still else rounded(shown.begin),
            markers=marks.markers,
            details=self.details(element, marks),
        )
        return clip, marks

    def alternate(self, element: Element, holder: Element) -> Alternate:
        """Return a version; of what is nested in `holder` the first file stands for all."""
        length = self.length(holder) or self.length(element)
        begin = self.start(element)
        shown = Shown(begin=begin, length=max(length, Fraction(1)))
        clip, _ = self.clip(element, shown)
        return Alternate(
            name=holder.name or clip.name,
            length=clip.length,
            source=clip.source,
            source_start=clip.source_start,
            details=clip.details,
        )

    def details(self, element: Element, marks: Marks) -> Details:
        texts = {marker.name: marker.comment for marker in marks.markers}
        notes = self.note(element) or texts.get(NOTES, "")
        return own.details(marks.data, lyrics=texts.get(LYRICS, ""), notes=notes)

    def note(self, element: Element) -> str:
        """Return the note of an element, and the text that a title shows besides its name."""
        found = element.first("note")
        note = found.text if found else ""
        if element.tag != "title":
            return note
        shown = "\n".join(text.words().strip() for text in element.all("text"))
        if shown in {"", element.name.strip()}:
            return note
        reason = "its text was added to the notes of its clip."
        self.report.add("The look of a title", element.where, reason)
        return "\n".join(text for text in (note, shown) if text)

    def file(self, element: Element) -> File | None:
        if element.tag not in {"asset-clip", "audio", "video"}:
            return None
        file = self.resources.file(element.get("ref"))
        if file is None:
            reason = "it is made by the editor and no file."
            if self.resources.element(element.get("ref"), "effect") is None:
                reason = f"its file {quoted(element.get('ref'))} is not declared."
            self.report.add("The picture of a clip", element.where, reason)
        return file

    def start(self, element: Element) -> Fraction:
        """Return the first frame of an element in its own time; that of its file by default."""
        start = self.resources.frames(element, "start")
        if start is not None:
            return start
        file = self.resources.file(element.get("ref"))
        return file.start if file else Fraction(0)

    def length(self, element: Element) -> Fraction:
        """Return how long an element plays; a clip of a file all of it by default."""
        length = self.resources.frames(element, "duration")
        if length is None:
            file = self.resources.file(element.get("ref"))
            return file.length if file else NO_LENGTH
        return max(length, NO_LENGTH)

    def marks(self, element: Element, shown: Shown) -> Marks:
        markers: list[Marker] = []
        chapters: dict[Fraction, Scene] = {}
        data: dict[str, Any] = {}
        of_scenes: dict[Fraction, Any] = {}
        for child in element.children:
            if child.tag == "marker":
                markers += self.marker(child, element, shown)
            elif child.tag == "chapter-marker":
                scene = Scene(
                    name=child.get("value"), start=0, length=0, description=child.get("note")
                )
                chapters[self.at(child)] = scene
            elif child.tag == "keyword":
                found = self.keyword(child, element)
                if "of_scene" in found:
                    of_scenes[self.at(child)] = found["of_scene"]
                else:
                    data |= found
            else:
                self.rest(child, element)
        scenes = tuple(
            (at, known_scene(scene, of_scenes.get(at)))
            for at, scene in chapters.items()
            if self.is_shown(at, shown, element)
        )
        return Marks(markers=tuple(markers), scenes=scenes, data=data)

    def at(self, mark: Element) -> Fraction:
        return self.resources.frames(mark, "start") or Fraction(0)

    def is_shown(self, at: Fraction, shown: Shown, element: Element) -> bool:
        if shown.begin <= at <= shown.begin + shown.length:
            return True
        reason = "it is on a part of its clip that does not play."
        self.report.add("A marker", element.where, reason)
        return False

    def marker(self, marker: Element, element: Element, shown: Shown) -> list[Marker]:
        """Return a marker, counted from the first frame shown; of one frame it is an instant."""
        at = self.at(marker)
        name = marker.get("value")
        if name in {LYRICS, NOTES}:
            whole = rounded(shown.length)
            return [Marker(start=0, length=whole, name=name, comment=marker.get("note"))]
        if not self.is_shown(at, shown, element):
            return []
        length = rounded(self.length(marker))
        return [
            Marker(
                start=rounded(at - shown.begin),
                length=length if length > 1 else 0,
                name=name,
                comment=marker.get("note"),
            )
        ]

    def keyword(self, keyword: Element, element: Element) -> dict[str, Any]:
        """Return what this program had noted; other keywords are reported."""
        if keyword.get("value") == own.KEYWORD:
            return own.unpacked(keyword.get("note"), element.where, self.report)
        name = quoted(keyword.get("value"))
        self.report.add(f"The keyword {name}", element.where, "a project keeps no keywords.")
        return {}

    def rest(self, child: Element, element: Element) -> None:
        """Report what is inside of an element and nobody takes."""
        if child.tag.startswith(ADJUSTMENT):
            name = child.tag.removeprefix(ADJUSTMENT)
            self.report.add(
                f"The adjustment {quoted(name)}", element.where, "effects are not taken."
            )
        elif child.tag in UNTAKEN:
            what, reason = UNTAKEN[child.tag]
            self.report.add(what, element.where, reason)


def media(file: File | None) -> MediaReference | None:
    if file is None or not file.url:
        return None
    is_bounded = not file.is_still and file.length > 0
    start = rounded(file.start)
    span = Span(start=start, length=rounded(file.start + file.length) - start)
    return MediaReference(url=file.url, available=span if is_bounded else None)


def known_scene(scene: Scene, data: Any) -> Scene:
    """Return a chapter with what this program had noted of its scene."""
    if not isinstance(data, dict):
        return scene
    length = data.get("length")
    return Scene(
        name=scene.name,
        start=0,
        length=length if type(length) is int and 0 <= length < 2**31 else 0,
        id=own.text(data, "id"),
        description=scene.description,
        lyrics=own.text(data, "lyrics"),
    )
