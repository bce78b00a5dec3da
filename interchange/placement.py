"""Clips at exact places become tracks of whole frames.

A reader knows where things begin and end as fractions of a frame. The cut points are rounded,
not the lengths, so that what touched still touches and nothing drifts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from domain.rate import rounded
from events.record import record
from interchange.report import Report, quoted
from interchange.timeline import (
    Clip,
    Gap,
    Item,
    Scene,
    Track,
    TrackKind,
    Transition,
    beside,
    fits,
)


@record
class Placement:
    """A clip from `begin` to `end`, wanted on the track `layer` of its kind, 0 the lowest."""

    kind: TrackKind
    layer: int
    begin: Fraction
    end: Fraction
    clip: Clip
    where: str


@record
class Cut:
    """A transition over the cut at `at`."""

    kind: TrackKind
    layer: int
    at: Fraction
    transition: Transition
    where: str


@record
class Row:
    """A clip in whole frames."""

    start: int
    clip: Clip

    @property
    def end(self) -> int:
        return self.start + self.clip.length


def tracks(
    kind: TrackKind,
    names: Sequence[str],
    placements: Iterable[Placement],
    cuts: Iterable[Cut],
    report: Report,
) -> tuple[Track, ...]:
    """Lay out the tracks of one kind; `names` are those that exist, with or without clips."""
    rows = layered(placements, report)
    transitions = snapped(cuts, report)
    count = max([len(names), *(layer + 1 for layer in rows)])
    titles = [*names, *[""] * (count - len(names))]
    return tuple(
        Track(kind=kind, name=name, items=items(rows[layer], transitions[layer], report))
        for layer, name in enumerate(titles)
    )


def layered(placements: Iterable[Placement], report: Report) -> defaultdict[int, list[Row]]:
    """Give each clip its track, or the next above it that is free."""
    rows = defaultdict[int, list[Row]](list)
    for placement in sorted(placements, key=lambda each: (each.begin, each.layer)):
        row = in_frames(placement, report)
        if row is None:
            continue
        layer = placement.layer
        while rows[layer] and rows[layer][-1].end > row.start:
            layer += 1
        if layer != placement.layer:
            reason = "its own track was taken there, so it went to the next free one above."
            report.add("The track of a clip", placement.where, reason)
        rows[layer].append(row)
    return rows


def in_frames(placement: Placement, report: Report) -> Row | None:
    start, end = rounded(placement.begin), rounded(placement.end)
    if end <= start:
        report.add("A clip", placement.where, "it is shorter than a frame.")
        return None
    if start != placement.begin or end != placement.end:
        reason = "it does not fall on a whole frame, so the nearest was taken."
        report.add("The exact place of a cut", placement.where, reason)
    return Row(start=start, clip=replace(placement.clip, length=end - start))


def snapped(cuts: Iterable[Cut], report: Report) -> defaultdict[int, dict[int, Cut]]:
    """Sort transitions by track and frame; of two on one cut the first stays."""
    found = defaultdict[int, dict[int, Cut]](dict)
    for cut in cuts:
        if found[cut.layer].setdefault(rounded(cut.at), cut) is not cut:
            report.add("A transition", cut.where, "another one is on the same cut.")
    return found


def items(rows: list[Row], cuts: dict[int, Cut], report: Report) -> tuple[Item, ...]:
    """Fill the holes between clips with gaps and put the transitions onto their cuts."""
    homes = {edge for row in rows for edge in (row.start, row.end)}
    for at in [at for at in cuts if at not in homes]:
        report.add("A transition", cuts.pop(at).where, "no clip begins or ends at its cut.")
    result: list[Item] = []
    at = 0
    for row in rows:
        if row.start > at:
            result += [*cut_at(at, cuts), Gap(length=row.start - at)]
        result += [*cut_at(row.start, cuts), row.clip]
        at = row.end
    return fitting([*result, *cut_at(at, cuts)], cuts, report)


def cut_at(at: int, cuts: dict[int, Cut]) -> list[Item]:
    return [cuts[at].transition] if at in cuts else []


def fitting(row: list[Item], cuts: dict[int, Cut], report: Report) -> tuple[Item, ...]:
    """Leave out the transitions that are longer than a clip beside them."""
    where = {id(cut.transition): cut.where for cut in cuts.values()}
    kept: list[Item] = []
    for index, item in enumerate(row):
        if isinstance(item, Transition) and not fits(item, *beside(row, index)):
            report.add("A transition", where[id(item)], "it is longer than a clip beside it.")
        else:
            kept.append(item)
    return tuple(kept)


def apart(scenes: Iterable[Scene], report: Report) -> tuple[Scene, ...]:
    """Return the scenes in order; one that begins inside of another is left out."""
    kept: list[Scene] = []
    for scene in sorted(scenes, key=lambda each: each.start):
        if kept and scene.start < kept[-1].start + kept[-1].length:
            reason = f"it begins inside of the scene {quoted(kept[-1].name)}; its clips were taken."
            report.add("A scene", quoted(scene.name), reason)
        else:
            kept.append(scene)
    return tuple(kept)
