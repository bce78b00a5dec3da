"""Markers of a track, as Media Composer writes them."""

import struct
from collections.abc import Sequence
from typing import Any, Final

from events.record import record
from interchange.aaf.letters import Letters
from interchange.aaf.mould import AAFObject, Mould, int64, text, uint32
from interchange.report import Report, quoted
from interchange.timeline import Marker

FIRST_SLOT: Final = 1000
"""The slots of markers are numbered apart from those that they mark."""

COLOURS: Final = {
    "RED": ("Red", 41471, 12134, 6564),
    "GREEN": ("Green", 13107, 52428, 13107),
    "BLUE": ("Blue", 13107, 13107, 52428),
    "CYAN": ("Cyan", 13107, 52428, 52428),
    "MAGENTA": ("Magenta", 52428, 13107, 52428),
    "YELLOW": ("Yellow", 58981, 58981, 6553),
    "BLACK": ("Black", 0, 0, 0),
    "WHITE": ("White", 65535, 65535, 65535),
}
NEAREST: Final = {"ORANGE": "YELLOW", "PINK": "MAGENTA", "PURPLE": "MAGENTA"}
USUAL: Final = "RED"
# The value of a tag begins with the byte order and the id of its type.
TYPE_LENGTH: Final = 17


@record
class Placed:
    """A marker with its place on the whole timeline."""

    at: int
    marker: Marker


class Markers:
    def __init__(self, file: Any, rate: Any, letters: Letters, report: Report) -> None:
        self._create = file.create
        self._rate = rate
        self._letters = letters
        self._report = report
        self._tag = Mould(self._create.TaggedValue("name", "value"))
        self._tag_type = bytes(
            self._create.TaggedValue("name", "value")["Value"].data[:TYPE_LENGTH]
        )
        self._number = Mould(self._create.TaggedValue("name", 1))
        self._number_type = bytes(self._create.TaggedValue("name", 1)["Value"].data[:TYPE_LENGTH])
        self._mould = Mould(self._example())

    def slot(self, placed: Sequence[Placed], described: int, track: int) -> AAFObject:
        """Return the markers of the slot `described`, which is the track of that number."""
        sequence = self._create.Sequence("DescriptiveMetadata")
        del sequence["Length"]
        in_order = sorted(placed, key=lambda one: one.at)
        sequence.components.value = [self._marker(one, described) for one in in_order]
        made = self._create.EventMobSlot(FIRST_SLOT + described - 1)
        made.edit_rate = self._rate
        made["PhysicalTrackNumber"].value = track
        made.segment = sequence
        return made

    def _example(self) -> AAFObject:
        made = self._create.DescriptiveMarker()
        del made["Length"]
        for name, value in {
            "Position": 0,
            "Comment": "comment",
            "CommentMarkerUser": "name",
            "DescribedSlots": {1},
            "CommentMarkerColor": {"red": 0, "green": 0, "blue": 0},
            "CommentMarkerAttributeList": [self._create.TaggedValue("name", "value")],
        }.items():
            made[name].value = value
        return made

    def _marker(self, one: Placed, described: int) -> AAFObject:
        marker = one.marker
        where = f"the marker {quoted(marker.name)}"
        name = self._letters.line(marker.name, where)
        comment = self._letters.prose(marker.comment, where) or name
        colour, *levels = COLOURS[self._colour(marker)]
        data = {
            "Position": int64(one.at),
            "Comment": text(comment),
            "CommentMarkerUser": text(name),
            "DescribedSlots": uint32(described),
            "CommentMarkerColor": struct.pack("<HHH", *levels),
        }
        tags = [
            self._text("_ATN_CRM_COLOR", colour),
            self._text("_ATN_CRM_USER", name),
            self._text("_ATN_CRM_COM", comment),
            self._length(max(marker.length, 1)),
        ]
        return self._mould.cast(data, {"CommentMarkerAttributeList": tags})

    def _colour(self, marker: Marker) -> str:
        colour = marker.colour.upper() or USUAL
        if colour in COLOURS:
            return colour
        taken = NEAREST.get(colour, USUAL)
        reason = f"Media Composer has no {colour.lower()}; it became {taken.lower()}."
        self._report.add("The colour of a marker", quoted(marker.name), reason)
        return taken

    def _text(self, name: str, value: str) -> AAFObject:
        return self._tag.cast({"Name": text(name), "Value": self._tag_type + text(value)})

    def _length(self, value: int) -> AAFObject:
        said = self._number_type + struct.pack("<i", value)
        return self._number.cast({"Name": text("_ATN_CRM_LENGTH"), "Value": said})
