"""Inputs of attempts: at addresses that are signed, for whoever was given them."""

from collections.abc import AsyncIterator

import pytest

from domain.queue.enqueue import Item
from tests.api.agency import PROBE, Hired, caller, hired
from tests.api.client import Person
from tests.api.conftest import World
from tests.api.farm import Hand
from tests.api.picture import png
from tests.generation.agent.example import definition
from tests.generation.comfyui import rig


@pytest.fixture(scope="module")
async def hut(root: Person) -> AsyncIterator[Hired]:
    async with hired(root) as made:
        yield made


async def test_an_input_is_fetched_at_the_address_that_came_with_the_attempt(
    world: World, farm_hand: Hand, ada: Person, project: str, hut: Hired
) -> None:
    headers = {"Authorization": f"Bearer {ada.token}"}
    sent = await ada.http.post(
        f"/media/projects/{project}?name=a.png", content=png("input"), headers=headers
    )
    digest = sent.json()["digest"]
    async with caller(world.app, hut.token) as call:
        await call.post("/register", PROBE)
        graph = definition(rig.still())
        items = (Item(name="Shot", inputs={"image": digest}),)
        await farm_hand.enqueues(ada, project, definition=graph, items=items)
        task = await call.claim()
        assert task is not None
        (one,) = task["inputs"]
        assert (one["digest"], one["suffix"]) == (digest, ".png")
        found = await call.http.get(one["url"])
        assert (found.status_code, found.content) == (200, png("input"))
        token = one["url"].partition("?")[2]
        assert (await call.http.get(f"/worker/inputs/{'0' * 64}?{token}")).status_code == 404
        assert (await call.http.get(f"/worker/inputs/{digest}?token=x")).status_code == 403
        at = f"/jobs/{task['job']}/attempts/{task['attempt']}"
        await call.post(f"{at}/fail", {"kind": "graph"}, 204)
