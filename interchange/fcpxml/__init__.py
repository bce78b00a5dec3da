"""Final Cut Pro's documents (.fcpxml), which DaVinci Resolve opens, too.

`writer` makes their text directly, in one pass; `reader` takes what those programs write, and
nothing from outside of the document.
"""

from interchange import option
from interchange.fcpxml.element import recognises
from interchange.fcpxml.option import CHOICES, VERSIONS, Alternates, Options, chosen
from interchange.fcpxml.reader import read
from interchange.fcpxml.writer import write
from interchange.timeline import Timeline
from interchange.written import Written

__all__ = ["CHOICES", "VERSIONS", "Alternates", "Options", "read", "recognises", "write", "written"]


def written(timeline: Timeline, options: option.Options) -> Written:
    """Write a document as a user chose it."""
    return write(timeline, chosen(options))
