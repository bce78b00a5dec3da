from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from repositories.verify import differences
from tests.film import FILM, clip_id, founding, moved, request
from tests.repositories.film_house import House, house

CLIP = clip_id(100)


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        yield made


async def test_it_names_what_is_wrong(home: House) -> None:
    await home.database["clips"].update_one({"_id": CLIP}, {"$set": {"start": 7}})
    await home.database["clips"].delete_one({"_id": clip_id(101)})
    found = await home.database["clips"].find_one({"_id": CLIP})
    assert found is not None
    stray = {**found, "_id": clip_id(8)}
    strange = {**stray, "_id": clip_id(9), "project": "project-unknown"}
    await home.database["clips"].insert_many([stray, strange])
    assert await differences(home.database, home.store) == [
        f"{CLIP}: start is 7 and should be 0.",
        f"{clip_id(8)} has a row that its log does not explain.",
        f"{clip_id(101)} has no row.",
        f"{clip_id(9)} belongs to no log.",
    ]


async def test_it_finds_a_command_that_was_done_twice(home: House) -> None:
    await home.database["commits"].drop_index("command")
    first = await home.done(request("c", moved(100, 240)))
    assert first.commit is not None
    twice = await home.database["commits"].find_one({"_id": {"p": FILM, "n": 2}})
    assert twice is not None
    streams = [{"id": CLIP, "v": 3}]
    third = {**twice, "_id": {"p": FILM, "n": 3}, "streams": streams}
    await home.database["commits"].insert_one(third)
    assert await home.projector.reached(FILM, 3)
    assert await home.settled() == [f"{FILM} has command c twice, 2 and 3."]
