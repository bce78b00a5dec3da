"""Jobs at an endpoint of RunPod, which gives its own ids to them and cannot be asked for ours."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from domain.queue.fleet import RegisterWorker
from events.worker import Device
from tests.generation.dispatch.farm import Farm, farm, worker_id
from tests.generation.runpod.fake import RUNNING, FakeEndpoint, done, image, serving
from tests.generation.runpod.test_runpod import driver


@asynccontextmanager
async def cloud(fake: FakeEndpoint) -> AsyncGenerator[Farm]:
    """A farm whose one worker is this endpoint."""
    async with serving(fake) as url, farm() as here:
        here.drivers[url] = lambda: driver(url)
        await here.desk.command(
            RegisterWorker(
                worker_id=worker_id("cloud"),
                name="cloud",
                kind="runpod",
                address=url,
                devices=(Device(name="GPU", vram=24 * 1024),),
            )
        )
        yield here


async def test_a_job_goes_to_an_endpoint_and_its_picture_comes_home() -> None:
    fake = FakeEndpoint()
    async with cloud(fake) as here:
        (id_,) = await here.enqueue()
        here.start()
        job = await here.until(id_, "succeeded")
        assert job.worker == worker_id("cloud")
        assert job.ticket in fake.jobs
        await here.judge()


async def test_after_a_crash_an_attempt_is_found_again_by_what_the_endpoint_calls_it() -> None:
    fake = FakeEndpoint(states=[RUNNING])
    async with cloud(fake) as here:
        (id_,) = await here.enqueue()
        here.start()
        ticket = (await here.until(id_, "running")).ticket
        await here.crash()
        fake.jobs[ticket] = [done(image())]
        here.start()
        await here.until(id_, "succeeded")
        assert list(fake.jobs) == [ticket]
        await here.judge()


async def test_a_job_at_an_endpoint_is_canceled_after_a_crash_as_well() -> None:
    fake = FakeEndpoint(states=[RUNNING])
    async with cloud(fake) as here:
        (id_,) = await here.enqueue()
        here.start()
        ticket = (await here.until(id_, "running")).ticket
        await here.crash()
        await here.cancel(id_)
        here.start()
        await here.until(id_, "canceled")
        assert fake.jobs == {ticket: [{"status": "CANCELLED"}]}
