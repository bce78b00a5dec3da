import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)
from typing_extensions import override

from domain.clip.command import MoveClip
from domain.timeline import layout
from repositories import timeline
from repositories.fold import folded
from repositories.timeline import Plan, Timelines
from tests.film import FILM, clip_id, founding, project_id, request, scene_id, sung
from tests.repositories.film_house import House, house
from tests.repositories.private_mongod import PrivateMongod

TRAIN = [clip_id(100 + at) for at in range(5)]


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding(clips=len(TRAIN)))
        yield made


async def plan_of(home: House, timelines: Timelines | None = None) -> Plan:
    timelines = timelines or home.timelines
    row = await timelines.project(FILM)
    assert row is not None
    return await timelines.plan(row)


async def as_it_was(home: House, position: int) -> Plan:
    """Return the plan of a position, folded from the log alone."""
    views = (await folded(home.store, FILM, until=position)).views
    scenes = {id_: one for id_, one in views.items() if id_.startswith("scene")}
    clips = {id_: one for id_, one in views.items() if id_.startswith("clip")}
    drawn = layout((one.state for one in scenes.values()), (one.state for one in clips.values()))
    return Plan(project=views[FILM], scenes=scenes, clips=clips, layout=drawn, takes={})


async def test_a_plan_is_the_fold_of_the_log_at_its_position(home: House) -> None:
    assert await plan_of(home) == await as_it_was(home, 1)
    await home.done(request("c", sung(100, "la")))
    assert await plan_of(home) == await as_it_was(home, 2)
    assert await plan_of(home, Timelines(home.database, home.store)) == await as_it_was(home, 2)


async def test_an_unchanged_project_keeps_its_plan(home: House) -> None:
    assert await plan_of(home) is await plan_of(home)


async def test_a_plan_far_behind_is_read_again(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "NEAR", 1)
    await plan_of(home)
    for n in range(4):
        await home.done(request(f"c{n}", sung(100, str(n))))
    assert await plan_of(home) == await as_it_was(home, 5)


async def test_a_project_that_is_not_there_has_no_row(home: House) -> None:
    assert await home.timelines.project(project_id(9)) is None


async def test_plans_that_nobody_asks_for_leave_memory(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "KEPT", 1)
    first = await plan_of(home)
    await home.done(founding(2))
    row = await home.timelines.project(project_id(2))
    assert row is not None
    await home.timelines.plan(row)
    again = await plan_of(home)
    assert again == first
    assert again is not first


class Finds(CommandListener):
    """Hears which collections are asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @override
    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name == "find":
            self.asked.append(event.command["find"])

    @override
    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    @override
    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_the_plans_of_a_page_of_projects_are_two_questions(
    home: House, breakable: PrivateMongod
) -> None:
    for n in range(2, 21):
        await home.done(founding(n))
    ids = [FILM, *(project_id(n) for n in range(2, 21))]
    found = [await home.timelines.project(id_) for id_ in ids]
    rows = [row for row in found if row is not None]
    each = [await home.timelines.plan(row) for row in rows]
    finds = Finds()
    async with AsyncMongoClient[dict[str, Any]](breakable.uri, event_listeners=[finds]) as client:
        options = home.database.codec_options
        listened = client.get_database(home.database.name, codec_options=options)
        timelines = Timelines(listened, home.store)
        together = await timelines.plans([*rows, rows[0]])
        assert together == [*each, each[0]]
        assert finds.asked == ["scenes", "clips"]
        assert await timelines.plans(rows) == each
        assert finds.asked == ["scenes", "clips"]


async def test_rows_of_half_a_commit_are_completed_from_the_log(home: House) -> None:
    """As it is when the projector has written some clips and not yet the others."""
    await home.projector.close()
    await home.executor.execute(
        request("c", *(MoveClip(clip_id=one, start=480 + at * 48) for at, one in enumerate(TRAIN)))
    )
    moved = (await as_it_was(home, 2)).clips[TRAIN[0]]
    ahead = {"start": moved.state.start, "position": 2, "version": moved.version}
    await home.database["clips"].update_one({"_id": TRAIN[0]}, {"$set": ahead})
    plan = await plan_of(home, Timelines(home.database, home.store))
    wanted = await as_it_was(home, 2)
    assert plan.layout.blocks[0].clips == wanted.layout.blocks[0].clips
    assert plan.position == 2


async def test_no_plan_shows_half_a_commit_while_others_write(home: House) -> None:
    """All clips move together in one commit, so in every plan they stand in step."""
    is_over = asyncio.Event()

    async def write() -> None:
        for n in range(1, 121):
            moves = [
                MoveClip(clip_id=one, track=n % 2, start=(n + at) * 48)
                for at, one in enumerate(TRAIN)
            ]
            await home.executor.execute(request(f"c{n}", *moves))
        is_over.set()

    async def read(*, is_fresh: bool) -> int:
        seen = 0
        while not is_over.is_set():
            timelines = Timelines(home.database, home.store) if is_fresh else home.timelines
            plan = await plan_of(home, timelines)
            starts = [plan.clips[one].state.start for one in TRAIN]
            assert [start - starts[0] for start in starts] == [0, 48, 96, 144, 192]
            assert starts[0] == (plan.position - 1) * 48
            assert plan.layout.blocks[0].scene.id == scene_id(100)
            seen += 1
        return seen

    readers = [read(is_fresh=n % 2 == 0) for n in range(6)]
    _, *seen = await asyncio.gather(write(), *readers)
    assert all(seen)


async def test_plans_made_at_the_same_time_keep_the_newest(home: House) -> None:
    old = await home.timelines.project(FILM)
    assert old is not None
    await home.done(request("c", sung(100, "la")))
    new = await home.timelines.project(FILM)
    assert new is not None
    timelines = Timelines(home.database, home.store)
    await asyncio.gather(timelines.plan(new), timelines.plan(old))
    assert (await timelines.plan(old)).position == 2
