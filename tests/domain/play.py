"""What people do in a house, one step after the other: many steps are refused, none is harmful."""

from typing import cast

from hypothesis import strategies as st

from domain.board.board import Board
from domain.branch import ForkBranch
from domain.command import Command
from domain.errors import DomainError
from domain.execute import Outcome
from domain.history import Asking, MergeWish
from domain.merge import Side
from events.ids import UserId
from events.record import record
from tests.domain.example import ADA, BEA
from tests.domain.house import House
from tests.domain.test_any_history import CONTENT, assert_group_is_sound
from tests.scenario import PROJECT

LINES = 3


@record
class Step:
    """What somebody does next. Numbers choose among what there is then."""

    user: UserId
    what: str
    command: Command | None = None
    number: int = 0
    line: int = 0


def steps(*whats: str) -> st.SearchStrategy[Step]:
    users = st.sampled_from([ADA, BEA])
    numbers, lines = st.integers(0, 30), st.integers(0, 2)
    changes = st.builds(Step, user=users, what=st.just("change"), command=CONTENT, line=lines)
    if not whats:
        return changes
    others = st.builds(Step, user=users, what=st.sampled_from(whats), number=numbers, line=lines)
    return changes | others


ALL = ("undo", "redo", "undo one", "undo anyway", "restore", "restore clip", "fork", "merge")


class Play(House):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [PROJECT]

    def line(self, step: Step) -> str:
        return self.lines[step.line % len(self.lines)]

    def asked(self, step: Step) -> Asking:
        return self.asking(step.user, self.line(step))

    async def do(self, step: Step, asking: Asking | None = None) -> Outcome | None:
        """Carry a step out; None where it is refused."""
        try:
            return await self._done(step, asking or self.asked(step))
        except DomainError:
            return None

    async def _done(self, step: Step, asking: Asking) -> Outcome:  # noqa: PLR0911 - one line a step
        history = self.history
        position = 1 + step.number % (await self.store.tip(asking.project)).n
        match step.what:
            case "change":
                return await self.ask(asking, cast(Command, step.command))
            case "undo":
                return (await history.undo(asking)).outcome
            case "redo":
                return (await history.redo(asking)).outcome
            case "undo one" | "undo anyway":
                anyway = step.what == "undo anyway"
                return (await history.undo(asking, position=position, anyway=anyway)).outcome
            case "restore":
                return await history.restore(asking, position)
            case "restore clip":
                clips = sorted((await self.executor.board(asking.project)).clips)
                about = clips[step.number % len(clips)]
                return await history.restore(asking, position, about=about)
            case "fork":
                return await self.forked(asking, position)
            case _:
                return await self.merged(asking, step)

    async def forked(self, asking: Asking, position: int) -> Outcome:
        outcome = await self.history.fork(asking, ForkBranch(name="Try", position=position))
        assert outcome.commit is not None
        if len(self.lines) < LINES and outcome.commit.partition not in self.lines:
            self.lines.append(outcome.commit.partition)
        return outcome

    async def merged(self, asking: Asking, step: Step) -> Outcome:
        """Merge with choices by turns, until no conflict is open."""
        source = await self._relative(asking.project, step.number)
        choices: dict[tuple[str, str], Side] = {}
        while True:
            wish = MergeWish(source=source, choices=choices)
            found = (await self.history.preview(asking, wish)).merge
            if not found.open:
                return await self.history.merge(asking, wish)
            for conflict in found.conflicts:
                side = (Side.SOURCE, Side.TARGET)[(step.number + len(choices)) % 2]
                choices.setdefault((conflict.stream, conflict.facet), side)

    async def _relative(self, line: str, number: int) -> str:
        """Return a branch of this line, or what it was forked from."""
        own = (await self.board(line)).project
        others = [(it, (await self.board(it)).project) for it in self.lines if it != line]
        near = [
            it
            for it, their in others
            if (own and their and line == their.parent) or (own and own.parent == it)
        ]
        return near[number % len(near)] if near else line


def assert_sound(board: Board) -> None:
    for clip_id in board.clips:
        assert_group_is_sound(board.clip_group(clip_id))
        assert len({(it.scene, it.track, it.start) for it in board.clip_group(clip_id)}) == 1
    for scene_id in board.scenes:
        assert_group_is_sound(board.scene_group(scene_id))
        assert len({it.rank for it in board.scene_group(scene_id)}) == 1
    ranks = [it.rank for it in board.originals()]
    assert ranks == sorted(set(ranks))
    for it in board.clips.values():
        if it.takes_place:
            track = board.track(it.scene, it.track)
            assert track.taken(it.start, it.length, besides=frozenset({it.id})) is None
