"""Codes of scenes and shots: which they have, and which they get.

All versions of a scene or clip have the code of their original. Who has a code keeps it; the
others are numbered between those, in the order of the film. So inserting, moving and deleting
change no code that was given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

from domain.alternates import badge
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.naming.label import Family, Label, between
from domain.naming.pattern import Pattern, stored
from events.ids import ClipId, SceneId
from events.record import record, replace

K = TypeVar("K", SceneId, ClipId)
# What is to have a code, in its order, with the code that it has already.
Row: TypeAlias = tuple[K, str]


@record
class Codes:
    """The codes of scenes and of shots, by the ids of their originals."""

    pattern: Pattern
    scenes: Mapping[SceneId, str]
    shots: Mapping[ClipId, str]

    def of_scene(self, scene: Scene) -> str:
        code = self.scenes.get(scene.original or scene.id) or scene.code
        return f"{code}{badge(scene.alternate)}" if code else ""

    def of_shot(self, clip: Clip) -> str:
        """Return the code of the shot that a clip is a version of."""
        return self.shots.get(clip.original or clip.id) or clip.code

    def of_clip(self, clip: Clip) -> str:
        """Return the code of a clip: an alternate's has its badge behind that of its shot."""
        return versioned(self.of_shot(clip), clip.alternate, self.pattern)


# Whoever has a code has it itself.
NO_CODES: Final = Codes(pattern=stored(""), scenes={}, shots={})


def of(project: Project, scenes: Iterable[Scene], clips: Iterable[Clip]) -> Codes:
    """Return the codes of a project: those that were given, or those that confirming would give.

    All scenes and clips are wanted, deleted ones too.
    """
    if project.confirmed_naming:
        return replace(NO_CODES, pattern=stored(project.confirmed_naming))
    return wished(stored(project.naming), scenes, clips)


def wished(
    pattern: Pattern, scenes: Iterable[Scene], clips: Iterable[Clip], *, anew: bool = False
) -> Codes:
    """Return the codes that confirming would give; `anew` as if nothing had one yet."""
    scenes, clips = list(scenes), list(clips)
    if anew:
        scenes = [replace(scene, code="") for scene in scenes]
        clips = [replace(clip, code="") for clip in clips]
    return numbered(pattern, scenes, shown(scenes, clips), taken(clips))


def shown(scenes: Iterable[Scene], clips: Iterable[Clip]) -> list[Clip]:
    """Return the clips without those of deleted scenes, which are not there."""
    there = {scene.id for scene in scenes if not scene.is_deleted}
    return [clip for clip in clips if clip.scene in there]


def versioned(code: str, alternate: int, pattern: Pattern) -> str:
    if not (code and alternate):
        return code
    piece = pattern.badge
    return f"{code}{piece.before}A{alternate:0{piece.width}}"


def taken(things: Iterable[Scene] | Iterable[Clip]) -> list[str]:
    """Return the codes that are given, deleted ones too, in capitals and in order."""
    return sorted({one.code.upper() for one in things if one.code})


def numbered(
    pattern: Pattern, scenes: Iterable[Scene], clips: Iterable[Clip], given: Sequence[str]
) -> Codes:
    """Return the codes of all scenes and of these clips: those that they have, and new ones.

    `given` are the codes that no clip may get, see `taken`.
    """
    known = list(scenes)
    inside = _shots(clips)
    codes = _scenes(pattern, known)
    numbering = _Numbering(pattern, given)
    if pattern.scene is None:
        numbering.fill("", [row for scene in _ordered(known) for row in inside.get(scene.id, ())])
    else:
        for scene in _ordered(known):
            prefix = f"{codes[scene.original or scene.id]}{badge(scene.alternate)}"
            numbering.fill(prefix + pattern.joint, inside.get(scene.id, ()))
    return Codes(pattern=pattern, scenes=codes, shots=numbering.codes)


def _ordered(scenes: Iterable[Scene]) -> list[Scene]:
    """Return the scenes that are there in the order of the film, versions one after the other."""
    live = (scene for scene in scenes if not scene.is_deleted)
    return sorted(live, key=lambda it: (it.rank, it.original or it.id, it.alternate))


def _scenes(pattern: Pattern, scenes: Sequence[Scene]) -> dict[SceneId, str]:
    """Return the codes of scenes by their originals; none where no token names scenes."""
    if pattern.scene is None:
        return {}
    piece = pattern.scene
    family = Family(prefix=pattern.lead, width=piece.width, step=piece.step)
    rows: dict[SceneId, str] = {}
    for scene in _ordered(scenes):
        id_ = scene.original or scene.id
        rows[id_] = rows.get(id_) or scene.code
    return dict(_filled(family, list(rows.items()), family.labels(taken(scenes))))


def _shots(clips: Iterable[Clip]) -> dict[SceneId, list[Row[ClipId]]]:
    """Return the shots that are there, by their scenes and in the order of their starts."""
    live: dict[ClipId, Clip] = {}
    for clip in clips:
        id_ = clip.original or clip.id
        # A version that was just made has no code yet, while the others have.
        if not clip.is_deleted and (id_ not in live or clip.code):
            live[id_] = clip
    ordered = sorted(live.items(), key=lambda it: (it[1].start, it[1].track, it[0]))
    found: dict[SceneId, list[Row[ClipId]]] = {}
    for id_, clip in ordered:
        found.setdefault(clip.scene, []).append((id_, clip.code))
    return found


class _Numbering:
    def __init__(self, pattern: Pattern, given: Sequence[str]) -> None:
        self._pattern = pattern
        self._given = given
        # Versions of scenes may share a family, and then its numbers.
        self._used: dict[str, set[Label]] = {}
        self.codes: dict[ClipId, str] = {}

    def fill(self, prefix: str, rows: Sequence[Row[ClipId]]) -> None:
        pattern = self._pattern
        family = Family(
            prefix=prefix if pattern.scene else pattern.lead,
            width=pattern.shot.width,
            step=pattern.shot.step,
            end=pattern.end,
            badge=pattern.badge.before,
        )
        if prefix.upper() not in self._used:
            self._used[prefix.upper()] = family.labels(self._given)
        self.codes.update(_filled(family, rows, self._used[prefix.upper()]))


def _filled(family: Family, rows: Sequence[Row[K]], used: set[Label]) -> Iterator[Row[K]]:
    """Yield every row with a code: its own, or one between those beside it."""
    low: Label | None = None
    waiting: list[K] = []
    for id_, code in rows:
        if not code:
            waiting.append(id_)
            continue
        yield id_, code
        # What was named by hand, or came from another scene, says nothing of the order.
        if (label := family.label(code)) is not None:
            yield from _between(family, low, label, waiting, used)
            low, waiting = label, []
    yield from _between(family, low, None, waiting, used)


def _between(
    family: Family, low: Label | None, high: Label | None, waiting: list[K], used: set[Label]
) -> Iterator[Row[K]]:
    if waiting:
        labels = between(low, high, len(waiting), family.step, used)
        yield from zip(waiting, map(family.text, labels), strict=True)
