"""Media on the local disk: files named by the SHA-256 of what is in them, each stored once.

    <folder>/ab/cd/<sha256>            a file, never changed once it is there
    <folder>/ab/cd/<sha256>.<name>     what was derived from it and can be made again
    <folder>/partial/<random>          what is being written; a lock of the kernel says that it is
    <folder>/databases/<name>          empty: a database whose log names files here
    <folder>/removed.jsonl             what was removed, see media_sweep.py

A file counts as stored when it was brought in last, whether it was there before or not. A file
appears under its name whole and on the disk itself, or not at all.
"""

import asyncio
import errno
import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

import structlog

from domain.media import (
    BEGINNING,
    Admission,
    MediaType,
    MediaTypeError,
    Medium,
    StorageFullError,
    is_digest,
    media_type,
    too_large,
)

BLOCK: Final = 1 << 20
PRIVATE: Final = 0o600
PARTIAL: Final = "partial"
DATABASES: Final = "databases"
# What is left free on the disk, which the database may share.
SPARE: Final = 256_000_000
FULL: Final = (
    "The server's disk has no room for this file. Nothing was stored: ask whoever runs the server "
    "to make room, then upload it again."
)
_FULL_ERRORS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
Examine: TypeAlias = Callable[[Path, Medium], Awaitable[Mapping[str, bytes]]]
"""Looks at a whole file before it is stored; returns what is derived from it, by name."""

log = structlog.get_logger("media")


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class MediaStore:
    """`free` says how many bytes the disk of a folder has left; `spare` of them are not used."""

    def __init__(
        self, folder: Path, *, spare: int = SPARE, free: Callable[[Path], int] = free_bytes
    ) -> None:
        self.folder = folder
        self._partial = folder / PARTIAL
        self._spare = spare
        self._free = free

    def open(self) -> None:
        """Make the folder and remove what ended programs left half written. Raises OSError."""
        self._partial.mkdir(parents=True, exist_ok=True)
        for path in self._partial.iterdir():
            if _swept(path):
                log.info("removed a file that was left half written", path=str(path))

    def claim(self, database: str) -> None:
        """Write down that a database names files here: who knows another one removes none."""
        folder = self.folder / DATABASES
        _make(folder)
        (folder / database).touch()
        _sync(folder)

    def path(self, digest: str) -> Path:
        """Return where a medium is, or would be. Raises ValueError for what is no digest."""
        if not is_digest(digest):
            raise ValueError("not the SHA-256 of anything")
        return self.folder / digest[:2] / digest[2:4] / digest

    def derived(self, digest: str, name: str) -> Path:
        """Return where what was derived from a medium is, or would be."""
        path = self.path(digest)
        return path.with_name(f"{path.name}.{name}")

    def contains(self, digest: str) -> bool:
        return is_digest(digest) and self.path(digest).is_file()

    def renew(self, digest: str) -> bool:
        """Let a medium count as stored just now. False where it has to be brought in."""
        with steady(self.folder):
            return is_digest(digest) and _renewed(self.path(digest))

    def find(self, digest: str) -> Medium | None:
        """Return what is stored under a digest, None where nothing is."""
        if not is_digest(digest):
            return None
        try:
            with self.path(digest).open("rb") as file:
                type_ = media_type(file.read(BEGINNING))
                size = os.fstat(file.fileno()).st_size
        except FileNotFoundError:
            return None
        return Medium(digest=digest, size=size, type=type_) if type_ else None

    async def add(
        self,
        chunks: AsyncIterable[bytes],
        admit: Admission,
        *,
        expected: int = 0,
        examine: Examine | None = None,
    ) -> Medium:
        """Store a file while it comes in, and return it.

        `admit` is asked once for its type; `expected` are the bytes that were announced, 0 where
        none were. Raises MediaTypeError for an empty file, MediaSizeError for more than was
        admitted, StorageFullError, and what `admit` and `examine` raise. Nothing is left of a
        refused file.
        """
        draft = await asyncio.to_thread(self._draft, admit, expected)
        try:
            async for block in _blocks(chunks):
                await asyncio.to_thread(draft.write, block)
            medium = await asyncio.to_thread(draft.whole)
            derived = await examine(draft.path, medium) if examine else {}
            await asyncio.to_thread(draft.finish, medium)
            for name, content in derived.items():
                await asyncio.to_thread(self.keep, medium.digest, name, content)
            return medium
        finally:
            await asyncio.to_thread(draft.close)

    def keep(self, digest: str, name: str, content: bytes) -> None:
        """Store what was derived from a medium, in place of what was there under this name."""
        path, file = _locked(self._partial)
        try:
            _write(file, content)
            path.replace(self.derived(digest, name))
        finally:
            path.unlink(missing_ok=True)
            os.close(file)

    def room_for(self, size: int) -> None:
        """Raise StorageFullError where the disk has no room for so many bytes more."""
        if self._free(self.folder) < size + self._spare:
            raise StorageFullError(FULL)

    def _draft(self, admit: Admission, expected: int) -> "_Draft":
        self.room_for(expected)
        return _Draft(self, self._partial, admit)


class _Draft:
    """A file that is being written. `close` removes it unless it was finished."""

    def __init__(self, store: MediaStore, folder: Path, admit: Admission) -> None:
        self._store = store
        self._admit = admit
        self.path, self._file = _locked(folder)
        self._hash = hashlib.sha256()
        self._size = 0
        self._type: MediaType | None = None
        self._most = 0
        # A request that is cut off closes while its last block is still being written.
        self._lock = Lock()

    def write(self, block: bytes) -> None:
        with self._lock:
            if self._file < 0:
                return
            if not self._size:
                self._type = media_type(block[:BEGINNING])
                self._most = self._admit(self._type)
            self._size += len(block)
            if self._size > self._most:
                raise too_large(self._type.kind if self._type else None, self._most)
            self._store.room_for(len(block))
            self._hash.update(block)
            _write(self._file, block)

    def whole(self) -> Medium:
        """Have all of it on the disk, and say what it is."""
        if self._type is None:
            raise MediaTypeError("The file is empty. Choose another one.")
        os.fsync(self._file)
        return Medium(digest=self._hash.hexdigest(), size=self._size, type=self._type)

    def finish(self, medium: Medium) -> None:
        """Give it its place, unless what belongs there is there."""
        target = self._store.path(medium.digest)
        with steady(self._store.folder):
            if not _renewed(target, medium.size):
                _make(target.parent)
                self.path.replace(target)
                _sync(target.parent)

    def close(self) -> None:
        with self._lock:
            if self._file >= 0:
                self.path.unlink(missing_ok=True)
                os.close(self._file)
                self._file = -1


@contextmanager
def steady(folder: Path, *, alone: bool = False) -> Generator[None]:
    """Hold what is stored: nobody removes any of it meanwhile, or, `alone`, brings any in."""
    file = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(file)


def _renewed(path: Path, size: int | None = None) -> bool:
    """Set the time of a file to now. False where it is not there, not whole or not ours to set."""
    with suppress(FileNotFoundError, PermissionError), path.open("rb") as file:
        if size is None or os.fstat(file.fileno()).st_size == size:
            os.utime(file.fileno())
            os.fsync(file.fileno())
            return True
    return False


async def _blocks(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Gather chunks to blocks, so that few of them have to go to a thread."""
    block = bytearray()
    async for chunk in chunks:
        block += chunk
        if len(block) >= BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _write(file: int, content: bytes) -> None:
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(file, rest) :]
    except OSError as error:
        if error.errno in _FULL_ERRORS:
            raise StorageFullError(FULL) from error
        raise


def _locked(folder: Path) -> tuple[Path, int]:
    """Make a new file that no other program takes for abandoned."""
    while True:
        path = folder / secrets.token_hex(16)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file).st_nlink:
            return path, file
        os.close(file)  # another program swept it before it was locked


def _swept(path: Path) -> bool:
    """Remove a file that nobody is writing."""
    with suppress(FileNotFoundError, BlockingIOError), path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
        return True
    return False


def _make(folder: Path) -> None:
    """Make a folder and those above it, and have their names on the disk."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
