"""Final Cut Pro's documents (.fcpxml), which DaVinci Resolve opens, too.

`writer` makes their text directly, in one pass; `reader` takes what those programs write, and
nothing from outside of the document.
"""

from interchange.fcpxml.option import Alternates, Options
from interchange.fcpxml.reader import read
from interchange.fcpxml.writer import write

__all__ = ["Alternates", "Options", "read", "write"]
