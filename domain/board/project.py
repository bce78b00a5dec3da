"""The project as decisions see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import assert_never

from events.ids import ProjectId, UserId
from events.project import (
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    ProjectArchived,
    ProjectAspectRatioChanged,
    ProjectChange,
    ProjectCreated,
    ProjectDeleted,
    ProjectDescribed,
    ProjectEvent,
    ProjectFrameRateChanged,
    ProjectModelsChanged,
    ProjectNamingChanged,
    ProjectRenamed,
    ProjectResolutionChanged,
    ProjectRestored,
    ProjectStartChanged,
    ProjectStyleChanged,
    ProjectUnarchived,
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
    image_model: str = ""
    video_model: str = ""
    style: str = ""
    members: Mapping[UserId, str] = field(default_factory=dict)
    is_archived: bool = False
    is_deleted: bool = False
    copied_from: ProjectId | None = None


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
    assert_never(event)
