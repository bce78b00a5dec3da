"""What is stored for ever, and that it can be read for ever."""

import json
from pathlib import Path
from typing import get_args

import pytest

from events.batch import BatchEvent
from events.catalogue import EVENTS
from events.clip import ClipEvent
from events.codec import CODEC
from events.job import JobEvent
from events.pool import PoolItemEvent
from events.project import ProjectEvent
from events.queue import QueueEvent, ShareEvent
from events.scene import SceneEvent
from events.take import TakeEvent
from events.worker import WorkerEvent
from events.workflow import LibraryEvent, PresetEvent, WorkflowEvent
from tests.events.contract import CONTRACT, SAMPLES

STORED = sorted(SAMPLES.glob("*.json"))


def test_the_stored_contract_is_unchanged() -> None:
    """A change here changes what is stored: add an upcaster, then run `make contract`."""
    assert CODEC.contract() == json.loads(CONTRACT.read_text())


def test_every_event_has_a_stored_name() -> None:
    project = (ProjectEvent, SceneEvent, ClipEvent, TakeEvent, PoolItemEvent)
    queue = (QueueEvent, ShareEvent, BatchEvent, JobEvent, WorkerEvent)
    library = (WorkflowEvent, PresetEvent)
    classes = {cls for union in (*project, *queue, *library) for cls in get_args(union)}
    classes.add(LibraryEvent)
    assert {cls for _, cls in EVENTS.values()} == classes


def test_every_version_of_every_event_has_a_sample() -> None:
    versions = {f"{name}.{v}" for name, (last, _) in EVENTS.items() for v in range(1, last + 1)}
    assert {path.stem for path in STORED} == versions


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_a_stored_sample_is_read_for_ever(path: Path) -> None:
    name, version = path.stem.split(".")
    data = json.loads(path.read_text())
    event = CODEC.decode(name, int(version), data)
    again = CODEC.decode(*CODEC.encode(event))
    assert event == again
    assert isinstance(event, EVENTS[name][1])
    if int(version) == EVENTS[name][0]:
        assert CODEC.encode(event) == (name, int(version), data)
