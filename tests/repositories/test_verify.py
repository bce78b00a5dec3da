import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from repositories import verify
from repositories.verify import checked, differences
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


async def test_rows_of_a_commit_that_is_being_projected_are_compared_where_they_stand(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "PAUSE", 0.01)
    projects, clips = home.database["projects"], home.database["clips"]
    before = await projects.find_one({"_id": FILM})
    assert before is not None
    await home.done(request("c", moved(100, 240)))
    await projects.replace_one({"_id": FILM}, before)
    unsettled = (
        f"{FILM} is not settled: its rows stand at commit 1 of 2. Start the server, which projects"
        " the rest, and verify again."
    )
    assert await differences(home.database, home.store) == [unsettled]
    await clips.update_one({"_id": CLIP}, {"$set": {"start": 7}})
    await clips.update_one({"_id": clip_id(101)}, {"$set": {"start": 8}})
    assert await differences(home.database, home.store) == [
        unsettled,
        f"{clip_id(101)}: start is 8 and should be 48.",
        f"{CLIP}: start is 7 and should be 240.",
    ]


async def test_it_waits_for_a_projector_that_is_a_little_behind(home: House) -> None:
    projects = home.database["projects"]
    before = await projects.find_one({"_id": FILM})
    assert before is not None
    await home.done(request("c", moved(100, 240)))
    after = await projects.find_one_and_replace({"_id": FILM}, before)
    looking = asyncio.create_task(checked(home.database, home.store, FILM))
    await asyncio.sleep(verify.PAUSE * 1.5)
    assert after is not None
    await projects.replace_one({"_id": FILM}, after)
    assert (await looking).differences == ()


async def test_a_row_beyond_the_log_is_named(home: House) -> None:
    await home.database["clips"].update_one({"_id": CLIP}, {"$set": {"position": 9}})
    assert await differences(home.database, home.store) == [
        f"{CLIP}: position is 9 and should be 1."
    ]


async def test_a_project_that_says_it_is_beyond_its_log_is_named_and_its_rows_are_compared(
    home: House,
) -> None:
    await home.database["projects"].update_one({"_id": FILM}, {"$set": {"position": 9}})
    await home.database["clips"].update_one({"_id": CLIP}, {"$set": {"start": 7}})
    assert await differences(home.database, home.store) == [
        f"{FILM}: position is 9 and should be 1.",
        f"{CLIP}: start is 7 and should be 0.",
    ]


async def test_patience_is_for_a_projector_that_works_and_not_for_each_project_of_a_dead_one(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "PAUSE", 0.01)
    await home.done(founding(2))
    await home.database["projects"].update_many({}, {"$set": {"position": 0}})
    found = [one async for one in verify.checked_all(home.database, home.store)]
    assert [one.is_settled for one in found] == [False, False]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"_id": {"p": FILM, "n": 3}}, "goes on with commit 3 where 2 is due"),
        ({"events": [{"stream": CLIP, "type": "ClipMoved", "v": 9, "data": {}}]}, "version 9"),
    ],
)
async def test_a_log_that_cannot_be_read_to_its_end_is_named_and_the_others_are_compared(
    home: House, change: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "PAUSE", 0.01)
    await home.done(founding(2))
    first = await home.database["commits"].find_one({"_id": {"p": FILM, "n": 1}})
    assert first is not None
    second = {**first, "_id": {"p": FILM, "n": 2}, "command": "c", "streams": [], **change}
    await home.database["commits"].insert_one(second)
    await home.database["clips"].update_one({"_id": clip_id(200)}, {"$set": {"start": 7}})
    broken, other = await differences(home.database, home.store)
    assert FILM in broken
    assert sentence in broken
    assert other == f"{clip_id(200)}: start is 7 and should be 0."
