"""Tokens of workers: made once, shown once, kept as a hash, good until they are revoked."""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Final

from typing_extensions import override

from domain.account import NotLoggedInError
from domain.errors import RuleViolatedError
from domain.execute import Executor
from events.ids import MAIN_QUEUE, UserId, WorkerId
from repositories.worker_token import StoredToken, WorkerTokenBook

BEGINNING: Final = "storyboard-worker"
BAD: Final = (
    "This is no token of a worker, or not any more. Ask an administrator for a new one, and send"
    " it as `Authorization: Bearer TOKEN`."
)


class WorkerTokenError(NotLoggedInError):
    """Whoever asks has no good token of a worker."""

    @property
    @override
    def message(self) -> str:
        return BAD


class WorkerTokens:
    """The port of GraphQL for tokens, and what the routes of workers ask."""

    def __init__(
        self, *, book: WorkerTokenBook, executor: Executor, clock: Callable[[], datetime]
    ) -> None:
        self._book = book
        self._executor = executor
        self._clock = clock

    async def issue(self, worker: WorkerId, by: UserId) -> str:
        """Return a new token for a worker of kind agent. Raises NotFoundError."""
        found = (await self._executor.queue(MAIN_QUEUE)).worker(worker)
        if found.kind != "agent":
            raise RuleViolatedError(
                f"'{found.name}' is asked by the server and needs no token. Register a worker of"
                " the kind agent for one that asks for its work.",
                field="worker_id",
            )
        id_, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
        token = StoredToken(id=id_, worker=worker, secret_hash=_hash(secret))
        await self._book.add(token, by=by, at=self._clock())
        return f"{BEGINNING}.{id_}.{secret}"

    async def revoke(self, worker: WorkerId) -> int:
        """Make all tokens of a worker void, and return how many there were."""
        (await self._executor.queue(MAIN_QUEUE)).worker(worker)
        return await self._book.revoke(worker)

    async def worker(self, header: str) -> WorkerId:
        """Return whose token a header shows. Raises WorkerTokenError."""
        scheme, _, token = header.partition(" ")
        parts = token.strip().split(".")
        if scheme.lower() != "bearer" or len(parts) != len(("", "", "")) or parts[0] != BEGINNING:
            raise WorkerTokenError("no token of a worker")
        stored = await self._book.find(parts[1])
        if stored is None or not hmac.compare_digest(stored.secret_hash, _hash(parts[2])):
            raise WorkerTokenError("an unknown token of a worker")
        known = (await self._executor.queue(MAIN_QUEUE)).workers.get(WorkerId(stored.worker))
        if known is None or known.is_removed:
            raise WorkerTokenError("a token of a worker that was removed")
        return known.id


def _hash(secret: str) -> str:
    """A secret of 256 random bits needs no slow hash: nobody can try all of them."""
    return sha256(secret.encode()).hexdigest()
