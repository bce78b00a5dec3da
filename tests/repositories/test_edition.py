"""A database says which edition of the program wrote it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from repositories.edition import (
    PRESENT,
    PROGRAM,
    RESTORING,
    ROWS,
    STORE,
    Edition,
    UnusableDatabaseError,
    bring_up_to_date,
    edition,
    require_current,
    require_usable,
)
from tests.film import FILM, clip_id, founding
from tests.repositories.film_house import House, house

Database = AsyncDatabase[dict[str, Any]]


@pytest.fixture
async def home(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        yield made


async def era(home: House) -> int:
    row = await home.database["projects"].find_one({"_id": FILM})
    assert row is not None
    found: int = row["era"]
    return found


async def test_an_empty_database_is_of_the_present_edition_and_nothing_is_written_to_see_it(
    database: Database,
) -> None:
    assert await require_usable(database) == PRESENT
    assert await database.list_collection_names() == []


async def test_what_was_written_before_there_were_editions_is_made_anew_once(home: House) -> None:
    assert await edition(home.database) == Edition(store=1, rows=0)
    with pytest.raises(UnusableDatabaseError, match="run `storyboard rebuild`"):
        await require_current(home.database)
    await home.database["clips"].update_one({"_id": clip_id(100)}, {"$set": {"start": 7}})
    await bring_up_to_date(home.database, home.store)
    await require_current(home.database)
    assert (await era(home), await home.settled()) == (1, [])
    await bring_up_to_date(home.database, home.store)
    assert (await era(home), await edition(home.database)) == (1, PRESENT)


async def test_a_project_that_cannot_be_read_does_not_keep_the_others_from_the_new_edition(
    home: House,
) -> None:
    await home.done(founding(2))
    await home.database["commits"].update_one(
        {"_id": {"p": FILM, "n": 1}}, {"$set": {"events.0.v": 9}}
    )
    await bring_up_to_date(home.database, home.store)
    assert (await era(home), await edition(home.database)) == (0, PRESENT)


@pytest.mark.parametrize(
    "newer", [{"store": STORE + 1, "rows": ROWS}, {"store": STORE, "rows": ROWS + 1}]
)
async def test_what_a_newer_program_wrote_is_not_touched(
    database: Database, newer: dict[str, int]
) -> None:
    await database["editions"].insert_one({**PROGRAM, **newer})
    with pytest.raises(UnusableDatabaseError) as refused:
        await require_usable(database)
    assert str(refused.value) == (
        f"The database {database.name} was written by a newer version of the program: update the"
        " program."
    )


async def test_what_is_half_restored_is_not_served(database: Database) -> None:
    await database["editions"].insert_one({**RESTORING})
    with pytest.raises(UnusableDatabaseError, match="half of a backup"):
        await require_usable(database)
