"""Workers, this program and disks fail in every state; no job is lost, none is done twice."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from typing_extensions import override

from events.ids import AttemptId
from events.store import StoreUnavailableError
from generation.dispatch.port import DamagedOutputError, Silence, UnwantedOutputError
from generation.worker import Unheard
from tests.generation.comfyui import rig
from tests.generation.dispatch.farm import Farm, farm, worker_id
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.run import Pace

STATES = ("assigned", "submitting", "submitted", "running", "collecting")


async def reached(here: Farm, id_: str, status: str) -> None:
    """Wait until a job has come as far as a status, or farther."""
    order = (*STATES, "succeeded")
    wanted = order[order.index(status) :]
    await here.awaited(id_, lambda job: job.status in wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", STATES)
async def test_the_program_dies_in_a_state_and_the_next_one_goes_on(status: str) -> None:
    async with farm() as here:
        fake = await here.hire(fake=FakeComfyUI(pace=Pace(node=0.03)))
        (id_,) = await here.enqueue()
        here.start()
        await reached(here, id_, status)
        await here.crash()
        here.start()
        await here.until(id_, "succeeded")
        assert len(fake.sent("POST", "/prompt")) == 1
        await here.judge()


@pytest.mark.parametrize("status", ["assigned", "submitted", "running"])
async def test_a_worker_is_killed_in_a_state_and_another_does_its_job(status: str) -> None:
    async with farm() as here:
        here.lease = 700
        here.open()
        first = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.1)))
        (id_,) = await here.enqueue("painting")
        here.start()
        await reached(here, id_, status)
        await here.hire("bob")
        await first.kill()
        job = await here.until(id_, "succeeded")
        assert job.worker == worker_id("bob")
        assert job.tries == 0
        await here.judge()


async def test_a_worker_that_restarts_has_forgotten_its_job_and_gets_it_again() -> None:
    async with farm() as here:
        fake = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.05)))
        (id_,) = await here.enqueue("painting")
        here.start()
        await here.until(id_, "running")
        await fake.restart()
        job = await here.until(id_, "succeeded")
        assert (job.attempts, job.setbacks) == (2, 1)
        assert "JobRequeued" in await here.named(id_)
        await here.judge()


async def test_a_frozen_worker_loses_its_job_and_lets_go_of_it_when_it_is_back() -> None:
    async with farm() as here:
        here.lease = 900
        here.open()
        slow = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.3)))
        (id_,) = await here.enqueue("painting")
        here.start()
        await here.until(id_, "running")
        slow.freeze()
        await here.hire("bob")
        job = await here.until(id_, "succeeded")
        assert job.worker == worker_id("bob")
        assert any(isinstance(sign, Unheard) for _, sign in here.audience.told_of)
        slow.thaw()
        await rig.until(lambda: slow.engine.running is None)
        await here.judge()


ANSWERS: Mapping[str, dict[str, Any]] = {
    "the answer is lost": {"lost_posts": 1},
    "the request is lost": {"swallowed_posts": 1},
    "it is queued and the answer is 500": {"troubled_posts": 1},
    "the socket is silent": {"mute": True},
    "the history is late": {"late_history": 0.3},
    "a file has a hostile name": {"hostile_name": "../../etc/passwd.png"},
    "a download breaks off": {"views": ["short"]},
    "a file is missing once": {"views": ["missing"]},
    "a file is empty": {"views": ["empty"]},
}


@pytest.mark.parametrize("faults", ANSWERS.values(), ids=ANSWERS)
async def test_a_job_ends_well_although(faults: dict[str, Any]) -> None:
    async with farm() as here:
        fake = await here.hire()
        for name, value in faults.items():
            setattr(fake.faults, name, value)
        (id_,) = await here.enqueue()
        await here.hire("bob")
        here.start()
        job = await here.until(id_, "succeeded", "failed", "parked")
        assert job.status == "succeeded", job.reason
        await here.judge()


async def test_a_graph_that_cannot_run_fails_for_good_with_its_reason() -> None:
    dangling = {**rig.still(), "9": rig.node("PreviewImage", images=["77", 0])}
    async with farm(dangling=dangling) as here:
        fake = await here.hire()
        here.start()
        (id_,) = await here.enqueue("dangling")
        job = await here.until(id_, "failed")
        assert "77" in job.reason
        assert (job.attempts, fake.sent("POST", "/prompt")) == (1, [])
        (unknown,) = await here.enqueue("no such workflow")
        assert (await here.until(unknown, "failed")).reason == (
            "There is no workflow no such workflow."
        )
        await here.judge()


async def test_a_graph_that_saves_nothing_fails_with_what_to_do() -> None:
    async with farm(mute={"1": rig.node("PreviewAny", source="x")}) as here:
        await here.hire()
        here.start()
        (id_,) = await here.enqueue("mute")
        assert "SaveImage" in (await here.until(id_, "failed")).reason


async def test_a_job_that_lacks_something_on_one_worker_goes_to_another() -> None:
    bare = FakeComfyUI(models={"checkpoints": ["other.safetensors"], "loras": [], "vae": []})
    async with farm() as here:
        await here.hire("bare", fake=bare)
        await here.hire("full")
        here.start()
        seen = here.dispatcher.sightings
        await rig.until(lambda: [one.is_online for one in seen().values()] == [True, True])
        ids = await here.enqueue("painting", number=3)
        for id_ in ids:
            job = await here.until(id_, "succeeded")
            assert (job.worker, job.tries) == (worker_id("full"), 0)
        assert "JobRequeued" in [type(fact.event).__name__ for fact in await here.facts()]
        await here.judge()


async def test_trouble_on_every_worker_fails_a_job_after_three_tries() -> None:
    async with farm() as here:
        for name in ("ada", "bob", "cyd"):
            fake = await here.hire(name)
            fake.faults.errors["ImageAddNoise"] = [("RuntimeError", "the fan is on fire")] * 3
        (id_,) = await here.enqueue()
        here.start()
        job = await here.until(id_, "failed")
        assert job.tries == 2
        assert "the fan is on fire" in job.reason
        assert "tried 3 times" in job.reason
        assert len({fact.event.worker for fact in await assigned(here)}) == 3
        await here.judge()


async def assigned(here: Farm) -> list[Any]:
    return [fact for fact in await here.facts() if type(fact.event).__name__ == "JobAssigned"]


async def test_a_full_disk_holds_a_result_back_until_there_is_room() -> None:
    async with farm() as here:
        fake = await here.hire()
        here.sink.is_full = True
        (id_,) = await here.enqueue()
        here.start()
        await here.until(id_, "collecting")
        await rig.until(lambda: here.sink.refused > 1)
        assert (await here.job(id_)).status == "collecting"
        here.sink.is_full = False
        await here.until(id_, "succeeded")
        assert len(fake.sent("POST", "/prompt")) == 1
        await here.judge()


@pytest.mark.parametrize("error", [UnwantedOutputError, DamagedOutputError])
async def test_an_output_that_is_of_no_use_fails_the_job_with_its_reason(
    error: type[UnwantedOutputError | DamagedOutputError],
) -> None:
    async with farm() as here:
        fake = await here.hire()
        here.sink.refusal = error("It is no picture.")
        (id_,) = await here.enqueue()
        here.start()
        job = await here.until(id_, "failed", "waiting")
        is_final = error is UnwantedOutputError
        assert job.status == ("failed" if is_final else "waiting")
        assert job.reason.startswith("It is no picture.")
        assert len(fake.sent("POST", "/prompt")) == 1
        if not is_final:
            here.sink.refusal = None
            await here.hire("bob")
            assert (await here.until(id_, "succeeded")).worker == worker_id("bob")
        await here.judge()


async def test_a_file_of_five_gigabytes_fails_the_job_without_being_read() -> None:
    async with farm() as here:
        fake = await here.hire()
        fake.faults.views = ["huge"]
        (id_,) = await here.enqueue()
        here.start()
        assert "larger than" in (await here.until(id_, "failed")).reason
        assert here.sink.kept == {}
        await here.judge()


async def test_nobody_is_given_up_while_heartbeats_cannot_be_read() -> None:
    async with farm() as here:
        here.lease, here.pulses = 500, Unreadable()
        here.open()
        fake = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.1)))
        (id_,) = await here.enqueue("painting")
        here.start()
        await here.until(id_, "running")
        fake.freeze()
        await here.hire("bob")
        (other,) = await here.enqueue()
        assert (await here.until(other, "succeeded")).worker == worker_id("bob")
        assert (await here.job(id_)).attempts == 1
        fake.thaw()
        assert (await here.until(id_, "succeeded")).attempts == 1
        await here.judge()


async def test_a_worker_that_has_less_memory_than_it_said_loses_the_job_to_a_larger_one() -> None:
    async with farm() as here:
        liar = await here.hire()
        liar.faults.errors["ImageAddNoise"] = [("OutOfMemoryError", "out of memory")] * 3
        (id_,) = await here.enqueue()
        here.start()
        job = await here.until(id_, "waiting", "failed")
        assert "memory" in job.reason
        assert (job.status, job.attempts) == ("waiting", 1)
        assert liar.sent("POST", "/free")
        await here.judge()


async def test_a_clock_that_jumps_takes_no_job_from_its_worker() -> None:
    async with farm() as here:
        here.lease = 700
        here.open()
        fake = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.08)))
        (id_,) = await here.enqueue("painting")
        here.start()
        await here.until(id_, "running")
        for hours in (3, -6):
            here.ahead += hours * 3_600_000
            await asyncio.sleep(0.3)
        job = await here.until(id_, "succeeded")
        assert (job.attempts, len(fake.sent("POST", "/prompt"))) == (1, 1)
        assert job.last_time >= 0
        await here.judge()


class Unreadable(Silence):
    """Pulses in a database that does not answer."""

    @override
    async def ages(self) -> Mapping[AttemptId, int]:
        raise StoreUnavailableError("They cannot be read now.")


async def test_canceling_races_with_completion_and_one_of_them_wins() -> None:
    async with farm() as here:
        await here.hire(fake=FakeComfyUI(pace=Pace(node=0.02)))
        here.start()
        ids = await here.enqueue(number=6)
        for id_ in ids:
            await here.awaited(id_, lambda job: job.status != "queued")
            await here.cancel(id_)
        ended = [(await here.until(id_, "succeeded", "canceled")).status for id_ in ids]
        assert set(ended) <= {"succeeded", "canceled"}
        await here.judge()
