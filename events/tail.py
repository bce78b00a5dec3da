"""The newest commits of a partition, and the rule that decides whether one more may follow.

Every store decides by this one rule; they differ in how much of a partition they hold at hand.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from events.ids import is_branch
from events.store import (
    GENESIS,
    Commit,
    Envelope,
    OvertakenError,
    PartitionPurgedError,
    Proposal,
    Tip,
)

DAWN: Final = datetime(1, 1, 1, tzinfo=UTC)
# Streams whose heads are at hand. A project has fewer; a queue gets new ones all the time.
MOST_HEADS: Final = 100_000


class Trace(NamedTuple):
    """A commit without its facts: all that the rule needs. A tuple: one is made per append."""

    n: int
    command: str
    versions: Mapping[str, int]


class Tail:
    """The commits `floor` < n ≤ tip.n of one partition."""

    def __init__(self, *, floor: Tip = GENESIS, is_purged: bool = False) -> None:
        self._is_purged = is_purged
        self.tip = floor
        self.at = DAWN
        self.floor = floor.n
        self._whole = floor.n == 0
        self._traces: dict[int, Trace] = {}
        self._places: dict[str, int] = {}
        self._heads: dict[str, int] = {}

    def reaches(self, parent: Tip) -> bool:
        """Tell whether every commit after the parent, and the parent, is at hand."""
        return parent == self.tip or parent.n > self.floor or self.floor == 0

    def may_hold(self, parent: Tip) -> bool:
        """Tell whether the parent is a commit at hand, or one too old to be."""
        trace = self._traces.get(parent.n)
        return trace.command == parent.command if trace else parent.n <= self.floor

    def place(self, command: str) -> int | None:
        """Return the n of a command at hand."""
        return self._places.get(command)

    def observe(self, trace: Trace, at: datetime) -> None:
        """Take in the commit that follows the tip."""
        self.tip = Tip(n=trace.n, command=trace.command)
        self.at = at
        self._traces[trace.n] = trace
        self._places[trace.command] = trace.n
        self._heads.update(trace.versions)

    def trim(self, limit: int) -> None:
        """Forget all but the newest commits, of which all must be in the database."""
        for n in range(self.floor + 1, self.tip.n - limit + 1):
            del self._places[self._traces.pop(n).command]
            self.floor = n
        if len(self._heads) > MOST_HEADS:
            self._heads = {}
            for trace in self._traces.values():
                self._heads.update(trace.versions)
            self._whole = False  # what is not known any more is not at its beginning

    def follow(self, proposal: Proposal, older: Iterable[Trace] = ()) -> Commit:
        """Turn a proposal into the commit after the tip.

        `older` are the traces from its parent up to what is at hand, where `reaches` said no.
        Raises OvertakenError or PartitionPurgedError, and changes nothing then.
        """
        if self._is_purged:
            raise PartitionPurgedError(f"{proposal.partition} was removed for good.")
        if proposal.parent != self.tip:
            self._check_unseen(proposal, older)
        self._check_heads(proposal)
        commit = self._commit(proposal)
        trace = Trace(n=commit.n, command=commit.command, versions=commit.versions)
        self.observe(trace, commit.envelope.at)
        return commit

    def _check_unseen(self, proposal: Proposal, older: Iterable[Trace]) -> None:
        parent = proposal.parent
        known = {trace.n: trace for trace in older} | self._traces if older else self._traces
        found = known.get(parent.n)
        if parent != GENESIS and (found is None or found.command != parent.command):
            raise OvertakenError(
                f"Commit {parent.n} of {proposal.partition} is not of command"
                f" {parent.command!r}, which {proposal.command!r} builds on: decide again."
            )
        for n in range(parent.n + 1, self.tip.n + 1):
            if proposal.touched_by(known[n].versions):
                raise OvertakenError(
                    f"Commit {n} of {proposal.partition} touches what {proposal.command!r}"
                    " was decided on: decide again."
                )

    def _check_heads(self, proposal: Proposal) -> None:
        """Refuse versions that do not continue their stream, as far as its head is known.

        The store's unique index sees equal versions only; facts that lie inside an earlier
        commit of several facts would pass it.
        """
        for stream, length in proposal.lengths().items():
            # A branch goes on with the versions of what it was forked from.
            is_new = self._whole and not is_branch(proposal.partition)
            head = self._heads.get(stream, 0 if is_new else None)
            first = proposal.versions[stream] - length + 1
            if head is not None and first != head + 1:
                raise OvertakenError(
                    f"{stream} is at version {head}, but {proposal.command!r} wants to write its"
                    f" version {first}: decide again."
                )

    def _commit(self, proposal: Proposal) -> Commit:
        return Commit(
            partition=proposal.partition,
            n=self.tip.n + 1,
            command=proposal.command,
            versions=proposal.versions,
            facts=proposal.facts,
            envelope=stamped(proposal.envelope, not_before=self.at),
        )


def stamped(envelope: Envelope, *, not_before: datetime) -> Envelope:
    """Return the envelope with its time in whole milliseconds, none before the previous one's.

    Raises ValueError for a time without a zone.
    """
    at = max(milliseconds(envelope.at), not_before)
    if at is envelope.at:
        return envelope
    return Envelope(
        actor=envelope.actor,
        at=at,
        correlation=envelope.correlation,
        causation=envelope.causation,
        note=envelope.note,
        undoes=envelope.undoes,
    )


def milliseconds(at: datetime) -> datetime:
    """Return the instant in UTC, cut to the milliseconds that are stored."""
    if at.tzinfo is None:
        raise ValueError(f"The time {at.isoformat()} names no zone: give it in UTC.")
    excess = at.microsecond % 1000
    cut = at - timedelta(microseconds=excess) if excess else at
    return cut if cut.tzinfo is UTC else cut.astimezone(UTC)
