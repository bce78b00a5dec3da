"""The port through which work reaches a worker: what is asked of one, and what it answers.

A dispatcher notes an event between any two of these steps, so that it can go on from each of
them after a crash: the intent before `submit`, then submitted, running, collecting, ended. A driver
keeps nothing that must survive: what goes on is asked of the worker itself, by the attempt's id.
"""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import field
from enum import StrEnum, auto
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

from events.record import record

# A graph in ComfyUI's API format: node id -> {"class_type": …, "inputs": {…}}.
Graph: TypeAlias = Mapping[str, Any]
# What `/object_info` answers: class -> its inputs, outputs and whether it is an output node.
Nodes: TypeAlias = Mapping[str, Any]


SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}")


class FailureKind(StrEnum):
    """What a failure means for the job, whichever worker it happened on."""

    GRAPH = auto()  # permanent: no worker can ever run this
    LACKING = auto()  # this worker has no such model, node or file: another one; does not count
    MEMORY = auto()  # counts, and raises the memory that the job needs
    TROUBLE = auto()  # counts; another worker, or this one later
    LOST = auto()  # the worker knows nothing of it any more: queue it again at its old place
    CANCELED = auto()  # somebody stopped it; it is not tried again


class Where(StrEnum):
    """Where a worker has an attempt."""

    PENDING = auto()
    RUNNING = auto()
    ENDED = auto()
    ABSENT = auto()  # not known, or not any more


class Health(StrEnum):
    WELL = auto()
    SUSPECT = auto()  # something runs for longer than it should, without any sign of life
    DEAD = auto()  # it answers, but runs nothing any more: it needs a restart


class MediaKind(StrEnum):
    IMAGE = auto()
    VIDEO = auto()
    AUDIO = auto()
    OTHER = auto()


class WorkerError(Exception):
    """Nothing was changed and nothing is known; the text says what to look at."""


class UnreachableError(WorkerError):
    """`is_refused`: nobody listens there, which is certain; else it was only too slow to answer."""

    def __init__(self, message: str, *, is_refused: bool) -> None:
        super().__init__(message)
        self.is_refused = is_refused


class StrangeAnswerError(WorkerError):
    """It answered, but not as a worker of its kind: a proxy, a page to log in, another program."""


@record
class Failure:
    """`reason` is a sentence for the user that names no path; `node` an id in the graph."""

    kind: FailureKind
    reason: str
    node: str = ""
    node_class: str = ""


@record
class InputFile:
    """A file that the graph reads, wherever an input of a node is its `name` and nothing else.

    `suffix` says what it is, such as `.png`. A worker may call it otherwise: the driver puts what
    it is called there in place of the name.
    """

    digest: str  # sha256 of its bytes, in hex
    path: Path
    suffix: str

    @property
    def name(self) -> str:
        """What a graph calls it, before it is known what the worker does."""
        return (
            f"storyboard-{self.digest[:32]}{self.suffix if SUFFIX.fullmatch(self.suffix) else ''}"
        )


@record
class Attempt:
    """One run of a job on one worker.

    `prefix` begins the name of each file it saves (`es/<job>/<attempt>/`), and no other attempt has
    the same, so that no result of another is taken for its own and nothing comes from a cache.
    `node_seconds` and `usual_seconds` are what like attempts took, where that is known.
    """

    id: str  # a canonical UUID in lower case
    graph: Graph
    prefix: str
    inputs: tuple[InputFile, ...] = ()
    node_seconds: Mapping[str, float] = field(default_factory=dict)
    usual_seconds: float | None = None


@record
class Submitted:
    """The worker has it. `is_adopted`: it was found there, not sent now or its answer lost.

    `ticket` is what the worker calls it, where that is not the attempt's id: keep it, and give it
    back by `recall` after a restart.
    """

    is_adopted: bool = False
    ticket: str = ""


@record
class Refused:
    """It was not queued there, for certain."""

    failure: Failure


@record
class Unknown:
    """It may have been queued or not: `find` must say so before it is submitted anywhere again."""

    reason: str


@record
class Preview:
    """A picture of work in progress. It is shown and forgotten, never kept."""

    media_type: str
    data: bytes


@record
class Progress:
    """How far an attempt is. `fraction` goes from 0 to 1, never back; `ahead` are those before it.

    `step` of `steps` belong to the node that runs, such as those of a sampler; 0 if it has none.
    """

    is_running: bool
    ahead: int = 0
    fraction: float = 0.0
    node: str = ""
    step: int = 0
    steps: int = 0
    preview: Preview | None = None


@record
class Suspected:
    """It has run without any sign of life for longer than it should. It may still end well."""

    health: Health
    reason: str


@record
class Unheard:
    """The worker did not answer, this many seconds by now. The attempt may well go on there."""

    seconds: float
    is_refused: bool
    reason: str


@record
class Ended:
    """The attempt is over: well, if there is no failure. What it saved can be collected then."""

    failure: Failure | None = None
    seconds: float | None = None
    node_seconds: Mapping[str, float] = field(default_factory=dict)


Sign: TypeAlias = Progress | Suspected | Unheard | Ended


@record
class Output:
    """A file that an attempt saved, stored by its content.

    `name` is a plain file name, safe to show and to offer for download, that says nothing about
    where anything is; `index` counts within the node. `is_temporary`: meant as a preview.
    """

    node: str
    index: int
    digest: str
    size: int  # bytes
    name: str
    kind: MediaKind
    media_type: str
    is_temporary: bool = False


@record
class Text:
    """A text that a node gave out."""

    node: str
    index: int
    text: str


@record
class Collected:
    outputs: tuple[Output, ...]
    texts: tuple[Text, ...] = ()


class Sink(Protocol):
    """Where the bytes of outputs go; it names what it has kept by its content."""

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Keep all chunks as one file and return its sha256 in hex.

        If the chunks end in an error, nothing of them is kept and the error goes on.
        """
        ...


@record
class Device:
    """`memory` is what it has, in bytes; `memory_free` only a hint: what is cached can be freed."""

    name: str
    kind: str
    index: int | None
    memory: int
    memory_free: int


@record
class Probe:
    """What a worker is and has.

    `models` are file names by folder (`checkpoints`, `loras`, `vae` …). `nodes` is the catalogue as
    ComfyUI writes it, the same object as long as `nodes_digest` stays the same. With an empty one
    nothing is known of models and nodes: what was declared of the worker counts.
    """

    version: str
    devices: tuple[Device, ...]
    memory: int  # RAM in bytes
    models: Mapping[str, tuple[str, ...]]
    samplers: tuple[str, ...]
    schedulers: tuple[str, ...]
    nodes: Nodes
    nodes_digest: str
    features: frozenset[str]
    max_upload: int | None  # bytes

    @property
    def loras(self) -> tuple[str, ...]:
        return self.models.get("loras", ())


@record
class Entry:
    """Something in a worker's queue. `is_ours`: this installation put it there, maybe long ago."""

    id: str
    is_running: bool
    is_ours: bool


@record
class Load:
    """What a worker has to do, in the order it will do it, and whether it seems to do it.

    `unnamed` is how much more it has that it does not name.
    """

    entries: tuple[Entry, ...] = ()
    unnamed: int = 0
    health: Health = Health.WELL
    reason: str = ""

    @property
    def depth(self) -> int:
        return len(self.entries) + self.unnamed

    @property
    def foreign(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.is_ours)


class WorkerDriver(Protocol):
    """One worker. All methods but `watch` and `close` raise `WorkerError` if it cannot be asked."""

    async def probe(self) -> Probe: ...

    async def load(self) -> Load: ...

    async def submit(self, attempt: Attempt) -> Submitted | Refused | Unknown:
        """Queue an attempt. Doing it again with the same id finds the first one."""
        ...

    def recall(self, attempt_id: str, ticket: str) -> None:
        """Say what a worker calls an attempt that was submitted before this driver was made."""
        ...

    async def find(self, attempt_id: str) -> Where: ...

    def watch(self, attempt: Attempt) -> AsyncIterator[Sign]:
        """Tell how an attempt goes on until it has ended, which is always the last sign.

        Whoever stops listening earlier closes the iterator; the attempt goes on, and can be watched
        again. It never gives up by itself: signs of `Unheard` and `Suspected` say when to.
        """
        ...

    async def cancel(self, attempt_id: str) -> Where:
        """Stop this attempt and no other, and say where it is after a short wait.

        `RUNNING` says that it was told to stop and has not yet; asking again is harmless. `ENDED`
        may be well: it was quicker.
        """
        ...

    async def collect(self, attempt_id: str, sink: Sink) -> Collected | Failure:
        """Bring what an ended attempt saved into the sink. Doing it again is harmless."""
        ...

    async def forget(self, attempt_id: str) -> None:
        """Let the worker drop what it remembers of an ended attempt; its files stay there."""
        ...

    async def close(self) -> None: ...
