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
    """So many frames of a clip, from the frame `start` of its file, or of nothing."""

    shown: Shown | None
    length: int
    start: int = 0


Component: TypeAlias = Stretch | Join

OTHERS: Final = {TransitionKind.WIPE: "A wipe", TransitionKind.OTHER: "A transition"}
NOTHING: Final = Stretch(shown=None, length=0)


def components(row: Row, length: int) -> Iterator[Component]:
    """Yield what a track consists of; its end is filled up to `length`."""
    joins = {entry.cut: entry for entry in row.entries if isinstance(entry, Join)}
    before, at = joins.get(0), 0
    if before:
        yield from (replace(NOTHING, length=before.behind), before)
    for one in stretches(row, length):
        at += one.length
        join = joins.get(at)
        taken = (before.before if before else 0) + (join.behind if join else 0)
        yield replace(one, length=one.length + taken)
        if join:
            yield join
        before = join
    if before:
        yield replace(NOTHING, length=before.before)


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
            is_between = len(neighbours) == len(beside(track.items, index))
            if item.kind in OTHERS:
                report.add(OTHERS[item.kind], where, "it became a dissolve of the same frames.")
            elif item.kind is TransitionKind.FADE and is_between:
                reason = "it became a dissolve, for an AAF fades from and to nothing only."
                report.add("A fade between two clips", where, reason)
