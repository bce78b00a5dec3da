"""Files that are on their way: on the disk, without a name there, and gone when they are closed."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryFile
from typing import IO, Final

from domain.errors import RuleViolatedError
from events.record import record

BLOCK: Final = 1024 * 1024
# Bytes that are left free on the disk.
SPARE: Final = 512_000_000
FULL: Final = "The server's disk has no room for the file. Ask whoever runs it to make some."


@record
class Packed:
    """A file that is to be handed over; `size` is in bytes."""

    name: str
    media_type: str
    file: IO[bytes]
    size: int
    omissions: tuple[str, ...] = ()

    async def chunks(self) -> AsyncGenerator[bytes]:
        with self.file:
            while chunk := await asyncio.to_thread(self.file.read, BLOCK):
                yield chunk


def demand_room(folder: Path) -> None:
    """Raise RuleViolatedError before the disk, which the database may share, is full."""
    if disk_usage(folder).free < SPARE:
        raise RuleViolatedError(FULL, field="file")


@contextmanager
def spooled(folder: Path) -> Generator[IO[bytes]]:
    """Yield a file that stays open, unless what is done with it fails.

    Raises RuleViolatedError where there is no room for it.
    """
    try:
        demand_room(folder)
        file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - who gets it closes it
        try:
            yield file
        except BaseException:
            file.close()
            raise
    except OSError as error:
        raise RuleViolatedError(
            f"The server has no place for the file ({error.strerror}). Ask whoever runs it.",
            field="file",
        ) from None
