"""How a worker stands, in a word and in a sentence that says what to do."""

import pytest

from domain.queue.attempt import StartJob
from domain.queue.command import QueueCommand
from domain.queue.fleet import SetWorkerHealth, SetWorkerMode
from domain.queue.standing import ASKED, LOOKED, Seen, Standing, stand
from tests.farm import (
    DAWN,
    SECOND,
    assigned,
    attempt_id,
    done,
    enqueued,
    failed,
    farm,
    job,
    registered,
    sent,
    succeeded,
    worker_id,
)

ADA = worker_id(1)
HERE = Seen(worker=ADA, at=DAWN, is_online=True, heard_at=DAWN, free=(20_000,))
AWAY = Seen(worker=ADA, at=DAWN, is_online=False, heard_at=DAWN - 5, trouble="nobody listens")


def standing(*commands: QueueCommand, seen: Seen | None = HERE, now: int = DAWN) -> Standing:
    board = farm(*commands)
    return stand(board, board.worker(ADA), seen, now)


def test_a_worker_that_answers_and_has_nothing_to_do_is_idle() -> None:
    assert standing() == Standing(
        state="idle",
        reason="",
        running=0,
        waiting=0,
        foreign=0,
        free=(20_000,),
        heard_at=DAWN,
        mean_time=None,
        success=None,
    )


def test_what_runs_and_what_waits_there_is_counted() -> None:
    runs = StartJob(job_id=job(), attempt=attempt_id(), now=DAWN)
    found = standing(enqueued(size=2), assigned(), sent(), runs, assigned(1, attempt=2))
    assert (found.state, found.running, found.waiting) == ("busy", 1, 1)


def test_work_of_others_makes_it_busy() -> None:
    seen = Seen(worker=ADA, at=DAWN, is_online=True, foreign=2)
    found = standing(seen=seen)
    assert (found.state, found.foreign, found.running) == ("busy", 2, 0)


def test_who_does_not_answer_is_offline_with_what_is_wrong() -> None:
    found = standing(seen=AWAY)
    assert (found.state, found.reason) == ("offline", "Nobody listens.")
    assert (found.free, found.heard_at) == ((), DAWN - 5)
    silent = standing(seen=Seen(worker=ADA, at=DAWN, is_online=False))
    assert "does not answer" in silent.reason


@pytest.mark.parametrize("seen", [None, HERE])
def test_a_look_counts_for_a_while_only(seen: Seen | None) -> None:
    assert standing(now=DAWN + LOOKED).state == "idle"
    found = standing(seen=seen, now=DAWN + LOOKED + 1)
    assert found.state == "offline"
    assert "No server has looked at it" in found.reason


def test_an_agent_is_there_as_long_as_it_asks() -> None:
    board = farm(workers=0)
    done(board, registered(1, kind="agent", address=""))
    agent = board.worker(ADA)
    assert "Make a token" in stand(board, agent, None, DAWN).reason
    assert stand(board, agent, HERE, DAWN + ASKED).state == "idle"
    away = stand(board, agent, HERE, DAWN + ASKED + 1)
    assert (away.state, away.heard_at) == ("offline", DAWN)
    assert "See that the agent runs" in away.reason


def mode(mode: str) -> QueueCommand:
    return SetWorkerMode(worker_id=ADA, mode=mode, reason="the house moves")  # type: ignore[arg-type]


def health(health: str) -> QueueCommand:
    return SetWorkerHealth(worker_id=ADA, health=health, reason="it hangs")  # type: ignore[arg-type]


def test_what_people_want_of_it_goes_before_whether_it_is_there() -> None:
    disabled = standing(mode("disabled"), seen=None)
    assert disabled.state == "disabled"
    assert disabled.reason == "The house moves. Enable it to let it work again."
    quarantined = standing(health("quarantined"), mode("draining"), seen=AWAY)
    assert quarantined.state == "quarantined"
    suspect = standing(health("suspect"))
    assert (suspect.state, suspect.reason[:9]) == ("suspect", "It hangs.")
    assert standing(health("suspect"), seen=AWAY).state == "offline"


def test_a_draining_worker_says_whether_it_is_empty() -> None:
    assert "can be switched off" in standing(mode("draining")).reason
    found = standing(enqueued(), assigned(), mode("draining"))
    assert (found.state, found.reason) == (
        "draining",
        "It finishes 1 job and gets nothing more.",
    )


def test_the_history_says_how_long_it_takes_and_how_often_it_goes_well() -> None:
    well = (assigned(), sent(), succeeded(time=4 * SECOND))
    ill = (assigned(1, attempt=2), sent(1, attempt=2), failed("trouble", 1, attempt=2))
    found = standing(enqueued(size=2), *well, *ill)
    assert (found.mean_time, found.success) == (4 * SECOND, 0.5)
