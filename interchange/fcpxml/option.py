"""What there is to choose about an .fcpxml document."""

from enum import StrEnum
from typing import Final

from events.record import record
from interchange import option
from interchange.option import Choice

DEFAULT_VERSION: Final = "1.10"
"""The newest that DaVinci Resolve 18.5 lists; Final Cut Pro reads every older one."""
VERSIONS: Final = (DEFAULT_VERSION, "1.9", "1.11", "1.12", "1.13", "1.14")


class Alternates(StrEnum):
    """Final Cut Pro keeps alternates in auditions; of DaVinci Resolve that is not known."""

    AUDITION = "audition"
    FLATTEN = "flatten"


@record
class Options:
    version: str = DEFAULT_VERSION
    alternates: Alternates = Alternates.AUDITION


CHOICES: Final = (
    Choice(
        name="version",
        label="Version",
        help="Final Cut Pro opens its own and every older one, DaVinci Resolve 18.5 up to 1.10.",
        values=tuple((each, each) for each in VERSIONS),
    ),
    Choice(
        name="alternates",
        label="Alternates",
        help="Only Final Cut Pro is known to open auditions.",
        values=(
            (Alternates.AUDITION, "As auditions"),
            (Alternates.FLATTEN, "Only the chosen one"),
        ),
    ),
)


def chosen(values: option.Options) -> Options:
    """Return the options that were chosen by their names, of values that exist."""
    return Options(version=values["version"], alternates=Alternates(values["alternates"]))
