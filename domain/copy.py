"""Copies of clips: new ids, the same groups of alternates, nothing that was deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from events.clip import ClipAdded, ClipTransitionSet
from events.ids import ClipId, SceneId, derived
from events.scene import SceneAdded
from events.store import Fact


def clip_added(clip: Clip) -> ClipAdded:
    """Return the fact that makes a clip just like this one, as an original of its own."""
    return ClipAdded(
        scene=clip.scene,
        name=clip.name,
        track=clip.track,
        start=clip.start,
        length=clip.length,
        lyrics=clip.lyrics,
        notes=clip.notes,
        image_prompt=clip.image_prompt,
        video_prompt=clip.video_prompt,
        negative_prompt=clip.negative_prompt,
        parameters=dict(clip.parameters),
        status=clip.status,
        media_url=clip.media_url,
        media_start=clip.media_start,
        media_length=clip.media_length,
        copied_from=clip.id,
    )


def rest(clip: Clip, id_: ClipId) -> list[Fact]:
    """Return the facts that give a copy what is not said when a clip is added."""
    if clip.transition == "cut":
        return []
    event = ClipTransitionSet(
        kind=clip.transition, length=clip.transition_length, direction=clip.transition_direction
    )
    return [Fact(stream=id_, event=event)]


def scene_added(scene: Scene) -> SceneAdded:
    """Return the fact that makes a scene just like this one, as an original of its own."""
    return SceneAdded(
        name=scene.name,
        rank=scene.rank,
        description=scene.description,
        lyrics=scene.lyrics,
        image_template=scene.image_template,
        video_template=scene.video_template,
        negative_template=scene.negative_template,
        parameters=dict(scene.parameters),
        copied_from=scene.id,
    )


def born(thing: Project | Scene | Clip) -> SceneAdded | ClipAdded:
    """Return the fact that makes a thing in this state, as it is: a copy of none.

    Raises TypeError for a project, which is never made of a state.
    """
    match thing:
        case Scene():
            return replace(
                scene_added(thing),
                original=thing.original,
                alternate=thing.alternate,
                is_chosen=thing.is_chosen,
                copied_from=thing.copied_from,
            )
        case Clip():
            return replace(
                clip_added(thing),
                original=thing.original,
                alternate=thing.alternate,
                is_chosen=thing.is_chosen,
                copied_from=thing.copied_from,
            )
        case Project():
            raise TypeError(f"{thing.id} is a project: it is made by its own first fact.")
    assert_never(thing)


def clips(source: Iterable[Clip], scenes: Mapping[SceneId, SceneId], seed: str) -> list[Fact]:
    """Return the facts that copy clips into the scenes that stand for their own.

    Where an original was deleted, its first alternate becomes the original of the copies.
    """
    ordered = sorted(source, key=lambda clip: (clip.track, clip.start, clip.alternate, clip.id))
    ids = {clip.id: ClipId(derived("clip", seed, n)) for n, clip in enumerate(ordered)}
    heads: dict[ClipId, ClipId] = {}
    facts: list[Fact] = []
    for clip in ordered:
        head = heads.setdefault(clip.original or clip.id, ids[clip.id])
        is_head = head == ids[clip.id]
        event = replace(
            clip_added(clip),
            scene=scenes[clip.scene],
            original=None if is_head else head,
            alternate=0 if is_head else clip.alternate,
            is_chosen=clip.is_chosen,
        )
        facts.append(Fact(stream=ids[clip.id], event=event))
        facts += rest(clip, ids[clip.id])
    return facts


def scenes(source: Iterable[Scene], ids: Mapping[SceneId, SceneId]) -> list[Fact]:
    """Return the facts that copy scenes with their groups of alternates to these ids."""
    heads: dict[SceneId, SceneId] = {}
    facts: list[Fact] = []
    for scene in sorted(source, key=lambda scene: (scene.rank, scene.alternate, scene.id)):
        head = heads.setdefault(scene.original or scene.id, ids[scene.id])
        is_head = head == ids[scene.id]
        event = replace(
            scene_added(scene),
            original=None if is_head else head,
            alternate=0 if is_head else scene.alternate,
            is_chosen=scene.is_chosen,
        )
        facts.append(Fact(stream=ids[scene.id], event=event))
    return facts
