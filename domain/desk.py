"""One partition's board with the decisions on it that are not durable yet."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from domain import past, realm, undo
from domain.board.board import Board
from domain.past import Folding
from domain.realm import Before, Ground
from domain.undo import Change, Steps
from events.ids import UserId
from events.record import record
from events.store import GENESIS, Commit, Envelope, Fact, Proposal, Tip

# Changes in memory, so that undoing one of the newest needs no look into the log.
KEPT_CHANGES: Final = 256
KEPT_STATES: Final = 20_000


@record
class Laid:
    """A decision that the board stands on, and what must be known to take it back."""

    before: Before
    future: asyncio.Future[Commit]
    steps: Mapping[UserId, Steps]


class Changes:
    """What the newest commits changed, within a number of commits and of states."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Change] = OrderedDict()
        self._states = 0

    def find(self, n: int) -> Change | None:
        return self._kept.get(n)

    def add(self, change: Change) -> None:
        self._kept[change.position] = change
        self._states += len(change.after)
        while len(self._kept) > KEPT_CHANGES or (
            self._states > KEPT_STATES and len(self._kept) > 1
        ):
            self._states -= len(self._kept.popitem(last=False)[1].after)

    def forget_after(self, n: int) -> None:
        while self._kept and next(reversed(self._kept)) > n:
            self._states -= len(self._kept.popitem()[1].after)


class Desk:
    def __init__(self, partition: str) -> None:
        self.lock = asyncio.Lock()
        self._partition = partition
        self._epoch = 0
        self._in_flight: set[asyncio.Future[Commit]] = set()
        self.start_over()

    def start_over(self) -> None:
        """Forget everything: the log knows it."""
        self.ground: Ground = realm.of(self._partition).ground(self._partition)
        self.tip: Tip = GENESIS
        self.steps: Mapping[UserId, Steps] = {}
        self.changes = Changes()
        self.is_stale = True
        self.is_blank = True
        self._durable: Tip = GENESIS
        self._durable_steps: Mapping[UserId, Steps] = {}
        self._pending: OrderedDict[str, Laid] = OrderedDict()
        self._epoch += 1

    def begin(self, folding: Folding) -> None:
        """Go on from a folding of the log; the commits behind it follow."""
        self.ground = folding.ground
        self.tip = self._durable = folding.tip
        self.steps = self._durable_steps = folding.steps
        self.is_blank = False

    @property
    def board(self) -> Board:
        """The board of a project. Raises NotFoundError on the desk of anything else."""
        return realm.project_board(self.ground)

    @property
    def is_settled(self) -> bool:
        return not self._in_flight

    @property
    def is_idle(self) -> bool:
        return self.is_settled and not self.lock.locked()

    @property
    def durable(self) -> Tip:
        """The last commit on the board that cannot be taken back."""
        return self._durable

    def pending(self, command_id: str) -> asyncio.Future[Commit] | None:
        """Return the answer to come of a command that the board stands on."""
        return self._pending[command_id].future if command_id in self._pending else None

    def follow(self, commit: Commit) -> None:
        """Fold in a durable commit that was not decided here."""
        try:
            before = self.ground.apply(commit.facts)
        except BaseException:
            self.start_over()
            raise
        self._remember(commit.n, commit.facts, commit.envelope, before)
        self.tip = self._durable = commit.tip
        self._durable_steps = self.steps

    def lay(self, proposal: Proposal, before: Before, future: asyncio.Future[Commit]) -> None:
        """Stand on a proposal from now on, until it turns out not to be durable."""
        self.tip = Tip(n=self.tip.n + 1, command=proposal.command)
        self._remember(self.tip.n, proposal.facts, proposal.envelope, before)
        self._pending[proposal.command] = Laid(before=before, future=future, steps=self.steps)
        self._in_flight.add(future)
        epoch, tip = self._epoch, self.tip
        future.add_done_callback(lambda done: self._settled(done, epoch, tip))

    def _remember(
        self, n: int, facts: tuple[Fact, ...], envelope: Envelope, before: Before
    ) -> None:
        change = past.change(self.ground, n, facts, envelope, before)
        self.changes.add(change)
        self.steps = undo.followed(self.steps, change)

    def _settled(self, done: asyncio.Future[Commit], epoch: int, tip: Tip) -> None:
        self._in_flight.discard(done)
        durable = not done.cancelled() and done.exception() is None and done.result().tip == tip
        if epoch != self._epoch:
            return
        if durable:
            self._durable_steps = self._pending.pop(tip.command).steps
            self._durable = tip
        else:
            self._take_back()

    def _take_back(self) -> None:
        for laid in reversed(self._pending.values()):
            self.ground.revert(laid.before)
        self._pending.clear()
        self._epoch += 1
        self.tip = self._durable
        self.steps = self._durable_steps
        self.changes.forget_after(self.tip.n)
        self.is_stale = True

    async def settled(self) -> bool:
        """Wait for what is being written and tell whether the board still stands on all of it."""
        epoch = self._epoch
        if self._in_flight:
            await asyncio.wait(self._in_flight)
        return epoch == self._epoch
