"""OpenTimelineIO files: documents (.otio), and bundles of them with media (.otioz).

They are read from their JSON by `reader` and not by the library: real files carry newer schemas
than the released library takes, and its refusals do not say where. `writer` makes the JSON that
the library would write, in a seventh of its time. `bundle` packs and opens bundles itself: the
library takes no media of alternates, none of one name and none on a web server.
"""

from interchange.otio import bundle
from interchange.otio.reader import read
from interchange.otio.writer import write

__all__ = ["bundle", "read", "write"]
