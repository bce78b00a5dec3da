"""What ended jobs came to, by the API."""

from typing import Any

from domain.queue.attempt import StartJob, SubmitJob, SucceedJob
from domain.queue.enqueue import EnqueueBatch, Item, job_id
from domain.queue.failure import FailAttempt
from events.ids import AttemptId, BatchId, JobId, ProjectId
from tests.api.client import Person, new_command, new_id
from tests.api.farm import Hand
from tests.api.test_queue import claim, worker
from tests.farm import DAWN, SECOND, SHOT

__all__ = ["worker"]

NAMED = """query($by: JobGrouping!, $project: ID, $until: DateTime) {
  jobStatistics(by: $by, projectId: $project, until: $until) { groups { name } } }"""


async def test_what_ended_is_summed_up_with_why_it_failed(
    ada: Person, bob: Person, farm_hand: Hand, project: str, worker: str
) -> None:
    batch = BatchId(new_id("batch"))
    enqueued = EnqueueBatch(
        batch_id=batch,
        project_id=ProjectId(project),
        name="Night",
        workflow="text-to-image",
        workflow_version="1",
        kind="image",
        items=(Item(name="Shot 1"), Item(name="Shot 2")),
        now=DAWN,
    )
    done_, bad = job_id(batch, 0), job_id(batch, 1)
    attempts = [new_command(), new_command()]
    ids: list[Any] = [
        {"job_id": JobId(job), "attempt": AttemptId(attempt)}
        for job, attempt in zip((done_, bad), attempts, strict=True)
    ]
    # All at once: the application works on its queue, too.
    position = await farm_hand.does(
        enqueued,
        claim(done_, worker, attempts[0]),
        SubmitJob(**ids[0]),
        StartJob(**ids[0], now=DAWN + SECOND),
        SucceedJob(**ids[0], time=2500, outputs=(SHOT,), now=DAWN + 4 * SECOND),
        claim(bad, worker, attempts[1]),
        SubmitJob(**ids[1]),
        FailAttempt(**ids[1], failure="graph", reason="a link dangles", now=DAWN + SECOND),
    )
    await farm_hand.seen(ada, position)
    query = """query($project: ID, $since: DateTime) {
      jobStatistics(by: WORKFLOW, projectId: $project, since: $since) {
        total { jobs succeeded failed canceled took { median total } waited { median } }
        groups { key jobs } failures { failure jobs reasons { reason jobs } } } }"""
    found = (await ada.ask(query, project=project))["jobStatistics"]
    total = found["total"]
    assert (total["jobs"], total["succeeded"], total["failed"]) == (2, 1, 1)
    assert total["took"]["total"] == 2.5
    assert found["groups"] == [{"key": "text-to-image", "jobs": 2}]
    assert found["failures"] == [
        {"failure": "graph", "jobs": 1, "reasons": [{"reason": "a link dangles", "jobs": 1}]}
    ]
    of_bob = (await bob.ask(query, project=project))["jobStatistics"]
    assert (of_bob["total"]["jobs"], of_bob["groups"]) == (0, [])
    hands = (await ada.ask("{ workers { id name } }"))["workers"]
    hand = next(one["name"] for one in hands if one["id"] == worker)
    for by, called in (("WORKER", hand), ("PROJECT", "Harbour"), ("PERSON", "Former member")):
        named = await ada.ask(NAMED, by=by, project=project)
        assert named["jobStatistics"]["groups"] == [{"name": called}]
    later = (await ada.ask(query, project=project, since="2099-01-01T00:00:00Z"))["jobStatistics"]
    assert later["groups"] == []


async def test_a_time_without_an_offset_is_refused_where_it_stands(ada: Person) -> None:
    answered = await ada.answer(NAMED, by="DAY", until="2026-05-01T00:00:00")
    (error,) = answered["errors"]
    assert error["message"].startswith("Say the time with its offset from UTC")
    assert error["extensions"] == {"code": "RULE_VIOLATED", "field": "until"}
