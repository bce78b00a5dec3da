"""What GraphQL asks of the tokens of workers; the server makes and keeps them."""

from typing import Protocol

from events.ids import UserId, WorkerId


class WorkerTokens(Protocol):
    async def issue(self, worker: WorkerId, by: UserId) -> str:
        """Return a new token for a worker of kind agent. Raises NotFoundError."""
        ...

    async def revoke(self, worker: WorkerId) -> int:
        """Make all tokens of a worker void, and return how many there were."""
        ...
