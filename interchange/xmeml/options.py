"""What a user may choose of an xmeml file."""

from enum import StrEnum
from typing import Final

from events.record import record


class Alternates(StrEnum):
    """`TRACKS`: switched off, on tracks of their own above all others, each over its clip.

    That is the better way in Premiere, which has no audition and no takes on a timeline: the media
    of all versions come into the project and go online together, each lies where it would play,
    and switching it on (Shift+E) shows it, for it covers what is below. `OMITTED` leaves them out.
    """

    TRACKS = "tracks"
    OMITTED = "omitted"


@record
class Options:
    """Without `has_extensions` there is nothing in a file that is in no DTD.

    These are elements of Premiere's own: colours of markers, the exact cut within a transition.
    """

    alternates: Alternates = Alternates.TRACKS
    has_extensions: bool = True


USUAL: Final = Options()
