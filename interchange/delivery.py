"""What was written, as one file to hand over: the piece itself, or a zip of several."""

import re
from io import BytesIO
from typing import Final
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from events.record import record
from interchange.written import Piece, Written

ZIP: Final = "application/zip"
NAME_LENGTH: Final = 100
# The same export is the same file: a zip has no time of its own.
NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
READABLE: Final = 0o644 << 16
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_NOT_ASCII: Final = re.compile(r"[^A-Za-z0-9._+-]+")


@record
class File:
    name: str
    media_type: str
    content: bytes


def delivered(written: Written, title: str, media_type: str) -> File:
    """Return the one file of an export of a project that is called `title`."""
    if len(written.pieces) == 1:
        (piece,) = written.pieces
        return File(
            name=f"{file_stem(title)}{piece.name}", media_type=media_type, content=piece.content
        )
    return File(name=f"{file_stem(title)}.zip", media_type=ZIP, content=packed(written, title))


def packed(written: Written, title: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for piece in written.pieces:
            entry = ZipInfo(entry_name(piece, title), NO_TIME)
            # Media are compressed already.
            entry.compress_type = ZIP_STORED if piece.is_media else ZIP_DEFLATED
            entry.external_attr = READABLE
            archive.writestr(entry, piece.content)
    return target.getvalue()


def entry_name(piece: Piece, title: str) -> str:
    """Return a name for inside of an archive: editing programs lose what is not ASCII there."""
    return piece.name if piece.is_media else f"{ascii_stem(title)}{piece.name}"


def file_stem(title: str) -> str:
    """Return a name that every file system takes."""
    return _UNSAFE.sub("_", title).strip(" .")[:NAME_LENGTH].strip(" .") or "project"


def ascii_stem(title: str) -> str:
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode()
    return _NOT_ASCII.sub("_", plain).strip("._-")[:NAME_LENGTH] or "project"
