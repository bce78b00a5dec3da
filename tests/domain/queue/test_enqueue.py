from dataclasses import replace
from typing import Any

import pytest

from domain.errors import RuleViolatedError
from domain.queue.board.batch import demand_of
from domain.queue.budget import Budget
from domain.queue.enqueue import MOST_JOBS, SEEDS, EnqueueBatch, Item
from events.batch import BatchAdded
from events.ids import BatchId, ClipId, ProjectId
from events.job import JobEnqueued
from events.queue import NeedBlocked
from events.store import Fact
from tests.domain.queue.scenario import refused, wished
from tests.farm import DAWN, batch_id, clip_id, done, enqueued, farm, job, names, project_id


def jobs(facts: list[Fact]) -> list[JobEnqueued]:
    return [fact.event for fact in facts if isinstance(fact.event, JobEnqueued)]


def test_a_batch_is_one_fact_for_what_its_jobs_share_and_one_for_each_job() -> None:
    board = farm()
    facts = done(board, enqueued(1, 2, values={"steps": 30}, models=("b/x", "a/y"), vram=8000))
    assert names(facts) == [
        "ShareOpened",
        "BatchAdded",
        "JobEnqueued",
        "JobEnqueued",
        "NeedBlocked",
    ]
    batch = facts[1].event
    assert isinstance(batch, BatchAdded)
    assert (batch.size, batch.values, batch.models) == (2, {"steps": 30}, ("a/y", "b/x"))
    assert jobs(facts)[1] == JobEnqueued(
        batch=batch_id(),
        number=1,
        project=project_id(),
        clip=clip_id(1),
        name="Clip 1",
        workflow="text-to-image",
        workflow_version="1",
        kind="image",
        priority=0,
        sequence=2,
        at=DAWN,
        seed=jobs(facts)[1].seed,
        values={},
        inputs={},
        likeness="text-to-image",
        demand=demand_of(batch).key,
        vram=8000,
    )


def test_items_times_seeds_times_tries_make_the_jobs() -> None:
    wish = enqueued(1, 2, seeds=(7, 100), tries=2, seed_policy="increment")
    made = jobs(done(farm(), wish))
    assert [(one.name, one.seed) for one in made] == [
        ("Clip 0", 7),
        ("Clip 0", 8),
        ("Clip 0", 100),
        ("Clip 0", 101),
        ("Clip 1", 7),
        ("Clip 1", 8),
        ("Clip 1", 100),
        ("Clip 1", 101),
    ]


def test_random_seeds_differ_and_are_the_same_for_the_same_wish() -> None:
    one, other = (
        [made.seed for made in jobs(done(farm(), enqueued(1, 1, tries=3)))] for _ in range(2)
    )
    assert one == other
    assert len(set(one)) == 3
    assert all(seed in SEEDS for seed in one)


def test_a_given_seed_is_the_first_of_random_ones_and_counts_round_at_the_end() -> None:
    first, second = jobs(done(farm(), enqueued(1, 1, tries=2, seeds=(5,))))
    assert first.seed == 5 != second.seed
    last = SEEDS[-1]
    around = jobs(done(farm(), enqueued(1, tries=2, seeds=(last,), seed_policy="increment")))
    assert [one.seed for one in around] == [last, 0]
    fixed = jobs(done(farm(), enqueued(1, 2, seed_policy="fixed")))
    assert fixed[0].seed == fixed[1].seed


def test_the_queue_numbers_jobs_on_and_its_time_never_runs_backwards() -> None:
    board = farm(enqueued(1, 2))
    (late,) = jobs(done(board, enqueued(2, 1, now=DAWN - 1000)))
    assert (late.sequence, late.at) == (3, DAWN)


def test_what_no_worker_can_do_is_said_at_once_and_only_once() -> None:
    board = farm(workers=0)
    facts = done(board, enqueued(1))
    assert isinstance(facts[-1].event, NeedBlocked)
    assert facts[-1].event.reason == "no worker is registered yet: register one"
    assert "NeedBlocked" not in names(done(board, enqueued(2)))


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"vram": 48 * 1024}, "needs 48 GB of VRAM; no worker has it"),
        ({"models": ("loras/x",)}, "needs the model 'loras/x'; no worker has it"),
        ({"nodes": ("Nope",)}, "needs the node 'Nope'; no worker has it"),
        ({"tags": ("fast",)}, "needs the tag 'fast'; no worker has it"),
    ],
)
def test_the_reason_names_what_is_missing(others: dict[str, Any], reason: str) -> None:
    (*_, last) = done(farm(), enqueued(1, **others))
    assert isinstance(last.event, NeedBlocked)
    assert last.event.reason == reason


def test_values_with_any_syntax_are_data() -> None:
    text = 'a "quote", {braces}, {{jinja}}, $dollar\n{"json": 1}'
    (made,) = jobs(done(farm(), replace(enqueued(), items=(Item(values={"prompt": text}),))))
    assert made.values == {"prompt": text}
    assert made.name == "Batch 1"


ODD: list[tuple[dict[str, object], str]] = [
    ({"batch_id": BatchId("batch-1")}, "no id for a new batch"),
    ({"project_id": ProjectId("clip-" + "0" * 32)}, "which project"),
    ({"items": ()}, "0 jobs"),
    ({"items": tuple(Item() for _ in range(101)), "tries": 100}, "10,100 jobs"),
    ({"tries": 0}, "at least one try"),
    ({"tries": 2, "seed_policy": "fixed"}, "come out alike"),
    ({"seeds": (-1,)}, "A seed is a whole number"),
    ({"priority": 11}, "A priority is a whole number"),
    ({"vram": -1}, "VRAM is megabytes"),
    ({"nodes": ("x",) * 501}, "up to 500"),
    ({"name": " "}, "The name is empty"),
    ({"values": {"$where": 1}}, "The values cannot be kept"),
    ({"items": (Item(clip_id=ClipId("nonsense")),)}, "'nonsense' is no clip's id"),
    ({"items": (Item(inputs={"image": "../etc/passwd"}),)}, "names no media"),
    ({"budget": Budget(money=-1)}, "0 is no limit"),
]


@pytest.mark.parametrize(("others", "sentence"), ODD, ids=[sentence for _, sentence in ODD])
def test_what_makes_no_sense_is_refused_with_a_sentence(
    others: dict[str, object], sentence: str
) -> None:
    wish: EnqueueBatch = replace(enqueued(), **others)  # type: ignore[arg-type]
    assert sentence in refused(farm(), wish, RuleViolatedError)


def test_the_id_of_a_batch_is_used_once() -> None:
    board = farm(enqueued(1))
    assert "that no other has" in refused(board, enqueued(1), RuleViolatedError)


def test_ten_thousand_jobs_are_one_batch() -> None:
    assert len(jobs(list(wished(farm(), enqueued(1, MOST_JOBS))))) == MOST_JOBS


def test_inputs_are_named_by_their_content() -> None:
    items = (Item(inputs={"image": "a" * 64}),)
    (made,) = jobs(done(farm(), enqueued(1, items=items)))
    assert made.inputs == {"image": "a" * 64}
    assert job(0) in farm(enqueued(1)).jobs
