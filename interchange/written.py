"""What a writer makes of a timeline: one file or several, and what the format could not carry."""

from events.record import record
from interchange.report import Omission


@record
class Piece:
    """A file; `name` is its ending (`.fcpxml`), with what tells it from others of the export.

    What `is_media` goes along, and has its whole name.
    """

    name: str
    content: bytes
    is_media: bool = False


@record
class Written:
    """Several pieces are delivered as one zip."""

    pieces: tuple[Piece, ...]
    omissions: tuple[Omission, ...]
