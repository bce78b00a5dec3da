"""A backup is one zip file, which needs no program of ours to be read.

`commits.bson` holds every commit as it is stored, one BSON document behind the other (what
mongodump writes and bsondump shows), the partitions one after the other and each in its order.
`account.bson` and `registration.bson` hold those collections. `manifest.json`, the last member,
says what wrote the file, up to which position each partition is in it, and how many documents
and bytes with which SHA-256 each member has. `media` is kept free for an index of media files,
which do not exist yet.

Whoever made a file may have meant harm: nothing of it is believed that was not compared, and
nothing is read at once but the manifest.
"""

import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from repositories.edition import STORE

FORMAT: Final = "storyboard-backup"
VERSION: Final = 1
KNOWN: Final = {"version": VERSION, "store": STORE}
MANIFEST: Final = "manifest.json"
COMMITS: Final = "commits"
# What cannot be made anew: sessions, attempts, presences, rows and snapshots can.
DOCUMENTS: Final = ("account", "registration")
COLLECTIONS: Final = (COMMITS, *DOCUMENTS)
MANIFEST_BYTES: Final = 64 * 1024 * 1024
DOCUMENT_BYTES: Final = 16 * 1024 * 1024
SMALLEST: Final = 5  # bytes of an empty BSON document
BLOCK: Final = 1024 * 1024
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What reading a file that is no zip, or no longer one, ends with.
DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class UnusableBackupError(Exception):
    """The text is one sentence for the operator."""


class Member(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    documents: int
    bytes: int
    sha256: str


class Manifest(BaseModel):
    """`partitions` are the last commits that are in it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    format: Literal["storyboard-backup"] = FORMAT
    version: int = VERSION
    program: str
    store: int
    rows: int
    taken_at: str
    partitions: dict[str, int]
    members: dict[str, Member]
    media: list[dict[str, Any]]


def member(collection: str) -> str:
    return f"{collection}.bson"


class Count:
    """What a member's documents come to, taken one after the other."""

    def __init__(self) -> None:
        self._digest = sha256()
        self._documents = 0
        self.bytes = 0

    def add(self, document: bytes) -> None:
        self._digest.update(document)
        self._documents += 1
        self.bytes += len(document)

    def member(self) -> Member:
        return Member(documents=self._documents, bytes=self.bytes, sha256=self._digest.hexdigest())


class ArchiveWriter:
    """Takes one collection after the other, then the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.members: dict[str, Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @contextmanager
    def collection(self, name: str) -> Generator[Callable[[bytes], None]]:
        """Yield what takes the collection's documents."""
        count = Count()
        with self._zip.open(member(name), "w", force_zip64=True) as file:

            def add(document: bytes) -> None:
                file.write(document)
                count.add(document)

            yield add
        self.members[member(name)] = count.member()

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, manifest.model_dump_json(indent=1))


@contextmanager
def written_whole(path: Path) -> Generator[IO[bytes]]:
    """Yield a file that takes the place of `path` when all of it is on the disk, or goes away.

    Only its owner may read it: it holds the hashes of passwords. Raises UnusableBackupError.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise UnusableBackupError(f"{path} cannot be written: {error.strerror}.") from None
    part = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise UnusableBackupError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Archive:
    """A backup that is being read; its manifest is in order and names what is there."""

    def __init__(self, path: Path, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self._path = path
        self._zip = opened
        self.manifest = manifest

    def documents(self, collection: str) -> Iterator[bytes]:
        """Yield the documents. Raises UnusableBackupError where they are not what was written.

        Some of that is known only at the end: read all before you use any.
        """
        name = member(collection)
        with refusing_damage(self._path):
            yield from documents(self._zip, name, self.manifest.members[name])


def documents(opened: zipfile.ZipFile, name: str, wanted: Member) -> Iterator[bytes]:
    """Yield the documents of a member. Raises ValueError, and what `DAMAGE` names."""
    count = Count()
    with opened.open(name) as file:
        while (document := _document(file)) is not None:
            count.add(document)
            if count.bytes > wanted.bytes:
                raise ValueError(f"{name} is too long")
            yield document
        if count.member() != wanted:
            raise ValueError(f"the checksum of {name} differs")


def _document(file: IO[bytes]) -> bytes | None:
    head = file.read(4)
    length = int.from_bytes(head, "little")
    if not head:
        return None
    if not SMALLEST <= length <= DOCUMENT_BYTES:
        raise ValueError("a document has no sensible length")
    document = head + file.read(length - len(head))
    if len(document) != length:
        raise ValueError("a document is cut off")
    return document


@contextmanager
def refusing_damage(path: Path) -> Generator[None]:
    """Raise UnusableBackupError for whatever reading a damaged file ends with."""
    try:
        yield
    except OSError as error:
        raise UnusableBackupError(f"{path} cannot be read: {error.strerror or error}.") from None
    except DAMAGE as error:
        raise UnusableBackupError(
            f"{path} is no backup, or is damaged ({reason(error)}): take another one."
        ) from None


def reason(error: Exception) -> str:
    """Return the first line of what somebody else says, to stand in a sentence."""
    lines = str(error).splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


@contextmanager
def opened_archive(path: Path) -> Generator[Archive]:
    """Yield a backup. Raises UnusableBackupError for a file that is none of this version's."""
    with ExitStack() as stack:
        with refusing_damage(path):
            opened = stack.enter_context(zipfile.ZipFile(path))
            manifest = _manifest(opened, path)
            _check_members(opened, manifest)
        yield Archive(path, opened, manifest)


def _manifest(opened: zipfile.ZipFile, path: Path) -> Manifest:
    info = opened.NameToInfo.get(MANIFEST)
    if info is None or info.file_size > MANIFEST_BYTES or info.compress_type not in METHODS:
        raise ValueError("it has no manifest")
    with opened.open(info) as file:
        said = json.loads(file.read(MANIFEST_BYTES))
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError("its manifest is of something else")
    if any(_is_beyond(said.get(name), known) for name, known in KNOWN.items()):
        raise UnusableBackupError(
            f"{path} was written by a newer version of the program: update the program."
        )
    try:
        return Manifest.model_validate(said)
    except ValidationError:
        raise ValueError("its manifest is not in order") from None


def _is_beyond(version: object, known: int) -> bool:
    return isinstance(version, int) and version > known


def _check_members(opened: zipfile.ZipFile, manifest: Manifest) -> None:
    wanted = sorted(member(name) for name in COLLECTIONS)
    if sorted(info.filename for info in opened.infolist()) != sorted([*wanted, MANIFEST]):
        raise ValueError("its members are not those of a backup")
    if sorted(manifest.members) != wanted:
        raise ValueError("its manifest names other members")
    if any(info.compress_type not in METHODS for info in opened.infolist()):
        raise ValueError("its members are compressed in a strange way")
