"""Whether a MongoDB can be used by this program, asked before anything is built on it."""

from typing import Any

from pymongo import MongoClient
from pymongo.errors import ConfigurationError, InvalidURI, OperationFailure, PyMongoError

OLDEST_WIRE_VERSION = 17  # MongoDB 6.0


class MongodbUnusableError(Exception):
    """The text is one sentence for whoever set MONGODB_URI; it never repeats the password."""


def require_mongodb(uri: str, *, patience: float = 5.0) -> None:
    """Waits at most `patience` seconds for an answer. Raises `MongodbUnusableError`."""
    try:
        answer = _ask(uri, patience)
    except (InvalidURI, ConfigurationError, ValueError) as error:
        raise MongodbUnusableError(f"MONGODB_URI cannot be read: {error}.") from None
    except OperationFailure as error:
        reason = error.details.get("errmsg", "") if error.details else ""
        raise MongodbUnusableError(
            f"MongoDB refused the connection: {reason.rstrip('.')}."
        ) from None
    except PyMongoError:
        raise MongodbUnusableError(
            f"No MongoDB answered at MONGODB_URI within {patience:g} s: "
            "check the address and that it runs."
        ) from None
    if "setName" not in answer and answer.get("msg") != "isdbgrid":
        raise MongodbUnusableError(
            "The MongoDB at MONGODB_URI is neither a replica set nor a sharded cluster, and the "
            "program needs transactions: start it with --replSet and initiate it."
        )
    if answer["maxWireVersion"] < OLDEST_WIRE_VERSION:
        raise MongodbUnusableError("The MongoDB at MONGODB_URI is older than 6.0: upgrade it.")


def _ask(uri: str, patience: float) -> dict[str, Any]:
    with MongoClient[dict[str, Any]](
        uri, serverSelectionTimeoutMS=int(patience * 1000), appname="storyboard"
    ) as client:
        answer: dict[str, Any] = client.admin.command("hello")
        client.admin.command("ping")  # hello is allowed before one has logged in
        return answer
