"""How workers stand, by the API: present state first, and as it changes, on whichever server."""

import asyncio

import pytest

from tests.api.agency import PROBE, caller, hired
from tests.api.client import Json, Person
from tests.api.conftest import World
from tests.api.stream import PATIENCE, WORKERS, over_events


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schema.worker.PAUSE", 0.02)


def named(answer: Json, id_: str) -> Json:
    found: Json = next(one for one in answer["data"]["workersChanged"] if one["id"] == id_)
    return found


async def test_who_follows_sees_an_agent_come_and_whatever_becomes_of_it(
    world: World, root: Person, ada: Person, address: str
) -> None:
    async with hired(root) as hut, over_events(address, root, WORKERS) as answers:

        async def becomes(state: str) -> Json:
            async with asyncio.timeout(PATIENCE):
                while True:
                    found = named(await anext(answers), hut.id)
                    if found["standing"]["state"] == state:
                        return found

        first = named(await asyncio.wait_for(anext(answers), PATIENCE), hut.id)
        assert first["standing"] == {
            "state": "OFFLINE",
            "reason": "Its agent has not come yet. Make a token and start the agent with it.",
            "running": 0,
            "waiting": 0,
            "foreign": 0,
            "heardAt": None,
            "meanSeconds": None,
            "successRate": None,
        }
        seen = await ada.ask("{ workers { id standing { reason } } }")
        (by_ada,) = [one for one in seen["workers"] if one["id"] == hut.id]
        assert by_ada["standing"]["reason"] == "It does not answer. An administrator can see why."
        async with caller(world.app, hut.token) as agent:
            await agent.post("/register", {**PROBE, "models": ["samplers/euler"], "nodes": ["Ho"]})
            here = await becomes("IDLE")
            assert here["standing"]["heardAt"] is not None
            assert here["standing"]["reason"] == ""
            while here["devices"] != [{"vramFree": None}]:
                here = await becomes("IDLE")
            await agent.post("/claim", {"holding": [], "foreign": 2, "wait": 0})
            assert (await becomes("BUSY"))["standing"]["foreign"] == 2
        await root.done("setWorkerMode", workerId=hut.id, mode="DRAINING", reason="night")
        assert "finished all it had" in (await becomes("DRAINING"))["standing"]["reason"]
        for kind, name in (("samplers", "euler"), ("nodes", "Ho")):
            query = "query($kind: String!) { workerModels(kind: $kind) { name workerIds } }"
            models = (await ada.ask(query, kind=kind))["workerModels"]
            assert hut.id in next(one["workerIds"] for one in models if one["name"] == name)
