"""Facts about a clip or an alternate of one, stored for ever: change them only with an upcaster.

`start` and `length` are frames at the project's rate; `start` counts from the scene's first frame.
"""

from typing import Any, TypeAlias

from events.ids import ClipId, SceneId, TakeId
from events.record import record


@record
class ClipAdded:
    """An alternate names its original and its number: A1 is 1. `media_length` 0 is unknown."""

    scene: SceneId
    name: str
    track: int
    start: int
    length: int
    lyrics: str = ""
    notes: str = ""
    image_prompt: str = ""
    video_prompt: str = ""
    negative_prompt: str = ""
    parameters: dict[str, Any]
    status: str
    media_url: str = ""
    media_start: int = 0
    media_length: int = 0
    original: ClipId | None = None
    alternate: int = 0
    is_chosen: bool = True
    copied_from: ClipId | None = None


@record
class ClipRenamed:
    name: str


@record
class ClipMoved:
    scene: SceneId
    track: int
    start: int


@record
class ClipTrimmed:
    length: int


@record
class ClipLyricsEdited:
    lyrics: str


@record
class ClipNotesEdited:
    notes: str


@record
class ClipImagePromptEdited:
    prompt: str


@record
class ClipVideoPromptEdited:
    prompt: str


@record
class ClipNegativePromptEdited:
    prompt: str


@record
class ClipParametersSet:
    parameters: dict[str, Any]


@record
class ClipStatusSet:
    status: str


@record
class ClipMediaLinked:
    """The file the clip shows, and its part in frames; no URL unlinks."""

    url: str
    start: int
    length: int


@record
class ClipTransitionSet:
    """How the clip comes in: a cut, or a transition of so many frames over it.

    `direction` is that of a wipe, empty for all others.
    """

    kind: str
    length: int
    direction: str = ""


@record
class ClipCoded:
    """The code by which its shot is named in files, such as `SQ010_SH0020`; empty for none."""

    code: str


@record
class ClipRegrouped:
    """The clip's place among its alternates: no original means that it is one itself."""

    original: ClipId | None
    alternate: int


@record
class ClipChosen: ...


@record
class ClipSetAside: ...


@record
class TakeSelected:
    """The clip shows this take as its image, or as its video: `kind` says which.

    `digest` names the file, so that whoever shows the clip needs not look for the take.
    """

    kind: str
    take: TakeId
    digest: str


@record
class TakeUnselected:
    kind: str


@record
class ClipDeleted: ...


@record
class ClipRestored: ...


ClipChange: TypeAlias = (
    ClipRenamed
    | ClipMoved
    | ClipTrimmed
    | ClipLyricsEdited
    | ClipNotesEdited
    | ClipImagePromptEdited
    | ClipVideoPromptEdited
    | ClipNegativePromptEdited
    | ClipParametersSet
    | ClipStatusSet
    | ClipMediaLinked
    | ClipTransitionSet
    | ClipCoded
    | ClipRegrouped
    | ClipChosen
    | ClipSetAside
    | TakeSelected
    | TakeUnselected
    | ClipDeleted
    | ClipRestored
)
ClipEvent: TypeAlias = ClipAdded | ClipChange
