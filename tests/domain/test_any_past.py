"""What holds after any sequence of changes, undone, redone, restored, forked and merged."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.board.board import Board
from domain.branch import Translation
from domain.errors import DomainError
from domain.history import MergeWish
from domain.take import KINDS
from tests.domain.example import ADA, BEA, clip
from tests.domain.house import House, Step
from tests.domain.test_any_history import CONTENT, START, assert_group_is_sound, dump
from tests.scenario import PROJECT

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def steps(*whats: str) -> st.SearchStrategy[Step]:
    users = st.sampled_from([ADA, BEA])
    numbers, lines = st.integers(0, 30), st.integers(0, 2)
    changes = st.builds(Step, user=users, what=st.just("change"), command=CONTENT, line=lines)
    if not whats:
        return changes
    others = st.builds(Step, user=users, what=st.sampled_from(whats), number=numbers, line=lines)
    return changes | others


ALL = ("undo", "redo", "undo one", "undo anyway", "restore", "restore clip", "fork", "merge")


def played(check: Callable[[House, Step], Awaitable[None]], told: list[Step]) -> House:
    async def run() -> House:
        house = House()
        await house.begin(START)
        for step in told:
            await check(house, step)
        return house

    return asyncio.run(run())


async def only_do(house: House, step: Step) -> None:
    await house.do(step)


def assert_sound(board: Board) -> None:
    for clip_id in board.clips:
        assert_group_is_sound(board.clip_group(clip_id))
        assert len({(it.scene, it.track, it.start) for it in board.clip_group(clip_id)}) == 1
    for scene_id in board.scenes:
        assert_group_is_sound(board.scene_group(scene_id))
        assert len({it.rank for it in board.scene_group(scene_id)}) == 1
    ranks = [it.rank for it in board.originals()]
    assert ranks == sorted(set(ranks))
    assert_named(board)
    for it in board.clips.values():
        for kind in KINDS:
            if selected := it.selected(kind):
                take = board.takes[selected]
                assert (take.clip, take.kind, take.is_deleted) == (it.id, kind, False)
        if it.takes_place:
            track = board.track(it.scene, it.track)
            assert track.taken(it.start, it.length, besides=frozenset({it.id})) is None


def assert_named(board: Board) -> None:
    """All versions have one code, nobody else has it, and a confirmed list lacks none."""
    for there in (board.scenes, board.clips):
        things: list[Any] = list(there.values())
        codes = {it.original or it.id: it.code.upper() for it in things}
        assert all(codes[it.original or it.id] == it.code.upper() for it in things)
        given_out = [code for code in codes.values() if code]
        assert sorted(given_out) == sorted(set(given_out))
    if board.project is not None and board.project.confirmed_naming:
        live = [it for it in board.scenes.values() if not it.is_deleted]
        assert all(it.code for it in live)
        assert all(it.code for home in live for it in board.clips_of(home.id))


@MANY
@given(told=st.lists(steps(*ALL), min_size=10, max_size=30))
def test_every_board_stays_sound_and_is_the_fold_of_its_log(told: list[Step]) -> None:
    async def check(house: House, step: Step) -> None:
        await house.do(step)
        for line in house.lines:
            board = await house.board(line)
            assert_sound(board)
        folded = await house.past.folding(house.lines[step.line % len(house.lines)])
        assert dump(folded.board) == dump(await house.board(folded.partition))

    played(check, told)


@MANY
@given(told=st.lists(steps("undo", "redo", "restore"), min_size=5, max_size=20))
def test_undoing_what_was_done_last_leaves_everything_as_it_was(told: list[Step]) -> None:
    async def check(house: House, step: Step) -> None:
        before = shown(await house.board(PROJECT))
        outcome = await house.do(replace(step, line=0))
        if outcome is None or outcome.commit is None:
            return
        done = shown(await house.board(PROJECT))
        n = outcome.commit.n
        asking = house.asking(replace(step, line=0))
        try:
            undone = await house.history.undo(asking, position=n)
        except DomainError:
            assert not (await house.executor.change(PROJECT, n)).is_step
            return
        assert shown(await house.board(PROJECT)) == before
        if undone.outcome.commit is not None:
            await house.history.redo(
                house.asking(replace(step, line=0)), position=undone.outcome.position
            )
            assert shown(await house.board(PROJECT)) == done

    played(check, told)


def shown(board: Board) -> dict[str, Any]:
    """Return what is there; what was made and taken back is only known to be deleted, or held."""
    live = {id_ for id_, it in board.scenes.items() if not it.is_deleted}
    clips = {id_: it for id_, it in board.clips.items() if not it.is_deleted and it.scene in live}
    return {
        "project": board.project and replace(board.project, media={}),
        "scenes": {id_: board.scenes[id_] for id_ in live},
        "clips": clips,
        "takes": {
            id_: it for id_, it in board.takes.items() if not it.is_deleted and it.clip in clips
        },
        "pool": {id_: it for id_, it in board.pool.items() if not it.is_deleted},
    }


@MANY
@given(told=st.lists(steps("fork"), min_size=5, max_size=15))
def test_merging_a_branch_on_which_nothing_happened_changes_nothing(told: list[Step]) -> None:
    async def run() -> None:
        house = House()
        await house.begin(START)
        for step in told:
            await house.do(replace(step, line=0))
        fork = await house.forked(house.asking(Step(user=ADA, what="fork")), 1)
        assert fork.commit is not None
        before = dump(await house.board(PROJECT))
        wish = MergeWish(source=fork.commit.partition, choices={})
        asking = house.asking(Step(user=ADA, what="merge"))
        outcome = await house.history.merge(asking, wish)
        assert outcome.commit is None
        assert dump(await house.board(PROJECT)) == before

    asyncio.run(run())


@MANY
@given(told=st.lists(steps("undo"), min_size=5, max_size=15))
def test_merging_twice_is_merging_once(told: list[Step]) -> None:
    async def run() -> None:
        house = House()
        await house.begin(START)
        await house.forked(house.asking(Step(user=ADA, what="fork")), 1)
        for step in told:
            await house.do(step)
        merge = Step(user=ADA, what="merge", number=1, line=0)
        if await house.do(merge) is None:
            return
        before = dump(await house.board(PROJECT))
        again = await house.do(merge)
        assert again is not None
        assert again.commit is None
        assert dump(await house.board(PROJECT)) == before

    asyncio.run(run())


@MANY
@given(told=st.lists(steps(), min_size=3, max_size=12))
def test_what_only_the_branch_did_is_in_the_project_after_the_merge(told: list[Step]) -> None:
    async def run() -> None:
        house = House()
        await house.begin(START)
        fork = await house.forked(house.asking(Step(user=ADA, what="fork")), 1)
        assert fork.commit is not None
        for step in told:
            await house.do(replace(step, line=1))
        merge = Step(user=ADA, what="merge", number=1, line=0)
        assert await house.do(merge) is not None
        to = Translation(house.lines[1], PROJECT)
        branch, trunk = await house.board(house.lines[1]), await house.board(PROJECT)
        wanted = {it.id: it for it in map(to.state, branch.clips.values())}
        found = trunk.clips
        live = {id_ for id_, it in wanted.items() if not cast(Any, it).is_deleted}
        assert {id_: wanted[id_] for id_ in live} == {
            id_: it for id_, it in found.items() if not it.is_deleted
        }

    asyncio.run(run())


def makes_nothing(step: Step) -> bool:
    """Tell whether a step makes no new thing: two of one id are never made on two branches."""
    return not type(step.command).__name__.startswith(("Add", "Duplicate"))


@MANY
@given(
    trunk=st.lists(steps(), min_size=1, max_size=8),
    branch=st.lists(steps().filter(makes_nothing), min_size=1, max_size=8),
    targets=st.permutations([0, 1]),
)
def test_merging_both_ways_without_a_conflict_brings_both_sides_to_the_same(
    trunk: list[Step], branch: list[Step], targets: list[int]
) -> None:
    async def run() -> None:
        house = House()
        await house.begin(START)
        fork = await house.forked(house.asking(Step(user=ADA, what="fork")), 1)
        assert fork.commit is not None
        for step in trunk:
            await house.do(replace(step, line=0))
        for step in branch:
            await house.do(replace(step, line=1))
        for line in targets:
            asking = house.asking(Step(user=ADA, what="merge", line=line))
            wish = MergeWish(source=house.lines[1 - line], choices={})
            if (await house.history.preview(asking, wish)).merge.conflicts:
                return  # a choice leaves something out on one side
            await house.history.merge(asking, wish)
        to = Translation(house.lines[1], PROJECT)
        theirs, ours = await house.board(house.lines[1]), await house.board(PROJECT)
        there = {it.id: it for it in map(to.state, theirs.clips.values())}
        assert {id_: it for id_, it in there.items() if not cast(Any, it).is_deleted} == {
            id_: it for id_, it in ours.clips.items() if not it.is_deleted
        }

    asyncio.run(run())


def test_the_branch_of_a_branch_knows_its_things_by_their_own_ids() -> None:
    one, two = "branch-" + "1" * 32, "branch-" + "2" * 32
    there = Translation(PROJECT, one)
    assert Translation(one, PROJECT).id(there.id(clip(1))) == clip(1) != there.id(clip(1))
    assert Translation(one, two).id(there.id(clip(1))) == Translation(PROJECT, two).id(clip(1))
