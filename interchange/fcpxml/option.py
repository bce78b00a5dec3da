"""What a user may choose about an .fcpxml document."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from events.record import record

DEFAULT_VERSION: Final = "1.10"
"""The newest that DaVinci Resolve 18 reads; Final Cut Pro reads every older one."""
VERSIONS: Final = (DEFAULT_VERSION, "1.9", "1.11", "1.12", "1.13", "1.14")


class Alternates(StrEnum):
    """Final Cut Pro keeps alternates in auditions; of DaVinci Resolve that is not known."""

    AUDITION = "audition"
    FLATTEN = "flatten"


@record
class Options:
    version: str = DEFAULT_VERSION
    alternates: Alternates = Alternates.AUDITION


def chosen(values: Mapping[str, str]) -> Options:
    """Return the options that were chosen by their names, of values that exist."""
    return Options(version=values["version"], alternates=Alternates(values["alternates"]))
