"""The reference agent between the application and a ComfyUI: work done, taken up again, stopped."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from generation.agent.client import TokenRefusedError
from generation.comfyui.driver import ComfyUI
from tests.api.agency import Hired, agent, hired
from tests.api.client import Person
from tests.api.conftest import World
from tests.api.farm import Hand
from tests.api.test_generation import STUDY, takes
from tests.api.test_pull import becomes
from tests.generation.agent.example import definition
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI


@pytest.fixture(scope="module")
async def hut(root: Person) -> AsyncIterator[Hired]:
    async with hired(root) as made:
        yield made


@pytest.fixture
async def fake() -> AsyncIterator[FakeComfyUI]:
    made = FakeComfyUI(pace=rig.WALK)
    await made.start()
    yield made
    await made.kill()


@pytest.fixture
async def driver(fake: FakeComfyUI) -> AsyncIterator[ComfyUI]:
    made = rig.driver(fake)
    yield made
    await made.close()


async def test_a_clip_gets_its_take_from_a_worker_that_asks_for_work(
    world: World,
    ada: Person,
    project: str,
    clip: str,
    hut: Hired,
    driver: ComfyUI,
    tmp_path: Path,
) -> None:
    async with agent(world.app, hut.token, driver, tmp_path):
        items = [{"clipId": clip}]
        await ada.done("enqueueBatch", projectId=project, workflowId=STUDY, items=items)
        (take,) = await takes(ada, clip, 1)
        assert take["file"]["width"] > 0
        assert take["provenance"]["worker"].startswith("hut-")


async def test_an_agent_that_was_killed_goes_on_with_what_its_worker_has(
    world: World,
    farm_hand: Hand,
    ada: Person,
    project: str,
    hut: Hired,
    fake: FakeComfyUI,
    driver: ComfyUI,
    tmp_path: Path,
) -> None:
    graph = definition(rig.painting(steps=60))
    async with agent(world.app, hut.token, driver, tmp_path):
        _, (job,) = await farm_hand.enqueues(ada, project, definition=graph)
        first = await becomes(ada, job, "RUNNING")
    async with agent(world.app, hut.token, driver, tmp_path):
        done = await becomes(ada, job, "SUCCEEDED")
    assert done["lastAttemptId"] == first["attemptId"]
    assert len(fake.sent("POST", "/prompt")) == 1


async def test_a_job_that_is_canceled_stops_at_the_worker(
    world: World,
    farm_hand: Hand,
    ada: Person,
    project: str,
    hut: Hired,
    fake: FakeComfyUI,
    driver: ComfyUI,
    tmp_path: Path,
) -> None:
    async with agent(world.app, hut.token, driver, tmp_path):
        _, (job,) = await farm_hand.enqueues(ada, project, definition=definition(rig.endless()))
        await becomes(ada, job, "RUNNING")
        await ada.done("cancelJobs", about={"jobIds": [job]})
        await becomes(ada, job, "CANCELED")
    assert fake.engine.running is None


async def test_an_agent_whose_token_is_void_ends_with_a_sentence(
    world: World, driver: ComfyUI, tmp_path: Path
) -> None:
    async with agent(world.app, "storyboard-worker.a.b", driver, tmp_path) as task:
        with pytest.raises(TokenRefusedError, match="This is no token of a worker"):
            await asyncio.wait_for(asyncio.shield(task), 20)
