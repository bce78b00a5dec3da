import pytest

from domain.queue.board.job import Job
from domain.queue.lease import GRACE, LEASE, Leases
from tests.farm import SECOND, assigned, attempt_id, enqueued, farm, job


@pytest.fixture
def jobs() -> list[Job]:
    board = farm(enqueued(1, 2), assigned(0), assigned(1, attempt=2))
    return [board.jobs[job(0)], board.jobs[job(1)]]


def looked(leases: Leases, jobs: list[Job], since: int, until: int) -> list[Job]:
    """Look every ten seconds and return what had expired at the last look."""
    found: list[Job] = []
    for now in range(since, until + 1, 10 * SECOND):
        found = leases.expired(jobs, now)
    return found


def test_who_is_not_heard_of_loses_the_job_and_who_is_keeps_it(jobs: list[Job]) -> None:
    leases = Leases(grace=0)
    looked(leases, jobs, 0, 30 * SECOND)
    leases.heard(attempt_id(1), 30 * SECOND)
    leases.heard(attempt_id(1), 10 * SECOND)
    assert looked(leases, jobs, 40 * SECOND, LEASE) == []
    assert looked(leases, jobs, 70 * SECOND, 80 * SECOND) == [jobs[1]]


def test_after_a_start_everybody_has_time_to_be_heard_of(jobs: list[Job]) -> None:
    leases = Leases()
    assert looked(leases, jobs, 0, GRACE - 1) == []
    assert looked(leases, jobs, GRACE, GRACE) == jobs


@pytest.mark.parametrize("jump", [3600 * SECOND, -3600 * SECOND])
def test_a_clock_that_jumps_says_nothing_of_the_workers(jobs: list[Job], jump: int) -> None:
    leases = Leases()
    looked(leases, jobs, 0, GRACE - 10 * SECOND)
    leases.heard(attempt_id(1), GRACE)
    leases.heard(attempt_id(2), GRACE)
    assert leases.expired(jobs, GRACE + jump) == []
    assert leases.expired(jobs, GRACE + jump + 10 * SECOND) == []


def test_a_job_that_came_just_now_begins_its_lease(jobs: list[Job]) -> None:
    leases = Leases(grace=0)
    looked(leases, jobs[:1], 0, LEASE)
    assert leases.expired(jobs, LEASE + 10 * SECOND) == [jobs[0]]
