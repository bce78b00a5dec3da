"""What one server is told of attempts, the others read."""

from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from events.record import replace
from events.store import StoreUnavailableError
from repositories.bulletin import LONGEST, Bulletin, JobProgress
from tests.film import FILM, project_id
from tests.repositories.failure import fail

Database = AsyncDatabase[dict[str, Any]]
PICTURE = "data:image/png;base64,iVBORw0KGgo="
FIRST = JobProgress(
    project=FILM,
    job="job-1",
    attempt="attempt-1",
    fraction=0.25,
    ahead=1,
    node="7",
    step=5,
    steps=20,
    message="It is slow.",
    preview=PICTURE,
)


@pytest.fixture
async def servers(database: Database) -> tuple[Bulletin, Bulletin]:
    one, other = Bulletin(database), Bulletin(database)
    await one.prepare()
    return one, other


async def test_others_read_what_was_posted_whole_and_only_what_changed_again(
    servers: tuple[Bulletin, Bulletin],
) -> None:
    one, other = servers
    second = JobProgress(project=FILM, job="job-2", attempt="attempt-2")
    await one.post([FIRST, second], {})
    news = await other.news(FILM, {})
    assert sorted(news.told, key=lambda told: told.job) == [FIRST, second]
    assert (await other.news(FILM, news.versions)).told == ()
    further = replace(FIRST, fraction=0.5)
    await one.post([further], {})
    assert (await other.news(FILM, news.versions)).told == (further,)


async def test_a_server_reads_neither_what_it_posted_itself_nor_other_projects(
    servers: tuple[Bulletin, Bulletin],
) -> None:
    one, other = servers
    await one.post([FIRST], {})
    assert (await one.news(FILM, {})).versions == {}
    assert (await other.news(project_id(2), {})).versions == {}


async def test_an_attempt_has_one_row_which_goes_with_it_and_not_with_an_older_one(
    servers: tuple[Bulletin, Bulletin], database: Database
) -> None:
    one, other = servers
    for step in range(3):
        await one.post([replace(FIRST, step=step)], {})
    again = replace(FIRST, attempt="attempt-2")
    await other.post([again], {})
    await one.post([], {FIRST.job: FIRST.attempt})
    assert (await one.news(FILM, {})).told == (again,)
    await other.post([], {again.job: again.attempt})
    assert (await one.news(FILM, {})).versions == {}
    indexes = await database["bulletin"].index_information()
    assert indexes["at_1"]["expireAfterSeconds"] == 3600


async def test_a_picture_that_is_large_stays_with_the_server_that_was_told(
    servers: tuple[Bulletin, Bulletin],
) -> None:
    one, other = servers
    await one.post([replace(FIRST, preview="d" * (LONGEST + 1))], {})
    assert (await other.news(FILM, {})).told == (replace(FIRST, preview=""),)


async def test_a_database_that_is_away_stops_nobody_who_posts(
    servers: tuple[Bulletin, Bulletin], database: Database
) -> None:
    one, other = servers
    refused = {"failCommands": ["update", "find"], "errorCode": 91}
    async with fail(database.client, refused):
        await one.post([FIRST], {})
        with pytest.raises(StoreUnavailableError, match="cannot be read now"):
            await other.news(FILM, {})
    await one.post([FIRST], {})
    assert (await other.news(FILM, {})).told == (FIRST,)
