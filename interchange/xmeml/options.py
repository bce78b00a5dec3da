"""What there is to choose about an xmeml file."""

from enum import StrEnum
from typing import Final

from events.record import record
from interchange.option import Choice


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
CHOICES: Final = (
    Choice(
        name="alternates",
        label="Alternates",
        help="On tracks of their own each lies over its clip, switched off: its media come into "
        "the project, and switching it on shows it.",
        values=(("tracks", "Switched off on tracks of their own"), ("omitted", "Left out")),
    ),
    Choice(
        name="dialect",
        label="Elements",
        help="Premiere's own elements carry the colours of markers and the exact cut within a "
        "transition; the definition of the format does not have them.",
        values=(
            ("premiere", "Those of Premiere Pro, too"),
            ("strict", "Only those of the definition"),
        ),
    ),
)
