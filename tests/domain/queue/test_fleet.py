from dataclasses import replace
from typing import Any

import pytest

from domain.errors import NotFoundError, RuleViolatedError
from domain.queue.command import QueueCommand
from domain.queue.fleet import (
    EditWorker,
    RegisterWorker,
    RemoveWorker,
    ReviewNeeds,
    SetWorkerHealth,
    SetWorkerKey,
    SetWorkerMode,
)
from events import worker as happened
from events.ids import WorkerId
from events.queue import NeedBlocked, NeedUnblocked
from tests.domain.queue.scenario import refused
from tests.farm import (
    GIGABYTE,
    assigned,
    done,
    enqueued,
    events,
    farm,
    job,
    names,
    probed,
    registered,
    worker_id,
)


def test_a_worker_is_registered_with_what_it_is_for() -> None:
    board = farm(workers=0)
    wish = registered(1, name=" GPU ", tags=("b", "a", "a"), serves=("video",), hourly=5)
    assert events(done(board, wish))[1] == happened.WorkerRegistered(
        name="GPU",
        kind="comfyui",
        address="http://gpu1:8188",
        tags=("a", "b"),
        serves=("video",),
        hourly=5,
    )


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"worker_id": WorkerId("gpu")}, "A worker's id"),
        ({"worker_id": worker_id(1)}, "with this id already"),
        ({"name": "GPU 1"}, "a worker 'GPU 1' already"),
        ({"kind": "toaster"}, "no kind of worker 'toaster'"),
        ({"tags": tuple(map(str, range(51)))}, "At most 50 tags"),
        ({"hourly": -1}, "A price is not negative"),
        ({"address": "file:///etc/passwd"}, "no URL of a server"),
        ({"address": "http://ada:secret@gpu"}, "no URL of a server"),
        ({"address": "http://[gpu"}, "no URL of a server"),
    ],
)
def test_an_odd_worker_is_refused(others: dict[str, Any], sentence: str) -> None:
    wish: RegisterWorker = replace(registered(2), **others)
    assert sentence in refused(farm(), wish, RuleViolatedError)


CARD = happened.Device(name="RTX", vram=24 * GIGABYTE)


def endpoint(**others: Any) -> RegisterWorker:
    return registered(2, kind="runpod", **({"devices": (CARD,)} | others))


def test_what_an_endpoint_has_is_declared_for_it_cannot_be_asked() -> None:
    board = farm()
    declared = happened.WorkerProbed(version="", devices=(CARD,), models=("vae/a",), nodes=())
    assert events(done(board, endpoint(models=("vae/a",))))[1:] == [declared]
    assert done(board, probed(2, 48)) == []
    wish = EditWorker(worker_id=worker_id(2), devices=(CARD, CARD))
    (fact,) = done(board, wish)
    assert fact.event == replace(declared, devices=(CARD, CARD))
    assert done(board, wish) == []
    (fact,) = done(board, EditWorker(worker_id=worker_id(2), models=()))
    assert fact.event == replace(declared, devices=(CARD, CARD), models=())


def test_an_endpoint_without_devices_and_a_worker_that_is_told_its_own_are_refused() -> None:
    board = farm()
    assert "Say which devices" in refused(board, endpoint(devices=None), RuleViolatedError)
    assert "Say which devices" in refused(board, endpoint(devices=()), RuleViolatedError)
    wish = EditWorker(worker_id=worker_id(1), models=("vae/a",))
    assert "says itself which devices" in refused(board, wish, RuleViolatedError)


def test_a_probe_is_an_event_only_where_it_found_something_else() -> None:
    board = farm()
    assert done(board, probed(1, 24)) == []
    (fact,) = done(board, probed(1, 24, 48, models=("loras/b", "loras/a")))
    assert fact.event == happened.WorkerProbed(
        version="0.3",
        devices=(
            happened.Device(name="RTX", vram=24 * GIGABYTE),
            happened.Device(name="RTX", vram=48 * GIGABYTE),
        ),
        models=("loras/a", "loras/b"),
        nodes=("KSampler", "SaveImage"),
    )
    odd = replace(probed(1), devices=(happened.Device(name="RTX", vram=-1),))
    assert "up to 64 devices" in refused(board, odd, RuleViolatedError)


def test_each_thing_that_is_edited_is_a_fact_of_its_own() -> None:
    board = farm()
    wish = EditWorker(worker_id=worker_id(), name="Big", address="http://x", tags=("a",), hourly=9)
    assert events(done(board, wish)) == [
        happened.WorkerRenamed(name="Big"),
        happened.WorkerMoved(address="http://x"),
        happened.WorkerPriced(hourly=9),
        happened.WorkerTagged(tags=("a",), serves=()),
    ]
    assert done(board, wish) == []
    (fact,) = done(board, EditWorker(worker_id=worker_id(), serves=("image",)))
    assert fact.event == happened.WorkerTagged(tags=("a",), serves=("image",))


def test_a_worker_is_given_a_key_another_one_and_none_and_each_is_an_event_without_it() -> None:
    board = farm()
    for key, event in (
        ("key-1", happened.WorkerKeySet(key="key-1")),
        ("key-2", happened.WorkerKeyReplaced(key="key-2")),
        ("", happened.WorkerKeyRemoved()),
    ):
        wish = SetWorkerKey(worker_id=worker_id(), key=key)
        assert events(done(board, wish)) == [event]
        assert board.workers[worker_id()].key == key
        assert done(board, wish) == []


def test_a_worker_that_is_removed_has_no_key_any_more() -> None:
    board = farm()
    done(board, SetWorkerKey(worker_id=worker_id(), key="key-1"))
    done(board, RemoveWorker(worker_id=worker_id()))
    assert board.workers[worker_id()].key == ""


def test_an_agent_that_nobody_asks_needs_no_key() -> None:
    board = farm()
    done(board, registered(2, kind="agent", address=""))
    wish = SetWorkerKey(worker_id=worker_id(2), key="key-1")
    assert "Make a token for it" in refused(board, wish, RuleViolatedError)
    assert done(board, replace(wish, key="")) == []


def test_a_worker_is_drained_disabled_and_enabled_again() -> None:
    board = farm()
    for mode in ("draining", "disabled", "enabled"):
        done(board, SetWorkerMode(worker_id=worker_id(), mode=mode, reason="move"))
        worker = board.workers[worker_id()]
        assert (worker.mode, worker.reason) == (mode, "" if mode == "enabled" else "move")
        assert done(board, SetWorkerMode(worker_id=worker_id(), mode=mode)) == []


def test_a_worker_is_suspected_put_aside_and_released() -> None:
    board = farm()
    for health in ("suspect", "quarantined", "good"):
        done(board, SetWorkerHealth(worker_id=worker_id(), health=health, reason="stalled"))
        assert board.workers[worker_id()].health == health
        same = SetWorkerHealth(worker_id=worker_id(), health=health, reason="")
        assert done(board, same) == []


def test_a_worker_is_removed_when_it_has_nothing_more() -> None:
    board = farm(enqueued(1), assigned())
    wish = RemoveWorker(worker_id=worker_id())
    assert "still has jobs" in refused(board, wish, RuleViolatedError)
    board = farm()
    done(board, wish)
    assert board.abilities == {}
    assert "worker is gone" in refused(board, wish, NotFoundError)
    assert done(board, registered(2, name="GPU 1"))


def test_a_need_is_blocked_with_its_reason_until_a_worker_can_do_it() -> None:
    board = farm(enqueued(1, vram=48 * GIGABYTE))
    (need,) = board.queue.blocked
    assert board.jobs[job()].need == need
    assert done(board, ReviewNeeds()) == []
    done(board, RemoveWorker(worker_id=worker_id()))
    assert events(done(board, ReviewNeeds())) == [
        NeedBlocked(need=need, reason="no worker is registered yet: register one")
    ]
    done(board, registered(2), probed(2, 48))
    assert events(done(board, ReviewNeeds())) == [NeedUnblocked(need=need)]
    assert board.queue.blocked == {}


def test_what_no_worker_has_all_at_once_is_said_so() -> None:
    board = farm()
    done(board, registered(2), probed(2, 48), probed(1, 24, models=("m/a",)))
    (*_, last) = done(board, enqueued(1, vram=48 * GIGABYTE, models=("m/a",)))
    assert isinstance(last.event, NeedBlocked)
    assert last.event.reason == "needs 'm/a', 48 GB of VRAM; no worker has all of it at once"


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (enqueued(1, kind="audio"), "needs a worker for jobs of the kind 'audio'"),
        (enqueued(1), "needs a device that answers"),
    ],
)
def test_what_a_worker_is_not_for_is_said_too(wish: QueueCommand, sentence: str) -> None:
    board = farm(workers=0)
    done(board, registered(1, serves=("image",)))
    (*_, last) = done(board, wish)
    assert isinstance(last.event, NeedBlocked)
    assert last.event.reason == f"{sentence}; no worker has it"
    assert "NeedBlocked" in names([last])
