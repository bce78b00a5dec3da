"""Facets: the fields of a project, scene or clip that one event sets together.

They are the grain of history: what differs between two moments, what undo takes back, what a
merge asks about. Each knows the events that give its fields other values.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from domain import music
from domain.board.board import State
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.text import is_same
from events import clip, project, scene
from events.record import record


@record
class Facet:
    """`events` makes, from a state and the state that is wanted, what leads to its values."""

    name: str
    label: str
    fields: tuple[str, ...]
    events: Callable[[Any, Any], Iterable[object]]

    def value(self, state: State) -> tuple[Any, ...]:
        return tuple([getattr(state, field) for field in self.fields])

    def is_same(self, one: State, other: State) -> bool:
        """Tell whether two states have the same values."""
        ours, theirs = self.value(one), self.value(other)
        if ours != theirs:
            return False
        # In JSON 1, 1.0 and true are three values, in Python they are equal.
        return self.name != "parameters" or is_same(*ours, *theirs)

    def taken(self, state: Any, source: State) -> Any:
        """Return the state with this facet's values of the other one."""
        return replace(state, **{field: getattr(source, field) for field in self.fields})


def _plain(name: str, event: Callable[..., object], field: str = "", label: str = "") -> Facet:
    """Return the facet of one field, which one event sets."""
    value = attrgetter(name)
    return Facet(
        name=name,
        label=label or name.replace("_", " "),
        fields=(name,),
        events=lambda _, wanted: [event(**{field or name: value(wanted)})],
    )


def _several(name: str, event: Callable[..., object], **fields: str) -> Facet:
    """Return the facet of several fields, each by the name that the event has for it."""
    return Facet(
        name=name,
        label=name,
        fields=tuple(fields.values()),
        events=lambda _, wanted: [
            event(**{given: getattr(wanted, field) for given, field in fields.items()})
        ],
    )


def _switch(name: str, label: str, on: Callable[[], object], off: Callable[[], object]) -> Facet:
    field = f"is_{name}"
    return Facet(
        name=name,
        label=label,
        fields=(field,),
        events=lambda _, wanted: [on() if getattr(wanted, field) else off()],
    )


def _rate(now: Project, wanted: Project) -> Iterable[object]:
    start = wanted.start_frame
    if now.frame_rate != wanted.frame_rate:
        yield project.ProjectFrameRateChanged(frame_rate=wanted.frame_rate, start_frame=start)
    else:
        yield project.ProjectStartChanged(start_frame=start)


def _merges(now: Project, wanted: Project) -> Iterable[object]:
    for source in sorted(now.merged.keys() | wanted.merged.keys()):
        there = wanted.merged.get(source, 0), wanted.merged_at.get(source, 0)
        if there != (now.merged.get(source, 0), now.merged_at.get(source, 0)):
            yield project.BranchMerged(source=source, position=there[0], at=there[1])


def _music(now: Project, wanted: Project) -> Iterable[object]:
    if not wanted.music:
        yield project.ProjectMusicRemoved()
    elif replace(music.present(now), offset=wanted.music_offset) == music.present(wanted):
        yield project.ProjectMusicMoved(offset=wanted.music_offset)
    else:
        yield music.present(wanted)


PROJECT: Final = (
    _plain("name", project.ProjectRenamed),
    _plain("description", project.ProjectDescribed),
    Facet(
        name="rate",
        label="frame rate and start timecode",
        fields=("frame_rate", "start_frame"),
        events=_rate,
    ),
    _several("resolution", project.ProjectResolutionChanged, width="width", height="height"),
    _plain("aspect_ratio", project.ProjectAspectRatioChanged),
    _plain("naming", project.ProjectNamingChanged, label="naming convention"),
    _several(
        "models",
        project.ProjectModelsChanged,
        image_model="image_model",
        video_model="video_model",
    ),
    _plain("style", project.ProjectStyleChanged),
    Facet(
        name="music",
        label="music",
        fields=(
            "music",
            "music_name",
            "music_samples",
            "music_rate",
            "music_channels",
            "music_offset",
        ),
        events=_music,
    ),
    Facet(name="merges", label="merges", fields=("merged", "merged_at"), events=_merges),
)
SCENE: Final = (
    _switch("deleted", "deletion", scene.SceneDeleted, scene.SceneRestored),
    _plain("name", scene.SceneRenamed),
    _plain("rank", scene.SceneReordered, label="place in the order"),
    _plain("description", scene.SceneDescribed),
    _plain("lyrics", scene.SceneLyricsEdited),
    _plain("image_template", scene.SceneImageTemplateEdited, "template"),
    _plain("video_template", scene.SceneVideoTemplateEdited, "template"),
    _plain("negative_template", scene.SceneNegativeTemplateEdited, "template"),
    _plain("parameters", scene.SceneParametersSet),
    _several("group", scene.SceneRegrouped, original="original", alternate="alternate"),
    _switch("chosen", "choice of what plays", scene.SceneChosen, scene.SceneSetAside),
)
CLIP: Final = (
    _switch("deleted", "deletion", clip.ClipDeleted, clip.ClipRestored),
    _plain("name", clip.ClipRenamed),
    _several("place", clip.ClipMoved, scene="scene", track="track", start="start"),
    _plain("length", clip.ClipTrimmed),
    _plain("lyrics", clip.ClipLyricsEdited),
    _plain("notes", clip.ClipNotesEdited),
    _plain("image_prompt", clip.ClipImagePromptEdited, "prompt"),
    _plain("video_prompt", clip.ClipVideoPromptEdited, "prompt"),
    _plain("negative_prompt", clip.ClipNegativePromptEdited, "prompt"),
    _plain("parameters", clip.ClipParametersSet),
    _plain("status", clip.ClipStatusSet),
    _several(
        "media",
        clip.ClipMediaLinked,
        url="media_url",
        start="media_start",
        length="media_length",
    ),
    _several(
        "transition",
        clip.ClipTransitionSet,
        kind="transition",
        length="transition_length",
        direction="transition_direction",
    ),
    _several("group", clip.ClipRegrouped, original="original", alternate="alternate"),
    _switch("chosen", "choice of what plays", clip.ClipChosen, clip.ClipSetAside),
)
OF: Final[dict[type[Any], tuple[Facet, ...]]] = {Project: PROJECT, Scene: SCENE, Clip: CLIP}
BY_NAME: Final = {kind: {facet.name: facet for facet in facets} for kind, facets in OF.items()}


def changed(before: State, after: State) -> list[Facet]:
    """Return the facets in which two states of one thing differ."""
    if before is after:
        return []
    return [facet for facet in OF[type(after)] if not facet.is_same(before, after)]


def events(now: State, wanted: State) -> list[object]:
    """Return the events that lead from one state of a thing to another."""
    return [event for facet in changed(now, wanted) for event in facet.events(now, wanted)]
