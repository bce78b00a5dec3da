"""Bundles: a zip of a document (`content.otio`), its format (`version.txt`) and `media/`.

Nothing in a bundle is absolute: all media, those of alternates too, are named in `media/` by unique
ASCII names. Those that are held are in it; the others are where a person can put them. Of media on
a web server the document also says where they are, so that they are found again on import.

A bundle is opened without trusting it: only the document and the first sound are inflated, in steps
and up to a limit, and names that would leave a folder are refused though nothing is unpacked here,
because the person who sent the file is told of it.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from events.record import replace
from interchange.otio.node import MAX_BYTES
from interchange.otio.reader import read as read_document
from interchange.otio.writer import write as write_document
from interchange.relocated import relocated
from interchange.report import InterchangeError, Omission, Report, quoted
from interchange.timeline import (
    MediaReference,
    Reading,
    Timeline,
    first_sound,
)
from interchange.written import Piece, Written

DOCUMENT: Final = "content.otio"
VERSION_FILE: Final = "version.txt"
VERSION: Final = b"1.0.0"
MEDIA: Final = "media/"
NOTHING_HELD: Final[Mapping[str, bytes]] = {}

MAX_ENTRIES: Final = 50_000
ZIP: Final = b"PK"
ENTRY: Final = b"PK\x01\x02"
STEP: Final = 1024 * 1024
LEVEL: Final = 3
ENCRYPTED: Final = 0x1
BROKEN: Final = (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error)
"""What the zip library raises for files that are cut, mixed up or of other kinds."""

LINK: Final = 0o120000
KIND_OF_FILE: Final = 0o170000
ARCHIVES: Final = (".zip", ".otioz", ".7z", ".rar", ".tar", ".gz", ".bz2", ".xz", ".zst")

SOUND: Final = 128 * STEP
"""The most that a file of sound may have when it is inflated."""

NAME_LENGTH: Final = 100
ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}$")
WEB: Final = re.compile(r"https?://", re.IGNORECASE)
QUERY: Final = re.compile(r"[?#].*", re.DOTALL)
UNWANTED: Final = re.compile(r"[^A-Za-z0-9._-]+")
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
ABSOLUTE: Final = re.compile(r"/|\\|[A-Za-z]:")


class Names:
    """Gives each address a name in `media/`, always the same one."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.taken: set[str] = set()
        self.numbers: dict[str, int] = {}

    def name(self, url: str, stem: str = "") -> str:
        """Return the name of a file; `stem` is what it is to be called, if that is known."""
        if url not in self.of:
            own = file_name(url)
            ending = ENDING.search(own)
            wanted = stem + (ending[0] if ending else "") if stem else own
            self.of[url] = MEDIA + self.free(wanted)
        return self.of[url]

    def free(self, name: str) -> str:
        """Return the name or, where it is taken in any writing, that with a number."""
        ending = ENDING.search(name)
        stem = name[: ending.start()] if ending else name
        rest = ending[0] if ending else ""
        while name.lower() in self.taken:
            number = self.numbers[stem.lower()] = self.numbers.get(stem.lower(), 1) + 1
            name = f"{stem}-{number}{rest}"
        self.taken.add(name.lower())
        return name


def file_name(url: str) -> str:
    """Return the last part of an address as a name that every system takes."""
    path = QUERY.sub("", url) if WEB.match(url) else url
    last = re.split(r"[/\\]", unquote(path))[-1]
    ending = ENDING.search(last)
    rest = ending[0] if ending else ""
    plain = normalize("NFKD", last.removesuffix(rest)).encode("ascii", "ignore").decode()
    stem = UNWANTED.sub("_", plain).strip("._-")[: NAME_LENGTH - len(rest)] or "media"
    return f"_{stem}{rest}" if RESERVED.match(stem + rest) else stem + rest


def write(timeline: Timeline, held: Mapping[str, bytes] = NOTHING_HELD) -> Written:
    """Pack a timeline with what is held of its media, by their addresses.

    Raises InterchangeError for a timeline that is not valid.
    """
    names, report = Names(), Report()
    inside = bundled(timeline, names)
    addresses = {name: url for url, name in names.of.items() if WEB.match(url)}
    for url in names.of:
        if url not in held:
            reason = "this program does not store it: put it into the bundle under its name there."
            report.add("A media file", quoted(names.of[url]), reason)
    stored = {name: held[url] for url, name in names.of.items() if url in held}
    piece = Piece(name=".otioz", content=packed(write_document(inside, addresses), stored))
    return Written(pieces=(piece,), omissions=report.omissions)


def bundled(timeline: Timeline, names: Names) -> Timeline:
    """Return the timeline with its media where the bundle has them."""

    def inside(source: MediaReference) -> MediaReference:
        return replace(source, url=names.name(source.url, source.file), file="")

    return relocated(timeline, inside)


def packed(document: bytes, stored: Mapping[str, bytes]) -> bytes:
    """Return the zip; media are compressed already and stored as they are."""
    file = BytesIO()
    with ZipFile(file, "w") as bundle:
        for name, content in ((VERSION_FILE, VERSION), (DOCUMENT, document)):
            bundle.writestr(ZipInfo(name), content, ZIP_DEFLATED, LEVEL)
        for name, content in stored.items():
            bundle.writestr(ZipInfo(name), content, ZIP_STORED)
    return file.getvalue()


def read(content: bytes) -> Reading:
    """Open a bundle. Raises InterchangeError for one that is damaged, unsafe or no bundle."""
    try:
        with opened(content) as bundle:
            entries = checked(bundle.infolist())
            document = inflated(bundle, entries[DOCUMENT], MAX_BYTES)
            reading = read_document(document)
            names = heard(reading, entries)
            sounds = {name: inflated(bundle, entries[name], SOUND) for name in names}
    except BROKEN as error:
        raise InterchangeError(
            f"The file is no bundle, or damaged: {str(error).rstrip('.')}. Export it again."
        ) from error
    reading = replace(reading, sounds=sounds)
    media = [name for name in entries if name.startswith(MEDIA) and name not in {MEDIA, *sounds}]
    if not media:
        return reading
    omission = Omission(
        what="A media file of the bundle",
        where=quoted(media[0]),
        reason="files are not taken over, clips keep their names.",
        count=len(media),
    )
    return replace(reading, omissions=(*reading.omissions, omission))


def heard(reading: Reading, entries: Mapping[str, ZipInfo]) -> Iterator[str]:
    """Yield the file of the first sound, where it is in the bundle: a project has one music."""
    found = first_sound(reading.timeline)
    if found is not None and found.source.url in entries:
        yield found.source.url


def recognises(content: bytes) -> bool:
    """Tell whether a file is a zip with a document in it: other formats are zips, too."""
    if content[:2] != ZIP:
        return False
    try:
        with opened(content) as bundle:
            return DOCUMENT in bundle.namelist()
    except (InterchangeError, *BROKEN):
        return False


def opened(content: bytes) -> ZipFile:
    """Open a zip, unless its list of files alone would fill the memory."""
    if content.count(ENTRY) > MAX_ENTRIES:
        raise InterchangeError(f"The bundle has more than {MAX_ENTRIES:,} files.")
    return ZipFile(BytesIO(content))


def checked(entries: Sequence[ZipInfo]) -> dict[str, ZipInfo]:
    """Return the entries by name. Raises InterchangeError for what a bundle may not have."""
    found: dict[str, ZipInfo] = {}
    for entry in entries:
        for reason in faults(entry, found):
            raise InterchangeError(f"In the bundle the file {quoted(entry.filename)} {reason}.")
        found[entry.filename] = entry
    if DOCUMENT not in found:
        raise InterchangeError(
            f"The file is a zip, but no bundle: “{DOCUMENT}” is not at its top level."
        )
    return found


def faults(entry: ZipInfo, known: Mapping[str, ZipInfo]) -> Iterator[str]:
    """Yield what is wrong with an entry."""
    name = entry.orig_filename
    if ABSOLUTE.match(name) or "\0" in name or ".." in re.split(r"[/\\]", name):
        yield "has a name that leads out of the bundle"
    if entry.filename in known:
        yield "is there twice"
    if entry.flag_bits & ENCRYPTED:
        yield "is encrypted: pack the bundle without a password"
    if entry.external_attr >> 16 & KIND_OF_FILE == LINK:
        yield "is a link and no file"
    if name.lower().endswith(ARCHIVES):
        yield "is an archive in the archive: unpack it first"
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        yield "is compressed in a way that bundles are not: pack it as an ordinary zip"


def inflated(bundle: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """Return a file, inflated step by step, so that a bomb is noticed before it is large."""
    parts: list[bytes] = []
    size = 0
    with bundle.open(entry) as stream:
        while part := stream.read(STEP):
            size += len(part)
            if size > most:
                raise InterchangeError(
                    f"{quoted(entry.filename)} in the bundle has more than {most // STEP} MB, which"
                    " is the most that is taken. Split the timeline in the editor."
                )
            parts.append(part)
    return b"".join(parts)
