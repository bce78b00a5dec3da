"""The pull protocol apart from HTTP: who is not heard of, who is too late, and what cannot be."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from uuid import uuid4

import pytest

from domain.errors import ConflictError
from domain.queue.failure import BACKOFF
from domain.queue.fleet import NoteProbe, RegisterWorker
from domain.queue.standing import ASKED, Seen
from events.ids import AttemptId, WorkerId
from events.job import Output
from events.worker import Device
from generation.pull.office import OVER, Assigned, Case, Office, Order, Staff
from generation.worker import Failure, FailureKind, Progress
from tests.generation.comfyui import rig
from tests.generation.dispatch import farm as farms
from tests.generation.dispatch.farm import Bench, Farm, farm, now, worker_id

PICTURE = b"\x89PNG and so on"


@dataclass
class Memory:
    """Pulses that another server could read, too."""

    at: dict[AttemptId, float] = field(default_factory=dict[AttemptId, float])

    async def heard(self, attempts: Iterable[AttemptId]) -> None:
        self.at |= dict.fromkeys(attempts, monotonic())

    async def ages(self) -> Mapping[AttemptId, int]:
        return {one: round((monotonic() - at) * 1000) for one, at in self.at.items()}


@dataclass
class Seats:
    """A roll that another server could read, too."""

    seen: dict[WorkerId, Seen] = field(default_factory=dict[WorkerId, Seen])

    async def note(self, seen: Iterable[Seen]) -> None:
        self.seen |= {one.worker: one for one in seen}

    async def present(self) -> Mapping[WorkerId, Seen]:
        return self.seen


@dataclass
class House:
    """A farm, and an office for its one worker, or another one that comes."""

    farm: Farm
    pulses: Memory
    office: Office
    worker: WorkerId

    async def come(self, name: str) -> WorkerId:
        """Let an agent come for the first time."""
        worker = worker_id(name)
        wish = RegisterWorker(worker_id=worker, name=name, kind="agent", address="")
        await self.farm.desk.command(wish)
        device = Device(name="RTX", vram=24_576)
        await self.office.register(
            NoteProbe(worker_id=worker, version="1", devices=(device,), models=(), nodes=())
        )
        return worker

    async def claim(self) -> Assigned:
        found = await self.office.claim(self.worker, ())
        assert found is not None
        return found

    def case(self, task: Assigned) -> Case:
        return Case(worker=self.worker, job=task.job, attempt=AttemptId(task.attempt.id))

    async def made(self, case: Case) -> tuple[Output, ...]:
        async def chunks() -> AsyncIterator[bytes]:
            yield PICTURE

        digest = await self.office.receive(case, chunks())
        return (Output(digest=digest, name="a.png", media_type="image/png", size=len(PICTURE)),)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with farm() as here:
        pulses = Memory()
        staff = Staff(
            queue=here.desk,
            workshop=Bench({"still": rig.still()}),
            sink=here.sink,
            audience=here.audience,
            pulses=pulses,
            now=lambda: now() + here.ahead,
            new_attempt=lambda: AttemptId(str(uuid4())),
            roll=Seats(),
        )
        made = House(farm=here, pulses=pulses, office=Office(staff), worker=worker_id("hut"))
        await made.come("hut")
        yield made


async def test_who_is_not_heard_of_loses_the_job_and_its_late_result_is_noted(
    house: House,
) -> None:
    here = house.farm
    here.lease, here.pulses = 300, house.pulses
    here.open()
    (job,) = await here.enqueue()
    old = await house.claim()
    here.start()
    await here.awaited(job, lambda found: found.setbacks == 1)
    await here.stop()
    made = (Output(digest="d" * 64, name="a.png", media_type="image/png", size=1),)
    for _ in range(2):
        with pytest.raises(ConflictError, match=OVER):
            await house.office.complete(house.case(old), 1.0, made)
    new = await house.claim()
    assert new.attempt.id != old.attempt.id
    assert await house.office.heartbeat(house.case(old)) is Order.LET_GO
    assert await house.office.progress(house.case(old), Progress(is_running=True)) is Order.LET_GO
    await house.office.complete(house.case(new), 0.0, await house.made(house.case(new)))
    named = await here.named(job)
    assert named.count("JobResultIgnored") == 1
    assert named.count("JobSucceeded") == 1
    await here.judge()


async def test_who_is_heard_of_keeps_the_job(house: House) -> None:
    here = house.farm
    here.lease, here.pulses = 400, house.pulses
    here.open()
    (job,) = await here.enqueue()
    task = await house.claim()
    here.start()
    end = monotonic() + 1.2
    while monotonic() < end:
        assert await house.office.heartbeat(house.case(task)) is Order.GO_ON
        await asyncio.sleep(0.05)
    assert (await here.job(job)).attempt == task.attempt.id


async def test_a_worker_gets_no_more_than_its_devices_bear(house: House) -> None:
    await house.farm.enqueue(number=4)
    first = await house.claim()
    second = await house.office.claim(house.worker, [first.attempt.id])
    assert second is not None
    holding = [first.attempt.id, second.attempt.id]
    assert await house.office.claim(house.worker, holding) is None
    assert await house.office.claim(house.worker, [first.attempt.id]) == second


async def test_a_worker_busy_with_work_of_others_gets_nothing(house: House) -> None:
    await house.farm.enqueue()
    assert await house.office.claim(house.worker, (), foreign=2) is None


async def test_a_job_that_cannot_be_made_fails_with_the_reason(house: House) -> None:
    (job,) = await house.farm.enqueue("gone")
    assert await house.office.claim(house.worker, ()) is None
    found = await house.farm.job(job)
    assert (found.status, found.reason) == ("failed", "There is no workflow gone.")


async def test_a_worker_cannot_charge_more_time_than_passed(house: House) -> None:
    (job,) = await house.farm.enqueue()
    case = house.case(await house.claim())
    await house.office.fail(case, Failure(kind=FailureKind.GRAPH, reason="No end."), 10_000)
    found = await house.farm.job(job)
    assert found.status == "failed"
    assert found.time < farms.now() - found.assigned_at + 1000


TROUBLE = Failure(kind=FailureKind.TROUBLE, reason="A node raised.")


async def test_a_job_that_failed_at_a_worker_goes_to_another_one_and_not_there_again(
    house: House,
) -> None:
    other = await house.come("barn")
    (job,) = await house.farm.enqueue()
    await house.office.fail(house.case(await house.claim()), TROUBLE, 0.0)
    assert (await house.farm.job(job)).status == "queued"
    assert await house.office.claim(house.worker, ()) is None
    task = await house.office.claim(other, ())
    assert task is not None
    assert task.job == job


async def test_it_is_tried_there_again_once_the_other_is_not_heard_of_any_more(
    house: House,
) -> None:
    await house.come("barn")
    (job,) = await house.farm.enqueue()
    await house.office.fail(house.case(await house.claim()), TROUBLE, 0.0)
    assert await house.office.claim(house.worker, ()) is None
    house.farm.ahead = ASKED + 1000
    assert (await house.claim()).job == job


async def test_the_only_worker_tries_again_after_thirty_seconds(house: House) -> None:
    (job,) = await house.farm.enqueue()
    await house.office.fail(house.case(await house.claim()), TROUBLE, 0.0)
    house.farm.ahead = BACKOFF[0] - 5000
    assert await house.office.claim(house.worker, ()) is None
    house.farm.ahead = BACKOFF[0] + 1000
    assert (await house.claim()).job == job
