"""Projects as they were: any moment shows what the log came to there."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from domain.clip.command import DeleteClip
from domain.command import Command
from domain.errors import DomainError, RuleViolatedError
from domain.project import EditProject
from domain.scene import AddScene
from domain.timeline import layout
from repositories import moment
from repositories.fold import folded
from repositories.moment import NOW, At
from tests.film import (
    ADA,
    FILM,
    NOON,
    board_after,
    clip_id,
    founding,
    history,
    moved,
    request,
    scene_id,
    shown,
    sung,
    wishes,
)
from tests.repositories.past_house import PastHouse, past_house

CLIP = clip_id(100)


@pytest.fixture
async def home(database: AsyncDatabase[dict[str, Any]]) -> AsyncIterator[PastHouse]:
    async with past_house(database, every=3) as made:
        await made.executor.execute(founding())
        yield made


async def some(home: PastHouse) -> None:
    """Make changes 2 to 8, with snapshots at 3 and 6."""
    await home.done(sung(100, "sea"))
    await home.done(moved(101, 240))
    await home.done(AddScene(scene_id=scene_id(102), after="first"))
    await home.done(DeleteClip(clip_id=clip_id(102)))
    await home.undone()
    await home.done(EditProject(name="Tide"))
    await home.done(moved(100, 480), sung(101, "storm"))
    await home.chronicle.reach(FILM, 8)
    assert await home.kept() == [3, 6]


async def assert_as_it_was(home: PastHouse, position: int, project: str = FILM) -> None:
    """Compare a moment with the log's first commits, folded without any help."""
    plan = await home.moments.plan(project, position)
    fold = await folded(home.store, project, until=position)
    assert {FILM: plan.project, **plan.scenes, **plan.clips} == {
        FILM if id_ == project else id_: one for id_, one in fold.views.items()
    }
    assert plan.position == position
    assert plan.layout == layout(
        [one.state for one in plan.scenes.values()], [one.state for one in plan.clips.values()]
    )


async def test_the_plan_of_every_moment_is_the_fold_of_the_log_until_there(home: PastHouse) -> None:
    await some(home)
    for position in range(1, 9):
        await assert_as_it_was(home, position)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wished=st.lists(wishes(), min_size=5, max_size=20))
async def test_so_it_is_whatever_was_done(
    client: AsyncMongoClient[dict[str, Any]], wished: list[Command]
) -> None:
    database = client["test_random_moments"]
    await client.drop_database(database)
    async with past_house(database, every=4, projects=False) as home:
        await home.executor.execute(founding())
        for number, command in enumerate(wished):
            try:
                await home.executor.execute(request(str(number), command))
            except DomainError:
                continue
        newest = (await home.store.tip(FILM)).n
        await home.chronicle.reach(FILM, newest)
        for position in range(1, newest + 1):
            await assert_as_it_was(home, position)


async def test_the_board_of_a_moment_is_the_one_that_was_decided_on(home: PastHouse) -> None:
    await some(home)
    commits = await history(home.store)
    for position in (1, 4, 8):
        board = await home.moments.board(FILM, position)
        assert shown(board) == shown(board_after(commits[:position]))


async def test_moments_without_snapshots_are_the_same(home: PastHouse) -> None:
    await some(home)
    with_them = [await home.moments.plan(FILM, n) for n in range(1, 9)]
    await home.snapshots.forget(FILM)
    fresh = moment.Moments(home.past, home.store)
    assert [await fresh.plan(FILM, n) for n in range(1, 9)] == with_them


async def test_a_moment_that_was_looked_at_is_at_hand(
    home: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moment, "KEPT", 2)
    await some(home)
    first = await home.moments.plan(FILM, 1)
    assert await home.moments.plan(FILM, 1) is first
    await home.moments.plan(FILM, 2)
    await home.moments.plan(FILM, 3)
    again = await home.moments.plan(FILM, 1)
    assert again is not first
    assert again == first


async def test_a_position_is_that_moment_and_neither_is_now(home: PastHouse) -> None:
    await some(home)
    assert await home.moments.position(FILM, At(position=3)) == 3
    assert await home.moments.position(FILM, NOW) == 8


async def test_a_time_is_the_last_change_that_was_made_by_then(home: PastHouse) -> None:
    await some(home)
    times = await home.store.times(FILM, range(1, 9))
    for n, at in times.items():
        assert await home.moments.position(FILM, At(time=at)) == n
        assert await home.moments.time(FILM, n) == at
    almost = times[5] - timedelta(milliseconds=1)
    assert await home.moments.position(FILM, At(time=almost)) == 4
    assert await home.moments.position(FILM, At(time=NOON + timedelta(days=9))) == 8


@pytest.mark.parametrize("time", [NOON - timedelta(seconds=1), datetime.min.replace(tzinfo=UTC)])
async def test_a_time_before_the_beginning_is_refused(home: PastHouse, time: datetime) -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        await home.moments.position(FILM, At(time=time))
    assert (refusal.value.message, refusal.value.field) == (
        "The project was not there yet at that time. Choose a later one.",
        "at",
    )


@pytest.mark.parametrize("position", [-1, 0, 2, 2**31 - 1])
async def test_a_position_that_is_not_there_is_refused(home: PastHouse, position: int) -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        await home.moments.position(FILM, At(position=position))
    assert (refusal.value.message, refusal.value.field) == (
        (
            f"There is no change {position:,}: the project has the changes 1 to 1. Choose one of"
            " these."
        ),
        "at",
    )


@pytest.mark.parametrize(
    ("count", "positions"),
    [
        (1, [1]),
        (2, [1, 8]),
        (3, [1, 5, 8]),
        (8, [1, 2, 3, 4, 5, 6, 7, 8]),
        (500, [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
)
async def test_moments_are_spread_from_the_first_change_to_the_last(
    home: PastHouse, count: int, positions: list[int]
) -> None:
    await some(home)
    spread = await home.moments.spread(FILM, count)
    assert [position for position, _ in spread] == positions
    times = await home.store.times(FILM, positions)
    assert dict(spread) == times


async def test_a_clip_s_versions_are_every_state_it_had(home: PastHouse) -> None:
    await some(home)
    found = await home.moments.versions(FILM, CLIP)
    assert [(one.version, one.position, one.after.start, one.after.lyrics) for one in found] == [
        (1, 1, 0, ""),
        (2, 2, 0, "sea"),
        (3, 8, 480, "sea"),
    ]
    assert [one.before for one in found] == [None, *(one.after for one in found[:-1])]
    assert {one.actor for one in found} == {ADA}
    assert [one.at for one in found] == [(await home.store.times(FILM, [n]))[n] for n in (1, 2, 8)]


async def test_a_change_of_several_events_makes_several_versions_at_once(home: PastHouse) -> None:
    await home.done(sung(100, "sea"), moved(100, 480))
    found = await home.moments.versions(FILM, CLIP)
    assert [(one.version, one.position) for one in found] == [(1, 1), (3, 2)]
    stored = await home.moments.plan(FILM, 2)
    assert stored.clips[CLIP].version == 3


async def test_a_branch_has_the_moments_since_it_was_forked(home: PastHouse) -> None:
    await some(home)
    branch = await home.forked(position=3)
    (one,) = [
        it.state
        for it in (await home.moments.plan(branch, 1)).clips.values()
        if it.state.lyrics == "sea"
    ]
    outcome = await home.done(sung_of(one.id, "calm"), project=branch)
    assert outcome == 2
    for position in (1, 2):
        await assert_as_it_was(home, position, branch)
    found = await home.moments.versions(branch, one.id)
    assert [(it.version, it.position, it.before.lyrics, it.after.lyrics) for it in found] == [
        (3, 2, "sea", "calm")
    ]
    assert await home.moments.versions(branch, CLIP) == []
    with pytest.raises(RuleViolatedError):
        await home.moments.position(branch, At(position=3))


def sung_of(clip: str, lyrics: str) -> Command:
    return sung(int(clip.removeprefix("clip-"), 16), lyrics)
