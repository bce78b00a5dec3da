"""The galleries of projects: what an uploaded or generated file is, and who may look at it.

One signed text lets one person look at all media of one project for a while, so that a timeline
of a thousand pictures needs one signature. Whether a file is one of that project is looked up.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from domain import access
from domain.errors import UNSEEN, ForbiddenError, NotFoundError, RuleViolatedError
from domain.execute import Executor, Outcome, Request
from domain.media import MediaKind, Medium, Uploaded
from domain.take import CollectTakes, Output
from events.ids import ClipId, UserId
from events.record import record
from events.take import File, Provenance
from repositories import pool, take
from repositories.media import MediaStore
from repositories.thumbnail import WIDTHS, Thumbnails
from schema.take_port import Access
from server.account.account import Accounts
from server.account.token import MEDIA
from server.media.library import GONE, Library

LIFETIME: Final = timedelta(days=1)
KEPT: Final = 1_000
PICTURES: Final = (MediaKind.IMAGE, MediaKind.VIDEO)


@record
class Made:
    """One file that an attempt made, stored already, and how it came to be."""

    digest: str
    name: str
    made: Provenance


class Gallery:
    def __init__(
        self,
        *,
        library: Library,
        store: MediaStore,
        executor: Executor,
        accounts: Accounts,
        clock: Callable[[], datetime],
    ) -> None:
        self._library = library
        self._store = store
        self._executor = executor
        self._accounts = accounts
        self._clock = clock
        self._thumbnails = Thumbnails(store)
        self._signed: OrderedDict[tuple[str, str], Access] = OrderedDict()

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

    async def collect(
        self, project: str, clip: str, attempt: str, outputs: Sequence[Made], *, actor: str
    ) -> Outcome:
        """Add what an attempt made to a clip, once, however often it is delivered.

        `attempt` is a UUID, and the id of the command. Raises NotFoundError where the clip never
        was, RuleViolatedError for a file that cannot be decoded.
        """
        found = [await self._output(one) for one in outputs]
        wish = CollectTakes(clip_id=ClipId(clip), attempt=attempt, outputs=tuple(found))
        request = Request(
            project=project,
            command_id=UUID(attempt).hex,
            actor=UserId(actor),
            commands=(wish,),
        )
        return await self._executor.execute(request)

    def access(self, project: str, user: str) -> Access:
        """Return what lets somebody look at a project's media: the same until half its time."""
        key, now = (project, user), self._clock()
        kept = self._signed.get(key)
        if kept is None or kept.expires_at - now < LIFETIME / 2:
            claims = {"project": project, "user": user}
            token = self._accounts.sign_link(claims, LIFETIME, MEDIA)
            kept = self._signed[key] = Access(token=token, expires_at=now + LIFETIME)
        self._signed.move_to_end(key)
        while len(self._signed) > KEPT:
            self._signed.popitem(last=False)
        return kept

    async def open(self, project: str, digest: str, token: str) -> Medium:
        """Return a medium of a project to whom the address was signed for.

        Raises ForbiddenError for a dead link, NotFoundError for what is not theirs to see.
        """
        claims = self._accounts.read_link(token, MEDIA)
        if claims.get("project") != project:
            raise ForbiddenError("This link is of another project. Ask for a new one.")
        board = await self._executor.board(project)
        access.role(board.authority, UserId(str(claims["user"])))
        if not await take.is_used(project, digest) and not await pool.is_used(project, digest):
            raise NotFoundError(UNSEEN)
        medium = self._store.find(digest)
        if medium is None:
            raise NotFoundError(GONE)
        return medium

    def path(self, medium: Medium) -> Path:
        return self._store.path(medium.digest)

    async def thumbnail(self, medium: Medium, width: int) -> Path:
        """Return where a small picture of a medium is; it is made where it is not there."""
        if width not in WIDTHS:
            raise NotFoundError(
                f"There are pictures of {' and '.join(map(str, WIDTHS))} pixels, not of {width}."
            )
        return await self._thumbnails.thumbnail(medium, width)

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
