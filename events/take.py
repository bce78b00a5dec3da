"""Facts about a take, stored for ever: change them only with an upcaster.

A take is an image or video that was generated for a clip, uploaded to it or taken from the pool.
What it is and how it came to be never changes; which take a clip shows is a fact of the clip.
"""

from collections.abc import Mapping
from typing import TypeAlias

from events.ids import ClipId, PoolItemId, TakeId
from events.record import record


@record
class File:
    """A stored image or video, as it was probed.

    `kind` is image or video, `digest` the SHA-256 of the content in hexadecimal, `name` what it
    was called, `type` its MIME type, `size` in bytes. `frames`, `duration` (milliseconds) and
    `rate` (frames per second as `24000/1001`) are those of a video, 0 and empty where unknown.
    """

    kind: str
    digest: str
    name: str
    type: str
    size: int
    width: int
    height: int
    frames: int = 0
    duration: int = 0
    rate: str = ""


@record
class Provenance:
    """How a file came to be; of an upload most is unknown and empty.

    `source` is upload or job. A seed is a decimal text, for it may have 64 bits without a sign;
    `values` are those of the workflow's parameters as JSON text for the same reason. `loras` are
    weights by name, times are UTC in ISO 8601, `cost` is a decimal text in the queue's currency.
    """

    source: str
    prompt: str = ""
    negative_prompt: str = ""
    seed: str = ""
    model: str = ""
    loras: Mapping[str, float]
    workflow: str = ""
    workflow_version: str = ""
    values: str = ""
    worker: str = ""
    job: str = ""
    attempt: str = ""
    started_at: str = ""
    finished_at: str = ""
    cost: str = ""


@record
class TakeAdded:
    """`number` counts the takes of the clip from 1; `item` is the pool item it was taken from."""

    clip: ClipId
    number: int
    file: File
    made: Provenance
    item: PoolItemId | None = None
    copied_from: TakeId | None = None


@record
class TakeDeleted: ...


@record
class TakeRestored: ...


TakeChange: TypeAlias = TakeDeleted | TakeRestored
TakeEvent: TypeAlias = TakeAdded | TakeChange
