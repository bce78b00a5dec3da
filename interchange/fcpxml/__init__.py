"""Final Cut Pro's documents (.fcpxml), which DaVinci Resolve opens, too.

`writer` makes their text directly, in one pass; `reader` takes what those programs write, and
nothing from outside of the document.
"""

from interchange.fcpxml.option import VERSIONS, Alternates, Options, chosen
from interchange.fcpxml.reader import read
from interchange.fcpxml.writer import write

__all__ = ["VERSIONS", "Alternates", "Options", "chosen", "read", "write"]
