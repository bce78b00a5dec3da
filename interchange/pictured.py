"""Small pictures of what clips show, in files that people look at."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from domain.board.clip import Clip
from interchange.option import Choice, Options
from interchange.outlet import shows_take
from interchange.report import Report, quoted

Pictures: TypeAlias = Mapping[str, bytes]
"""JPEG by the ids of clips."""

NO_PICTURES: Final[Pictures] = {}
WITH: Final = "with"
PICTURES: Final = Choice(
    name="pictures",
    label="Pictures",
    help="A small picture of what each clip shows.",
    values=((WITH, "With pictures"), ("without", "Without pictures")),
)


def wants(options: Options) -> bool:
    return options.get(PICTURES.name) == WITH


def report_missing(clips: Iterable[Clip], pictures: Pictures, report: Report) -> None:
    """Say which clips show something of which there is no picture."""
    for clip in clips:
        if shows_take(clip) and clip.id not in pictures:
            reason = "its file is not stored here any more, or the file has no room for it."
            report.add("A picture", quoted(clip.name), reason)
