"""A scene, or an alternate of one, as decisions see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, assert_never

from events.ids import SceneId
from events.record import record, replace
from events.scene import (
    SceneAdded,
    SceneChange,
    SceneChosen,
    SceneCoded,
    SceneDeleted,
    SceneDescribed,
    SceneEvent,
    SceneImageTemplateEdited,
    SceneLyricsEdited,
    SceneNegativeTemplateEdited,
    SceneParametersSet,
    SceneRegrouped,
    SceneRenamed,
    SceneReordered,
    SceneRestored,
    SceneSetAside,
    SceneVideoTemplateEdited,
)


@record
class Scene:
    id: SceneId
    name: str = ""
    rank: str = ""
    description: str = ""
    lyrics: str = ""
    image_template: str = ""
    video_template: str = ""
    negative_template: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    original: SceneId | None = None
    alternate: int = 0
    is_chosen: bool = True
    is_deleted: bool = False
    copied_from: SceneId | None = None


def evolve(state: Scene | None, event: SceneEvent, id_: str) -> Scene:
    """Return the scene after the event; `state` is None before it was added."""
    if isinstance(event, SceneAdded):
        return _added(event, SceneId(id_))
    if state is None:
        raise LookupError(f"{id_} has no SceneAdded before {type(event).__name__}")
    return _changed(state, event)


def _added(event: SceneAdded, id_: SceneId) -> Scene:
    return Scene(
        id=id_,
        name=event.name,
        rank=event.rank,
        description=event.description,
        lyrics=event.lyrics,
        image_template=event.image_template,
        video_template=event.video_template,
        negative_template=event.negative_template,
        parameters=event.parameters,
        original=event.original,
        alternate=event.alternate,
        is_chosen=event.is_chosen,
        copied_from=event.copied_from,
    )


def _changed(state: Scene, event: SceneChange) -> Scene:  # noqa: C901, PLR0911, PLR0912 - one line a fact
    match event:
        case SceneRenamed():
            return replace(state, name=event.name)
        case SceneDescribed():
            return replace(state, description=event.description)
        case SceneLyricsEdited():
            return replace(state, lyrics=event.lyrics)
        case SceneImageTemplateEdited():
            return replace(state, image_template=event.template)
        case SceneVideoTemplateEdited():
            return replace(state, video_template=event.template)
        case SceneNegativeTemplateEdited():
            return replace(state, negative_template=event.template)
        case SceneParametersSet():
            return replace(state, parameters=event.parameters)
        case SceneReordered():
            return replace(state, rank=event.rank)
        case SceneCoded():
            return replace(state, code=event.code)
        case SceneRegrouped():
            return replace(state, original=event.original, alternate=event.alternate)
        case SceneChosen():
            return replace(state, is_chosen=True)
        case SceneSetAside():
            return replace(state, is_chosen=False)
        case SceneDeleted():
            return replace(state, is_deleted=True)
        case SceneRestored():
            return replace(state, is_deleted=False)
    assert_never(event)
