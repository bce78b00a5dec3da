"""What pyaaf2 sees in an AAF: the places of its components, worked out from their lengths alone."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import NamedTemporaryFile
from typing import Any, Final

import opentimelineio as otio
from aaf2 import components
from aaf2.file import AAFFile
from aaf2.mobslots import EventMobSlot, TimelineMobSlot

from events.record import record
from interchange import aaf
from interchange.timeline import Timeline

MADE_AT: Final = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - as an AAF has it


@record
class Clip:
    """From `start` on the timeline, from the frame `first` of its file; without transitions."""

    name: str
    start: int
    length: int
    first: int
    url: str


@record
class Mix:
    cut: int
    before: int
    behind: int


@record
class Marked:
    at: int
    name: str
    comment: str
    colour: str
    length: int


def written(timeline: Timeline) -> bytes:
    (piece,) = aaf.write(timeline, MADE_AT).pieces
    return piece.content


def sentences(timeline: Timeline) -> list[str]:
    return [omission.sentence for omission in aaf.write(timeline, MADE_AT).omissions]


@contextmanager
def seen(content: bytes) -> Generator["Seen"]:
    """Open an AAF for as long as it is looked at."""
    with NamedTemporaryFile(suffix=".aaf") as kept:
        kept.write(content)
        kept.flush()
        with AAFFile(kept.name) as file:
            yield Seen(file)


def adapted(content: bytes) -> Any:
    """Return what the adapter of OpenTimelineIO reads."""
    with NamedTemporaryFile(suffix=".aaf") as kept:
        kept.write(content)
        kept.flush()
        return otio.adapters.read_from_file(kept.name)


class Seen:
    """An AAF that was read."""

    def __init__(self, file: Any) -> None:
        self.file = file
        (self.composition,) = file.content.toplevel()

    @property
    def timecode(self) -> Any:
        """Return the slot of the timecode."""
        return self.composition.slots[0]

    def tracks(self) -> list[Any]:
        slots = [*self.composition.slots][1:]
        return [slot for slot in slots if is_a(TimelineMobSlot, slot)]

    def items(self, number: int) -> list[Clip | Mix]:
        return list(items(self.tracks()[number].segment))

    def clips(self, number: int) -> list[Clip]:
        return [one for one in self.items(number) if isinstance(one, Clip)]

    def markers(self) -> list[Marked]:
        slots = [slot for slot in self.composition.slots if is_a(EventMobSlot, slot)]
        return [marked(each) for slot in slots for each in slot.segment.components]


def is_a(kind: type, part: Any) -> bool:
    """Tell what a part is; the library has no types, and those guessed for it are wrong."""
    return isinstance(part, kind)


def items(sequence: Any) -> Iterator[Clip | Mix]:
    parts = [*sequence.components]
    at = 0
    for index, part in enumerate(parts):
        before, after = neighbour(parts, index - 1), neighbour(parts, index + 1)
        if is_a(components.Transition, part):
            at -= part.length
            cut = at + part.cutpoint
            yield Mix(cut=cut, before=part.cutpoint, behind=part.length - part.cutpoint)
            continue
        head = before.cutpoint if before else 0
        tail = after.length - after.cutpoint if after else 0
        if is_a(components.SourceClip, part):
            yield Clip(
                name=part.mob.name,
                start=at + head,
                length=part.length - head - tail,
                first=part.start + head,
                url=url(part),
            )
        at += part.length


def neighbour(parts: list[Any], index: int) -> Any:
    part = parts[index] if 0 <= index < len(parts) else None
    return part if is_a(components.Transition, part) else None


def url(part: Any) -> str:
    file = part.slot.segment.mob
    locators = file.descriptor.getvalue("Locator") or []
    return "".join(locator["URLString"].value for locator in locators)


def marked(part: Any) -> Marked:
    tags = {tag.name: tag.value for tag in part["CommentMarkerAttributeList"].value}
    assert tags["_ATN_CRM_USER"] == part["CommentMarkerUser"].value
    assert tags["_ATN_CRM_COM"] == part["Comment"].value
    return Marked(
        at=part["Position"].value,
        name=part["CommentMarkerUser"].value,
        comment=part["Comment"].value,
        colour=tags["_ATN_CRM_COLOR"],
        length=tags["_ATN_CRM_LENGTH"],
    )
