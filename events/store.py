"""The port every event store implements, and the envelope it hands back.

A partition (one project, say) is a gap-free sequence of commits 1, 2, 3 … A commit is atomic and
holds the facts of one decision, which may concern several streams (aggregates).
"""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from events.record import record


@record
class Fact:
    """One event of one stream."""

    stream: str
    event: object


@record
class Tip:
    """A commit by its place and its command: what a decision saw as the last one.

    The command makes it an identity: two processes may both have meant to write place `n`.
    """

    n: int
    command: str


GENESIS: Final = Tip(n=0, command="")


@record
class Envelope:
    """What is known about a commit besides its facts. `at` is aware UTC.

    `undoes` is the n of the commit that this one takes back, 0 for none.
    """

    actor: str
    at: datetime
    correlation: str = ""
    causation: str = ""
    note: str = ""
    undoes: int = 0


@record
class Proposal:
    """A decision on its way into the log.

    `versions` are the stream versions after it, one entry for each stream with a fact.
    `reads` are the streams the decision depends on besides those it writes; None means all.
    """

    partition: str
    command: str
    parent: Tip
    versions: Mapping[str, int]
    facts: tuple[Fact, ...]
    envelope: Envelope
    reads: frozenset[str] | None = None

    def touched_by(self, streams: Mapping[str, int]) -> bool:
        """Tell whether a commit to these streams may change what was decided."""
        if self.reads is None:
            return True
        return any(stream in self.reads or stream in self.versions for stream in streams)

    def lengths(self) -> dict[str, int]:
        """Count the facts of each stream.

        Raises ValueError for a proposal without facts, or whose `versions` name other streams.
        """
        lengths: dict[str, int] = {}
        for fact in self.facts:
            lengths[fact.stream] = lengths.get(fact.stream, 0) + 1
        if not lengths or lengths.keys() != self.versions.keys():
            raise ValueError(
                f"Command {self.command!r} proposes facts for the streams {sorted(lengths)} but"
                f" versions for {sorted(self.versions)}: name each stream that has a fact."
            )
        return lengths


@record
class Commit:
    partition: str
    n: int
    command: str
    versions: Mapping[str, int]
    facts: tuple[Fact, ...]
    envelope: Envelope

    @property
    def tip(self) -> Tip:
        return Tip(n=self.n, command=self.command)


class OvertakenError(Exception):
    """Commits that the decision had not seen touch what it read: decide again."""


class PartitionPurgedError(Exception):
    """The partition was removed for good: it reads as empty and takes no commit ever again."""


class CommitTooLargeError(Exception):
    """A commit is one document of at most 12 MB."""


class BrokenSequenceError(Exception):
    """A partition's commits are not 1, 2, 3 …: stop reading and call for help."""


class StoreUnavailableError(Exception):
    """The database could not be reached, or its answer not be learnt, within the patience.

    What was proposed may or may not be stored. The same command, sent again later, tells.
    """


class EventStore(Protocol):
    def append(self, proposal: Proposal) -> Awaitable[Commit]:
        """Queue a proposal, at once and in the order of the calls, and answer when it is durable.

        The same (partition, command) is answered with the first commit, whatever else it says.
        A proposal whose parent is in the log is moved behind newer commits that do not touch
        what it read. Answers come in the order of the calls. `at` is cut to milliseconds and
        never runs backwards in a partition. To stop waiting does not take the proposal back.

        Raises OvertakenError where the parent is not in the log or a newer commit touches what
        was read, PartitionPurgedError, CommitTooLargeError before anything is written,
        StoreUnavailableError where the outcome could not be learnt; at once: ValueError for a
        proposal that is malformed or holds what cannot be stored, UnknownEventError for an event
        without a stored name.
        """
        ...

    async def find(self, partition: str, command: str) -> Commit | None: ...

    async def tip(self, partition: str) -> Tip:
        """Return the last commit's place, GENESIS for an empty partition."""
        ...

    def read(
        self, partition: str, *, after: int = 0, until: int | None = None
    ) -> AsyncIterator[Commit]:
        """Yield the commits `after` < n <= `until` in order.

        Raises BrokenSequenceError where one is missing.
        """
        ...

    async def recent(
        self, partition: str, *, before: int | None = None, limit: int = 50
    ) -> list[Commit]:
        """Return at most `limit` commits with n < `before`, newest first."""
        ...

    def touching(self, partition: str, stream: str) -> AsyncIterator[Commit]:
        """Yield the commits with facts of a stream, in order."""
        ...

    async def reached_by(self, partition: str, at: datetime) -> int:
        """Return the n of the last commit that was made by then, 0 for none. `at` is aware."""
        ...

    async def times(self, partition: str, numbers: Sequence[int]) -> dict[int, datetime]:
        """Return when these commits were made, by n; those that are not there are left out."""
        ...

    async def partitions(self) -> list[str]: ...

    async def heads(self) -> dict[str, int]:
        """Return the number of the last commit of every partition."""
        ...
