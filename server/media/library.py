"""The media of projects: who may bring a file in, and who may look at it.

An upload is answered with a signed proof. Only with it a medium gets into a project, so that
nobody comes to see a file by its digest alone. What is in a project is shown to those who may see
that project now, at addresses that are signed for one person and one project.
"""

import re
from collections.abc import AsyncIterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from domain import access, media, text
from domain.errors import UNSEEN, ForbiddenError, NotFoundError, RuleViolatedError
from domain.execute import Executor
from domain.media import MediaKind, MediaType, Medium, Uploaded
from events.ids import UserId, is_project
from events.record import record
from repositories.media import MediaStore
from server.account.account import Accounts
from server.account.token import UPLOAD

PROOF_LIFETIME: Final = timedelta(days=1)
NO_PROOF: Final = "This upload is not of this project, or too long ago. Upload the file again."
GONE: Final = "The file is no longer stored. Restore the media folder, or upload it again."


@record
class Upload:
    """What an upload is answered with; `proof` lets it into the project."""

    uploaded: Uploaded
    proof: str


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
    ) -> None:
        self.largest = largest
        self._store = store
        self._executor = executor
        self._accounts = accounts

    async def demand_editor(self, project: str, user: UserId) -> None:
        """Raise what keeps somebody from bringing media into a project."""
        if not is_project(project):
            raise NotFoundError(UNSEEN)
        access.check_editor(await self._executor.board(project), user)

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
        await self.demand_editor(project, user)
        self._refuse_announced(expected, kind)

        def admit(found: MediaType | None) -> int:
            return self.largest[media.refuse_other(found, kind).kind]

        medium = await self._store.add(chunks, admit, expected=expected)
        uploaded = Uploaded(medium=medium, name=file_name(name, medium.type))
        claims = {"project": project, "user": user, "digest": medium.digest, "name": uploaded.name}
        return Upload(
            uploaded=uploaded, proof=self._accounts.sign_link(claims, PROOF_LIFETIME, UPLOAD)
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

    async def open(self, digest: str, token: str) -> Opened:
        """Return a medium for whom its address was signed, while they may see the project.

        Raises ForbiddenError and NotFoundError.
        """
        claims = self._accounts.read_link(token, UPLOAD)
        board = await self._executor.board(str(claims["project"]))
        access.role(board.authority, UserId(str(claims["user"])))
        if claims["digest"] != digest:
            raise NotFoundError(UNSEEN)
        medium = self._store.find(digest)
        if medium is None:
            raise NotFoundError(GONE)
        return Opened(medium=medium, path=self._store.path(digest), name=str(claims["name"]))

    def _refuse_announced(self, expected: int, kind: MediaKind | None) -> None:
        """Refuse what is too large before any of it is read."""
        most = max(self.largest.values()) if kind is None else self.largest[kind]
        if expected > most:
            raise media.too_large(kind, most)


def file_name(name: str, type_: MediaType) -> str:
    """Return the name that a file came with, without folders and what cannot be shown."""
    last = text.shown(re.split(r"[\\/]", name)[-1]).strip(" .")
    stem, dot, extension = last.rpartition(".")
    if not dot:
        stem, extension = last, type_.extension
    return f"{stem[: text.NAME_LENGTH - 20] or type_.kind.value}.{extension[:16]}"
