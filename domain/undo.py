"""Undo and redo: taking back what a commit did, facet by facet.

A commit is taken back by another one that gives every facet it changed the value from before.
Undo of an undo is redo. Where somebody changed the same facet since, it is refused, and says so,
unless it is asked for anyway.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from domain import alternates, facet, settle
from domain.board.board import Board, State
from domain.board.clip import Clip, selecting
from domain.board.scene import Scene
from domain.board.take import Take
from domain.errors import InterferedError, Interference, RuleViolatedError
from domain.facet import Facet
from domain.take import KINDS
from events.ids import TakeId, UserId
from events.project import (
    BranchForked,
    BranchRenamed,
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    ProjectArchived,
    ProjectArrived,
    ProjectCreated,
    ProjectDeleted,
    ProjectExported,
    ProjectRestored,
    ProjectUnarchived,
)
from events.record import record
from events.store import Fact

DEPTH: Final = 500
# What is about who may come in, or about the project as a whole, is taken back by its own command.
_NO_STEPS: Final = (
    ProjectCreated,
    BranchForked,
    BranchRenamed,
    MemberAdded,
    MemberRoleChanged,
    MemberRemoved,
    ProjectArchived,
    ProjectUnarchived,
    ProjectDeleted,
    ProjectRestored,
    ProjectExported,
    ProjectArrived,
)


@record
class Change:
    """What commit `position` made of the streams that it wrote; None is not there yet."""

    position: int
    actor: UserId
    before: Mapping[str, State | None]
    after: Mapping[str, State]
    is_step: bool
    undoes: int = 0


@record
class UndoChange:
    """Takes a commit back. `anyway`: also where others changed the same since."""

    change: Change
    anyway: bool = False


def is_step(facts: Iterable[Fact]) -> bool:
    """Tell whether a commit of these facts can be taken back."""
    return not any(isinstance(fact.event, _NO_STEPS) for fact in facts)


def decide(command: UndoChange, board: Board) -> list[Fact]:
    """Return what takes the change back, nothing where all of it is as it was before.

    Raises InterferedError, and RuleViolatedError where the board as it is now does not allow it.
    """
    change = command.change
    if not change.is_step:
        raise RuleViolatedError(
            "This change is about the project as a whole or its members and cannot be undone. "
            "Change it back where it was made."
        )
    wishes, interferences = _wishes(change, board)
    decided = settle.facts(board, wishes)
    problems = settle.problems(board, decided)
    if interferences and not command.anyway:
        raise InterferedError(
            _refusal(interferences, may_force=not problems),
            project=board.id,
            position=change.position,
            may_force=not problems,
            interferences=interferences,
        )
    for problem in problems:
        raise problem.refusal()
    return decided


def _wishes(change: Change, board: Board) -> tuple[dict[str, State], tuple[Interference, ...]]:
    wishes: dict[str, State] = {}
    found: list[Interference] = []
    for stream, after in change.after.items():
        now = cast("State", board.state(stream))
        before = change.before[stream]
        if before is None:
            wanted, others = _unmade(after, now)
        else:
            wanted, others = _taken_back(before, after, now)
        if wanted is not now:
            wishes[stream] = wanted
            found += [*others, *_set_aside(wanted, now, change, board)]
            found += _hidden(wanted, change, board)
    return _showing(wishes, board), tuple(found)


def _showing(wishes: dict[str, State], board: Board) -> dict[str, State]:
    """Let a clip show nothing where what it showed before is not there any more."""

    def gone(id_: TakeId | None) -> bool:
        one: Any = (wishes.get(id_) or board.takes.get(id_)) if id_ else None
        return one is not None and bool(one.is_deleted)

    shown = dict(wishes)
    for stream, wish in wishes.items():
        for kind in KINDS if isinstance(wish, Clip) else ():
            clip = cast("Clip", shown[stream])
            if gone(clip.selected(kind)):
                shown[stream] = selecting(clip, kind, None, "")
    return shown


def _unmade(after: State, now: Any) -> tuple[State, list[Interference]]:
    """What a commit made is deleted: it can be restored with all that others did to it."""
    if now.is_deleted:
        return now, []
    gone: Any = replace(now, is_deleted=True)
    return gone, [_interference(one, gone, now) for one in facet.changed(after, now)]


def _taken_back(before: State, after: State, now: State) -> tuple[State, list[Interference]]:
    wanted: Any = now
    found: list[Interference] = []
    for one in facet.changed(before, after):
        if one.is_same(now, before):
            continue
        wanted = one.taken(wanted, before)
        if not one.is_same(now, after):
            found.append(_interference(one, wanted, now))
    return cast("State", wanted), found


def _set_aside(wanted: Any, now: Any, change: Change, board: Board) -> list[Interference]:
    """Return the version that somebody chose since and that would not play any more."""
    if not isinstance(now, Scene | Clip) or now.is_chosen or not wanted.is_chosen:
        return []
    group: Any = board.clip_group(now.id) if isinstance(now, Clip) else board.scene_group(now.id)
    playing = alternates.chosen(group)
    if playing is None or playing.id in change.after:
        return []
    aside = replace(playing, is_chosen=False)
    return [_interference(facet.BY_NAME[type(now)]["chosen"], aside, playing)]


def _hidden(wanted: Any, change: Change, board: Board) -> list[Interference]:
    """Return the clip that shows, since somebody selected it, a take that would go."""
    if not isinstance(wanted, Take) or not wanted.is_deleted or wanted.clip in change.after:
        return []
    clip = board.clips[wanted.clip]
    if clip.selected(wanted.kind) != wanted.id:
        return []
    blank = selecting(clip, wanted.kind, None, "")
    return [_interference(facet.BY_NAME[Clip][wanted.kind], blank, clip)]


def _interference(one: Facet, wanted: State, now: State) -> Interference:
    return Interference(stream=now.id, facet=one.name, wanted=wanted, present=now)


def _refusal(interferences: tuple[Interference, ...], *, may_force: bool) -> str:
    first = interferences[0]
    label = facet.BY_NAME[type(first.present)][first.facet].label
    more = len(interferences) - 1
    others = f" and {more} more" if more else ""
    ask = (
        "Undo it anyway, or leave it."
        if may_force
        else "It cannot be undone as things are now: change it by hand."
    )
    name = first.present.name
    verb = "were" if more else "was"
    return f"The {label} of '{name}'{others} {verb} changed again since. {ask}"


# --- steps ------------------------------------------------------------------------------------


@record
class Steps:
    """The commits that a user can undo and redo, the next one last."""

    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()


NO_STEPS: Final = Steps()


def followed(steps: Mapping[UserId, Steps], change: Change) -> Mapping[UserId, Steps]:
    """Return everybody's steps after a commit."""
    own = steps.get(change.actor, NO_STEPS)
    taken = change.undoes
    if not taken:
        return {**steps, change.actor: _done(own, change)} if change.is_step else steps
    left = {user: _without(one, taken) for user, one in steps.items()}
    mine = left.get(change.actor, NO_STEPS)
    if taken in own.undo:
        mine = replace(mine, redo=(*mine.redo, change.position))
    else:
        mine = replace(mine, undo=(*mine.undo, change.position)[-DEPTH:])
    return {**left, change.actor: mine}


def _done(own: Steps, change: Change) -> Steps:
    """Whoever does something new has nothing to redo any more."""
    return Steps(undo=(*own.undo, change.position)[-DEPTH:])


def _without(steps: Steps, n: int) -> Steps:
    if n not in steps.undo and n not in steps.redo:
        return steps
    return Steps(
        undo=tuple(at for at in steps.undo if at != n),
        redo=tuple(at for at in steps.redo if at != n),
    )
