"""OpenTimelineIO files (.otio).

They are read from their JSON by `reader` and not by the library: real files carry newer schemas
than the released library takes, and its refusals do not say where. `writer` uses the library, so
that what is written is what the library writes.
"""

from interchange.otio.reader import read
from interchange.otio.writer import write

__all__ = ["read", "write"]
