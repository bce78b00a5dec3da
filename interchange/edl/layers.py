"""Clips at their places on the record become tracks of a timeline."""

from collections.abc import Iterable, Iterator, Sequence

from events.record import record, replace
from interchange.report import Report
from interchange.timeline import (
    Clip,
    Gap,
    Item,
    Marker,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
)


@record
class Placed:
    """A clip, or black where `clip` is None, in frames of the record.

    It comes in by a transition of `length` frames from `begin` on. `cut` is where the clip itself
    begins if that is said; `markers` count from `begin`.
    """

    line: int
    layer: int
    begin: int
    end: int
    clip: Clip | None
    length: int = 0
    cut: int | None = None
    kind: TransitionKind = TransitionKind.DISSOLVE
    name: str = ""
    is_from_black: bool = False
    markers: tuple[Marker, ...] = ()


def tracks(placed: Sequence[Placed], start: int, report: Report) -> tuple[Track, ...]:
    """Lay clips on tracks that none lies on another; black is what is between them."""
    rows: list[list[Placed]] = []
    for one in sorted(placed, key=lambda each: (each.begin, each.layer)):
        layer = _free(rows, one)
        if layer > one.layer:
            reason = "its own track was taken there, so it went to the next free one above."
            report.add("The track of a clip", f"line {one.line}", reason)
        while len(rows) <= layer:
            rows.append([])
        rows[layer].append(one)
    return tuple(
        Track(kind=TrackKind.VIDEO, name=f"V{number}", items=tuple(_items(_cut(row), start)))
        for number, row in enumerate(rows, 1)
    )


def _free(rows: Sequence[Sequence[Placed]], one: Placed) -> int:
    layer = one.layer
    while layer < len(rows) and rows[layer] and rows[layer][-1].end > one.begin:
        layer += 1
    return layer


def _cut(row: Sequence[Placed]) -> list[Placed]:
    """Let each begin at its cut, and the one before it go on until there."""
    found: list[Placed] = []
    for one in row:
        before = found[-1] if found and found[-1].end == one.begin else None
        cut = _cut_of(one, before)
        if before is not None and cut > one.begin:
            found[-1] = _lasting(before, cut)
        found.append(_beginning(one, before, cut))
    return found


def _cut_of(one: Placed, before: Placed | None) -> int:
    """Return where a clip begins within its transition: in the middle unless it is said."""
    if one.cut is not None:
        return one.cut
    if not one.length or _comes_from_black(one, before):
        return one.begin
    middle = one.begin + (one.length if one.clip is None else one.length // 2)
    return middle if middle < one.end or one.clip is None else one.begin


def _comes_from_black(one: Placed, before: Placed | None) -> bool:
    return one.is_from_black or before is None or before.clip is None


def _lasting(one: Placed, end: int) -> Placed:
    clip = one.clip and replace(one.clip, length=one.clip.length + end - one.end)
    return replace(one, end=end, clip=clip)


def _beginning(one: Placed, before: Placed | None, cut: int) -> Placed:
    """Return what begins at `cut`; `cut` - `begin` stays what its transition has before it."""
    fades = one.length and (one.clip is None or _comes_from_black(one, before))
    kind = TransitionKind.FADE if fades and one.kind is not TransitionKind.WIPE else one.kind
    clip = one.clip
    if clip is not None:
        skipped = cut - one.begin
        length = clip.length - skipped
        clip = replace(
            clip,
            length=length,
            source_start=clip.source_start + skipped if clip.source else 0,
            markers=tuple(
                replace(marker, start=min(max(marker.start - skipped, 0), length))
                for marker in one.markers
            ),
        )
    return replace(one, cut=cut, kind=kind, clip=clip)


def _items(row: Iterable[Placed], start: int) -> Iterator[Item]:
    """Yield a row with gaps and transitions: a gap is merged from all the black there is."""
    at = end = start
    mixed: Transition | None = None
    last: Clip | None = None
    for one in row:
        assert one.cut is not None  # noqa: S101 - `_cut` has set it
        if one.clip is not None or one.length:
            if one.cut > at:
                yield from _hole(mixed, one.cut - at)
                mixed, last, at = None, None, one.cut
            mixed = _joined(mixed, _mixed(one, last))
        if one.clip is not None:
            yield from () if mixed is None else (mixed,)
            yield one.clip
            mixed, last, at = None, one.clip, one.end
        end = max(end, one.end)
    yield from _hole(mixed, end - at)


def _hole(mixed: Transition | None, length: int) -> Iterator[Item]:
    if mixed is not None:
        yield mixed
    if length:
        yield Gap(length=length)


def _mixed(one: Placed, last: Clip | None) -> Transition | None:
    """Return the transition into a clip, or out of one into black, as far as both have room."""
    if not one.length:
        return None
    assert one.cut is not None  # noqa: S101 - `_cut` has set it
    before = one.cut - one.begin
    behind = one.length - before
    return Transition(
        kind=one.kind,
        in_offset=min(before, last.length) if last else before,
        out_offset=min(behind, one.clip.length) if one.clip else behind,
        name=one.name,
    )


def _joined(out: Transition | None, into: Transition | None) -> Transition | None:
    """Return one transition for a cut: out into black and in from it again is a fade."""
    if out is None or into is None:
        return out or into
    return replace(
        into, kind=TransitionKind.FADE, in_offset=out.in_offset, out_offset=into.out_offset
    )
