"""API keys of workers, encrypted: what is kept tells nobody what they are without another key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from events.record import record
from events.store import StoreUnavailableError

UNKNOWN: Final = "The API key of a worker cannot be read now."


@record
class KeptKey:
    """`id` is what events call it, `sealed_by` names the key that `sealed` is encrypted with."""

    id: str
    worker: str
    sealed_by: str
    nonce: bytes
    sealed: bytes


class WorkerKeyBook:
    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._rows = database.get_collection("worker_keys")

    async def add(self, key: KeptKey, *, by: str, at: datetime) -> None:
        """Keep a key. What is kept under its id already stays as it is."""
        row = {
            "worker": key.worker,
            "sealed_by": key.sealed_by,
            "nonce": key.nonce,
            "sealed": key.sealed,
            "set_by": by,
            "set_at": at,
        }
        await self._rows.update_one({"_id": key.id}, {"$setOnInsert": row}, upsert=True)

    async def find(self, id_: str) -> KeptKey | None:
        """Return a key that was not forgotten. Raises StoreUnavailableError."""
        try:
            row = await self._rows.find_one({"_id": id_})
        except PyMongoError as error:
            raise StoreUnavailableError(UNKNOWN) from error
        if row is None:
            return None
        return KeptKey(
            id=id_,
            worker=row["worker"],
            sealed_by=row["sealed_by"],
            nonce=row["nonce"],
            sealed=row["sealed"],
        )

    async def forget(self, ids: Sequence[str]) -> None:
        await self._rows.delete_many({"_id": {"$in": list(ids)}})

    async def drop(self, worker: str) -> None:
        """Forget all keys of a worker."""
        await self._rows.delete_many({"worker": worker})
