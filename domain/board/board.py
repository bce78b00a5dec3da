"""The board: every aggregate of one project, folded, with the indexes that decisions need.

Decisions only read it. The shell applies facts to it before they are durable and takes them back
when they did not become so; `apply` returns what `revert` needs.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, TypeAlias, cast

from domain.board import clip, pool, project, scene, take
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.board.track import Track
from domain.errors import NotFoundError
from events.ids import ClipId, PoolItemId, ProjectId, SceneId, TakeId
from events.store import Fact

State: TypeAlias = Project | Scene | Clip | Take | PoolItem
Before: TypeAlias = list[tuple[str, State | None]]


class Board:
    def __init__(self, partition: str) -> None:
        self.id = ProjectId(partition)
        self.project: Project | None = None
        # Of a branch: the project at its root, which says who may work on it.
        self.trunk: Project | None = None
        self.scenes: dict[SceneId, Scene] = {}
        self.clips: dict[ClipId, Clip] = {}
        self.takes: dict[TakeId, Take] = {}
        self.pool: dict[PoolItemId, PoolItem] = {}
        self.versions: dict[str, int] = {}
        self._clips_of: dict[SceneId, dict[ClipId, None]] = {}
        self._tracks: dict[tuple[SceneId, int], Track] = {}
        self._tracks_of: dict[SceneId, set[tuple[SceneId, int]]] = {}
        self._heads: list[tuple[str, SceneId]] = []
        self._scene_groups: dict[SceneId, dict[SceneId, None]] = {}
        self._clip_groups: dict[ClipId, dict[ClipId, None]] = {}
        self._clip_counts: Counter[SceneId] = Counter()
        self._takes_of: dict[ClipId, dict[TakeId, None]] = {}

    # What decisions ask

    @property
    def authority(self) -> Project | None:
        """The project whose members may work here: a branch has none of its own."""
        is_branch = self.project is not None and self.project.trunk is not None
        return self.trunk if is_branch else self.project

    def states(self) -> Iterator[State]:
        """Yield everything there is: the project, scenes, clips, takes and the pool."""
        yield from () if self.project is None else (self.project,)
        yield from self.scenes.values()
        yield from self.clips.values()
        yield from self.takes.values()
        yield from self.pool.values()

    def version(self, stream: str) -> int:
        return self.versions.get(stream, 0)

    def scene(self, id_: SceneId) -> Scene:
        """Return a scene that is there. Raises NotFoundError."""
        found = self.scenes.get(id_)
        if found is None or found.is_deleted:
            raise NotFoundError("This scene is gone. Reload the project to see what is there.")
        return found

    def clip(self, id_: ClipId) -> Clip:
        """Return a clip that is there, in a scene that is there. Raises NotFoundError."""
        found = self.clips.get(id_)
        if found is None or found.is_deleted or self.scenes[found.scene].is_deleted:
            raise NotFoundError("This clip is gone. Reload the project to see what is there.")
        return found

    def take(self, id_: TakeId) -> Take:
        """Return a take that is there, of a clip that is there. Raises NotFoundError."""
        found = self.takes.get(id_)
        if found is None or found.is_deleted:
            raise NotFoundError("This take is gone. Reload the project to see what is there.")
        self.clip(found.clip)
        return found

    def pool_item(self, id_: PoolItemId) -> PoolItem:
        """Return a pool item that is there. Raises NotFoundError."""
        found = self.pool.get(id_)
        if found is None or found.is_deleted:
            raise NotFoundError("This pool item is gone. Reload the pool to see what is there.")
        return found

    def takes_of(self, id_: ClipId) -> list[Take]:
        """Return the takes of a clip in the order of their numbers, deleted ones too."""
        found = [self.takes[take_id] for take_id in self._takes_of.get(id_, ())]
        return sorted(found, key=lambda one: (one.number, one.id))

    def originals(self) -> list[Scene]:
        """Return one scene of each group in their order: the original, deleted ones too."""
        return [self.scenes[id_] for _, id_ in self._heads]

    @property
    def scene_count(self) -> int:
        """Count the scenes without their alternates, deleted ones too, to name the next."""
        return len(self._heads)

    def scene_group(self, id_: SceneId) -> list[Scene]:
        """Return the scene, its original and its alternates in the order of their numbers."""
        head = self.scenes[id_].original or id_
        group = [self.scenes[member] for member in self._scene_groups.get(head, ())]
        return sorted(group, key=lambda scene: scene.alternate)

    def clip_group(self, id_: ClipId) -> list[Clip]:
        """Return the clip, its original and its alternates in the order of their numbers."""
        head = self.clips[id_].original or id_
        group = [self.clips[member] for member in self._clip_groups.get(head, ())]
        return sorted(group, key=lambda clip: clip.alternate)

    def clips_of(self, id_: SceneId) -> Iterator[Clip]:
        """Yield the clips of a scene that are not deleted, alternates too."""
        for clip_id in self._clips_of.get(id_, ()):
            if not self.clips[clip_id].is_deleted:
                yield self.clips[clip_id]

    def clip_count(self, id_: SceneId) -> int:
        """Count a scene's clips without their alternates, deleted ones too, to name the next."""
        return self._clip_counts[id_]

    def scene_length(self, id_: SceneId) -> int:
        """Return the frames from the scene's first to the end of its last clip that plays."""
        return max((self._tracks[at].end for at in self._tracks_of.get(id_, ())), default=0)

    def scene_start(self, id_: SceneId) -> int:
        """Return the frames before a scene on the timeline; versions share a place."""
        scene = self.scenes.get(id_)
        if scene is None:
            return 0
        head = scene.original or id_
        before = takewhile(lambda one: one[1] != head, self._heads)
        return sum(self._played_length(other) for _, other in before)

    def _played_length(self, head: SceneId) -> int:
        playing = (it.id for it in self.scene_group(head) if _plays(it))
        return sum(map(self.scene_length, playing))

    def track(self, id_: SceneId, number: int) -> Track:
        return self._tracks.get((id_, number)) or Track(number)

    # What the shell does

    def apply(self, facts: Iterable[Fact]) -> Before:
        """Fold facts in and return what they changed."""
        before: Before = []
        for fact in facts:
            stream = fact.stream
            before.append((stream, self._fold(stream, fact.event)))
            self.versions[stream] = self.versions.get(stream, 0) + 1
        return before

    def put(self, state: State, version: int) -> None:
        """Lay down a thing that is not there yet, as it was at a version."""
        self._put(state.id, None, state)
        self.versions[state.id] = version

    def revert(self, before: Before) -> None:
        """Take facts back: the reverse of the `apply` that returned `before`."""
        for stream, old in reversed(before):
            self._put(stream, self.state(stream), old)
            self.versions[stream] -= 1
            if not self.versions[stream]:
                del self.versions[stream]

    def state(self, stream: str) -> State | None:
        match stream.partition("-")[0]:
            case "clip":
                return self.clips.get(ClipId(stream))
            case "scene":
                return self.scenes.get(SceneId(stream))
            case "take":
                return self.takes.get(TakeId(stream))
            case "item":
                return self.pool.get(PoolItemId(stream))
            case _:
                return self.project

    def _fold(self, stream: str, event: Any) -> State | None:
        """Fold one event in and return its aggregate as it was before."""
        match stream.partition("-")[0]:
            case "clip":
                old = self.clips.get(ClipId(stream))
                self._put_clip(old, clip.evolve(old, event, stream))
                return old
            case "scene":
                was = self.scenes.get(SceneId(stream))
                self._put_scene(SceneId(stream), was, scene.evolve(was, event, stream))
                return was
            case "take":
                one = self.takes.get(TakeId(stream))
                self._put_take(TakeId(stream), take.evolve(one, event, stream))
                return one
            case "item":
                kept = self.pool.get(PoolItemId(stream))
                self.pool[PoolItemId(stream)] = pool.evolve(kept, event, stream)
                return kept
            case _:
                before, self.project = self.project, project.evolve(self.project, event, stream)
                return before

    def _put(self, stream: str, old: State | None, new: State | None) -> None:
        match stream.partition("-")[0]:
            case "clip":
                self._put_clip(cast("Clip | None", old), cast("Clip | None", new))
            case "scene":
                self._put_scene(
                    SceneId(stream), cast("Scene | None", old), cast("Scene | None", new)
                )
            case "take":
                self._put_take(TakeId(stream), cast("Take | None", new))
            case "item":
                self._put_item(PoolItemId(stream), cast("PoolItem | None", new))
            case _:
                self.project = cast("Project | None", new)

    def _put_take(self, id_: TakeId, new: Take | None) -> None:
        if new is None:
            del self._takes_of[self.takes.pop(id_).clip][id_]
        else:
            self.takes[id_] = new
            self._takes_of.setdefault(new.clip, {})[id_] = None

    def _put_item(self, id_: PoolItemId, new: PoolItem | None) -> None:
        if new is None:
            del self.pool[id_]
        else:
            self.pool[id_] = new

    def _put_scene(self, id_: SceneId, old: Scene | None, new: Scene | None) -> None:
        if old:
            if old.original is None:
                del self._heads[bisect_left(self._heads, (old.rank, id_))]
            del self._scene_groups[old.original or id_][id_]
            del self.scenes[id_]
        if new:
            if new.original is None:
                insort(self._heads, (new.rank, id_))
            self._scene_groups.setdefault(new.original or id_, {})[id_] = None
            self.scenes[id_] = new

    def _put_clip(self, old: Clip | None, new: Clip | None) -> None:
        if old and new and (old.scene, old.original) == (new.scene, new.original):
            self._change(old, new)
            return
        if old:
            self._take_off(old)
        if new:
            self._lay_down(new)

    def _change(self, old: Clip, new: Clip) -> None:
        """Put a clip that stays in its scene and group: most changes leave its place alone, too."""
        self.clips[new.id] = new
        if _place(old) != _place(new):
            if old.takes_place:
                self._tracks[old.scene, old.track].remove(old)
            self._lay_on_track(new)

    def _take_off(self, clip: Clip) -> None:
        if clip.takes_place:
            self._tracks[clip.scene, clip.track].remove(clip)
        self._clip_counts[clip.scene] -= clip.original is None
        del self._clips_of[clip.scene][clip.id]
        del self._clip_groups[clip.original or clip.id][clip.id]
        del self.clips[clip.id]

    def _lay_down(self, clip: Clip) -> None:
        self.clips[clip.id] = clip
        self._clip_counts[clip.scene] += clip.original is None
        self._clips_of.setdefault(clip.scene, {})[clip.id] = None
        self._clip_groups.setdefault(clip.original or clip.id, {})[clip.id] = None
        self._lay_on_track(clip)

    def _lay_on_track(self, clip: Clip) -> None:
        if clip.takes_place:
            at = clip.scene, clip.track
            if at not in self._tracks:
                self._tracks[at] = Track(clip.track)
                self._tracks_of.setdefault(clip.scene, set()).add(at)
            self._tracks[at].put(clip)


def as_it_was(before: Before) -> dict[str, State | None]:
    """Return what each thing was before the first of its facts, in the order of the facts."""
    old: dict[str, State | None] = {}
    for stream, state in before:
        old.setdefault(stream, state)
    return old


def _plays(scene: Scene) -> bool:
    return scene.is_chosen and not scene.is_deleted


def _place(clip: Clip) -> tuple[int, int, int, bool, bool]:
    return clip.track, clip.start, clip.length, clip.is_chosen, clip.is_deleted
