"""A project that an operator removes for good while its board is in memory."""

import asyncio

import pytest
from typing_extensions import override

from domain.errors import NotFoundError
from domain.execute import Executor
from domain.project import EditProject
from events.codec import CODEC
from events.memory import MemoryEventStore
from events.store import Commit, PartitionPurgedError, Proposal
from tests.film import FILM, clock, founding, request, sung


class PurgingStore(MemoryEventStore):
    """Forgets all that it holds, and takes nothing more, once it is told to."""

    def __init__(self) -> None:
        super().__init__(CODEC)
        self.is_purged = False

    def purge(self) -> None:
        super().__init__(CODEC)
        self.is_purged = True

    @override
    def append(self, proposal: Proposal) -> asyncio.Future[Commit]:
        if not self.is_purged:
            return super().append(proposal)
        answer: asyncio.Future[Commit] = asyncio.get_running_loop().create_future()
        answer.set_exception(PartitionPurgedError(proposal.partition))
        return answer


@pytest.fixture
def store() -> PurgingStore:
    return PurgingStore()


@pytest.fixture
async def executor(store: PurgingStore) -> Executor:
    executor = Executor(store, clock=clock())
    await executor.execute(founding())
    store.purge()
    return executor


async def test_a_change_finds_out_that_it_is_gone_and_the_board_is_forgotten(
    executor: Executor,
) -> None:
    with pytest.raises(NotFoundError):
        await executor.execute(request("late", sung(100, "la")))
    assert (await executor.board(FILM)).project is None
    with pytest.raises(NotFoundError):
        await executor.execute(founding())


async def test_a_command_that_changes_nothing_finds_out_too(executor: Executor) -> None:
    with pytest.raises(NotFoundError):
        await executor.execute(request("same", EditProject(name="Film 1")))


async def test_the_board_is_empty_for_whoever_asks_for_it(executor: Executor) -> None:
    assert (await executor.board(FILM)).project is None
