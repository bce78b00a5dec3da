"""Edits as somebody makes them elsewhere: an export that was read, with its clips changed."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from domain.board.board import Board
from domain.command import decide
from domain.rate import FrameRate
from events.record import replace
from interchange import otio
from interchange.format import COMMON, FORMATS, Format
from interchange.option import Options, chosen
from interchange.returned import returned
from interchange.table.change import Change
from interchange.table.difference import Difference, Kind, ordered
from interchange.timeline import (
    Clip,
    Gap,
    Item,
    Reading,
    Timeline,
    Track,
    TrackKind,
    placed_clips,
)
from tests.interchange.plan import exported, plan

OTIO = FORMATS["otio"]


def written(made: Board, one: Format = OTIO, options: Options | None = None) -> list[bytes]:
    """Return the files of an export."""
    cut = exported(made).timeline
    if options is None or one.bundle is not None:
        found = one.usual(cut)
    else:
        assert one.write is not None
        own = [choice for choice in one.choices if choice not in COMMON]
        found = one.write(cut, chosen(own, options))
    return [piece.content for piece in found.pieces]


def read(content: bytes, one: Format = OTIO, rate: FrameRate | None = None) -> Reading:
    assert one.read is not None
    return one.read(content, rate)


def timeline(made: Board) -> Timeline:
    """Return the project as an editing program has it."""
    return otio.read(written(made)[0]).timeline


def compared(
    made: Board, edit: Timeline | Reading, one: Format = OTIO, *, are_deleted: bool = False
) -> Difference:
    assert made.project is not None
    found = edit if isinstance(edit, Reading) else otio.read(otio.write(edit))
    return returned(found, one, made.project, plan(made), "seed", are_deleted=are_deleted)


def chosen_changes(found: Difference, *, are_deleted: bool) -> list[Change]:
    """Return what is taken when nobody unticks anything."""
    return [
        change
        for entry in found.entries
        if are_deleted or entry.kind is not Kind.MISSING
        for change in entry.changes
    ]


def applied(made: Board, changes: Iterable[Change]) -> Board:
    for step in ordered(changes):
        made.apply(decide(step.command, made))
    return made


def told(found: Difference) -> list[tuple[str, str, str, str]]:
    """Return clip, facet, before and after of all changes."""
    return [
        (entry.name, change.facet, change.before, change.after)
        for entry in found.entries
        for change in entry.changes
    ]


def sentences(found: Difference) -> list[str]:
    return [omission.sentence for omission in found.omissions]


def cut(made: Board) -> list[tuple[int, int, int, str]]:
    """Return track, absolute start, length and name of all that plays."""
    return sorted(
        (clip.track, block.start + clip.start, clip.length, clip.name)
        for block in plan(made).blocks
        for clip in block.clips
    )


Row: TypeAlias = list[tuple[int, Clip]]
"""The clips of a track, each with the gap before it."""


def rows_of(timeline: Timeline) -> list[Row]:
    return [list(alone(track)) for track in timeline.tracks]


def alone(track: Track) -> Iterator[tuple[int, Clip]]:
    end = 0
    for start, clip in placed_clips(track):
        yield start - end, clip
        end = start + clip.length


def laid(timeline: Timeline, rows: Iterable[Row]) -> Timeline:
    """Return a timeline of these clips; transitions are cuts."""
    return replace(timeline, tracks=tuple(track(row) for row in rows))


def track(row: Row) -> Track:
    items: list[Item] = []
    for gap, clip in row:
        items += [Gap(length=gap), clip] if gap else [clip]
    return Track(kind=TrackKind.VIDEO, items=tuple(items))


def shortened(clip: Clip, length: int) -> Clip:
    return replace(clip, length=length, markers=())


def split(row: Row, at: int, length: int) -> None:
    """Cut a clip in two behind so many frames, as a razor does."""
    gap, clip = row[at]
    rest = replace(shortened(clip, clip.length - length), source_start=clip.source_start + length)
    row[at : at + 1] = [(gap, shortened(clip, length)), (0, rest)]
