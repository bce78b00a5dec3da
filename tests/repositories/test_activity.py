"""Activity: pages of what happened, newest first, narrowed down by whom, what and when."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.member import AddMember
from domain.project import EditProject
from domain.scene import EditScene
from repositories.activity import Activity, ActivityPage
from tests.film import ADA, EVE, FILM, clip_id, founding, moved, scene_id, sung
from tests.repositories.past_house import PastHouse, past_house

CLIP, SCENE = clip_id(100), scene_id(100)


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[PastHouse]:
    """Changes 1 to 9: by Ada the odd ones and the first three, by Eve the other even ones."""
    async with past_house(database, projects=False) as made:
        await made.executor.execute(founding())
        await made.done(AddMember(user=EVE, role="editor"))
        await made.done(sung(100, "sea"))
        await made.done(sung(101, "storm"), actor=EVE)
        await made.done(EditScene(scene_id=SCENE, name="Quay"))
        await made.done(moved(100, 240), actor=EVE)
        await made.done(EditProject(name="Tide"))
        await made.done(EditScene(scene_id=SCENE, lyrics="la"), moved(100, 480), actor=EVE)
        await made.done(sung(102, "calm"))
        yield made


async def positions(home: PastHouse, **narrowed: Any) -> list[int]:
    narrowed.setdefault("first", 50)
    page = ActivityPage(project=FILM, **narrowed)
    return [one.position for one in await home.activities.page(page)]


async def test_everything_is_told_newest_first(home: PastHouse) -> None:
    assert await positions(home) == [9, 8, 7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("first", [1, 2, 4, 9])
async def test_pages_are_complete_and_one_more_tells_of_the_next(
    home: PastHouse, first: int
) -> None:
    seen: list[int] = []
    before = None
    while True:
        found = await positions(home, first=first, before=before)
        seen += found[:first]
        before = seen[-1]
        if len(found) <= first:
            break
    assert seen == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert await positions(home, before=1) == []


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"actor": EVE}, [8, 6, 4]),
        ({"actor": ADA}, [9, 7, 5, 3, 2, 1]),
        ({"actor": "nobody"}, []),
        ({"kind": "project"}, [7, 2, 1]),
        ({"kind": "scene"}, [8, 5, 1]),
        ({"kind": "clip"}, [9, 8, 6, 4, 3, 1]),
        ({"thing": CLIP}, [8, 6, 3, 1]),
        ({"thing": SCENE}, [8, 5, 1]),
        ({"thing": FILM}, [7, 2, 1]),
        ({"thing": "nobody"}, []),
        ({"thing": CLIP, "actor": EVE}, [8, 6]),
        ({"thing": CLIP, "kind": "scene"}, [8, 1]),
        ({"actor": EVE, "kind": "scene"}, [8]),
        ({"actor": ADA, "kind": "clip", "before": 9}, [3, 1]),
        ({"actor": ADA, "kind": "clip", "thing": CLIP, "before": 3}, [1]),
        ({"actor": ADA, "first": 2}, [9, 7, 5]),
    ],
)
async def test_it_is_narrowed_down(
    home: PastHouse, narrowed: dict[str, Any], expected: list[int]
) -> None:
    assert await positions(home, **narrowed) == expected


async def times(home: PastHouse) -> dict[int, datetime]:
    return await home.store.times(FILM, range(1, 10))


async def test_it_is_narrowed_down_by_time(home: PastHouse) -> None:
    at = await times(home)
    little = timedelta(milliseconds=1)
    assert await positions(home, since=at[7]) == [9, 8, 7]
    assert await positions(home, since=at[7] + little) == [9, 8]
    assert await positions(home, until=at[3]) == [3, 2, 1]
    assert await positions(home, until=at[3] - little) == [2, 1]
    assert await positions(home, since=at[4], until=at[6]) == [6, 5, 4]
    assert await positions(home, since=at[6], until=at[4]) == []
    assert await positions(home, since=at[9] + little) == []
    assert await positions(home, until=at[1] - little) == []


async def test_it_is_narrowed_down_by_everything_at_once(home: PastHouse) -> None:
    at = await times(home)
    wanted = {"actor": EVE, "kind": "clip", "thing": CLIP, "since": at[2], "until": at[8]}
    assert await positions(home, **wanted) == [8, 6]
    assert await positions(home, **wanted, before=8) == [6]
    assert await positions(home, **{**wanted, "until": at[7]}) == [6]


async def test_an_activity_says_all_there_is_to_say(home: PastHouse) -> None:
    newest = (await home.activities.page(ActivityPage(project=FILM, first=2)))[1]
    assert newest == Activity(
        position=8,
        at=(await times(home))[8],
        actor=EVE,
        sentence="edited the lyrics of 'Quay' and moved 'Clip 1' to 00:00:20:00",
        note="",
        undoes=0,
        is_undone=False,
        is_step=True,
        things=newest.things,
    )
    assert [(one.id, one.kind, one.name, one.sentences) for one in newest.things] == [
        (SCENE, "scene", "Quay", ("edited the lyrics of 'Quay'",)),
        (CLIP, "clip", "Clip 1", ("moved 'Clip 1' to 00:00:20:00",)),
    ]


async def test_an_undo_is_found_by_what_it_changed(home: PastHouse) -> None:
    n = await home.undone(8)
    assert await positions(home, thing=SCENE) == [n, 8, 5, 1]
    found = await home.activities.at(FILM, [8, n, 99])
    assert sorted(found) == [8, n]
    assert (found[8].is_undone, found[n].undoes) == (True, 8)


async def test_nothing_is_asked_for_and_nothing_answered(home: PastHouse) -> None:
    assert await home.activities.at(FILM, []) == {}
