"""The XML of Final Cut Pro 7 (xmeml), which Premiere and Resolve read and write.

Both directions are our own. The adapter of OpenTimelineIO writes no clips that are alike, no frame
size and no stills that Premiere takes, and reads no colours, comments and speeds; it takes minutes
for what takes a second here, and its refusals name no line.
"""

from interchange.xmeml.options import Alternates, Options
from interchange.xmeml.reader import read
from interchange.xmeml.writer import write

__all__ = ["Alternates", "Options", "read", "write"]
