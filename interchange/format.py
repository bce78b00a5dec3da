"""The table of formats: all that is known of each, and all that the program does with files.

A new format is a row here, a name in the enum `ExportFormat` of `schema/export.py`, and nothing
else: the routes, the commands and the editor read this table.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from domain.rate import FrameRate
from events.record import record
from interchange import document, otio
from interchange.head import Head, head
from interchange.option import Option, Options
from interchange.report import InterchangeError, quoted
from interchange.timeline import Reading, Timeline
from interchange.written import Piece, Written


@record
class Source:
    """A file to read. `rate` is what a format that does not say its rate is read at if it can."""

    content: bytes
    name: str = ""
    rate: FrameRate | None = None


Write: TypeAlias = Callable[[Timeline, Options], Written]
Read: TypeAlias = Callable[[Source], Reading]


@record
class Format:
    """`opens_in` is a sentence for people; `is_like` recognises a file by how it begins.

    `extension` is without its dot. `write` is None for what is only read, `read` for what is only
    written.
    """

    name: str
    label: str
    opens_in: str
    extension: str
    media_type: str
    write: Write | None = None
    read: Read | None = None
    is_like: Callable[[Head], bool] = lambda _: False
    options: tuple[Option, ...] = ()


def whole(extension: str, write: Callable[[Timeline], bytes]) -> Write:
    """Return the writer of a format that carries all there is in one file, without options."""
    return lambda timeline, _: Written(
        pieces=(Piece(name=f".{extension}", content=write(timeline)),), omissions=()
    )


FORMATS: Final = (
    Format(
        name="OTIO",
        label="OpenTimelineIO",
        opens_in="Opens in DaVinci Resolve 18.5, Premiere Pro 25.6 and later. Carries everything, "
        "so it is also the format to bring a project back from.",
        extension="otio",
        media_type="application/vnd.pixar.opentimelineio+json",
        write=whole("otio", otio.write),
        read=lambda source: otio.read(source.content),
        is_like=lambda file: '"OTIO_SCHEMA"' in file.text,
    ),
    Format(
        name="JSON",
        label="JSON",
        opens_in="For scripts and other programs: every place in frames, seconds and timecode.",
        extension="json",
        media_type="application/json",
        write=whole("json", document.write),
        is_like=lambda file: f'"{document.FORMAT}"' in file.text,
    ),
)
BY_NAME: Final[Mapping[str, Format]] = {one.name: one for one in FORMATS}


def named(name: str) -> Format:
    """Return a format that can be written. Raises InterchangeError."""
    found = BY_NAME.get(name.upper())
    if found is None or found.write is None:
        names = ", ".join(one.name for one in FORMATS if one.write)
        raise InterchangeError(f"There is no format {quoted(name)} to export. There are {names}.")
    return found


def readable() -> list[Format]:
    return [one for one in FORMATS if one.read]


def recognised(content: bytes, name: str) -> Format:
    """Return the format of a file, by how it begins, else by its name.

    Raises InterchangeError for what is none of them.
    """
    beginning = head(content)
    extension = name.rpartition(".")[2].lower()
    alike = [one for one in FORMATS if one.is_like(beginning)]
    so_named = [one for one in FORMATS if one.extension == extension]
    # Formats may begin alike; then the name decides, and never against the content.
    both = [one for one in alike if one in so_named]
    for found in (both, alike, so_named):
        if found:
            return found[0]
    known = ", ".join(f".{one.extension}" for one in readable())
    raise InterchangeError(
        f"This is not a file that can be imported. What can be read ends in {known}."
    )


def reading(source: Source) -> Reading:
    """Read a file of any format. Raises InterchangeError for what cannot be taken."""
    found = recognised(source.content, source.name)
    if found.read is None:
        raise InterchangeError(
            f"This is {found.label}, which can be exported and not imported. Import an export in "
            f"{' or '.join(_labels(readable()))} instead."
        )
    return found.read(source)


def _labels(formats: Sequence[Format]) -> list[str]:
    return [one.label for one in formats]
