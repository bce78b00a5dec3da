"""The pull protocol word by word: each step once, again, too late, and by others."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import pytest

from domain.queue.enqueue import Item
from events.ids import ClipId
from tests.api.agency import PROBE, Caller, Hired, caller, hired
from tests.api.client import Json, Person
from tests.api.conftest import World
from tests.api.farm import Hand
from tests.api.picture import png
from tests.api.test_generation import takes
from tests.api.test_queue import shown
from tests.generation.agent.example import definition
from tests.generation.comfyui import rig
from tests.tone import tone

OVER = "This attempt is over: what it made is not wanted. Let go of it."


@pytest.fixture(scope="module")
async def hut(root: Person) -> AsyncIterator[Hired]:
    async with hired(root) as made:
        yield made


def case(task: Json) -> str:
    return f"/jobs/{task['job']}/attempts/{task['attempt']}"


async def given(call: Caller, hand: Hand, owner: Person, project: str, **others: Any) -> Json:
    """Enqueue a job, and claim it."""
    await call.post("/register", PROBE)
    await hand.enqueues(owner, project, definition=definition(rig.still()), **others)
    task = await call.claim()
    assert task is not None
    return task


async def becomes(owner: Person, job: str, status: str) -> Json:
    async with asyncio.timeout(20):
        while (found := await shown(owner, job))["status"] != status:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


async def test_an_attempt_goes_its_way_and_each_step_may_be_taken_again(
    world: World, farm_hand: Hand, ada: Person, project: str, hut: Hired
) -> None:
    async with caller(world.app, hut.token) as call:
        task = await given(call, farm_hand, ada, project)
        assert await call.claim() == task
        assert await call.claim(task["attempt"]) is None
        assert task["graph"]["1"]["class_type"] == "EmptyImage"
        assert (task["order"], task["inputs"]) == ("go_on", [])
        for _ in range(2):
            assert await call.post(f"{case(task)}/heartbeat", {}) == {"order": "go_on"}
            sign = {"isRunning": True, "fraction": 0.5, "node": "2"}
            assert await call.post(f"{case(task)}/progress", sign) == {"order": "go_on"}
        await becomes(ada, task["job"], "RUNNING")
        sent = (await call.upload(case(task), png("hut"))).json()
        made = {"seconds": 0.1, "outputs": [{"name": "../a b.png", "proof": sent["proof"]}]}
        for _ in range(2):
            await call.post(f"{case(task)}/complete", made, 204)
        job = await becomes(ada, task["job"], "SUCCEEDED")
        assert job["workerId"] == hut.id
        (output,) = job["outputs"]
        assert (output["digest"], output["name"]) == (sent["digest"], "a b.png")
        error = await call.post(f"{case(task)}/fail", {"kind": "trouble"}, 409)
        assert error["error"]["message"] == OVER


async def test_a_sound_that_is_saved_with_a_picture_stays_with_the_job_and_holds_nothing_back(
    world: World, farm_hand: Hand, ada: Person, bob: Person, project: str, clip: str, hut: Hired
) -> None:
    items = (Item(name="Shot", clip_id=ClipId(clip)),)
    async with caller(world.app, hut.token) as call:
        for contents in ([tone("wav", 480), png("waves")], [tone("wav", 960)], [png("rain")]):
            task = await given(call, farm_hand, ada, project, items=items)
            sent = [(await call.upload(case(task), one)).json() for one in contents]
            made = [{"name": f"{n}.x", "proof": one["proof"]} for n, one in enumerate(sent)]
            await call.post(f"{case(task)}/complete", {"seconds": 0.1, "outputs": made}, 204)
            job = await becomes(ada, task["job"], "SUCCEEDED")
            assert [one["digest"] for one in job["outputs"]] == [one["digest"] for one in sent]
    pictures = {sha256(png(word)).hexdigest() for word in ("waves", "rain")}
    assert {one["file"]["digest"] for one in await takes(ada, clip, 2)} == pictures
    access = "query($id: ID!) { project(id: $id) { mediaAccess { token } } }"
    token = (await ada.ask(access, id=project))["project"]["mediaAccess"]["token"]
    sound = sha256(tone("wav", 480)).hexdigest()
    listened = await ada.http.get(f"/media/{sound}?token={token}")
    assert (listened.status_code, listened.content) == (200, tone("wav", 480))
    other = await bob.project()
    token = (await bob.ask(access, id=other))["project"]["mediaAccess"]["token"]
    assert (await bob.http.get(f"/media/{sound}?token={token}")).status_code == 404


async def test_a_job_that_is_canceled_is_stopped_and_said_to_be(
    world: World, farm_hand: Hand, ada: Person, project: str, hut: Hired
) -> None:
    async with caller(world.app, hut.token) as call:
        task = await given(call, farm_hand, ada, project)
        await ada.done("cancelJobs", about={"jobIds": [task["job"]]})
        assert await call.post(f"{case(task)}/heartbeat", {}) == {"order": "cancel"}
        again = await call.claim()
        assert again is not None
        assert again["order"] == "cancel"
        sent = (await call.upload(case(task), png("hut"))).json()
        for _ in range(2):
            await call.post(f"{case(task)}/fail", {"kind": "canceled"}, 204)
        await becomes(ada, task["job"], "CANCELED")
        assert await call.post(f"{case(task)}/heartbeat", {}) == {"order": "let_go"}
        made = {"outputs": [{"name": "a.png", "proof": sent["proof"]}]}
        late = await call.post(f"{case(task)}/complete", made, 409)
        assert late["error"] == {"kind": "ConflictError", "message": OVER, "field": None}
        assert (await call.upload(case(task), png("hut"))).status_code == 409


async def test_a_worker_that_is_disabled_loses_what_it_has(
    world: World, farm_hand: Hand, ada: Person, root: Person, project: str, hut: Hired
) -> None:
    async with caller(world.app, hut.token) as call:
        task = await given(call, farm_hand, ada, project)
        await root.done("setWorkerMode", workerId=hut.id, mode="DISABLED")
        assert await call.claim() is None
        assert await call.post(f"{case(task)}/heartbeat", {}) == {"order": "let_go"}
        await becomes(ada, task["job"], "QUEUED")
        await root.done("setWorkerMode", workerId=hut.id, mode="ENABLED")
        await ada.done("cancelJobs", about={"jobIds": [task["job"]]})


async def test_what_makes_no_sense_is_refused_with_a_sentence(
    world: World, farm_hand: Hand, ada: Person, project: str, hut: Hired
) -> None:
    async with caller(world.app, hut.token) as call:
        task = await given(call, farm_hand, ada, project)
        at = case(task)
        forged = {"outputs": [{"name": "a.png", "proof": "made up"}]}
        told = await call.post(f"{at}/complete", forged, 400)
        assert told["error"]["message"].startswith("This output was not uploaded for this")
        await call.post(f"{at}/complete", {"outputs": []}, 400)
        await call.post(f"{at}/fail", {"kind": "bad luck"}, 400)
        picture = {"mediaType": "image/png", "data": "no base64!"}
        await call.post(f"{at}/progress", {"isRunning": True, "preview": picture}, 400)
        await call.post("/jobs/job-7/attempts/7/heartbeat", {}, 404)
        assert (await call.upload(at, b"no picture")).status_code == 415
        assert (await call.upload(at, png("hut"), sha256="0" * 64)).status_code == 400
        await call.post(f"{at}/fail", {"kind": "graph", "reason": "It has no end."}, 204)
        assert (await becomes(ada, task["job"], "FAILED"))["reason"] == "It has no end."


async def test_only_the_worker_itself_speaks_of_its_attempts(
    world: World, farm_hand: Hand, ada: Person, root: Person, project: str, hut: Hired
) -> None:
    async with caller(world.app, hut.token) as call:
        task = await given(call, farm_hand, ada, project)
        other = await root.done("registerWorker", name="other hut", kind="AGENT")
        issued = await root.done("issueWorkerToken", workerId=other["worker"]["id"])
        async with caller(world.app, issued["token"]) as stranger:
            await stranger.post(f"{case(task)}/heartbeat", {}, 403)
        await call.post(f"{case(task)}/fail", {"kind": "graph"}, 204)
        await root.done("removeWorker", workerId=other["worker"]["id"])


async def test_a_token_is_an_agents_and_good_until_it_is_revoked(
    world: World, root: Person, ada: Person
) -> None:
    made = await root.done("registerWorker", name="third hut", kind="AGENT")
    worker = made["worker"]["id"]
    token = (await root.done("issueWorkerToken", workerId=worker))["token"]
    assert (await ada.refused("issueWorkerToken", workerId=worker))["__typename"] == (
        "ForbiddenError"
    )
    async with caller(world.app, token) as call:
        assert await call.post("/register", PROBE) == {"worker": worker}
        assert (await root.done("revokeWorkerTokens", workerId=worker))["revoked"] == 1
        told = await call.post("/claim", {"wait": 0}, 401)
        assert told["error"]["message"].startswith("This is no token of a worker")
    for bad in ("", "storyboard-worker.x.y", f"{token}x"):
        async with caller(world.app, bad) as call:
            await call.post("/claim", {"wait": 0}, 401)
    asked = await root.done("registerWorker", name="desk", kind="COMFYUI", address="http://d:1")
    error = await root.refused("issueWorkerToken", workerId=asked["worker"]["id"])
    assert "needs no token" in error["message"]
    for id_ in (worker, asked["worker"]["id"]):
        await root.done("removeWorker", workerId=id_)
