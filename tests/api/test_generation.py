"""From a clip to a take: enqueued, run by a worker, delivered, selected, kept, reused."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.api.client import Json, Person, new_command, new_id
from tests.api.stream import over_socket
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.run import Pace

TAKES = """query($id: ID!) { clip(id: $id) { takeCount takes { edges { node {
  id file { digest mediaType width height }
  provenance { source prompt seed workflow workflowVersion worker job startedAt } } } } } }"""
JOBS = "query($id: ID!) { batch(id: $id) { progress { total succeeded failed } } }"
PROGRESS = """subscription($id: ID!) { jobProgress(projectId: $id) {
  jobId fraction step steps previewUrl } }"""
WORK = """query($id: ID!) { projectQueue(projectId: $id) { clips {
  clipId waiting active failed activeJobIds } } }"""
TIMELINE = """query($id: ID!) { timeline(projectId: $id) { scenes { clips {
  id imageDigest takeCount } } } }"""
SMALL = "query($id: ID!) { take(id: $id) { file { digest url thumbnailUrl } } }"
PROMPTS = """query($batch: ID!) { jobs(filter: {batchId: $batch}) { edges { node {
  id lastAttemptId prompt { graph fault } } } } }"""
PROMPT = "query($id: ID!) { job(id: $id) { prompt { graph } } }"
# The workflow that needs no model.
STUDY = "colour-study"


@pytest.fixture(scope="module")
async def worker(root: Person) -> AsyncIterator[FakeComfyUI]:
    """A server that the application knows as a worker."""
    fake = FakeComfyUI(pace=Pace(step=0.01))
    await fake.start()
    await root.done("registerWorker", name=new_id("gpu"), kind="COMFYUI", address=fake.url)
    yield fake
    await fake.kill()


async def enqueued(person: Person, project: str, **more: Any) -> Json:
    done = await person.done("enqueueBatch", projectId=project, workflowId=STUDY, **more)
    batch: Json = done["batch"]
    return batch


async def takes(person: Person, clip: str, number: int) -> list[Json]:
    """Wait until a clip has so many takes."""
    async with asyncio.timeout(20):
        while True:
            found = (await person.ask(TAKES, id=clip))["clip"]
            if found["takeCount"] >= number:
                return [edge["node"] for edge in found["takes"]["edges"]]
            await asyncio.sleep(0.05)


async def test_a_clip_gets_its_takes(
    ada: Person, project: str, clip: str, worker: FakeComfyUI
) -> None:
    batch = await enqueued(ada, project, items=[{"clipId": clip}], tries=2)
    assert (batch["size"], batch["workflow"]) == (2, STUDY)
    made = await takes(ada, clip, 2)
    seeds = {one["provenance"]["seed"] for one in made}
    assert len(seeds) == 2
    assert len({one["file"]["digest"] for one in made}) == 2
    for one in made:
        told = one["provenance"]
        assert (told["source"], told["workflow"]) == ("JOB", STUDY)
        assert told["workflowVersion"] == batch["workflowVersion"]
        assert told["startedAt"]
        assert one["file"]["width"] > 0
    jobs = {one["provenance"]["job"] for one in made}
    # There may be work of others in the queue of the application.
    sent = [str(prompt) for prompt in worker.sent("POST", "/prompt")]
    assert sum(any(f"es/{job[4:16]}/" in it for job in jobs) for it in sent) == len(jobs) == 2
    progress = (await ada.ask(JOBS, id=batch["id"]))["batch"]["progress"]
    assert progress == {"total": 2, "succeeded": 2, "failed": 0}


async def test_the_same_command_enqueues_once(
    ada: Person, project: str, clip: str, worker: FakeComfyUI
) -> None:
    assert worker.url
    command = new_command()
    first = await enqueued(ada, project, items=[{"clipId": clip}], commandId=command)
    again = await enqueued(ada, project, items=[{"clipId": clip}], commandId=command)
    assert first["id"] == again["id"]
    assert len(await takes(ada, clip, 1)) == 1


async def test_a_job_shows_the_very_graph_that_its_worker_was_sent(
    ada: Person, bob: Person, project: str, clip: str, worker: FakeComfyUI
) -> None:
    batch = await enqueued(ada, project, items=[{"clipId": clip}], seeds=["7"])
    await takes(ada, clip, 1)
    (edge,) = (await ada.ask(PROMPTS, batch=batch["id"]))["jobs"]["edges"]
    job = edge["node"]
    sent = {one["prompt_id"]: one["prompt"] for one in worker.sent("POST", "/prompt")}
    assert job["prompt"] == {"graph": sent[job["lastAttemptId"]], "fault": ""}
    assert '"seed": 7' in json.dumps(job["prompt"]["graph"])
    assert (await bob.ask(PROMPT, id=job["id"]))["job"] is None


async def test_a_take_of_a_job_goes_to_the_pool_and_to_another_clip(
    ada: Person, project: str, scene: str, clip: str, worker: FakeComfyUI
) -> None:
    assert worker.url
    await enqueued(ada, project, items=[{"clipId": clip}])
    (take,) = await takes(ada, clip, 1)
    await ada.done("selectTake", clipId=clip, takeId=take["id"])
    sent = await ada.done("sendToPool", takeId=take["id"])
    other = await ada.clip(scene, name="Waves")
    await ada.done("applyPoolItem", itemId=sent["item"]["id"], clipIds=[other])
    (copy,) = await takes(ada, other, 1)
    assert copy["file"]["digest"] == take["file"]["digest"]
    assert copy["provenance"]["seed"] == take["provenance"]["seed"]


async def watched(told: AsyncIterator[Json]) -> tuple[Json, str]:
    """Return how far a job was when its first picture came, and that picture's media type."""
    async with asyncio.timeout(20):
        async for answer in told:
            for one in answer["data"]["jobProgress"]:
                if one["previewUrl"]:
                    return one, one["previewUrl"].partition(";")[0]
    raise AssertionError("It ended without a picture.")


async def test_a_picture_is_watched_kept_shown_and_used_again(
    ada: Person, project: str, scene: str, clip: str, worker: FakeComfyUI, address: str
) -> None:
    assert worker.url
    values = {"checkpoint": "tiny_random_sd3.safetensors", "steps": 60, "prompt": "gulls"}
    async with over_socket(address, ada, PROGRESS, id=project) as told:
        assert (await anext(told))["data"]["jobProgress"] == []
        given: Json = {"projectId": project, "workflowId": "text-to-image", "values": values}
        await ada.done("enqueueBatch", **given, items=[{"clipId": clip}])
        progress, kind = await watched(told)
        (work,) = (await ada.ask(WORK, id=project))["projectQueue"]["clips"]
    assert kind.startswith("data:image/")
    assert 0 < progress["fraction"] < 1
    assert work == {
        "clipId": clip,
        "waiting": 0,
        "active": 1,
        "failed": 0,
        "activeJobIds": [progress["jobId"]],
    }
    (take,) = await takes(ada, clip, 1)
    assert (await ada.ask(WORK, id=project))["projectQueue"]["clips"] == []
    file = (await ada.ask(SMALL, id=take["id"]))["take"]["file"]
    small = await ada.http.get(file["thumbnailUrl"])
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    await ada.done("selectTake", clipId=clip, takeId=take["id"])
    sent = await ada.done("sendToPool", takeId=take["id"])
    other = await ada.clip(scene, name="Waves")
    item = sent["item"]["id"]
    await ada.done("applyPoolItem", itemId=item, clipIds=[other], select=True)
    (shown,) = (await ada.ask(TIMELINE, id=project))["timeline"]["scenes"]
    assert {one["id"]: one["imageDigest"] for one in shown["clips"]} == {
        clip: file["digest"],
        other: file["digest"],
    }


REFUSED: list[tuple[Json, str, str]] = [
    ({"workflowId": "no-such"}, "There is no workflow 'no-such'", "workflowId"),
    ({"values": {"color": 1}}, "Perhaps colour is meant", "values.color"),
    ({"values": {"width": 3}}, "Width", "values.width"),
    ({"items": []}, "1 to 10,000", "items"),
    ({"tries": 0}, "at least one try", "tries"),
    ({"seeds": ["-1"]}, "is no seed", "seeds"),
    ({"values": ["a"]}, "Values are an object", "values"),
]


@pytest.mark.parametrize(("changed", "sentence", "field"), REFUSED)
async def test_what_does_not_fit_is_refused_with_what_to_do(
    ada: Person, project: str, clip: str, changed: Json, sentence: str, field: str
) -> None:
    given = {"projectId": project, "workflowId": STUDY, "items": [{"clipId": clip}]}
    error = await ada.refused("enqueueBatch", **{**given, **changed})
    assert error["__typename"] == "RuleViolatedError"
    assert sentence in error["message"]
    assert error["field"] == field


async def test_strangers_cannot_enqueue_nor_listen(bob: Person, project: str, clip: str) -> None:
    given: Json = {"projectId": project, "workflowId": STUDY, "items": [{"clipId": clip}]}
    error = await bob.refused("enqueueBatch", **given)
    assert error["__typename"] == "NotFoundError"
