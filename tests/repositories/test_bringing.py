"""A project goes out of one database and into another, as itself or as a copy."""

from typing import Any

from domain.arrival.renaming import anew
from domain.history import MergeWish
from tests.film import ADA, FILM, sung
from tests.repositories.archive_house import AS_COPY, BOB, COPY, archived, brought, filmed, on
from tests.repositories.past_house import PastHouse, past_house

Database = Any


async def test_a_project_goes_on_in_another_database(database: Database) -> None:
    other = database.client[f"{database.name}_other"]
    async with past_house(database) as home, past_house(other) as there:
        branch, inner = await filmed(home)
        found = await brought(other, await archived(home))
        assert list(found.heads) == [FILM, branch, inner]
        assert await there.settled() == []
        for partition in (FILM, branch, inner):
            assert await rows(there, partition) == await rows(home, partition)


async def rows(home: PastHouse, partition: str) -> Any:
    found: dict[str, Any] = {}
    for kind in ("scenes", "clips"):
        async for row in home.database[kind].find({"project": partition}):
            found[row["_id"]] = row
    return found
