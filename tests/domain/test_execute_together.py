"""Two processes work on one project: two executors over one store."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from domain.clip.command import DeleteClip, TrimClip
from domain.command import Command
from domain.errors import DomainError, RuleViolatedError
from domain.execute import Executor, Outcome, Request, decide
from domain.scene import EditScene
from events.codec import CODEC
from events.memory import MemoryEventStore
from events.store import Commit, Fact, Proposal
from tests.domain.interleaving import Gate, GatedStore, quiet
from tests.film import (
    FILM,
    board_after,
    clip_id,
    clock,
    founding,
    history,
    moved,
    request,
    scene_id,
    shown,
    sung,
    wishes,
)

FIRST, SECOND = clip_id(100), clip_id(101)


@pytest.fixture
def store() -> MemoryEventStore:
    return MemoryEventStore(CODEC)


@pytest.fixture
async def executor(store: MemoryEventStore) -> Executor:
    executor = Executor(store, clock=clock())
    await executor.execute(founding())
    return executor


@pytest.fixture
async def other(executor: Executor, store: MemoryEventStore) -> Executor:
    """Another process that has seen the film, and hears of nothing since."""
    assert executor.open_projects == 1
    other = Executor(store, clock=clock())
    await other.board(FILM)
    return other


async def is_true_to_the_log(executor: Executor, store: MemoryEventStore) -> bool:
    board = await executor.board(FILM)
    return shown(board) == shown(board_after(await history(store)))


async def test_a_refusal_does_not_rest_on_an_old_board(executor: Executor, other: Executor) -> None:
    await executor.execute(request("c", DeleteClip(clip_id=SECOND)))
    assert (await other.execute(request("d", moved(100, 48)))).position == 3


async def test_nothing_to_do_does_not_rest_on_an_old_board(
    executor: Executor, other: Executor
) -> None:
    await executor.execute(request("c", sung(100, "theirs")))
    assert (await other.execute(request("d", sung(100, "")))).position == 3


async def test_a_decision_that_was_overtaken_is_made_again(
    executor: Executor, other: Executor, store: MemoryEventStore
) -> None:
    await executor.execute(request("c", moved(100, 24)))
    with pytest.raises(RuleViolatedError):
        await other.execute(request("d", moved(101, 24)))
    await other.execute(request("e", TrimClip(clip_id=FIRST, length=12)))
    assert await is_true_to_the_log(executor, store)
    assert await is_true_to_the_log(other, store)


async def test_edits_of_different_clips_need_no_second_decision(
    executor: Executor, store: MemoryEventStore
) -> None:
    counted = CountingStore(store)
    other = Executor(counted, clock=clock())
    await other.board(FILM)
    await executor.execute(request("c", sung(100, "la")))
    outcome = await other.execute(request("d", sung(101, "li"), is_new=True))
    assert (outcome.position, counted.appended) == (3, 1)
    assert await is_true_to_the_log(other, store)
    await executor.execute(request("e", EditScene(scene_id=scene_id(101), lyrics="x")))
    await other.execute(request("f", sung(101, "lo"), is_new=True))
    assert counted.appended == 2


class CountingStore(GatedStore):
    """Counts what was offered to it; nothing waits."""

    def __init__(self, shared: MemoryEventStore) -> None:
        super().__init__(shared, _OpenGate(), "counted")
        self._inner = shared
        self.appended = 0

    @override
    def append(self, proposal: Proposal) -> asyncio.Future[Commit]:
        self.appended += 1
        return self._inner.append(proposal)


class _OpenGate(Gate):
    @override
    async def passed(self, lane: str) -> None:
        """Let everybody go at once."""


async def test_hearing_of_a_commit_saves_the_detour(
    executor: Executor, store: MemoryEventStore
) -> None:
    counted = CountingStore(store)
    other = Executor(counted, clock=clock())
    await other.board(FILM)
    await executor.execute(request("c", moved(100, 24)))
    other.heard(FILM, 2)
    other.heard("project-unknown", 9)
    await other.execute(request("d", moved(101, 72), is_new=True))
    assert counted.appended == 1


class Writer:
    """Sends requests one by one and writes down what the log was like before and after each."""

    def __init__(self, name: str, executor: Executor, store: MemoryEventStore) -> None:
        self.executor = executor
        self.answers: list[tuple[Request, int, int, Outcome | DomainError]] = []
        self._store = store
        self._name = name

    async def send(self, number: int, commands: Sequence[Command]) -> None:
        asked = request(f"{self._name}{number}", *commands, is_new=bool(number % 2))
        before = (await self._store.tip(FILM)).n
        try:
            answer: Outcome | DomainError = await self.executor.execute(asked)
        except DomainError as refusal:
            answer = refusal
        self.answers.append((asked, before, (await self._store.tip(FILM)).n, answer))


def verdict(asked: Request, commits: list[Commit]) -> tuple[Fact, ...] | type[DomainError]:
    """Return what the request comes to when it is alone, after these commits."""
    try:
        return decide(asked, board_after(commits))[0]
    except DomainError as refusal:
        return type(refusal)


def check_serial(writers: Sequence[Writer], log: list[Commit]) -> None:
    """Check that commits and answers are those of the requests one by one, in the log's order.

    An answer without a commit must have been true at some moment while it was asked.
    """
    by_command = {commit.command: commit for commit in log}
    for asked, before, after, answer in (one for w in writers for one in w.answers):
        commit = by_command.get(asked.command_id)
        if commit:
            assert answer == Outcome(commit=commit, position=commit.n)
            assert before < commit.n <= after
            assert verdict(asked, log[: commit.n - 1]) == commit.facts
        elif not str(answer).startswith("Others are changing"):
            wanted = type(answer) if isinstance(answer, DomainError) else ()
            assert wanted in [verdict(asked, log[:n]) for n in range(before, after + 1)]


lists_of_wishes = st.lists(st.lists(wishes(), min_size=1, max_size=2), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), of_ann=lists_of_wishes, of_bob=lists_of_wishes)
async def test_any_interleaving_of_two_processes_comes_to_what_some_order_of_them_does(
    data: st.DataObject, of_ann: list[list[Command]], of_bob: list[list[Command]]
) -> None:
    store, gate = MemoryEventStore(CODEC), Gate()
    await Executor(store, clock=clock()).execute(founding())
    ann, bob = (
        Writer(name, Executor(GatedStore(store, gate, name), clock=clock()), store)
        for name in ("ann", "bob")
    )
    sending = [
        asyncio.create_task(writer.send(number, commands))
        for writer, lists in ((ann, of_ann), (bob, of_bob))
        for number, commands in enumerate(lists)
    ]
    while not all(task.done() for task in sending):
        await quiet()
        if lanes := gate.lanes():
            gate.open_next(data.draw(st.sampled_from(lanes)))
    await asyncio.gather(*sending)
    log = await history(store)
    assert [commit.n for commit in log] == list(range(1, len(log) + 1))
    check_serial([ann, bob], log)
    for writer in (ann, bob):
        reading = asyncio.create_task(writer.executor.board(FILM))
        while not reading.done():
            await quiet()
            for lane in gate.lanes():
                gate.open_next(lane)
        assert shown(reading.result()) == shown(board_after(log))


async def test_a_board_is_not_shown_before_what_lies_on_it_is_durable(
    executor: Executor, store: MemoryEventStore
) -> None:
    gate = Gate()
    slow = Executor(GatedStore(store, gate, "slow"), clock=clock())
    reading = asyncio.create_task(slow.board(FILM))
    while not reading.done():
        await quiet()
        gate.open_next(gate.lanes()[0])
        await quiet()
    moving = asyncio.create_task(slow.execute(request("c", moved(100, 24), is_new=True)))
    await quiet()
    reading = asyncio.create_task(slow.board(FILM))
    await quiet()
    gate.open_next("slow asks 3")  # how far the log is
    await executor.execute(request("d", moved(100, 120)))
    await quiet()
    assert not reading.done()
    while not (reading.done() and moving.done()):
        gate.open_next(gate.lanes()[0])
        await quiet()
    assert shown(reading.result()) == shown(board_after(await history(store)))
    assert moving.result().position == 3
