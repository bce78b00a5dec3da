"""Settling: giving things the states they are wished to have, with all that follows from it.

Undo, restoring and merging all come to wished states. Alone these could break what holds for every
board: versions share a place, one of them plays, clips that play do not overlap, and a clip shows
takes that are there. What can be put right without asking is; what cannot is a problem, in a
sentence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias, TypeVar, cast

from domain import alternates, copy, facet, place, rank, take
from domain.board.board import Board, State, as_it_was
from domain.board.clip import Clip, selecting
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.errors import RuleViolatedError, Slot
from domain.naming.label import nearest
from events.ids import ClipId
from events.record import record
from events.store import Fact

Wishes: TypeAlias = Mapping[str, State]
V = TypeVar("V", Scene, Clip)
# Fields that all versions have alike, those of one facet together.
Shares: TypeAlias = tuple[tuple[str, ...], ...]
SCENE_SHARES: Final[Shares] = (("rank",), ("code",))
CLIP_SHARES: Final[Shares] = (("scene", "track", "start"), ("code",))


@record
class Problem:
    """A wish that breaks a rule: whose, in which facet, and what the rule says."""

    stream: str
    facet: str
    message: str
    free_slots: tuple[Slot, ...] = ()
    free_codes: tuple[str, ...] = ()

    def refusal(self) -> RuleViolatedError:
        return RuleViolatedError(
            self.message,
            field=self.facet,
            free_slots=self.free_slots,
            free_codes=self.free_codes,
        )


def facts(board: Board, wishes: Wishes) -> list[Fact]:
    """Return the facts that give things these states, and their versions what follows from it."""
    wanted = _completed(board, wishes)
    ordered = sorted(wanted.items(), key=lambda one: _rank_of_kind(one[1]))
    return [fact for stream, state in ordered for fact in _towards(board, stream, state)]


def problems(board: Board, decided: Iterable[Fact]) -> list[Problem]:
    """Return what is wrong with a board after these facts. The board is left as it was."""
    applied = board.apply(decided)
    old = as_it_was(applied)
    try:
        touched = [clip for stream in old if (clip := board.clips.get(ClipId(stream)))]
        placed = [problem for clip in touched for problem in _problems_of(board, old, clip)]
        return [
            *placed,
            *_shared_codes(board.clips, old),
            *_shared_codes(board.scenes, old),
        ]
    finally:
        board.revert(applied)


def settled(board: Board, wishes: Wishes) -> list[Fact]:
    """Return the facts that settle the wishes. Raises RuleViolatedError for the first problem."""
    decided = facts(board, wishes)
    for problem in problems(board, decided):
        raise problem.refusal()
    return decided


# --- facts ------------------------------------------------------------------------------------


def _rank_of_kind(state: State) -> int:
    """Scenes come before the clips that lie in them, clips before their takes."""
    return (Project, Scene, Clip, PoolItem, Take).index(type(state))


def _towards(board: Board, stream: str, wanted: State) -> list[Fact]:
    now = board.state(stream)
    if now is not None:
        return [Fact(stream=stream, event=event) for event in facet.events(now, wanted)]
    born = Fact(stream=stream, event=copy.born(wanted))
    # What is not said when a thing is added is said behind it.
    alone = Board(board.id)
    alone.apply([born])
    made = cast("State", alone.state(stream))
    return [born, *(Fact(stream=stream, event=event) for event in facet.events(made, wanted))]


# --- what follows -------------------------------------------------------------------------------


def _completed(board: Board, wishes: Wishes) -> dict[str, State]:
    """Return the wishes and what their versions must become with them."""
    scenes = {id_: one for id_, one in wishes.items() if isinstance(one, Scene)}
    clips = {id_: one for id_, one in wishes.items() if isinstance(one, Clip)}
    others = {id_: one for id_, one in wishes.items() if isinstance(one, Project | Take | PoolItem)}
    settled_clips = _versions(board.clips, board.clip_group, clips, CLIP_SHARES)
    return {
        **others,
        **_yielding(
            board.scenes,
            _untied(board, _versions(board.scenes, board.scene_group, scenes, SCENE_SHARES)),
        ),
        **_showing(board, _yielding(board.clips, settled_clips), wishes),
    }


def _showing(board: Board, clips: dict[str, Clip], wishes: Wishes) -> dict[str, Clip]:
    """Let no clip show a take that is not there: it goes on showing what it does, or nothing."""
    gone = [it for it in wishes.values() if isinstance(it, Take) and it.is_deleted]
    owners = {one.clip for one in gone if one.clip in board.clips}
    wanted = dict(clips)
    for id_ in sorted({*clips, *owners}):
        now = board.clips.get(ClipId(id_))
        clip = wanted.get(id_) or board.clips[ClipId(id_)]
        for kind in take.KINDS:
            if clip.selected(kind) and not _seen(board, wishes, clip, kind):
                shown = _seen(board, wishes, now, kind)
                clip = wanted[id_] = (
                    selecting(clip, kind, shown.id, shown.file.digest)
                    if shown
                    else selecting(clip, kind, None, "")
                )
    return wanted


def _seen(board: Board, wishes: Wishes, clip: Clip | None, kind: str) -> Take | None:
    """Return the take that a clip shows, if it will be there."""
    id_ = clip.selected(kind) if clip else None
    one = cast("Take | None", wishes.get(id_) or board.takes.get(id_)) if id_ else None
    return None if one is None or one.is_deleted else one


def _versions(
    there: Mapping[Any, V], group_of: Any, wishes: Mapping[str, V], shared: Shares
) -> dict[str, V]:
    """Make whole groups of the wishes: `shared` facets are those that all versions have alike."""
    wanted: dict[str, V] = dict(wishes)
    seen: set[str] = set()
    for id_ in wishes:
        if id_ in seen:
            continue
        group = _family(there, group_of, wanted, id_)
        seen.update(group)
        wanted |= _grouped(there, wishes, group, shared)
    return wanted


def _family(there: Mapping[Any, V], group_of: Any, wanted: dict[str, V], id_: str) -> dict[str, V]:
    """Return all that is, or is wished to be, a version of the same thing, as it is wished."""
    found: dict[str, V] = {}
    waiting: list[str] = [id_]
    while waiting:
        one = waiting.pop()
        version = wanted.get(one) or there.get(one)
        if one in found or version is None:
            continue
        found[one] = version
        waiting += [member.id for member in group_of(one)] if one in there else []
        waiting += [version.original] if version.original else []
        waiting += [other.id for other in wanted.values() if other.original == one]
    return found


def _grouped(
    there: Mapping[Any, V], wishes: Mapping[str, V], group: dict[str, V], shared: Shares
) -> dict[str, V]:
    group = _led(group, wishes)
    group = _numbered(group, wishes)
    for names in shared:
        group = _sharing(there, group, wishes, names)
    group = _one_chosen(there, group, wishes)
    return {id_: one for id_, one in group.items() if id_ in wishes or one != there.get(id_)}


def _led(group: dict[str, V], wishes: Mapping[str, V]) -> dict[str, V]:
    """Let all versions belong to one original: the one that is wished to be it, if any is."""
    heads = [id_ for id_, one in group.items() if one.original is None]
    head = next((id_ for id_ in heads if id_ in wishes), heads[0] if heads else min(group))
    led = {head: replace(group[head], original=None, alternate=0)}
    for id_, one in group.items():
        if id_ != head:
            led[id_] = replace(one, original=cast(Any, head), alternate=one.alternate or 1)
    return led


def _numbered(group: dict[str, V], wishes: Mapping[str, V]) -> dict[str, V]:
    """Give a number of its own to each version; those that are not wished keep theirs."""
    taken: set[int] = set()
    first = next(one for one in group.values() if one.original is None)
    numbered: dict[str, V] = {}
    for id_, one in sorted(group.items(), key=lambda it: (it[0] in wishes, it[1].alternate, it[0])):
        number = one.alternate
        if number in taken:
            number = max(taken) + 1
        taken.add(number)
        name = one.name
        if number != one.alternate and name == alternates.name(first.name, one.alternate):
            name = alternates.name(first.name, number)
        numbered[id_] = replace(one, alternate=number, name=name)
    return numbered


def _sharing(
    there: Mapping[Any, V], group: dict[str, V], wishes: Mapping[str, V], shared: tuple[str, ...]
) -> dict[str, V]:
    """Let all versions have what one of them is wished to have, if that is something else."""

    def values(one: V) -> dict[str, Any]:
        return {name: getattr(one, name) for name in shared}

    moved = [
        one
        for id_, one in group.items()
        if id_ in wishes and (id_ not in there or values(one) != values(there[id_]))
    ]
    standing = [one for id_, one in group.items() if id_ in there]
    leader = next((one for one in moved if one.id in there), None)
    if leader is None:
        leader = standing[0] if standing else next(iter(group.values()))
    return {id_: replace(one, **values(leader)) for id_, one in group.items()}


def _one_chosen(
    there: Mapping[Any, V], group: dict[str, V], wishes: Mapping[str, V]
) -> dict[str, V]:
    """Let exactly one version play, if any is left: the one that is newly wished to."""
    live = [one for one in group.values() if not one.is_deleted]
    live.sort(key=lambda one: one.alternate)
    chosen = [one for one in live if one.is_chosen]
    if not live or len(chosen) == 1:
        return group
    newly = [one for one in chosen if one.id in wishes and not _plays(there.get(one.id))]
    heir = (newly or chosen or live)[0]
    return group | {one.id: replace(one, is_chosen=one.id == heir.id) for one in live}


def _plays(one: Scene | Clip | None) -> bool:
    return one is not None and one.is_chosen and not one.is_deleted


def _untied(board: Board, wanted: dict[str, Scene]) -> dict[str, Scene]:
    """Give scenes that come to stand where others do already a rank right behind them."""
    heads = [one for one in wanted.values() if one.original is None]
    staying = {one.rank for one in board.originals() if one.id not in wanted}
    for head in sorted(heads, key=lambda one: (one.rank, one.id)):
        if head.rank in staying:
            others = staying | {one.rank for one in heads}
            above = min((taken for taken in others if taken > head.rank), default="")
            new = rank.between(head.rank, above)
            group = {head.id, *(one.id for one in wanted.values() if one.original == head.id)}
            wanted |= {id_: replace(wanted[id_], rank=new) for id_ in group}
        staying.add(wanted[head.id].rank)
    return wanted


def _yielding(there: Mapping[Any, V], wanted: dict[str, V]) -> dict[str, V]:
    """Let what comes new go without a code that another one has: it gets one of its own later."""
    newcomers = {id_: one for id_, one in wanted.items() if one.code and _head(one) not in there}
    if not newcomers:
        return wanted
    staying = {one.code.upper() for one in {**there, **wanted}.values() if _head(one) in there}
    for id_, one in newcomers.items():
        if one.code.upper() in staying:
            wanted[id_] = replace(one, code="")
    return wanted


def _head(one: Scene | Clip) -> str:
    return one.original or one.id


# --- problems -----------------------------------------------------------------------------------


def _problems_of(board: Board, old: Mapping[str, State | None], clip: Clip) -> list[Problem]:
    if clip.is_deleted:
        return []
    if (scene := _closed(board, old, clip)) is not None:
        return [_problem(clip, f"Its scene '{scene.name}' is deleted. Restore that first.")]
    try:
        place.checked(place.of(clip), clip.length)
        if clip.takes_place:
            place.free(board, place.of(clip), clip.length, besides=frozenset({clip.id}))
    except RuleViolatedError as refusal:
        return [_problem(clip, refusal.message, refusal.free_slots)]
    return []


def _shared_codes(there: Mapping[Any, V], old: Mapping[str, State | None]) -> Iterator[Problem]:
    """Yield things that came to have a code that something else has."""
    recoded = [
        one
        for stream, was in old.items()
        if (one := there.get(stream)) and one.code and one.code != getattr(was, "code", "")
    ]
    if not recoded:
        return
    holders: dict[str, dict[str, V]] = {}
    for one in there.values():
        if one.code:
            holders.setdefault(one.code.upper(), {}).setdefault(_head(one), one)
    for one in recoded:
        for id_, other in holders[one.code.upper()].items():
            if id_ != _head(one):
                message = f"'{one.name}': The code {one.code} belongs to '{other.name}' now."
                free = tuple(nearest(one.code, holders))
                yield Problem(stream=one.id, facet="code", message=message, free_codes=free)


def _closed(board: Board, old: Mapping[str, State | None], clip: Clip) -> Scene | None:
    """Return the scene that a clip comes into, if it is deleted and nobody wished that just now."""
    was: Any = old[clip.id]
    home = board.scenes[clip.scene]
    comes = was is None or was.is_deleted or was.scene != clip.scene
    return home if comes and home.is_deleted and home.id not in old else None


def _problem(clip: Clip, message: str, slots: tuple[Slot, ...] = ()) -> Problem:
    return Problem(
        stream=clip.id, facet="place", message=f"'{clip.name}': {message}", free_slots=slots
    )
