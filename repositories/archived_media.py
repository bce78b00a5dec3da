"""The files of a project archive: whether they are what they are called, and into the store.

A history names files by the digests of their contents, and whoever is a member may look at what
a project names. So that nobody comes to see a file by its digest alone, an archive has to hold what
it names, unless this server does not have it either.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Protocol

from domain.errors import DomainError
from domain.media import BEGINNING, Admission, Medium, media_type, too_large
from domain.text import quoted
from events.record import record
from repositories.project_archive import ProjectArchive, UnusableArchiveError


class Shelf(Protocol):
    """Where files are kept by the digest of their contents."""

    def contains(self, digest: str) -> bool: ...

    def renew(self, digest: str) -> bool:
        """Let a file count as stored just now. False where it has to be added."""
        ...

    def add(
        self, chunks: AsyncIterable[bytes], admit: Admission, *, expected: int = 0
    ) -> Awaitable[Medium]:
        """Store a file while it comes in. Raises DomainError where it cannot be stored."""
        ...


@record
class Media:
    """Where files go, and which of them may; see `Admission`."""

    shelf: Shelf
    admit: Admission


def check(archive: ProjectArchive, media: Media, named: Mapping[str, str]) -> tuple[str, ...]:
    """Read all files; return what those that the history names are called and that are lost.

    Raises UnusableArchiveError.
    """
    held = archive.manifest.media
    if held.keys() - named.keys():
        raise UnusableArchiveError(
            "The archive holds files that are none of the project. Export it again."
        )
    for digest, size in held.items():
        try:
            _check(archive.medium(digest), size, media.admit)
        except DomainError as error:
            raise UnusableArchiveError(
                f"The file {quoted(named[digest])} of the archive is refused: {error.message}"
            ) from None
    lost = {digest: name for digest, name in named.items() if digest not in held}
    for digest, name in lost.items():
        if media.shelf.contains(digest):
            raise UnusableArchiveError(
                f"The archive does not hold the file {quoted(name)}, which its project has. Export"
                " it again where that file is."
            )
    return tuple(lost.values())


def _check(blocks: Iterator[bytes], size: int, admit: Admission) -> None:
    first = next(blocks, b"")
    type_ = media_type(first[:BEGINNING])
    most = admit(type_)
    if size > most:
        raise too_large(type_.kind if type_ else None, most)
    for _ in blocks:
        pass


async def store(
    archive: ProjectArchive, media: Media, renew: Callable[[], Awaitable[None]]
) -> None:
    """Store the files that are not there yet, and `renew` the time that is left for each.

    Those that are there count as stored now, so that none is removed before the project is seen.

    Raises DomainError where they cannot be stored.
    """
    for digest, size in archive.manifest.media.items():
        await renew()
        if not await asyncio.to_thread(media.shelf.renew, digest):
            await media.shelf.add(_chunks(archive.medium(digest)), media.admit, expected=size)


async def _chunks(blocks: Iterator[bytes]) -> AsyncIterator[bytes]:
    while block := await asyncio.to_thread(next, blocks, b""):
        yield block
