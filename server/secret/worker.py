"""API keys of workers: kept encrypted, shown to nobody, told only to the worker itself."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from domain.errors import DomainError, RuleViolatedError
from domain.execute import Executor
from domain.queue.board.worker import Worker
from domain.queue.fleet import SetWorkerKey
from events.ids import MAIN_QUEUE, UserId, WorkerId
from generation.dispatch.port import UnreadableKeyError
from repositories.worker_key import KeptKey, WorkerKeyBook
from server.account.key import KeysUnusableError
from server.secret.vault import LostKeyError, Sealed, Vault

LONGEST: Final = 4000  # characters
LOST: Final = "Its API key cannot be read any more. Set its key again."
ODD: Final = (
    "This is no API key: one has up to 4,000 letters, digits and signs, in one line. Copy it as it"
    " was shown."
)


class WorkerKeys:
    """The port of GraphQL for keys, and what the farm asks workers with."""

    def __init__(
        self,
        *,
        book: WorkerKeyBook,
        vault: Vault,
        executor: Executor,
        clock: Callable[[], datetime],
    ) -> None:
        self._book = book
        self._vault = vault
        self._executor = executor
        self._clock = clock

    @asynccontextmanager
    async def changing(self, wish: SetWorkerKey, secret: str, by: UserId) -> AsyncGenerator[None]:
        """Keep what an event will name before it does; forget what none names any more behind it.

        Raises NotFoundError, RuleViolatedError. Where it is not known whether there was an event,
        both are kept.
        """
        was = (await self._executor.queue(MAIN_QUEUE)).worker(wish.worker_id).key
        if secret:
            await self._keep(wish, secret, by)
        try:
            yield
        except DomainError:
            await self._forget(wish.worker_id, wish.key)
            raise
        await self._forget(wish.worker_id, was, wish.key)

    async def _keep(self, wish: SetWorkerKey, secret: str, by: UserId) -> None:
        if len(secret) > LONGEST or not secret.isascii() or not secret.isprintable():
            raise RuleViolatedError(ODD, field="key")
        about = _about(wish.worker_id, wish.key)
        try:
            sealed = await asyncio.to_thread(self._vault.seal, secret, about)
        except KeysUnusableError as error:
            raise RuleViolatedError(str(error), field="key") from error
        kept = KeptKey(
            id=wish.key,
            worker=wish.worker_id,
            sealed_by=sealed.by,
            nonce=sealed.nonce,
            sealed=sealed.content,
        )
        await self._book.add(kept, by=by, at=self._clock())

    async def _forget(self, worker: WorkerId, *keys: str) -> None:
        found = (await self._executor.queue(MAIN_QUEUE)).workers.get(worker)
        named = {"", found.key} if found else {""}
        await self._book.forget([key for key in keys if key not in named])

    async def drop(self, worker: WorkerId) -> None:
        """Forget all of a worker that was removed."""
        await self._book.drop(worker)

    async def headers(self, worker: Worker) -> Mapping[str, str] | None:
        """Return what a worker is asked with. Raises UnreadableKeyError, StoreUnavailableError."""
        if not worker.key:
            return None
        kept = await self._book.find(worker.key)
        if kept is None:
            raise UnreadableKeyError(LOST)
        sealed = Sealed(by=kept.sealed_by, nonce=kept.nonce, content=kept.sealed)
        try:
            about = _about(worker.id, worker.key)
            secret = await asyncio.to_thread(self._vault.open, sealed, about)
        except LostKeyError as error:
            raise UnreadableKeyError(LOST) from error
        except KeysUnusableError as error:
            raise UnreadableKeyError(str(error)) from error
        return {"Authorization": authorization(secret)}


def authorization(secret: str) -> str:
    """Return the header for a key: as it is where it names its scheme, such as `Basic`."""
    return secret if " " in secret else f"Bearer {secret}"


def _about(worker: WorkerId, key: str) -> str:
    return f"{worker}/{key}"
