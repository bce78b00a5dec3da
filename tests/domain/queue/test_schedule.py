from dataclasses import replace

import pytest

from domain.queue.board.board import QueueBoard
from domain.queue.board.line import DAY
from domain.queue.budget import Budget, SetBatchBudget, SetProjectBudget
from domain.queue.command import QueueCommand
from domain.queue.control import PauseJobs, PauseProject, PauseQueue, ReprioritiseJobs, Selection
from domain.queue.failure import BACKOFF
from domain.queue.fleet import SetWorkerHealth, SetWorkerMode
from domain.queue.schedule import Plan, Sighting, assign
from events.ids import JobId
from tests.farm import (
    DAWN,
    GIGABYTE,
    SECOND,
    assigned,
    batch_id,
    done,
    enqueued,
    failed,
    farm,
    job,
    probed,
    project_id,
    registered,
    sent,
    succeeded,
    worker_id,
)

LATER = DAWN + 10 * SECOND


def planned(board: QueueBoard, now: int = LATER, **sightings: Sighting) -> Plan:
    """Return the plan with all workers online, or those seen that are named by number: `w2=…`."""
    seen = {id_: Sighting() for id_ in board.workers}
    seen |= {worker_id(int(name[1:])): one for name, one in sightings.items()}
    return assign(board, seen, board.history, now)


def chosen(plan: Plan) -> list[tuple[JobId, int]]:
    return [(one.job_id, int(one.worker_id[-4:])) for one in plan.assignments]


def test_who_came_first_goes_first_to_idle_workers_before_any_gets_a_second() -> None:
    board = farm(enqueued(1, 8), workers=3)
    plan = planned(board)
    assert chosen(plan)[:3] == [(job(0), 1), (job(1), 2), (job(2), 3)]
    assert [one for one, _ in chosen(plan)] == [job(n) for n in range(5)]


def test_at_the_end_nothing_is_sent_to_wait_behind_another() -> None:
    board = farm(enqueued(1, 4), workers=3)
    assert len(planned(board).assignments) == 3


def test_higher_priority_goes_first_and_a_day_of_waiting_is_a_step_of_it() -> None:
    board = farm(enqueued(1, 1), enqueued(2, 1, priority=1))
    assert chosen(planned(board))[0] == (job(0, 2), 1)
    late = farm(enqueued(1, 1), enqueued(2, 1, priority=1, now=DAWN + DAY + 1))
    assert chosen(planned(late, DAWN + DAY + 2))[0] == (job(0, 1), 1)
    done(board, ReprioritiseJobs(about=Selection(jobs=(job(),)), priority=2))
    assert chosen(planned(board))[0] == (job(0, 1), 1)


def test_projects_take_turns_and_whoever_has_least_at_work_is_next() -> None:
    board = farm(enqueued(1, 9), enqueued(2, 9, project=2, now=LATER), workers=4)
    turns = [one for one, _ in chosen(planned(board))][:4]
    assert turns == [job(0), job(0, 2), job(1), job(1, 2)]
    done(board, assigned(0), assigned(1, worker=2, attempt=2))
    first_two = [one for one, _ in chosen(planned(board))][:2]
    assert first_two == [job(0, 2), job(1, 2)]


def test_batches_of_a_project_come_in_their_order() -> None:
    board = farm(enqueued(1, 2), enqueued(2, 1), enqueued(3, 2), workers=5)
    assert [one for one, _ in chosen(planned(board))] == [
        job(0),
        job(1),
        job(0, 2),
        job(0, 3),
        job(1, 3),
    ]


def test_a_job_goes_only_where_it_fits() -> None:
    board = farm(enqueued(1, 1, vram=40 * GIGABYTE), enqueued(2, 1), workers=1)
    done(board, registered(2), probed(2, 12, 48))
    plan = planned(board)
    assert [(one.job_id, one.worker_id, one.device) for one in plan.assignments] == [
        (job(), worker_id(2), 1),
        (job(0, 2), worker_id(1), 0),
    ]


@pytest.mark.parametrize(
    "wish",
    [
        SetWorkerMode(worker_id=worker_id(), mode="draining"),
        SetWorkerMode(worker_id=worker_id(), mode="disabled"),
        SetWorkerHealth(worker_id=worker_id(), health="suspect", reason="stalled"),
        SetWorkerHealth(worker_id=worker_id(), health="quarantined", reason="broke"),
    ],
)
def test_who_takes_no_jobs_gets_none_and_the_reason_is_said(wish: QueueCommand) -> None:
    board = farm(enqueued(1), wish)
    plan = planned(board)
    assert plan.assignments == ()
    assert plan.explained(board.jobs[job()]) == (
        "1 worker could do it, but none of them takes jobs now"
    )


def test_a_worker_that_is_away_or_unknown_or_busy_for_others_gets_nothing() -> None:
    board = farm(enqueued(1))
    assert planned(board, w1=Sighting(is_online=False)).assignments == ()
    assert planned(board, w1=Sighting(foreign=2)).assignments == ()
    assert len(planned(board, w9=Sighting()).assignments) == 1
    done(board, registered(3))
    assert len(planned(board).assignments) == 1


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (PauseQueue(reason="lunch"), "the queue is paused: lunch"),
        (PauseProject(project_id=project_id(), reason="hold"), "the project is paused: hold"),
        (PauseJobs(about=Selection(), reason="look first"), "look first"),
        (
            SetBatchBudget(batch_id=batch_id(), budget=Budget(time=1)),
            "the budget of the batch is used up: raise it to go on",
        ),
        (
            SetProjectBudget(project_id=project_id(), budget=Budget(time=1)),
            "the budget of the project is used up: raise it to go on",
        ),
    ],
)
def test_every_wait_has_its_reason_in_words(wish: QueueCommand, reason: str) -> None:
    board = farm(enqueued(1, 3), assigned(), sent(), succeeded(), wish)
    plan = planned(board)
    assert plan.assignments == ()
    assert plan.explained(board.jobs[job(1)]) == reason


def test_whoever_waits_for_time_or_for_a_worker_that_can_is_told_so() -> None:
    board = farm(enqueued(1, 5), enqueued(2, 1, vram=48 * GIGABYTE))
    plan = planned(board)
    assert plan.explained(board.jobs[job(4)]) == "1 worker can do it and will when there is time"
    assert plan.explained(board.jobs[job(0, 2)]) == "needs 48 GB of VRAM; no worker has it"


def test_a_batch_has_no_more_at_once_than_it_may() -> None:
    board = farm(enqueued(1, 9, budget=Budget(at_once=2)), enqueued(2, 1, now=LATER), workers=5)
    plan = planned(board)
    assert [one for one, _ in chosen(plan)] == [job(0), job(1), job(0, 2)]
    assert "at most 2 may be at once" in plan.explained(board.jobs[job(5)])


def test_a_project_has_no_more_at_once_than_it_may() -> None:
    limit = SetProjectBudget(project_id=project_id(), budget=Budget(at_once=2))
    board = farm(enqueued(1, 9), limit, workers=5)
    assert len(planned(board).assignments) == 2


def test_among_equals_the_worker_that_has_the_models_in_memory_is_taken() -> None:
    board = farm(enqueued(1, 2), enqueued(2, 2, workflow="other"), workers=3)
    for worker, batch in ((1, 2), (3, 1)):
        wishes = {"batch": batch, "attempt": worker}
        done(board, assigned(worker=worker, **wishes), sent(**wishes), succeeded(**wishes))
    plan = planned(board)
    assert chosen(plan) == [(job(1), 3), (job(1, 2), 1)]
    assert plan.assignments[0].reason == "has its models in memory"


def test_the_more_reliable_worker_is_taken_first() -> None:
    board = farm(enqueued(1, 3), workers=2)
    done(board, assigned(), sent(), failed("trouble"))
    assert chosen(planned(board))[0] == (job(0), 2)
    assert chosen(planned(board))[1] == (job(1), 1)


def test_a_job_avoids_whom_it_failed_on_while_another_is_there() -> None:
    board = farm(enqueued(1), assigned(), sent(), workers=2)
    done(board, failed("trouble"))
    busy = planned(board, w2=Sighting(foreign=2))
    assert busy.assignments == ()
    alone = planned(board, w2=Sighting(is_online=False))
    assert chosen(alone) == [(job(), 1)]


def test_one_that_is_not_asking_gets_nothing_and_is_there_for_what_failed_elsewhere() -> None:
    board = farm(enqueued(1), assigned(), sent(), workers=2)
    done(board, failed("trouble"))
    assert planned(board, w2=Sighting(is_asking=False)).assignments == ()
    assert chosen(planned(board, w1=Sighting(is_asking=False))) == [(job(), 2)]


def test_what_is_to_be_tried_again_waits_for_its_time_and_then_has_its_old_place() -> None:
    board = farm(enqueued(1, 3), assigned(), sent(), failed("trouble"))
    at = DAWN + SECOND + BACKOFF[0]
    assert job() not in [one for one, _ in chosen(planned(board, at - 1))]
    assert chosen(planned(board, at))[0] == (job(), 1)
    done(board, PauseJobs(about=Selection(), reason=""))
    assert planned(board, at).assignments == ()


def test_a_worker_that_comes_takes_at_once_what_waits_for_those_it_failed_on() -> None:
    board = farm(enqueued(1), assigned(), sent(), failed("trouble"))
    assert planned(board).assignments == ()
    done(board, registered(2), probed(2))
    away = planned(board, w2=Sighting(is_online=False))
    assert away.assignments == ()
    busy = planned(board, w2=Sighting(foreign=2))
    assert busy.assignments == ()
    assert chosen(planned(board)) == [(job(), 2)]
    done(board, replace(assigned(worker=2, attempt=2), now=LATER))
    assert board.jobs[job()].worker == worker_id(2)


def test_a_worker_that_comes_takes_nothing_that_waits_for_more_memory() -> None:
    board = farm(enqueued(1), assigned(), sent(), failed("memory"))
    assert board.jobs[job()].status == "waiting"
    done(board, registered(2), probed(2))
    assert planned(board).assignments == ()


def test_an_empty_queue_and_no_workers_come_to_nothing() -> None:
    assert planned(farm()).assignments == ()
    assert assign(farm(enqueued(1)), {}, farm().history, DAWN).assignments == ()
