"""A neutral timeline becomes an .otio document.

Everything has exact rational times at the timeline's rate. A clip's alternates are further media
references beside the active one. What only this program knows is metadata under one name,
`emergent_storyboard`; scenes are markers over the whole timeline.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any, Final

import opentimelineio
from opentimelineio.opentime import RationalTime, TimeRange

from events.record import record
from interchange.otio.leaf import DEFAULT_MEDIA
from interchange.otio.node import NAMESPACE, clean
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Item,
    Marker,
    MediaReference,
    Scene,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    validate,
)

otio: Final = opentimelineio.schema
KINDS: Final = {TrackKind.VIDEO: otio.TrackKind.Video, TrackKind.AUDIO: otio.TrackKind.Audio}
INT64: Final = 2**63
DATA_VERSION: Final = 1
ELSEWHERE: Final[Mapping[str, str]] = {}


def write(timeline: Timeline, addresses: Mapping[str, str] = ELSEWHERE) -> bytes:
    """Write a document. Raises InterchangeError for a timeline that is not valid.

    `addresses` says where else the media are that have one of its keys as their address.
    """
    maker = Maker(rate=float(validate(timeline).rate), addresses=addresses)
    document = maker.timeline(timeline)
    return str(opentimelineio.core.serialize_json_to_string(document, {}, -1)).encode()


@record
class Maker:
    """Makes the library's objects at one rate."""

    rate: float
    addresses: Mapping[str, str]

    def time(self, frame: int) -> Any:
        return RationalTime(frame, self.rate)

    def range(self, start: int, length: int) -> Any:
        return TimeRange(self.time(start), self.time(length))

    def timeline(self, timeline: Timeline) -> Any:
        document = otio.Timeline(
            name=clean(timeline.name),
            global_start_time=self.time(timeline.start),
            metadata=own({"version": DATA_VERSION, "is_drop_frame": timeline.is_drop_frame}),
        )
        document.tracks.extend([self.track(track) for track in timeline.tracks])
        scenes = [self.scene(scene) for scene in timeline.scenes]
        markers = [self.marker(marker, 0) for marker in timeline.markers]
        document.tracks.markers.extend([*scenes, *markers])
        return document

    def track(self, track: Track) -> Any:
        return otio.Track(
            name=clean(track.name),
            kind=KINDS[track.kind],
            children=[self.item(item) for item in track.items],
        )

    def item(self, item: Item) -> Any:
        match item:
            case Clip():
                return self.clip(item)
            case Gap(length=length):
                return otio.Gap(source_range=self.range(0, length))
            case Transition():
                return self.transition(item)

    def clip(self, clip: Clip) -> Any:
        document = otio.Clip(
            name=clean(clip.name),
            source_range=self.range(clip.source_start, clip.length),
            markers=[self.marker(marker, clip.source_start) for marker in clip.markers],
            metadata=own(known(clip.details)),
        )
        references = {DEFAULT_MEDIA: self.media(clip.source, {})}
        for order, (key, alternate) in enumerate(keyed(clip.alternates)):
            data = {"order": order, **self.alternate(alternate)}
            references[key] = self.media(alternate.source, data)
        document.set_media_references(references, DEFAULT_MEDIA)
        return document

    def alternate(self, alternate: Alternate) -> dict[str, Any]:
        return {
            "name": clean(alternate.name),
            "length": alternate.length,
            "source_start": alternate.source_start,
            **known(alternate.details),
        }

    def media(self, media: MediaReference | None, data: Mapping[str, Any]) -> Any:
        if media is None:
            return otio.MissingReference(metadata=own(data))
        span = media.available
        arguments = {
            "available_range": self.range(span.start, span.length) if span else None,
            "metadata": own({**data, **self.elsewhere(media)}),
        }
        if not media.url:
            return otio.MissingReference(name=clean(media.name), **arguments)
        reference = otio.ExternalReference(target_url=clean(media.url), **arguments)
        reference.name = clean(media.name)
        return reference

    def elsewhere(self, media: MediaReference) -> dict[str, Any]:
        address = self.addresses.get(media.url)
        return {"elsewhere": {"target_url": media.url, "url": address}} if address else {}

    def marker(self, marker: Marker, source_start: int) -> Any:
        return otio.Marker(
            name=clean(marker.name),
            marked_range=self.range(source_start + marker.start, marker.length),
            color=clean(marker.colour),
            comment=clean(marker.comment),
        )

    def scene(self, scene: Scene) -> Any:
        texts = {"id": scene.id, "description": scene.description, "lyrics": scene.lyrics}
        return otio.Marker(
            name=clean(scene.name),
            marked_range=self.range(scene.start, scene.length),
            color=otio.MarkerColor.PURPLE,
            comment=clean(scene.description),
            metadata=own({"scene": texts}),
        )

    def transition(self, transition: Transition) -> Any:
        dissolves = transition.kind is TransitionKind.DISSOLVE
        types = otio.TransitionTypes
        return otio.Transition(
            name=clean(transition.name),
            transition_type=types.SMPTE_Dissolve if dissolves else types.Custom,
            in_offset=self.time(transition.in_offset),
            out_offset=self.time(transition.out_offset),
            metadata=own({"kind": transition.kind.value}),
        )


def own(data: Mapping[str, Any]) -> dict[str, Any]:
    return {NAMESPACE: plain(data)} if data else {}


def known(details: Details) -> dict[str, Any]:
    """Return the fields that say something."""
    values = {field.name: getattr(details, field.name) for field in fields(details)}
    return {name: value for name, value in values.items() if value}


def plain(value: Any) -> Any:
    """Return a JSON value as the library can hold it: no NUL in texts, 64-bit integers."""
    match value:
        case str():
            return clean(value)
        case Mapping():
            return {clean(str(key)): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case int() if not -INT64 <= value < INT64:
            return float(Fraction(value))
        case _:
            return value


def keyed(alternates: tuple[Alternate, ...]) -> Iterator[tuple[str, Alternate]]:
    """Give each alternate the key of its media: its name, or that with a number.

    The library sorts keys, so the order of alternates is written beside them.
    """
    taken = {DEFAULT_MEDIA}
    for index, alternate in enumerate(alternates, 1):
        key = clean(alternate.name) or "alternate"
        while key in taken:
            key = f"{key} ({index})"
        taken.add(key)
        yield key, alternate
