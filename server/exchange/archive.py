"""Project archives out and in: all that ever happened to a project, with its branches."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from domain import text
from domain.arrival.mark import MEDIA_TYPE
from domain.errors import ConflictError, DomainError, RuleViolatedError
from domain.execute import Executor
from domain.holding import everything
from domain.media import MediaKind, MediaType, refuse_other
from domain.past import Past
from events.ids import UserId, derived
from events.project import ProjectArrived
from events.store import EventStore
from interchange.report import Omission
from repositories import departure
from repositories import project as projects
from repositories.archived_media import Media
from repositories.bringing import Bringing, Brought, IdsTakenError, bring_in, manifest_of
from repositories.connection import Database
from repositories.departure import DepartureError, Extent
from repositories.media import MediaStore
from repositories.project_archive import UnusableArchiveError
from repositories.projector import Projector
from server.account.body import TooLargeError
from server.exchange.importer import Imported, note
from server.exchange.spool import Packed, demand_room, spooled

# Seconds until the rows of a long history are there.
LONG: Final = 60.0
LARGEST_ARCHIVE: Final = 16_000_000_000
SAME_COMMAND: Final = (
    "This command id was used for another change. Use a new UUID for each command."
)


class Archives:
    """`folder` has room for files that are on their way."""

    def __init__(
        self,
        *,
        database: Database,
        store: EventStore,
        past: Past,
        executor: Executor,
        projector: Projector,
        media: MediaStore,
        largest: Mapping[MediaKind, int],
        folder: Path,
        clock: Callable[[], datetime],
        program: str,
    ) -> None:
        self._database = database
        self._store = store
        self._past = past
        self._executor = executor
        self._projector = projector
        self._media = media
        self._largest = largest
        self._folder = folder
        self._clock = clock
        self._program = program
        # Each takes the whole project in memory, or the disk for itself.
        self._one_out = asyncio.Lock()
        self._one_in = asyncio.Lock()

    async def packed(self, project: str, title: str, file_name: str) -> Packed:
        """Write the archive of a project that is called `title`. Raises RuleViolatedError."""
        with spooled(self._folder) as file:
            async with self._one_out:
                await self._write(project, title, file)
            size = file.tell()
            file.seek(0)
        return Packed(name=file_name, media_type=MEDIA_TYPE, file=file, size=size)

    async def lost(self, project: str) -> tuple[str, ...]:
        """Return a sentence for each file of a project that is not stored any more."""
        views = [view for view in (await projects.find(project),) if view is not None]
        views += await projects.branches(project)
        named = {digest: name for view in views for digest, name in view.state.media.items()}
        return tuple(
            f"The file {text.quoted(name)}: it is no longer stored."
            for digest, name in named.items()
            if not self._media.contains(digest)
        )

    async def _write(self, project: str, title: str, file: IO[bytes]) -> None:
        now = self._clock()
        try:
            of = await departure.extent(self._database, project)
            await departure.write(
                self._database,
                of,
                file,
                name=title,
                program=self._program,
                at=now,
                media=await self._files(of),
            )
        except DepartureError as error:
            raise RuleViolatedError(str(error)) from None

    async def _files(self, of: Extent) -> Mapping[str, Path]:
        """Return where the files of a project and its branches are, by digest."""
        named: set[str] = set()
        for partition, n in of.heads.items():
            folding = await self._past.folding(partition, n)
            named |= everything(folding.board).keys()
        return {
            digest: self._media.path(digest)
            for digest in sorted(named)
            if self._media.contains(digest)
        }

    def _admit(self, found: MediaType | None) -> int:
        return self._largest[refuse_other(found, None).kind]

    async def received(self, beginning: bytes, rest: AsyncIterator[bytes]) -> IO[bytes]:
        """Put what is sent on the disk. Raises TooLargeError."""
        with spooled(self._folder) as file:
            size = await asyncio.to_thread(file.write, beginning)
            async for chunk in rest:
                size += len(chunk)
                check_size(size)
                demand_room(self._folder)
                await asyncio.to_thread(file.write, chunk)
        return file

    async def bring_in(
        self, file: IO[bytes], *, name: str, user: UserId, command: str, keeps_ids: bool
    ) -> Imported:
        """Bring an archive in, as a copy unless it `keeps_ids`. Raises a DomainError."""
        try:
            async with self._one_in:
                return await self._bring_in(file, name, user, command, keeps_ids=keeps_ids)
        except UnusableArchiveError as error:
            raise RuleViolatedError(str(error), field="file") from None
        except IdsTakenError as error:
            raise await self._taken(error, user, keeps_ids=keeps_ids) from None

    async def _bring_in(
        self, file: IO[bytes], name: str, user: UserId, command: str, *, keeps_ids: bool
    ) -> Imported:
        copy = None if keeps_ids else derived("project", f"{user}:{command}", 0)
        project = copy or (await asyncio.to_thread(manifest_of, file)).project
        if first := await self._first(project, user, command):
            return first
        wish = Bringing(
            user=user,
            command=command,
            note=note(name),
            project=copy,
            salt=1 + secrets.randbelow(2**128 - 1),
        )
        media = Media(shelf=self._media, admit=self._admit)
        brought = await bring_in(self._database, file, wish, media=media, clock=self._clock)
        await self._show(brought)
        return Imported(
            project=brought.project,
            position=brought.heads[brought.project],
            scenes=brought.scenes,
            clips=brought.clips,
            omissions=tuple(map(_lost, brought.lost)),
        )

    async def _show(self, brought: Brought) -> None:
        for partition, n in brought.heads.items():
            self._executor.heard(partition, n)
            self._projector.heard(partition, n)
        n = brought.heads[brought.project]
        await self._projector.reached(brought.project, n, patience=LONG)

    async def _first(self, project: str, user: UserId, command: str) -> Imported | None:
        """Return what the same command did before."""
        commit = await self._store.find(project, command)
        if commit is None or (await self._store.tip(project)).n < commit.n:
            return None
        has_arrived = any(isinstance(fact.event, ProjectArrived) for fact in commit.facts)
        if not has_arrived or commit.envelope.actor != user:
            raise ConflictError(SAME_COMMAND)
        board = await self._executor.board(project)
        return Imported(
            project=project,
            position=commit.n,
            scenes=sum(not scene.is_deleted for scene in board.scenes.values()),
            clips=sum(not clip.is_deleted for clip in board.clips.values()),
            omissions=(),
        )

    async def _taken(self, error: IdsTakenError, user: UserId, *, keeps_ids: bool) -> DomainError:
        """Say where the ids are in use: by name to a member, and to nobody else."""
        if not keeps_ids:
            return ConflictError(SAME_COMMAND)
        there = await projects.find(error.partition or error.project)
        if there is not None and there.state.trunk is not None:
            there = await projects.find(there.state.trunk)
        if there is not None and user in there.state.members:
            name = text.quoted(there.state.name)
            sentence = (
                f"The ids of this project are in use on this server, by {name}. Open that, or"
                " import the archive as a copy."
            )
        else:
            sentence = (
                "The ids of this project are in use on this server, or were, by a project that you"
                " are no member of. Import the archive as a copy."
            )
        return RuleViolatedError(sentence, field="ids")


def _lost(name: str) -> Omission:
    reason = "it was not stored any more where the project comes from."
    return Omission(what=f"The file {text.quoted(name)}", where="the archive", reason=reason)


def check_size(size: int) -> None:
    """Raise TooLargeError for a file that is too large for an archive."""
    if size > LARGEST_ARCHIVE:
        raise TooLargeError(
            f"A project archive has at most {LARGEST_ARCHIVE // 10**6:,} MB. Ask whoever runs the"
            " server to move the project by a backup."
        )
