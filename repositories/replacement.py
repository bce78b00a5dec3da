"""The one write of the projector: rows replaced where they are older, many in one command.

The driver's own bulk write takes three times the processor time for the same message.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import bson
from bson.raw_bson import RawBSONDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import OperationFailure, WriteConcernError

from repositories.view import View, row

DUPLICATE_KEY: Final = 11000
MESSAGE_BYTES: Final = 16 * 1024 * 1024
MESSAGE_ROWS: Final = 10_000

Rows = AsyncCollection[dict[str, Any]]


async def replace_older(rows: Rows, views: Iterable[View[Any]]) -> None:
    """Write the rows that are newer than what is stored, at the collection's write concern.

    Raises PyMongoError where it is unknown whether all of them are there.
    """
    for updates in _messages(views):
        reply = await rows.database.command(
            {
                "update": rows.name,
                "updates": [RawBSONDocument(update) for update in updates],
                "ordered": False,
                "writeConcern": rows.write_concern.document,
            }
        )
        _check(reply)


def _messages(views: Iterable[View[Any]]) -> Iterator[list[bytes]]:
    message: list[bytes] = []
    size = 0
    for view in views:
        update = bson.encode(_update(view))
        if message and (size + len(update) > MESSAGE_BYTES or len(message) == MESSAGE_ROWS):
            yield message
            message, size = [], 0
        message.append(update)
        size += len(update)
    if message:
        yield message


def _update(view: View[Any]) -> dict[str, Any]:
    return {
        "q": {
            "_id": view.state.id,
            "position": {"$lt": view.position},
            # An id that somebody took from another project never touches its row.
            "project": view.project,
        },
        "u": row(view),
        "upsert": True,
    }


def _check(reply: dict[str, Any]) -> None:
    if concern := reply.get("writeConcernError"):
        raise WriteConcernError(concern.get("errmsg", ""), concern.get("code"), concern)
    for error in reply.get("writeErrors", ()):
        # The guard found a newer row, so the upsert tried to insert it again: nothing to do.
        if error["code"] != DUPLICATE_KEY:
            raise OperationFailure(error.get("errmsg", ""), error["code"], error)
