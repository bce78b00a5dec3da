"""The formats that a project can be exported as or imported from, as one table."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from domain.board.project import Project
from domain.rate import FrameRate
from domain.setting import DEFAULT_RATE
from domain.timeline import Layout
from events.record import record
from interchange import document, edl, otio, words
from interchange.edl.reader import recognises as is_edl
from interchange.report import InterchangeError
from interchange.sheets import shot_list, storyboard
from interchange.table import delimited, workbook
from interchange.timeline import Reading, Timeline
from interchange.written import Piece, Written

Options = Mapping[str, str]


@record
class Choice:
    """An option of a format; `values` are (value, label), the first is usual."""

    name: str
    label: str
    help: str
    values: tuple[tuple[str, str], ...]


@record
class Source:
    """A project to be written: as it is, and as the timeline it makes."""

    project: Project
    layout: Layout
    timeline: Timeline
    made_at: datetime


@record
class Format:
    """A format writes the timeline, or has `tabulate` for the project itself.

    `read` is None for what can only be written; it is told the rate that is wished for.
    """

    name: str
    label: str
    opens_in: str
    extension: str
    media_type: str
    write: Callable[[Timeline, Options], Written] | None = None
    tabulate: Callable[[Source, Options], Written] | None = None
    read: Callable[[bytes, FrameRate | None], Reading] | None = None
    recognises: Callable[[bytes], bool] = lambda _: False
    choices: tuple[Choice, ...] = ()

    def options(self, given: Options) -> Options:
        """Return all options with their values. Raises InterchangeError for what there is not."""
        known = {choice.name: choice for choice in self.choices}
        for name, value in given.items():
            values = [value for value, _ in known[name].values] if name in known else []
            if value not in values:
                allowed = ", ".join(values) or "no such option"
                raise InterchangeError(f"{self.label} has for “{name[:40]}”: {allowed}.")
        return {name: given.get(name, choice.values[0][0]) for name, choice in known.items()}

    def written(self, source: Source, given: Options) -> Written:
        """Write with options that were checked. Raises InterchangeError for wrong ones."""
        options = self.options(given)
        if self.tabulate is not None:
            return self.tabulate(source, options)
        assert self.write is not None  # noqa: S101 - a format has one of both
        return self.write(source.timeline, options)


def _alone(extension: str, write: Callable[[Timeline], bytes]) -> Callable[..., Written]:
    """Return the writer of a format whose export is one file that carries everything."""

    def written(timeline: Timeline, _: Options) -> Written:
        piece = Piece(name=f".{extension}", content=write(timeline))
        return Written(pieces=(piece,), omissions=())

    return written


_PAGE: Final = Choice(
    name="page",
    label="Page",
    help="The paper, in landscape.",
    values=(("a4", "A4"), ("letter", "Letter")),
)
_GRID: Final = Choice(
    name="grid",
    label="Grid",
    help="Frames across and down on a page.",
    values=tuple((grid, grid.replace("x", " by ")) for grid in ("3x2", "2x2", "3x3", "4x3", "4x4")),
)
_FIELDS: Final = Choice(
    name="fields",
    label="Texts",
    help="What is printed below name and time.",
    values=(
        ("everything", "Lyrics, notes and prompts"),
        ("lyrics", "Lyrics"),
        ("notes", "Notes"),
        ("prompts", "Prompts"),
        ("nothing", "Nothing"),
    ),
)


FORMATS: Final[Mapping[str, Format]] = {
    one.name: one
    for one in (
        Format(
            name="otio",
            label="OpenTimelineIO",
            opens_in="DaVinci Resolve 18.5 and later, Premiere Pro 25.6 and later.",
            extension="otio",
            media_type="application/vnd.pixar.opentimelineio+json",
            write=_alone("otio", otio.write),
            read=lambda content, _: otio.read(content),
            recognises=lambda content: content.lstrip()[:1] == b"{",
        ),
        Format(
            name="edl",
            label="EDL (CMX 3600)",
            opens_in="Premiere Pro, DaVinci Resolve, Media Composer and nearly everything else: "
            "a file for each track.",
            extension="edl",
            media_type="text/plain",
            write=lambda timeline, _: edl.write(timeline),
            read=edl.read,
            recognises=is_edl,
        ),
        Format(
            name="json",
            label="JSON",
            opens_in="Scripts and programs of your own.",
            extension="json",
            media_type="application/json",
            write=_alone("json", document.write),
        ),
        Format(
            name="xlsx",
            label="Shot list (Excel)",
            opens_in="Excel, LibreOffice, Numbers, Google Sheets; it can be changed and come back.",
            extension="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            tabulate=lambda source, _: workbook.write(
                source.project, source.layout, source.made_at
            ),
        ),
        Format(
            name="csv",
            label="Shot list (CSV)",
            opens_in="Every spreadsheet, scripts; it can be changed and come back.",
            extension="csv",
            media_type="text/csv",
            tabulate=lambda source, _: delimited.write(source.project, source.layout),
        ),
        Format(
            name="storyboard",
            label="Storyboard (PDF)",
            opens_in="Everything that shows PDF; to print and to pass round.",
            extension="pdf",
            media_type="application/pdf",
            tabulate=lambda source, options: storyboard.write(
                source.project, source.layout, options, source.made_at
            ),
            choices=(_PAGE, _GRID, _FIELDS),
        ),
        Format(
            name="shots",
            label="Shot list (PDF)",
            opens_in="Everything that shows PDF; to print and to pass round.",
            extension="pdf",
            media_type="application/pdf",
            tabulate=lambda source, options: shot_list.write(
                source.project, source.layout, options, source.made_at
            ),
            choices=(_PAGE, _FIELDS),
        ),
    )
}


def read(content: bytes, name: str = "", rate: FrameRate | None = None) -> Reading:
    """Read a file of any format; `rate` is taken where the format does not say its own.

    The content says more than the name. Raises InterchangeError where it is of no format, or
    cannot be read.
    """
    words_of = words.reader(content, name)
    if words_of is not None:
        return words_of(content, rate or DEFAULT_RATE)
    for one in FORMATS.values():
        if one.read is not None and one.recognises(content):
            return one.read(content, rate)
    names = ", ".join(one.label for one in FORMATS.values() if one.read is not None)
    raise InterchangeError(
        "The file is of none of the formats that can be imported: "
        f"{names}, Fountain, Final Draft, a brief in YAML or JSON."
    )
