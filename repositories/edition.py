"""Which edition of the program a database was written by, as one document in `editions`.

`store` counts what the log and the accounts look like, `rows` what the read models look like:
raise ROWS whenever a row of an older program would be read wrongly, and the next start makes them
anew. Events have schema versions of their own, see events/codec.py.
"""

from typing import Any, Final

import structlog
from pymongo.asynchronous.database import AsyncDatabase

from events.record import record
from events.store import EventStore
from repositories.rebuild import rebuild_all

Database = AsyncDatabase[dict[str, Any]]

STORE: Final = 1
ROWS: Final = 3
PROGRAM: Final = {"_id": "program"}
RESTORING: Final = {"_id": "restoring"}

log = structlog.get_logger(__name__)


@record
class Edition:
    store: int
    rows: int


PRESENT: Final = Edition(store=STORE, rows=ROWS)


class UnusableDatabaseError(Exception):
    """The text is one sentence for the operator that says what to do."""


async def edition(database: Database) -> Edition:
    """Return what wrote a database; the present edition where nothing is in it."""
    if found := await database["editions"].find_one(PROGRAM):
        return Edition(store=found["store"], rows=found["rows"])
    # Before there were editions nobody wrote them down.
    return PRESENT if await is_empty(database) else Edition(store=1, rows=0)


async def is_empty(database: Database) -> bool:
    """Whether nobody registered and nothing was written."""
    kept = [await database[name].find_one({}, {"_id": 1}) for name in ("commits", "account")]
    return not any(kept)


async def require_usable(database: Database) -> Edition:
    """Raise UnusableDatabaseError for what must not be touched. Writes nothing."""
    if await database["editions"].find_one(RESTORING) is not None:
        raise UnusableDatabaseError(
            f"The database {database.name} holds half of a backup, because `storyboard restore` was"
            " ended before it was done: run it again."
        )
    return await require_known(database)


async def require_known(database: Database) -> Edition:
    """Raise UnusableDatabaseError for what a newer program wrote. Writes nothing."""
    found = await edition(database)
    if found.store > STORE or found.rows > ROWS:
        raise UnusableDatabaseError(
            f"The database {database.name} was written by a newer version of the program: update"
            " the program."
        )
    return found


async def require_current(database: Database) -> None:
    """Raise UnusableDatabaseError where the rows are not of this edition."""
    if (await require_usable(database)).rows < ROWS:
        raise UnusableDatabaseError(
            f"The rows of the database {database.name} are of an older version of the program:"
            " start the server, or run `storyboard rebuild`, which makes them anew."
        )


async def bring_up_to_date(database: Database, store: EventStore) -> None:
    """Make rows of an older edition anew, and write down that the database is of this one.

    A project whose log cannot be read keeps its rows, and the log says so.
    """
    found = await require_usable(database)
    if found.rows < ROWS:
        log.info("rows.rebuilding", edition=found.rows, to=ROWS)
        async for one in rebuild_all(database, store):
            for sentence in one.trouble:
                log.error("rows.trouble", project=one.project, trouble=sentence)
    await write_down(database)


async def write_down(database: Database) -> None:
    """Say that the database is of this edition."""
    await database["editions"].update_one(
        PROGRAM, {"$max": {"store": STORE, "rows": ROWS}}, upsert=True
    )
