"""What ended jobs came to: by day, workflow and others, and why they failed."""

from collections import Counter
from typing import Any

import pytest

from events.ids import MAIN_QUEUE
from repositories import job_sum
from repositories.job_sum import Ended, FailureSum, JobGroup, JobSum, percentile, total
from tests.farm import ADA, DAWN, SECOND, project_id, worker_id
from tests.repositories.test_job import home

__all__ = ["home"]


def ended(**others: Any) -> Ended:
    given: dict[str, Any] = {"projects": [project_id(1)]} | others
    return Ended(queue=MAIN_QUEUE, **given)


@pytest.mark.usefixtures("home")
class TestSums:
    @pytest.mark.parametrize(
        ("by", "key"),
        [
            ("day", "2026-02-02"),
            ("workflow", "text-to-image"),
            ("worker", worker_id()),
            ("project", project_id(1)),
            ("person", ADA),
            ("kind", "image"),
        ],
    )
    async def test_ended_jobs_are_summed_up_by(self, by: JobGroup, key: str) -> None:
        found = await job_sum.sums(ended(), by)
        assert list(found) == [key]
        assert found[key].statuses == {"succeeded": 1, "failed": 1}
        assert found[key].times == [SECOND, SECOND]
        assert (found[key].time, found[key].jobs) == (2 * SECOND, 2)

    async def test_others_projects_and_other_times_are_not_in_it(self) -> None:
        assert await job_sum.sums(ended(projects=[project_id(2)]), "day") == {}
        assert await job_sum.sums(ended(until=DAWN), "day") == {}
        assert await job_sum.sums(ended(since=DAWN + 60 * SECOND), "day") == {}

    async def test_failures_are_told_by_kind_with_their_reasons(self) -> None:
        (found,) = await job_sum.failures(ended())
        assert (found.failure, found.jobs) == ("graph", 1)
        assert [count for _, count in found.reasons] == [1]
        assert isinstance(found, FailureSum)


def test_a_percentile_is_the_least_value_that_is_not_exceeded_by_so_many() -> None:
    durations = [10] * 5 + [20] * 4 + [900]
    assert [percentile(durations, share) for share in (0.5, 0.9, 1.0)] == [10, 20, 900]
    assert percentile([], 0.5) == 0


def test_sums_come_to_a_total() -> None:
    one = JobSum(statuses=Counter(failed=2), times=[5, 5], time=10, money=3)
    assert total([one, one]).jobs == 4
    assert (total([one, one]).time, total([one, one]).money) == (20, 6)
    assert total([]).jobs == 0
