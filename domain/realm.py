"""Realms: what a partition is folded into, and the law by which commands change it.

A project is one realm, a queue and a library are others. Shell, history and store treat all
partitions alike and ask the realm for what differs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Protocol, TypeAlias

from domain import access, command
from domain.board.board import Board
from domain.command import Command
from domain.errors import UNSEEN, NotFoundError
from domain.library import command as library
from domain.library.board import LibraryBoard
from domain.library.command import LibraryCommand
from domain.naming import decide as naming
from domain.queue import command as queue
from domain.queue.board.board import QueueBoard
from domain.queue.command import QueueCommand
from events.ids import UserId, is_library, is_queue
from events.record import record
from events.store import Fact

AnyCommand: TypeAlias = Command | QueueCommand | LibraryCommand
# What `revert` needs to take facts back: known to the board that returned it.
Before: TypeAlias = list[Any]


class Ground(Protocol):
    """A partition folded in memory, with the indexes that decisions need."""

    @property
    def id(self) -> str: ...

    def version(self, stream: str) -> int:
        """Return how many facts a stream has, as far as it is on the board."""
        ...

    def state(self, stream: str) -> Any: ...

    def states(self) -> Iterator[Any]: ...

    def apply(self, facts: Iterable[Fact]) -> Before:
        """Fold facts in and return what takes them back."""
        ...

    def revert(self, before: Before) -> None: ...

    def put(self, state: Any, version: int) -> None:
        """Lay down a thing that is not there yet, as it was at a version."""
        ...


@record
class Realm:
    """`check` asks whether the user may give the command, `admit` whether they may see anything.

    `complete` adds what follows from all facts of a change together. `expect` refuses a command
    made on an old version; `reads` names the streams that decisions depend on, None for all.
    """

    ground: Callable[[str], Ground]
    admit: Callable[[Any, UserId], object]
    check: Callable[[Any, UserId, Any], None]
    expect: Callable[[Any, Any, int | None], None]
    decide: Callable[[Any, Any], list[Fact]]
    reads: Callable[[Iterable[Any], Any], frozenset[str] | None]
    complete: Callable[[Any, Sequence[Fact]], list[Fact]] = lambda _, __: []


PROJECT: Final = Realm(
    ground=Board,
    admit=lambda board, user: access.role(board.authority, user),
    check=access.check,
    expect=command.expect,
    decide=command.decide,
    reads=command.reads,
    complete=naming.completed,
)
QUEUE: Final = Realm(
    ground=QueueBoard,
    admit=queue.admit,
    check=queue.check,
    expect=queue.expect,
    decide=queue.decide,
    reads=queue.reads,
)
LIBRARY: Final = Realm(
    ground=LibraryBoard,
    admit=library.admit,
    check=library.check,
    expect=library.expect,
    decide=library.decide,
    reads=library.reads,
)


def of(partition: str) -> Realm:
    if is_library(partition):
        return LIBRARY
    return QUEUE if is_queue(partition) else PROJECT


def admit(ground: Ground, user: UserId) -> None:
    """Refuse to tell anything of a partition to who may not see it. Raises NotFoundError."""
    of(ground.id).admit(ground, user)


def project_board(ground: Ground) -> Board:
    """Return the board of a project. Raises NotFoundError for any other."""
    if not isinstance(ground, Board):
        raise NotFoundError(UNSEEN)
    return ground


def queue_board(ground: Ground) -> QueueBoard:
    """Return the board of a queue. Raises NotFoundError for any other."""
    if not isinstance(ground, QueueBoard):
        raise NotFoundError(UNSEEN)
    return ground
