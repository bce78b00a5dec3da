"""Workers that want a key: asked with it, with another one, and not at all where it is lost."""

import asyncio

from domain.queue.fleet import SetWorkerKey
from tests.generation.dispatch.farm import LOST, Farm, farm, worker_id
from tests.generation.fake_comfyui import FakeComfyUI


async def told(here: Farm, part: str) -> None:
    """Wait until the dispatcher says this of the worker."""
    async with asyncio.timeout(15):
        while part not in here.dispatcher.trouble(worker_id("ada")):  # noqa: ASYNC110 - as a user looks
            await asyncio.sleep(0.01)


async def keyed(here: Farm, key: str) -> None:
    await here.desk.command(SetWorkerKey(worker_id=worker_id("ada"), key=key))


async def test_a_worker_is_asked_with_its_key_as_soon_as_it_has_the_right_one() -> None:
    async with farm() as here:
        await here.hire(fake=FakeComfyUI(token="sk-2"))
        (id_,) = await here.enqueue()
        here.start()
        await told(here, "give it its API key")
        await keyed(here, "sk-1")
        assert (await here.job(id_)).attempts == 0
        await keyed(here, "sk-2")
        await here.until(id_, "succeeded")
        await here.judge()


async def test_a_worker_whose_key_is_lost_is_offline_and_says_so_until_it_is_set_again() -> None:
    async with farm() as here:
        await here.hire(fake=FakeComfyUI(token="sk-1"))
        (id_,) = await here.enqueue()
        await keyed(here, LOST)
        here.start()
        await told(here, "Its key is lost. Set it again.")
        assert here.dispatcher.sightings() == {}
        assert (await here.job(id_)).status == "queued"
        await keyed(here, "sk-1")
        await here.until(id_, "succeeded")
        assert here.dispatcher.trouble(worker_id("ada")) == ""
        await here.judge()
