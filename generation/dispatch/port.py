"""What the dispatcher needs of the rest of the program."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Protocol

from domain.errors import RuleViolatedError
from domain.queue.board.batch import Batch
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from domain.queue.board.worker import Worker
from domain.queue.command import QueueCommand
from domain.queue.standing import Seen
from events.ids import AttemptId, WorkerId
from events.record import record
from generation.worker import Attempt, Progress, Sink, Suspected, Unheard, WorkerDriver


class UnbuildableError(Exception):
    """No graph can be made for a job, on any worker; the text is a sentence for the user."""


class SinkFullError(Exception):
    """There is no room for an output. It stays on its worker, and is fetched when there is."""


class UnwantedOutputError(RuleViolatedError):
    """An output is of no type that is kept, and would be so again."""


class DamagedOutputError(RuleViolatedError):
    """An output is not what it says it is, such as a picture cut off; another may be whole."""


class UnreadableKeyError(Exception):
    """What is kept of a worker's key cannot be read; the text says what to do about it."""


class Queue(Protocol):
    async def board(self) -> QueueBoard:
        """Return the board with all that is durable."""
        ...

    async def command(self, command: QueueCommand) -> None:
        """Carry out a command. Raises DomainError, StoreUnavailableError."""
        ...


class Workshop(Protocol):
    async def attempt(self, job: Job, batch: Batch, id_: AttemptId) -> Attempt:
        """Make the graph of an attempt, the same one each time. Raises UnbuildableError."""
        ...


class Audience(Protocol):
    """Who wants to know how attempts go on. What is told here is forgotten, never stored."""

    def told(self, job: Job, attempt: AttemptId, sign: Progress | Suspected | Unheard) -> None: ...


class Duty(Protocol):
    """Several servers may share a queue: one at a time has the duty to work for it."""

    async def is_ours(self) -> bool: ...


class Pulses(Protocol):
    """When workers that ask for their work were heard of, by whichever server."""

    async def heard(self, attempts: Iterable[AttemptId]) -> None: ...

    async def ages(self) -> Mapping[AttemptId, int]:
        """Return for how long (ms) nobody was heard of, by attempt.

        Raises StoreUnavailableError where that cannot be known.
        """
        ...


class Silence:
    """Pulses where no worker asks for its work."""

    async def heard(self, attempts: Iterable[AttemptId]) -> None: ...

    async def ages(self) -> Mapping[AttemptId, int]:
        return {}


class Roll(Protocol):
    """Where all servers see how workers are, whichever of them looked."""

    async def note(self, seen: Iterable[Seen]) -> None: ...

    async def present(self) -> Mapping[WorkerId, Seen]:
        """Return how each was seen last. Raises StoreUnavailableError where it cannot be known."""
        ...


class Unread:
    """A roll where nobody looks at it."""

    async def note(self, seen: Iterable[Seen]) -> None: ...

    async def present(self) -> Mapping[WorkerId, Seen]:
        return {}


@record
class Pace:
    """Seconds: between rounds when nothing happens, looks at workers, probes, and tries again.

    A worker is offline when it `refused` so often in a row, or was not heard of for `silence`.
    """

    round: float = 1.0
    load: float = 5.0
    probe: float = 30.0
    again: float = 3.0
    room: float = 15.0
    refused: int = 3
    silence: float = 60.0


@record
class Crew:
    """All that works together.

    `now` is ms since 1970, `elapsed` seconds of a clock that never jumps. `driver` raises
    ForbiddenAddressError and UnreadableKeyError.
    """

    queue: Queue
    workshop: Workshop
    driver: Callable[[Worker], Awaitable[WorkerDriver]]
    sink: Sink
    audience: Audience
    duty: Duty
    now: Callable[[], int]
    elapsed: Callable[[], float]
    new_attempt: Callable[[], AttemptId]
    pace: Pace = Pace()
    pulses: Pulses = Silence()
    roll: Roll = Unread()
