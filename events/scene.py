"""Facts about a scene or an alternate of one, stored for ever.

Change them only with an upcaster.
"""

from typing import Any, TypeAlias

from events.ids import SceneId
from events.record import record


@record
class SceneAdded:
    """`rank` orders scenes as text. An alternate names its original and its number: A1 is 1."""

    name: str
    rank: str
    description: str = ""
    lyrics: str = ""
    image_template: str = ""
    video_template: str = ""
    negative_template: str = ""
    parameters: dict[str, Any]
    original: SceneId | None = None
    alternate: int = 0
    is_chosen: bool = True
    copied_from: SceneId | None = None


@record
class SceneRenamed:
    name: str


@record
class SceneDescribed:
    description: str


@record
class SceneLyricsEdited:
    lyrics: str


@record
class SceneImageTemplateEdited:
    template: str


@record
class SceneVideoTemplateEdited:
    template: str


@record
class SceneNegativeTemplateEdited:
    template: str


@record
class SceneParametersSet:
    parameters: dict[str, Any]


@record
class SceneReordered:
    rank: str


@record
class SceneCoded:
    """The code by which it is named in files, such as `SQ010`; empty for none."""

    code: str


@record
class SceneRegrouped:
    """The scene's place among its alternates: no original means that it is one itself."""

    original: SceneId | None
    alternate: int


@record
class SceneChosen: ...


@record
class SceneSetAside: ...


@record
class SceneDeleted: ...


@record
class SceneRestored: ...


SceneChange: TypeAlias = (
    SceneRenamed
    | SceneDescribed
    | SceneLyricsEdited
    | SceneImageTemplateEdited
    | SceneVideoTemplateEdited
    | SceneNegativeTemplateEdited
    | SceneParametersSet
    | SceneReordered
    | SceneCoded
    | SceneRegrouped
    | SceneChosen
    | SceneSetAside
    | SceneDeleted
    | SceneRestored
)
SceneEvent: TypeAlias = SceneAdded | SceneChange
