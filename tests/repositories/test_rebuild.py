"""Rows are made anew beside the old ones and swapped, while projectors go on."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.clip.command import AddClip
from events.clip import ClipRenamed
from events.project import ProjectRenamed
from events.store import Envelope, Fact, Proposal
from repositories import project as projects
from repositories import rebuild as rebuilding
from repositories.projector import Projector
from repositories.rebuild import rebuild, rebuild_all
from repositories.timeline import Plan, Timelines
from repositories.verify import differences
from tests.film import (
    ADA,
    FILM,
    NOON,
    clip_id,
    founding,
    moved,
    project_id,
    request,
    scene_id,
    sung,
)
from tests.repositories.failure import fail
from tests.repositories.film_house import House, house

CLIP = clip_id(100)


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        yield made


@asynccontextmanager
async def other(home: House) -> AsyncGenerator[Projector]:
    """The projector of another process, which has the film in memory."""
    projector = Projector(home.database, home.store)
    projector.start()
    outcome = await home.executor.execute(request("seen", sung(101, "seen")))
    projector.heard(FILM, outcome.position)
    assert await projector.reached(FILM, outcome.position)
    yield projector
    await projector.close()


async def corrupt(home: House) -> None:
    clips = home.database["clips"]
    await clips.update_one({"_id": CLIP}, {"$set": {"start": 7, "name": "Wrong"}})
    found = await clips.find_one_and_delete({"_id": clip_id(102)})
    assert found is not None
    await clips.insert_one({**found, "_id": clip_id(9)})


async def eras(home: House) -> set[int]:
    return {
        row["era"]
        for kind in ("projects", "scenes", "clips")
        async for row in home.database[kind].find({"project": FILM})
    }


async def plan_of(timelines: Timelines) -> Plan:
    row = await projects.find(FILM)
    assert row is not None
    return await timelines.plan(row)


async def test_rows_that_are_wrong_missing_or_too_many_become_what_the_log_says(
    home: House,
) -> None:
    await corrupt(home)
    done = await rebuild(home.database, home.store, FILM)
    assert (done.commits, done.rows, done.trouble) == (1, 6, ())
    assert await differences(home.database, home.store) == []
    assert await eras(home) == {1}
    assert (await rebuild(home.database, home.store, FILM)).trouble == ()
    assert await eras(home) == {2}


async def test_a_position_beyond_the_log_is_mended_too(home: House) -> None:
    await home.database["projects"].update_one({"_id": FILM}, {"$set": {"position": 9}})
    await home.database["clips"].update_one({"_id": CLIP}, {"$set": {"era": 7, "position": 9}})
    assert (await rebuild(home.database, home.store, FILM)).trouble == ()
    assert await differences(home.database, home.store) == []
    assert await eras(home) == {8}
    await home.done(request("c", sung(100, "la")))
    assert await home.settled() == []


async def test_a_project_whose_own_row_is_missing_gets_it_back(home: House) -> None:
    await home.database["projects"].delete_one({"_id": FILM})
    assert (await rebuild(home.database, home.store, FILM)).trouble == ()
    assert await differences(home.database, home.store) == []


async def test_a_plan_in_memory_gives_way_to_the_rebuilt_rows(home: House) -> None:
    await corrupt(home)
    timelines = Timelines(home.database, home.store)
    before = await plan_of(timelines)
    assert before.clips[CLIP].state.name == "Wrong"
    await rebuild(home.database, home.store, FILM)
    after = await plan_of(timelines)
    assert (after.position, after.era, sorted(after.clips)) == (
        before.position,
        1,
        [CLIP, clip_id(101), clip_id(102)],
    )
    assert after.clips[CLIP].state.name == "Clip 1"
    assert await plan_of(timelines) is after
    old = await timelines.plan(before.project)
    assert old.era == 1


async def test_a_projector_notices_and_goes_on_with_the_rebuilt_rows(home: House) -> None:
    async with other(home) as late:
        await corrupt(home)
        await home.database["projects"].update_one({"_id": FILM}, {"$set": {"name": "Wrong"}})
        await rebuild(home.database, home.store, FILM)
        for n in range(3):
            await home.done(request(f"c{n}", sung(100 + n, "la"), moved(100 + n, (n + 9) * 24)))
            late.heard(FILM, n + 3)
            assert await late.reached(FILM, n + 3)
        assert await differences(home.database, home.store) == []
        for projector in (home.projector, late):
            own = projector.cached(FILM)
            assert own is not None
            assert (own.era, own.state.name) == (1, "Film 1")


async def test_what_is_wrong_in_the_memory_of_a_projector_does_not_come_back(
    database: AsyncDatabase[dict[str, Any]],
) -> None:
    async with house(database) as first:
        await first.done(founding())
    await database["clips"].update_one({"_id": CLIP}, {"$set": {"start": 7, "name": "Wrong"}})
    async with house(database) as home:
        await home.done(request("read", sung(100, "la")))
        cached = home.projector.cached(CLIP)
        assert cached is not None
        assert cached.state.name == "Wrong"
        await rebuild(home.database, home.store, FILM)
        await home.done(request("write", sung(100, "lalala")))
        cached = home.projector.cached(CLIP)
        assert cached is not None
        assert (cached.state.name, cached.state.lyrics) == ("Clip 1", "lalala")
        assert await home.settled() == []


async def test_what_a_late_projector_left_behind_is_not_believed(home: House) -> None:
    await rebuild(home.database, home.store, FILM)
    row = await home.database["clips"].find_one({"_id": CLIP})
    assert row is not None
    left = {**row, "_id": clip_id(200), "era": 0, "position": 2, "version": 1, "name": "Left"}
    await home.database["clips"].insert_one(left)
    plan = await plan_of(home.timelines)
    assert clip_id(200) not in plan.clips
    assert await differences(home.database, home.store) == []
    added = AddClip(clip_id=clip_id(200), scene_id=scene_id(100), start=480, length=24)
    await home.done(request("add", added))
    assert await home.settled() == []
    found = await home.database["clips"].find_one({"_id": clip_id(200)})
    assert found is not None
    assert (found["era"], found["start"]) == (1, 480)


async def test_commits_that_come_while_it_folds_are_in_it(home: House) -> None:
    async def edit() -> None:
        for n in range(60):
            await home.done(request(f"c{n}", sung(100 + n % 3, str(n))))

    async def rebuild_often() -> None:
        while not editing.done():
            assert (await rebuild(home.database, home.store, FILM)).trouble == ()

    editing = asyncio.create_task(edit())
    await asyncio.gather(editing, rebuild_often())
    assert await home.settled() == []
    assert min(await eras(home)) > 1


async def test_a_conflict_with_a_projector_makes_the_swap_begin_again(home: House) -> None:
    await corrupt(home)
    conflict = {
        "failCommands": ["update"],
        "errorCode": 112,
        "errorLabels": ["TransientTransactionError"],
    }
    async with fail(home.database.client, conflict, times=2):
        assert (await rebuild(home.database, home.store, FILM)).trouble == ()
    assert await home.settled() == []
    assert await eras(home) == {1}


async def test_all_are_rebuilt_and_rows_without_a_log_are_taken_away(home: House) -> None:
    await home.done(founding(2))
    await corrupt(home)
    row = await home.database["clips"].find_one({"_id": clip_id(200)})
    assert row is not None
    await home.database["clips"].insert_one({**row, "_id": clip_id(8), "project": project_id(9)})
    done = [one async for one in rebuild_all(home.database, home.store)]
    assert [one.project for one in done] == [FILM, project_id(2)]
    assert await home.settled() == []


async def by_hand(home: House, fact: Fact, version: int) -> None:
    """Put a fact into the log that no decision would make."""
    tip = await home.store.tip(FILM)
    await home.store.append(
        Proposal(
            partition=FILM,
            command=f"by-hand-{tip.n}",
            parent=tip,
            versions={fact.stream: version},
            facts=(fact,),
            envelope=Envelope(actor=ADA, at=NOON),
        )
    )


async def test_streams_that_break_are_parked_and_those_that_do_not_are_no_longer(
    home: House,
) -> None:
    await by_hand(home, Fact(stream=clip_id(9), event=ClipRenamed(name="Nobody")), 1)
    healed = {"_id": CLIP, "partition": FILM, "n": 1, "error": "of an older program"}
    await home.database["parked"].insert_one(healed)
    done = await rebuild(home.database, home.store, FILM)
    assert len(done.trouble) == 1
    assert done.trouble[0].startswith(f"{clip_id(9)} at commit 2: ")
    assert [row["_id"] async for row in home.database["parked"].find()] == [clip_id(9)]


async def test_a_log_that_cannot_be_read_keeps_the_old_rows(home: House) -> None:
    first = await home.database["commits"].find_one({"_id": {"p": FILM, "n": 1}})
    assert first is not None
    newer = {"stream": CLIP, "type": "ClipMoved", "v": 9, "data": {}}
    second = {**first, "_id": {"p": FILM, "n": 2}, "command": "c", "streams": [], "events": [newer]}
    await home.database["commits"].insert_one(second)
    done = await rebuild(home.database, home.store, FILM)
    (sentence,) = done.trouble
    assert sentence == (
        f"{FILM}: The log holds a ClipMoved of schema version 9, which this version of the program"
        " does not know (it knows 1): update the program."
    )
    assert await eras(home) == {0}


async def test_a_project_that_cannot_be_made_keeps_its_old_rows(home: House) -> None:
    orphan = project_id(3)
    await home.store.append(
        Proposal(
            partition=orphan,
            command="c",
            parent=await home.store.tip(orphan),
            versions={orphan: 1},
            facts=(Fact(stream=orphan, event=ProjectRenamed(name="Nobody")),),
            envelope=Envelope(actor=ADA, at=NOON),
        )
    )
    assert len((await rebuild(home.database, home.store, orphan)).trouble) == 1


async def test_what_ends_it_within_the_swap_leaves_the_old_rows(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    await corrupt(home)
    before = await differences(home.database, home.store)
    with monkeypatch.context() as patched:
        patched.setattr(rebuilding, "_park", dies)
        with pytest.raises(KeyboardInterrupt):
            await rebuild(home.database, home.store, FILM)
    assert await eras(home) == {0}
    assert await differences(home.database, home.store) == before
    await home.done(request("c", sung(101, "la")))
    assert (await rebuild(home.database, home.store, FILM)).trouble == ()
    assert await home.settled() == []
