"""Scenes: added, edited, ordered, and tried in other versions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal, TypeAlias, assert_never

from domain import alternates, copy, rank, text
from domain.board.board import Board
from domain.board.scene import Scene
from domain.errors import NotFoundError, RuleViolatedError
from events.ids import SceneId, derived, kind
from events.record import record
from events.scene import (
    SceneAdded,
    SceneChosen,
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
from events.store import Fact

# A scene to stand behind, or an end of the list.
After: TypeAlias = SceneId | Literal["first", "last"]


@record
class AddScene:
    scene_id: SceneId
    name: str = ""
    description: str = ""
    lyrics: str = ""
    after: After = "last"


@record
class EditScene:
    """None leaves a field as it is."""

    scene_id: SceneId
    name: str | None = None
    description: str | None = None
    lyrics: str | None = None
    image_template: str | None = None
    video_template: str | None = None
    negative_template: str | None = None
    parameters: Mapping[str, Any] | None = None


@record
class ReorderScene:
    scene_id: SceneId
    after: After


@record
class DuplicateScene:
    """Copies one version and its clips as a new scene. `seed` makes the new ids.

    `after` None is right behind the scene itself.
    """

    scene_id: SceneId
    seed: str
    after: After | None = None


@record
class AddSceneAlternate:
    """Copies one version and its clips as the next alternate. `seed` makes the new ids."""

    scene_id: SceneId
    seed: str


@record
class ChooseScene:
    scene_id: SceneId


@record
class PromoteScene:
    """Makes an alternate the original, and the original that alternate."""

    scene_id: SceneId


@record
class DeleteScene:
    scene_id: SceneId


@record
class RestoreScene:
    scene_id: SceneId


SceneCommand: TypeAlias = (
    AddScene
    | EditScene
    | ReorderScene
    | DuplicateScene
    | AddSceneAlternate
    | ChooseScene
    | PromoteScene
    | DeleteScene
    | RestoreScene
)


def decide(command: SceneCommand, board: Board) -> list[Fact]:  # noqa: PLR0911 - one line a command
    match command:
        case AddScene():
            return _add(command, board)
        case EditScene():
            return _edit(command, board)
        case ReorderScene():
            return _reorder(command, board)
        case DuplicateScene():
            return _duplicate(command, board)
        case AddSceneAlternate():
            return _add_alternate(command, board)
        case ChooseScene():
            return _choose(board.scene(command.scene_id), board)
        case PromoteScene():
            return _promote(board.scene(command.scene_id), board)
        case DeleteScene():
            return _delete(command, board)
        case RestoreScene():
            return _restore(command, board)
    assert_never(command)


def new_id(seed: str) -> SceneId:
    """Return the id of the scene that a copying command makes."""
    return SceneId(derived("scene", seed, 0))


def _add(command: AddScene, board: Board) -> list[Fact]:
    if kind(command.scene_id) != "scene":
        raise RuleViolatedError("A scene's id is 'scene-' and 32 hex digits.", field="id")
    event = SceneAdded(
        name=text.name(command.name or f"Scene {board.scene_count + 1}"),
        rank=_rank(board, command.after),
        description=text.prose(command.description, "description"),
        lyrics=text.prose(command.lyrics, "lyrics"),
        parameters={},
    )
    there = board.scenes.get(command.scene_id)
    if there is not None:
        return _already(there, event.name if command.name else there.name)
    return [Fact(stream=command.scene_id, event=event)]


def _already(there: Scene, name: str) -> list[Fact]:
    if there.name == name and not there.is_deleted and there.copied_from is None:
        return []
    raise RuleViolatedError("There is a scene with this id already. Use a new id.", field="id")


def _rank(board: Board, after: After, moving: SceneId | None = None) -> str:
    others = [scene for scene in board.originals() if scene.id != moving]
    at = _place(board, others, after)
    low = others[at - 1].rank if at else ""
    high = others[at].rank if at < len(others) else ""
    return rank.between(low, high)


def _place(board: Board, others: list[Scene], after: After) -> int:
    if after == "first":
        return 0
    if after == "last":
        return len(others)
    head = board.scene(after).original or after
    found = [n for n, scene in enumerate(others, 1) if scene.id == head]
    if not found:
        raise RuleViolatedError("A scene cannot stand behind itself.", field="after_scene_id")
    return found[0]


_EDITS: Final[dict[str, tuple[Callable[[str, str], str], Callable[[str], SceneEvent]]]] = {
    "description": (text.prose, lambda value: SceneDescribed(description=value)),
    "lyrics": (text.prose, lambda value: SceneLyricsEdited(lyrics=value)),
    "image_template": (text.prose, lambda value: SceneImageTemplateEdited(template=value)),
    "video_template": (text.prose, lambda value: SceneVideoTemplateEdited(template=value)),
    "negative_template": (text.prose, lambda value: SceneNegativeTemplateEdited(template=value)),
}


def _edit(command: EditScene, board: Board) -> list[Fact]:
    scene = board.scene(command.scene_id)
    facts = [] if command.name is None else _rename(scene, text.name(command.name), board)
    for field, (checked, event) in _EDITS.items():
        wish = getattr(command, field)
        if wish is not None and checked(wish, field) != getattr(scene, field):
            facts.append(Fact(stream=scene.id, event=event(checked(wish, field))))
    if command.parameters is not None:
        facts += _set_parameters(scene, text.parameters(command.parameters))
    return facts


def _rename(scene: Scene, name: str, board: Board) -> list[Fact]:
    if name == scene.name:
        return []
    facts = [Fact(stream=scene.id, event=SceneRenamed(name=name))]
    if scene.original is None:
        facts += [
            Fact(stream=follower.id, event=SceneRenamed(name=new))
            for follower, new in alternates.followers(board.scene_group(scene.id), scene.name, name)
        ]
    return facts


def _set_parameters(scene: Scene, parameters: dict[str, Any]) -> list[Fact]:
    if text.is_same(parameters, scene.parameters):
        return []
    return [Fact(stream=scene.id, event=SceneParametersSet(parameters=parameters))]


def _reorder(command: ReorderScene, board: Board) -> list[Fact]:
    group = board.scene_group(board.scene(command.scene_id).id)
    head = alternates.original(group)
    scenes = board.originals()
    order = [scene.id for scene in scenes]
    others = [scene for scene in scenes if scene.id != head.id]
    if order.index(head.id) == _place(board, others, command.after):
        return []
    new = _rank(board, command.after, moving=head.id)
    return [Fact(stream=scene.id, event=SceneReordered(rank=new)) for scene in group]


def _copy(scene: Scene, event: SceneAdded, seed: str, board: Board) -> list[Fact]:
    new = new_id(seed)
    clips = copy.clips(board.clips_of(scene.id), {scene.id: new}, seed, board.takes_of)
    return [Fact(stream=new, event=event), *clips]


def _duplicate(command: DuplicateScene, board: Board) -> list[Fact]:
    scene = board.scene(command.scene_id)
    if new_id(command.seed) in board.scenes:
        return []
    name = text.name(f"{scene.name} copy"[: text.NAME_LENGTH])
    new = _rank(board, command.after or scene.id)
    event = replace(copy.scene_added(scene), name=name, rank=new)
    return _copy(scene, event, command.seed, board)


def _add_alternate(command: AddSceneAlternate, board: Board) -> list[Fact]:
    scene = board.scene(command.scene_id)
    if new_id(command.seed) in board.scenes:
        return []
    group = board.scene_group(scene.id)
    first, number = alternates.original(group), alternates.next_number(group)
    event = replace(
        copy.scene_added(scene),
        name=text.name(alternates.name(first.name, number)),
        original=first.id,
        alternate=number,
        is_chosen=False,
    )
    return _copy(scene, event, command.seed, board)


def _choose(scene: Scene, board: Board) -> list[Fact]:
    if scene.is_chosen:
        return []
    group = board.scene_group(scene.id)
    leaving = [version for version in group if version.is_chosen and not version.is_deleted]
    aside = [Fact(stream=version.id, event=SceneSetAside()) for version in leaving]
    return [*aside, Fact(stream=scene.id, event=SceneChosen())]


def _promote(scene: Scene, board: Board) -> list[Fact]:
    if scene.original is None:
        return _choose(scene, board)
    facts = _choose(scene, board)
    for version, number, name in alternates.promoted(board.scene_group(scene.id), scene):
        head = None if version.id == scene.id else scene.id
        event = SceneRegrouped(original=head, alternate=number)
        facts.append(Fact(stream=version.id, event=event))
        if name != version.name:
            facts.append(Fact(stream=version.id, event=SceneRenamed(name=name)))
    return facts


def _delete(command: DeleteScene, board: Board) -> list[Fact]:
    known = board.scenes.get(command.scene_id)
    if known is not None and known.is_deleted:
        return []
    scene = board.scene(command.scene_id)
    facts = [Fact(stream=scene.id, event=SceneDeleted())]
    heir = alternates.successor(board.scene_group(scene.id), scene)
    if scene.is_chosen and heir is not None:
        facts.append(Fact(stream=scene.id, event=SceneSetAside()))
        facts.append(Fact(stream=heir.id, event=SceneChosen()))
    return facts


def _restore(command: RestoreScene, board: Board) -> list[Fact]:
    scene = board.scenes.get(command.scene_id)
    if scene is None:
        raise NotFoundError("There is no such scene in this project.")
    if not scene.is_deleted:
        return []
    current = alternates.chosen(board.scene_group(scene.id))
    facts = [Fact(stream=scene.id, event=SceneRestored())]
    if scene.is_chosen and current is not None:
        facts.append(Fact(stream=scene.id, event=SceneSetAside()))
    if not scene.is_chosen and current is None:
        facts.append(Fact(stream=scene.id, event=SceneChosen()))
    return facts
