"""What may be asked of a clip."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final, TypeAlias

from events.ids import ClipId, SceneId
from events.record import record

STATUSES: Final = ("draft", "ready", "generating", "review", "approved", "omitted")


@record
class AddClip:
    """`start` None is behind the last clip of the track."""

    clip_id: ClipId
    scene_id: SceneId
    name: str = ""
    track: int = 0
    start: int | None = None
    length: int
    lyrics: str = ""
    notes: str = ""
    image_prompt: str = ""
    video_prompt: str = ""
    negative_prompt: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    status: str = "draft"
    media_url: str = ""
    media_start: int = 0
    media_length: int = 0


@record
class EditClip:
    """None leaves a field as it is."""

    clip_id: ClipId
    name: str | None = None
    lyrics: str | None = None
    notes: str | None = None
    image_prompt: str | None = None
    video_prompt: str | None = None
    negative_prompt: str | None = None
    parameters: Mapping[str, Any] | None = None
    status: str | None = None


@record
class MoveClip:
    """Moves all versions of a clip. None stays in the scene, or on the track."""

    clip_id: ClipId
    scene_id: SceneId | None = None
    track: int | None = None
    start: int


@record
class TrimClip:
    """`start` None keeps the first frame; another one moves all versions of the clip."""

    clip_id: ClipId
    start: int | None = None
    length: int


@record
class LinkMedia:
    """An empty URL unlinks. `length` 0 is unknown."""

    clip_id: ClipId
    url: str
    start: int = 0
    length: int = 0


@record
class SetTransition:
    """`length` in frames and `direction` of a wipe; None takes what is usual for the kind."""

    clip_id: ClipId
    kind: str
    length: int | None = None
    direction: str | None = None


@record
class DuplicateClip:
    """Copies one version as a clip of its own; `start` None is the first room behind it."""

    clip_id: ClipId
    copy_id: ClipId
    scene_id: SceneId | None = None
    track: int | None = None
    start: int | None = None


@record
class AddClipAlternate:
    """Copies one version as the next alternate."""

    clip_id: ClipId
    copy_id: ClipId


@record
class ChooseClip:
    clip_id: ClipId


@record
class PromoteClip:
    """Makes an alternate the original, and the original that alternate."""

    clip_id: ClipId


@record
class DeleteClip:
    clip_id: ClipId


@record
class RestoreClip:
    """Brings a deleted clip back, to the nearest free place when its own is taken."""

    clip_id: ClipId


ClipCommand: TypeAlias = (
    AddClip
    | EditClip
    | MoveClip
    | TrimClip
    | LinkMedia
    | SetTransition
    | DuplicateClip
    | AddClipAlternate
    | ChooseClip
    | PromoteClip
    | DeleteClip
    | RestoreClip
)
