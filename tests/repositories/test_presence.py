import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.read_concern import ReadConcern

from repositories import presence
from repositories.presence import LIFETIME, Presence, Presences
from tests.film import ADA, EVE, FILM, clip_id, project_id
from tests.repositories.failure import fail

Database = AsyncDatabase[dict[str, Any]]

# Far ahead: the database removes old rows by its own clock, at a moment of its own.
NOON: Final = datetime(2100, 3, 1, 12, tzinfo=UTC)


class Watch:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
async def presences(database: Database, clock: Watch, monkeypatch: pytest.MonkeyPatch) -> Presences:
    monkeypatch.setattr(presence, "LOOK", 0.02)
    made = Presences(database, clock)
    await made.prepare()
    return made


def here(
    session: str, *, user: str = ADA, at: datetime = NOON, playhead: int | None = None
) -> Presence:
    return Presence(
        project=FILM, session=session, user=user, selection=clip_id(1), playhead=playhead, at=at
    )


async def test_the_newest_word_of_each_session_counts(presences: Presences) -> None:
    await presences.announce(here("a", playhead=1))
    await presences.announce(here("b", user=EVE))
    await presences.announce(here("a", playhead=2))
    assert await presences.present(FILM, NOON) == [here("a", playhead=2), here("b", user=EVE)]
    assert await presences.present(project_id(2), NOON) == []


async def test_many_words_at_once_leave_one_row(presences: Presences, database: Database) -> None:
    await asyncio.gather(*(presences.announce(here("a", playhead=n)) for n in range(30)))
    rows = database.get_collection("presences", read_concern=ReadConcern("local"))
    assert await rows.count_documents({}) == 1


async def test_who_is_silent_is_gone(presences: Presences) -> None:
    await presences.announce(here("a"))
    await presences.announce(here("b", user=EVE, at=NOON + LIFETIME))
    assert await presences.present(FILM, NOON + LIFETIME) == [
        here("b", user=EVE, at=NOON + LIFETIME)
    ]
    assert await presences.present(FILM, NOON + 2 * LIFETIME) == []


async def test_old_rows_are_removed_by_the_database(
    presences: Presences, database: Database
) -> None:
    del presences
    indexes = await database["presences"].index_information()
    assert indexes["at_1"]["expireAfterSeconds"] == 60


async def test_a_follower_gets_the_present_first_and_then_each_change(
    presences: Presences, clock: Watch
) -> None:
    await presences.announce(here("a"))
    following = presences.follow(FILM)
    async with asyncio.timeout(5):
        assert await anext(following) == [here("a")]
        await presences.announce(here("a", at=NOON + timedelta(seconds=5)))  # nothing new
        await presences.announce(here("b", user=EVE))
        assert [one.session for one in await anext(following)] == ["a", "b"]
        clock.now = NOON + LIFETIME
        assert [one.session for one in await anext(following)] == ["a"]


async def test_followers_of_a_project_share_one_look_and_the_last_one_ends_it(
    presences: Presences, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    look = presences.present

    async def counted(project: str, now: datetime) -> list[Presence]:
        nonlocal looks
        looks += 1
        return await look(project, now)

    monkeypatch.setattr(presences, "present", counted)
    monkeypatch.setattr(presence, "LOOK", 60)
    following = [presences.follow(FILM) for _ in range(20)]
    first = [asyncio.ensure_future(anext(one)) for one in following]
    async with asyncio.timeout(5):
        assert await asyncio.gather(*first) == [[]] * 20
    assert looks == 1
    for one in following:
        await one.aclose()
    assert presences.watched == 0


async def test_a_failing_look_is_tried_again(presences: Presences, database: Database) -> None:
    refused = {"failCommands": ["find"], "errorCode": 91}
    following = presences.follow(FILM)
    async with fail(database.client, refused, times=2), asyncio.timeout(10):
        assert await anext(following) == []


async def test_a_look_that_fails_as_nobody_foresaw_is_tried_again(
    presences: Presences, clock: Watch
) -> None:
    troubles = [RuntimeError("the clock stopped")]

    def stopped() -> datetime:
        if troubles:
            raise troubles.pop()
        return clock()

    presences.clock = stopped
    following = presences.follow(FILM)
    async with asyncio.timeout(5):
        assert await anext(following) == []
    assert not troubles
    await following.aclose()
