"""Identifiers: `kind-` and 32 hex digits. An aggregate's id is also the name of its stream.

A branch is a project's partition and stream too: its id is used wherever a project's id is.
A queue is a partition as well, with its jobs, batches, workers and the shares of projects, and so
is a library, with its workflows and presets.

Ids are made at the edge. Where a command makes more things than its sender knows of (the clips
of a copied scene, say), their ids are derived from the command's own id, so that deciding the
same command again makes the same ids.
"""

import re
from hashlib import blake2b
from typing import Final, NewType

ProjectId = NewType("ProjectId", str)
SceneId = NewType("SceneId", str)
ClipId = NewType("ClipId", str)
TakeId = NewType("TakeId", str)
PoolItemId = NewType("PoolItemId", str)
UserId = NewType("UserId", str)
CommandId = NewType("CommandId", str)
StreamId = NewType("StreamId", str)
QueueId = NewType("QueueId", str)
ShareId = NewType("ShareId", str)
BatchId = NewType("BatchId", str)
JobId = NewType("JobId", str)
WorkerId = NewType("WorkerId", str)
LibraryId = NewType("LibraryId", str)
WorkflowId = NewType("WorkflowId", str)
PresetId = NewType("PresetId", str)
# A canonical lower-case UUID, so that a worker's own server can take it for the id of its work.
AttemptId = NewType("AttemptId", str)

SHAPE: Final = re.compile(
    r"(project|branch|scene|clip|take|item|user|queue|share|batch|job|worker|library|workflow|preset)"
    r"-[0-9a-f]{32}"
)
ATTEMPT: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def kind(id_: str) -> str:
    """Return the kind an id names, such as `clip`, or an empty text for what is no id."""
    return match[1] if (match := SHAPE.fullmatch(id_)) else ""


def is_project(id_: str) -> bool:
    """Tell whether an id may be that of a project or of a branch of one."""
    return kind(id_) in {"project", "branch"}


def is_branch(id_: str) -> bool:
    return id_.startswith("branch-")


def is_queue(id_: str) -> bool:
    return id_.startswith("queue-")


def is_library(id_: str) -> bool:
    return id_.startswith("library-")


def derived(kind_: str, command: str, index: int) -> str:
    """Return the id of the `index`-th thing of a kind that a command makes."""
    return f"{kind_}-{blake2b(f'{command}:{index}'.encode(), digest_size=16).hexdigest()}"


def share_of(project: str) -> ShareId:
    """Return the id of what a queue keeps about a project."""
    return ShareId(derived("share", project, 0))


MAIN_QUEUE: Final = QueueId(derived("queue", "main", 0))
MAIN_LIBRARY: Final = LibraryId(derived("library", "main", 0))


def workflow_of(key: str) -> WorkflowId:
    """Return the id of the workflow that a library keeps under a key."""
    return WorkflowId(derived("workflow", key, 0))


def preset_of(key: str) -> PresetId:
    """Return the id of the preset that a library keeps under a key."""
    return PresetId(derived("preset", key, 0))
