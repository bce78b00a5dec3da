"""MongoDB's own fail points: errors where a network or a failover would make them."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from pymongo import AsyncMongoClient


@asynccontextmanager
async def fail(
    client: AsyncMongoClient[dict[str, Any]], data: Mapping[str, Any], *, times: int = 0
) -> AsyncGenerator[None]:
    """Make commands fail as `data` says, so many times, or always for 0."""
    mode = {"times": times} if times else "alwaysOn"
    await client.admin.command("configureFailPoint", "failCommand", mode=mode, data=data)
    try:
        yield
    finally:
        await client.admin.command("configureFailPoint", "failCommand", mode="off")
