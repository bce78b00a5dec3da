"""The media that an export refers to: in a folder of whoever opens it, or in one zip with it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from events.record import replace
from interchange.option import Choice, ChoiceKind, Options
from interchange.otio.bundle import Names
from interchange.relocated import relocated
from interchange.report import Omission, Report, quoted
from interchange.timeline import MediaReference, Timeline
from interchange.written import Piece

BUNDLED: Final = "bundled"
MEDIA: Final = Choice(
    name="media",
    label="Media",
    help="Images, videos and music that are stored here: to be put beside the file, or with it.",
    values=(("referenced", "Referred to"), (BUNDLED, "In one .zip with the file")),
)
FOLDER: Final = Choice(
    name="folder",
    label="Folder",
    help="Where you will put the file and its media, such as /Volumes/Film or D:\\Film: some "
    "programs find only what has its whole path. Empty: beside the file.",
    kind=ChoiceKind.TEXT,
)
_ADDRESS: Final = re.compile(r"/|\\|[A-Za-z][A-Za-z0-9+.-]*:")
"""How an address begins that says all of where a file is."""


def is_bundled(options: Options) -> bool:
    return options.get(MEDIA.name) == BUNDLED


def settled(timeline: Timeline, held: Mapping[str, bytes], options: Options) -> Timeline:
    """Return the timeline with addresses as they are wanted; `held` is what goes along."""
    names = _names(timeline, held) if is_bundled(options) else {}
    folder = options.get(FOLDER.name, "").strip()

    def moved(source: MediaReference) -> MediaReference:
        url = names.get(source.url, source.url)
        return replace(source, url=_within(folder, url), file="")

    return relocated(timeline, moved) if names or folder else timeline


def pieces(timeline: Timeline, held: Mapping[str, bytes]) -> Iterator[Piece]:
    """Yield the media that go along, by the names that `settled` gives them."""
    for url, name in _names(timeline, held).items():
        yield Piece(name=name, content=held[url], is_media=True)


def missing(timeline: Timeline, held: Mapping[str, bytes]) -> tuple[Omission, ...]:
    """Return which files that are said to be beside the export do not go along."""
    report = Report()
    for url in _addresses(timeline):
        if url not in held and not _ADDRESS.match(url):
            reason = "it is not stored here, or there is no room for it: put it there yourself."
            report.add("A media file", quoted(url), reason)
    return report.omissions


def _names(timeline: Timeline, held: Mapping[str, bytes]) -> dict[str, str]:
    """Return what files are called in the zip: by the convention where that is confirmed."""
    names = Names()
    return {url: names.name(url, file) for url, file in _addresses(timeline).items() if url in held}


def _addresses(timeline: Timeline) -> dict[str, str]:
    """Return the addresses of all files with what these are to be called."""
    found: dict[str, str] = {}

    def seen(source: MediaReference) -> MediaReference:
        found.setdefault(source.url, source.file)
        return source

    relocated(timeline, seen)
    return found


def _within(folder: str, url: str) -> str:
    """Return an address in a folder, unless it says itself where it is."""
    if not folder or _ADDRESS.match(url):
        return url
    if folder.lower().startswith("file:"):
        return f"{folder.rstrip('/')}/{url}"
    # A path is not encoded; on Windows it may go on with either stroke, like those before.
    path = unquote(url)
    if "\\" in folder and "/" not in folder:
        windows = path.replace("/", "\\")
        return f"{folder.rstrip(chr(92))}{chr(92)}{windows}"
    return f"{folder.rstrip('/')}/{path}"
