"""Thousands of jobs on farms whose workers fail: nobody starves, nothing is done twice."""

from random import Random

import pytest

from domain.queue.board.job import ENDED
from domain.queue.enqueue import job_id
from domain.queue.fleet import SetWorkerMode
from events.ids import JobId
from tests.domain.queue.invariant import broken
from tests.domain.queue.simulation import Simulation, empty
from tests.farm import DAWN, SECOND, batch_id, enqueued, job, probed, registered, worker_id


def farm_of(workers: int, *, seed: int = 0, **others: float) -> Simulation:
    made = Simulation(empty(), seed=seed, rates=others)  # type: ignore[arg-type]
    for number in range(1, workers + 1):
        made.do(registered(number))
        made.do(probed(number))
    return made


def jobs_of(*sizes: int) -> list[JobId]:
    return [job_id(batch_id(n), at) for n, size in enumerate(sizes, 1) for at in range(size)]


@pytest.mark.parametrize("seed", range(3))
def test_every_job_ends_once_and_no_output_is_lost_though_workers_fail(seed: int) -> None:
    made = farm_of(12, seed=seed, trouble=0.08, memory=0.04, lost=0.03, graph=0.02, lacking=0.02)
    sizes = (300, 150, 50, 100)
    for number, size in enumerate(sizes, 1):
        made.do(enqueued(number, size, project=number % 3))
    made.run()
    ids = jobs_of(*sizes)
    assert broken(made.log, all_ended=ids, accepted=made.accepted) == []
    assert sum(made.board.counts[status] for status in ENDED) == len(ids)
    assert made.board.counts["succeeded"] > 0.9 * len(ids)


@pytest.mark.parametrize("seed", range(3))
def test_random_mixes_are_done_within_a_tenth_of_the_least_time_there_can_be(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a game
    workers = random.choice([4, 9, 16])
    made = farm_of(workers)
    made.do(enqueued(1, 700))
    made.do(enqueued(2, 100, project=2))
    ids = jobs_of(700, 100)
    made.times = {id_: random.choice([20, 30, 40, 120, 240]) * SECOND for id_ in ids}
    made.run()
    total = sum(made.times.values())
    least = max(total / workers, *made.times.values())
    assert made.now - DAWN <= 1.1 * least
    assert broken(made.log, all_ended=ids) == []


def test_a_single_shot_does_not_wait_for_the_five_hundred_of_another_project() -> None:
    made = farm_of(2)
    made.do(enqueued(1, 500))
    made.run(until=DAWN + 60 * SECOND)
    made.do(enqueued(2, 1, project=2, now=made.now))
    before = made.now
    made.run(until=made.now + 150 * SECOND)
    assert made.started[job(0, 2)] - before <= 90 * SECOND


def test_whoever_has_low_priority_is_not_overtaken_for_ever() -> None:
    made = farm_of(1)
    hour = 3600 * SECOND
    for number in range(60):
        made.later(DAWN + number * hour, enqueued(number + 2, 2, now=DAWN + number * hour))
        made.times |= {job(n, number + 2): hour for n in range(2)}
    made.run(until=DAWN)
    made.do(enqueued(1, 1, priority=-1))
    made.times[job(0, 1)] = hour
    made.run(until=DAWN + 80 * hour)
    assert 24 <= (made.started[job(0, 1)] - DAWN) / hour <= 52


def test_workers_that_come_and_go_leave_nothing_undone() -> None:
    made = farm_of(3, trouble=0.05)
    made.do(enqueued(1, 120))
    for at in range(10):
        mode = "draining" if at % 2 else "enabled"
        wish = SetWorkerMode(worker_id=worker_id(1 + at % 3), mode=mode)  # type: ignore[arg-type]
        made.later(DAWN + at * 100 * SECOND, wish)
    made.run()
    assert broken(made.log, all_ended=jobs_of(120), accepted=made.accepted) == []
