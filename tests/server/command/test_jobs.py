"""`storyboard jobs`, `status`, `cancel`, `retry`, `pause`, `resume` and `clear`."""

import pytest

from domain.errors import UNSEEN
from tests.server.command.desk import BOB, Desk


def test_jobs_are_listed_canceled_tried_again_and_cleared(desk: Desk) -> None:
    first, second, third = desk.jobs
    listed = desk.says("jobs", "--batch", desk.batch)
    assert listed.splitlines()[0].split() == ["JOB", "NAME", "STATUS", "WHY"]
    assert all(job in listed for job in desk.jobs)
    assert "1 more are not shown" in desk.says("jobs", "--limit", "2")
    assert desk.says("cancel", first, "--reason", "wrong clip") == (
        "1 job is canceled, or told to stop.\n"
    )
    assert desk.says("cancel", first) == "Nothing had to change.\n"
    found = desk.answers("jobs", "--status", "canceled")
    assert [(job["id"], job["reason"]) for job in found["jobs"]] == [(first, "wrong clip")]
    assert desk.says("retry", first) == "1 job is in the queue again.\n"
    assert set(desk.answers("cancel", "--batch", desk.batch)["changed"]) == {first, second, third}
    assert desk.says("clear", "--project", desk.project, "--status", "canceled") == (
        "Jobs that were canceled are not shown any more.\n"
    )
    assert desk.says("jobs") == "There are no such jobs.\n"


def test_ended_jobs_are_summed_up(desk: Desk) -> None:
    desk.says("cancel", desk.jobs[0])
    head, row, last = desk.says("jobs", "--stats", "--by", "workflow").splitlines()
    assert head.split()[:3] == ["WORKFLOW", "JOBS", "SUCCEEDED"]
    assert row.split()[0] == "text-to-image"
    assert (last.split()[0], last.split()[1:]) == ("all", row.split()[1:])
    told = desk.answers("jobs", "--stats", "--project", desk.project)
    assert told["total"]["canceled"] == told["total"]["jobs"] >= 1
    assert told["failures"] == []
    assert desk.says("jobs", "--stats", who=BOB) == "No job has ended yet.\n"
    assert desk.complains("jobs", "--stats", "--batch", desk.batch).startswith("Statistics are ")


def test_jobs_a_project_and_the_queue_wait_and_go_on(desk: Desk) -> None:
    for what in (["--project", desk.project], ["--queue"]):
        assert desk.says("pause", *what, "--reason", "the power is off").endswith("is paused.\n")
        assert desk.says("resume", *what).endswith("goes on.\n")
    desk.says("pause", "--queue", "--reason", "the power is off")
    assert desk.says("status").startswith("The queue is paused: the power is off.\n")
    assert desk.answers("status")["queue"]["isPaused"] is True
    desk.says("resume", "--queue")
    assert desk.says("status").startswith("The queue is open.\n")
    assert desk.says("pause", desk.jobs[0]) == "Nothing had to change.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["cancel"], "Say which jobs: up to 10,000 by their ids, or all of a batch, or"),
        (["retry", "job-7"], UNSEEN),
        (["pause"], "Say what: ids of jobs, --batch, --project or --queue, one of them."),
        (["jobs", "--limit", "0"], "The limit is a number from 1 to 200."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    desk: Desk, arguments: list[str], sentence: str
) -> None:
    assert desk.complains(*arguments).startswith(sentence)


def test_a_command_may_do_what_its_account_may(desk: Desk) -> None:
    assert desk.says("jobs", who=BOB) == "There are no such jobs.\n"
    assert desk.complains("cancel", desk.jobs[0], who=BOB) == UNSEEN
    assert desk.complains("pause", "--queue", who=BOB).startswith("Only administrators change ")
    assert desk.complains("jobs", who="eve@example.org") == "There is no account eve@example.org."
