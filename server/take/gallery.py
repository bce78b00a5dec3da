"""The galleries of projects: what an uploaded or generated file is, and small pictures of it."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from domain.command import Command
from domain.errors import NotFoundError, RuleViolatedError
from domain.execute import Executor, Outcome, Request
from domain.media import MediaKind, Uploaded
from domain.pool import AddPoolItem
from domain.take import CollectTakes, Output
from events.ids import ClipId, PoolItemId, UserId, derived
from events.record import record
from events.take import File, Provenance
from repositories.media import MediaStore
from repositories.thumbnail import WIDTHS, Thumbnails, UnreadableError
from server.media.library import GONE, Library

PICTURES: Final = (MediaKind.IMAGE, MediaKind.VIDEO)


@record
class Made:
    """One file that an attempt made, stored already, and how it came to be."""

    digest: str
    name: str
    made: Provenance


class Gallery:
    def __init__(self, *, library: Library, store: MediaStore, executor: Executor) -> None:
        self._library = library
        self._store = store
        self._executor = executor
        self._thumbnails = Thumbnails(store)

    async def file(self, project: str, upload: str) -> File:
        """Return what an upload into a project was answered with. Raises RuleViolatedError."""
        uploaded = self._library.proven(project, upload, None)
        if uploaded.medium.type.kind not in PICTURES:
            raise RuleViolatedError(
                f"This file is {uploaded.medium.type.name}. A take is an image or a video: "
                "upload one.",
                field="upload",
            )
        return await self._looked_at(uploaded)

    def shown(self, outputs: Sequence[Made]) -> list[Made]:
        """Return those that a take or an item of the pool can be of: sounds are none."""
        return [one for one in outputs if not self._is_sound(one)]

    def _is_sound(self, one: Made) -> bool:
        medium = self._store.find(one.digest)
        return medium is not None and medium.type.kind not in PICTURES

    async def collect(
        self, project: str, clip: str, attempt: str, outputs: Sequence[Made], *, actor: str
    ) -> Outcome:
        """Add what an attempt made to a clip, once, however often it is delivered.

        `attempt` is a UUID, and the id of the command. Raises NotFoundError where the clip never
        was, RuleViolatedError for a file that cannot be decoded.
        """
        found = [await self._output(one) for one in outputs]
        wish = CollectTakes(clip_id=ClipId(clip), attempt=attempt, outputs=tuple(found))
        return await self._brought(project, attempt, (wish,), actor)

    async def keep(
        self, project: str, attempt: str, outputs: Sequence[Made], *, actor: str
    ) -> Outcome:
        """Add what an attempt made to the pool, once; see `collect`."""
        found = [await self._output(one) for one in outputs]
        wishes = [
            AddPoolItem(
                item_id=PoolItemId(derived("item", attempt, n)), file=one.file, made=one.made
            )
            for n, one in enumerate(found)
        ]
        return await self._brought(project, attempt, wishes, actor)

    async def _brought(
        self, project: str, attempt: str, wishes: Sequence[Command], actor: str
    ) -> Outcome:
        request = Request(
            project=project,
            command_id=UUID(attempt).hex,
            actor=UserId(actor),
            commands=tuple(wishes),
        )
        return await self._executor.execute(request)

    async def thumbnail(self, digest: str, width: int, token: str) -> Path:
        """Return where a small picture is, for whom the address of the file was signed.

        It is made where it is not there. Raises ForbiddenError, NotFoundError.
        """
        medium = (await self._library.open(digest, token)).medium
        if width not in WIDTHS or medium.type.kind not in PICTURES:
            raise NotFoundError(
                f"There are pictures of {WIDTHS[0]} and {WIDTHS[1]} pixels of images and videos."
            )
        return await self._thumbnails.thumbnail(medium, width)

    async def printed(self, digest: str, width: int) -> bytes | None:
        """Return a JPEG of a width of what is stored; None where it is lost or cannot be shown."""
        medium = self._store.find(digest)
        if medium is None:
            return None
        with suppress(UnreadableError):
            return await self._thumbnails.printed(medium, width)
        return None

    async def _output(self, one: Made) -> Output:
        medium = self._store.find(one.digest)
        if medium is None:
            raise NotFoundError(GONE)
        file = await self._looked_at(Uploaded(medium=medium, name=one.name))
        return Output(file=file, made=one.made)

    async def _looked_at(self, uploaded: Uploaded) -> File:
        medium = uploaded.medium
        look = await self._thumbnails.look(medium)
        return File(
            kind=medium.type.kind.value,
            digest=medium.digest,
            name=uploaded.name,
            type=medium.type.mime,
            size=medium.size,
            width=look.width,
            height=look.height,
            frames=look.frames,
            duration=look.duration,
            rate=look.rate,
        )
