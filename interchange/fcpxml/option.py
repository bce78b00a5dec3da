"""What a user may choose about an .fcpxml document."""

from enum import StrEnum
from typing import Final

from events.record import record

VERSIONS: Final = ("1.9", "1.10", "1.11", "1.12", "1.13", "1.14")
DEFAULT_VERSION: Final = "1.10"
"""The newest that DaVinci Resolve 18 reads; Final Cut Pro reads every older one."""


class Alternates(StrEnum):
    """Final Cut Pro keeps alternates in auditions; of DaVinci Resolve that is not known."""

    AUDITION = "audition"
    FLATTEN = "flatten"


@record
class Options:
    """`width` and `height` are the pixels of the picture."""

    version: str = DEFAULT_VERSION
    alternates: Alternates = Alternates.AUDITION
    width: int = 1920
    height: int = 1080
