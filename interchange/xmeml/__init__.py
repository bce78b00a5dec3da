"""The XML of Final Cut Pro 7 (xmeml), which Premiere and Resolve read and write.

Both directions are our own. The adapter of OpenTimelineIO writes no clips that are alike, no frame
size and no stills that Premiere takes, and reads no colours, comments and speeds; it takes minutes
for what takes a second here, and its refusals name no line.
"""

from typing import Final

from interchange import option
from interchange.timeline import Timeline
from interchange.written import Written
from interchange.xmeml.options import CHOICES, Alternates, Options
from interchange.xmeml.reader import read
from interchange.xmeml.writer import write

__all__ = ["CHOICES", "Alternates", "Options", "read", "recognises", "write", "written"]

BEGINNING: Final = 4096


def recognises(content: bytes) -> bool:
    """Tell by its beginning whether a file is xmeml, in UTF-8 or UTF-16."""
    return b"<xmeml" in content[:BEGINNING].replace(b"\0", b"")


def written(timeline: Timeline, options: option.Options) -> Written:
    """Write a file as a user chose it."""
    alternates = Alternates(options["alternates"])
    has_extensions = options["dialect"] == "premiere"
    return write(timeline, Options(alternates=alternates, has_extensions=has_extensions))
