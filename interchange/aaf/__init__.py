"""AAF, which Media Composer reads. It is written only.

The objects are those of pyaaf2. The adapter of OpenTimelineIO, which writes with it too, takes
minutes for what takes seconds here, and gives a video track no length, knows no markers, wipes and
drop frame, and half of a dissolve has to be told it; it reads our files in the tests.
"""

from datetime import datetime
from typing import Final

from interchange.timeline import Timeline
from interchange.written import Written

__all__ = ["recognises", "write"]

COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
IDS: Final = (
    bytes.fromhex("0102010d00020000060e2b3403020101"),
    bytes.fromhex("414146420d004f4d060e2b34010101ff"),
)
"""What follows in an AAF with sectors of 4,096 bytes, and of 512."""


def write(timeline: Timeline, made_at: datetime) -> Written:
    """Write a timeline. Raises InterchangeError."""
    from interchange.aaf import writer  # noqa: PLC0415 - pyaaf2 slows down the start of the program

    return writer.write(timeline, made_at)


def recognises(content: bytes) -> bool:
    return content.startswith(COMPOUND) and content[8:24] in IDS
