"""A project as rows: one for each clip that plays, with its alternates right below it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

import orjson

from domain import transition
from domain.alternates import badge
from domain.board.clip import Clip
from domain.board.project import Project
from domain.naming.code import NO_CODES, Codes
from domain.rate import FrameRate
from domain.timecode import timecode
from domain.timeline import Block, Layout
from events.record import record
from interchange.report import Report, quoted
from interchange.table.column import Column

Cell: TypeAlias = str | int | float

LONGEST: Final = 32_767
"""The most a cell of Excel holds, counted in the 16-bit units of its file format."""

DECIMALS: Final = 3


@record
class Line:
    """A clip with the scene it plays in."""

    block: Block
    clip: Clip


@record
class Clock:
    """What frames of the timeline are called; `start` is the number of its first timecode."""

    rate: FrameRate
    start: int

    def timecode(self, frame: int) -> str:
        return timecode(self.start + frame, self.rate, wrap=True)

    def seconds(self, frames: int) -> float:
        return round(float(frames / self.rate.exact), DECIMALS)


def clock(project: Project) -> Clock:
    return Clock(rate=FrameRate[project.frame_rate], start=project.start_frame)


def lines(plan: Layout) -> Iterator[Line]:
    """Yield the clips in the order of the film, each before its other versions."""
    for block in plan.blocks:
        for shown in sorted(block.clips, key=lambda clip: (clip.start, clip.track)):
            yield Line(block=block, clip=shown)
            for other in block.versions_of(shown):
                yield Line(block=block, clip=other)


def rows(
    project: Project, plan: Layout, codes: Codes, report: Report
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each clip in the order of the columns."""
    counted = clock(project)
    for line in lines(plan):
        yield tuple(fitted(line, cell, report) for cell in cells(line, counted, codes))


def cells(line: Line, counted: Clock, codes: Codes) -> tuple[Cell, ...]:
    clip = line.clip
    start = line.block.start + clip.start
    return (
        clip.id,
        line.block.scene.name,
        clip.name,
        badge(clip.alternate),
        clip.track + 1,
        counted.timecode(start),
        counted.timecode(start + clip.length),
        clip.start,
        clip.length,
        counted.seconds(clip.length),
        clip.status,
        clip.lyrics,
        clip.notes,
        clip.image_prompt,
        clip.video_prompt,
        clip.negative_prompt,
        json(clip.parameters),
        clip.media_url,
        mixed(clip),
        codes.of_clip(clip),
    )


def by_column(line: Line, counted: Clock) -> dict[Column, Cell]:
    """Return what the table says of a clip, as it is written."""
    return dict(zip(Column, (cut(cell) for cell in cells(line, counted, NO_CODES)), strict=True))


def json(parameters: Mapping[str, Any]) -> str:
    return orjson.dumps(parameters).decode() if parameters else ""


def mixed(clip: Clip) -> str:
    """Return how a clip comes in, such as `wipe 12 left`; the number is frames."""
    if not transition.is_set(clip):
        return transition.CUT
    return f"{clip.transition} {clip.transition_length} {clip.transition_direction}".rstrip()


def fitted(line: Line, cell: Cell, report: Report) -> Cell:
    kept = cut(cell)
    if kept != cell:
        reason = f"a cell holds {LONGEST:,} characters; the rest was left out."
        report.add("The end of a long text", quoted(line.clip.name), reason)
    return kept


def cut(cell: Cell) -> Cell:
    """Return what a cell can hold; what is cut says so at its end."""
    # No character takes more than two units, and hardly any text comes near.
    if not isinstance(cell, str) or len(cell) <= LONGEST // 2 or units(cell) <= LONGEST:
        return cell
    mark = f"… [cut: {len(cell):,} characters in all]"
    room = (LONGEST - units(mark)) * 2
    return cell.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
