"""A project archive is one zip file: a project with its branches, for another server.

`mimetype`, the first member, is not compressed, so that the file is known by its beginning.
`commits/PARTITION.bson` holds the commits of the project or of one branch as they are stored, one
BSON document behind the other. `manifest.json`, the last member, says what wrote the file, of
which project it is, which commit is the last of each log, and how many documents and bytes with
which SHA-256 each of them has. `media/SHA256` are the files that are the project's own, stored as
they are; `media` of the manifest says how many bytes each has.

Whoever made a file may have meant harm. Nothing is believed that was not compared, nothing is
read at once but the manifest, and no name in it ever becomes a path.
"""

import json
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from stat import S_ISLNK
from typing import IO, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.arrival import mark
from domain.media import is_digest
from events.ids import kind
from repositories.archive import BLOCK, DAMAGE, METHODS, Count, Member, documents, reason
from repositories.zip_end import directory_size

VERSION: Final = 1
MANIFEST: Final = "manifest.json"
MANIFEST_BYTES: Final = 4 * 1024 * 1024
DIRECTORY_BYTES: Final = 8 * 1024 * 1024
MOST_BRANCHES: Final = 1_000
MOST_BYTES: Final = 1024 * 1024 * 1024
# BSON of commits is packed to a tenth, or where one text was edited a hundred times to a hundredth.
MOST_RATIO: Final = 500
SMALL: Final = 1024 * 1024


class UnusableArchiveError(Exception):
    """The text is one sentence for whoever brought the file."""


class Manifest(BaseModel):
    """`heads` are the last commits of the project and of its branches, `media` bytes by digest."""

    model_config = ConfigDict(strict=True, extra="forbid")

    format: Literal["storyboard-project"] = "storyboard-project"
    version: int = VERSION
    program: str
    taken_at: str
    project: str
    name: str
    heads: dict[str, int]
    members: dict[str, Member]
    media: dict[str, int]


def member(partition: str) -> str:
    return f"commits/{partition}.bson"


def medium(digest: str) -> str:
    return f"media/{digest}"


class ProjectArchiveWriter:
    """Takes one log after the other, then the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._zip.writestr(zipfile.ZipInfo(mark.MEMBER), mark.MEDIA_TYPE)
        self.members: dict[str, Member] = {}
        self.media: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @contextmanager
    def log(self, partition: str) -> Generator[Callable[[Iterable[bytes]], None]]:
        """Yield what takes the commits of a partition, some at a time."""
        count = Count()
        with self._zip.open(member(partition), "w", force_zip64=True) as file:

            def add(some: Iterable[bytes]) -> None:
                for document in some:
                    file.write(document)
                    count.add(document)

            yield add
        self.members[member(partition)] = count.member()

    def add_medium(self, digest: str, path: Path) -> None:
        """Put a file in that is named by its SHA-256. Raises OSError where it is not there."""
        with path.open("rb") as source:
            info = zipfile.ZipInfo(medium(digest))  # not compressed: media are
            with self._zip.open(info, "w", force_zip64=True) as target:
                copyfileobj(source, target, BLOCK)
            self.media[digest] = source.tell()

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, manifest.model_dump_json(indent=1))


class ProjectArchive:
    """A project archive that is being read; its manifest is in order and names what is there."""

    def __init__(self, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = opened
        self.manifest = manifest

    def log(self, partition: str) -> Iterator[bytes]:
        """Yield the commits of a partition. Raises UnusableArchiveError.

        Some of that is known only at the end: read all before you use any.
        """
        name = member(partition)
        with refusing_damage():
            yield from documents(self._zip, name, self.manifest.members[name])

    def medium(self, digest: str) -> Iterator[bytes]:
        """Yield a file in blocks. Raises UnusableArchiveError where it is not what it is called."""
        found = sha256()
        with refusing_damage():
            with self._zip.open(medium(digest)) as file:
                while block := file.read(BLOCK):
                    found.update(block)
                    yield block
            if found.hexdigest() != digest:
                raise ValueError(f"the checksum of {medium(digest)} differs")


@contextmanager
def opened_project_archive(file: IO[bytes]) -> Generator[ProjectArchive]:
    """Yield what a file holds. Raises UnusableArchiveError for one that is none, or of later."""
    with refusing_damage():
        if directory_size(file) > DIRECTORY_BYTES:
            raise ValueError("its directory is too long")
        opened = zipfile.ZipFile(file)
    with opened:
        with refusing_damage():
            manifest = _manifest(opened)
            _check_members(opened, manifest)
        yield ProjectArchive(opened, manifest)


@contextmanager
def refusing_damage() -> Generator[None]:
    """Raise UnusableArchiveError for whatever reading a damaged file ends with."""
    try:
        yield
    except OSError as error:
        raise UnusableArchiveError(
            f"The archive cannot be read: {error.strerror or error}. Try again."
        ) from None
    except DAMAGE as error:
        raise UnusableArchiveError(
            f"This is no project archive, or it is damaged ({reason(error)}). Export it again."
        ) from None


def _manifest(opened: zipfile.ZipFile) -> Manifest:
    info = opened.NameToInfo.get(MANIFEST)
    if info is None or info.file_size > MANIFEST_BYTES:
        raise ValueError("it has no manifest")
    _check_member(info)
    with opened.open(info) as file:
        said = json.loads(file.read(MANIFEST_BYTES))
    version = said.get("version") if isinstance(said, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise UnusableArchiveError(
            "The archive was written by a newer version of the program: update this server."
        )
    try:
        manifest = Manifest.model_validate(said)
    except ValidationError:
        raise ValueError("its manifest is not in order") from None
    _check_heads(manifest)
    return manifest


def _check_heads(manifest: Manifest) -> None:
    kinds = [kind(partition) for partition in manifest.heads]
    if kind(manifest.project) != "project" or manifest.project not in manifest.heads:
        raise ValueError("its manifest names no project")
    if kinds.count("branch") != len(kinds) - 1:
        raise ValueError("its manifest names something else than branches")
    if len(kinds) > MOST_BRANCHES:
        raise ValueError(f"it has more than {MOST_BRANCHES:,} branches")
    if manifest.version < VERSION:
        raise ValueError("its manifest is of no version there was")
    if not all(map(is_digest, manifest.media)):
        raise ValueError("its manifest names media otherwise than by their SHA-256")


def _check_members(opened: zipfile.ZipFile, manifest: Manifest) -> None:
    logs = sorted(member(partition) for partition in manifest.heads)
    found = opened.infolist()
    if sorted(manifest.members) != logs:
        raise ValueError("its manifest names other members")
    media = {medium(digest): size for digest, size in manifest.media.items()}
    if sorted(info.filename for info in found) != sorted([*logs, *media, MANIFEST, mark.MEMBER]):
        raise ValueError("its members are not those of an archive")
    for info in found:
        _check_member(info)
    if any(media.get(info.filename, info.file_size) != info.file_size for info in found):
        raise ValueError("its media have other lengths than its manifest says")
    if any(info.compress_type for info in found if info.filename in media):
        raise ValueError("its media are compressed")
    if sum(info.file_size for info in found if info.filename not in media) > MOST_BYTES:
        raise ValueError(f"its history has more than {MOST_BYTES >> 20:,} MB")


def _check_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise ValueError("it is encrypted")
    if S_ISLNK(info.external_attr >> 16):
        raise ValueError("there is a link in it")
    if info.compress_type not in METHODS:
        raise ValueError("its members are compressed in a strange way")
    if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
        raise ValueError("it would inflate beyond measure")
