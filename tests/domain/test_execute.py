import asyncio
from collections.abc import Sequence
from itertools import count

import pytest
from typing_extensions import override

from domain.board.board import Board
from domain.clip.command import AddClip, DuplicateClip
from domain.command import Command
from domain.errors import (
    ConflictError,
    FieldConflict,
    ForbiddenError,
    NotFoundError,
    RuleViolatedError,
)
from domain.execute import ATTEMPTS, Executor, Outcome, Request, decide
from domain.member import AddMember, ChangeMemberRole
from domain.project import EditProject
from domain.scene import AddScene
from events.codec import CODEC
from events.memory import MemoryEventStore
from events.store import (
    GENESIS,
    Commit,
    CommitTooLargeError,
    Fact,
    OvertakenError,
    Proposal,
    StoreUnavailableError,
)
from tests.domain.interleaving import Gate, GatedStore, quiet
from tests.film import (
    ADA,
    EVE,
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
)

FIRST, SECOND, THIRD = clip_id(100), clip_id(101), clip_id(102)


@pytest.fixture
def store() -> MemoryEventStore:
    return MemoryEventStore(CODEC)


@pytest.fixture
async def executor(store: MemoryEventStore) -> Executor:
    executor = Executor(store, clock=clock())
    await executor.execute(founding())
    return executor


async def is_true_to_the_log(executor: Executor, store: MemoryEventStore) -> bool:
    board = await executor.board(FILM)
    return shown(board) == shown(board_after(await history(store)))


class ThwartedStore(MemoryEventStore):
    """Does to the next appends what a test has put down for them; None is nothing special."""

    def __init__(self) -> None:
        super().__init__(CODEC)
        self.thwarts: list[BaseException | None] = []
        self.is_stored_all_the_same = False

    @override
    def append(self, proposal: Proposal) -> asyncio.Future[Commit]:
        thwart = self.thwarts.pop(0) if self.thwarts else None
        if thwart is None:
            return super().append(proposal)
        if isinstance(thwart, ValueError):
            raise thwart
        if self.is_stored_all_the_same:
            super().append(proposal)
        answer: asyncio.Future[Commit] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(answer.set_exception, thwart)
        return answer


@pytest.fixture
async def thwarted() -> ThwartedStore:
    store = ThwartedStore()
    await Executor(store, clock=clock()).execute(founding())
    return store


# One process


async def test_a_command_becomes_a_commit_that_says_who_when_and_why(
    executor: Executor, store: MemoryEventStore
) -> None:
    asked = Request(
        project=FILM, command_id="c", actor=ADA, commands=(moved(100, 24),), note="tighter"
    )
    outcome = await executor.execute(asked)
    commit = (await history(store))[1]
    assert outcome == Outcome(commit=commit, position=2)
    envelope = commit.envelope
    assert (envelope.actor, envelope.note) == (ADA, "tighter")
    assert (envelope.correlation, envelope.causation) == ("c", "c")
    assert commit.versions == {FIRST: 2}


async def test_the_same_command_again_is_answered_with_the_first_outcome(
    executor: Executor, store: MemoryEventStore
) -> None:
    first = await executor.execute(request("c", moved(100, 24)))
    await executor.execute(request("d", moved(100, 0)))
    assert await executor.execute(request("c", moved(100, 240))) == first
    assert len(await history(store)) == 3


async def test_the_same_command_at_the_same_time_is_done_once(store: MemoryEventStore) -> None:
    await Executor(store, clock=clock()).execute(founding())
    gate = Gate()
    executor = Executor(GatedStore(store, gate, "a"), clock=clock())
    wishes: list[Command] = [
        DuplicateClip(clip_id=FIRST, copy_id=clip_id(7)),
        moved(100, 240),
        moved(100, 0),
    ]
    asked = [asyncio.create_task(executor.execute(request("c", wish))) for wish in wishes]
    await quiet()
    while (lanes := gate.lanes()) != ["a writes"]:  # all are decided before one is written
        gate.open_next(lanes[0])
        await quiet()
    gate.open_next("a writes")
    first, *others = await asyncio.gather(*asked)
    assert others == [first, first]
    board = asyncio.create_task(executor.board(FILM))
    while not board.done():
        await quiet()
        for lane in gate.lanes():
            gate.open_next(lane)
    log = await history(store)
    assert [commit.command for commit in log] == ["founding-1", "c"]
    assert shown(board.result()) == shown(board_after(log))


async def test_the_same_command_in_two_processes_at_once_is_done_once(
    executor: Executor, store: MemoryEventStore
) -> None:
    gate = Gate()
    slow = Executor(GatedStore(store, gate, "slow"), clock=clock())
    asked = request("c", AddClip(clip_id=clip_id(7), scene_id=scene_id(100), length=24))
    late = asyncio.create_task(slow.execute(asked))
    await quiet()
    gate.open_next(gate.lanes()[0])  # it was looked up, and not found
    await quiet()
    first = await executor.execute(asked)
    while not late.done():
        await quiet()
        for lane in gate.lanes():
            gate.open_next(lane)
    assert await late == first


async def test_what_is_so_already_makes_no_commit_and_says_where_it_can_be_seen(
    executor: Executor, store: MemoryEventStore
) -> None:
    assert await executor.execute(request("c", moved(100, 0))) == Outcome(commit=None, position=1)
    assert len(await history(store)) == 1


async def test_a_list_of_commands_is_carried_out_whole_or_not_at_all(
    executor: Executor, store: MemoryEventStore
) -> None:
    with pytest.raises(RuleViolatedError) as refusal:
        await executor.execute(request("c", moved(100, 24), sung(100, "la"), moved(101, 96)))
    assert refusal.value.index == 2
    assert len(await history(store)) == 1
    assert await is_true_to_the_log(executor, store)
    await executor.execute(request("d", moved(100, 24), moved(101, 0), moved(100, 48)))
    assert len(await history(store)) == 2


async def test_an_old_version_is_refused_with_both_values(executor: Executor) -> None:
    await executor.execute(request("c", sung(100, "theirs")))
    with pytest.raises(ConflictError) as refusal:
        await executor.execute(
            request("d", moved(101, 72), sung(100, "mine"), expected={0: 1, 1: 1})
        )
    error = refusal.value
    assert (error.expected_version, error.actual_version, error.index) == (1, 2, 1)
    assert error.conflicts == (FieldConflict(field="lyrics", yours="mine", theirs="theirs"),)
    outcome = await executor.execute(request("e", sung(100, "mine"), expected={0: 2}))
    assert outcome.position == 3


async def test_a_stranger_learns_nothing_by_naming_a_version(executor: Executor) -> None:
    with pytest.raises(NotFoundError):
        await executor.execute(request("c", sung(100, "mine"), actor=EVE, expected={0: 99}))


async def test_who_commits_is_judged_by_the_role_of_that_moment(executor: Executor) -> None:
    await executor.execute(request("c", AddMember(user=EVE, role="editor")))
    await executor.execute(request("d", sung(100, "la"), actor=EVE))
    await executor.execute(request("e", ChangeMemberRole(user=EVE, role="viewer")))
    with pytest.raises(ForbiddenError):
        await executor.execute(request("f", sung(100, "li"), actor=EVE))


async def test_every_commit_is_announced_once_and_in_order(store: MemoryEventStore) -> None:
    announced: list[Commit] = []
    executor = Executor(store, clock=clock(), announce=announced.append)
    await executor.execute(founding())
    await asyncio.gather(
        *(executor.execute(request(f"c{n}", sung(100, str(n)))) for n in range(20))
    )
    await quiet()
    assert announced == await history(store)


async def test_a_thousand_moves_at_once_are_all_made(
    executor: Executor, store: MemoryEventStore
) -> None:
    asked = [request(f"c{n}", moved(100 + n % 3, (n + 3) * 48), is_new=True) for n in range(1000)]
    outcomes = await asyncio.gather(*(executor.execute(one) for one in asked))
    assert [outcome.position for outcome in outcomes] == list(range(2, 1002))
    assert await is_true_to_the_log(executor, store)


async def test_boards_that_nobody_uses_make_room(store: MemoryEventStore) -> None:
    executor = Executor(store, clock=clock(), capacity=2)
    for number in range(1, 5):
        await executor.execute(founding(number))
    await quiet()
    await executor.execute(founding(5))
    assert executor.open_projects == 2
    outcome = await executor.execute(request("c", moved(100, 24)))
    assert outcome.position == 2


async def test_a_board_with_unsaved_decisions_stays(store: MemoryEventStore) -> None:
    gate = Gate()
    executor = Executor(GatedStore(store, gate, "a"), clock=clock(), capacity=1)
    making = [asyncio.create_task(executor.execute(founding(n))) for n in range(1, 4)]
    await quiet()
    for lane in gate.lanes():
        gate.open_next(lane)  # each is looked up, then decided
    await quiet()
    assert (gate.lanes(), executor.open_projects) == (["a writes"], 3)
    for _ in making:
        gate.open_next("a writes")
    await asyncio.gather(*making)


# When the store says no


@pytest.mark.parametrize(
    "error", [StoreUnavailableError("away"), CommitTooLargeError("large"), ValueError("half")]
)
async def test_what_could_not_be_stored_leaves_no_trace_on_the_board(
    thwarted: ThwartedStore, error: Exception
) -> None:
    executor = Executor(thwarted, clock=clock())
    await executor.board(FILM)
    thwarted.thwarts = [error]
    with pytest.raises(type(error)):
        await executor.execute(request("c", moved(100, 24), sung(100, "la")))
    assert await is_true_to_the_log(executor, thwarted)
    assert (await executor.execute(request("c", moved(100, 24)))).position == 2


async def test_what_was_stored_without_an_answer_is_found_by_the_same_command(
    thwarted: ThwartedStore,
) -> None:
    executor = Executor(thwarted, clock=clock())
    thwarted.thwarts = [StoreUnavailableError("away")]
    thwarted.is_stored_all_the_same = True
    with pytest.raises(StoreUnavailableError):
        await executor.execute(request("c", moved(100, 24)))
    outcome = await executor.execute(request("c", moved(100, 24)))
    assert outcome.commit == (await history(thwarted))[1]
    assert await is_true_to_the_log(executor, thwarted)


async def test_what_stands_on_a_decision_that_failed_isdecided_again(
    thwarted: ThwartedStore,
) -> None:
    executor = Executor(thwarted, clock=clock())
    await executor.board(FILM)
    thwarted.thwarts = [StoreUnavailableError("away")]
    asked = [
        request("c", moved(100, 24)),
        request("d", moved(101, 0)),
        request("e", sung(101, "s")),
    ]
    failed, *others = await asyncio.gather(
        *(executor.execute(one) for one in asked), return_exceptions=True
    )
    assert isinstance(failed, StoreUnavailableError)
    # Without the first move the place is taken, so the second is refused now.
    assert isinstance(others[0], RuleViolatedError)
    assert isinstance(others[1], Outcome)
    assert await is_true_to_the_log(executor, thwarted)


async def test_it_gives_up_where_others_are_always_faster(thwarted: ThwartedStore) -> None:
    executor = Executor(thwarted, clock=clock())
    thwarted.thwarts = [OvertakenError("again") for _ in range(ATTEMPTS)]
    with pytest.raises(ConflictError, match="Try again in a moment"):
        await executor.execute(request("c", moved(100, 24)))
    assert await is_true_to_the_log(executor, thwarted)


async def test_a_caller_that_leaves_takes_nothing_back(store: MemoryEventStore) -> None:
    await Executor(store, clock=clock()).execute(founding())
    gate = Gate()
    executor = Executor(GatedStore(store, gate, "a"), clock=clock())
    leaving = asyncio.create_task(executor.execute(request("c", moved(100, 24), is_new=True)))
    while "a writes" not in gate.lanes():
        await quiet()
        if "a writes" not in gate.lanes():
            gate.open_next(gate.lanes()[0])
    leaving.cancel()
    await quiet()
    gate.open_next("a writes")
    await quiet()
    assert leaving.cancelled()
    assert [commit.command for commit in await history(store)] == ["founding-1", "c"]
    reading = asyncio.create_task(executor.board(FILM))
    await quiet()
    gate.open_next(gate.lanes()[0])
    assert shown(await reading) == shown(board_after(await history(store)))


class TornBoardError(Exception):
    pass


async def test_a_decision_that_breaks_off_half_way_costs_the_board_and_nothing_else(
    executor: Executor, store: MemoryEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply, calls = Board.apply, count(1)

    def torn(board: Board, facts: Sequence[Fact]) -> object:
        if next(calls) == 2:
            raise TornBoardError
        return apply(board, facts)

    with monkeypatch.context() as patch:
        patch.setattr(Board, "apply", torn)
        with pytest.raises(TornBoardError):
            await executor.execute(request("c", moved(100, 24), moved(101, 0)))
    assert await is_true_to_the_log(executor, store)


async def test_a_log_that_cannot_be_folded_is_refused_each_time_and_harms_no_other(
    executor: Executor, store: MemoryEventStore
) -> None:
    tip = await store.tip(FILM)
    orphan = Fact(stream=clip_id(9), event=_event(sung(100, "la")))
    broken = Proposal(
        partition=FILM,
        command="broken",
        parent=tip,
        versions={clip_id(9): 1},
        facts=(orphan,),
        envelope=(await history(store))[0].envelope,
    )
    await store.append(broken)
    executor.heard(FILM, 2)
    for _ in range(2):
        with pytest.raises(LookupError, match="has no ClipAdded"):
            await executor.execute(request("c", moved(100, 24)))
    assert (await executor.execute(founding(2))).position == 1


def _event(command: Command) -> object:
    board = Board(FILM)
    for commands in (founding().commands, (command,)):
        facts, _ = decide(request("x", *commands), board)
    return facts[0].event


async def test_a_project_of_no_commit_is_an_empty_board(store: MemoryEventStore) -> None:
    board = await Executor(store, clock=clock()).board(FILM)
    assert (board.project, await store.tip(FILM)) == (None, GENESIS)
    with pytest.raises(NotFoundError):
        await Executor(store, clock=clock()).execute(request("c", EditProject(name="x")))
    with pytest.raises(NotFoundError):
        await Executor(store, clock=clock()).execute(request("c", AddScene(scene_id=scene_id(1))))
