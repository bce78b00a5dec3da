"""A clip, or an alternate of one, as decisions see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, assert_never

from events.clip import (
    ClipAdded,
    ClipChange,
    ClipChosen,
    ClipCoded,
    ClipDeleted,
    ClipEvent,
    ClipImagePromptEdited,
    ClipLyricsEdited,
    ClipMediaLinked,
    ClipMoved,
    ClipNegativePromptEdited,
    ClipNotesEdited,
    ClipParametersSet,
    ClipRegrouped,
    ClipRenamed,
    ClipRestored,
    ClipSetAside,
    ClipStatusSet,
    ClipTransitionSet,
    ClipTrimmed,
    ClipVideoPromptEdited,
    TakeSelected,
    TakeUnselected,
)
from events.ids import ClipId, SceneId, TakeId
from events.record import record, replace


@record
class Clip:
    """`start` and `length` are frames; `start` counts from the scene's first frame."""

    id: ClipId
    scene: SceneId
    name: str = ""
    track: int = 0
    start: int = 0
    length: int = 1
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
    transition: str = "cut"
    transition_length: int = 0
    transition_direction: str = ""
    # The takes that are shown, and the digests of their files.
    image: TakeId | None = None
    image_digest: str = ""
    video: TakeId | None = None
    video_digest: str = ""
    code: str = ""
    original: ClipId | None = None
    alternate: int = 0
    is_chosen: bool = True
    is_deleted: bool = False
    copied_from: ClipId | None = None

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def takes_place(self) -> bool:
        """Tell whether the clip fills its place on the track: alternates set aside do not."""
        return self.is_chosen and not self.is_deleted

    @property
    def is_shown(self) -> bool:
        """Tell whether there is something to see: a selected take, or a linked file."""
        return bool(self.image or self.video or self.media_url)

    def selected(self, kind: str) -> TakeId | None:
        """Return the take that the clip shows as its image, or as its video."""
        return self.image if kind == "image" else self.video


def selecting(state: Clip, kind: str, take: TakeId | None, digest: str) -> Clip:
    """Return the clip with another take as its image or video, or none."""
    if kind == "image":
        return replace(state, image=take, image_digest=digest)
    return replace(state, video=take, video_digest=digest)


def evolve(state: Clip | None, event: ClipEvent, id_: str) -> Clip:
    """Return the clip after the event; `state` is None before it was added."""
    if isinstance(event, ClipAdded):
        return _added(event, ClipId(id_))
    if state is None:
        raise LookupError(f"{id_} has no ClipAdded before {type(event).__name__}")
    return _changed(state, event)


def _added(event: ClipAdded, id_: ClipId) -> Clip:
    return Clip(
        id=id_,
        scene=event.scene,
        name=event.name,
        track=event.track,
        start=event.start,
        length=event.length,
        lyrics=event.lyrics,
        notes=event.notes,
        image_prompt=event.image_prompt,
        video_prompt=event.video_prompt,
        negative_prompt=event.negative_prompt,
        parameters=event.parameters,
        status=event.status,
        media_url=event.media_url,
        media_start=event.media_start,
        media_length=event.media_length,
        original=event.original,
        alternate=event.alternate,
        is_chosen=event.is_chosen,
        copied_from=event.copied_from,
    )


def _changed(state: Clip, event: ClipChange) -> Clip:  # noqa: C901, PLR0911, PLR0912 - one line a fact
    match event:
        case ClipRenamed():
            return replace(state, name=event.name)
        case ClipMoved():
            return replace(state, scene=event.scene, track=event.track, start=event.start)
        case ClipTrimmed():
            return replace(state, length=event.length)
        case ClipLyricsEdited():
            return replace(state, lyrics=event.lyrics)
        case ClipNotesEdited():
            return replace(state, notes=event.notes)
        case ClipImagePromptEdited():
            return replace(state, image_prompt=event.prompt)
        case ClipVideoPromptEdited():
            return replace(state, video_prompt=event.prompt)
        case ClipNegativePromptEdited():
            return replace(state, negative_prompt=event.prompt)
        case ClipParametersSet():
            return replace(state, parameters=event.parameters)
        case ClipStatusSet():
            return replace(state, status=event.status)
        case ClipMediaLinked():
            return replace(
                state, media_url=event.url, media_start=event.start, media_length=event.length
            )
        case ClipTransitionSet():
            return replace(
                state,
                transition=event.kind,
                transition_length=event.length,
                transition_direction=event.direction,
            )
        case ClipCoded():
            return replace(state, code=event.code)
        case ClipRegrouped():
            return replace(state, original=event.original, alternate=event.alternate)
        case ClipChosen():
            return replace(state, is_chosen=True)
        case ClipSetAside():
            return replace(state, is_chosen=False)
        case TakeSelected():
            return selecting(state, event.kind, event.take, event.digest)
        case TakeUnselected():
            return selecting(state, event.kind, None, "")
        case ClipDeleted():
            return replace(state, is_deleted=True)
        case ClipRestored():
            return replace(state, is_deleted=False)
    assert_never(event)
