"""A project goes out of one database and into another, as itself or as a copy."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any

import pytest

from domain.arrival.renaming import Renaming, anew, as_it_is
from domain.board.board import State
from domain.branch import Translation
from domain.clip.command import EditClip
from domain.difference import differences
from domain.history import MergeWish
from domain.past import Folding
from events.ids import ClipId
from repositories.arrival import Arrival
from repositories.bringing import IdsTakenError
from repositories.project_archive import UnusableArchiveError
from repositories.view import view
from tests.film import EVE, FILM, clip_id
from tests.repositories.archive_house import (
    AS_COPY,
    AS_ITSELF,
    BOB,
    COPY,
    Database,
    archived,
    brought,
    filmed,
)
from tests.repositories.past_house import PastHouse, past_house


@pytest.fixture
async def home(database: Database) -> AsyncIterator[PastHouse]:
    async with past_house(database) as opened:
        yield opened


@pytest.fixture
async def there(database: Database) -> AsyncIterator[PastHouse]:
    other = database.client[f"{database.name}_other"]
    async with past_house(other) as opened:
        yield opened
    await other.client.drop_database(other.name)


async def states(home: PastHouse, project: str) -> dict[str, Any]:
    """Return what the rows of a project say of it, but for who may work on it."""
    found: dict[str, Any] = {}
    for kind in ("projects", "scenes", "clips"):
        async for row in home.database[kind].find({"project": project}):
            state = view(row).state
            found[state.id] = replace(state, members={}) if kind == "projects" else state
    return found


async def told(home: PastHouse, project: str) -> list[Any]:
    """Return what the activity says of each commit, without ids."""
    return [
        (it.position, it.at, it.actor, it.sentence, it.note, it.undoes, it.is_undone, it.is_step)
        for it in await home.told(project)
    ]


async def folded(home: PastHouse, project: str, n: int) -> Folding:
    return await home.past.folding(project, n)


def renaming(heads: Any, *, is_copy: bool) -> Renaming:
    return anew(heads, COPY, AS_COPY.salt) if is_copy else as_it_is(heads)


@pytest.mark.parametrize("is_copy", [False, True])
async def test_a_project_goes_on_in_another_database(
    home: PastHouse, there: PastHouse, *, is_copy: bool
) -> None:
    lines = (FILM, *await filmed(home))
    found = await brought(there.database, await archived(home), AS_COPY if is_copy else AS_ITSELF)
    heads = {line: (await home.store.tip(line)).n for line in lines}
    by = renaming(heads, is_copy=is_copy)
    assert found.heads == {by.partitions[line]: n + (line == FILM) for line, n in heads.items()}
    assert (found.scenes, found.clips) == (2, 3)
    assert await there.settled() == []
    for line in lines:
        new = by.partitions[line]
        assert await states(there, new) == renamed(by, line, (await states(home, line)).values())
        assert await told(there, new) == [*await told(home, line), *await arrival(there, line, new)]
        for n in range(1, heads[line] + 1):
            then = {it.id: it for it in (await folded(there, new, n)).board.states()}
            was = (await folded(home, line, n)).board.states()
            assert then == renamed(by, line, was)


def renamed(by: Renaming, line: str, states: Iterable[State]) -> dict[str, State]:
    return {state.id: state for state in (by.state(line, it) for it in states)}


async def arrival(there: PastHouse, line: str, new: str) -> list[Any]:
    return (await told(there, new))[-1:] if line == FILM else []


async def test_whoever_brings_it_in_is_the_only_member_and_history_says_so(
    home: PastHouse, there: PastHouse
) -> None:
    await filmed(home)
    await brought(there.database, await archived(home))
    project = (await there.executor.board(FILM)).project
    assert project is not None
    assert project.members == {BOB: "owner"}
    last = (await there.told(FILM))[-1]
    assert (last.actor, last.sentence) == (BOB, "brought the project in from an archive")
    assert (last.note, last.is_step) == ("Imported film.zip", False)


async def test_work_goes_on_on_a_copy(home: PastHouse, there: PastHouse) -> None:
    """Undo, a change on a branch, a comparison and a merge are as in the project itself."""
    branch, _ = await filmed(home)
    wish = replace(AS_COPY, user=EVE)
    found = await brought(there.database, await archived(home), wish)
    by = anew(dict.fromkeys(found.heads, 0) | {FILM: 0, branch: 0}, COPY, AS_COPY.salt)
    copy = by.partitions[branch]
    assert copy in found.heads
    song = ClipId(by.of(branch)(str(home_id(branch, 100))))
    await there.done(EditClip(clip_id=song, lyrics="wind"), project=copy, actor=EVE)
    await there.history.merge(there.asking(COPY, EVE), MergeWish(source=copy, choices={}))
    board = await there.executor.board(COPY)
    assert board.clips[ClipId(by.of(FILM)(clip_id(100)))].lyrics == "wind"
    before, after = await folded(there, COPY, 1), await folded(there, COPY, found.heads[COPY])
    assert differences(before.board, after.board)
    undone = await there.history.undo(there.asking(COPY, EVE))
    assert undone.outcome.commit is not None
    assert await there.settled() == []


def home_id(branch: str, number: int) -> ClipId:
    return Translation(FILM, branch).id(clip_id(number))


async def test_a_project_and_its_copy_live_side_by_side(home: PastHouse) -> None:
    await filmed(home)
    await brought(home.database, await archived(home), AS_COPY)
    again = replace(AS_COPY, project="project-" + "f" * 32, command="again", salt=7)
    await brought(home.database, await archived(home, COPY), again)
    assert await home.settled() == []
    assert len(await home.store.partitions()) == 9


# What is there already


async def test_the_same_ids_are_refused_where_anything_of_it_is(
    home: PastHouse, there: PastHouse
) -> None:
    branch, inner = await filmed(home)
    content = await archived(home)
    with pytest.raises(IdsTakenError) as taken:
        await brought(home.database, content)
    assert (taken.value.project, taken.value.partition) == (FILM, FILM)
    await there.database["commits"].insert_one({"_id": {"p": inner, "n": 9}, "purged": True})
    with pytest.raises(IdsTakenError) as taken:
        await brought(there.database, content)
    assert taken.value.partition == inner
    assert await left(there.database) == {"commits": 1}
    assert branch


async def test_ids_that_another_project_has_are_refused(home: PastHouse, there: PastHouse) -> None:
    await filmed(home)
    other = {"_id": {"p": "project-x", "n": 1}, "streams": [{"id": clip_id(102), "v": 77}]}
    await there.database["commits"].insert_one(other)
    with pytest.raises(IdsTakenError) as taken:
        await brought(there.database, await archived(home))
    assert taken.value.partition == "project-x"
    assert await left(there.database) == {"commits": 1}


async def test_a_command_that_is_in_the_archive_is_not_used_again(
    home: PastHouse, there: PastHouse
) -> None:
    await filmed(home)
    wish = replace(AS_ITSELF, command="founding-1")
    with pytest.raises(IdsTakenError):
        await brought(there.database, await archived(home), wish)
    assert await left(there.database) == {}


async def left(database: Database) -> dict[str, int]:
    """Count what is in the collections that an arrival writes to."""
    counts = {
        name: await database[name].count_documents({}) for name in ("commits", "purged", "arrivals")
    }
    return {name: n for name, n in counts.items() if n}


@pytest.mark.parametrize("step", ["begin", "add", "reveal"])
async def test_what_fails_on_the_way_leaves_nothing(
    home: PastHouse, there: PastHouse, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    await filmed(home)
    content = await archived(home)
    real = getattr(Arrival, step)

    async def failing(self: Arrival, *given: Any) -> None:
        if step == "add":
            await real(self, *given)
        raise ZeroDivisionError

    monkeypatch.setattr(Arrival, step, failing)
    with pytest.raises(ZeroDivisionError):
        await brought(there.database, content)
    assert await left(there.database) == {}
    monkeypatch.undo()
    await brought(there.database, content)
    assert await there.settled() == []


async def test_whoever_comes_too_late_writes_nothing(
    home: PastHouse, there: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filmed(home)
    real = Arrival.add

    async def swept(self: Arrival, documents: Any) -> None:
        await self.take_back()  # as a sweep by somebody else
        await real(self, documents)

    monkeypatch.setattr(Arrival, "add", swept)
    with pytest.raises(UnusableArchiveError, match="It took too long"):
        await brought(there.database, await archived(home))
    assert await left(there.database) == {}
