"""The formats that a project can be exported as or imported from, as one table.

A new format is a row here and a name in the enum `ExportFormat` of `schema/export.py`: routes,
commands and the editor go by this table.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from domain.arrival import mark
from domain.board.project import Project
from domain.rate import FrameRate
from domain.setting import DEFAULT_RATE
from events.record import record, replace
from interchange import aaf, beside, document, document_reader, edl, fcpxml, otio, words, xmeml
from interchange.called import NAMES
from interchange.option import Choice, Options, chosen
from interchange.pictured import PICTURES, wants
from interchange.report import InterchangeError, Omission, quoted
from interchange.sheets import shot_list, storyboard
from interchange.source import Source
from interchange.table import delimited, workbook, workbook_reader
from interchange.timeline import Reading, Timeline
from interchange.written import Piece, Written

BEGINNING: Final = 65_536
COMMON: Final = (NAMES, beside.MEDIA, beside.FOLDER)
"""What there is to choose about every timeline in a file of its own."""


@record
class Format:
    """A format writes the timeline, `bundle`s it with media, or `tabulate`s the project itself.

    `read` is None for what can only be written; it is told the rate that is wished for. What
    `is_table` comes back into the project that it is of, as a difference. A file that `is_of_track`
    holds one track and does not say which. What `is_slow` takes many seconds for a long project.
    What `is_silent` has no sound at all. Pictures of clips are of `picture_width` pixels, 0 where
    there are none. What `is_archive` is no timeline but the whole history:
    the server writes and reads it.
    """

    name: str
    label: str
    opens_in: str
    extension: str
    media_type: str
    write: Callable[[Timeline, Options], Written] | None = None
    bundle: Callable[[Timeline, Mapping[str, bytes]], Written] | None = None
    tabulate: Callable[[Source, Options], Written] | None = None
    read: Callable[[bytes, FrameRate | None], Reading] | None = None
    recognises: Callable[[bytes], bool] = lambda _: False
    choices: tuple[Choice, ...] = ()
    is_table: bool = False
    is_of_track: bool = False
    is_slow: bool = False
    is_silent: bool = False
    is_archive: bool = False
    picture_width: int = 0

    def written(self, source: Source, options: Options) -> Written:
        """Write with options that were checked. Raises InterchangeError."""
        written = self._written(source, options)
        return source.along(written, options) if beside.is_bundled(options) else written

    def _written(self, source: Source, options: Options) -> Written:
        if self.tabulate is not None:
            written = self.tabulate(source, options)
            return _silent(written, source.project) if self.is_silent else written
        return self._of(source.named(options), options, source.held)

    def usual(self, timeline: Timeline) -> Written:
        """Write a timeline with no options chosen, and no media taken along."""
        return self._of(timeline, chosen(self.choices, {}), {})

    def _of(self, timeline: Timeline, options: Options, held: Mapping[str, bytes]) -> Written:
        if self.bundle is not None:
            return self.bundle(timeline, held)
        assert self.write is not None  # noqa: S101 - a format has one of the three
        common = [choice.name for choice in COMMON]
        own = {name: value for name, value in options.items() if name not in common}
        return self.write(timeline, own)


def _silent(written: Written, project: Project) -> Written:
    """Say that the music is left out, where there is any."""
    if not project.music:
        return written
    reason = "this format has no sound."
    left_out = Omission(what="The music", where=quoted(project.music_name), reason=reason)
    return replace(written, omissions=(*written.omissions, left_out))


def _alone(extension: str, write: Callable[[Timeline], bytes]) -> Callable[..., Written]:
    """Return the writer of a format whose export is one file that carries everything."""

    def written(timeline: Timeline, _: Options) -> Written:
        piece = Piece(name=f".{extension}", content=write(timeline))
        return Written(pieces=(piece,), omissions=())

    return written


def _no_edit() -> Reading:
    raise InterchangeError(
        "This is a project archive, which is a project of its own: import it as a new project."
    )


def _common(one: Format) -> tuple[Choice, ...]:
    if one.write:
        return COMMON
    return (NAMES,) if one.bundle else ()


FORMATS: Final[Mapping[str, Format]] = {
    one.name: replace(one, choices=(*one.choices, *_common(one)))
    for one in (
        Format(
            name="otio",
            label="OpenTimelineIO",
            opens_in="DaVinci Resolve 18.5 and later, Premiere Pro 25.6 and later.",
            extension="otio",
            media_type="application/vnd.pixar.opentimelineio+json",
            write=_alone("otio", otio.write),
            read=lambda content, _: otio.read(content),
            recognises=lambda content: b'"OTIO_SCHEMA"' in content[:BEGINNING],
        ),
        Format(
            name="otioz",
            label="OpenTimelineIO bundle",
            opens_in="DaVinci Resolve 18.5 and later, Premiere Pro 25.6 and later: the timeline "
            "with a folder for its media.",
            extension="otioz",
            media_type="application/vnd.pixar.opentimelineio+zip",
            bundle=otio.bundle.write,
            read=lambda content, _: otio.bundle.read(content),
            recognises=otio.bundle.recognises,
        ),
        Format(
            name="fcpxml",
            label="FCPXML",
            opens_in="Final Cut Pro 10.4.9 and later, DaVinci Resolve 18.5 and later.",
            extension="fcpxml",
            media_type="application/xml",
            write=fcpxml.written,
            read=lambda content, _: fcpxml.read(content),
            recognises=fcpxml.recognises,
            choices=fcpxml.CHOICES,
        ),
        Format(
            name="xmeml",
            label="Final Cut Pro 7 XML",
            opens_in="Premiere Pro, DaVinci Resolve.",
            extension="xml",
            media_type="application/xml",
            write=xmeml.written,
            read=lambda content, _: xmeml.read(content),
            recognises=xmeml.recognises,
            choices=xmeml.CHOICES,
        ),
        Format(
            name="edl",
            label="EDL (CMX 3600)",
            opens_in="Premiere Pro, DaVinci Resolve, Media Composer and nearly everything else: "
            "a file for each track.",
            extension="edl",
            media_type="text/plain",
            write=edl.write,
            read=edl.read,
            recognises=edl.recognises,
            choices=edl.CHOICES,
            is_of_track=True,
        ),
        Format(
            name="aaf",
            label="AAF",
            opens_in="Media Composer, DaVinci Resolve and other programs that read Avid's AAF.",
            extension="aaf",
            media_type="application/octet-stream",
            tabulate=lambda source, options: aaf.write(source.named(options), source.made_at),
            choices=COMMON,
            recognises=aaf.recognises,
            is_slow=True,
        ),
        Format(
            name="json",
            label="JSON",
            opens_in="Scripts and programs of your own; it can be changed and come back.",
            extension="json",
            media_type="application/json",
            write=_alone("json", document.write),
            read=lambda content, _: document_reader.read(content),
            recognises=lambda content: document.FORMAT.encode() in content[:BEGINNING],
        ),
        Format(
            name="xlsx",
            label="Shot list (Excel)",
            opens_in="Excel, LibreOffice, Numbers, Google Sheets; it can be changed and come back.",
            extension="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            tabulate=lambda source, options: workbook.write(
                source.project,
                source.layout,
                source.made_at,
                source.codes,
                pictures=source.pictures if wants(options) else None,
            ),
            choices=(PICTURES,),
            picture_width=160,
            recognises=workbook_reader.recognises,
            is_table=True,
            is_silent=True,
        ),
        Format(
            name="csv",
            label="Shot list (CSV)",
            opens_in="Every spreadsheet, scripts; it can be changed and come back.",
            extension="csv",
            media_type="text/csv",
            tabulate=lambda source, _: delimited.write(source.project, source.layout, source.codes),
            is_table=True,
            is_silent=True,
        ),
        Format(
            name="storyboard",
            label="Storyboard (PDF)",
            opens_in="Everything that shows PDF; to print and to pass round.",
            extension="pdf",
            media_type="application/pdf",
            tabulate=lambda source, options: storyboard.write(
                source.project,
                source.layout,
                options,
                source.made_at,
                source.codes,
                pictures=source.pictures,
            ),
            choices=storyboard.CHOICES,
            picture_width=480,
            is_silent=True,
        ),
        Format(
            name="shots",
            label="Shot list (PDF)",
            opens_in="Everything that shows PDF; to print and to pass round.",
            extension="pdf",
            media_type="application/pdf",
            tabulate=lambda source, options: shot_list.write(
                source.project, source.layout, options, source.made_at, source.codes
            ),
            choices=shot_list.CHOICES,
            is_silent=True,
        ),
        Format(
            name="archive",
            label="Project archive",
            opens_in="Emergent Storyboard on any server: the whole history, with all branches.",
            extension="zip",
            media_type=mark.MEDIA_TYPE,
            read=lambda _, __: _no_edit(),
            recognises=mark.is_archive,
            is_archive=True,
        ),
    )
}


def named(name: str) -> Format:
    """Return a format to export as; capitals do not matter. Raises InterchangeError."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise InterchangeError(
            f"There is no format {quoted(name)} to export. There are {', '.join(FORMATS)}."
        )
    return found


def readable() -> Iterator[tuple[str, str]]:
    """Yield label and extension of what can be imported."""
    for one in FORMATS.values():
        if one.read is not None:
            yield one.label, one.extension
    yield from words.KINDS


def read(content: bytes, name: str = "", rate: FrameRate | None = None) -> Reading:
    """Read a file of any format; `rate` is taken where the format does not say its own.

    The content says more than the name. Raises InterchangeError where it is of no format, or
    cannot be read.
    """
    words_of = words.reader(content, name)
    if words_of is not None:
        return words_of(content, rate or DEFAULT_RATE)
    one = _recognised(content, name)
    if one is not None and one.is_table:
        raise InterchangeError(
            "This is a shot list, which is no edit: open the project that it is of, and compare it"
            " there."
        )
    if one is None or one.read is None:
        raise _unreadable(one)
    return one.read(content, rate)


def of_edit(content: bytes, name: str = "") -> Format | None:
    """Return the format of an edit, None for a shot list and for what is not known.

    Raises InterchangeError for a file of a format that is only written.
    """
    one = _recognised(content, name)
    if one is None or one.is_table:
        return None
    if one.read is None:
        raise _unreadable(one)
    return one


def _unreadable(one: Format | None) -> InterchangeError:
    what = f"This is {one.label}" if one else "The file is of none of the formats"
    return InterchangeError(
        f"{what}{', which can be exported only' if one else ' that can be imported'}. "
        f"Import one of these: {_listed()}."
    )


def _comes_in(one: Format) -> bool:
    return one.read is not None or one.is_table


def _recognised(content: bytes, name: str) -> Format | None:
    extension = name.rpartition(".")[2].lower()
    alike = [one for one in FORMATS.values() if one.recognises(content)]
    so_named = [one for one in FORMATS.values() if one.extension == extension and _comes_in(one)]
    # Formats may begin alike; then the name decides, and never against the content.
    both = [one for one in alike if one in so_named]
    return next(iter([*both, *alike, *so_named]), None)


def _listed() -> str:
    return ", ".join(dict.fromkeys(f"{label} (.{extension})" for label, extension in readable()))
