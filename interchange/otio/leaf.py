"""What has no parts of its own in an .otio document: clips' contents, media, markers, cuts."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from domain.rate import rounded
from events.record import record
from interchange.otio import node
from interchange.otio.node import Node
from interchange.report import Report, quoted
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Marker,
    MediaReference,
    Span,
    Transition,
    TransitionKind,
)

DEFAULT_MEDIA: Final = "DEFAULT_MEDIA"
TRANSITIONS: Final = {"SMPTE_Dissolve": TransitionKind.DISSOLVE}
SEEN_SCHEMAS: Final = frozenset({"ExternalReference", "MissingReference"})


@record
class Take:
    """What is taken, at the timeline's rate, and where the rest is reported."""

    rate: Fraction
    report: Report

    def frame(self, seconds: Fraction) -> int:
        return rounded(seconds * self.rate)

    def span(self, range_: node.Range) -> Span:
        start = self.frame(range_.start)
        return Span(start=start, length=self.frame(range_.start + range_.length) - start)

    def clip(self, item: Node, source_start: Fraction, length: Fraction, where: str) -> Clip:
        """Return a clip that uses its source from a second on, for so many seconds."""
        self.foreign_data(item, where)
        start = self.frame(source_start)
        clip = Clip(
            name=name(item, where),
            length=self.frame(length),
            source=self.media(active_media(item, where), where),
            source_start=start,
            markers=tuple(
                self.marker(marker, source_start, length, where)
                for marker in node.children(item, "markers", where)
            ),
            details=details(node.own(item, where), where),
        )
        return replace(clip, alternates=self.alternates(item, clip, where))

    def alternates(self, item: Node, clip: Clip, where: str) -> tuple[Alternate, ...]:
        """Return a clip's other media references; what they do not say they share with it."""
        references = node.child(item, "media_references", where) or {}
        active = item.get("active_media_reference_key") or DEFAULT_MEDIA
        others = [
            (key, node.mapping(reference, f"{where}, {key[:40]}"))
            for key, reference in references.items()
            if key != active
        ]
        others.sort(key=lambda each: integer(node.own(each[1], where), "order", 0))
        return tuple(self.alternate(key, reference, clip, where) for key, reference in others)

    def alternate(self, key: str, reference: Node, clip: Clip, where: str) -> Alternate:
        where = f"{where}, alternate {quoted(key)}"
        own = node.own(reference, where)
        return Alternate(
            name=node.text(own, "name", where) if "name" in own else node.clean(key),
            length=integer(own, "length", clip.length),
            source=self.media(reference, where),
            source_start=integer(own, "source_start", clip.source_start),
            details=details(own, where),
        )

    def media(self, reference: Node | None, where: str) -> MediaReference | None:
        """Return the file a reference names, None for a missing one."""
        if reference is None:
            return None
        url = self.url(reference, where)
        title = node.text(reference, "name", where)
        range_ = node.time_range(reference, "available_range", where)
        if not (url or title or range_):
            return None
        return MediaReference(url=url, name=title, available=self.span(range_) if range_ else None)

    def url(self, reference: Node, where: str) -> str:
        schema = node.schema(reference)
        if schema == "ImageSequenceReference":
            reason = "an image sequence is taken as its folder and first image only."
            self.report.add("The images after the first", where, reason)
            return first_image(reference, where)
        if schema not in SEEN_SCHEMAS:
            reason = f"it is a {node.shown(reference.get('OTIO_SCHEMA'))} and no file."
            self.report.add("The picture of a clip", where, reason)
        found = node.text(reference, "target_url", where)
        elsewhere = node.child(node.own(reference, where), "elsewhere", where) or {}
        if elsewhere.get("target_url") == found:
            return node.text(elsewhere, "url", where)
        return found

    def marker(self, marker: Node, start: Fraction, length: Fraction, where: str) -> Marker:
        """Return a marker on something that shows its own time from `start` on."""
        where = f"{where}, marker {quoted(node.text(marker, 'name', where))}"
        self.foreign_data(marker, where)
        range_ = node.time_range(marker, "marked_range", where)
        begin = self.frame(range_.start - start) if range_ else 0
        if not 0 <= begin <= self.frame(length):
            reason = "it lies outside of what it marks and was put on its first frame."
            self.report.add("The place of a marker", where, reason)
            begin = 0
        return Marker(
            start=begin,
            length=self.frame(range_.length) if range_ else 0,
            name=node.text(marker, "name", where),
            comment=node.text(marker, "comment", where),
            colour=colour(marker, where),
        )

    def transition(self, item: Node, where: str) -> Transition:
        self.foreign_data(item, where)
        offsets = [node.child(item, key, where) for key in ("in_offset", "out_offset")]
        frames = [self.frame(node.time(offset, where)) if offset else 0 for offset in offsets]
        if min(frames) < 0:
            self.report.add("A part of a transition", where, "its length is negative.")
        return Transition(
            kind=transition_kind(item, where),
            in_offset=max(frames[0], 0),
            out_offset=max(frames[1], 0),
            name=name(item, where),
        )

    def foreign_data(self, item: Node, where: str) -> None:
        for key in node.child(item, "metadata", where) or {}:
            if key != node.NAMESPACE:
                reason = "what other programs note for themselves is not kept."
                self.report.add(f"The data of {quoted(node.clean(key))}", where, reason)

    def effects(self, item: Node, where: str) -> None:
        for effect in node.children(item, "effects", where):
            title = node.text(effect, "effect_name", where) or name(effect, where)
            if "time_scalar" in effect:
                speed = node.shown(effect["time_scalar"])
                self.report.add(f"A speed change ({speed})", where, "it plays at normal speed.")
            else:
                self.report.add(f"The effect {quoted(title)}", where, "effects are not taken.")


def name(item: Node, where: str) -> str:
    return node.text(item, "name", where)


def active_media(item: Node, where: str) -> Node | None:
    """Return the reference a clip plays; older files have only one."""
    references = node.child(item, "media_references", where)
    if references is None:
        return node.child(item, "media_reference", where)
    key = item.get("active_media_reference_key") or DEFAULT_MEDIA
    return node.child(references, str(key), where)


def first_image(reference: Node, where: str) -> str:
    parts = [node.text(reference, key, where) for key in ("target_url_base", "name_prefix")]
    number = integer(reference, "start_frame", 0)
    padding = min(max(integer(reference, "frame_zero_padding", 0), 0), 20)
    return "".join([*parts, f"{number:0{padding}}", node.text(reference, "name_suffix", where)])


def colour(marker: Node, where: str) -> str:
    """Return a marker's colour; newer files have an object with a name."""
    value = marker.get("color")
    if isinstance(value, Mapping):
        return node.text(node.mapping(value, where), "name", where)
    return node.text(marker, "color", where)


def transition_kind(item: Node, where: str) -> TransitionKind:
    own = node.own(item, where).get("kind")
    if own in set(TransitionKind):
        return TransitionKind(own)
    return TRANSITIONS.get(node.text(item, "transition_type", where), TransitionKind.OTHER)


def details(own: Node, where: str) -> Details:
    """Return what this program stored at a clip or an alternate."""
    return Details(
        id=node.text(own, "id", where),
        scene=node.text(own, "scene", where),
        code=node.text(own, "code", where),
        lyrics=node.text(own, "lyrics", where),
        notes=node.text(own, "notes", where),
        image_prompt=node.text(own, "image_prompt", where),
        video_prompt=node.text(own, "video_prompt", where),
        negative_prompt=node.text(own, "negative_prompt", where),
        parameters=node.child(own, "parameters", where) or {},
        status=node.text(own, "status", where),
    )


def integer(values: Mapping[str, Any], key: str, default: int) -> int:
    """Return a whole number, also one that was written as 24.0."""
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    return round(value)
