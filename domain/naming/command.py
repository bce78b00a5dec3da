"""What may be asked of the names of scenes and shots."""

from typing import TypeAlias

from events.ids import ClipId, SceneId
from events.record import record


@record
class ConfirmShotList:
    """Gives every scene and shot its code for good. `anew`: also those that have one."""

    anew: bool = False


@record
class UnlockShotList:
    """Lets the convention be changed and codes be given anew; what has a code keeps it."""


@record
class SetSceneCode:
    """Names a scene by hand; an empty code takes it away."""

    scene_id: SceneId
    code: str


@record
class SetClipCode:
    """Names a shot by hand, all versions of it; an empty code takes it away."""

    clip_id: ClipId
    code: str


NamingCommand: TypeAlias = ConfirmShotList | UnlockShotList | SetSceneCode | SetClipCode
