"""A neutral timeline becomes an .otio document.

Everything has exact rational times at the timeline's rate. A clip's alternates are further media
references beside the active one. What only this program knows is metadata under one name,
`emergent_storyboard`; scenes are markers over the whole timeline.

The JSON is made directly, in the order of the library's own, because its objects take seven times
as long. Tests hold it against what the library writes of the same document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any, Final, TypeAlias

import orjson

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

Made: TypeAlias = dict[str, Any]

KINDS: Final = {TrackKind.VIDEO: "Video", TrackKind.AUDIO: "Audio"}
INT64: Final = 2**63
DATA_VERSION: Final = 1
ELSEWHERE: Final[Mapping[str, str]] = {}
KNOWN: Final = tuple(field.name for field in fields(Details))
NOTHING: Final = orjson.Fragment(b"{}")
PURPLE: Final = "PURPLE"
SCHEMA: Final = "OTIO_SCHEMA"
"""What has this key is an element to the library, and nothing else can have it."""


def write(timeline: Timeline, addresses: Mapping[str, str] = ELSEWHERE) -> bytes:
    """Write a document. Raises InterchangeError for a timeline that is not valid.

    `addresses` says where else the media are that have one of its keys as their address.
    """
    maker = Maker(rate=float(validate(timeline).rate), addresses=addresses)
    return orjson.dumps(maker.timeline(timeline))


@record
class Maker:
    """Makes the elements at one rate."""

    rate: float
    addresses: Mapping[str, str]

    def time(self, frame: int) -> str:
        return f'{{"OTIO_SCHEMA":"RationalTime.1","rate":{self.rate!r},"value":{frame}.0}}'

    def range(self, start: int, length: int) -> orjson.Fragment:
        return orjson.Fragment(
            f'{{"OTIO_SCHEMA":"TimeRange.1","duration":{self.time(length)},'
            f'"start_time":{self.time(start)}}}'
        )

    def timeline(self, timeline: Timeline) -> Made:
        scenes = [self.scene(scene) for scene in timeline.scenes]
        markers = [self.marker(marker, 0) for marker in timeline.markers]
        stack = composed("Stack.1", "tracks", [self.track(track) for track in timeline.tracks])
        return {
            "OTIO_SCHEMA": "Timeline.1",
            "metadata": own({"version": DATA_VERSION, "is_drop_frame": timeline.is_drop_frame}),
            "name": clean(timeline.name),
            "global_start_time": orjson.Fragment(self.time(timeline.start)),
            "tracks": {**stack, "markers": [*scenes, *markers]},
        }

    def track(self, track: Track) -> Made:
        # Each is made into text at once: as objects they take many times the memory.
        children = [orjson.Fragment(orjson.dumps(self.item(item))) for item in track.items]
        return {**composed("Track.1", track.name, children), "kind": KINDS[track.kind]}

    def item(self, item: Item) -> Made:
        match item:
            case Clip():
                return self.clip(item)
            case Gap(length=length):
                return shown("Gap.1", "", self.range(0, length))
            case Transition():
                return self.transition(item)

    def clip(self, clip: Clip) -> Made:
        references = {DEFAULT_MEDIA: self.media(clip.source, {})}
        for order, (key, alternate) in enumerate(keyed(clip.alternates)):
            data = {"order": order, **self.alternate(alternate)}
            references[key] = self.media(alternate.source, data)
        return {
            **shown("Clip.2", clip.name, self.range(clip.source_start, clip.length)),
            "metadata": own(known(clip.details)),
            "markers": [self.marker(marker, clip.source_start) for marker in clip.markers],
            "media_references": dict(sorted(references.items())),
            "active_media_reference_key": DEFAULT_MEDIA,
        }

    def alternate(self, alternate: Alternate) -> dict[str, Any]:
        return {
            "name": clean(alternate.name),
            "length": alternate.length,
            "source_start": alternate.source_start,
            **known(alternate.details),
        }

    def media(self, media: MediaReference | None, data: Mapping[str, Any]) -> Made:
        if media is None:
            return reference("MissingReference.1", "", None, own(data))
        span = media.available
        held = self.range(span.start, span.length) if span else None
        metadata = own({**data, **self.elsewhere(media)})
        if not media.url:
            return reference("MissingReference.1", media.name, held, metadata)
        file = reference("ExternalReference.1", media.name, held, metadata)
        return {**file, "target_url": clean(media.url)}

    def elsewhere(self, media: MediaReference) -> dict[str, Any]:
        address = self.addresses.get(media.url)
        return {"elsewhere": {"target_url": media.url, "url": address}} if address else {}

    def marker(self, marker: Marker, source_start: int) -> Made:
        return {
            "OTIO_SCHEMA": "Marker.2",
            "metadata": NOTHING,
            "name": clean(marker.name),
            "color": clean(marker.colour),
            "marked_range": self.range(source_start + marker.start, marker.length),
            "comment": clean(marker.comment),
        }

    def scene(self, scene: Scene) -> Made:
        texts = {"id": scene.id, "description": scene.description, "lyrics": scene.lyrics}
        span = Marker(
            start=scene.start,
            length=scene.length,
            name=scene.name,
            comment=scene.description,
            colour=PURPLE,
        )
        return {**self.marker(span, 0), "metadata": own({"scene": texts})}

    def transition(self, transition: Transition) -> Made:
        dissolves = transition.kind is TransitionKind.DISSOLVE
        return {
            "OTIO_SCHEMA": "Transition.1",
            "metadata": own({"kind": transition.kind.value}),
            "name": clean(transition.name),
            "in_offset": orjson.Fragment(self.time(transition.in_offset)),
            "out_offset": orjson.Fragment(self.time(transition.out_offset)),
            "transition_type": "SMPTE_Dissolve" if dissolves else "Custom_Transition",
        }


def shown(schema: str, name: str, source_range: orjson.Fragment | None) -> Made:
    """Return what everything on a timeline has."""
    return {
        "OTIO_SCHEMA": schema,
        "metadata": NOTHING,
        "name": clean(name),
        "source_range": source_range,
        "effects": [],
        "markers": [],
        "enabled": True,
        "color": None,
    }


def composed(schema: str, name: str, children: Sequence[Made | orjson.Fragment]) -> Made:
    return {**shown(schema, name, None), "children": children}


def reference(
    schema: str, name: str, held: orjson.Fragment | None, metadata: orjson.Fragment
) -> Made:
    return {
        "OTIO_SCHEMA": schema,
        "metadata": metadata,
        "name": clean(name),
        "available_range": held,
        "available_image_bounds": None,
    }


def own(data: Mapping[str, Any]) -> orjson.Fragment:
    if not data:
        return NOTHING
    return orjson.Fragment(orjson.dumps({NAMESPACE: plain(data)}, option=orjson.OPT_SORT_KEYS))


def known(details: Details) -> dict[str, Any]:
    """Return the fields that say something."""
    values = {name: getattr(details, name) for name in KNOWN}
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
    taken = {DEFAULT_MEDIA, SCHEMA}
    for index, alternate in enumerate(alternates, 1):
        key = clean(alternate.name) or "alternate"
        while key in taken:
            key = f"{key} ({index})"
        taken.add(key)
        yield key, alternate
