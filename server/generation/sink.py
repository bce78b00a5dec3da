"""Outputs of attempts on their way into the media."""

from collections.abc import AsyncIterator
from typing import Final

from domain.media import MediaType, MediaTypeError, StorageFullError
from generation.dispatch.port import SinkFullError
from repositories.media import MediaStore

# What a worker makes is as large as it is; the driver has a limit of its own.
LARGEST: Final = 50_000_000_000


class MediaSink:
    """The port `Sink` of workers."""

    def __init__(self, store: MediaStore) -> None:
        self._store = store

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Store a file; raises SinkFullError, MediaTypeError for an empty one."""
        try:
            return (await self._store.add(chunks, _admitted)).digest
        except StorageFullError as error:
            raise SinkFullError(str(error)) from error


def _admitted(found: MediaType | None) -> int:
    if found is None:
        raise MediaTypeError("This is no image, video or sound that can be kept.")
    return LARGEST
