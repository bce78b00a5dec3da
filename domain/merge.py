"""Merging: bringing what was done on a branch into its parent, or the other way round.

Three-way for each facet: what the source changed since the last state that both have in common is
taken, unless the target changed it too. Such conflicts, and places that are taken, are listed until
each has a choice.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final, TypeAlias, cast

from domain import facet, settle
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.take import Take
from domain.errors import RuleViolatedError
from domain.facet import Facet
from domain.settle import Problem
from domain.take import KINDS
from domain.text import counted
from events.ids import ClipId, ProjectId
from events.project import BranchMerged
from events.record import record
from events.store import Fact

States: TypeAlias = Mapping[str, State]
_NEVER_MERGED: Final = frozenset({"merges"})
_PLACE: Final = ("place", "length")


class Side(StrEnum):
    SOURCE = "source"
    TARGET = "target"


Choices: TypeAlias = Mapping[tuple[str, str], Side]


@record
class MergeBranch:
    """All states have the target's ids. `base` is the last state that both sides come from.

    `source_position` and `target_position` are where source and target stand now.
    """

    source: ProjectId
    source_position: int
    target_position: int
    base: States
    source_now: States
    choices: Choices


@record
class Conflict:
    """What needs a choice, by (stream, facet); `choice` is None while it is open."""

    stream: str
    facet: str
    base: State | None
    source: State
    target: State | None
    message: str
    choice: Side | None


@record
class Merge:
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def open(self) -> int:
        return sum(1 for conflict in self.conflicts if conflict.choice is None)


def decide(command: MergeBranch, board: Board) -> list[Fact]:
    """Raises RuleViolatedError while a conflict is without a choice."""
    merge = merged(command, board)
    if merge.open:
        raise RuleViolatedError(
            f"There {'is' if merge.open == 1 else 'are'} {counted(merge.open, 'conflict')} without"
            " a choice. Look at the merge again and choose.",
            field="choices",
        )
    if not merge.facts and not merge.conflicts:
        return []
    event = BranchMerged(
        source=command.source, position=command.source_position, at=command.target_position + 1
    )
    return [*merge.facts, Fact(stream=board.id, event=event)]


def merged(command: MergeBranch, board: Board) -> Merge:
    """Return what a merge comes to; while a conflict is open, its target stays as it is."""
    return _Merging(command, board).done()


class _Merging:
    def __init__(self, command: MergeBranch, board: Board) -> None:
        self._command = command
        self._board = board
        self._wishes: dict[str, State] = {}
        self._conflicts: dict[tuple[str, str], Conflict] = {}
        self._placed: set[str] = set()
        self._recoded: set[str] = set()

    def done(self) -> Merge:
        for stream, source in self._command.source_now.items():
            self._take(stream, source)
        self._house()
        facts = self._fitted()
        return Merge(facts=tuple(facts), conflicts=tuple(self._conflicts.values()))

    def _take(self, stream: str, source: State) -> None:
        target = self._board.state(stream)
        base = self._command.base.get(stream)
        if target is not None:
            self._take_facets(stream, base or target, source, target)
        elif (base is None or facet.changed(base, source)) and not cast(Any, source).is_deleted:
            # What a merge before left out stays out, until the source does something to it.
            self._wishes[stream] = source

    def _take_facets(self, stream: str, base: State, source: State, target: State) -> None:
        changes = [one for one in facet.changed(base, source) if one.name not in _NEVER_MERGED]
        wanted: Any = target
        if changes and not isinstance(target, Project) and self._is_buried(base, source, target):
            if (
                self._chosen(stream, "deleted", source, target, _buried(source, target))
                is not Side.SOURCE
            ):
                return
            wanted = replace(target, is_deleted=cast(Any, source).is_deleted)
        for one in changes:
            if not one.is_same(source, wanted) and self._is_taken(one, stream, source, target):
                wanted = one.taken(wanted, source)
        if wanted is not target:
            self._wishes[stream] = wanted

    def _is_buried(self, base: Any, source: Any, target: Any) -> bool:
        """Tell whether one side deleted since what the other one changed since."""
        if base.is_deleted or source.is_deleted == target.is_deleted:
            return False
        return bool(target.is_deleted or facet.changed(base, target))

    def _is_taken(self, one: Facet, stream: str, source: State, target: State) -> bool:
        if one.name == "chosen" and not cast(Any, source).is_chosen:
            return False  # follows from what is chosen instead
        base = self._command.base.get(stream)
        is_untouched = base is not None and one.is_same(base, target)
        if one.name == "chosen":
            is_untouched = not self._is_rechosen(target)
        if lost := self._hides(one, source):
            return self._is_hidden(one, stream, source, target, lost)
        if is_untouched or (stream, "deleted") in self._conflicts:
            return True
        message = f"Both sides changed the {one.label}."
        return self._chosen(stream, one.name, source, target, message) is Side.SOURCE

    def _hides(self, one: Facet, source: State) -> Take | None:
        """Return the take that one side deleted and the other one shows since."""
        if isinstance(source, Clip) and one.name in KINDS:
            shown = source.selected(one.name)
            there = self._board.takes.get(shown) if shown else None
            return there if there and there.is_deleted else None
        if not isinstance(source, Take) or not source.is_deleted:
            return None
        clip = self._board.clips[source.clip]
        was: Any = self._command.base.get(clip.id)
        is_new = was is None or was.selected(source.kind) != source.id
        return source if is_new and clip.selected(source.kind) == source.id else None

    def _is_hidden(self, one: Facet, stream: str, source: State, target: State, take: Take) -> bool:
        here, there = ("there", "here") if take is source else ("here", "there")
        message = f"{take.name} was deleted {here} and is shown {there}."
        is_taken = self._chosen(stream, one.name, source, target, message) is Side.SOURCE
        if is_taken and take is not source:
            self._wishes[take.id] = replace(take, is_deleted=False)
        return is_taken

    def _is_rechosen(self, target: Any) -> bool:
        """Tell whether the target chose another version of this thing since."""
        playing = [one for one in self._group(target) if one.is_chosen and not one.is_deleted]
        before: list[Any] = [self._command.base.get(one.id) for one in playing]
        return any(was is None or not was.is_chosen for was in before)

    def _chosen(
        self, stream: str, name: str, source: State, target: State | None, message: str
    ) -> Side | None:
        choice = self._command.choices.get((stream, name))
        self._conflicts[stream, name] = Conflict(
            stream=stream,
            facet=name,
            base=self._command.base.get(stream),
            source=source,
            target=target,
            message=message,
            choice=choice,
        )
        return choice

    # What has no room in the target

    def _house(self) -> None:
        """Let clips lie in scenes that the target has, or gets.

        Where the source deleted a scene that it had made, what is new in there stays out. What came
        into it from elsewhere takes it along, deleted as it is: else it would be seen again.
        """
        clips = [it for it in self._wishes.values() if isinstance(it, Clip)]
        there = {*self._board.scenes, *self._wishes}
        lost = [it for it in clips if it.scene not in there]
        for clip in lost:
            if clip.id in self._board.clips:
                self._wishes[clip.scene] = self._command.source_now[clip.scene]
        for clip in lost:
            if clip.scene not in self._wishes:
                del self._wishes[clip.id]

    def _fitted(self) -> list[Fact]:
        """Return the facts of the wishes that have room.

        It comes to an end: a wish is put elsewhere once, then it stays, then it is left out.
        """
        while True:
            facts = settle.facts(self._board, self._housed())
            problem = next(iter(settle.problems(self._board, facts)), None)
            if problem is None:
                return facts
            self._fit(problem)

    def _housed(self) -> States:
        """Return the wishes without the takes of clips that stay out."""
        there = {*self._board.clips, *self._wishes}
        return {
            id_: wish
            for id_, wish in self._wishes.items()
            if not isinstance(wish, Take) or wish.clip in there
        }

    def _fit(self, problem: Problem) -> None:
        if problem.facet == "code":
            self._recode(problem)
            return
        stream = problem.stream
        wish, target = self._wishes.get(stream), self._board.state(stream)
        if wish is None:
            # A version that follows another one: the wish of that one gives way.
            stream = self._leader(problem)
            wish, target = self._wishes[stream], self._board.state(stream)
        choice = self._chosen(stream, "place", wish, target, problem.message)
        slot = self._nearest(cast(Clip, wish), problem)
        if choice is Side.SOURCE and slot is not None and stream not in self._placed:
            self._placed.add(stream)
            self._wishes[stream] = replace(cast(Clip, wish), start=slot)
        else:
            self._stay(stream, wish, target)

    def _recode(self, problem: Problem) -> None:
        """Let what has a code keep it: who wants the same gets the next one, or keeps its own."""
        target: Any = self._board.state(problem.stream)
        wish: Any = self._wishes.get(problem.stream, target)
        choice = self._chosen(problem.stream, "code", wish, target, problem.message)
        is_new = choice is Side.SOURCE and problem.stream not in self._recoded
        code = problem.free_codes[0] if is_new and problem.free_codes else target.code
        self._recoded.add(problem.stream)
        for one in self._group(target):
            if one.id in self._wishes:
                self._wishes[one.id] = replace(cast(Any, self._wishes[one.id]), code=code)

    def _group(self, one: Any) -> list[Any]:
        board = self._board
        return list(
            board.clip_group(one.id) if isinstance(one, Clip) else board.scene_group(one.id)
        )

    def _leader(self, problem: Problem) -> str:
        """Return the wished version that another one follows: nothing else moves a clip."""
        group = {one.id for one in self._board.clip_group(ClipId(problem.stream))}
        return next(
            stream
            for stream, wish in self._wishes.items()
            if isinstance(wish, Clip) and (stream in group or wish.original in group)
        )

    def _nearest(self, clip: Clip, problem: Problem) -> int | None:
        starts = [slot.start for slot in problem.free_slots if slot.start != clip.start]
        return min(starts, key=lambda start: abs(start - clip.start), default=None)

    def _stay(self, stream: str, wish: State, target: State | None) -> None:
        """Leave a clip where it is in the target, or out of it."""
        kept: Any = wish
        for name in _PLACE if target is not None else ():
            kept = facet.BY_NAME[Clip][name].taken(kept, cast("State", target))
        if target is None or kept == wish:
            del self._wishes[stream]
        else:
            self._wishes[stream] = kept


def _buried(source: Any, target: Any) -> str:
    if target.is_deleted:
        return f"'{target.name}' was deleted here and changed there."
    return f"'{source.name}' was deleted there and changed here."


@record
class Base:
    """A commit of one side that the other one has in it, too."""

    side: Side
    position: int


def base(source: Project, target: Project) -> Base:
    """Return the last state that both sides come from: of the fork, or of the last merge.

    Raises RuleViolatedError where neither was forked from the other.
    """
    there = source.merged.get(target.id)
    here = target.merged.get(source.id)
    if there is not None and (here is None or here < source.merged_at[target.id]):
        return Base(side=Side.TARGET, position=there)
    if here is not None:
        return Base(side=Side.SOURCE, position=here)
    return _fork(source, target)


def _fork(source: Project, target: Project) -> Base:
    if source.parent == target.id:
        return Base(side=Side.TARGET, position=source.forked_at)
    if target.parent == source.id:
        return Base(side=Side.SOURCE, position=target.forked_at)
    raise RuleViolatedError(
        "Merging goes between a branch and what it was forked from. Choose one of these."
    )
