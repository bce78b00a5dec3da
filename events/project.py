"""Facts about a project, stored for ever: change them only with an upcaster."""

from collections.abc import Mapping
from typing import TypeAlias

from events.ids import ProjectId, UserId
from events.record import record


@record
class ProjectCreated:
    """`frame_rate` is a name such as `FPS_23_976`; `start_frame` is the first frame's timecode."""

    name: str
    owner: UserId
    description: str = ""
    frame_rate: str
    width: int
    height: int
    aspect_ratio: str
    start_frame: int
    naming: str
    image_model: str = ""
    video_model: str = ""
    style: str = ""
    copied_from: ProjectId | None = None


@record
class ProjectRenamed:
    name: str


@record
class ProjectDescribed:
    description: str


@record
class ProjectFrameRateChanged:
    """The start timecode is counted in frames and so changes with the rate."""

    frame_rate: str
    start_frame: int


@record
class ProjectResolutionChanged:
    width: int
    height: int


@record
class ProjectAspectRatioChanged:
    aspect_ratio: str


@record
class ProjectStartChanged:
    start_frame: int


@record
class ProjectNamingChanged:
    naming: str


@record
class ShotListConfirmed:
    """Scenes and shots keep their codes, and new ones get theirs by this convention."""

    naming: str


@record
class ShotListUnlocked: ...


@record
class ProjectModelsChanged:
    image_model: str
    video_model: str


@record
class ProjectStyleChanged:
    style: str


@record
class ProjectArchived: ...


@record
class ProjectUnarchived: ...


@record
class ProjectDeleted: ...


@record
class ProjectRestored: ...


@record
class MemberAdded:
    user: UserId
    role: str


@record
class MemberRoleChanged:
    user: UserId
    role: str


@record
class MemberRemoved:
    user: UserId


@record
class BranchForked:
    """The first fact of a branch, about its own stream: it goes on from `parent` at `position`.

    What the parent was then is not copied: it is folded from the parent's log. `trunk` is the
    project at the root of all its branches, which also says who may work on them.
    """

    parent: ProjectId
    position: int
    trunk: ProjectId
    name: str


@record
class BranchRenamed:
    name: str


@record
class BranchMerged:
    """What `source` was at its commit `position` is in here since our commit `at`.

    A `position` of 0 takes that back.
    """

    source: ProjectId
    position: int
    at: int


@record
class ProjectExported:
    """Somebody had what it shows written to a file; nothing of the project changed.

    `format` is a name such as `EDL`, `options` are those of that format, by name.
    """

    format: str
    options: Mapping[str, str]


@record
class ProjectArrived:
    """It was brought in from an archive: what is before it happened elsewhere.

    There it was `origin`, an id of elsewhere, and at its commit `position`. Nobody who worked on it
    comes along: `owner`, who brought it in, is its only member.
    """

    origin: str
    position: int
    owner: UserId


@record
class ProjectMusicSet:
    """The music that plays along: the medium `digest`, and what it was called.

    It lasts `samples` of each of its channels, of which `rate` are a second, and begins at the
    frame `offset` of the timeline; below 0 it began before.
    """

    digest: str
    name: str
    samples: int
    rate: int
    channels: int
    offset: int = 0


@record
class ProjectMusicMoved:
    offset: int


@record
class ProjectMusicRemoved: ...


ProjectChange: TypeAlias = (
    ProjectRenamed
    | ProjectDescribed
    | ProjectFrameRateChanged
    | ProjectResolutionChanged
    | ProjectAspectRatioChanged
    | ProjectStartChanged
    | ProjectNamingChanged
    | ShotListConfirmed
    | ShotListUnlocked
    | ProjectModelsChanged
    | ProjectStyleChanged
    | ProjectArchived
    | ProjectUnarchived
    | ProjectDeleted
    | ProjectRestored
    | MemberAdded
    | MemberRoleChanged
    | MemberRemoved
    | BranchForked
    | BranchRenamed
    | BranchMerged
    | ProjectExported
    | ProjectArrived
    | ProjectMusicSet
    | ProjectMusicMoved
    | ProjectMusicRemoved
)
ProjectEvent: TypeAlias = ProjectCreated | ProjectChange
