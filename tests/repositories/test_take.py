"""Rows of takes and of the pool: counted, made anew, and never in the way of a timeline."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.command import Command
from domain.past import Past
from domain.take import AddTake, DeleteTakes, RestoreTakes, SelectTake
from events.ids import ClipId
from repositories import moment, pool
from repositories import take as takes
from repositories.moment import Moments
from repositories.page import Order
from repositories.rebuild import rebuild
from repositories.timeline import Plan, Timelines
from tests.domain.gallery import image, item, take, video
from tests.film import FILM, clip_id, founding, request
from tests.repositories.film_house import House, house

CLIP = clip_id(100)
OTHER = clip_id(101)


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        yield made


async def done(home: House, name: str, *commands: Command) -> int:
    return (await home.done(request(name, *commands))).position


def adding(clip: ClipId, numbers: Sequence[int], *, select: bool = False) -> list[Command]:
    return [AddTake(take_id=take(n), clip_id=clip, file=image(n), select=select) for n in numbers]


async def plan_of(home: House, timelines: Timelines | None = None) -> Plan:
    row = await home.timelines.project(FILM)
    assert row is not None
    return await (timelines or home.timelines).plan(row)


async def counts(home: House) -> dict[str, int]:
    """Return the counts of a timeline that was kept, and see that a new one has the same."""
    kept = dict((await plan_of(home)).takes)
    assert (await plan_of(home, Timelines(home.database, home.store))).takes == kept
    return kept


async def test_a_timeline_knows_how_many_takes_there_are_and_has_none_of_them(home: House) -> None:
    assert await counts(home) == {}
    await done(home, "a", *adding(CLIP, range(1, 4)), *adding(OTHER, [4], select=True))
    assert await counts(home) == {CLIP: 3, OTHER: 1}
    await done(home, "b", DeleteTakes(take_ids=[take(1), take(4)]))
    assert await counts(home) == {CLIP: 2}
    await done(home, "c", RestoreTakes(take_ids=[take(1)]), *adding(OTHER, [5]))
    assert await counts(home) == {CLIP: 3, OTHER: 1}
    plan = await plan_of(home)
    assert {id_.partition("-")[0] for id_ in (*plan.scenes, *plan.clips)} == {"scene", "clip"}
    assert plan.then is None


async def test_rows_of_takes_and_of_the_pool_are_made_anew_from_the_log(home: House) -> None:
    await done(home, "a", *adding(CLIP, range(1, 4), select=True), *adding(OTHER, [4]))
    before = await takes.listed(takes.TakeFilter(clip=CLIP), Order(first=10, sort="number"))
    await home.database["takes"].update_one({"_id": take(1)}, {"$set": {"number": 9}})
    await home.database["takes"].delete_one({"_id": take(2)})
    assert len(await home.settled()) == 2
    rebuilt = await rebuild(home.database, home.store, FILM)
    assert rebuilt.trouble == ()
    assert await home.settled() == []
    after = await takes.listed(takes.TakeFilter(clip=CLIP), Order(first=10, sort="number"))
    assert [it.state for it in after] == [it.state for it in before]
    assert await counts(home) == {CLIP: 3, OTHER: 1}


async def test_leftovers_of_rows_before_a_rebuild_are_not_counted(home: House) -> None:
    await done(home, "a", *adding(CLIP, [1, 2]))
    await rebuild(home.database, home.store, FILM)
    await home.database["takes"].update_one({"_id": take(1)}, {"$set": {"era": 0}})
    assert (await plan_of(home, Timelines(home.database, home.store))).takes == {CLIP: 1}


async def test_a_moment_has_its_own_takes_and_counts(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = await done(home, "a", *adding(CLIP, [1, 2], select=True))
    await done(home, "b", DeleteTakes(take_ids=[take(1)]), *adding(CLIP, [3]))
    moments = Moments(Past(home.store), home.store)
    past = await moments.plan(FILM, then)
    assert past.takes == {CLIP: 2}
    assert past.then is not None
    assert set(past.then) == {take(1), take(2)}
    assert await moments.plan(FILM, then) is past
    monkeypatch.setattr(moment, "KEPT_THINGS", 1)
    await moments.plan(FILM, then + 1)
    assert await moments.plan(FILM, then) is not past


async def test_files_are_found_by_their_content(home: House) -> None:
    file = AddTake(take_id=take(1), clip_id=CLIP, file=image(1, "quay.png"))
    await done(home, "a", file, AddTake(take_id=take(2), clip_id=OTHER, file=image(1)))
    await done(home, "b", AddTake(take_id=take(3), clip_id=OTHER, file=video(3)))
    await done(home, "c", SelectTake(clip_id=OTHER, take_id=take(3)))
    digest = image(1).digest
    assert await takes.name(FILM, digest) == "quay.png"
    assert await takes.name("project-" + "9" * 32, digest) is None
    assert await pool.name(FILM, digest) is None
    assert await pool.find(item(1)) is None
    assert await takes.users(FILM, [digest, video(3).digest]) == {
        digest: [CLIP, OTHER],
        video(3).digest: [OTHER],
    }
    found = await takes.named([take(3), take(9)])
    assert [view and view.state.id for view in found] == [take(3), None]
