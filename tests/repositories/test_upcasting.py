"""Events of an older schema, as they lie in MongoDB, all the way to what is shown."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.execute import Executor
from events.catalogue import EVENTS, UPCASTERS
from events.clip import ClipRenamed
from events.codec import Codec, UnknownEventError
from repositories.event_store import MongoEventStore
from repositories.model import prepare_models
from repositories.projector import Projector
from repositories.rebuild import rebuild
from repositories.timeline import Timelines
from repositories.verify import differences
from tests.film import FILM, clip_id, clock, founding, project_id, request, sung
from tests.repositories.film_house import house

Database = AsyncDatabase[dict[str, Any]]

CLIP: Final = clip_id(100)
LAST: Final = EVENTS["ClipRenamed"][0]
OLD: Final = {"title": "Sea"}


def from_title(data: dict[str, Any]) -> dict[str, Any]:
    """What the next version of the event would have made of this one's field."""
    return {"name": data["title"]}


NEXT: Final = Codec(
    {**EVENTS, "ClipRenamed": (LAST + 1, ClipRenamed)},
    {**UPCASTERS, ("ClipRenamed", LAST): from_title},
)


@asynccontextmanager
async def program(
    database: Database,
) -> AsyncGenerator[tuple[MongoEventStore, Executor, Projector]]:
    """The next version of the program."""
    await prepare_models(database)
    store = MongoEventStore(database, NEXT)
    await store.start()
    projector = Projector(database, store)
    executor = Executor(store, clock=clock(), announce=projector.follow)
    projector.start()
    yield store, executor, projector
    await projector.close()
    await store.close()


async def insert_renamed(database: Database, version: int, data: dict[str, Any]) -> None:
    """Put the event into the log as a program of that version did."""
    first = await database["commits"].find_one({"_id": {"p": FILM, "n": 1}})
    assert first is not None
    event = {"stream": CLIP, "type": "ClipRenamed", "v": version, "data": data}
    streams = [{"id": CLIP, "v": 2}]
    second = {**first, "_id": {"p": FILM, "n": 2}, "command": "old", "streams": streams}
    await database["commits"].insert_one({**second, "events": [event]})


@pytest.fixture
async def old(database: Database) -> Database:
    """A database in which the film's first clip was renamed in the old way, and not projected."""
    async with house(database) as home:
        await home.done(founding())
        await home.done(founding(2))
    await insert_renamed(database, LAST, OLD)
    return database


async def test_an_old_event_is_read_by_all_who_read_the_log(old: Database) -> None:
    async with program(old) as (store, executor, projector):
        board = await executor.board(FILM)
        assert board.clips[CLIP].name == "Sea"
        outcome = await executor.execute(request("c", sung(100, "la")))
        assert (outcome.position, await projector.reached(FILM, 3)) == (3, True)
        row = await old["clips"].find_one({"_id": CLIP})
        assert row is not None
        assert (row["name"], row["lyrics"], row["version"]) == ("Sea", "la", 3)
        assert await differences(old, store) == []
        await old["clips"].update_one({"_id": CLIP}, {"$set": {"name": "Wrong"}})
        assert (await rebuild(old, store, FILM)).trouble == ()
        timelines = Timelines(old, store)
        project = await timelines.project(FILM)
        assert project is not None
        plan = await timelines.plan(project)
        assert (plan.clips[CLIP].state.name, plan.era) == ("Sea", 1)


async def test_what_is_stored_of_an_old_event_stays_as_it_was(old: Database) -> None:
    async with program(old) as (store, executor, projector):
        await executor.execute(request("c", sung(100, "la")))
        assert await projector.reached(FILM, 3)
        assert (await rebuild(old, store, FILM)).trouble == ()
    stored = await old["commits"].find_one({"_id": {"p": FILM, "n": 2}})
    assert stored is not None
    assert stored["events"] == [{"stream": CLIP, "type": "ClipRenamed", "v": LAST, "data": OLD}]


async def test_an_event_of_a_newer_program_stops_its_project_with_a_sentence_and_no_other(
    database: Database,
) -> None:
    sentence = (
        f"The log holds a ClipRenamed of schema version {LAST + 1}, which this version of the"
        f" program does not know (it knows {LAST}): update the program."
    )
    async with house(database) as home:
        await home.done(founding())
        await home.done(founding(2))
        await insert_renamed(database, LAST + 1, {"title": "Sea"})
        home.executor.heard(FILM, 2)
        with pytest.raises(UnknownEventError) as refused:
            await home.executor.execute(request("c", sung(100, "la")))
        assert str(refused.value) == sentence
        assert not await home.projector.reached(FILM, 2)
        assert await differences(database, home.store) == [f"{FILM}: {sentence}"]
        assert (await rebuild(database, home.store, FILM)).trouble == (f"{FILM}: {sentence}",)
        other = request("d", sung(200, "la"), project=project_id(2))
        assert (await home.done(other)).position == 2
