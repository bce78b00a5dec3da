"""The one way to a MongoDB client whose answers the log may rely on."""

from datetime import UTC
from typing import Any, Final, TypeAlias

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

Document: TypeAlias = dict[str, Any]
Database: TypeAlias = AsyncDatabase[Document]

SELECTION_MS: Final = 5_000
HEARTBEAT_MS: Final = 1_000
WRITE_CONCERN_MS: Final = 10_000
SOCKET_MS: Final = 20_000


def connect(uri: str) -> AsyncMongoClient[Document]:
    """Return a client, not yet connected, that never answers with what could be undone.

    Below majority and journal a killed server loses acknowledged commits. With the driver's own
    retries a batch may be sent again on top of a tail that was rolled back, which leaves a hole
    in a partition; the event store retries by itself, after looking. Without the limits on time
    a server that hangs would hang the program with it; with the driver's heartbeat of ten seconds
    it would notice the end of a failover as late.
    """
    return AsyncMongoClient(
        uri,
        retryWrites=False,
        w="majority",
        journal=True,
        wTimeoutMS=WRITE_CONCERN_MS,
        readConcernLevel="majority",
        readPreference="primary",
        serverSelectionTimeoutMS=SELECTION_MS,
        heartbeatFrequencyMS=HEARTBEAT_MS,
        socketTimeoutMS=SOCKET_MS,
        tz_aware=True,
        tzinfo=UTC,
        appname="storyboard",
    )


def reign(client: AsyncMongoClient[Document]) -> frozenset[object]:
    """Return what is another one after each failover or restart, empty where nobody can tell.

    Two writes were to the same primary, without a break, if it was the same before the first and
    after the second.
    """
    servers = client.topology_description.server_descriptions().values()
    return frozenset(
        (server.address, server.election_id)
        for server in servers
        if server.is_writable and server.election_id is not None
    )
