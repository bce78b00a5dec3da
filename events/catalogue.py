"""The stored name and schema version of every event that the log may hold.

A name, once released, is never given to another event. A change of an event's fields raises its
version and adds the upcaster from the version before; `make contract` then renews the snapshot.
"""

from collections.abc import Callable
from typing import Any, Final

from events import clip, project, scene

EVENTS: Final[dict[str, tuple[int, type]]] = {
    "ProjectCreated": (1, project.ProjectCreated),
    "ProjectRenamed": (1, project.ProjectRenamed),
    "ProjectDescribed": (1, project.ProjectDescribed),
    "ProjectFrameRateChanged": (1, project.ProjectFrameRateChanged),
    "ProjectResolutionChanged": (1, project.ProjectResolutionChanged),
    "ProjectAspectRatioChanged": (1, project.ProjectAspectRatioChanged),
    "ProjectStartChanged": (1, project.ProjectStartChanged),
    "ProjectNamingChanged": (1, project.ProjectNamingChanged),
    "ProjectModelsChanged": (1, project.ProjectModelsChanged),
    "ProjectStyleChanged": (1, project.ProjectStyleChanged),
    "ProjectArchived": (1, project.ProjectArchived),
    "ProjectUnarchived": (1, project.ProjectUnarchived),
    "ProjectDeleted": (1, project.ProjectDeleted),
    "ProjectRestored": (1, project.ProjectRestored),
    "MemberAdded": (1, project.MemberAdded),
    "MemberRoleChanged": (1, project.MemberRoleChanged),
    "MemberRemoved": (1, project.MemberRemoved),
    "BranchForked": (1, project.BranchForked),
    "BranchRenamed": (1, project.BranchRenamed),
    "BranchMerged": (1, project.BranchMerged),
    "ProjectExported": (1, project.ProjectExported),
    "ProjectArrived": (1, project.ProjectArrived),
    "ProjectMusicSet": (1, project.ProjectMusicSet),
    "ProjectMusicMoved": (1, project.ProjectMusicMoved),
    "ProjectMusicRemoved": (1, project.ProjectMusicRemoved),
    "SceneAdded": (1, scene.SceneAdded),
    "SceneRenamed": (1, scene.SceneRenamed),
    "SceneDescribed": (1, scene.SceneDescribed),
    "SceneLyricsEdited": (1, scene.SceneLyricsEdited),
    "SceneImageTemplateEdited": (1, scene.SceneImageTemplateEdited),
    "SceneVideoTemplateEdited": (1, scene.SceneVideoTemplateEdited),
    "SceneNegativeTemplateEdited": (1, scene.SceneNegativeTemplateEdited),
    "SceneParametersSet": (1, scene.SceneParametersSet),
    "SceneReordered": (1, scene.SceneReordered),
    "SceneRegrouped": (1, scene.SceneRegrouped),
    "SceneChosen": (1, scene.SceneChosen),
    "SceneSetAside": (1, scene.SceneSetAside),
    "SceneDeleted": (1, scene.SceneDeleted),
    "SceneRestored": (1, scene.SceneRestored),
    "ClipAdded": (1, clip.ClipAdded),
    "ClipRenamed": (1, clip.ClipRenamed),
    "ClipMoved": (1, clip.ClipMoved),
    "ClipTrimmed": (1, clip.ClipTrimmed),
    "ClipLyricsEdited": (1, clip.ClipLyricsEdited),
    "ClipNotesEdited": (1, clip.ClipNotesEdited),
    "ClipImagePromptEdited": (1, clip.ClipImagePromptEdited),
    "ClipVideoPromptEdited": (1, clip.ClipVideoPromptEdited),
    "ClipNegativePromptEdited": (1, clip.ClipNegativePromptEdited),
    "ClipParametersSet": (1, clip.ClipParametersSet),
    "ClipStatusSet": (1, clip.ClipStatusSet),
    "ClipMediaLinked": (1, clip.ClipMediaLinked),
    "ClipTransitionSet": (1, clip.ClipTransitionSet),
    "ClipRegrouped": (1, clip.ClipRegrouped),
    "ClipChosen": (1, clip.ClipChosen),
    "ClipSetAside": (1, clip.ClipSetAside),
    "ClipDeleted": (1, clip.ClipDeleted),
    "ClipRestored": (1, clip.ClipRestored),
}

UPCASTERS: Final[dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]]] = {}
