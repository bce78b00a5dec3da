"""The private mongod of a folder when another program runs it."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from repositories.mongod import LOOPBACK, REPLICA_SET
from repositories.mongod_error import MongodError

POLL: Final = 0.1  # seconds


def attached(folder: Path, *, patience: float = 10.0) -> str:
    """Return the URI of the mongod that works in a folder, which may just be starting.

    Waits at most `patience` seconds. Raises `MongodError` where none answers that is the folder's.
    """
    deadline = time.monotonic() + patience
    while (port := _port(folder)) is None or not _is_of(folder, port):
        if time.monotonic() > deadline:
            raise MongodError(
                f"A program holds the folder {folder.parent}, but no database of that folder "
                "answers: try again when the program is ready, and set MONGODB_URI here if it is "
                "set there."
            )
        time.sleep(POLL)
    return f"mongodb://{LOOPBACK}:{port}/?replicaSet={REPLICA_SET}"


def _port(folder: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int((folder / "mongod.port").read_text("ascii"))
    return None


def _is_of(folder: Path, port: int) -> bool:
    """Whether who answers there is ready and keeps its data in this folder."""
    try:
        with MongoClient[dict[str, Any]](
            LOOPBACK, port, directConnection=True, serverSelectionTimeoutMS=1000
        ) as client:
            options = client.admin.command("getCmdLineOpts")
            is_ready = bool(client.admin.command("hello").get("isWritablePrimary"))
    except PyMongoError:
        return False
    kept = options.get("parsed", {}).get("storage", {}).get("dbPath", "")
    return is_ready and Path(kept).resolve() == folder.resolve()
