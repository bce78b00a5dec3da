"""A project with its branches, in one process. Another house on the same store is another one."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, cast

from domain.board.board import Board
from domain.branch import ForkBranch, Translation
from domain.command import Command
from domain.execute import Executor, Outcome, Request
from domain.history import Asking, History, MergeWish, Preview, Undone
from domain.merge import Side
from domain.past import NONE_KEPT, Past, Snapshots
from events.codec import CODEC
from events.ids import UserId
from events.memory import MemoryEventStore
from events.store import GENESIS, Commit, Envelope, EventStore, Fact, Proposal
from tests.domain.example import ADA
from tests.domain.test_any_history import START
from tests.film import NOON, clock
from tests.scenario import PROJECT

Choices = Mapping[tuple[str, str], Side]


class House:
    def __init__(
        self,
        store: EventStore | None = None,
        *,
        name: str = "command",
        snapshots: Snapshots = NONE_KEPT,
    ) -> None:
        self.store = store or MemoryEventStore(CODEC)
        self.past = Past(self.store, snapshots)
        self.announced: list[Commit] = []
        self.executor = Executor(self.store, clock=clock(), past=self.past)
        self.history = History(
            executor=self.executor,
            past=self.past,
            store=self.store,
            clock=clock(),
            announce=self._heard,
        )
        self._name = name
        self._commands = 0

    def _heard(self, commit: Commit) -> None:
        self.announced.append(commit)
        self.executor.heard(commit.partition, commit.n)

    async def begin(self, facts: list[Fact] = START) -> None:
        """Let the first commit of the project make what is given."""
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
                envelope=Envelope(actor=ADA, at=NOON),
            )
        )

    def asking(self, user: UserId, line: str = PROJECT, command_id: str = "") -> Asking:
        """Ask by a command id of its own where none is given."""
        self._commands += 1
        id_ = command_id or f"{self._name}-{self._commands}"
        return Asking(project=line, command_id=id_, actor=user)

    async def ask(self, asking: Asking, *commands: Command) -> Outcome:
        """Carry out commands that name things as the project does, on any branch."""
        return await self.executor.execute(
            Request(
                project=asking.project,
                command_id=asking.command_id,
                actor=asking.actor,
                commands=tuple(moved(command, asking.project) for command in commands),
            )
        )

    async def change(self, user: UserId, *commands: Command, line: str = PROJECT) -> int:
        """Carry out commands and return the position where they are seen."""
        return (await self.ask(self.asking(user, line), *commands)).position

    async def undo(self, user: UserId, position: int | None = None, *, anyway: bool = False) -> int:
        """Return the commit that was taken back, of the project itself."""
        return (await self.undone(user, position, anyway=anyway)).position

    async def undone(
        self, user: UserId, position: int | None = None, *, anyway: bool = False
    ) -> Undone:
        return await self.history.undo(self.asking(user), position=position, anyway=anyway)

    async def redo(self, user: UserId, position: int | None = None) -> int:
        return (await self.history.redo(self.asking(user), position=position)).position

    async def fork(
        self, user: UserId = ADA, line: str = PROJECT, *, position: int | None = None
    ) -> str:
        """Begin a branch called Try and return its id."""
        wish = ForkBranch(name="Try", position=position)
        outcome = await self.history.fork(self.asking(user, line), wish)
        assert outcome.commit is not None
        return outcome.commit.partition

    async def preview(
        self, source: str, into: str = PROJECT, choices: Choices | None = None
    ) -> Preview:
        wish = MergeWish(source=source, choices=choices or {})
        return await self.history.preview(self.asking(ADA, into), wish)

    async def merge(
        self, source: str, into: str = PROJECT, choices: Choices | None = None
    ) -> Outcome:
        wish = MergeWish(source=source, choices=choices or {})
        return await self.history.merge(self.asking(ADA, into), wish)

    async def board(self, line: str = PROJECT) -> Board:
        return await self.executor.board(line)

    async def log(self, line: str = PROJECT) -> list[Commit]:
        return [commit async for commit in self.store.read(line)]


def moved(command: Command, line: str) -> Command:
    """Return a command about the same things where they are on a branch."""
    to = Translation(PROJECT, line)
    ids = {
        field.name: to.stream(value)
        for field in fields(command)
        if isinstance(value := getattr(command, field.name), str)
        and value.startswith(("clip-", "scene-"))
    }
    return cast(Command, replace(cast(Any, command), **ids)) if ids else command
