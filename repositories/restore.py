"""Put a backup into an empty database: read all of it first, then write, then make the rows.

While it lasts the database says so, and no server works on it; what an earlier restore that was
ended left behind is taken away by the next one.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import bson
from beanie import Document
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pymongo.asynchronous.database import AsyncDatabase

from events.codec import CODEC, UnknownEventError, UnreadableEventError
from events.document import commit
from repositories.account import AccountDocument, RegistrationDocument
from repositories.archive import COMMITS, DOCUMENTS, Archive, UnusableBackupError
from repositories.commit_log import CommitLog, is_tombstone
from repositories.edition import (
    RESTORING,
    UnusableDatabaseError,
    is_empty,
    require_known,
    write_down,
)
from repositories.event_store import MongoEventStore
from repositories.model import prepare_models
from repositories.rebuild import rebuild_all

Database = AsyncDatabase[dict[str, Any]]

WRITTEN: Final = (COMMITS, *DOCUMENTS, "projects", "scenes", "clips", "takes", "items", "parked")
MODELS: Final[dict[str, type[Document]]] = {
    "account": AccountDocument,
    "registration": RegistrationDocument,
}
BATCH_DOCUMENTS: Final = 256
BATCH_BYTES: Final = 8 * 1024 * 1024
AWARE: Final[CodecOptions[dict[str, Any]]] = CodecOptions(tz_aware=True)


def _shape(model: type[Document]) -> type[BaseModel]:
    """Return a document's fields as a model that is no document: those need a database."""
    fields: dict[str, Any] = {
        name: (field.annotation, ... if field.is_required() else field.default)
        for name, field in model.model_fields.items()
        if name not in {"id", "revision_id"}
    }
    config = ConfigDict(strict=True, extra="forbid")
    return create_model(model.__name__, __config__=config, **fields)


SHAPES: Final = {name: _shape(model) for name, model in MODELS.items()}


def check(archive: Archive) -> None:
    """Read all of a backup. Raises UnusableBackupError for what cannot be restored from it."""
    seen: dict[str, int] = {}
    for document in archive.documents(COMMITS):
        _check_commit(_decoded(document), seen)
    if seen != archive.manifest.partitions:
        raise UnusableBackupError("The backup holds other commits than its manifest says.")
    for name in DOCUMENTS:
        for document in archive.documents(name):
            _check_document(_decoded(document), name)


def _decoded(document: bytes) -> dict[str, Any]:
    try:
        return bson.decode(document, AWARE)
    except (BSONError, RecursionError, OverflowError, ValueError):
        raise UnusableBackupError("The backup holds something that is no document.") from None


def _check_commit(stored: dict[str, Any], seen: dict[str, int]) -> None:
    try:
        if is_tombstone(stored):
            raise LookupError("it ends a purged project")  # noqa: TRY301 - as any other fault
        found = commit(stored, CODEC)
    except UnknownEventError as error:
        raise UnusableBackupError(str(error)) from None
    except (UnreadableEventError, LookupError, TypeError, AttributeError) as error:
        raise UnusableBackupError(f"The backup holds a commit that is none: {error!r}.") from None
    if found.n != seen.get(found.partition, 0) + 1:
        raise UnusableBackupError(
            f"The backup goes on with commit {found.n} of {found.partition} where"
            f" {seen.get(found.partition, 0) + 1} is due."
        )
    seen[found.partition] = found.n


def _check_document(stored: dict[str, Any], name: str) -> None:
    try:
        id_ = stored.pop("_id", None)
        SHAPES[name].model_validate(stored)
    except ValidationError:
        id_ = None
    if not isinstance(id_, str):
        raise UnusableBackupError(f"The backup holds something in {name}.bson that is none.")


async def prepare_restore(database: Database) -> None:
    """See that a database is empty, or make it so again where a restore was ended.

    Raises UnusableDatabaseError for any other.
    """
    await require_known(database)
    if await database["editions"].find_one(RESTORING) is not None:
        await wipe(database)
    if not await is_empty(database):
        raise UnusableDatabaseError(
            f"The database {database.name} is not empty, and a backup is restored into an empty one"
            " only: set STORYBOARD_DATA to a new folder, or STORYBOARD_DATABASE to a new name."
        )


async def restore(database: Database, archive: Archive) -> list[str]:
    """Write a backup that was checked; return what is wrong with its logs.

    Raises UnusableBackupError. Whatever ends it before it is done, nothing is left behind; where
    the program is killed, the next restore sees to that.
    """
    await prepare_models(database)
    store = MongoEventStore(database, CODEC)
    await store.start()
    await database["editions"].update_one(RESTORING, {"$set": {}}, upsert=True)
    try:
        await _write(database, archive)
        trouble = [
            sentence async for one in rebuild_all(database, store) for sentence in one.trouble
        ]
    except BaseException:
        await wipe(database)
        raise
    await write_down(database)
    await database["editions"].delete_one(RESTORING)
    return trouble


async def wipe(database: Database) -> None:
    """Take away all that a restore has written, and the word of it last."""
    for name in WRITTEN:
        await database[name].delete_many({})
    await database["editions"].delete_one(RESTORING)


async def _write(database: Database, archive: Archive) -> None:
    log = CommitLog(database)
    for batch in _batches(archive.documents(COMMITS)):
        if await log.insert(batch) is not None:
            raise UnusableBackupError("The backup holds one command, or one version, twice.")
    for name in DOCUMENTS:
        await database[name].delete_many({})
        for batch in _batches(archive.documents(name)):
            await database[name].insert_many([RawBSONDocument(one) for one in batch])


def _batches(documents: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for document in documents:
        if batch and (len(batch) == BATCH_DOCUMENTS or size + len(document) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document)
    if batch:
        yield batch
