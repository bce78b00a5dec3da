"""The clips of an edit at their places in the scenes that there will be."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from domain.board.track import LAST_FRAME
from domain.timeline import Block, Layout
from events.ids import ClipId
from events.record import record
from interchange.intake import Shown
from interchange.report import Report
from interchange.returned import stage
from interchange.returned.sent import Known
from interchange.returned.stage import Stand, Wanted
from interchange.returned.tie import original

# How often it is reckoned anew what stays; an edit that is not clear by then keeps all of it.
ROUNDS: Final = 5


@record
class Place:
    """A clip of the edit with what it was, from `start` on in frames of the project.

    `head` is the version of it that plays now.
    """

    number: int
    shown: Shown
    start: int
    length: int
    known: Known | None = None
    head: Known | None = None

    @property
    def end(self) -> int:
        return self.start + self.length


def places(
    now: Sequence[Shown], ties: Mapping[int, Known], known: Iterable[Known], report: Report
) -> list[Place]:
    """Return where clips are, by how far each is from where its format had it.

    So what a format says less exactly stays as exact as the project has it.
    """
    heads = {original(each): each for each in known}
    found: list[Place] = []
    for number, shown in enumerate(now):
        each = ties.get(number)
        head = heads[original(each)] if each else None
        start, length = shown.start, shown.clip.length
        if each and head:
            line = head.line
            start += line.block.start + line.clip.start - each.shown.start
            length += each.line.clip.length - each.shown.clip.length
        if start < 0 or length < 1 or start + length > LAST_FRAME:
            report.add(
                "The place of a clip", shown.where, "it is not within 24 hours of the beginning."
            )
        else:
            place = Place(
                number=number, shown=shown, start=start, length=length, known=each, head=head
            )
            found.append(place)
    return found


class Film:
    """Where everything stands when the edit is taken; what is `missing` in it may stay."""

    def __init__(self, plan: Layout, found: Sequence[Place], missing: Iterable[Known]) -> None:
        self._plan = plan
        self._found = found
        self._missing = {each.line.clip.id: each for each in missing}
        self._numbers = {block.scene.id: index for index, block in enumerate(plan.blocks)}
        self._taken: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for place in sorted(found, key=lambda place: place.start):
            self._taken[place.shown.track].append((place.start, place.end))
        self._wanted = [self._want(place) for place in found]
        self._lengths = [block.length for block in plan.blocks]
        self._begins = stage.begins(self._wanted, self._lengths)
        self.in_the_way: frozenset[ClipId] = frozenset()

    def _want(self, place: Place) -> Wanted:
        if place.head is None:
            return Wanted(start=place.start, length=place.length)
        line = place.head.line
        home = self._numbers[line.block.scene.id]
        return Wanted(start=place.start, length=place.length, home=home, since=line.clip.start)

    def stands(self, *, are_deleted: bool) -> list[Stand]:
        """Return where the clips stand in the scenes, with what stays in these.

        What is `missing` stays but where others come to play; then it is `in_the_way`.
        """
        if are_deleted:
            return self._settled(frozenset(self._missing))
        leaving = frozenset(id_ for id_, each in self._missing.items() if self._is_covered(each))
        for _ in range(ROUNDS):
            stands = self._settled(leaving)
            self.in_the_way = frozenset(self._met(stands))
            if leaving <= self.in_the_way:
                return stands
            # Where the scenes come to stand, nothing plays on these any more.
            leaving &= self.in_the_way
        stands = self._settled(frozenset())
        self.in_the_way = frozenset(self._met(stands))
        return stands

    def _settled(self, leaving: frozenset[ClipId]) -> list[Stand]:
        moved = {place.head.line.clip.id for place in self._found if place.head}
        away = moved | leaving
        held = [
            max((clip.end for clip in block.clips if clip.id not in away), default=0)
            for block in self._plan.blocks
        ]
        return stage.settled(self._wanted, self._lengths, held)

    def _met(self, stands: Sequence[Stand]) -> Iterator[ClipId]:
        """Yield the missing clips on which others come to stand."""
        rows: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for place, stand in zip(self._found, stands, strict=True):
            row = rows[stand.scene, place.shown.track]
            insort(row, (stand.start, stand.start + place.length))
        for id_, each in self._missing.items():
            clip = each.line.clip
            scene = self._numbers[each.line.block.scene.id]
            if is_taken(rows[scene, clip.track], clip.start, clip.end):
                yield id_

    def _is_covered(self, known: Known) -> bool:
        """Tell whether a clip of the edit plays where another one would be now."""
        clip = known.line.clip
        begin = self._begins[self._numbers[known.line.block.scene.id]]
        return is_taken(self._taken[clip.track], begin + clip.start, begin + clip.end)

    def block(self, stand: Stand) -> Block:
        return self._plan.blocks[stand.scene]


def is_taken(row: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether something plays in a row, by starts and ends, that has no overlaps."""
    last = bisect_left(row, (end, 0)) - 1
    return last >= 0 and row[last][1] > start
