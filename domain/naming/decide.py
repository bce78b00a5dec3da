"""What a project makes of what is asked of its names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, assert_never

from domain import text
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.naming import pattern as patterns
from domain.naming.code import Codes, numbered, shown, taken, wished
from domain.naming.command import (
    ConfirmShotList,
    NamingCommand,
    SetClipCode,
    SetSceneCode,
    UnlockShotList,
)
from domain.naming.label import nearest
from domain.naming.pattern import Pattern
from domain.naming.plain import is_reserved
from domain.naming.review import EMPTY, LOCKED
from events.clip import ClipCoded
from events.ids import SceneId
from events.project import ShotListConfirmed, ShotListUnlocked
from events.scene import SceneCoded
from events.store import Fact

CODE_LENGTH: Final = 40
_CODE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


def decide(command: NamingCommand, board: Board) -> list[Fact]:
    match command:
        case ConfirmShotList():
            return _confirm(command, board)
        case UnlockShotList():
            return _unlock(board)
        case SetSceneCode():
            return _set_scene(command, board)
        case SetClipCode():
            return _set_clip(command, board)
    assert_never(command)


def _project(board: Board) -> Project:
    if board.project is None:
        raise NotFoundError(UNSEEN)
    return board.project


# --- the shot list --------------------------------------------------------------------------------


def _confirm(command: ConfirmShotList, board: Board) -> list[Fact]:
    project = _project(board)
    if project.confirmed_naming and command.anew:
        raise RuleViolatedError(LOCKED)
    if project.confirmed_naming:
        return []
    pattern = patterns.parse(project.naming)
    codes = wished(pattern, board.scenes.values(), board.clips.values(), anew=command.anew)
    if not codes.shots:
        raise RuleViolatedError(EMPTY)
    confirmed = Fact(stream=board.id, event=ShotListConfirmed(naming=project.naming))
    return [confirmed, *_coded(board, codes, anew=command.anew)]


def _coded(board: Board, codes: Codes, *, anew: bool) -> Iterator[Fact]:
    """Yield the facts that give all versions their codes. Anew, what was deleted loses its own."""
    for scene in board.scenes.values():
        code = codes.scenes.get(scene.original or scene.id, "" if anew else scene.code)
        if code != scene.code:
            yield Fact(stream=scene.id, event=SceneCoded(code=code))
    for clip in board.clips.values():
        code = codes.shots.get(clip.original or clip.id, "" if anew else clip.code)
        if code != clip.code:
            yield Fact(stream=clip.id, event=ClipCoded(code=code))


def _unlock(board: Board) -> list[Fact]:
    if not _project(board).confirmed_naming:
        return []
    return [Fact(stream=board.id, event=ShotListUnlocked())]


# --- what came since ------------------------------------------------------------------------------


def completed(board: Board, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts that name what these brought: all of it into a confirmed shot list.

    Outside of one only a new version of what has a code gets it. The board has the facts already.
    """
    project = board.project
    if project is None or not project.confirmed_naming:
        return list(_followed(board, facts))
    homes = _unnamed(board, facts)
    if not homes:
        return []
    pattern = patterns.stored(project.confirmed_naming)
    if pattern.scene is None:
        homes = {scene.id: None for scene in board.scenes.values()}
    inside = [clip for home in homes for clip in board.clips_of(home)]
    there = shown(board.scenes.values(), inside)
    codes = numbered(pattern, board.scenes.values(), there, taken(board.clips.values()))
    return list(_coded(board, codes, anew=False))


def _followed(board: Board, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that give versions without a code that of the others."""
    for stream in dict.fromkeys(fact.stream for fact in facts):
        match board.state(stream):
            case Scene(code="") as scene:
                if code := _code_of(board.scene_group(scene.id)):
                    yield Fact(stream=stream, event=SceneCoded(code=code))
            case Clip(code="") as clip:
                if code := _code_of(board.clip_group(clip.id)):
                    yield Fact(stream=stream, event=ClipCoded(code=code))
            case _:
                pass


def _code_of(group: Iterable[Scene | Clip]) -> str:
    return next((version.code for version in group if version.code), "")


def _unnamed(board: Board, facts: Iterable[Fact]) -> dict[SceneId, None]:
    """Return the scenes in which something of these facts has no code."""
    facts = list(facts)
    if any(isinstance(fact.event, ShotListConfirmed) for fact in facts):
        return dict.fromkeys(board.scenes)
    states = [board.state(stream) for stream in dict.fromkeys(fact.stream for fact in facts)]
    homes: dict[SceneId, None] = {}
    for state in states:
        if isinstance(state, Scene) and not state.is_deleted and _lacks(board, state):
            homes[state.id] = None
        if isinstance(state, Clip) and not (state.code or state.is_deleted):
            homes[state.scene] = None
    return homes


def _lacks(board: Board, scene: Scene) -> bool:
    return not scene.code or any(not clip.code for clip in board.clips_of(scene.id))


# --- by hand --------------------------------------------------------------------------------------


def _set_scene(command: SetSceneCode, board: Board) -> list[Fact]:
    scene, pattern = board.scene(command.scene_id), _pattern(board)
    if pattern.scene is None:
        raise RuleViolatedError(
            "The naming convention has no {scene}, so scenes have no codes of their own. "
            "Change it in the settings.",
            field="code",
        )
    code = _checked(command.code, board)
    others = [it for it in board.scenes.values() if _head(it) != _head(scene)]
    _refuse_taken(code, others, "")
    return [
        Fact(stream=version.id, event=SceneCoded(code=code))
        for version in board.scene_group(scene.id)
        if version.code != code
    ]


def _set_clip(command: SetClipCode, board: Board) -> list[Fact]:
    clip, pattern = board.clip(command.clip_id), _pattern(board)
    code = _checked(command.code, board)
    others = [it for it in board.clips.values() if _head(it) != _head(clip)]
    _refuse_taken(code, others, pattern.badge.before)
    return [
        Fact(stream=version.id, event=ClipCoded(code=code))
        for version in board.clip_group(clip.id)
        if version.code != code
    ]


def _pattern(board: Board) -> Pattern:
    project = _project(board)
    return patterns.stored(project.confirmed_naming or project.naming)


def _head(one: Any) -> str:
    return str(one.original or one.id)


def _checked(value: str, board: Board) -> str:
    code = value.strip()
    if not code and _project(board).confirmed_naming:
        raise RuleViolatedError(
            "What is in a confirmed shot list has a code. Write another one, or unlock the shot "
            "list first.",
            field="code",
        )
    is_fit = len(code) <= CODE_LENGTH and _CODE.fullmatch(code) and not is_reserved(code)
    if code and not is_fit:
        raise RuleViolatedError(
            f"{text.quoted(code)} cannot be a code, which names files. It has 1 to {CODE_LENGTH} "
            "letters A to Z, digits, points, - and _, with a letter or digit at both ends, and is "
            "no name of a device, such as CON.",
            field="code",
        )
    return code


def _refuse_taken(code: str, others: Sequence[Scene] | Sequence[Clip], badge: str) -> None:
    """Refuse a code of another one, or one that reads like that of another one's alternate."""
    holder = next((it for it in others if it.code and _are_alike(code, it.code, badge)), None)
    if not code or holder is None:
        return
    free = [
        it
        for it in nearest(code, taken(others))
        if not any(other.code and _are_alike(it, other.code, badge) for other in others)
    ]
    listed = f" Free are {' and '.join(free)}." if free else ""
    what = "belongs to" if holder.code.upper() == code.upper() else "reads like an alternate of"
    deleted = ", which is deleted and can be restored" if holder.is_deleted else ""
    raise RuleViolatedError(
        f"The code {code} {what} '{holder.name}'{deleted}.{listed}",
        field="code",
        free_codes=tuple(free),
    )


def _are_alike(one: str, other: str, badge: str) -> bool:
    one, other, badge = one.upper(), other.upper(), badge.upper()
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short).removeprefix(badge) if long.startswith(short) else ""
    return rest.startswith("A") and rest[1:].isdecimal()
