"""The past over two servers on one database: nobody has to know which of them did what."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo import AsyncMongoClient

from domain.branch import ForkBranch, Translation
from domain.clip.command import EditClip
from domain.errors import InterferedError
from domain.history import Asking, MergeWish
from domain.project import EditProject
from events.ids import ClipId, UserId
from repositories.activity import ActivityPage
from repositories.moment import At
from repositories.verify import differences
from server.runtime import Runtime, running
from server.settings import Settings
from tests.conftest import Document
from tests.film import ADA, FILM, clip_id, founding, moved, request, sung

CLIP = clip_id(100)
SANG = "edited the lyrics of 'Clip 1'"


@pytest.fixture
async def name(mongo_client: AsyncMongoClient[Document]) -> AsyncIterator[str]:
    name = f"test_{uuid4().hex}"
    yield name
    await mongo_client.drop_database(name)


@pytest.fixture
async def servers(name: str, mongo_uri: str, folder: Path) -> AsyncIterator[list[Runtime]]:
    settings = Settings(data=folder, database=name)
    async with running(settings, mongo_uri) as one, running(settings, mongo_uri) as other:
        await one.services.executor.execute(founding())
        yield [one, other]


async def done(server: Runtime, *commands: EditClip | EditProject, project: str = FILM) -> int:
    """Do as a mutation does and return the position that it would answer."""
    asked = request(uuid4().hex, *commands, project=project, is_new=True)
    outcome = await server.services.executor.execute(asked)
    assert await server.services.projector.reached(project, outcome.position)
    return outcome.position


def asking(project: str = FILM, actor: UserId = ADA) -> Asking:
    return Asking(project=project, command_id=uuid4().hex, is_new=True, actor=actor)


async def sentences(server: Runtime, project: str = FILM) -> list[str]:
    page = await server.services.activities.page(ActivityPage(project=project, first=500))
    return [one.sentence for one in page][::-1]


async def lyrics(server: Runtime, project: str = FILM, clip: str = CLIP) -> str:
    return (await server.services.executor.board(project)).clips[ClipId(clip)].lyrics


async def test_what_was_done_in_one_is_undone_and_redone_in_the_other(
    servers: list[Runtime],
) -> None:
    one, other = servers
    for n in range(6):
        writer, undoer = servers[n % 2], servers[1 - n % 2]
        position = await done(writer, sung(100, f"line {n}"))
        undone = await undoer.services.history.undo(asking())
        assert undone.position == position
        assert await lyrics(writer) == ("" if not n else f"line {n - 1}")
        redone = await writer.services.history.redo(asking())
        assert redone.position == undone.outcome.position
        assert await lyrics(undoer) == f"line {n}"
    steps = [await server.services.executor.steps(FILM, ADA) for server in servers]
    assert steps[0] == steps[1]
    assert await sentences(one) == await sentences(other)


async def test_what_the_other_changed_since_is_in_the_way(servers: list[Runtime]) -> None:
    one, other = servers
    position = await done(one, sung(100, "sea"))
    await done(other, sung(100, "storm"))
    with pytest.raises(InterferedError) as refusal:
        await one.services.history.undo(asking(), position=position)
    assert (refusal.value.position, refusal.value.may_force) == (position, True)


async def test_undo_that_is_pressed_in_both_at_once_takes_back_one_step_after_the_other(
    servers: list[Runtime], mongo_client: AsyncMongoClient[Document], name: str
) -> None:
    for n in range(10):
        await done(servers[n % 2], sung(100, f"line {n}"))
    undone = await asyncio.gather(*(it.services.history.undo(asking()) for it in servers * 2))
    assert sorted(it.position for it in undone) == [8, 9, 10, 11]
    assert await lyrics(servers[0]) == await lyrics(servers[1]) == "line 5"
    await asyncio.gather(*(it.services.projector.catch_up() for it in servers))
    assert await differences(mongo_client[name], servers[0].services.store) == []


async def test_a_branch_that_was_forked_in_one_is_worked_on_in_the_other(
    servers: list[Runtime], mongo_client: AsyncMongoClient[Document], name: str
) -> None:
    one, other = servers
    await done(one, sung(100, "sea"))
    outcome = await one.services.history.fork(asking(), ForkBranch(name="Storm"))
    assert outcome.commit is not None
    branch = outcome.commit.partition
    there = Translation(FILM, branch).id(CLIP)
    assert await lyrics(other, branch, there) == "sea"
    position = await done(other, EditClip(clip_id=there, lyrics="storm"), project=branch)
    assert position == 2
    assert await lyrics(one, branch, there) == "storm"
    assert await done(one, EditClip(clip_id=there, notes="Louder"), project=branch) == 3
    assert await lyrics(one) == "sea"
    wish = MergeWish(source=branch, choices={})
    merged = await other.services.history.merge(asking(), wish)
    assert merged.position == 3
    assert await lyrics(one) == "storm"
    again = await one.services.history.merge(asking(), wish)
    assert again.commit is None
    await asyncio.gather(*(it.services.projector.reached(FILM, 3) for it in servers))
    assert await differences(mongo_client[name], one.services.store) == []
    assert await sentences(one, branch) == await sentences(other, branch)


async def test_a_fork_that_is_asked_of_both_is_made_once(servers: list[Runtime]) -> None:
    same = asking()
    wish = ForkBranch(name="Once")
    made = await asyncio.gather(*(it.services.history.fork(same, wish) for it in servers * 3))
    assert len({it.commit.partition for it in made if it.commit}) == 1


async def test_activity_is_complete_whichever_is_asked(servers: list[Runtime]) -> None:
    async def write(server: Runtime, count: int) -> None:
        for n in range(count):
            await done(server, sung(100 if server is servers[0] else 101, f"line {n}"))

    async def read(server: Runtime) -> None:
        while not writing.done():
            page = ActivityPage(project=FILM, first=500)
            seen = [it.position for it in await server.services.activities.page(page)]
            assert seen == list(range(len(seen), 0, -1))

    writing = asyncio.gather(*(write(server, 30) for server in servers))
    await asyncio.gather(writing, *(read(server) for server in servers))
    told = [await sentences(server) for server in servers]
    assert told[0] == told[1]
    assert len(told[0]) == 61
    assert told[0].count(SANG) == 30


async def test_both_look_back_at_the_same_past(servers: list[Runtime]) -> None:
    for n in range(10):
        await done(servers[n % 2], sung(100, f"line {n}"))
    for position in (1, 5, 11):
        plans = [await it.services.moments.plan(FILM, position) for it in servers]
        assert plans[0] == plans[1]
    times = [await it.services.moments.spread(FILM, 3) for it in servers]
    assert times[0] == times[1]
    at = At(time=times[0][1][1])
    found = [await it.services.moments.position(FILM, at) for it in servers]
    assert found[0] == found[1]


async def test_a_restore_in_one_is_of_what_both_did(servers: list[Runtime]) -> None:
    one, other = servers
    await done(one, sung(100, "sea"))
    await done(other, sung(101, "storm"))
    asked = request("move", moved(102, 480))
    await other.services.executor.execute(asked)
    restored = await one.services.history.restore(asking(), 1)
    assert restored.position == 5
    board = await other.services.executor.board(FILM)
    assert [it.lyrics for it in board.clips.values()] == ["", "", ""]
    assert board.clips[clip_id(102)].start == 96
