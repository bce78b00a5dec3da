"""When silence is a suspicion, and when it is death."""

import pytest

from generation.comfyui import vigil
from generation.comfyui.vigil import Vigil, Watched
from generation.worker import Health, Suspected


def judged(now: float, **seen: object) -> Suspected | None:
    return vigil.verdict(Watched(**{"sign_at": 0.0, **seen}), now)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_ten_minutes_of_silence_are_granted_to_anything() -> None:
    assert judged(599.0) is None
    assert judged(601.0) == Suspected(
        health=Health.SUSPECT,
        reason="It has shown no sign of life for 10 minutes: it may hang.",
    )


def test_five_times_the_usual_is_granted_to_what_usually_takes_long() -> None:
    assert vigil.limit(None) == 600.0
    assert vigil.limit(30.0) == 600.0
    assert vigil.limit(1000.0) == 5000.0
    assert judged(4999.0, usual_seconds=1000.0) is None
    assert judged(5000.0, usual_seconds=1000.0) is not None


def test_a_start_without_a_node_is_suspicious_sooner() -> None:
    assert judged(119.0, has_begun=False) is None
    found = judged(120.0, has_begun=False)
    assert found is not None
    assert found.reason == "It was started 2 minutes ago and no node has run since: it may hang."


def test_what_does_not_stop_when_it_is_told_to_is_dead_only_after_it_was_suspicious() -> None:
    assert judged(300.0, stop_at=10.0) is None
    found = judged(700.0, stop_at=650.0)
    assert found is not None
    assert found.health is Health.SUSPECT
    assert judged(715.0, stop_at=650.0) == Suspected(
        health=Health.DEAD,
        reason=(
            "It was told to stop 65 seconds ago and goes on without a sign of life: "
            "ComfyUI needs a restart."
        ),
    )


def test_a_sign_of_life_ends_the_suspicion() -> None:
    seen = Vigil()
    seen.runs("a", 0.0)
    assert seen.verdict("a", 700.0) is not None
    seen.sign("a", 700.0)
    assert seen.verdict("a", 800.0) is None


def test_the_beginning_is_waited_for_from_when_it_was_heard() -> None:
    seen = Vigil()
    seen.begins("a", 50.0)
    seen.begins("a", 100.0)
    assert seen.verdict("a", 169.0) is None
    assert seen.verdict("a", 170.0) is not None
    seen.sign("a", 171.0)
    assert seen.verdict("a", 400.0) is None


def test_what_was_told_to_stop_before_it_ran_is_remembered() -> None:
    seen = Vigil()
    seen.told_to_stop("a", 0.0)
    seen.runs("a", 10.0)
    assert seen.was_told_to_stop("a")
    found = seen.verdict("a", 700.0)
    assert found is not None
    assert found.health is Health.DEAD


def test_what_is_over_is_forgotten_but_not_that_it_was_told_to_stop() -> None:
    seen = Vigil()
    for id_ in ("a", "b"):
        seen.runs(id_, 0.0, usual_seconds=1.0)
        seen.told_to_stop(id_, 1.0)
    seen.only(["b"])
    assert seen.verdict("a", 10_000.0) is None
    seen.is_over("b")
    assert seen.verdict("b", 10_000.0) is None
    assert seen.was_told_to_stop("a")
    seen.forget("a")
    assert not seen.was_told_to_stop("a")


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vigil, "REMEMBERED", 2)
    seen = Vigil()
    for id_ in "abc":
        seen.told_to_stop(id_, 0.0)
    assert [seen.was_told_to_stop(id_) for id_ in "abc"] == [False, True, True]
