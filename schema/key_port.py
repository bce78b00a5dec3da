"""What GraphQL asks of the API keys of workers; the server encrypts and keeps them."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from domain.queue.fleet import SetWorkerKey
from events.ids import UserId, WorkerId


class WorkerKeys(Protocol):
    def changing(
        self, wish: SetWorkerKey, secret: str, by: UserId
    ) -> AbstractAsyncContextManager[None]:
        """Keep a key before an event names it, and forget behind it what none names any more.

        Raises NotFoundError, RuleViolatedError.
        """
        ...

    async def drop(self, worker: WorkerId) -> None:
        """Forget all keys of a worker that was removed."""
        ...
