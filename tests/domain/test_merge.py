"""Merging: both ways, facet by facet, with a choice for each conflict."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from domain.branch import Translation
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
    DeleteClip,
    EditClip,
    MoveClip,
    PromoteClip,
)
from domain.command import Command
from domain.errors import ConflictError, DomainError, RuleViolatedError
from domain.history import MergeWish
from domain.merge import Choices, Conflict, Merge, Side
from domain.project import EditProject
from domain.scene import AddScene, ReorderScene
from events.ids import ClipId
from tests.domain.example import ADA, CLIPS, clip, scene
from tests.domain.house import House, Step, moved
from tests.scenario import PROJECT


class Pair(House):
    """A project and a branch that was forked from it."""

    async def fork(self) -> None:
        await self.begin(CLIPS)
        await self.forked(self.asking(Step(user=ADA, what="fork")), 1)
        self.branch = self.lines[1]
        self.to = Translation(PROJECT, self.branch)

    async def on(self, line: int, *commands: Command) -> None:
        for command in commands:
            asking = self.asking(Step(user=ADA, what="change", line=line))
            await self.change(asking, command)

    async def preview(self, target: int, choices: Choices | None = None) -> Merge:
        asking = self.asking(Step(user=ADA, what="merge", line=target))
        wish = MergeWish(source=self.lines[1 - target], choices=choices or {})
        return (await self.history.preview(asking, wish)).merge

    async def merge(self, target: int, choices: Choices | None = None) -> None:
        asking = self.asking(Step(user=ADA, what="merge", line=target))
        wish = MergeWish(source=self.lines[1 - target], choices=choices or {})
        await self.history.merge(asking, wish)

    def there(self, id_: ClipId) -> ClipId:
        return self.to.id(id_)


def told(story: Callable[[Pair], Awaitable[None]]) -> None:
    async def run() -> None:
        pair = Pair()
        await pair.fork()
        await story(pair)

    asyncio.run(run())


def said(conflicts: tuple[Conflict, ...]) -> list[tuple[str, str, str]]:
    return [(it.stream, it.facet, it.message) for it in conflicts]


def test_what_each_side_did_alone_comes_together() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, EditClip(clip_id=clip(1), notes="branch"))
        await pair.on(1, AddClip(clip_id=clip(9), scene_id=scene(2), length=5, name="New"))
        await pair.on(0, EditClip(clip_id=clip(1), lyrics="trunk"), EditProject(name="Renamed"))
        await pair.merge(0)
        board = await pair.board(PROJECT)
        assert (board.clips[clip(1)].notes, board.clips[clip(1)].lyrics) == ("branch", "trunk")
        assert board.clips[clip(9)].name == "New"
        await pair.merge(1)
        branch = await pair.board(pair.branch)
        assert branch.clips[pair.there(clip(1))].lyrics == "trunk"
        assert branch.project is not None
        assert (branch.project.name, branch.project.branch) == ("Renamed", "Try")
        assert not (await pair.preview(0)).facts
        assert not (await pair.preview(1)).facts

    told(story)


def test_the_parents_changes_first_lose_nothing_of_the_branch() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, EditClip(clip_id=clip(1), notes="branch"))
        await pair.on(1, AddClip(clip_id=clip(9), scene_id=scene(2), length=5))
        await pair.on(0, EditClip(clip_id=clip(2), notes="trunk"))
        await pair.merge(1)
        await pair.merge(0)
        board = await pair.board(PROJECT)
        assert (board.clips[clip(1)].notes, board.clips[clip(2)].notes) == ("branch", "trunk")
        assert clip(9) in board.clips

    told(story)


@pytest.mark.parametrize(("side", "kept"), [(Side.SOURCE, "branch"), (Side.TARGET, "trunk")])
def test_what_both_changed_needs_a_choice(side: Side, kept: str) -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, EditClip(clip_id=clip(1), notes="branch"))
        await pair.on(0, EditClip(clip_id=clip(1), notes="trunk"))
        merge = await pair.preview(0)
        assert said(merge.conflicts) == [(clip(1), "notes", "Both sides changed the notes.")]
        assert (merge.facts, merge.open) == ((), 1)
        with pytest.raises(RuleViolatedError, match="There is 1 conflict without a choice"):
            await pair.merge(0)
        await pair.merge(0, {(clip(1), "notes"): side})
        assert (await pair.board(PROJECT)).clips[clip(1)].notes == kept
        assert not (await pair.preview(0)).conflicts

    told(story)


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    async def story(pair: Pair) -> None:
        for line in (0, 1):
            await pair.on(line, EditClip(clip_id=clip(1), notes="same"))
        assert not (await pair.preview(0)).conflicts

    told(story)


@pytest.mark.parametrize("deleter", [0, 1])
@pytest.mark.parametrize("side", [Side.SOURCE, Side.TARGET])
def test_a_deletion_against_a_change_needs_a_choice(deleter: int, side: Side) -> None:
    async def story(pair: Pair) -> None:
        await pair.on(deleter, DeleteClip(clip_id=clip(2)))
        await pair.on(1 - deleter, EditClip(clip_id=clip(2), notes="changed"))
        sentence = (
            "'Clip 2' was deleted here and changed there.",
            "'Clip 2' was deleted there and changed here.",
        )[deleter]
        assert said((await pair.preview(0)).conflicts) == [(clip(2), "deleted", sentence)]
        await pair.merge(0, {(clip(2), "deleted"): side})
        kept = (await pair.board(PROJECT)).clips[clip(2)]
        assert kept.is_deleted == ((side is Side.SOURCE) == (deleter == 1))
        if not kept.is_deleted:
            assert kept.notes == "changed"

    told(story)


@pytest.mark.parametrize("side", [Side.SOURCE, Side.TARGET])
def test_another_choice_of_what_plays_needs_a_choice(side: Side) -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, ChooseClip(clip_id=clip(3)))
        await pair.on(0, AddClipAlternate(clip_id=clip(1), copy_id=clip(8)))
        await pair.on(0, ChooseClip(clip_id=clip(8)))
        conflicts = (await pair.preview(0)).conflicts
        assert [(it.stream, it.facet) for it in conflicts] == [(clip(3), "chosen")]
        await pair.merge(0, {(clip(3), "chosen"): side})
        board = await pair.board(PROJECT)
        playing = [it.id for it in board.clip_group(clip(1)) if it.takes_place]
        assert playing == [clip(3) if side is Side.SOURCE else clip(8)]

    told(story)


def test_a_choice_that_only_the_branch_made_is_taken() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, ChooseClip(clip_id=clip(3)))
        await pair.merge(0)
        board = await pair.board(PROJECT)
        assert [it.id for it in board.clip_group(clip(1)) if it.takes_place] == [clip(3)]

    told(story)


@pytest.mark.parametrize(("side", "start"), [(Side.SOURCE, 176), (Side.TARGET, 72)])
def test_a_place_that_is_taken_needs_a_choice(side: Side, start: int) -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, MoveClip(clip_id=clip(2), start=200))
        await pair.on(0, AddClip(clip_id=clip(9), scene_id=scene(1), start=200, length=90))
        conflict = (await pair.preview(0)).conflicts[0]
        assert (conflict.stream, conflict.facet) == (clip(2), "place")
        assert "would lie on" in conflict.message
        await pair.merge(0, {(clip(2), "place"): side})
        assert (await pair.board(PROJECT)).clips[clip(2)].start == start

    told(story)


@pytest.mark.parametrize("side", [Side.SOURCE, Side.TARGET])
def test_a_new_clip_without_room_is_put_near_or_left_out(side: Side) -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, AddClip(clip_id=clip(8), scene_id=scene(2), start=0, length=9))
        await pair.on(0, AddClip(clip_id=clip(9), scene_id=scene(2), start=0, length=9))
        await pair.merge(0, {(clip(8), "place"): side})
        board = await pair.board(PROJECT)
        if side is Side.TARGET:
            assert clip(8) not in board.clips
            assert not (await pair.preview(0)).facts  # it stays out
            return
        assert board.clips[clip(8)].start == 9

    told(story)


def test_alternates_of_both_sides_get_numbers_of_their_own() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, AddClipAlternate(clip_id=clip(2), copy_id=clip(8)))
        await pair.on(0, AddClipAlternate(clip_id=clip(2), copy_id=clip(9)))
        await pair.merge(0)
        group = (await pair.board(PROJECT)).clip_group(clip(2))
        assert [(it.id, it.alternate, it.name) for it in group] == [
            (clip(2), 0, "Clip 2"),
            (clip(9), 1, "Clip 2 A1"),
            (clip(8), 2, "Clip 2 A2"),
        ]

    told(story)


def test_a_move_takes_alternates_along_that_only_the_target_has() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, MoveClip(clip_id=clip(2), start=200))
        await pair.on(0, AddClipAlternate(clip_id=clip(2), copy_id=clip(9)))
        await pair.on(0, ChooseClip(clip_id=clip(9)))
        await pair.on(0, AddClip(clip_id=clip(7), scene_id=scene(1), start=210, length=5))
        conflict = (await pair.preview(0)).conflicts[0]
        assert (conflict.stream, conflict.facet) == (clip(2), "place")
        await pair.merge(0, {(clip(2), "place"): Side.TARGET})
        assert (await pair.board(PROJECT)).clips[clip(9)].start == 72

    told(story)


def test_a_promotion_is_merged_with_the_alternates_of_the_target() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, PromoteClip(clip_id=clip(3)))
        await pair.on(0, AddClipAlternate(clip_id=clip(1), copy_id=clip(9)))
        await pair.merge(0)
        board = await pair.board(PROJECT)
        assert {board.clips[clip(n)].original for n in (1, 9)} == {clip(3)}

    told(story)


def test_scenes_that_come_to_the_same_spot_stand_behind_each_other() -> None:
    async def story(pair: Pair) -> None:
        for line, number in ((0, 8), (1, 9)):
            await pair.on(line, AddScene(scene_id=scene(number), after="last"))
        await pair.on(1, ReorderScene(scene_id=scene(1), after="last"))
        await pair.merge(0)
        ranks = [it.rank for it in (await pair.board(PROJECT)).originals()]
        assert ranks == sorted(set(ranks))

    told(story)


def test_undoing_a_merge_lets_it_be_made_again() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, EditClip(clip_id=clip(1), notes="branch"))
        await pair.merge(0)
        await pair.history.undo(pair.asking(Step(user=ADA, what="undo")))
        board = await pair.board(PROJECT)
        assert board.clips[clip(1)].notes == ""
        assert board.project is not None
        assert board.project.merged == {}
        await pair.merge(0)
        assert (await pair.board(PROJECT)).clips[clip(1)].notes == "branch"

    told(story)


def test_a_merge_is_made_at_the_positions_of_its_preview() -> None:
    async def story(pair: Pair) -> None:
        await pair.on(1, EditClip(clip_id=clip(1), notes="branch"))
        asking = pair.asking(Step(user=ADA, what="merge"))
        wish = MergeWish(source=pair.branch, choices={}, source_position=2, target_position=1)
        await pair.on(0, EditClip(clip_id=clip(2), notes="trunk"))
        with pytest.raises(ConflictError, match="Somebody changed the project since you looked"):
            await pair.history.merge(asking, wish)
        ahead = MergeWish(source=pair.branch, choices={}, source_position=99)
        with pytest.raises(RuleViolatedError, match="There is no change 99 on that side"):
            await pair.history.merge(asking, ahead)

    told(story)


def test_only_a_branch_and_its_parent_are_merged() -> None:
    async def story(pair: Pair) -> None:
        await pair.forked(pair.asking(Step(user=ADA, what="fork")), 1)
        asking = pair.asking(Step(user=ADA, what="merge", line=1))
        with pytest.raises(DomainError, match="between a branch and what it was forked from"):
            await pair.history.merge(asking, MergeWish(source=pair.lines[2], choices={}))

    told(story)


def test_the_commands_of_a_branch_are_about_its_own_ids() -> None:
    to = Translation(PROJECT, "branch-" + "1" * 32)
    command = moved(EditClip(clip_id=clip(1), notes="x"), "branch-" + "1" * 32)
    assert command == EditClip(clip_id=to.id(clip(1)), notes="x")
