"""Identifiers: `kind-` and 32 hex digits. An aggregate's id is also the name of its stream.

A branch is a project's partition and stream too: its id is used wherever a project's id is.

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

SHAPE: Final = re.compile(r"(project|branch|scene|clip|take|item|user)-[0-9a-f]{32}")


def kind(id_: str) -> str:
    """Return the kind an id names, such as `clip`, or an empty text for what is no id."""
    return match[1] if (match := SHAPE.fullmatch(id_)) else ""


def is_project(id_: str) -> bool:
    """Tell whether an id may be that of a project or of a branch of one."""
    return kind(id_) in {"project", "branch"}


def is_branch(id_: str) -> bool:
    return id_.startswith("branch-")


def derived(kind_: str, command: str, index: int) -> str:
    """Return the id of the `index`-th thing of a kind that a command makes."""
    return f"{kind_}-{blake2b(f'{command}:{index}'.encode(), digest_size=16).hexdigest()}"
