"""A project with its branches in one process, and what somebody may do next."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any, Final, cast

from domain.board.board import Board
from domain.branch import ForkBranch, Translation
from domain.command import Command
from domain.errors import DomainError
from domain.execute import Executor, Outcome, Request
from domain.history import Asking, History, MergeWish
from domain.merge import Side
from domain.past import Past
from events.codec import CODEC
from events.ids import UserId
from events.memory import MemoryEventStore
from events.record import record
from events.store import GENESIS, Envelope, EventStore, Fact, Proposal
from tests.domain.example import ADA
from tests.scenario import PROJECT

NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
LINES: Final = 3
NAMED: Final = ("clip-", "scene-", "take-", "item-")


@record
class Step:
    """What somebody does next. Numbers choose among what there is then."""

    user: UserId
    what: str
    command: Command | None = None
    number: int = 0
    line: int = 0


class House:
    """A project with its branches, in one process; of several on a store each has a name."""

    def __init__(self, store: EventStore | None = None, *, name: str = "command") -> None:
        self.store = store or MemoryEventStore(CODEC)
        self._name = name
        self.past = Past(self.store)
        self.executor = Executor(self.store, clock=lambda: NOW, past=self.past)
        self.history = History(
            executor=self.executor,
            past=self.past,
            store=self.store,
            clock=lambda: NOW,
            announce=lambda commit: self.executor.heard(commit.partition, commit.n),
        )
        self.lines: list[str] = [PROJECT]
        self._commands = 0

    async def begin(self, facts: list[Fact]) -> None:
        versions: dict[str, int] = {}
        for fact in facts:
            versions[fact.stream] = versions.get(fact.stream, 0) + 1
        await self.store.append(
            Proposal(
                partition=PROJECT,
                command="start",
                parent=GENESIS,
                versions=versions,
                facts=tuple(facts),
                envelope=Envelope(actor=ADA, at=NOW),
            )
        )

    def asking(self, step: Step) -> Asking:
        self._commands += 1
        line = self.lines[step.line % len(self.lines)]
        return Asking(project=line, command_id=f"{self._name}-{self._commands}", actor=step.user)

    async def do(self, step: Step, asking: Asking | None = None) -> Outcome | None:
        """Carry a step out; None where it is refused."""
        try:
            return await self.done(step, asking or self.asking(step))
        except DomainError:
            return None

    async def done(self, step: Step, asking: Asking) -> Outcome:  # noqa: PLR0911 - one line a step
        history = self.history
        position = 1 + step.number % (await self.store.tip(asking.project)).n
        match step.what:
            case "change":
                return await self.change(asking, cast(Command, step.command))
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

    async def change(self, asking: Asking, command: Command) -> Outcome:
        request = Request(
            project=asking.project,
            command_id=asking.command_id,
            actor=asking.actor,
            commands=(moved(command, asking.project),),
        )
        return await self.executor.execute(request)

    async def new_branch(self, step: Step) -> str:
        """Fork the newest state and return the branch."""
        outcome = await self.history.fork(self.asking(step), ForkBranch(name="Try"))
        assert outcome.commit is not None
        return outcome.commit.partition

    async def merged_from(self, step: Step, source: str) -> Outcome:
        """Merge what has no conflict with it."""
        return await self.history.merge(self.asking(step), MergeWish(source=source, choices={}))

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

    async def board(self, line: str) -> Board:
        return await self.executor.board(line)


def moved(command: Command, line: str) -> Command:
    """Return a command about the same things where they are on a branch."""
    to = Translation(PROJECT, line)
    ids: dict[str, Any] = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, str) and value.startswith(NAMED):
            ids[field.name] = to.stream(value)
        if isinstance(value, tuple) and all(str(one).startswith(NAMED) for one in value):
            ids[field.name] = tuple(to.stream(one) for one in value)
    return cast(Command, replace(cast(Any, command), **ids)) if ids else command
