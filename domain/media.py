"""Media: files that are named by the SHA-256 of what is in them, and the types that are taken."""

import re
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

from domain.errors import DomainError
from events.record import record

# What has to be read of a file to tell its type.
BEGINNING: Final = 4096
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class MediaKind(StrEnum):
    MUSIC = "music"
    IMAGE = "image"
    VIDEO = "video"


@record
class MediaType:
    """`name` is what people call it, `mime` what browsers do, `extension` ends its file's name."""

    name: str
    mime: str
    extension: str
    kind: MediaKind


@record
class Medium:
    """A file that is stored; `size` is in bytes."""

    digest: str
    size: int
    type: MediaType


@record
class Uploaded:
    """A medium that somebody brought into a project, and what they called it."""

    medium: Medium
    name: str


@record
class Sound:
    """How long music lasts: `samples` of each channel, of which `rate` are a second."""

    samples: int
    rate: int
    channels: int

    @property
    def seconds(self) -> Fraction:
        return Fraction(self.samples, self.rate) if self.rate else Fraction(0)


Admission: TypeAlias = Callable[[MediaType | None], int]
"""Says of a type (None: unknown) how many bytes may come, or raises a DomainError."""


class MediaTypeError(DomainError):
    """The file is of no type that is taken here."""

    field = "file"


class MediaSizeError(DomainError):
    """The file is larger than its kind may be."""

    field = "file"


class StorageFullError(DomainError):
    """The disk has no room for the file."""


MP3: Final = MediaType(name="MP3", mime="audio/mpeg", extension="mp3", kind=MediaKind.MUSIC)
WAV: Final = MediaType(name="WAV", mime="audio/wav", extension="wav", kind=MediaKind.MUSIC)
OGG: Final = MediaType(name="Ogg", mime="audio/ogg", extension="ogg", kind=MediaKind.MUSIC)
FLAC: Final = MediaType(name="FLAC", mime="audio/flac", extension="flac", kind=MediaKind.MUSIC)
M4A: Final = MediaType(name="M4A", mime="audio/mp4", extension="m4a", kind=MediaKind.MUSIC)
PNG: Final = MediaType(name="PNG", mime="image/png", extension="png", kind=MediaKind.IMAGE)
JPEG: Final = MediaType(name="JPEG", mime="image/jpeg", extension="jpg", kind=MediaKind.IMAGE)
WEBP: Final = MediaType(name="WebP", mime="image/webp", extension="webp", kind=MediaKind.IMAGE)
GIF: Final = MediaType(name="GIF", mime="image/gif", extension="gif", kind=MediaKind.IMAGE)
TIFF: Final = MediaType(name="TIFF", mime="image/tiff", extension="tif", kind=MediaKind.IMAGE)
MP4: Final = MediaType(name="MP4", mime="video/mp4", extension="mp4", kind=MediaKind.VIDEO)
MOV: Final = MediaType(
    name="QuickTime", mime="video/quicktime", extension="mov", kind=MediaKind.VIDEO
)
WEBM: Final = MediaType(name="WebM", mime="video/webm", extension="webm", kind=MediaKind.VIDEO)
MKV: Final = MediaType(
    name="Matroska", mime="video/x-matroska", extension="mkv", kind=MediaKind.VIDEO
)
_SUBJECTS: Final = {
    MediaKind.MUSIC: "Music",
    MediaKind.IMAGE: "A picture",
    MediaKind.VIDEO: "A video",
}
TYPES: Final = (MP3, WAV, OGG, FLAC, M4A, PNG, JPEG, WEBP, GIF, TIFF, MP4, MOV, WEBM, MKV)

_PREFIXES: Final[tuple[tuple[bytes, MediaType], ...]] = (
    (b"ID3", MP3),
    (b"fLaC", FLAC),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
)
# Brands of ISO base media files: https://mp4ra.org/registered-types/brands
_AUDIO_BRANDS: Final = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A "})
_VIDEO_BRANDS: Final = frozenset(
    {
        b"isom",
        b"mp41",
        b"mp42",
        b"mp71",
        b"avc1",
        b"dash",
        b"M4V ",
        b"M4VH",
        b"M4VP",
        b"MSNV",
        b"F4V ",
    }
    | {b"iso%d" % n for n in range(2, 10)}
)
_RIFF: Final = {b"WAVE": WAV, b"WEBP": WEBP}
_OGG_CODECS: Final = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
_DOC_TYPES: Final = {b"webm": WEBM, b"matroska": MKV}
# Old QuickTime files begin with one of these boxes.
_QUICKTIME: Final = frozenset({b"moov", b"mdat", b"wide"})


def is_digest(text: str) -> bool:
    return _DIGEST.fullmatch(text) is not None


def media_type(beginning: bytes) -> MediaType | None:
    """Tell the type of a file from its first `BEGINNING` bytes, None for one that is not known.

    What a file is called says nothing: the content does.
    """
    for prefix, found in _PREFIXES:
        if beginning.startswith(prefix):
            return found
    return (
        _of_riff(beginning)
        or _of_boxes(beginning)
        or _of_ogg(beginning)
        or _of_ebml(beginning)
        or _of_frames(beginning)
    )


def refuse_other(found: MediaType | None, wanted: MediaKind | None) -> MediaType:
    """Return the type of a file, or refuse one that is of no type, or not of the wanted kind."""
    kinds = list(MediaKind) if wanted is None else [wanted]
    if found is not None and found.kind in kinds:
        return found
    is_what = f"is {found.name}" if found else "is of no type that is known here"
    takes = "; ".join(f"{_SUBJECTS[kind].lower()} is {of_kind(kind)}" for kind in kinds)
    raise MediaTypeError(f"This file {is_what}, whatever it is called. What is taken: {takes}.")


def of_kind(kind: MediaKind) -> str:
    """Return the names of a kind's types: `MP3, WAV, Ogg, FLAC or M4A`."""
    *most, last = [one.name for one in TYPES if one.kind is kind]
    return f"{', '.join(most)} or {last}"


def too_large(kind: MediaKind | None, most: int) -> MediaSizeError:
    what = _SUBJECTS[kind] if kind else "A file"
    return MediaSizeError(
        f"{what} may have at most {most / 10**6:,g} MB, and this one has more. "
        "Make it smaller, or ask whoever runs the server to allow more."
    )


def _of_riff(beginning: bytes) -> MediaType | None:
    if beginning[:4] not in {b"RIFF", b"RF64"}:
        return None
    return _RIFF.get(beginning[8:12])


def _of_boxes(beginning: bytes) -> MediaType | None:
    box, brand = beginning[4:8], beginning[8:12]
    if box in _QUICKTIME or (box == b"ftyp" and brand == b"qt  "):
        return MOV
    if box != b"ftyp":
        return None
    if brand in _AUDIO_BRANDS:
        return M4A
    return MP4 if brand in _VIDEO_BRANDS else None


def _of_ogg(beginning: bytes) -> MediaType | None:
    """Look at the first packet: Ogg also carries video, which is not taken."""
    if not beginning.startswith(b"OggS") or len(beginning) < 27:  # noqa: PLR2004 - a page's header
        return None
    packet = beginning[27 + beginning[26] :]
    return OGG if packet.startswith(_OGG_CODECS) else None


def _of_ebml(beginning: bytes) -> MediaType | None:
    """Look for the element DocType (RFC 8794), whose size is one byte with the highest bit set."""
    at = beginning.find(b"\x42\x82", 4, 64) if beginning.startswith(b"\x1a\x45\xdf\xa3") else -1
    if at < 0:
        return None
    size = beginning[at + 2] & 0x7F if len(beginning) > at + 2 else 0
    return _DOC_TYPES.get(beginning[at + 3 : at + 3 + size].rstrip(b"\0"))


def _of_frames(beginning: bytes) -> MediaType | None:
    """Look for the header of an MPEG audio frame of layer III with values that exist."""
    if len(beginning) < 4 or beginning[0] != 0xFF:  # noqa: PLR2004 - the size and sync of a header
        return None
    second, third = beginning[1], beginning[2]
    is_layer_3 = second & 0xE6 == 0xE2 and second & 0x18 != 0x08  # noqa: PLR2004 - bits of it
    is_possible = third >> 4 not in {0, 15} and third & 0x0C != 0x0C  # noqa: PLR2004
    return MP3 if is_layer_3 and is_possible else None
