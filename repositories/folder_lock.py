"""One program per folder: a lock of the kernel, which a killed process cannot leave behind."""

import fcntl
import os
from pathlib import Path
from typing import IO, Self


class FolderInUseError(Exception):
    """Another process holds the folder; `holder` is its process id where it could be read."""

    def __init__(self, folder: Path, holder: int | None) -> None:
        self.folder = folder
        self.holder = holder
        who = f"process {holder}" if holder else "another process"
        super().__init__(f"The folder {folder} is in use by {who}.")


class FolderLock:
    """Held from `acquire` to `release` or to the end of the process, whichever comes first.

    Shared holders exclude only an exclusive one. The file stays behind on purpose: removing it
    would let two processes lock two different files of one name.
    """

    def __init__(self, folder: Path, *, shared: bool = False) -> None:
        self._folder = folder
        self._kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Raises `FolderInUseError`, or `OSError` where the folder cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / "in-use-by").open("a+", encoding="ascii")
        try:
            fcntl.flock(file, self._kind | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip()
            file.close()
            raise FolderInUseError(
                self._folder, int(holder) if holder.isdecimal() else None
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        if self._file is None:
            self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
