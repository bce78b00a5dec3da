"""Where everything of a track goes, before it is written.

A transition of xmeml takes frames of both files beside it: those before the cut from the clip that
comes in, those behind it from the one that goes out. Where a file has no such frames the transition
is written shorter, because programs refuse or slip a clip that uses what its file does not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from events.record import record, replace
from interchange.report import Report, quoted
from interchange.timeline import (
    MAX_FRAME,
    Clip,
    Item,
    MediaReference,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    beside,
    placed,
)
from interchange.xmeml import address, own
from interchange.xmeml.effect import WAYS

HOUR: Final = 3600
DAY_OF_STILLS: Final = 12 * HOUR
MAX_ROWS: Final = 20


@record
class Shown:
    """A clip as it is written: from `start`, with more of its file around where it is mixed.

    `base` is the frame of its file at `start`; `head` and `tail` are the frames used before and
    behind it, None where it comes in or goes out by a cut. `data` is for reading it again.
    """

    clip: Clip
    start: int
    base: int
    head: int | None = None
    tail: int | None = None
    data: Mapping[str, Any]
    is_enabled: bool = True

    @property
    def end(self) -> int:
        return self.start + self.clip.length

    @property
    def begin_in_file(self) -> int:
        return self.base - (self.head or 0)

    @property
    def end_in_file(self) -> int:
        return self.base + self.clip.length + (self.tail or 0)


@record
class Join:
    """A transition as it is written, `before` and `behind` its cut."""

    transition: Transition
    cut: int
    before: int
    behind: int
    alignment: str


Entry: TypeAlias = Shown | Join
Offsets: TypeAlias = tuple[int, int]


@record
class Row:
    """A track as it is written."""

    kind: TrackKind
    entries: tuple[Entry, ...]


def row(track: Track, timebase: int, where: str, report: Report) -> Row:
    """Lay out a track."""
    offsets = written_offsets(track, where, report)
    entries: list[Entry] = []
    for index, (start, item) in enumerate(placed(track)):
        if isinstance(item, Clip):
            entries.append(shown(track, index, start, offsets, timebase))
        elif isinstance(item, Transition) and index in offsets:
            before, behind = offsets[index]
            alignment = aligned(before, behind, *beside(track.items, index))
            entries.append(
                Join(transition=item, cut=start, before=before, behind=behind, alignment=alignment)
            )
    return Row(kind=track.kind, entries=tuple(entries))


def written_offsets(track: Track, where: str, report: Report) -> dict[int, Offsets]:
    """Return what can be written of each transition; one of which nothing can is left out."""
    found: dict[int, Offsets] = {}
    for index, item in enumerate(track.items):
        if not isinstance(item, Transition):
            continue
        before, after = beside(track.items, index)
        taken = found.get(index - 2, (0, 0))[1]
        possible = (
            min(item.in_offset, room(before) - taken, frames_before(after)),
            min(item.out_offset, room(after), frames_behind(before)),
        )
        if sum(possible):
            found[index] = possible
        told(item, possible, (before, after), where, report)
    return {index: offsets for index, offsets in found.items() if sum(offsets)}


def told(
    item: Transition,
    possible: Offsets,
    neighbours: tuple[Item | None, Item | None],
    where: str,
    report: Report,
) -> None:
    """Report what of a transition is not written."""
    names = [quoted(each.name) for each in neighbours if isinstance(each, Clip)]
    where = f"{where}, at {' and '.join(names)}" if names else where
    if not names:
        report.add("A transition", where, "no clip begins or ends at its cut.")
    elif not sum(possible):
        reason = "it became a cut: the files beside it hold no frames for it."
        report.add("A transition", where, reason)
    elif possible != (item.in_offset, item.out_offset):
        reason = "the files beside it hold no frames for all of it, so it is shorter."
        report.add("A part of a transition", where, reason)


def room(item: Item | None) -> int:
    return item.length if item else 0


def frames_before(item: Item | None) -> int:
    """Return the frames that a clip's file holds before those in use."""
    if not isinstance(item, Clip) or not is_moving(item.source):
        return MAX_FRAME
    return max(item.source_start - origin(item.source), 0)


def frames_behind(item: Item | None) -> int:
    source = item.source if isinstance(item, Clip) else None
    if not isinstance(item, Clip) or not is_moving(source) or source is None:
        return MAX_FRAME
    held = source.available
    return max(held.end - item.source_start - item.length, 0) if held else MAX_FRAME


def is_moving(source: MediaReference | None) -> bool:
    return source is not None and bool(source.url) and not address.is_still(source.url)


def origin(source: MediaReference | None) -> int:
    """Return the timecode of a file's first frame, in frames."""
    held = source.available if source else None
    return max(held.start, 0) if held and is_moving(source) else 0


def aligned(before: int, behind: int, left: Item | None, right: Item | None) -> str:
    if not isinstance(left, Clip) and not before:
        return "start-black"
    if not isinstance(right, Clip) and not behind:
        return "end-black"
    if not before:
        return "start"
    return "center" if behind else "end"


def cut_within(alignment: str, length: int) -> int:
    """Return where the cut of a transition is, as its alignment alone says it."""
    if alignment.startswith("start"):
        return 0
    return length if alignment.startswith("end") else length // 2


def shown(
    track: Track, index: int, start: int, offsets: Mapping[int, Offsets], timebase: int
) -> Shown:
    clip = track.items[index]
    assert isinstance(clip, Clip)  # noqa: S101 - it was asked for one
    head, tail = offsets.get(index - 1), offsets.get(index + 1)
    inside = head[0] if head else 0
    return Shown(
        clip=clip,
        start=start,
        base=base(clip, inside, timebase),
        head=head[0] if head else None,
        tail=tail[1] if tail else None,
        data=mixed(track, index, offsets),
    )


def base(clip: Clip, head: int, timebase: int) -> int:
    """Return the frame of its file at which a clip begins. A still has an hour before it."""
    if clip.source and address.is_still(clip.source.url):
        return max(HOUR * timebase, head)
    return max(clip.source_start - origin(clip.source), head)


def mixed(track: Track, index: int, offsets: Mapping[int, Offsets]) -> dict[str, Any]:
    """Return what has to be noted of the transitions of a clip.

    Each is noted by the clip that comes in by it, else by the one that goes out.
    """
    head, tail = beside(track.items, index)
    data: dict[str, Any] = {}
    if isinstance(head, Transition):
        data |= noted("head", track, index - 1, offsets)
    if isinstance(tail, Transition) and not isinstance(beside(track.items, index + 1)[1], Clip):
        data |= noted("tail", track, index + 1, offsets)
    return data


def noted(key: str, track: Track, index: int, offsets: Mapping[int, Offsets]) -> dict[str, Any]:
    transition = track.items[index]
    assert isinstance(transition, Transition)  # noqa: S101 - it was asked for one
    before, behind = offsets.get(index, (0, 0))
    neighbours = beside(track.items, index)
    alignment = aligned(before, behind, *neighbours)
    is_plain = (
        (before, behind) == (transition.in_offset, transition.out_offset)
        and cut_within(alignment, before + behind) == before
        and before + behind > 0
        and is_named(transition, track.kind)
    )
    if is_plain:
        return {}
    is_between = all(isinstance(each, Clip) for each in neighbours)
    return {key: own.transition(transition, (before, behind), is_between=is_between)}


def is_named(transition: Transition, kind: TrackKind) -> bool:
    """Tell whether the name of its effect says all of a transition."""
    if kind is TrackKind.AUDIO:
        return (transition.kind, transition.name) == (TransitionKind.DISSOLVE, "")
    if transition.kind is TransitionKind.WIPE:
        return transition.name in WAYS
    return transition.kind is not TransitionKind.OTHER and not transition.name


def alternates(
    rows: Sequence[Row], numbers: Iterator[int], timebase: int, report: Report
) -> tuple[list[Row], list[Row]]:
    """Return the rows of one kind with numbered clips, and above them those of alternates."""
    numbered = [replace(each, entries=tuple(number(each.entries, numbers))) for each in rows]
    found = [entry for each in numbered for entry in each.entries if isinstance(entry, Shown)]
    above: list[list[Entry]] = []
    ends: list[int] = []
    for entry in sorted(found, key=lambda each: each.start):
        for other in others(entry, timebase):
            place(other, above, ends, report)
    return numbered, [Row(kind=rows[0].kind, entries=tuple(entries)) for entries in above]


def number(entries: Sequence[Entry], numbers: Iterator[int]) -> Iterator[Entry]:
    for entry in entries:
        if isinstance(entry, Shown) and entry.clip.alternates:
            yield replace(entry, data={**entry.data, "number": next(numbers)})
        else:
            yield entry


def others(entry: Shown, timebase: int) -> Iterator[Shown]:
    """Yield the alternates of a clip as what is written over it, no longer than it is."""
    for order, alternate in enumerate(entry.clip.alternates):
        clip = Clip(
            name=alternate.name,
            length=min(alternate.length, entry.clip.length),
            source=alternate.source,
            source_start=alternate.source_start,
            details=alternate.details,
        )
        yield Shown(
            clip=clip,
            start=entry.start,
            base=base(clip, 0, timebase),
            data={
                "of": entry.data["number"],
                "order": order,
                "lengths": [alternate.length, clip.length],
            },
            is_enabled=False,
        )


def place(entry: Shown, above: list[list[Entry]], ends: list[int], report: Report) -> None:
    """Put an alternate onto the first row that is free there."""
    for index, end in enumerate(ends):
        if end <= entry.start:
            above[index].append(entry)
            ends[index] = entry.end
            return
    if len(ends) < MAX_ROWS:
        above.append([entry])
        ends.append(entry.end)
    else:
        reason = f"there are {MAX_ROWS} tracks of alternates at most."
        report.add("An alternate", quoted(entry.clip.name), reason)
