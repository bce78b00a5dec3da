"""The items of a track as Final Cut Pro can play them: its transitions stand centred on cuts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from events.record import record
from interchange.report import Report
from interchange.timeline import (
    Clip,
    Gap,
    Item,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    beside,
    placed,
)

Row: TypeAlias = list[tuple[int, Item]]
"""Items with the frames they start at; a transition with that of its cut."""


@record
class Cut:
    """What is beside a transition; of `before` another one plays `taken` frames at its head."""

    kind: TrackKind
    before: Item | None
    after: Item | None
    taken: int

    @property
    def clips(self) -> int:
        return sum(isinstance(item, Clip) for item in (self.before, self.after))

    def has_room(self, transition: Transition) -> bool:
        before, after = self.before, self.after
        fits = before is None or transition.in_offset <= before.length - self.taken
        return fits and (after is None or transition.out_offset <= after.length)


def settled(track: Track, name: str, report: Report, *, is_primary: bool) -> Row:
    """Return the items; a transition that cannot be written is left out, and reported.

    In the primary storyline a gap is something that a transition plays over, elsewhere nothing is.
    """
    row: Row = []
    taken = 0
    for index, (start, item) in enumerate(placed(track)):
        if not isinstance(item, Transition):
            row.append((start, item))
            continue
        before, after = beside(track.items, index)
        if not is_primary:
            before, after = clip_of(before), clip_of(after)
        last = row[-2][1] if len(row) > 1 else None
        taken = last.out_offset if isinstance(last, Transition) else 0
        cut = Cut(before=before, after=after, taken=taken, kind=track.kind)
        centred = playable(item, cut, f"the transition at frame {start} of {name}", report)
        if centred is not None:
            row.append((start, centred))
    return row


def clip_of(item: Item | None) -> Clip | None:
    return item if isinstance(item, Clip) else None


def playable(transition: Transition, cut: Cut, where: str, report: Report) -> Transition | None:
    """Return the transition as it can be written, None where it cannot."""
    centred = on_cut(transition, cut)
    reason = refusal(centred, cut)
    if reason:
        report.add("A transition", where, f"it became a cut: {reason}.")
        return None
    if abs(centred.in_offset - transition.in_offset) > 1:
        reason = "it was centred on its cut, or moved into the clip at an end."
        report.add("The place of a transition", where, reason)
    if lacks(cut.before, centred.out_offset) or lacks(cut.after, -centred.in_offset):
        reason = "a file holds too few frames beyond the cut, so that the editor may shorten it."
        report.add("The length of a transition", where, reason)
    return centred


def on_cut(transition: Transition, cut: Cut) -> Transition:
    """Centre a transition as Final Cut Pro does: an odd frame comes before the cut.

    At an end of the row it plays over the clip alone.
    """
    length = transition.in_offset + transition.out_offset
    head = length if cut.after is None else 0 if cut.before is None else (length + 1) // 2
    return replace(transition, in_offset=head, out_offset=length - head)


def refusal(transition: Transition, cut: Cut) -> str:
    """Return why a transition has no certain form, an empty text where it has one."""
    if cut.kind is TrackKind.AUDIO:
        return "sounds are joined by cuts"
    if not cut.clips:
        return "no clip is beside it"
    if not transition.in_offset + transition.out_offset:
        return "it has no length"
    if not cut.has_room(transition):
        return "it is too long for the clips beside it"
    is_fade = transition.kind is TransitionKind.FADE and cut.clips == 1
    is_written = is_fade or transition.kind is TransitionKind.DISSOLVE
    return "" if is_written else "only dissolves are written, and fades into and out of nothing"


def lacks(item: Item | None, frames: int) -> bool:
    """Tell whether a file is known to end before so many frames after, or before, its clip."""
    clip = clip_of(item)
    held = clip.source.available if clip and clip.source else None
    if clip is None or held is None or not frames:
        return False
    if frames > 0:
        return clip.source_start + clip.length + frames > held.end
    return clip.source_start + frames < held.start


def runs(row: Row) -> Iterator[Row]:
    """Yield the clips of a row, those that transitions join together."""
    run: Row = []
    for start, item in row:
        is_apart = isinstance(item, Clip) and run and isinstance(run[-1][1], Clip)
        if run and (is_apart or isinstance(item, Gap)):
            yield run
            run = []
        if not isinstance(item, Gap):
            run.append((start, item))
    if run:
        yield run
