"""Workers in a file: what is read of them, what it commands, and what is wrong with it."""

from typing import Any

import pytest

from domain.queue.board.worker import Worker
from domain.queue.fleet import EditWorker, RegisterWorker, SetWorkerMode
from events.worker import Device
from generation import roster
from generation.roster import MOST_BYTES
from notation.located import NotationError
from tests.farm import worker_id

HEAD = "roster: 1\nworkers:\n"


def test_a_worker_that_is_known_is_changed_and_another_registered() -> None:
    read = roster.read(f"{HEAD}- name: old\n  tags: []\n- name: new\n  mode: disabled".encode())
    known = {"old": Worker(id=worker_id(1), name="old", kind="comfyui")}
    commands = [wish.command for wish in roster.wishes(read, known, {"new": worker_id(2)})]
    assert commands == [
        EditWorker(worker_id=worker_id(1), tags=()),
        RegisterWorker(worker_id=worker_id(2), name="new", kind="comfyui", address=""),
        SetWorkerMode(worker_id=worker_id(2), mode="disabled", reason="the roster says so"),
    ]


def test_what_an_endpoint_has_is_said_in_the_file() -> None:
    entry = "- name: cloud\n  kind: runpod\n  devices: [{vram: 24576}]\n  models: [vae/a]"
    read = roster.read(f"{HEAD}{entry}".encode())
    (wish,) = roster.wishes(read, {}, {"cloud": worker_id(1)})
    said: dict[str, Any] = {"devices": (Device(name="GPU", vram=24576),), "models": ("vae/a",)}
    assert wish.command == RegisterWorker(
        worker_id=worker_id(1), name="cloud", kind="runpod", address="", **said
    )
    known = {"cloud": Worker(id=worker_id(1), name="cloud", kind="runpod")}
    (wish,) = roster.wishes(read, known, {})
    assert wish.command == EditWorker(worker_id=worker_id(1), **said)


def test_a_worker_cannot_become_one_of_another_kind() -> None:
    read = roster.read(f"{HEAD}- name: old\n  kind: agent".encode())
    known = {"old": Worker(id=worker_id(1), name="old", kind="comfyui")}
    with pytest.raises(NotationError, match=r"In line 4 .* must be comfyui, which this worker is"):
        list(roster.wishes(read, known, {}))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("roster: 2", "must be the number 1, the version of this format"),
        (f"{HEAD}- nme: x", "“workers[0].nme” is a key that is not known; perhaps"),
        (f"{HEAD}- name: x\n- name: x", "In line 4 of the roster “workers[1].name” is the name"),
        (f"{HEAD}- name: x\n  kind: gpu", "must be one of comfyui, agent, runpod"),
        (f"{HEAD}- name: x\n  hourly_cost: -1", "must be 0.0 or more"),
        ("roster: 1\nworkers: []", "must not be empty"),
        ("roster: [", "is no YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(NotationError) as refused:
        roster.read(text.encode())
    assert sentence in str(refused.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b" " * (MOST_BYTES + 1)])
def test_what_is_no_text_of_a_bearable_size_is_refused(content: bytes) -> None:
    with pytest.raises(NotationError, match="The roster "):
        roster.read(content)
