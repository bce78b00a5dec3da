"""What a partition was at any of its commits: folded from its log, or from where it was forked.

A folding begins at the nearest snapshot, if there is one: snapshots only make it quicker.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Protocol, cast

from domain import realm, undo
from domain.board.board import Board, State, as_it_was
from domain.branch import Translation
from domain.errors import NotFoundError
from domain.realm import Before, Ground
from domain.undo import Change, Steps
from events.ids import UserId, is_branch
from events.project import BranchForked
from events.record import record
from events.store import GENESIS, Commit, Envelope, EventStore, Fact, Tip

MOST_STAMPS: Final = 10_000


@record
class Stamp:
    """When and by whom a thing was made and changed last, and by which commit."""

    position: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str


class Folding:
    """A partition at one commit. `follow` brings it to the next."""

    def __init__(self, partition: str) -> None:
        self.ground: Ground = realm.of(partition).ground(partition)
        self.tip: Tip = GENESIS
        self.stamps: dict[str, Stamp] = {}
        self._most_stamps = MOST_STAMPS
        self.steps: Mapping[UserId, Steps] = {}

    @property
    def partition(self) -> str:
        return self.ground.id

    @property
    def board(self) -> Board:
        """The board of a project. Raises NotFoundError for a folding of anything else."""
        return realm.project_board(self.ground)

    def follow(self, commit: Commit) -> Change:
        """Fold a commit in and return what it changed."""
        before = self.ground.apply(commit.facts)
        made = change(self.ground, commit.n, commit.facts, commit.envelope, before)
        self.steps = undo.followed(self.steps, made)
        self._stamp(commit)
        self.tip = commit.tip
        return made

    def _stamp(self, commit: Commit) -> None:
        envelope = commit.envelope
        for stream in {*commit.versions, commit.partition}:
            known = self.stamps.get(stream)
            self.stamps[stream] = Stamp(
                position=commit.n,
                created_at=known.created_at if known else envelope.at,
                created_by=known.created_by if known else envelope.actor,
                changed_at=envelope.at,
                changed_by=envelope.actor,
            )
        if len(self.stamps) > self._most_stamps:
            self._forget_gone()

    def _forget_gone(self) -> None:
        """Drop the stamps of what has left the board, as ended jobs do."""
        on_board = self.ground.state
        self.stamps = {id_: one for id_, one in self.stamps.items() if on_board(id_) is not None}
        self._most_stamps = max(MOST_STAMPS, 2 * len(self.stamps))

    def put(self, state: Any, version: int, stamp: Stamp) -> None:
        """Lay a thing down as it was: how a folding is made of a snapshot or a fork."""
        self.ground.put(state, version)
        self.stamps[state.id] = stamp


def change(
    ground: Ground, n: int, facts: tuple[Fact, ...], envelope: Envelope, before: Before
) -> Change:
    """Return what commit n changed; the board has it already, `before` is what it had.

    Only what happens in a project can be taken back, so of others nothing is kept for that.
    """
    actor = UserId(envelope.actor)
    if not isinstance(ground, Board):
        return Change(position=n, actor=actor, before={}, after={}, is_step=False)
    old = as_it_was(before)
    return Change(
        position=n,
        actor=actor,
        before=old,
        after={stream: cast("State", ground.state(stream)) for stream in old},
        is_step=undo.is_step(facts),
        undoes=envelope.undoes,
    )


class Snapshots(Protocol):
    async def nearest(self, partition: str, until: int | None) -> Folding | None:
        """Return the newest folding that is kept with n <= `until`."""
        ...


class NoSnapshots:
    async def nearest(self, partition: str, until: int | None) -> Folding | None:
        del partition, until
        return None


NONE_KEPT: Final = NoSnapshots()


class Past:
    def __init__(self, store: EventStore, snapshots: Snapshots = NONE_KEPT) -> None:
        self._store = store
        self._snapshots = snapshots

    async def start(self, partition: str, until: int | None = None) -> Folding:
        """Return where folding may begin: a snapshot, the fork of a branch, or nothing."""
        kept = await self._snapshots.nearest(partition, until)
        if kept is not None:
            return kept
        if is_branch(partition):
            async for first in self._store.read(partition, until=1):
                return await self.forked(first)
        return Folding(partition)

    async def folding(self, partition: str, until: int | None = None) -> Folding:
        """Return the project as of its commit `until`, or its newest one."""
        made = await self.start(partition, until)
        async for commit in self._store.read(partition, after=made.tip.n, until=until):
            made.follow(commit)
        return made

    async def forked(self, first: Commit) -> Folding:
        """Return what a branch is before its first commit: its parent as it was then."""
        fork = first.facts[0].event
        if not isinstance(fork, BranchForked):
            raise TypeError(f"{first.partition} does not begin with a BranchForked")
        made = translated(await self.folding(fork.parent, fork.position), first.partition)
        at, actor = first.envelope.at, first.envelope.actor
        # A branch is as old as its fork; what is on it is as old as it was.
        made.stamps[first.partition] = Stamp(
            position=0, created_at=at, created_by=actor, changed_at=at, changed_by=actor
        )
        return made

    async def change(self, partition: str, n: int) -> Change:
        """Return what commit n changed. Raises NotFoundError where there is none."""
        async for _, made in self.changes(partition, n, n):
            return made
        raise NotFoundError(f"There is no change {n:,} in this project. Choose one of its changes.")

    async def changes(
        self, partition: str, first: int, last: int | None = None
    ) -> AsyncIterator[tuple[Commit, Change]]:
        """Yield the commits `first` <= n <= `last` with what each changed."""
        fold = self.folding if first > 1 else self.start
        made = await fold(partition, first - 1)
        async for commit in self._store.read(partition, after=made.tip.n, until=last):
            yield commit, made.follow(commit)


def translated(source: Folding, partition: str) -> Folding:
    """Return a folding as the beginning of a branch of it."""
    to = Translation(source.partition, partition)
    made = Folding(partition)
    for state in source.board.states():
        stamp = replace(source.stamps[state.id], position=0)
        made.put(to.state(state), source.board.version(state.id), stamp)
    return made
