"""The imperative shell: the only place where decisions meet the event store.

Each process keeps the boards of the projects and queues it works on. A decision is made on
everything this process knows, commits that are still being written too, so that many people can
change one project without waiting for each other; the store refuses a commit whose ground turned
out different, and the decision is made again. What a partition is folded into and who may decide
about it, its realm says.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from typing import Final

from domain import access, realm
from domain.board.board import Board
from domain.desk import Desk
from domain.errors import UNSEEN, ConflictError, DomainError, NotFoundError
from domain.past import Past
from domain.queue.board.board import QueueBoard
from domain.realm import AnyCommand, Before, Ground
from domain.undo import NO_STEPS, Change, Steps
from events.ids import UserId, is_branch
from events.record import record
from events.store import (
    Commit,
    Envelope,
    EventStore,
    Fact,
    OvertakenError,
    PartitionPurgedError,
    Proposal,
)

ATTEMPTS: Final = 8
OPEN_PROJECTS: Final = 128


@record
class Request:
    """Commands that are to be one change of one project, or of one queue.

    `command_id` makes it idempotent; `is_new` says that it was made for this request and needs
    no look-up. `expected` gives, by the index of a command, the version its sender saw;
    `position`, where it is given, is the commit that the project must still be at. `undoes` is
    the commit that is taken back.
    """

    project: str
    command_id: str
    is_new: bool = False
    actor: UserId
    commands: tuple[AnyCommand, ...]
    expected: Mapping[int, int] = field(default_factory=dict)
    position: int | None = None
    undoes: int = 0
    note: str = ""
    correlation: str = ""
    causation: str = ""


@record
class Outcome:
    """`commit` is None where everything was so already; `position` is where that is seen."""

    commit: Commit | None
    position: int


class Executor:
    def __init__(
        self,
        store: EventStore,
        *,
        clock: Callable[[], datetime],
        announce: Callable[[Commit], None] = lambda _: None,
        capacity: int = OPEN_PROJECTS,
        past: Past | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce
        self._capacity = capacity
        self._past = past or Past(store)
        self._desks: OrderedDict[str, Desk] = OrderedDict()

    async def execute(self, request: Request) -> Outcome:
        """Carry out a request, once.

        Raises a DomainError when it may not be, ConflictError also when others change the same
        things faster than a decision can be made, CommitTooLargeError.
        """
        return await self._first(request) or await self._decided(request)

    async def board(self, project: str) -> Board:
        """Return the board with every commit that was durable when this was asked.

        Newer ones that are still being written may be on it too. Raises NotFoundError for what
        is no project.
        """
        return realm.project_board(await self._ground(project))

    async def queue(self, queue: str) -> QueueBoard:
        """Return the board of a queue, as `board` does a project's."""
        return realm.queue_board(await self._ground(queue))

    async def _ground(self, partition: str) -> Ground:
        desk = await self._desk(partition)
        while True:
            await self._look(desk)
            desk = await self._desk(partition)
            if await desk.settled():
                return desk.ground

    async def steps(self, project: str, user: UserId) -> Steps:
        """Return what a user can undo and redo, by whichever process it was done."""
        access.role((await self.board(project)).authority, user)
        return (await self._desk(project)).steps.get(user, NO_STEPS)

    async def change(self, project: str, n: int) -> Change:
        """Return what a commit changed. Raises NotFoundError where there is no such commit."""
        desk = await self._desk(project)
        return desk.changes.find(n) or await self._past.change(project, n)

    @property
    def open_projects(self) -> int:
        """How many boards are in memory."""
        return len(self._desks)

    def heard(self, project: str, n: int) -> None:
        """Learn that somebody wrote commit n, so that decisions are not made on an old board."""
        desk = self._desks.get(project)
        if desk is not None and n > desk.tip.n:
            desk.is_stale = True

    async def _first(self, request: Request) -> Outcome | None:
        """Return what the same command did before, to those who may still see it.

        Raises NotFoundError for others: to know the id of a command is no permission.
        """
        if request.is_new:
            return None
        first = await self._store.find(request.project, request.command_id)
        if first is None:
            return None
        realm.admit(await self._ground(request.project), request.actor)
        return Outcome(commit=first, position=first.n)

    async def _decided(self, request: Request) -> Outcome:
        has_looked = False
        for _ in range(ATTEMPTS):
            desk = await self._desk(request.project)
            answer = self._answer(desk, request)
            if isinstance(answer, asyncio.Future):
                # Unlike `shield`, this lets the desk learn of the answer first.
                await asyncio.wait([answer])
                with suppress(OvertakenError):
                    return _written(desk, answer)
            elif has_looked and await desk.settled():
                return await self._unchanged(request, answer)
            else:
                # What changes nothing is not checked by the store: it must not miss a commit of
                # another process, nor rest on one that never became durable.
                await self._look(desk)
                has_looked = True
        raise ConflictError("Others are changing the same things right now. Try again in a moment.")

    def _answer(self, desk: Desk, request: Request) -> asyncio.Future[Commit] | DomainError | int:
        """Return the commit to come, the refusal, or the place where everything is so already."""
        try:
            if (coming := desk.pending(request.command_id)) is not None:
                realm.admit(desk.ground, request.actor)
                return coming
            _refuse_moved(desk, request)
            return self._propose(desk, request)
        except DomainError as refusal:
            return refusal

    def _propose(self, desk: Desk, request: Request) -> asyncio.Future[Commit] | int:
        try:
            facts, before = decide(request, desk.ground)
        except DomainError:
            raise
        except BaseException:
            desk.start_over()  # nobody knows what is on the board
            raise
        if not facts:
            return desk.tip.n
        try:
            proposal = self._proposal(desk, request, facts)
            future = asyncio.ensure_future(self._store.append(proposal))
        except BaseException:
            desk.ground.revert(before)
            raise
        future.add_done_callback(self._announced)
        desk.lay(proposal, before, future)
        return future

    async def _unchanged(self, request: Request, answer: DomainError | int) -> Outcome:
        # The same command may have been carried out since it was looked up.
        if first := await self._first(request):
            return first
        if isinstance(answer, DomainError):
            raise answer
        return Outcome(commit=None, position=answer)

    def _proposal(self, desk: Desk, request: Request, facts: tuple[Fact, ...]) -> Proposal:
        streams = dict.fromkeys(fact.stream for fact in facts)
        return Proposal(
            partition=request.project,
            command=request.command_id,
            parent=desk.tip,
            versions={stream: desk.ground.version(stream) for stream in streams},
            facts=facts,
            envelope=Envelope(
                actor=request.actor,
                at=self._clock(),
                correlation=request.correlation or request.command_id,
                causation=request.causation or request.command_id,
                note=request.note,
                undoes=request.undoes,
            ),
            reads=realm.of(request.project).reads(request.commands, desk.ground),
        )

    def _announced(self, done: asyncio.Future[Commit]) -> None:
        if not done.cancelled() and done.exception() is None:
            self._announce(done.result())

    async def _look(self, desk: Desk) -> None:
        """Learn whether others wrote what is not on the desk, or purged what is."""
        durable = desk.durable
        newest = await self._store.tip(desk.ground.id)
        if newest.n > desk.tip.n:
            desk.is_stale = True
        elif newest.n < durable.n:
            desk.start_over()

    async def _desk(self, project: str) -> Desk:
        """Return a desk that has all that was heard of, and knows who may work on it."""
        desk = await self._current(project)
        if not is_branch(project):
            return desk
        branch = desk.board.project
        if branch is None or branch.trunk is None:
            return desk
        trunk = (await self._current(branch.trunk)).board.project
        desk = await self._current(project)
        desk.board.trunk = trunk
        return desk

    async def _current(self, project: str) -> Desk:
        desk = self._desks.get(project)
        if desk is None:
            desk = self._desks[project] = Desk(project)
            self._make_room()
        self._desks.move_to_end(project)
        while desk.is_stale:
            async with desk.lock:
                await self._catch_up(desk)
        return desk

    async def _catch_up(self, desk: Desk) -> None:
        if not desk.is_stale:  # another one did it, and may stand on it already
            return
        await desk.settled()  # and nobody lays anything on a stale desk
        if desk.is_blank:
            desk.begin(await self._past.start(desk.ground.id))
        async for commit in self._store.read(desk.ground.id, after=desk.tip.n):
            desk.follow(commit)
        desk.is_stale = False

    def _make_room(self) -> None:
        *others, _ = self._desks.items()
        idle = [id_ for id_, desk in others if desk.is_idle]
        for id_ in idle[: max(len(self._desks) - self._capacity, 0)]:
            del self._desks[id_]


def _written(desk: Desk, answer: asyncio.Future[Commit]) -> Outcome:
    """Return what came of a proposal. Raises NotFoundError where its project was purged."""
    try:
        commit = answer.result()
    except PartitionPurgedError:
        desk.start_over()
        raise NotFoundError(UNSEEN) from None
    return Outcome(commit=commit, position=commit.n)


def _refuse_moved(desk: Desk, request: Request) -> None:
    if request.position is None:
        return
    realm.admit(desk.ground, request.actor)
    if desk.tip.n != request.position:
        raise ConflictError(
            "Somebody changed the project since you looked at it. Look again, then decide.",
            expected_version=request.position,
            actual_version=desk.tip.n,
        )


def decide(request: Request, ground: Ground) -> tuple[tuple[Fact, ...], Before]:
    facts: list[Fact] = []
    before: Before = []
    index = 0
    law = realm.of(request.project)
    try:
        for index, expected in request.expected.items():
            law.check(ground, request.actor, request.commands[index])
            law.expect(request.commands[index], ground, expected)
        for index, wish in enumerate(request.commands):  # noqa: B007 - a refusal names it
            law.check(ground, request.actor, wish)
            decided = law.decide(wish, ground)
            before += ground.apply(decided)
            facts += decided
        completing = law.complete(ground, facts)
        before += ground.apply(completing)
        facts += completing
    except DomainError as error:
        ground.revert(before)
        error.index = index if len(request.commands) > 1 else None
        raise
    return tuple(facts), before
