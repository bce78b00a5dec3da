"""Remove stored files that no log names any more, while servers go on working.

First the files are listed that were stored before the retention, then all logs are read. What no
commit names then can come into a project only with a new upload, which sets the time of the file
anew; so under a lock that keeps uploads waiting, the time is looked at once more, and the file
removed. A retention is longer than the proof of an upload is good for, so what was uploaded and
is not in a project yet is always younger.

Each removal is a line of `removed.jsonl`, written before it is done: a sweep that was ended in
between is made good by the next one.
"""

import asyncio
import json
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from domain.media import BEGINNING, is_digest, media_type
from events.record import record
from repositories.installation import installation
from repositories.media import DATABASES, PARTIAL, PRIVATE, MediaStore, steady
from repositories.named import named

Database = AsyncDatabase[dict[str, Any]]

REMOVALS: Final = "removed.jsonl"
WHY: Final = "no log names it"
DERIVED: Final = "derived"
UNKNOWN: Final = "unknown"
# What was copied from a project just before it was purged may be on its way into the log.
QUIET: Final = timedelta(minutes=1)
_OURS: Final = frozenset({PARTIAL, DATABASES, REMOVALS})
_SHELF: Final = re.compile(r"[0-9a-f]{2}")
_NAME: Final = re.compile(
    r"([0-9a-f]{64})(?:\.(?:waveform|look\.\d+\.json|\d+\.\d+\.(?:webp|jpg)))?"
)


class UnsweptError(Exception):
    """The text is one sentence for the operator that says what to do."""


@record
class Piece:
    """A file; `kind` is that of the medium, or `derived`, or `unknown`. `size` is in bytes."""

    path: Path
    kind: str
    size: int


@record
class Stored:
    """A medium behind what was derived from it, or only that where the medium is gone."""

    digest: str
    pieces: tuple[Piece, ...]
    stored_at: datetime

    @property
    def is_known(self) -> bool:
        return all(piece.kind != UNKNOWN for piece in self.pieces)


@record
class Leftovers:
    """What no log names, and files that no program of ours stored, which are left alone."""

    unused: tuple[Stored, ...]
    strange: tuple[Path, ...]


async def leftovers(
    database: Database, store: MediaStore, *, before: datetime, now: datetime
) -> Leftovers:
    """Find what was stored before an instant and is named by no log, as they are from now on.

    Raises UnsweptError where that cannot be told for sure.
    """
    _require_only(store, await installation(database))
    digests, strange = await asyncio.to_thread(_shelved, store.folder)
    old = await asyncio.to_thread(lambda: {one.digest for one in _older(store, digests, before)})
    used = await named(database, old)
    await _require_quiet(database, now)
    found = await asyncio.to_thread(lambda: [*_older(store, sorted(old - used), before)])
    unknown = [one.pieces[-1].path for one in found if not one.is_known]
    return Leftovers(
        unused=tuple(one for one in found if one.is_known), strange=(*strange, *unknown)
    )


def stored(store: MediaStore, digest: str) -> Stored | None:
    """Return what is stored of a digest. Raises ValueError for what is none."""
    path = store.path(digest)
    with suppress(FileNotFoundError):
        # The medium has the shortest name.
        paths = sorted(filter(_is_ours, path.parent.glob(f"{digest}*")), reverse=True)
        times = [it.stat().st_mtime for it in paths if it == path or path not in paths]
        if times:
            return Stored(
                digest=digest,
                pieces=tuple(map(_piece, paths)),
                stored_at=datetime.fromtimestamp(max(times), UTC),
            )
    return None


def remove(store: MediaStore, digest: str, *, before: datetime, now: datetime) -> Stored | None:
    """Remove a medium that no log names, and return it.

    None where it was stored anew since `before`, or is not there. Raises UnsweptError.
    """
    with _telling(), steady(store.folder, alone=True):
        one = stored(store, digest)
        if one is None or one.stored_at >= before or not one.is_known:
            return None
        _write_down(store.folder / REMOVALS, one, now)
        for piece in one.pieces:
            piece.path.unlink(missing_ok=True)
        return one


def _require_only(store: MediaStore, database: str) -> None:
    """Refuse to sweep a folder that another database may name files of."""
    folder = store.folder / DATABASES
    claims = {it.name for it in folder.iterdir()} if folder.is_dir() else set()
    if database not in claims:
        raise UnsweptError(
            f"No server has used the files in {store.folder} with this database since servers write"
            " that down: check MONGODB_URI and STORYBOARD_DATABASE, then start the server once."
        )
    if others := sorted(claims - {database}):
        raise UnsweptError(
            f"Other databases may name files in {store.folder}: remove {folder / others[0]} if that"
            " one is gone for good. Nothing was removed."
        )


async def _require_quiet(database: Database, now: datetime) -> None:
    recent = {"arrival": {"$exists": False}, "at": {"$gt": now - QUIET}}
    if await database["purged"].find_one(recent, {"_id": 1}) is not None:
        raise UnsweptError(
            "A project was purged just now, and what was copied from it may not be written yet:"
            " sweep again in a minute. Nothing was removed."
        )


def _shelved(folder: Path) -> tuple[set[str], list[Path]]:
    """Return the digests of which something is stored, and what is strange there."""
    strange: list[Path] = []

    def known(paths: Iterable[Path], is_known: Callable[[Path], bool]) -> list[Path]:
        """Return those that are known; the others are strange."""
        judged = {path: is_known(path) for path in sorted(paths)}
        strange.extend(path for path, is_fine in judged.items() if not is_fine)
        return [path for path, is_fine in judged.items() if is_fine]

    with _telling():
        outer = known((it for it in folder.iterdir() if it.name not in _OURS), _is_shelf)
        inner = [one for shelf in outer for one in known(shelf.iterdir(), _is_shelf)]
        files = [one for shelf in inner for one in known(shelf.iterdir(), _is_ours)]
    return {path.name.partition(".")[0] for path in files}, strange


def _older(store: MediaStore, digests: Iterable[str], before: datetime) -> Iterator[Stored]:
    with _telling():
        for digest in digests:
            one = stored(store, digest)
            if one is not None and one.stored_at < before:
                yield one


def _is_shelf(path: Path) -> bool:
    return bool(_SHELF.fullmatch(path.name)) and path.is_dir() and not path.is_symlink()


def _is_ours(path: Path) -> bool:
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink() or not path.is_file():
        return False
    shelves = (path.parent.parent.name, path.parent.name)
    return is_digest(match[1]) and shelves == (match[1][:2], match[1][2:4])


def _piece(path: Path) -> Piece:
    with path.open("rb") as file:
        beginning = b"" if "." in path.name else file.read(BEGINNING)
        size = os.fstat(file.fileno()).st_size
    if "." in path.name:
        return Piece(path=path, kind=DERIVED, size=size)
    type_ = media_type(beginning)
    return Piece(path=path, kind=type_.kind.value if type_ else UNKNOWN, size=size)


def _write_down(path: Path, one: Stored, now: datetime) -> None:
    line = {
        "removed_at": now.isoformat(timespec="seconds"),
        "digest": one.digest,
        "kind": one.pieces[-1].kind,
        "bytes": sum(piece.size for piece in one.pieces),
        "files": [piece.path.name for piece in one.pieces],
        "stored_at": one.stored_at.isoformat(timespec="seconds"),
        "why": WHY,
    }
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
    try:
        os.write(file, f"{json.dumps(line)}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def _telling() -> Generator[None]:
    """Raise UnsweptError for what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise UnsweptError(
            f"{error.filename or 'The disk'} cannot be swept: {error.strerror or error}. Sweep as"
            " the user who runs the servers."
        ) from None
