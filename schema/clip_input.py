"""GraphQL inputs of the clip, and the commands they stand for."""

from collections.abc import Mapping
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON

from domain.clip.command import (
    AddClip,
    DuplicateClip,
    EditClip,
    LinkMedia,
    MoveClip,
    SetTransition,
    TrimClip,
)
from domain.errors import RuleViolatedError
from domain.naming.command import SetClipCode
from events.ids import ClipId, SceneId, derived
from schema.act import COMMAND_ID, EXPECTED_VERSION
from schema.clip import ClipStatus, TransitionKind, WipeDirection


def mapping(value: JSON | None) -> Mapping[str, Any] | None:
    """Return parameters, which are a JSON object. Raises RuleViolatedError for other values."""
    given = cast(object, value)  # the scalar lets every JSON value through
    if given is None or isinstance(given, Mapping):
        return cast("Mapping[str, Any] | None", given)
    raise RuleViolatedError(
        "Parameters are a JSON object, with a name for each value.", field="parameters"
    )


def scene_id(value: str | None) -> SceneId | None:
    return None if value is None else SceneId(value)


@strawberry.input(description="A version of a clip.")
class ClipInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input
class AddClipInput:
    scene_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(
        default=None, description="'clip-' and 32 hex digits of your own."
    )
    name: str | None = None
    track: int | None = None
    start: int | None = strawberry.field(
        default=None, description="Left out: behind the last clip of the track."
    )
    length: int
    lyrics: str | None = None
    notes: str | None = None
    image_prompt: str | None = None
    video_prompt: str | None = None
    negative_prompt: str | None = None
    parameters: JSON | None = None
    status: ClipStatus | None = None
    media_url: str | None = None
    media_start: int | None = None
    media_length: int | None = None

    def command(self, made_of: str) -> AddClip:
        return AddClip(
            clip_id=ClipId(self.id or derived("clip", made_of, 0)),
            scene_id=SceneId(self.scene_id),
            name=self.name or "",
            track=self.track or 0,
            start=self.start,
            length=self.length,
            lyrics=self.lyrics or "",
            notes=self.notes or "",
            image_prompt=self.image_prompt or "",
            video_prompt=self.video_prompt or "",
            negative_prompt=self.negative_prompt or "",
            parameters=mapping(self.parameters) or {},
            status=(self.status or ClipStatus.DRAFT).value,
            media_url=self.media_url or "",
            media_start=self.media_start or 0,
            media_length=self.media_length or 0,
        )


@strawberry.input(description="What is left out stays as it is.")
class EditClipInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    name: str | None = None
    lyrics: str | None = None
    notes: str | None = None
    image_prompt: str | None = None
    video_prompt: str | None = None
    negative_prompt: str | None = None
    parameters: JSON | None = None
    status: ClipStatus | None = None

    def command(self, _: str) -> EditClip:
        return EditClip(
            clip_id=ClipId(self.clip_id),
            name=self.name,
            lyrics=self.lyrics,
            notes=self.notes,
            image_prompt=self.image_prompt,
            video_prompt=self.video_prompt,
            negative_prompt=self.negative_prompt,
            parameters=mapping(self.parameters),
            status=self.status.value if self.status else None,
        )


@strawberry.input(description="Moves all versions of a clip.")
class MoveClipInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    scene_id: strawberry.ID | None = strawberry.field(
        default=None, description="Left out: stays in its scene."
    )
    track: int | None = strawberry.field(default=None, description="Left out: stays on its track.")
    start: int

    def command(self, _: str) -> MoveClip:
        return MoveClip(
            clip_id=ClipId(self.clip_id),
            scene_id=scene_id(self.scene_id),
            track=self.track,
            start=self.start,
        )


@strawberry.input
class TrimClipInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    start: int | None = strawberry.field(
        default=None, description="Left out: keeps its first frame."
    )
    length: int

    def command(self, _: str) -> TrimClip:
        return TrimClip(clip_id=ClipId(self.clip_id), start=self.start, length=self.length)


@strawberry.input
class SetClipCodeInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    code: str = strawberry.field(
        description="Empty takes it away, while the shot list is not confirmed."
    )

    def command(self, _: str) -> SetClipCode:
        return SetClipCode(clip_id=ClipId(self.clip_id), code=self.code)


@strawberry.input
class DuplicateClipInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(
        default=None, description="'clip-' and 32 hex digits of your own."
    )
    scene_id: strawberry.ID | None = None
    track: int | None = None
    start: int | None = strawberry.field(
        default=None, description="Left out: the first room behind the clip."
    )

    def command(self, made_of: str) -> DuplicateClip:
        return DuplicateClip(
            clip_id=ClipId(self.clip_id),
            copy_id=ClipId(self.id or derived("clip", made_of, 0)),
            scene_id=scene_id(self.scene_id),
            track=self.track,
            start=self.start,
        )


@strawberry.input
class SetTransitionInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    kind: TransitionKind
    length: int | None = strawberry.field(default=None, description="Left out: about a second.")
    direction: WipeDirection | None = strawberry.field(default=None, description="Of a wipe.")

    def command(self, _: str) -> SetTransition:
        return SetTransition(
            clip_id=ClipId(self.clip_id),
            kind=self.kind.value,
            length=self.length,
            direction=self.direction.value if self.direction else None,
        )


@strawberry.input
class LinkMediaInput:
    clip_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    url: str = strawberry.field(description="Empty unlinks.")
    start: int | None = None
    length: int | None = strawberry.field(default=None, description="0 when unknown.")

    def command(self, _: str) -> LinkMedia:
        return LinkMedia(
            clip_id=ClipId(self.clip_id),
            url=self.url,
            start=self.start or 0,
            length=self.length or 0,
        )
