"""A track as the components of an AAF.

There a transition has a length of its own: what is beside it is longer by what it takes of it, and
its length is counted off again. One at the beginning or end needs filler to come from or go to.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from events.record import record, replace
from interchange.report import Report, quoted
from interchange.timeline import Clip, Track, Transition, TransitionKind, beside
from interchange.xmeml.layout import Join, Row, Shown


@record
class Stretch:
    """`length` frames of a clip and of its file from `start`, or of nothing; with all that
    transitions take."""

    shown: Shown | None
    length: int
    start: int = 0


Component: TypeAlias = Stretch | Join

NOTHING: Final = Stretch(shown=None, length=0)


def components(row: Row, length: int) -> Iterator[Component]:
    """Yield what a track consists of; its end is filled up to `length`."""
    head = 0
    visible = stretches(row, length)
    joins = {entry.cut: entry for entry in row.entries if isinstance(entry, Join)}
    at = 0
    for index, one in enumerate(visible):
        end = at + one.length
        last = index == len(visible) - 1
        if index == 0 and 0 in joins:
            yield replace(NOTHING, length=joins[0].behind)
            yield joins[0]
        join = joins.get(end)
        yield replace(one, length=head + one.length + (join.behind if join else 0))
        if join:
            yield join
            head = join.before
            if last:
                yield replace(NOTHING, length=head)
        else:
            head = 0
        at = end


def stretches(row: Row, length: int) -> Sequence[Stretch]:
    """Return clips and gaps without what transitions take of them."""
    found: list[Stretch] = []
    at = 0
    for entry in row.entries:
        if isinstance(entry, Shown):
            if entry.start > at:
                found.append(Stretch(shown=None, length=entry.start - at))
            found.append(Stretch(shown=entry, length=entry.clip.length, start=entry.begin_in_file))
            at = entry.end
    if at < length:
        found.append(Stretch(shown=None, length=length - at))
    return found


def report_transitions(track: Track, report: Report) -> None:
    """Say what becomes of transitions that are no dissolves."""
    for index, item in enumerate(track.items):
        if isinstance(item, Transition):
            neighbours = [each for each in beside(track.items, index) if isinstance(each, Clip)]
            where = " and ".join(quoted(each.name) for each in neighbours) or "the timeline"
            if item.kind in {TransitionKind.WIPE, TransitionKind.OTHER}:
                report.add(
                    f"A {item.kind}" if item.kind == "wipe" else "A transition",
                    where,
                    "it became a dissolve of the same frames.",
                )
            elif item.kind is TransitionKind.FADE and len(neighbours) == 2:
                report.add(
                    "A fade between two clips",
                    where,
                    "it became a dissolve: an AAF fades from and to nothing only.",
                )
