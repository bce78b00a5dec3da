"""The objects that an AAF of ours consists of, at the rate of one timeline."""

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from aaf2.mobid import MobID

from domain.rate import FrameRate, rounded
from events.record import record
from interchange.aaf.mould import AAFObject, Mould, int64, text, uint32
from interchange.timeline import TrackKind

NOTHING: Final = bytes(32)
"""The id of no mob: here the way to the material ends."""

LABEL: Final = bytes.fromhex("060a2b340101010501010f2013000000")
MEDIA_KINDS: Final = {TrackKind.VIDEO: "picture", TrackKind.AUDIO: "sound"}
SAMPLES: Final = 48_000


def mob_id(*parts: str) -> bytes:
    """Return an id that is the same for the same parts, so that a file keeps its own."""
    material: UUID = uuid5(NAMESPACE_URL, "\0".join(("emergent-storyboard:aaf", *parts)))
    return LABEL + material.bytes_le


@record
class Setting:
    """What all objects of a file have in common."""

    rate: FrameRate
    width: int
    height: int
    made_at: datetime


class Parts:
    """Casts objects; lengths and places are frames."""

    def __init__(self, file: Any, setting: Setting) -> None:
        self._file = file
        self._create = file.create
        self._setting = setting
        self._moulds: dict[tuple[str, str], Mould] = {}

    def _mould(self, name: str, kind: str, **properties: Any) -> Mould:
        """Return the mould of a class for a kind of media, made when it is first asked for."""
        known = self._moulds.get((name, kind))
        if known is None:
            example = getattr(self._create, name)()
            if kind:
                example.media_kind = kind
            known = self._moulds[name, kind] = self._filled(example, properties)
        return known

    def _filled(self, example: AAFObject, properties: Mapping[str, Any]) -> Mould:
        for name, value in properties.items():
            example[name].value = value
        return Mould(example)

    def filler(self, kind: TrackKind, length: int) -> AAFObject:
        return self._mould("Filler", MEDIA_KINDS[kind]).cast({"Length": int64(length)})

    def source_clip(
        self, kind: TrackKind, start: int, length: int, of: bytes = NOTHING
    ) -> AAFObject:
        """Return a use of the first slot of a mob."""
        data = {
            "StartTime": int64(start),
            "Length": int64(length),
            "SourceID": of,
            "SourceMobSlotID": uint32(0 if of == NOTHING else 1),
        }
        return self._mould("SourceClip", MEDIA_KINDS[kind]).cast(data)

    def slot(self, number: int, segment: AAFObject, name: str = "", track: int = 1) -> AAFObject:
        """Return a slot; `track` is its number among those of its kind."""
        data = {"SlotID": uint32(number), "SlotName": text(name)}
        data["PhysicalTrackNumber"] = uint32(track)
        return self._slots.cast(data, {"Segment": segment})

    @cached_property
    def _slots(self) -> Mould:
        example = self._create.TimelineMobSlot(1, edit_rate=self._setting.rate.exact)
        return self._filled(
            example, {"PhysicalTrackNumber": 1, "Segment": self._create.Filler("picture", 1)}
        )

    def timecode(self, start: int, length: int) -> AAFObject:
        rate = self._setting.rate
        data = {
            "Start": int64(start),
            "Length": int64(length),
            "FPS": struct.pack("<H", rate.nominal),
            "Drop": bytes([rate.is_drop_frame]),
        }
        return self._mould("Timecode", "").cast(data)

    def _mob(self, name: str, title: str, of: bytes, children: Mapping[str, Any]) -> AAFObject:
        made_at = self._setting.made_at
        slot = self.slot(1, self.filler(TrackKind.VIDEO, 1))
        common = {"CreationTime": made_at, "LastModified": made_at, "Slots": [slot]}
        if name == "SourceMob":
            common["EssenceDescription"] = self._create.ImportDescriptor()
        return self._mould(name, "", **common).cast({"Name": text(title), "MobID": of}, children)

    def master(self, kind: TrackKind, title: str, of: bytes, length: int, file: bytes) -> AAFObject:
        """Return what a bin shows of a file."""
        slot = self.slot(1, self.source_clip(kind, 0, length, file))
        return self._mob("MasterMob", title, of, {"Slots": [slot]})

    def file(
        self, kind: TrackKind, title: str, of: bytes, length: int, *, url: str, tape: bytes
    ) -> AAFObject:
        """Return a file, or what is still to be made: it has no address."""
        slot = self.slot(1, self.source_clip(kind, 0, length, tape))
        described = self._descriptor(kind, length, url)
        return self._mob("SourceMob", title, of, {"Slots": [slot], "EssenceDescription": described})

    def origin(self, kind: TrackKind, title: str, of: bytes, start: int, length: int) -> AAFObject:
        """Return what a file was made from: it says the timecode of its first frame."""
        slots = [
            self.slot(1, self.source_clip(kind, 0, length)),
            self.slot(2, self.timecode(start, length)),
        ]
        described = self._mould("ImportDescriptor", "").cast({})
        return self._mob("SourceMob", title, of, {"Slots": slots, "EssenceDescription": described})

    def _descriptor(self, kind: TrackKind, length: int, url: str) -> AAFObject:
        if kind is TrackKind.AUDIO:
            length = rounded(length * SAMPLES / self._setting.rate.exact)
        mould = self._described(kind, has_locator=bool(url))
        children = {"Locator": [self._locator(url)]} if url else {}
        return mould.cast({"Length": int64(length)}, children)

    def _locator(self, url: str) -> AAFObject:
        return self._mould("NetworkLocator", "", URLString="file:///").cast(
            {"URLString": text(url)}
        )

    def _described(self, kind: TrackKind, *, has_locator: bool) -> Mould:
        key = ("Descriptor", f"{kind} {has_locator}")
        if key not in self._moulds:
            example = self._picture() if kind is TrackKind.VIDEO else self._sound()
            example["Length"].value = 1
            if has_locator:
                example["Locator"].value = [self._locator("file:///")]
            self._moulds[key] = Mould(example)
        return self._moulds[key]

    def _picture(self) -> AAFObject:
        setting = self._setting
        example = self._create.CDCIDescriptor()
        for name, value in {
            "ComponentWidth": 8,
            "HorizontalSubsampling": 2,
            "ImageAspectRatio": Fraction(setting.width, setting.height),
            "StoredWidth": setting.width,
            "StoredHeight": setting.height,
            "FrameLayout": "FullFrame",
            "VideoLineMap": [42, 0],
            "SampleRate": setting.rate.exact,
        }.items():
            example[name].value = value
        return example

    def _sound(self) -> AAFObject:
        example = self._create.PCMDescriptor()
        for name, value in {
            "Channels": 1,
            "BlockAlign": 2,
            "SampleRate": SAMPLES,
            "AverageBPS": 2 * SAMPLES,
            "QuantizationBits": 16,
            "AudioSamplingRate": SAMPLES,
        }.items():
            example[name].value = value
        return example

    def sequence(self, kind: TrackKind, length: int, items: Sequence[AAFObject]) -> AAFObject:
        made = self._create.Sequence(MEDIA_KINDS[kind], length)
        made.components.value = items
        return made

    def composition(self, title: str, of: bytes, slots: Sequence[AAFObject]) -> AAFObject:
        made = self._create.CompositionMob(title)
        made["MobID"].value = MobID(bytes_le=of)
        made["CreationTime"].value = made["LastModified"].value = self._setting.made_at
        made.usage = "Usage_TopLevel"
        made.slots.value = slots
        return made
