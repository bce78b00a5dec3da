"""What is looked at before a convention is taken or a shot list is confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.naming.code import wished
from domain.naming.file import NAMELESS, File, stem
from domain.naming.pattern import Pattern
from domain.naming.plain import safe
from events.ids import ClipId, SceneId
from events.record import record

EXAMPLE_SCENES: Final = 2
EXAMPLE_SHOTS: Final = 3


LOCKED: Final = "The shot list is confirmed, and its codes stay. Unlock it first to number it anew."
EMPTY: Final = "There is no clip to confirm yet. Add the first one."


@record
class Change:
    """The code of a scene or shot, named by its original, before and after; empty for none."""

    id: str
    name: str
    before: str
    after: str


@record
class Review:
    """What confirming would do: `kept` have a code that stays, `changes` are all others."""

    scenes: int
    shots: int
    kept: int
    changes: tuple[Change, ...]

    @property
    def given(self) -> int:
        return sum(1 for it in self.changes if not it.before)

    @property
    def changed(self) -> int:
        return sum(1 for it in self.changes if it.before and it.after)

    @property
    def lost(self) -> int:
        return sum(1 for it in self.changes if not it.after)


def review(
    pattern: Pattern, scenes: Sequence[Scene], clips: Sequence[Clip], *, anew: bool
) -> Review:
    """Return what confirming would do, in the order of the film; what loses its code comes last."""
    codes = wished(pattern, scenes, clips, anew=anew)
    pairs = [*_pairs(scenes, codes.scenes, anew=anew), *_pairs(clips, codes.shots, anew=anew)]
    return Review(
        scenes=len(codes.scenes),
        shots=len(codes.shots),
        kept=sum(1 for it in pairs if it.before and it.before == it.after),
        changes=tuple(it for it in pairs if it.before != it.after),
    )


def _pairs(
    things: Iterable[Scene] | Iterable[Clip], codes: Mapping[Any, str], *, anew: bool
) -> list[Change]:
    """Return originals with their codes, in the order of the new ones; those without come last."""
    found = [
        Change(
            id=it.id,
            name=it.name,
            before=it.code,
            after=codes.get(it.id, "" if anew else it.code),
        )
        for it in things
        if it.original is None
    ]
    return sorted(found, key=lambda it: (not it.after, it.after))


@record
class Named:
    """What a convention makes of a shot; `clip` is empty for one that is made up."""

    clip: str
    name: str
    code: str
    file: str


def preview(
    pattern: Pattern,
    project: Project,
    scenes: Sequence[Scene],
    clips: Sequence[Clip],
    first: int,
) -> list[Named]:
    """Return the names of the first shots as if nothing had a code; of made up ones if none is."""
    codes = wished(pattern, scenes, clips, anew=True)
    if not codes.shots:
        scenes, clips = _example()
        codes = wished(pattern, scenes, clips, anew=True)
    shown = sorted(
        (it for it in clips if it.original is None and it.id in codes.shots), key=codes.of_shot
    )
    made_up = {it.id for it in clips if it.copied_from == it.id}
    return [
        Named(
            clip="" if it.id in made_up else it.id,
            name=it.name,
            code=codes.of_shot(it),
            file=stem(pattern, File(project=project.name, code=codes.of_shot(it), **_TRIAL)),
        )
        for it in shown[:first]
    ]


# So that every token is seen.
_TRIAL: Final[Mapping[str, Any]] = {"alternate": 1, "take": 1, "version": 1, "date": "20260131"}


def _example() -> tuple[list[Scene], list[Clip]]:
    """Return two scenes of three shots each, for a project that is still empty."""
    scenes = [
        Scene(id=SceneId(f"scene-{n}"), name=f"Scene {n}", rank=str(n))
        for n in range(1, EXAMPLE_SCENES + 1)
    ]
    clips = [
        Clip(
            id=(id_ := ClipId(f"clip-{scene.id}-{n}")),
            scene=scene.id,
            name=f"{scene.name}, clip {n}",
            start=n,
            copied_from=id_,
        )
        for scene in scenes
        for n in range(1, EXAMPLE_SHOTS + 1)
    ]
    return scenes, clips


def warnings(pattern: Pattern, project: Project) -> list[str]:
    """Return what a convention does that might not be meant."""
    tokens = {piece.token for piece in pattern.pieces}
    found: list[str] = []
    if "project" in tokens and not safe(project.name).strip("_-."):
        found.append(
            f"The name of the project has no letters A to Z, so {{project}} is '{NAMELESS}'."
        )
    if pattern.scene is None:
        found.append("Without {scene} shots are numbered through the whole project.")
    if pattern.shot.step == 1:
        found.append(
            "{shot} has no step, so a shot that comes between two others gets a letter: write "
            "{shot:04*10} to leave room."
        )
    return found
