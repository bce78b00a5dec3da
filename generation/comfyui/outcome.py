"""What an attempt saved: every file and text of its outputs, whatever they are listed under.

Names are data of a stranger: they are asked for by query, and never become a path of ours.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from events.record import record
from generation.worker import MediaKind, Text

# How a file begins: (offset, magic) -> media type. Only what browsers and editors know.
MAGIC: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\x76\x2f\x31\x01", "image/x-exr"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
)
HEAD: Final = 16  # bytes of a file that say what it is
SUFFIXES: Final[Mapping[str, str]] = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/x-exr": ".exr",
    "image/tiff": ".tif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
}
BINARY: Final = "application/octet-stream"
MATROSKA: Final = frozenset({".mkv", ".mka"})
FOLDERS: Final = frozenset({"output", "temp", "input"})
SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
UNFIT: Final = re.compile(r"[^A-Za-z0-9 ._()-]+")
LONGEST_NAME: Final = 80
MOST_FILES: Final = 10_000
LONGEST_TEXT: Final = 100_000


@record
class Saved:
    """A file as the server names it."""

    node: str
    index: int
    filename: str
    subfolder: str
    folder: str  # output, temp or input

    @property
    def query(self) -> dict[str, str]:
        return {"filename": self.filename, "subfolder": self.subfolder, "type": self.folder}

    @property
    def is_temporary(self) -> bool:
        return self.folder == "temp"


def files(outputs: object) -> list[Saved]:
    """Return every file in the outputs of a history entry, each once, in their order."""
    found: dict[tuple[str, str, str], Saved] = {}
    counts: dict[str, int] = {}
    for node, item in _items(outputs):
        if isinstance(item, Mapping) and isinstance(item.get("filename"), str) and item["filename"]:
            key = (item["filename"], str(item.get("subfolder") or ""), _folder(item))
            if key not in found and len(found) < MOST_FILES:
                index = counts[node] = counts.get(node, -1) + 1
                found[key] = Saved(
                    node=node, index=index, filename=key[0], subfolder=key[1], folder=key[2]
                )
    return list(found.values())


def texts(outputs: object) -> tuple[Text, ...]:
    """Return what nodes such as PreviewAny gave out under `text`."""
    found: list[Text] = []
    counts: dict[str, int] = {}
    for node, item in _items(outputs, only="text"):
        if isinstance(item, str):
            index = counts[node] = counts.get(node, -1) + 1
            found.append(Text(node=node, index=index, text=item[:LONGEST_TEXT]))
    return tuple(found)


def _items(outputs: object, only: str = "") -> Iterator[tuple[str, Any]]:
    for node, lists in outputs.items() if isinstance(outputs, Mapping) else ():
        for name, items in lists.items() if isinstance(lists, Mapping) else ():
            if isinstance(items, list) and (not only or name == only):
                yield from ((str(node), item) for item in items)


def _folder(item: Mapping[str, Any]) -> str:
    folder = item.get("type")
    return folder if isinstance(folder, str) and folder in FOLDERS else "output"


def media_type(head: bytes, filename: str) -> str:
    """Return what a file is by its first bytes; its name is asked only where they say nothing."""
    for at, magic, type_ in MAGIC:
        if head[at : at + len(magic)] == magic:
            return "video/x-matroska" if _suffix(filename) in MATROSKA else type_
    return BINARY


def kind(type_: str) -> MediaKind:
    name = type_.partition("/")[0]
    return MediaKind(name) if name in set(MediaKind) else MediaKind.OTHER


def plain_name(filename: str, type_: str) -> str:
    """Return a name to show and to download by: letters that any system takes, the true suffix."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    stem = UNFIT.sub("_", SUFFIX.sub("", last)).strip(" .")[:LONGEST_NAME].strip(" .")
    return f"{stem or 'output'}{SUFFIXES.get(type_, '.bin')}"


def _suffix(filename: str) -> str:
    found = SUFFIX.search(filename)
    return found[0].lower() if found else ""
