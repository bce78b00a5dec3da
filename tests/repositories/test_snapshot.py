"""Snapshots: what is kept is what was folded, and only what this program would fold is read."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.clip.command import AddClip
from domain.past import Folding
from domain.undo import Steps
from repositories import snapshot, view
from tests.film import ADA, EVE, FILM, clip_id, founding, moved, scene_id, shown, sung
from tests.repositories.past_house import PastHouse, past_house


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[PastHouse]:
    async with past_house(database, projects=False) as made:
        await made.executor.execute(founding())
        yield made


def everything(folding: Folding | None) -> tuple[object, ...]:
    assert folding is not None
    return shown(folding.board), folding.tip, folding.stamps, folding.steps


async def test_what_is_kept_is_read_as_it_was_folded(home: PastHouse) -> None:
    await home.done(sung(100, "sea"), moved(101, 240))
    await home.done(AddClip(clip_id=clip_id(103), scene_id=scene_id(101), length=5))
    await home.undone()
    folding = await home.past.folding(FILM)
    await home.snapshots.keep(folding)
    kept = await home.snapshots.nearest(FILM, None)
    assert everything(kept) == everything(folding)
    assert kept is not None
    assert kept.steps == {ADA: Steps(undo=(2,), redo=(4,))}
    assert await home.snapshots.last(FILM) == 4


async def test_what_follows_a_snapshot_comes_to_what_the_whole_log_comes_to(
    home: PastHouse,
) -> None:
    whole = await home.past.folding(FILM)
    await home.snapshots.keep(whole)
    await home.done(sung(100, "sea"))
    await home.done(moved(101, 240))
    begun = await home.past.folding(FILM)
    async for commit in home.store.read(FILM, after=1):
        whole.follow(commit)
    assert everything(begun) == everything(whole)


async def test_the_nearest_of_several_is_read(home: PastHouse) -> None:
    for n in range(8):
        await home.done(sung(100, f"line {n}"))
    for until in (2, 5, 7):
        await home.snapshots.keep(await home.past.folding(FILM, until))
    near = [await home.snapshots.nearest(FILM, until) for until in (1, 2, 4, 6, 9, None)]
    assert [one and one.tip.n for one in near] == [None, 2, 2, 5, 7, 7]
    assert await home.snapshots.last(FILM) == 7
    assert everything(near[3]) == everything(await home.past.folding(FILM, 5))


async def test_no_other_project_s_snapshot_is_read(home: PastHouse) -> None:
    await home.executor.execute(founding(16))
    await home.snapshots.keep(await home.past.folding(FILM))
    assert await home.snapshots.nearest(FILM.replace("1", "10"), None) is None
    assert await home.snapshots.last(FILM.replace("1", "10")) == 0


async def test_a_snapshot_of_another_edition_is_ignored(
    home: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    await home.snapshots.keep(await home.past.folding(FILM))
    other = "of a program that folds in another way"
    monkeypatch.setitem(snapshot.EDITIONS, view.PROJECT_KINDS, other)
    assert await home.snapshots.nearest(FILM, None) is None
    assert await home.snapshots.last(FILM) == 0
    whole = await home.past.folding(FILM)
    await home.snapshots.keep(whole)
    assert everything(await home.snapshots.nearest(FILM, None)) == everything(whole)


async def test_a_snapshot_is_of_as_many_parts_as_it_needs(
    home: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PART", 4)
    folding = await home.past.folding(FILM)
    await home.snapshots.keep(folding)
    assert await home.database["snapshot_parts"].count_documents({}) == 2
    assert everything(await home.snapshots.nearest(FILM, None)) == everything(folding)


async def test_more_than_a_part_of_clips_survive(home: PastHouse) -> None:
    first = 1_000
    added = [
        AddClip(clip_id=clip_id(first + at), scene_id=scene_id(101), length=1)
        for at in range(snapshot.PART + 500)
    ]
    await home.done(*added)
    folding = await home.past.folding(FILM)
    await home.snapshots.keep(folding)
    assert await home.database["snapshot_parts"].count_documents({}) == 2
    kept = await home.snapshots.nearest(FILM, None)
    assert kept is not None
    assert (kept.board.clips, kept.board.versions) == (folding.board.clips, folding.board.versions)


async def test_keeping_twice_is_keeping_once(home: PastHouse) -> None:
    folding = await home.past.folding(FILM)
    for _ in range(2):
        await home.snapshots.keep(folding)
    assert await home.database["snapshots"].count_documents({}) == 1
    assert everything(await home.snapshots.nearest(FILM, None)) == everything(folding)


async def test_what_is_forgotten_is_folded_again_and_nothing_of_another_project_goes(
    home: PastHouse,
) -> None:
    await home.executor.execute(founding(2))
    other = founding(2).project
    for project in (FILM, other):
        await home.snapshots.keep(await home.past.folding(project))
    before = everything(await home.past.folding(FILM))
    await home.snapshots.forget(FILM)
    assert await home.snapshots.nearest(FILM, None) is None
    assert await home.snapshots.last(other) == 1
    assert [one["_id"]["of"]["p"] async for one in home.database["snapshot_parts"].find()] == [
        other
    ]
    assert everything(await home.past.folding(FILM)) == before


async def test_parts_without_a_head_are_nothing(home: PastHouse) -> None:
    await home.snapshots.keep(await home.past.folding(FILM))
    await home.database["snapshots"].delete_many({})
    assert await home.snapshots.nearest(FILM, None) is None
    assert (await home.past.folding(FILM)).tip.n == 1


async def test_a_head_without_its_parts_is_nothing(home: PastHouse) -> None:
    await home.snapshots.keep(await home.past.folding(FILM))
    await home.database["snapshot_parts"].delete_many({})
    assert await home.snapshots.nearest(FILM, None) is None


async def test_the_snapshot_of_a_branch_holds_what_it_was_forked_from(home: PastHouse) -> None:
    await home.done(sung(100, "sea"))
    branch = await _forked(home)
    await home.done(sung(100, "storm"))
    folding = await home.past.folding(branch)
    await home.snapshots.keep(folding)
    kept = await home.snapshots.nearest(branch, None)
    assert everything(kept) == everything(folding)
    assert kept is not None
    assert sorted(one.lyrics for one in kept.board.clips.values()) == ["", "", "sea"]
    assert set(kept.steps) <= {ADA, EVE}


async def _forked(home: PastHouse) -> str:
    home.projector.start()
    return await home.forked()
