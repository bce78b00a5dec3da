"""Copies of clips with their takes: new ids, the same groups, nothing that was deleted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

from domain.board.board import State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from events.clip import ClipAdded, ClipTransitionSet, TakeSelected
from events.ids import ClipId, PoolItemId, SceneId, TakeId, derived
from events.pool import PoolItemAdded
from events.scene import SceneAdded
from events.store import Fact
from events.take import TakeAdded

TakesOf: TypeAlias = Callable[[ClipId], Iterable[Take]]


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


def rest(clip: Clip, id_: ClipId, takes: Iterable[Take]) -> list[Fact]:
    """Return the facts that give a copy what is not said when a clip is added."""
    return [*_transition(clip, id_), *_takes(clip, id_, takes)]


def _transition(clip: Clip, id_: ClipId) -> list[Fact]:
    if clip.transition == "cut":
        return []
    event = ClipTransitionSet(
        kind=clip.transition, length=clip.transition_length, direction=clip.transition_direction
    )
    return [Fact(stream=id_, event=event)]


def _takes(clip: Clip, id_: ClipId, takes: Iterable[Take]) -> list[Fact]:
    """Return the facts that give a copy the clip's takes, and its choice among them."""
    facts: list[Fact] = []
    for n, take in enumerate(one for one in takes if not one.is_deleted):
        new = TakeId(derived("take", id_, n))
        event = replace(take_added(take), clip=id_, copied_from=take.id)
        facts.append(Fact(stream=new, event=event))
        if clip.selected(take.kind) == take.id:
            shown = TakeSelected(kind=take.kind, take=new, digest=take.file.digest)
            facts.append(Fact(stream=id_, event=shown))
    return facts


def take_added(take: Take) -> TakeAdded:
    return TakeAdded(
        clip=take.clip,
        number=take.number,
        file=take.file,
        made=take.made,
        item=take.item,
        copied_from=take.copied_from,
    )


def pool_item_added(item: PoolItem) -> PoolItemAdded:
    return PoolItemAdded(
        name=item.name,
        file=item.file,
        made=item.made,
        description=item.description,
        tags=item.tags,
        take=item.take,
        copied_from=item.copied_from,
    )


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


def born(thing: State) -> SceneAdded | ClipAdded | TakeAdded | PoolItemAdded:
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
        case Take():
            return take_added(thing)
        case PoolItem():
            return pool_item_added(thing)
        case Project():
            raise TypeError(f"{thing.id} is a project: it is made by its own first fact.")
    assert_never(thing)


def clips(
    source: Iterable[Clip], scenes: Mapping[SceneId, SceneId], seed: str, takes: TakesOf
) -> list[Fact]:
    """Return the facts that copy clips with these takes into the scenes that stand for their own.

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
        facts += rest(clip, ids[clip.id], takes(clip.id))
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


def pool(source: Iterable[PoolItem], ids: Mapping[PoolItemId, PoolItemId]) -> list[Fact]:
    """Return the facts that copy pool items to these ids in another project."""
    return [
        Fact(
            stream=ids[item.id],
            event=replace(pool_item_added(item), take=None, copied_from=item.id),
        )
        for item in source
    ]
