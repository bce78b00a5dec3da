"""Tokens of workers that ask for their work: what is kept tells nobody what they are."""

from datetime import datetime
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from events.record import record


@record
class StoredToken:
    """`secret_hash` is the SHA-256 of the secret part, in hex."""

    id: str
    worker: str
    secret_hash: str


class WorkerTokenBook:
    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._rows = database.get_collection("worker_tokens")

    async def add(self, token: StoredToken, *, by: str, at: datetime) -> None:
        await self._rows.insert_one(
            {
                "_id": token.id,
                "worker": token.worker,
                "secret_hash": token.secret_hash,
                "issued_by": by,
                "issued_at": at,
            }
        )

    async def find(self, id_: str) -> StoredToken | None:
        """Return a token that was not revoked."""
        row = await self._rows.find_one({"_id": id_})
        if row is None:
            return None
        return StoredToken(id=id_, worker=row["worker"], secret_hash=row["secret_hash"])

    async def revoke(self, worker: str) -> int:
        """Forget all tokens of a worker, and return how many there were."""
        return (await self._rows.delete_many({"worker": worker})).deleted_count
