"""Group commit: one task turns waiting proposals into commits, a batch at a time.

Commit n + 1 is sent only after n was acknowledged by a majority, or behind it in the same
ordered batch, and n is part of the primary key. So every prefix that a reader may see is without
gaps, and another process that writes the same partition costs a new look and never a commit.

After an error nothing that was assumed is kept: the tails are read again, and what was in flight
is first looked up by its command. A write that arrives late cannot do harm then: it meets the
unique index of the commands, or of the numbers.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence
from random import uniform
from typing import Final, NamedTuple, TypeAlias

import bson
from pymongo.errors import PyMongoError

from events.codec import Codec, UnknownEventError, UnreadableEventError
from events.document import commit, head
from events.store import (
    Commit,
    CommitTooLargeError,
    OvertakenError,
    PartitionPurgedError,
    Proposal,
    StoreUnavailableError,
)
from events.tail import Tail, Trace
from repositories.commit_log import CommitLog, Duplicate

BATCH_COMMITS: Final = 256
BATCH_BYTES: Final = 4 * 1024 * 1024
TAILS: Final = 512
PAUSES: Final = (0.002, 0.5)

REFUSALS: Final = (
    CommitTooLargeError,
    PartitionPurgedError,
    UnknownEventError,
    UnreadableEventError,
)

Outcome: TypeAlias = Commit | Exception


class Entry:
    """A proposal that waits for its answer. `body` is encoded; `refusal` was known at once."""

    __slots__ = ("answer", "body", "clashed", "proposal", "refusal", "uncertain")

    def __init__(self, proposal: Proposal, body: bytes, answer: asyncio.Future[Commit]) -> None:
        self.proposal = proposal
        self.body = body
        self.answer = answer
        self.refusal: Exception | None = None
        # It was sent before: look it up by its command.
        self.uncertain = False
        # The database holds one of its stream versions already.
        self.clashed = False

    def check_clash(self) -> None:
        if self.clashed:
            raise OvertakenError(
                f"Another commit wrote a stream version that {self.proposal.command!r} wants to"
                " write: decide again."
            )

    def resolve(self, outcome: Outcome) -> None:
        if self.answer.done():  # who asked has gone
            return
        if isinstance(outcome, Exception):
            self.answer.set_exception(outcome)
        else:
            self.answer.set_result(outcome)


class Plan(NamedTuple):
    """What becomes of an entry, given that all before it go as planned."""

    entry: Entry
    outcome: Outcome
    document: bytes | None = None


class Sequencer:
    def __init__(self, log: CommitLog, codec: Codec, *, window: int, patience: float) -> None:
        self._log = log
        self._codec = codec
        self._window = window
        self._patience = patience
        self._queue: deque[Entry] = deque()
        self._tails: OrderedDict[str, Tail] = OrderedDict()
        # Of the batch at hand: its commits, and the partitions that need no second look.
        self._drafts: dict[tuple[str, str], Commit] = {}
        self._fresh: set[str] = set()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_closing = False
        self._failures = 0
        self._failing_since = 0.0

    def put(self, entry: Entry) -> None:
        """Raise StoreUnavailableError once the store is closed."""
        if self._is_closing:
            raise StoreUnavailableError("The event store is closed; nothing was written.")
        self._queue.append(entry)
        self._wake.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def close(self) -> None:
        """Write what waits, then stop."""
        self._is_closing = True
        self._wake.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while True:
            if not self._queue:
                if self._is_closing:
                    return
                self._wake.clear()
                await self._wake.wait()
                continue
            await self._process(self._take())

    def _take(self) -> list[Entry]:
        """Take what fits into one batch, at least one entry."""
        batch = [self._queue.popleft()]
        size = len(batch[0].body)
        while self._queue and len(batch) < BATCH_COMMITS:
            size += len(self._queue[0].body)
            if size > BATCH_BYTES:
                break
            batch.append(self._queue.popleft())
        return batch

    async def _process(self, batch: list[Entry]) -> None:
        try:
            clash = await self._write(batch)
        except PyMongoError as error:
            await self._distrust(batch, error)
        except Exception as error:  # noqa: BLE001 - it is handed to everyone who waits for it
            self._tails.clear()
            _refuse(batch, error)
        else:
            if clash:
                await self._retreat(batch)
            else:
                self._failures = 0
                self._forget(batch)

    async def _write(self, batch: Sequence[Entry]) -> bool:
        """Write a batch and answer. Tell whether a unique index stopped it half-way."""
        plans = await self._plan(batch)
        documents = [plan.document for plan in plans if plan.document is not None]
        duplicate = await self._log.insert(documents) if documents else None
        _answer(plans, duplicate)
        return duplicate is not None

    async def _plan(self, batch: Sequence[Entry]) -> list[Plan]:
        self._drafts.clear()
        self._fresh.clear()
        if self._failures:
            # What the last attempt left must be visible before anything is looked up.
            await self._log.fence()
        await self._warm({entry.proposal.partition for entry in batch})
        return [await self._foresee(entry) for entry in batch]

    async def _foresee(self, entry: Entry) -> Plan:
        try:
            if entry.refusal:
                raise entry.refusal
            return await self._judge(entry)
        except REFUSALS as error:
            return Plan(entry=entry, outcome=error)

    async def _warm(self, partitions: set[str]) -> None:
        cold = [partition for partition in partitions if partition not in self._tails]
        if cold:
            tails = await asyncio.gather(*[self._log.tail(partition) for partition in cold])
            self._tails.update(zip(cold, tails, strict=True))
            self._fresh.update(cold)
        for partition in partitions:
            self._tails.move_to_end(partition)

    async def _judge(self, entry: Entry) -> Plan:
        proposal = entry.proposal
        place = self._tails[proposal.partition].place(proposal.command)
        is_known = entry.uncertain or place is not None
        if is_known and (stored := await self._stored(proposal)):
            return Plan(entry=entry, outcome=stored)
        try:
            entry.check_clash()
            draft = await self._follow(proposal)
        except OvertakenError as error:
            return Plan(entry=entry, outcome=await self._stored(proposal) or error)
        return Plan(entry=entry, outcome=draft, document=_document(draft, entry.body))

    async def _stored(self, proposal: Proposal) -> Commit | None:
        """Return the commit of the same command, in this batch or in the database."""
        draft = self._drafts.get((proposal.partition, proposal.command))
        if draft is not None:
            return draft
        found = await self._log.find(proposal.partition, proposal.command)
        return commit(found, self._codec) if found else None

    async def _follow(self, proposal: Proposal) -> Commit:
        partition, parent = proposal.partition, proposal.parent
        tail = self._tails[partition]
        if not tail.may_hold(parent) and partition not in self._fresh:
            # Another process may have written it since.
            tail = self._tails[partition] = await self._log.tail(partition)
        older: list[Trace] = []
        if not tail.reaches(parent):
            older = await self._log.traces(partition, max(parent.n, 1), tail.floor)
        self._fresh.add(partition)
        draft = tail.follow(proposal, older)
        self._drafts[partition, draft.command] = draft
        return draft

    async def _retreat(self, batch: Sequence[Entry]) -> None:
        """Another process was faster: look again at the partitions of what is left."""
        rest = [entry for entry in batch if not entry.answer.done()]
        for entry in rest:
            self._tails.pop(entry.proposal.partition, None)
        if len(rest) < len(batch):
            # Part of it was written: patience and pauses are for those who get nowhere.
            self._failures = 0
        await self._again(rest, "other processes kept writing to the same partition")

    async def _distrust(self, batch: Sequence[Entry], error: PyMongoError) -> None:
        """Nobody knows what is stored: keep no assumption."""
        rest = [entry for entry in batch if not entry.answer.done()]
        self._tails.clear()
        for entry in rest:
            entry.uncertain = True
        await self._again(rest, str(error))

    async def _again(self, rest: Sequence[Entry], reason: str) -> None:
        """Put the entries back in front, after a pause, unless patience has run out."""
        now = asyncio.get_running_loop().time()
        if not self._failures:
            self._failing_since = now
        self._failures += 1
        if now - self._failing_since > self._patience:
            _refuse(rest, _unavailable(self._patience, reason))
            return
        self._queue.extendleft(reversed(rest))
        shortest, longest = PAUSES
        pause = min(longest, shortest * 2**self._failures)
        await asyncio.sleep(uniform(0.5, 1) * pause)  # noqa: S311 - only to part two processes

    def _forget(self, batch: Sequence[Entry]) -> None:
        for entry in batch:
            self._tails[entry.proposal.partition].trim(self._window)
        while len(self._tails) > TAILS:
            self._tails.popitem(last=False)


def _document(draft: Commit, body: bytes) -> bytes:
    """Put the head, known only now, before the body that was encoded as it was queued."""
    fields = bson.encode(head(draft.partition, draft.n, draft.envelope.at))[4:-1] + body[4:]
    return (4 + len(fields)).to_bytes(4, "little") + fields


def _answer(plans: Sequence[Plan], duplicate: Duplicate | None) -> None:
    """Resolve the entries in order, up to the one whose document was refused."""
    stored = 0
    for plan in plans:
        if duplicate and plan.document is not None:
            if stored == duplicate.index:
                _mark(plan.entry, duplicate)
                return
            stored += 1
        plan.entry.resolve(plan.outcome)


def _mark(entry: Entry, duplicate: Duplicate) -> None:
    entry.uncertain = True
    entry.clashed = "streams.id" in duplicate.key


def _refuse(entries: Sequence[Entry], error: Exception) -> None:
    for entry in entries:
        entry.resolve(error)


def _unavailable(patience: float, reason: str) -> StoreUnavailableError:
    return StoreUnavailableError(
        f"The database did not take the commit within {patience:.0f} s ({reason}). It may or may"
        " not be stored: send the same command again to learn it."
    )
