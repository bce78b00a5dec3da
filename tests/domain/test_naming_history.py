"""Codes when a project is undone, restored, forked and merged."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import pytest

from domain.activity import described
from domain.board.board import Board
from domain.clip.command import AddClip, AddClipAlternate, DeleteClip
from domain.command import Command
from domain.errors import RuleViolatedError
from domain.execute import Outcome
from domain.history import Asking, MergeWish
from domain.merge import Merge, Side
from domain.naming.command import ConfirmShotList, SetClipCode, SetSceneCode, UnlockShotList
from domain.scene import AddScene
from events.ids import ClipId
from tests.domain.example import ADA, CLIPS, clip, scene
from tests.domain.house import House, Step
from tests.scenario import PROJECT

T = TypeVar("T")
TRUNK: Final = 0
BRANCH: Final = 1


class Film:
    """A confirmed shot list with a branch, and what Ada does to either."""

    def __init__(self, house: House) -> None:
        self.house = house

    def asking(self, line: int = TRUNK) -> Asking:
        return self.house.asking(Step(user=ADA, what="change", line=line))

    async def do(self, command: Command, line: int = TRUNK) -> Outcome:
        step = Step(user=ADA, what="change", command=command, line=line)
        return await self.house.done(step, self.asking(line))

    async def board(self, line: int = TRUNK) -> Board:
        return await self.house.board(self.house.lines[line])

    async def code(self, number: int) -> str:
        return (await self.board()).clips[clip(number)].code

    async def said(self, outcome: Outcome) -> str:
        assert outcome.commit is not None
        change = await self.house.executor.change(PROJECT, outcome.commit.n)
        return described(change, outcome.commit.facts, await self.board()).sentence

    def wish(self, choices: dict[tuple[str, str], Side]) -> MergeWish:
        return MergeWish(source=self.house.lines[BRANCH], choices=choices)

    async def preview(self, choices: dict[tuple[str, str], Side]) -> Merge:
        return (await self.house.history.preview(self.asking(), self.wish(choices))).merge

    async def merge(self, choices: dict[tuple[str, str], Side]) -> None:
        await self.house.history.merge(self.asking(), self.wish(choices))


def film(story: Callable[[Film], Awaitable[T]]) -> T:
    async def run() -> T:
        house = House()
        await house.begin(CLIPS)
        told = Film(house)
        await told.do(ConfirmShotList())
        position = (await house.store.tip(PROJECT)).n
        await house.forked(told.asking(), position)
        return await story(told)

    return asyncio.run(run())


def add(number: int, start: int) -> AddClip:
    return AddClip(clip_id=clip(number), scene_id=scene(1), start=start, length=1)


def test_confirming_is_told_and_undone_as_one_change() -> None:
    async def story(it: Film) -> None:
        await it.house.history.undo(it.asking())
        board = await it.board()
        assert board.project is not None
        assert not board.project.confirmed_naming
        assert {one.code for one in board.clips.values()} == {""}
        assert {one.code for one in board.scenes.values()} == {""}
        again = await it.do(ConfirmShotList())
        assert await it.said(again) == (
            "confirmed the shot list, numbered 2 scenes and numbered 3 clips"
        )
        assert await it.said(await it.do(UnlockShotList())) == "unlocked the shot list"
        named = await it.do(SetClipCode(clip_id=clip(2), code="OPENER"))
        assert await it.said(named) == "gave 'Clip 2' the code OPENER"
        cleared = await it.do(SetClipCode(clip_id=clip(2), code=""))
        assert await it.said(cleared) == "edited the code of 'Clip 2'"

    film(story)


def test_a_code_that_somebody_else_has_by_now_does_not_come_back_by_undo() -> None:
    async def story(it: Film) -> None:
        first = await it.do(SetClipCode(clip_id=clip(1), code="OPENER"))
        await it.do(SetClipCode(clip_id=clip(2), code="SQ010_SH0010"))
        assert first.commit is not None
        with pytest.raises(RuleViolatedError) as refused:
            await it.house.history.undo(it.asking(), position=first.commit.n)
        assert refused.value.message == ("'Clip 1': The code SQ010_SH0010 belongs to 'Clip 2' now.")
        assert refused.value.free_codes == ("SQ010_SH0011", "SQ010_SH0009", "SQ010_SH0012")
        assert (await it.code(1), await it.code(2)) == ("OPENER", "SQ010_SH0010")

    film(story)


def test_a_code_taken_back_from_a_confirmed_list_makes_room_for_a_new_one() -> None:
    async def story(it: Film) -> None:
        await it.do(UnlockShotList())
        await it.do(SetClipCode(clip_id=clip(2), code=""))
        named = await it.do(SetClipCode(clip_id=clip(2), code="OPENER"))
        await it.do(ConfirmShotList())
        assert named.commit is not None
        await it.house.history.undo(it.asking(), position=named.commit.n)
        assert await it.code(2) == "SQ010_SH0020"

    film(story)


def test_restoring_the_past_leaves_codes_as_they_are() -> None:
    async def story(it: Film) -> None:
        then = (await it.house.store.tip(PROJECT)).n
        await it.do(SetClipCode(clip_id=clip(2), code="OPENER"))
        await it.do(add(11, 50))
        await it.do(SetClipCode(clip_id=clip(11), code="SQ010_SH0020"))
        await it.do(DeleteClip(clip_id=clip(2)))
        await it.house.history.restore(it.asking(), then)
        board = await it.board()
        assert not board.clips[clip(2)].is_deleted
        assert board.clips[clip(11)].is_deleted
        assert (await it.code(2), await it.code(11)) == ("OPENER", "SQ010_SH0020")
        await it.house.history.restore(it.asking(), 1)
        board = await it.board()
        assert board.project is not None
        assert board.project.confirmed_naming
        await it.house.history.restore(it.asking(), then, about=scene(1))
        assert await it.code(2) == "OPENER"

    film(story)


def test_clips_that_two_branches_put_between_the_same_two_get_codes_of_their_own() -> None:
    async def story(it: Film) -> None:
        await it.do(add(11, 50))
        await it.do(add(12, 60), BRANCH)
        await it.do(AddScene(scene_id=scene(3)))
        await it.do(AddScene(scene_id=scene(4)), BRANCH)
        assert (await it.preview({})).conflicts == ()
        await it.merge({})
        assert (await it.code(11), await it.code(12)) == ("SQ010_SH0015", "SQ010_SH0017")
        codes = {one.code for one in (await it.board()).scenes.values()}
        assert codes == {"SQ010", "SQ020", "SQ030", "SQ040"}

    film(story)


def test_a_new_clip_of_a_branch_comes_with_the_code_that_it_got_there() -> None:
    async def story(it: Film) -> None:
        await it.do(add(12, 60), BRANCH)
        await it.do(SetClipCode(clip_id=clip(12), code="OPENER"), BRANCH)
        await it.merge({})
        assert await it.code(12) == "OPENER"

    film(story)


@pytest.mark.parametrize(
    ("choice", "code"), [(Side.SOURCE, "OPENER2"), (Side.TARGET, "SQ010_SH0010")]
)
def test_a_code_that_both_sides_gave_to_different_clips_asks_for_a_choice(
    choice: Side, code: str
) -> None:
    async def story(it: Film) -> None:
        await it.do(SetClipCode(clip_id=clip(2), code="OPENER"))
        await it.do(AddClipAlternate(clip_id=clip(1), copy_id=clip(13)))
        await it.do(SetClipCode(clip_id=clip(1), code="OPENER"), BRANCH)
        [conflict] = (await it.preview({})).conflicts
        assert (conflict.facet, conflict.message) == (
            "code",
            "'Clip 1': The code OPENER belongs to 'Clip 2' now.",
        )
        await it.merge({(conflict.stream, "code"): choice})
        assert [await it.code(number) for number in (1, 2, 3, 13)] == [
            code,
            "OPENER",
            code,
            code,
        ]
        assert ClipId(conflict.stream) in {clip(1), clip(3)}

    film(story)


def test_a_scenes_code_that_both_sides_gave_away_asks_for_a_choice() -> None:
    async def story(it: Film) -> None:
        await it.do(SetSceneCode(scene_id=scene(2), code="INT"))
        await it.do(SetSceneCode(scene_id=scene(1), code="INT"), BRANCH)
        await it.merge({(scene(1), "code"): Side.SOURCE})
        board = await it.board()
        assert [board.scenes[scene(n)].code for n in (1, 2)] == ["INT2", "INT"]

    film(story)


def test_codes_that_changed_places_on_a_branch_change_places_here() -> None:
    async def story(it: Film) -> None:
        await it.do(SetClipCode(clip_id=clip(1), code="X"), BRANCH)
        await it.do(SetClipCode(clip_id=clip(2), code="SQ010_SH0010"), BRANCH)
        await it.do(SetClipCode(clip_id=clip(1), code="SQ010_SH0020"), BRANCH)
        assert (await it.preview({})).conflicts == ()
        await it.merge({})
        assert (await it.code(1), await it.code(2)) == ("SQ010_SH0020", "SQ010_SH0010")

    film(story)
