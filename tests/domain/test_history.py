"""Undo, restoring and branches as they are asked for: by several people, at once, again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from domain.branch import ForkBranch, RenameBranch
from domain.clip.command import AddClip, EditClip
from domain.command import Command
from domain.errors import DomainError, ForbiddenError, NotFoundError, RuleViolatedError
from domain.execute import Executor, Outcome, Request
from domain.history import Asking
from domain.member import AddMember, ChangeMemberRole, RemoveMember
from domain.past import Folding, Past
from domain.project import SetProjectState
from domain.scene import AddScene
from domain.undo import Steps
from events.ids import UserId
from tests.domain.example import ADA, BEA, CAI, CLIPS, clip, facts_after, scene
from tests.domain.house import NOW, House, Step
from tests.domain.test_any_history import dump
from tests.scenario import PROJECT

GIVEN = facts_after(CLIPS, AddMember(user=BEA, role="editor"), AddMember(user=CAI, role="viewer"))


class Open(House):
    async def edit(self, user: UserId, command: Command, line: int = 0) -> Outcome:
        return await self.change(self.by(user, line), command)

    def by(self, user: UserId, line: int = 0) -> Asking:
        return self.asking(Step(user=user, what="", line=line))

    async def notes(self, number: int) -> str:
        return (await self.board(PROJECT)).clips[clip(number)].notes

    async def steps(self, user: UserId) -> Steps:
        return await self.executor.steps(PROJECT, user)


def told(story: Callable[[Open], Awaitable[None]]) -> None:
    async def run() -> None:
        house = Open()
        await house.begin(GIVEN)
        await story(house)

    asyncio.run(run())


def note(number: int, text: str) -> EditClip:
    return EditClip(clip_id=clip(number), notes=text)


def test_each_person_undoes_what_they_did_last() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "Ada"))
        await house.edit(BEA, note(2, "Bea"))
        undone = await house.history.undo(house.by(ADA))
        assert undone.position == 2
        assert (await house.notes(1), await house.notes(2)) == ("", "Bea")
        assert await house.steps(ADA) == Steps(redo=(4,))
        redone = await house.history.redo(house.by(ADA))
        assert (redone.position, await house.notes(1)) == (4, "Ada")

    told(story)


def test_many_presses_at_once_take_the_steps_to_one_thing_in_their_order() -> None:
    async def story(house: Open) -> None:
        for n in range(6):
            await house.edit(ADA, note(1, f"line {n}"))
        undone = await asyncio.gather(*(house.history.undo(house.by(ADA)) for _ in range(5)))
        assert sorted(one.position for one in undone) == [3, 4, 5, 6, 7]
        assert await house.notes(1) == "line 0"

    told(story)


def test_the_same_command_twice_is_one_undo() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "one"))
        await house.edit(ADA, note(2, "two"))
        asking = house.by(ADA)
        first = await house.history.undo(asking)
        assert await house.history.undo(asking) == first
        assert await house.notes(1) == "one"

    told(story)


def test_the_id_of_another_command_is_refused() -> None:
    async def story(house: Open) -> None:
        asking = house.by(ADA)
        await house.change(asking, note(1, "one"))
        with pytest.raises(RuleViolatedError, match="This command id was used"):
            await house.history.undo(asking)

    told(story)


def test_a_new_command_is_not_looked_up() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "one"))
        await house.history.undo(replace(house.by(ADA), is_new=True))
        assert await house.notes(1) == ""

    told(story)


def test_what_somebody_else_did_is_undone_by_its_position() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "Ada"))
        await house.history.undo(house.by(BEA), position=2)
        assert await house.notes(1) == ""
        assert await house.steps(ADA) == Steps()
        with pytest.raises(RuleViolatedError, match="There is nothing of yours to undo"):
            await house.history.undo(house.by(ADA))

    told(story)


def test_steps_that_others_brought_back_already_are_passed_over() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "first"))
        await house.edit(ADA, note(2, "second"))
        await house.edit(BEA, note(2, ""))
        assert (await house.history.undo(house.by(ADA))).position == 2

    told(story)


def test_not_more_steps_are_passed_over_than_somebody_would_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("domain.history.LOOKED_BACK", 1)

    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "first"))
        await house.edit(ADA, note(2, "second"))
        await house.edit(BEA, note(2, ""))
        with pytest.raises(RuleViolatedError, match="nothing of yours"):
            await house.history.undo(house.by(ADA))

    told(story)


def test_a_change_that_there_is_not_is_not_found() -> None:
    async def story(house: Open) -> None:
        with pytest.raises(NotFoundError, match="There is no change 99"):
            await house.history.undo(house.by(ADA), position=99)

    told(story)


def test_a_viewer_undoes_nothing_and_a_stranger_learns_nothing() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "Ada"))
        with pytest.raises(ForbiddenError):
            await house.history.undo(house.by(CAI), position=2)
        with pytest.raises(NotFoundError):
            await house.history.undo(house.by(UserId("user-" + "e" * 32)))

    told(story)


def test_steps_survive_a_restart_and_old_changes_are_found_in_the_log() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "one"))
        await house.history.undo(house.by(ADA))
        again = Open()
        again.store, again.past = house.store, Past(house.store)
        again.executor = Executor(house.store, clock=lambda: NOW)
        assert await again.steps(ADA) == Steps(redo=(3,))
        change = await again.past.change(PROJECT, 2)
        found = await again.executor.change(PROJECT, 2)
        assert (change.before, change.after) == (found.before, found.after)

    told(story)


class Kept:
    """Snapshots that a test chose."""

    def __init__(self, past: Past, *positions: int) -> None:
        self._past = past
        self._positions = positions

    async def nearest(self, partition: str, until: int | None) -> Folding | None:
        fitting = [n for n in self._positions if until is None or n <= until]
        return await self._past.folding(partition, max(fitting)) if fitting else None


def test_a_folding_from_a_snapshot_is_the_one_from_the_beginning() -> None:
    async def story(house: Open) -> None:
        for n in range(6):
            await house.edit(ADA, note(1, str(n)))
        quick = Past(house.store, Kept(house.past, 3, 5))
        for until in (None, 2, 3, 4, 7):
            one = await house.past.folding(PROJECT, until)
            other = await quick.folding(PROJECT, until)
            assert dump(one.board) == dump(other.board)
            assert (one.tip, one.stamps, one.steps) == (other.tip, other.stamps, other.steps)
        executor = Executor(house.store, clock=lambda: NOW, past=quick)
        assert dump(await executor.board(PROJECT)) == dump(await house.board(PROJECT))

    told(story)


def test_a_restored_clip_is_a_change_that_can_be_undone() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "one"))
        await house.edit(ADA, note(1, "two"))
        await house.history.restore(house.by(ADA), 2, about=clip(1), fields=("notes",))
        assert await house.notes(1) == "one"
        await house.history.undo(house.by(ADA))
        assert await house.notes(1) == "two"

    told(story)


# --- branches ---------------------------------------------------------------------------------


async def forked(house: Open, position: int | None = None) -> str:
    fork = ForkBranch(name=" Other ending ", position=position)
    outcome = await house.history.fork(house.by(ADA), fork)
    assert outcome.commit is not None
    house.lines.append(outcome.commit.partition)
    return outcome.commit.partition


def test_a_branch_begins_with_what_its_parent_was_and_goes_its_own_way() -> None:
    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "before"))
        await house.edit(ADA, note(1, "after"))
        branch = await forked(house, 2)
        board = await house.board(branch)
        assert board.project is not None
        assert (board.project.branch, board.project.trunk, board.project.forked_at) == (
            "Other ending",
            PROJECT,
            2,
        )
        assert sorted(it.notes for it in board.clips.values()) == ["", "", "before"]
        await house.edit(BEA, note(2, "branch"), line=1)
        assert await house.notes(2) == ""

    told(story)


def test_a_branch_of_a_branch_begins_with_what_that_was() -> None:
    async def story(house: Open) -> None:
        first = await forked(house)
        await house.edit(ADA, AddScene(scene_id=scene(9), name="On the branch"), line=1)
        asking = Asking(project=first, command_id="again", actor=ADA)
        outcome = await house.history.fork(asking, ForkBranch(name="Deeper"))
        assert outcome.commit is not None
        board = await house.board(outcome.commit.partition)
        assert "On the branch" in {it.name for it in board.scenes.values()}
        assert board.project is not None
        assert (board.project.parent, board.project.trunk) == (first, PROJECT)

    told(story)


def test_the_same_fork_twice_is_one_branch() -> None:
    async def story(house: Open) -> None:
        asking = house.by(ADA)
        one = await house.history.fork(asking, ForkBranch(name="Try"))
        two = await house.history.fork(asking, ForkBranch(name="Try"))
        assert one == two

    told(story)


@pytest.mark.parametrize("position", [0, 2])
def test_a_branch_begins_at_a_change_that_there_is(position: int) -> None:
    async def story(house: Open) -> None:
        with pytest.raises(RuleViolatedError, match="The project has the changes 1 to 1"):
            await forked(house, position)

    told(story)


def test_who_may_work_on_a_branch_is_said_by_the_project() -> None:
    async def story(house: Open) -> None:
        await forked(house)
        await house.edit(BEA, AddScene(scene_id=scene(9)), line=1)
        with pytest.raises(ForbiddenError):
            await house.edit(CAI, AddScene(scene_id=scene(8)), line=1)
        await house.edit(ADA, ChangeMemberRole(user=CAI, role="editor"))
        await house.edit(CAI, AddScene(scene_id=scene(8)), line=1)
        await house.edit(ADA, RemoveMember(user=BEA))
        with pytest.raises(NotFoundError):
            await house.edit(BEA, AddScene(scene_id=scene(7)), line=1)

    told(story)


REFUSED: list[tuple[Command, str]] = [
    (AddMember(user=UserId("user-" + "e" * 32), role="viewer"), "Members are of the project"),
    (SetProjectState(state="archived"), "The archive is of the project itself"),
]


@pytest.mark.parametrize(("command", "sentence"), REFUSED)
def test_what_is_the_projects_own_is_refused_on_a_branch(command: Command, sentence: str) -> None:
    async def story(house: Open) -> None:
        await forked(house)
        with pytest.raises(RuleViolatedError, match=sentence):
            await house.edit(ADA, command, line=1)

    told(story)


def test_an_editor_deletes_and_restores_a_branch() -> None:
    async def story(house: Open) -> None:
        await forked(house)
        await house.edit(BEA, SetProjectState(state="deleted"), line=1)
        with pytest.raises(RuleViolatedError, match="The branch is deleted"):
            await house.edit(BEA, AddScene(scene_id=scene(9)), line=1)
        await house.edit(BEA, SetProjectState(state="restored"), line=1)
        await house.edit(BEA, AddScene(scene_id=scene(9)), line=1)

    told(story)


def test_a_branch_of_a_closed_project_is_closed() -> None:
    async def story(house: Open) -> None:
        await forked(house)
        await house.edit(ADA, SetProjectState(state="archived"))
        with pytest.raises(RuleViolatedError, match="The project is archived"):
            await house.edit(ADA, AddScene(scene_id=scene(9)), line=1)

    told(story)


def test_a_branch_is_renamed_and_the_project_is_not() -> None:
    async def story(house: Open) -> None:
        branch = await forked(house)
        await house.edit(ADA, RenameBranch(name="Better ending"), line=1)
        assert (await house.edit(ADA, RenameBranch(name="Better ending"), line=1)).commit is None
        board = await house.board(branch)
        assert board.project is not None
        assert (board.project.branch, board.project.name) == ("Better ending", "Harbour")
        with pytest.raises(NotFoundError, match="This is the project itself"):
            await house.edit(ADA, RenameBranch(name="x"))

    told(story)


def test_what_began_with_no_fork_is_no_branch() -> None:
    async def story(house: Open) -> None:
        first = await anext(aiter(house.store.read(PROJECT)))
        with pytest.raises(TypeError):
            await house.past.forked(first)

    told(story)


def test_a_branch_that_there_is_not_is_empty() -> None:
    async def story(house: Open) -> None:
        nowhere = "branch-" + "9" * 32
        assert (await house.past.start(nowhere)).tip.n == 0
        request = Request(
            project=nowhere, command_id="x", actor=ADA, commands=(AddScene(scene_id=scene(9)),)
        )
        with pytest.raises(DomainError):
            await house.executor.execute(request)

    told(story)


def test_only_so_many_changes_are_kept_in_memory() -> None:
    async def story(house: Open) -> None:
        for n in range(300):
            await house.edit(ADA, note(1, str(n)))
        await house.history.undo(house.by(ADA), position=2, anyway=True)
        assert await house.notes(1) == ""

    told(story)


def test_a_large_change_crowds_out_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.desk.KEPT_STATES", 3)

    async def story(house: Open) -> None:
        await house.edit(ADA, note(1, "one"))
        await house.edit(ADA, AddClip(clip_id=clip(9), scene_id=scene(2), length=3))
        await house.history.undo(house.by(ADA), position=2)
        assert await house.notes(1) == ""

    told(story)
