"""Bring a project archive in: read all of it, then write, then let it be seen."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain
from typing import IO, Any, Final

import structlog
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from domain.arrival.family import Ending, checked
from domain.arrival.line import Kin
from domain.arrival.renaming import Renaming, anew, as_it_is
from domain.arrival.soundness import UnsoundError
from events.ids import UserId
from events.project import ProjectArrived
from events.record import record
from events.store import Commit, Envelope, Fact
from events.tail import stamped
from repositories import archived_media
from repositories.archived_log import commits, document
from repositories.archived_media import Media
from repositories.arrival import Arrival, OverdueError, Plan, TakenError
from repositories.project_archive import (
    Manifest,
    ProjectArchive,
    UnusableArchiveError,
    opened_project_archive,
)

Database = AsyncDatabase[dict[str, Any]]
# Clocks of two servers differ.
AHEAD: Final = timedelta(days=1)
log = structlog.get_logger(__name__)


@record
class Bringing:
    """Who brings an archive in, by which command, and whether as a copy.

    `project` is the id of a copy, None to keep all ids as they are; `salt` makes the other ids.
    """

    user: UserId
    command: str
    note: str
    project: str | None
    salt: int


@record
class Brought:
    """`heads` are the last commits here, the project's own first; `lost` are names of files."""

    project: str
    heads: Mapping[str, int]
    scenes: int
    clips: int
    lost: tuple[str, ...]


class IdsTakenError(Exception):
    """Ids of the archive are in use here; `partition` says where, if it is known."""

    def __init__(self, project: str, partition: str) -> None:
        super().__init__(partition)
        self.project = project
        self.partition = partition


def manifest_of(file: IO[bytes]) -> Manifest:
    """Return what an archive says of itself. Raises UnusableArchiveError."""
    with opened_project_archive(file) as archive:
        return archive.manifest


async def bring_in(
    database: Database,
    file: IO[bytes],
    wish: Bringing,
    *,
    media: Media,
    clock: Callable[[], datetime],
) -> Brought:
    """Bring in all of an archive, or nothing: files that were stored stay, as after an upload.

    Raises UnusableArchiveError, IdsTakenError, and a DomainError where there is no room for media.
    """
    with opened_project_archive(file) as archive:
        read = await asyncio.to_thread(_read, archive, media, clock() + AHEAD)
        return await _Bringing(database, read, wish, media, clock).done()


@record
class _Read:
    """An archive that can be taken."""

    archive: ProjectArchive
    endings: Mapping[str, Ending]
    lost: tuple[str, ...]


def _read(archive: ProjectArchive, media: Media, latest: datetime) -> _Read:
    endings = _checked(archive, latest)
    named = {digest: name for it in endings.values() for digest, name in it.media.items()}
    return _Read(archive=archive, endings=endings, lost=archived_media.check(archive, media, named))


def _checked(archive: ProjectArchive, latest: datetime) -> Mapping[str, Ending]:
    kin = Kin(trunk=archive.manifest.project, heads=archive.manifest.heads)
    try:
        return checked(kin, lambda partition: commits(archive, partition), latest=latest)
    except UnsoundError as error:
        sentence = f"{error}".rstrip(".")
        raise UnusableArchiveError(f"The archive cannot be taken: {sentence}.") from None


class _Bringing:
    def __init__(
        self,
        database: Database,
        read: _Read,
        wish: Bringing,
        media: Media,
        clock: Callable[[], datetime],
    ) -> None:
        archive, endings = read.archive, read.endings
        self._archive = archive
        self._lost = read.lost
        self._wish = wish
        self._media = media
        self._clock = clock
        heads = archive.manifest.heads
        self._trunk = archive.manifest.project
        self._ending = endings[self._trunk]
        self._renaming: Renaming = (
            as_it_is(heads) if wish.project is None else anew(heads, wish.project, wish.salt)
        )
        # Parents before their branches, in case somebody reads while it is written.
        self._order = [self._trunk, *(p for p in reversed([*endings]) if p != self._trunk)]
        ids = self._renaming.partitions
        self._heads = {ids[p]: heads[p] + (p == self._trunk) for p in self._order}
        self._arrival = Arrival(
            database, Plan(id=f"{wish.user}:{wish.command}", heads=self._heads), clock
        )

    async def done(self) -> Brought:
        try:
            await self._arrival.begin()
            try:
                await self._write()
            except BaseException:
                await asyncio.shield(self._taken_back())
                raise
        except TakenError as error:
            raise IdsTakenError(self._trunk, error.partition) from None
        except OverdueError:
            raise UnusableArchiveError(
                "It took too long to write the project, and it was taken away again. Try again."
            ) from None
        return Brought(
            project=self._renaming.partitions[self._trunk],
            heads=self._heads,
            scenes=self._ending.scenes,
            clips=self._ending.clips,
            lost=self._lost,
        )

    async def _write(self) -> None:
        for partition in self._order:
            more = [self._arrived()] if partition == self._trunk else []
            await self._arrival.add(map(document, chain(self._renamed(partition), more)))
        await archived_media.store(self._archive, self._media, self._arrival.renew)
        await self._arrival.reveal()

    async def _taken_back(self) -> None:
        try:
            await self._arrival.take_back()
        except (PyMongoError, OSError) as error:
            # It cannot be seen, and is swept when its time is over.
            log.warning("arrival.left", arrival=self._wish.command, error=type(error).__name__)

    def _renamed(self, partition: str) -> Iterator[Commit]:
        return map(self._renaming.commit, commits(self._archive, partition))

    def _arrived(self) -> Commit:
        """Return the last commit: from here on it is the project of whoever brought it in."""
        wish, head = self._wish, self._archive.manifest.heads[self._trunk]
        project = self._renaming.partitions[self._trunk]
        event = ProjectArrived(origin=self._trunk, position=head, owner=wish.user)
        envelope = Envelope(
            actor=wish.user,
            at=self._clock(),
            correlation=wish.command,
            causation=wish.command,
            note=wish.note,
        )
        return Commit(
            partition=project,
            n=head + 1,
            command=wish.command,
            versions={project: self._ending.version + 1},
            facts=(Fact(stream=project, event=event),),
            envelope=stamped(envelope, not_before=self._ending.at),
        )
