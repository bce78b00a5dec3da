"""A queue is stored, projected, told, rebuilt, verified and backed up as every partition is."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.execute import Executor
from domain.queue.board.batch import Batch
from domain.queue.board.worker import Worker
from domain.queue.budget import Budget, SetProjectBudget
from domain.queue.command import QueueCommand
from domain.queue.control import DeleteJobs, PauseQueue, Selection
from domain.queue.fleet import RemoveWorker
from domain.realm import queue_board
from events.codec import CODEC
from events.ids import MAIN_QUEUE, share_of
from repositories import batch as batches
from repositories import job as jobs
from repositories import queue as queues
from repositories import worker as workers
from repositories.archive import opened_archive
from repositories.backup import backup
from repositories.event_store import MongoEventStore
from repositories.rebuild import rebuild
from repositories.restore import prepare_restore, restore
from repositories.verify import differences
from tests.farm import (
    DAWN,
    SECOND,
    assigned,
    batch_id,
    enqueued,
    everything,
    failed,
    job,
    probed,
    project_id,
    registered,
    request,
    sent,
    succeeded,
    worker_id,
)
from tests.film import NOON, clock, founding
from tests.repositories.past_house import PastHouse, past_house

Database = AsyncDatabase[dict[str, Any]]


async def worked(home: PastHouse, *commands: QueueCommand) -> int:
    """Carry out commands as a commit each and wait until the rows have them."""
    position = 0
    for command in commands:
        wish = request(f"c{next(home.numbers)}", command)
        position = (await home.executor.execute(wish)).position
    assert await home.projector.reached(MAIN_QUEUE, position)
    return position


@pytest.fixture
async def home(database: Database) -> AsyncIterator[PastHouse]:
    """A film, and a queue in which a job succeeded, one failed and others wait."""
    async with past_house(database, every=4) as made:
        await made.executor.execute(founding())
        await worked(
            made,
            registered(),
            probed(1, 24, 12, models=("loras/rain", "loras/Sun", "checkpoints/x")),
            enqueued(1, 4, values={"steps": 30}),
            assigned(0),
            sent(0),
            succeeded(0),
            assigned(1, attempt=2),
            sent(1, attempt=2),
            failed("graph", 1, attempt=2),
        )
        yield made


async def test_rows_are_what_the_log_comes_to(home: PastHouse) -> None:
    assert await home.settled() == []
    found = await jobs.find(job())
    assert found is not None
    assert (found.state.status, found.project, found.version) == ("succeeded", MAIN_QUEUE, 4)
    assert found.state == (await home.executor.queue(MAIN_QUEUE)).jobs[job()]


async def test_a_wrong_row_is_found_and_made_anew(home: PastHouse) -> None:
    await home.database["jobs"].update_one({"_id": job()}, {"$set": {"status": "running"}})
    await home.database["workers"].delete_many({})
    found = await differences(home.database, home.store)
    assert len(found) == 2
    made = await rebuild(home.database, home.store, MAIN_QUEUE)
    assert (made.rows, made.trouble) == (8, ())
    assert await home.settled() == []
    await worked(home, PauseQueue(reason="lunch"))
    queue = await queues.find(MAIN_QUEUE)
    assert queue is not None
    assert (queue.state.reason, queue.era) == ("lunch", 1)
    assert await home.settled() == []


async def test_a_queue_comes_back_from_a_backup(home: PastHouse, folder: Path) -> None:
    path = folder / "backup.zip"
    await backup(home.database, path, program="0.1.0", at=NOON)
    other = home.database.client[f"{home.database.name}_other"]
    try:
        with opened_archive(path) as archive:
            await prepare_restore(other)
            assert await restore(other, archive) == []
        assert await other["jobs"].count_documents({"status": "succeeded"}) == 1
        assert await differences(other, MongoEventStore(other, CODEC)) == []
    finally:
        await home.database.client.drop_database(other)


async def test_a_snapshot_of_a_queue_is_the_board_it_was_made_of(home: PastHouse) -> None:
    position = (await home.store.tip(MAIN_QUEUE)).n
    await home.chronicle.reach(MAIN_QUEUE, position)
    assert await home.kept(MAIN_QUEUE) == [4, 8]
    kept = await home.snapshots.nearest(MAIN_QUEUE, 8)
    assert kept is not None
    whole = await home.past.folding(MAIN_QUEUE)
    async for commit in home.store.read(MAIN_QUEUE, after=8):
        kept.follow(commit)
    assert everything(queue_board(kept.ground)) == everything(queue_board(whole.ground))
    later = Executor(home.store, clock=clock(), past=home.past)
    assert everything(await later.queue(MAIN_QUEUE)) == everything(queue_board(whole.ground))


async def test_what_happened_is_told_in_words(home: PastHouse) -> None:
    position = (await home.store.tip(MAIN_QUEUE)).n
    await home.chronicle.reach(MAIN_QUEUE, position)
    told = [row["sentence"] for row in await home.rows(MAIN_QUEUE)]
    assert told[2:4] == ["enqueued 'Batch 1': 4 jobs", "assigned 'Clip 0' to 'GPU 1': has time"]
    assert told[-1] == "gave up 'Clip 1': it broke"


async def test_a_deleted_job_keeps_its_row_out_of_sight(home: PastHouse) -> None:
    await worked(home, DeleteJobs(about=Selection(jobs=(job(),))))
    found = await jobs.find(job())
    assert found is not None
    assert found.state.is_deleted
    assert await home.settled() == []


async def test_batches_show_the_progress_that_their_jobs_come_to(home: PastHouse) -> None:
    await worked(home, enqueued(2, 2, project=2))
    (newest,) = await batches.newest([project_id()], 5)
    found = await batches.find(batch_id())
    assert found is not None
    assert newest == found
    assert isinstance(found.state, Batch)
    assert (found.state.values, found.state.spent_time) == ({"steps": 30}, 2 * SECOND)
    assert await batches.progress([batch_id(), batch_id(2), batch_id(3)]) == {
        batch_id(): {"succeeded": 1, "failed": 1, "queued": 2},
        batch_id(2): {"queued": 2},
        batch_id(3): {},
    }
    assert await batches.find(batch_id(3)) is None


async def test_shares_and_workers_are_read_with_what_they_have(home: PastHouse) -> None:
    wish = SetProjectBudget(project_id=project_id(), budget=Budget(money=5))
    await worked(home, wish, registered(2, name="A"))
    share = await queues.share(share_of(project_id()))
    assert share is not None
    assert (share.state.money, share.state.spent_time) == (5, 2 * SECOND)
    assert await queues.share(share_of("nobody")) is None
    assert await queues.find("queue-" + "0" * 32) is None
    listed = await workers.listed(MAIN_QUEUE)
    assert [one.state.name for one in listed] == ["A", "GPU 1"]
    board = await home.executor.queue(MAIN_QUEUE)
    found = await workers.find(worker_id())
    assert found is not None
    assert isinstance(found.state, Worker)
    assert found.state == board.workers[worker_id()]
    await worked(home, RemoveWorker(worker_id=worker_id(2)))
    assert len(await workers.listed(MAIN_QUEUE)) == 1
    assert await workers.find(worker_id(9)) is None


@pytest.mark.usefixtures("home")
async def test_models_are_searched_by_their_kind() -> None:
    found = await workers.models(MAIN_QUEUE, "loras")
    assert list(found.items()) == [("rain", [worker_id()]), ("Sun", [worker_id()])]
    assert list(await workers.models(MAIN_QUEUE, "loras", "SU")) == ["Sun"]


async def test_ten_thousand_jobs_of_one_batch_are_one_commit(home: PastHouse) -> None:
    position = await worked(home, enqueued(2, 10_000, now=DAWN))
    (commit,) = [one async for one in home.store.read(MAIN_QUEUE, after=position - 1)]
    assert len(commit.facts) == 10_001
    assert await home.database["jobs"].count_documents({"batch": batch_id(2)}) == 10_000
