"""Where the items of a track begin and end, also where a transition hides it.

Under a transition a clip says -1 and uses its file as far as the transition reaches. The cut within
it is what the clips themselves say, else what this program or Premiere has noted, else what the
alignment says.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from domain.rate import rounded
from events.record import record
from interchange.report import Report
from interchange.timeline import TrackKind, Transition
from interchange.xmeml import effect, layout, own, tree
from interchange.xmeml.tree import Node

MIX: Final = "transitionitem"


@record
class Edges:
    """From `start` to `end` in frames of its sequence; `source` is the second of its file there."""

    start: Fraction
    end: Fraction
    source: Fraction


@record
class Mix:
    """A transition from `start` to `end`, and the clips that it mixes."""

    start: int
    end: int
    cut: Fraction
    transition: Transition
    before: Node | None
    after: Node | None


@record
class Row:
    """The items of a track, at its sequence's frames per second."""

    items: Sequence[Node]
    rate: Fraction
    kind: TrackKind

    def neighbour(self, index: int) -> Node | None:
        """Return the clip at an index, None where there is none."""
        if not 0 <= index < len(self.items) or self.items[index].tag == MIX:
            return None
        return self.items[index]

    def mixes(self, where: str, report: Report) -> dict[int, Mix]:
        """Return the transitions by their index."""
        found: dict[int, Mix] = {}
        for index, item in enumerate(self.items):
            if item.tag == MIX:
                start, end = edge(item, "start"), edge(item, "end")
                if start is None or end is None or end <= start:
                    place = f"{where}, item {index + 1} (line {item.line})"
                    report.add("A transition", place, "it does not say from when to when it goes.")
                else:
                    found[index] = self.mix(index, start, end)
        return found

    def mix(self, index: int, start: int, end: int) -> Mix:
        item = self.items[index]
        before, after = self.neighbour(index - 1), self.neighbour(index + 1)
        before = before if before and is_within(edge(before, "end"), start + 1, end) else None
        after = after if after and is_within(edge(after, "start"), start, end - 1) else None
        noted = note(before, after, end - start)
        cut = self.cut(item, (start, end), (before, after), noted)
        kind, name = effect.seen(item.find("effect"))
        transition = Transition(
            kind=kind,
            name=name,
            in_offset=rounded(cut - start),
            out_offset=end - start - rounded(cut - start),
        )
        if noted and cut == start + noted[1][0] and self.is_named(item, noted[0]):
            transition = noted[0]
        return Mix(start=start, end=end, cut=cut, transition=transition, before=before, after=after)

    def cut(
        self,
        item: Node,
        span: tuple[int, int],
        beside: tuple[Node | None, Node | None],
        noted: own.Noted | None,
    ) -> Fraction:
        start, end = span
        said = (edge(beside[0], "end"), edge(beside[1], "start"))
        ends = {place for place in said if place is not None}
        if len(ends) == 1:
            return Fraction(ends.pop())
        if noted:
            return Fraction(start + noted[1][0])
        ticks = tree.natural(item.find("cutPointTicks"))
        if ticks is not None and 0 <= ticks * self.rate / effect.TICKS <= end - start:
            return start + ticks * self.rate / effect.TICKS
        alignment = item.said("alignment").strip().lower()
        return Fraction(start + layout.cut_within(alignment, end - start))

    def is_named(self, item: Node, transition: Transition) -> bool:
        """Tell whether an item still has the effect that a transition was written as."""
        return item.said("effect", "effectid") == effect.effect(transition, self.kind).effect_id

    def edges(self, index: int, mixes: dict[int, Mix]) -> Edges | None:
        """Return the edges of a clip, None where nothing says them."""
        item = self.items[index]
        head, tail = mixes.get(index - 1), mixes.get(index + 1)
        head = head if head and head.after is item else None
        tail = tail if tail and tail.before is item else None
        span = self.used(item, head, tail)
        if span is None:
            return None
        start = head.cut if head else span[0]
        first = tree.number(item.find("in"), 0)
        first = first if head else max(first, 0)
        source = first / self.clip_rate(item) + (start - span[0]) / self.rate
        return Edges(start=start, end=tail.cut if tail else span[1], source=source)

    def used(
        self, item: Node, head: Mix | None, tail: Mix | None
    ) -> tuple[Fraction, Fraction] | None:
        """Return from when to when a clip uses its file, transitions and all."""
        start, end = edge(item, "start"), edge(item, "end")
        start = head.start if start is None and head else start
        end = tail.end if end is None and tail else end
        length = self.length(item)
        if start is not None and end is not None:
            return Fraction(start), Fraction(end)
        if start is not None and length > 0:
            return Fraction(start), start + length
        if end is not None and length > 0:
            return end - length, Fraction(end)
        return None

    def length(self, item: Node) -> Fraction:
        """Return how long a clip is by what it uses of its file."""
        used = tree.number(item.find("out"), 0) - max(tree.number(item.find("in"), 0), 0)
        return used * self.rate / self.clip_rate(item)

    def clip_rate(self, item: Node) -> Fraction:
        return tree.rate(item) or self.rate

    def unwritten(self, index: int) -> Iterator[tuple[str, Transition]]:
        """Yield the transitions that were noted at a clip because they could not be written."""
        item = self.items[index]
        for key, step, tag in (("head", -1, "start"), ("tail", 1, "end")):
            data = own.mapping(own.load(item), key)
            noted = own.taken_transition(data)
            other = self.neighbour(index + step)
            is_mixed = 0 <= index + step < len(self.items) and other is None
            is_as_before = self.touch(item, other, tag) == (data.get("between") is True)
            if noted and not sum(noted[1]) and not is_mixed and is_as_before:
                yield tag, noted[0]

    def touch(self, item: Node, other: Node | None, tag: str) -> bool:
        opposite = "end" if tag == "start" else "start"
        return other is not None and edge(item, tag) == edge(other, opposite)


def note(before: Node | None, after: Node | None, length: int) -> own.Noted | None:
    """Return what was noted of a transition, while it is as long as it was written."""
    for node, key in ((after, "head"), (before, "tail")):
        noted = own.taken_transition(own.mapping(own.load(node), key)) if node else None
        if noted and sum(noted[1]) == length:
            return noted
    return None


def edge(node: Node | None, tag: str) -> int | None:
    """Return a place of an item, None where it is -1 or not said."""
    value = tree.number(node.find(tag), -1) if node else -1
    return value if value >= 0 else None


def is_within(place: int | None, start: int, end: int) -> bool:
    """Tell whether a clip's edge is from one frame to another; an unsaid one is anywhere."""
    return place is None or start <= place <= end
