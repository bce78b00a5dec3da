"""The queue by the API: pages of jobs, what people do with them, workers, and the live counters."""

import asyncio
from typing import Any

import pytest

from domain.queue.attempt import AssignJob, StartJob, SubmitJob, SucceedJob
from domain.queue.failure import FailAttempt
from domain.queue.fleet import NoteProbe
from events.ids import AttemptId, JobId, WorkerId
from events.worker import Device
from tests.api.client import BATCH, JOB, WORKER, Json, Person, new_command, new_id
from tests.api.farm import Hand
from tests.api.stream import PATIENCE, QUEUE, over_events
from tests.farm import DAWN, SECOND, SHOT

PAGE = f"""
query($first: Int, $after: String, $filter: JobFilter, $sort: JobSort, $down: SortDirection) {{
  jobs(first: $first, after: $after, filter: $filter, sort: $sort, direction: $down) {{
    totalCount counters {{ status count }} pageInfo {{ hasNextPage endCursor }}
    edges {{ node {{ {JOB} }} }}
  }}
}}
"""


async def paged(person: Person, project: str | None = None, **wanted: Any) -> Json:
    narrowed = {"projectId": project} if project else {}
    given = {"first": 50, **wanted, "filter": {**narrowed, **wanted.get("filter", {})}}
    found: Json = (await person.ask(PAGE, **given))["jobs"]
    return found


async def names(person: Person, project: str, **wanted: Any) -> list[str]:
    found = await paged(person, project, **wanted)
    return [edge["node"]["name"] for edge in found["edges"]]


async def shown(person: Person, job: str) -> Json:
    data = await person.ask(f"query($id: ID!) {{ job(id: $id) {{ {JOB} }} }}", id=job)
    found: Json = data["job"]
    return found


def counted(counters: list[Json]) -> dict[str, int]:
    return {one["status"]: one["count"] for one in counters if one["count"]}


@pytest.fixture
async def worker(root: Person, farm_hand: Hand) -> str:
    """A worker of 24 GB with a device and two models, and no other that takes jobs.

    It asks for its work itself, so that the application leaves its jobs to the tests.
    """
    listed = (await root.ask("{ workers { id } }"))["workers"]
    for one in listed:
        await root.done("setWorkerMode", workerId=one["id"], mode="DISABLED", reason="old")
    made = await root.done(
        "registerWorker", name=new_id("gpu"), kind="AGENT", address="http://gpu:8188"
    )
    id_: str = made["worker"]["id"]
    probe = NoteProbe(
        worker_id=WorkerId(id_),
        version="0.3.1",
        devices=(Device(name="RTX", vram=24 * 1024),),
        models=("loras/rain", "loras/sun", "checkpoints/x"),
        nodes=("KSampler",),
    )
    await farm_hand.seen(root, await farm_hand.does(probe))
    return id_


def claim(job: str, worker: str, attempt: str) -> AssignJob:
    return AssignJob(
        job_id=JobId(job),
        worker_id=WorkerId(worker),
        device=0,
        attempt=AttemptId(attempt),
        reason="has time",
        now=DAWN,
    )


async def test_a_job_is_followed_from_the_line_to_its_outputs(
    ada: Person, farm_hand: Hand, project: str, worker: str
) -> None:
    batch, (job,) = await farm_hand.enqueues(ada, project, values={"steps": 30})
    attempt = new_command()
    ids: Any = {"job_id": JobId(job), "attempt": AttemptId(attempt)}
    position = 0
    for wish in (
        claim(job, worker, attempt),
        SubmitJob(**ids),
        StartJob(**ids, now=DAWN + SECOND),
        SucceedJob(**ids, time=2500, outputs=(SHOT,), now=DAWN + 4 * SECOND),
    ):
        position = await farm_hand.does(wish)
    await farm_hand.seen(ada, position)
    found = await shown(ada, job)
    assert (found["status"], found["seconds"], found["attemptId"]) == ("SUCCEEDED", 2.5, None)
    assert (found["lastAttemptId"], found["workerId"], found["machine"]) == (
        attempt,
        worker,
        "RTX, 24 GB",
    )
    assert found["outputs"] == [
        {"digest": SHOT.digest, "name": "shot.png", "mediaType": "image/png", "size": 7}
    ]
    query = (
        f"query($id: ID!) {{ job(id: $id) {{ batch {{ {BATCH} }} log {{ events {{ type }} }} }} }}"
    )
    detail = (await ada.ask(query, id=job))["job"]
    assert [one["events"][0]["type"] for one in detail["log"]] == [
        "JobEnqueued",
        "JobAssigned",
        "JobSubmitting",
        "JobStarted",
        "JobSucceeded",
    ]
    assert (detail["batch"]["id"], detail["batch"]["values"]) == (batch, {"steps": 30})
    assert detail["batch"]["progress"]["succeeded"] == 1
    assert detail["batch"]["budget"]["spentSeconds"] == 2.5


async def test_jobs_are_paged_filtered_sorted_and_searched(
    ada: Person, farm_hand: Hand, project: str
) -> None:
    await farm_hand.enqueues(ada, project, 5)
    _, (video,) = await farm_hand.enqueues(ada, project, kind="video", priority=4)
    found = await paged(ada, project)
    assert (found["totalCount"], counted(found["counters"])) == (6, {"QUEUED": 6})
    for sort in ("ENQUEUED_AT", "ENDED_AT", "NAME", "PRIORITY"):
        seen: list[str] = []
        after = None
        while True:
            page = await paged(ada, project, first=4, after=after, sort=sort, down="ASCENDING")
            seen += [edge["node"]["id"] for edge in page["edges"]]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert len(seen) == len(set(seen)) == 6
    assert (await paged(ada, project, sort="PRIORITY"))["edges"][0]["node"]["id"] == video
    assert await names(ada, project, filter={"search": "shot 3"}) == ["Shot 3"]
    assert await names(ada, project, filter={"kinds": ["video"]}) == ["Shot 0"]
    assert await names(ada, project, filter={"statuses": ["FAILED"]}) == []
    assert (await paged(ada, filter={"search": video}))["totalCount"] == 1


async def test_what_no_worker_can_do_says_so_in_the_list(
    ada: Person, root: Person, farm_hand: Hand, project: str, worker: str
) -> None:
    _, (job,) = await farm_hand.enqueues(ada, project, vram=100 * 1024)
    assert (await shown(ada, job))["blocked"] == "needs 100 GB of VRAM; no worker has it"
    assert len(await names(ada, project, filter={"isBlocked": True})) == 1
    assert (await shown(ada, job))["waitsFor"] == "needs 100 GB of VRAM; no worker has it"
    await root.done("editWorker", workerId=worker, tags=["fast"])
    assert (await shown(ada, job))["blocked"] == "needs 100 GB of VRAM; no worker has it"


async def test_a_job_says_what_it_waits_for_and_when_it_begins_and_ends(
    ada: Person, root: Person, farm_hand: Hand, project: str, worker: str
) -> None:
    await ada.done("pauseProjectJobs", projectId=project, reason="over the weekend")
    _, jobs = await farm_hand.enqueues(ada, project, 3, likeness=new_id("new"))
    query = """query($id: ID!) { job(id: $id) { waitsFor forecast {
      startsAt startsEarliest startsLatest endsAt endsEarliest endsLatest } } }"""

    async def asked(number: int) -> Json:
        found: Json = (await ada.ask(query, id=jobs[number]))["job"]
        return found

    first, last = await asked(0), await asked(2)
    assert last["waitsFor"] == "the project is paused: over the weekend"
    assert first["forecast"]["startsAt"] < last["forecast"]["startsAt"]
    assert last["forecast"]["endsLatest"] is None, "nobody has seen such a job yet"
    await root.done("setWorkerMode", workerId=worker, mode="DISABLED", reason="cleaning")
    await ada.done("resumeProjectJobs", projectId=project)
    idle = await asked(1)
    assert idle["waitsFor"].endswith("could do it, but none of them takes jobs now")
    assert idle["forecast"] is None
    await ada.done("cancelJobs", about={"jobIds": [jobs[2]]})
    canceled = await asked(2)
    assert (canceled["waitsFor"], canceled["forecast"]) == (None, None)


async def test_cancel_retry_and_delete_are_idempotent_and_say_what_changed(
    ada: Person, farm_hand: Hand, project: str
) -> None:
    batch, made = await farm_hand.enqueues(ada, project, 3)
    canceled = await ada.done("cancelJobs", about={"batchId": batch}, reason="not needed")
    assert sorted(canceled["changed"]) == sorted(made)
    again = await ada.done("cancelJobs", about={"batchId": batch}, reason="not needed")
    assert (again["changed"], again["position"]) == ([], None)
    assert (await shown(ada, made[0]))["reason"] == "not needed"
    retried = await ada.done("retryJobs", about={"jobIds": [made[0]]})
    assert retried["changed"] == [made[0]]
    refused = await ada.refused("deleteJobs", about={"jobIds": [made[0]]})
    assert "Cancel it first" in refused["message"]
    await ada.done("deleteJobs", about={"jobIds": [made[1]]})
    assert len(await names(ada, project)) == 2
    await ada.done("clearJobs", projectId=project, status="CANCELED")
    assert await names(ada, project) == ["Shot 0"]
    assert len(await names(ada, project, filter={"withCleared": True})) == 2


async def test_the_same_command_is_done_once_and_by_its_sender_only(
    ada: Person, bob: Person, farm_hand: Hand, project: str
) -> None:
    _, (job,) = await farm_hand.enqueues(ada, project)
    other = await bob.project()
    _, (his,) = await farm_hand.enqueues(bob, other)
    command = new_command()
    first = await ada.done("cancelJobs", about={"jobIds": [job]}, commandId=command)
    assert await ada.done("cancelJobs", about={"jobIds": [job]}, commandId=command) == first
    refused = await bob.refused("cancelJobs", about={"jobIds": [his]}, commandId=command)
    assert "used for another change" in refused["message"]


async def test_jobs_of_others_are_not_there(
    ada: Person, bob: Person, farm_hand: Hand, project: str
) -> None:
    batch, (job,) = await farm_hand.enqueues(ada, project)
    assert await shown(bob, job) is None
    assert (await paged(bob, filter={"batchId": batch}))["totalCount"] == 0
    assert (await paged(bob, project))["totalCount"] == 0
    for about in ({"jobIds": [job]}, {"batchId": batch}, {"projectId": project}):
        refused = await bob.refused("cancelJobs", about=about)
        assert refused["__typename"] == "NotFoundError"


async def test_jobs_are_paused_and_moved_forward(
    ada: Person, farm_hand: Hand, project: str
) -> None:
    _, made = await farm_hand.enqueues(ada, project, 2)
    await ada.done("pauseJobs", about={"projectId": project}, reason="look first")
    assert [one["node"]["status"] for one in (await paged(ada, project))["edges"]] == ["PAUSED"] * 2
    await ada.done("resumeJobs", about={"jobIds": made})
    await ada.done("reprioritiseJobs", about={"jobIds": made[:1]}, priority=7)
    assert (await shown(ada, made[0]))["priority"] == 7
    refused = await ada.refused("reprioritiseJobs", about={"jobIds": made}, priority=70)
    assert "-10 to 10" in refused["message"]


async def test_a_project_has_its_pause_and_its_budget(
    ada: Person, farm_hand: Hand, project: str
) -> None:
    untouched = await ada.done("resumeProjectJobs", projectId=project)
    assert (untouched["budget"], untouched["isPaused"]) == (None, False)
    share = """query($p: ID!) {
      projectQueue(projectId: $p) { isPaused reason budget { cost seconds atOnce } } }"""
    before = (await ada.ask(share, p=project))["projectQueue"]
    assert before == {"isPaused": False, "reason": "", "budget": None}
    batch, _ = await farm_hand.enqueues(ada, project)
    paused = await ada.done("pauseProjectJobs", projectId=project, reason="hold")
    assert (paused["isPaused"], paused["reason"]) == (True, "hold")
    limit = {"cost": 12.5, "seconds": 90, "atOnce": 2}
    budget = (await ada.done("setProjectBudget", projectId=project, budget=limit))["budget"]
    assert (budget["cost"], budget["seconds"], budget["atOnce"]) == (12.5, 90, 2)
    after = (await ada.ask(share, p=project))["projectQueue"]
    assert after == {"isPaused": True, "reason": "hold", "budget": limit}
    tiny = await ada.done("setBatchBudget", batchId=batch, budget={"cost": 1e-9})
    assert tiny["batch"]["budget"]["cost"] == 1e-6
    refused = await ada.refused("setBatchBudget", batchId=batch, budget={"cost": -1})
    assert "0 is no limit" in refused["message"]
    much = await ada.refused("setBatchBudget", batchId=batch, budget={"cost": 1e300})
    assert (much["field"], "too much" in much["message"]) == ("cost", True)
    (newest,) = (await ada.ask("query($p: ID) { batches(projectId: $p) { id } }", p=project))[
        "batches"
    ]
    assert newest["id"] == batch


@pytest.mark.parametrize(
    "about", [{}, {"jobIds": []}, {"batchId": new_id("batch"), "projectId": new_id("project")}]
)
async def test_which_jobs_are_meant_is_said_in_one_way(ada: Person, about: Json) -> None:
    assert "Say which jobs" in (await ada.refused("cancelJobs", about=about))["message"]


@pytest.mark.parametrize(
    "about",
    [{"batchId": "nonsense"}, {"jobIds": ["nonsense"]}, {"projectId": "queue-" + "0" * 32}],
)
async def test_odd_ids_are_not_found(ada: Person, about: Json) -> None:
    refused = await ada.refused("cancelJobs", about=about)
    assert refused["__typename"] == "NotFoundError"
    data = await ada.ask('{ job(id: "nonsense") { id } batch(id: "nonsense") { id } }')
    assert data == {"job": None, "batch": None}


async def test_a_cursor_of_another_order_is_refused(ada: Person) -> None:
    answered = await ada.answer(PAGE, first=1, after="nonsense", sort="NAME", filter={})
    assert answered["errors"][0]["extensions"]["code"] == "RULE_VIOLATED"


async def test_workers_are_managed_by_administrators_and_seen_by_all(
    ada: Person, root: Person, worker: str
) -> None:
    by_root = {
        one["id"]: one for one in (await root.ask(f"{{ workers {{ {WORKER} }} }}"))["workers"]
    }
    by_ada = {one["id"]: one for one in (await ada.ask(f"{{ workers {{ {WORKER} }} }}"))["workers"]}
    assert by_root[worker]["address"] == "http://gpu:8188"
    assert by_ada[worker] == {**by_root[worker], "address": None}
    assert by_ada[worker]["devices"] == [{"name": "RTX", "vram": 24576}]
    models = 'query { workerModels(kind: "loras", search: "SU") { name workerIds } }'
    (sun,) = (await ada.ask(models))["workerModels"]
    assert (sun["name"], worker in sun["workerIds"]) == ("sun", True)
    edited = await root.done("editWorker", workerId=worker, hourlyCost=0.5, serves=["image"])
    assert (edited["worker"]["hourlyCost"], edited["worker"]["serves"]) == (0.5, ["image"])
    stale = await root.refused("editWorker", workerId=worker, expectedVersion=1, name="x")
    assert stale["__typename"] == "ConflictError"
    drained = await root.done("setWorkerMode", workerId=worker, mode="DRAINING", reason="move")
    assert (drained["worker"]["reason"], drained["worker"]["takesJobs"]) == ("move", False)
    await root.done("removeWorker", workerId=worker)
    gone = await root.refused("removeWorker", workerId=worker)
    assert gone["__typename"] == "NotFoundError"
    odd = await root.refused("registerWorker", name="x", kind="COMFYUI", address="gopher://x")
    assert odd["field"] == "address"


async def test_a_worker_in_quarantine_is_released(
    ada: Person, root: Person, farm_hand: Hand, project: str, worker: str
) -> None:
    _, made = await farm_hand.enqueues(ada, project, 3)
    position = 0
    for job in made:
        attempt = new_command()
        failed = FailAttempt(
            job_id=JobId(job),
            attempt=AttemptId(attempt),
            failure="trouble",
            reason="it broke",
            now=DAWN,
        )
        position = await farm_hand.does(claim(job, worker, attempt), failed)
    await farm_hand.seen(root, position)
    (found,) = [
        one
        for one in (await root.ask("{ workers { id health reason errors } }"))["workers"]
        if one["id"] == worker
    ]
    assert (found["health"], found["errors"]) == ("QUARANTINED", 3)
    assert found["reason"] == "3 failures in a row, the last: it broke"
    released = await root.done("releaseWorker", workerId=worker)
    assert (released["worker"]["health"], released["worker"]["takesJobs"]) == ("GOOD", True)


async def test_the_counters_come_at_once_and_whenever_they_change(
    ada: Person, root: Person, farm_hand: Hand, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schema.queue.PAUSE", 0.01)
    project = await ada.project()
    before = counted(
        (await ada.ask("{ queue { counters { status count } } }"))["queue"]["counters"]
    )
    async with over_events(address, ada, QUEUE) as answers:
        first = (await asyncio.wait_for(anext(answers), PATIENCE))["data"]["queueChanged"]
        assert counted(first["counters"]) == before
        await farm_hand.enqueues(ada, project, 2)
        second = (await asyncio.wait_for(anext(answers), PATIENCE))["data"]["queueChanged"]
        assert counted(second["counters"])["QUEUED"] == before.get("QUEUED", 0) + 2
        await root.done("pauseQueue", reason="lunch")
        while not second["isPaused"]:
            second = (await asyncio.wait_for(anext(answers), PATIENCE))["data"]["queueChanged"]
    resumed = await root.done("resumeQueue")
    assert resumed["queue"]["isPaused"] is False
