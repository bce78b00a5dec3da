"""The media of projects: who may bring a file in, and who may look at it.

An upload is answered with a signed proof. Only with it a medium gets into a project, so that
nobody comes to see a file by its digest alone. What a project holds is shown to those who may see
that project now, at addresses that are signed for one person and one project.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import AsyncIterable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from domain import access, holding, media, text
from domain.board.board import Board
from domain.errors import UNSEEN, ForbiddenError, NotFoundError, RuleViolatedError
from domain.execute import Executor
from domain.media import MediaKind, MediaType, Medium, Sound, Uploaded
from events.ids import UserId, is_project
from events.record import record
from repositories import job as jobs
from repositories import pool
from repositories import take as takes
from repositories.media import MediaStore
from schema.media_port import MediaAccess
from server.account.account import Accounts
from server.account.token import MEDIA, UPLOAD
from server.media.sound import Waveform, waveform

PROOF_LIFETIME: Final = timedelta(days=1)
ACCESS_LIFETIME: Final = timedelta(hours=12)
# Addresses stay the same while half of their time is left, so that browsers keep what they have.
RENEWED: Final = ACCESS_LIFETIME / 2
REMEMBERED: Final = 4096
DECODED_AT_ONCE: Final = 2
WAVEFORM: Final = "waveform"
NO_PROOF: Final = "This upload is not of this project, or too long ago. Upload the file again."
GONE: Final = "The file is no longer stored. Restore the media folder, or upload it again."


@record
class Upload:
    """What an upload is answered with; `proof` lets it into the project. `sound` is music's."""

    uploaded: Uploaded
    proof: str
    sound: Sound | None


@record
class Opened:
    """A medium for somebody who may look at it."""

    medium: Medium
    path: Path
    name: str


class Library:
    def __init__(
        self,
        *,
        store: MediaStore,
        executor: Executor,
        accounts: Accounts,
        largest: Mapping[MediaKind, int],
        clock: Callable[[], datetime],
    ) -> None:
        self.largest = largest
        self._store = store
        self._executor = executor
        self._accounts = accounts
        self._clock = clock
        self._signed: OrderedDict[tuple[str, UserId], MediaAccess] = OrderedDict()
        self._decoding = asyncio.Semaphore(DECODED_AT_ONCE)

    # --- files in ----------------------------------------------------------------------------

    async def upload(
        self,
        project: str,
        user: UserId,
        chunks: AsyncIterable[bytes],
        *,
        name: str,
        kind: MediaKind | None,
        expected: int,
    ) -> Upload:
        """Store a file for a project. Raises a DomainError; nothing of it is stored then."""
        await self._demand_editor(project, user)
        self._refuse_announced(expected, kind)

        def admit(found: MediaType | None) -> int:
            return self.largest[media.refuse_other(found, kind).kind]

        medium = await self._store.add(chunks, admit, expected=expected, examine=self._examine)
        uploaded = Uploaded(medium=medium, name=file_name(name, medium.type))
        claims = {"project": project, "user": user, "digest": medium.digest, "name": uploaded.name}
        return Upload(
            uploaded=uploaded,
            proof=self._accounts.sign_link(claims, PROOF_LIFETIME, UPLOAD),
            sound=(await self.sound(medium)) if medium.type.kind is MediaKind.MUSIC else None,
        )

    def proven(self, project: str, upload: str, kind: MediaKind | None) -> Uploaded:
        """Return the medium that an upload was answered with. Raises RuleViolatedError."""
        try:
            claims = self._accounts.read_link(upload, UPLOAD)
        except ForbiddenError as error:
            raise RuleViolatedError(NO_PROOF, field="upload") from error
        medium = self._store.find(str(claims.get("digest")))
        if claims.get("project") != project or medium is None:
            raise RuleViolatedError(NO_PROOF, field="upload")
        try:
            media.refuse_other(medium.type, kind)
        except media.MediaTypeError as error:
            raise RuleViolatedError(error.message, field="upload") from error
        return Uploaded(medium=medium, name=str(claims["name"]))

    async def _demand_editor(self, project: str, user: UserId) -> None:
        """Raise what keeps somebody from bringing media into a project."""
        if not is_project(project):
            raise NotFoundError(UNSEEN)
        access.check_editor(await self._executor.board(project), user)

    def _refuse_announced(self, expected: int, kind: MediaKind | None) -> None:
        """Refuse what is too large before any of it is read."""
        most = max(self.largest.values()) if kind is None else self.largest[kind]
        if expected > most:
            raise media.too_large(kind, most)

    # --- music -------------------------------------------------------------------------------

    async def keep_music(self, chunks: AsyncIterable[bytes]) -> Medium:
        """Store music that came in with something else. Raises a DomainError, as `upload` does."""

        def admit(found: MediaType | None) -> int:
            return self.largest[media.refuse_other(found, MediaKind.MUSIC).kind]

        return await self._store.add(chunks, admit, examine=self._examine)

    async def sound(self, medium: Medium) -> Sound:
        """Return how long music lasts. Raises RuleViolatedError where it cannot be played."""
        return (await self._waveform(medium)).sound

    async def peaks(self, digest: str) -> bytes:
        """Return the peaks of music that is stored, as `Waveform` has them.

        Raises NotFoundError where it is not, RuleViolatedError where it cannot be played.
        """
        medium = self._store.find(digest)
        if medium is None or medium.type.kind is not MediaKind.MUSIC:
            raise NotFoundError(GONE)
        return (await self._waveform(medium)).peaks

    async def content(self, digest: str) -> bytes | None:
        """Return a whole file for an export that takes it along, None where it is not stored."""
        if not self._store.contains(digest):
            return None
        return await asyncio.to_thread(self._store.path(digest).read_bytes)

    async def _waveform(self, medium: Medium) -> Waveform:
        """Return the waveform that is kept, and make it anew where it was lost."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = self._store.derived(medium.digest, WAVEFORM)
            return Waveform.unpacked(await asyncio.to_thread(kept.read_bytes))
        try:
            made = (await self._examine(self._store.path(medium.digest), medium))[WAVEFORM]
        except media.MediaTypeError as error:
            raise RuleViolatedError(error.message) from error
        with suppress(media.StorageFullError):
            await asyncio.to_thread(self._store.keep, medium.digest, WAVEFORM, made)
        return Waveform.unpacked(made)

    async def _examine(self, path: Path, medium: Medium) -> dict[str, bytes]:
        if medium.type.kind is not MediaKind.MUSIC:
            return {}
        async with self._decoding:
            return {WAVEFORM: (await waveform(path, medium.type)).packed()}

    # --- files out ---------------------------------------------------------------------------

    def access(self, project: str, user: UserId) -> MediaAccess:
        """Let somebody who may see a project look at its media."""
        now = self._clock()
        known = self._signed.get((project, user))
        if known is None or known.expires_at - now < RENEWED:
            claims = {"project": project, "user": user}
            token = self._accounts.sign_link(claims, ACCESS_LIFETIME, MEDIA)
            known = MediaAccess(token=token, expires_at=now + ACCESS_LIFETIME)
            self._signed[project, user] = known
            while len(self._signed) > REMEMBERED:
                self._signed.popitem(last=False)
        return known

    def address(self, project: str, user: UserId, digest: str, what: str = "") -> str:
        """Return the path and query of a medium, or of what is derived from it."""
        part = f"/{what}" if what else ""
        return f"/media/{digest}{part}?token={self.access(project, user).token}"

    async def open(self, digest: str, token: str) -> Opened:
        """Return a medium for whom its address was signed, while they may see the project.

        Raises ForbiddenError and NotFoundError.
        """
        claims = self._claims(token)
        board = await self._executor.board(str(claims["project"]))
        access.role(board.authority, UserId(str(claims["user"])))
        is_proof = "digest" in claims and claims["digest"] == digest
        name = str(claims["name"]) if is_proof else await self.held(board, digest)
        if name is None or ("digest" in claims and not is_proof):
            raise NotFoundError(UNSEEN)
        medium = self._store.find(digest)
        if medium is None:
            raise NotFoundError(GONE)
        return Opened(medium=medium, path=self._store.path(digest), name=name)

    async def held(self, board: Board, digest: str) -> str | None:
        """Return what a project calls a medium; takes are too many to be looked for in memory.

        Sounds that its jobs made are its own, too.
        """
        return (
            holding.held(board, digest)
            or await takes.name(board.id, digest)
            or await pool.name(board.id, digest)
            or await jobs.sound(board.id, digest)
        )

    def _claims(self, token: str) -> dict[str, Any]:
        """Return what a token says: that of an upload is good for that file only."""
        with suppress(ForbiddenError):
            return self._accounts.read_link(token, MEDIA)
        return self._accounts.read_link(token, UPLOAD)


def file_name(name: str, type_: MediaType) -> str:
    """Return the name that a file came with, without folders and what cannot be shown."""
    last = text.shown(re.split(r"[\\/]", name)[-1]).strip(" .")
    stem, dot, extension = last.rpartition(".")
    if not dot:
        stem, extension = last, type_.extension
    return f"{stem[: text.NAME_LENGTH - 20] or type_.kind.value}.{extension[:16]}"
