"""Where a command works: the data folder, and the database whoever runs it."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from repositories.folder_lock import FolderInUseError, FolderLock
from repositories.mongod import Mongod, MongodSettings
from repositories.mongod_attached import attached
from repositories.reach import require_mongodb
from server.command.refusal import RefusedError
from server.settings import Settings

# What a data folder looks like; raise it when an older program would read it wrongly.
FOLDER: Final = 1


@contextmanager
def held_folder(settings: Settings) -> Generator[None]:
    """Several servers may share a folder, but not one in which a private database lives."""
    with _locked(
        settings, "Open the one that runs, or set STORYBOARD_DATA to another folder."
    ) as lock:
        yield lock


@contextmanager
def reached(settings: Settings) -> Generator[str]:
    """Yield the URI of a database that is there already, whether a server runs on it or not."""
    if settings.mongodb_uri is not None:
        require_mongodb(settings.mongodb_uri)
        yield settings.mongodb_uri
        return
    if not (settings.data / "mongodb").is_dir():
        raise RefusedError(
            f"There is no database in {settings.data}: set STORYBOARD_DATA to the folder of the "
            "server, or MONGODB_URI to its database."
        )
    _require_known(settings.data)
    lock = FolderLock(settings.data)
    try:
        lock.acquire()
    except FolderInUseError:
        yield attached(settings.data / "mongodb")
        return
    except OSError as error:
        raise _not_writable(settings, error) from None
    with lock, _private(settings) as uri:
        yield uri


@contextmanager
def alone(settings: Settings, why: str) -> Generator[str]:
    """Yield the URI of a database that nobody else works on, as far as a folder can tell.

    `why` ends the sentence for whoever does it while a server runs.
    """
    if settings.mongodb_uri is not None:
        require_mongodb(settings.mongodb_uri)
        yield settings.mongodb_uri
        return
    with _locked(settings, why), _private(settings) as uri:
        yield uri


@contextmanager
def _locked(settings: Settings, advice: str) -> Generator[None]:
    _require_known(settings.data)
    lock = FolderLock(settings.data, shared=settings.mongodb_uri is not None)
    try:
        lock.acquire()
        _edition(settings.data).write_text(f"{FOLDER}\n", "ascii")
    except FolderInUseError as error:
        raise RefusedError(f"{error} {advice}") from None
    except OSError as error:
        raise _not_writable(settings, error) from None
    with lock:
        yield


def _edition(folder: Path) -> Path:
    return folder / "edition"


def _require_known(folder: Path) -> None:
    """Refuse what a newer program wrote, before anything is written into it."""
    edition = FOLDER
    with suppress(OSError, ValueError):
        edition = int(_edition(folder).read_text("ascii"))
    if edition > FOLDER:
        raise RefusedError(
            f"The data folder {folder} was written by a newer version of the program: update the "
            "program."
        )


def _not_writable(settings: Settings, error: OSError) -> RefusedError:
    return RefusedError(
        f"The data folder {settings.data} cannot be written: {error.strerror}. "
        "Set STORYBOARD_DATA to another one."
    )


@contextmanager
def _private(settings: Settings) -> Generator[str]:
    with Mongod(MongodSettings(folder=settings.data / "mongodb", binary=settings.mongod)) as mongod:
        yield mongod.uri
