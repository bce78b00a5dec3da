"""Outputs of attempts on their way into the media."""

from collections.abc import AsyncIterator
from typing import Final

from domain.media import (
    MediaKind,
    MediaSizeError,
    MediaType,
    MediaTypeError,
    Medium,
    StorageFullError,
)
from generation.dispatch.port import DamagedOutputError, SinkFullError, UnwantedOutputError
from repositories.media import MediaStore
from repositories.thumbnail import Thumbnails, UnreadableError

# What a worker makes is as large as it is; the driver has a limit of its own.
LARGEST: Final = 50_000_000_000
NO_MEDIUM: Final = "What was saved is no image, video or sound that can be kept."
DAMAGED: Final = "What was saved says that it is {}, but it is damaged and cannot be shown."


class MediaSink:
    """The port `Sink` of workers."""

    def __init__(self, store: MediaStore) -> None:
        self._store = store
        self._thumbnails = Thumbnails(store)

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Store a file that can be shown.

        Raises SinkFullError, UnwantedOutputError for what is no medium or nothing at all,
        DamagedOutputError for what cannot be decoded.
        """
        try:
            medium = await self._store.add(chunks, _admitted)
            await self._look(medium)
        except StorageFullError as error:
            raise SinkFullError(str(error)) from error
        except (MediaTypeError, MediaSizeError) as error:
            raise UnwantedOutputError(error.message, field="file") from error
        return medium.digest

    async def _look(self, medium: Medium) -> None:
        """Look at it now: what nobody can see later is no result."""
        if medium.type.kind is MediaKind.MUSIC:
            return
        try:
            await self._thumbnails.look(medium)
        except UnreadableError as error:
            raise DamagedOutputError(DAMAGED.format(medium.type.name), field="file") from error


def _admitted(found: MediaType | None) -> int:
    if found is None:
        raise MediaTypeError(NO_MEDIUM)
    return LARGEST
