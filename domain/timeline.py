"""The timeline: scenes one after the other, each with the clips that play in it.

The chosen alternate of a scene plays; its other versions share its place. The same holds for
clips. All positions are frames.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.errors import Slot
from events.ids import ClipId, SceneId
from events.record import record

NO_CLIPS: Final[tuple[Clip, ...]] = ()


@record
class Block:
    """A scene at its place; `clips` play, by track and start; `versions` are their others."""

    scene: Scene
    start: int
    length: int
    clips: tuple[Clip, ...]
    versions: dict[ClipId, tuple[Clip, ...]]
    alternates: tuple["Block", ...] = ()

    def versions_of(self, clip: Clip) -> tuple[Clip, ...]:
        return self.versions.get(clip.original or clip.id, NO_CLIPS)


@record
class Layout:
    blocks: tuple[Block, ...]
    length: int


def layout(scenes: Iterable[Scene], clips: Iterable[Clip]) -> Layout:
    """Lay out what is not deleted."""
    inside = _by_scene(clips)
    blocks: list[Block] = []
    start = 0
    for group in _groups(scenes):
        chosen = next((scene for scene in group if scene.is_chosen), group[0])
        others = [_block(scene, start, inside) for scene in group if scene.id != chosen.id]
        block = _block(chosen, start, inside, tuple(others))
        blocks.append(block)
        start += block.length
    return Layout(blocks=tuple(blocks), length=start)


def _by_scene(clips: Iterable[Clip]) -> dict[SceneId, list[Clip]]:
    inside: dict[SceneId, list[Clip]] = {}
    for clip in clips:
        if not clip.is_deleted:
            inside.setdefault(clip.scene, []).append(clip)
    return inside


def _groups(scenes: Iterable[Scene]) -> Iterator[list[Scene]]:
    live = [scene for scene in scenes if not scene.is_deleted]
    live.sort(key=lambda scene: (scene.rank, scene.original or scene.id, scene.alternate))
    for _, group in groupby(live, key=lambda scene: scene.original or scene.id):
        yield list(group)


def _block(
    scene: Scene,
    start: int,
    inside: dict[SceneId, list[Clip]],
    alternates: tuple[Block, ...] = (),
) -> Block:
    clips = sorted(inside.get(scene.id, ()), key=lambda clip: (clip.track, clip.start, clip.id))
    playing = tuple(clip for clip in clips if clip.is_chosen)
    return Block(
        scene=scene,
        start=start,
        length=max((clip.end for clip in playing), default=0),
        clips=playing,
        versions=_versions(clips),
        alternates=alternates,
    )


def _versions(clips: Iterable[Clip]) -> dict[ClipId, tuple[Clip, ...]]:
    versions: dict[ClipId, list[Clip]] = {}
    for clip in clips:
        if not clip.is_chosen:
            versions.setdefault(clip.original or clip.id, []).append(clip)
    return {
        head: tuple(sorted(group, key=lambda clip: clip.alternate))
        for head, group in versions.items()
    }


def gaps(block: Block) -> tuple[Slot, ...]:
    """Return the empty places before and between the clips of each track in use."""
    found: list[Slot] = []
    for track, clips in groupby(block.clips, key=lambda clip: clip.track):
        at = 0
        for clip in clips:
            if clip.start > at:
                found.append(Slot(track=track, start=at, length=clip.start - at))
            at = clip.end
    return tuple(found)


@record
class Statistics:
    """What a project holds. `duration` is in frames; `completion` is a share from 0 to 1."""

    scenes: int
    clips: int
    alternates: int
    duration: int
    statuses: dict[str, int]
    completion: float
    gaps: int


def statistics(plan: Layout) -> Statistics:
    """Count what plays; versions set aside count as alternates only."""
    clips = [clip for block in plan.blocks for clip in block.clips]
    shown = sum(1 for clip in clips if clip.is_shown)
    statuses: dict[str, int] = {}
    for clip in clips:
        statuses[clip.status] = statuses.get(clip.status, 0) + 1
    return Statistics(
        scenes=len(plan.blocks),
        clips=len(clips),
        alternates=sum(_alternates(block) for block in plan.blocks),
        duration=plan.length,
        statuses=statuses,
        completion=shown / len(clips) if clips else 0.0,
        gaps=sum(len(gaps(block)) for block in plan.blocks),
    )


def _alternates(block: Block) -> int:
    return len(block.alternates) + sum(len(group) for group in block.versions.values())
