"""Two people, each in a process of their own, do anything to a project and its branches."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from domain.board.board import Board
from domain.errors import DomainError
from domain.execute import Outcome
from domain.history import Asking
from domain.past import Past
from domain.timeline import layout
from domain.undo import NO_STEPS
from events.codec import CODEC
from events.ids import UserId
from events.memory import MemoryEventStore
from tests.domain.example import ADA, BEA
from tests.domain.house import House, Step
from tests.domain.test_any_history import CONTENT, START, dump
from tests.domain.test_any_past import ALL, assert_sound, shown
from tests.domain.test_history import Kept

T = TypeVar("T")
USERS = st.sampled_from([ADA, BEA])
LINES = st.integers(0, 2)
NUMBERS = st.integers(0, 60)
# Of these, the second may find what is newest to be something else: it is another wish.
ONCE: Final = ("change", "undo one", "undo anyway", "restore", "restore clip", "fork")


class Work(RuleBasedStateMachine):
    """Whoever works, and wherever: what is seen is what the log says, and it is sound."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = MemoryEventStore(CODEC)
        self.houses = {ADA: House(self.store, name="ada"), BEA: House(self.store, name="bea")}
        self.lines = self.houses[BEA].lines = self.houses[ADA].lines
        self.asked: list[tuple[Step, Asking, Outcome]] = []

    @override
    def teardown(self) -> None:
        self.runner.close()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    @initialize()
    def begin(self) -> None:
        self.run(self.houses[ADA].begin(START))

    # What people do

    def done(self, step: Step) -> Outcome | None:
        house = self.houses[step.user]
        asking = house.asking(step)
        outcome = self.run(house.do(step, asking))
        if outcome is not None and outcome.commit is not None and step.what in ONCE:
            self.asked.append((step, asking, outcome))
        return outcome

    @rule(user=USERS, command=CONTENT, line=LINES)
    def change(self, user: UserId, command: Any, line: int) -> None:
        self.done(Step(user=user, what="change", command=command, line=line))

    @rule(user=USERS, what=st.sampled_from(ALL), number=NUMBERS, line=LINES)
    def look_back(self, user: UserId, what: str, number: int, line: int) -> None:
        self.done(Step(user=user, what=what, number=number, line=line))

    @rule(user=USERS, command=CONTENT, line=LINES)
    def change_and_undo_and_redo(self, user: UserId, command: Any, line: int) -> None:
        """What nobody interfered with is as it was before, and then as it was after."""
        step = Step(user=user, what="change", command=command, line=line)
        before = shown(self.board(step))
        outcome = self.done(step)
        if outcome is None or outcome.commit is None:
            return
        after = shown(self.board(step))
        history, house = self.houses[user].history, self.houses[user]
        undone = self.run(history.undo(house.asking(step), position=outcome.commit.n))
        assert shown(self.board(step)) == before
        if undone.outcome.commit is not None:
            self.run(history.redo(house.asking(step), position=undone.outcome.commit.n))
            assert shown(self.board(step)) == after

    @rule(which=NUMBERS)
    def ask_again(self, which: int) -> None:
        """A command that comes twice is carried out once, whatever happened in between."""
        if not self.asked:
            return
        step, asking, outcome = self.asked[which % len(self.asked)]
        heads = self.run(self.store.heads())
        try:
            again = self.run(self.houses[step.user].done(step, asking))
        except DomainError:
            again = None  # judged on what there is now, which is no reason to do it twice
        assert again is None or again == outcome
        assert self.run(self.store.heads()) == heads

    @rule(user=USERS, line=LINES)
    def merge_a_branch_of_no_changes(self, user: UserId, line: int) -> None:
        house, step = self.houses[user], Step(user=user, what="fork", line=line)
        before = dump(self.board(step))
        branch = self.run(house.new_branch(step))
        outcome = self.run(house.merged_from(step, branch))
        assert outcome.commit is None
        assert dump(self.board(step)) == before

    # What holds

    def board(self, step: Step) -> Board:
        house = self.houses[step.user]
        return self.run(house.board(self.lines[step.line % len(self.lines)]))

    @rule(line=LINES, number=NUMBERS)
    def look_at_a_moment(self, line: int, number: int) -> None:
        """What was then, and all that came since, is what there is: from a snapshot, too."""
        partition = self.lines[line % len(self.lines)]
        newest = self.run(self.store.tip(partition)).n
        past = self.houses[ADA].past
        whole, n = self.run(past.folding(partition)), 1 + number % newest
        kept = Past(self.store, Kept(past, n))
        for made in (
            self.run(self.followed(past, partition, n)),
            self.run(kept.folding(partition)),
        ):
            assert dump(made.board) == dump(whole.board)
            assert (made.tip, made.stamps, made.steps) == (whole.tip, whole.stamps, whole.steps)

    async def followed(self, past: Past, partition: str, n: int) -> Any:
        made = await past.folding(partition, n)
        async for commit in self.store.read(partition, after=n):
            made.follow(commit)
        return made

    @invariant()
    def every_board_is_the_fold_of_its_log(self) -> None:
        for line in self.lines:
            folded = self.run(self.houses[ADA].past.folding(line))
            for user, house in self.houses.items():
                assert dump(self.run(house.board(line))) == dump(folded.board)
                steps = self.run(house.executor.steps(line, user))
                assert steps == folded.steps.get(user, NO_STEPS)

    @invariant()
    def every_board_is_sound_and_laid_out_as_the_timeline_is(self) -> None:
        for line in self.lines:
            board = self.run(self.houses[BEA].board(line))
            assert_sound(board)
            blocks = layout(board.scenes.values(), board.clips.values()).blocks
            places = {it.scene.id: (it.start, it.length) for it in blocks}
            assert places == {
                id_: (board.scene_start(id_), board.scene_length(id_)) for id_ in places
            }


Work.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestWork = Work.TestCase
