"""Restoring: making a clip, a scene or everything as it was at an earlier moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from domain import facet, settle
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.errors import NotFoundError, RuleViolatedError
from domain.facet import Facet
from events.record import record
from events.store import Fact

# What depends on the other versions, or on the other scenes, of the present.
_RELATIVE: Final = frozenset({"group", "chosen", "rank", "code", "shot_list", "merges"})


@record
class Restore:
    """`then` is everything there was at the moment, by stream.

    `about` is a scene (with its clips) or a clip, None for everything. `fields` are facets, None
    for all but the place among versions and scenes.
    """

    then: Mapping[str, State]
    about: str | None = None
    fields: Sequence[str] | None = None


def decide(command: Restore, board: Board) -> list[Fact]:
    """Raises NotFoundError for what was not there then, RuleViolatedError for what has no room."""
    if command.about is None:
        return settle.settled(board, _everything(command.then, board))
    now, then = board.state(command.about), command.then.get(command.about)
    if not isinstance(now, Scene | Clip):
        raise NotFoundError(
            "There is no such scene or clip in this project. Reload it to see what is there."
        )
    if not isinstance(then, Scene | Clip) or then.is_deleted:
        raise RuleViolatedError(f"'{now.name}' was not there then. Choose another moment.")
    wishes: dict[str, State] = {now.id: _restored(now, then, _wanted(now, command.fields))}
    if isinstance(then, Scene) and command.fields is None:
        wishes |= _content(then, command.then, board)
    return settle.settled(board, {**wishes, **_shown(wishes, board)})


def _shown(wishes: Mapping[str, State], board: Board) -> dict[str, State]:
    """Return the deleted takes that the clips show again, brought back."""
    clips = [it for it in wishes.values() if isinstance(it, Clip)]
    takes = [board.takes.get(id_) for it in clips for id_ in (it.image, it.video) if id_]
    return {it.id: replace(it, is_deleted=False) for it in takes if it and it.is_deleted}


def _everything(then: Mapping[str, State], board: Board) -> dict[str, State]:
    wishes: dict[str, State] = {}
    for now in board.states():
        was = then.get(now.id)
        if isinstance(now, Project):
            wanted = _restored(now, was, _wanted(now, None)) if was else now
        elif _is_hidden(was, then):
            continue  # it was not to be seen then: what it is makes no difference
        else:
            # Codes are on files by now: they stay with what they were given to.
            wanted = _renamed(was, now) if was else _gone(now)
        if wanted is not now:
            wishes[now.id] = wanted
    return wishes


def _renamed(was: State, now: State) -> State:
    """Return what was, under the code of now."""
    return replace(cast("Any", was), code=now.code) if isinstance(now, Scene | Clip) else was


def _is_hidden(was: State | None, then: Mapping[str, State]) -> bool:
    if isinstance(was, Take):
        clip: Any = then[was.clip]
        return clip.is_deleted or _is_hidden(clip, then)
    scene = then.get(was.scene) if isinstance(was, Clip) else None
    return isinstance(scene, Scene) and scene.is_deleted


def _content(scene: Scene, then: Mapping[str, State], board: Board) -> dict[str, State]:
    """Return the clips as they were in the scene; those that were made since go."""
    were: dict[str, State] = {
        id_: replace(one, code=board.clips[one.id].code if one.id in board.clips else "")
        for id_, one in then.items()
        if isinstance(one, Clip) and one.scene == scene.id
    }
    made_since = [clip for clip in board.clips_of(scene.id) if clip.id not in then]
    return {**were, **{clip.id: _gone(clip) for clip in made_since}}


def _gone(state: Any) -> State:
    return state if state.is_deleted else cast("State", replace(state, is_deleted=True))


def _wanted(now: State, fields: Sequence[str] | None) -> Iterable[Facet]:
    known = facet.BY_NAME[type(now)]
    if fields is None:
        return [one for one in known.values() if one.name not in _RELATIVE]
    unknown = [name for name in fields if name not in known or name in _RELATIVE]
    if unknown or not fields:
        labels = ", ".join(one.label for name, one in known.items() if name not in _RELATIVE)
        raise RuleViolatedError(f"Choose among these fields: {labels}.", field="fields")
    return [known[name] for name in dict.fromkeys(["deleted", *fields])]


def _restored(now: State, then: State, facets: Iterable[Facet]) -> State:
    wanted: Any = now
    for one in facets:
        if not one.is_same(wanted, then):
            wanted = one.taken(wanted, then)
    return cast("State", wanted)
