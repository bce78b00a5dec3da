"""The project as decisions see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final, assert_never

from events.ids import ProjectId, UserId
from events.project import (
    BranchForked,
    BranchMerged,
    BranchRenamed,
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    ProjectArchived,
    ProjectArrived,
    ProjectAspectRatioChanged,
    ProjectChange,
    ProjectCreated,
    ProjectDeleted,
    ProjectDescribed,
    ProjectEvent,
    ProjectExported,
    ProjectFrameRateChanged,
    ProjectModelsChanged,
    ProjectMusicMoved,
    ProjectMusicRemoved,
    ProjectMusicSet,
    ProjectNamingChanged,
    ProjectRenamed,
    ProjectResolutionChanged,
    ProjectRestored,
    ProjectStartChanged,
    ProjectStyleChanged,
    ProjectUnarchived,
    ShotListConfirmed,
    ShotListUnlocked,
)
from events.record import record, replace


@record
class Project:
    id: ProjectId
    name: str = ""
    description: str = ""
    frame_rate: str = "FPS_24"
    width: int = 1920
    height: int = 1080
    aspect_ratio: str = "16:9"
    start_frame: int = 0
    naming: str = ""
    # The convention of the codes that are given; empty while the shot list is not confirmed.
    confirmed_naming: str = ""
    image_model: str = ""
    video_model: str = ""
    style: str = ""
    members: Mapping[UserId, str] = field(default_factory=dict)
    is_archived: bool = False
    is_deleted: bool = False
    copied_from: ProjectId | None = None
    # The digest of the music, empty for none; `music_rate` are samples a second of each channel.
    music: str = ""
    music_name: str = ""
    music_samples: int = 0
    music_rate: int = 0
    music_channels: int = 0
    music_offset: int = 0
    # Every medium that was ever the project's own, by digest: what it was called.
    media: Mapping[str, str] = field(default_factory=dict)
    exports: int = 0
    # Of a branch only. `members` are then the trunk's.
    trunk: ProjectId | None = None
    parent: ProjectId | None = None
    forked_at: int = 0
    branch: str = ""
    # Branches, or the parent, by id: up to which n of theirs they are in here, since which of ours.
    merged: Mapping[ProjectId, int] = field(default_factory=dict)
    merged_at: Mapping[ProjectId, int] = field(default_factory=dict)


_SILENCE: Final[Mapping[str, Any]] = {
    "music": "",
    "music_name": "",
    "music_samples": 0,
    "music_rate": 0,
    "music_channels": 0,
    "music_offset": 0,
}


def evolve(state: Project | None, event: ProjectEvent, id_: str) -> Project:
    """Return the project after the event; `state` is None before it was created."""
    if isinstance(event, ProjectCreated):
        return _created(event, ProjectId(id_))
    if state is None:
        raise LookupError(f"{id_} has no ProjectCreated before {type(event).__name__}")
    return _changed(state, event)


def _created(event: ProjectCreated, id_: ProjectId) -> Project:
    return Project(
        id=id_,
        name=event.name,
        description=event.description,
        frame_rate=event.frame_rate,
        width=event.width,
        height=event.height,
        aspect_ratio=event.aspect_ratio,
        start_frame=event.start_frame,
        naming=event.naming,
        image_model=event.image_model,
        video_model=event.video_model,
        style=event.style,
        members={event.owner: "owner"},
        copied_from=event.copied_from,
    )


def _changed(state: Project, event: ProjectChange) -> Project:  # noqa: C901, PLR0911, PLR0912 - one line a fact
    match event:
        case ProjectRenamed():
            return replace(state, name=event.name)
        case ProjectDescribed():
            return replace(state, description=event.description)
        case ProjectFrameRateChanged():
            return replace(state, frame_rate=event.frame_rate, start_frame=event.start_frame)
        case ProjectResolutionChanged():
            return replace(state, width=event.width, height=event.height)
        case ProjectAspectRatioChanged():
            return replace(state, aspect_ratio=event.aspect_ratio)
        case ProjectStartChanged():
            return replace(state, start_frame=event.start_frame)
        case ProjectNamingChanged():
            return replace(state, naming=event.naming)
        case ShotListConfirmed():
            return replace(state, confirmed_naming=event.naming)
        case ShotListUnlocked():
            return replace(state, confirmed_naming="")
        case ProjectModelsChanged():
            return replace(state, image_model=event.image_model, video_model=event.video_model)
        case ProjectStyleChanged():
            return replace(state, style=event.style)
        case ProjectArchived():
            return replace(state, is_archived=True)
        case ProjectUnarchived():
            return replace(state, is_archived=False)
        case ProjectDeleted():
            return replace(state, is_deleted=True)
        case ProjectRestored():
            return replace(state, is_deleted=False)
        case MemberAdded() | MemberRoleChanged():
            return replace(state, members={**state.members, event.user: event.role})
        case MemberRemoved():
            rest = {user: role for user, role in state.members.items() if user != event.user}
            return replace(state, members=rest)
        case BranchForked():
            return _forked(state, event)
        case BranchRenamed():
            return replace(state, branch=event.name)
        case BranchMerged():
            return _merged(state, event)
        case ProjectExported():
            return replace(state, exports=state.exports + 1)
        case ProjectArrived():
            return replace(state, members={event.owner: "owner"})
        case ProjectMusicSet():
            return _with_music(state, event)
        case ProjectMusicMoved():
            return replace(state, music_offset=event.offset)
        case ProjectMusicRemoved():
            return replace(state, **_SILENCE)
    assert_never(event)


def _forked(state: Project, event: BranchForked) -> Project:
    """Turn what the parent was into the branch's own."""
    return replace(
        state,
        trunk=event.trunk,
        parent=event.parent,
        forked_at=event.position,
        branch=event.name,
        members={},
        merged={},
        merged_at={},
        is_archived=False,
        is_deleted=False,
    )


def _with_music(state: Project, event: ProjectMusicSet) -> Project:
    return replace(
        state,
        music=event.digest,
        music_name=event.name,
        music_samples=event.samples,
        music_rate=event.rate,
        music_channels=event.channels,
        music_offset=event.offset,
        media={**state.media, event.digest: event.name},
    )


def _merged(state: Project, event: BranchMerged) -> Project:
    merged = {source: n for source, n in state.merged.items() if source != event.source}
    merged_at = {source: n for source, n in state.merged_at.items() if source != event.source}
    if event.position:
        merged[event.source], merged_at[event.source] = event.position, event.at
    return replace(state, merged=merged, merged_at=merged_at)
