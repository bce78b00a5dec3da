"""A row that names no clip yet, as the clip it asks for."""

from dataclasses import replace
from typing import Any

from domain import text
from domain.board.clip import Clip
from domain.board.track import LAST_FRAME
from domain.clip.command import AddClip
from domain.timeline import Block
from events.ids import ClipId
from events.record import record
from interchange import tidy
from interchange.report import Report, quoted
from interchange.table import number
from interchange.table.change import (
    UNCHANGEABLE,
    Change,
    Scenes,
    Turn,
    parameters,
    said_in,
    transition_into,
)
from interchange.table.column import TEXTS, Column
from interchange.table.grid import Row
from interchange.table.number import CellError
from interchange.table.row import Clock


@record
class Addition:
    """A row beside the scenes of the project."""

    row: Row
    scenes: Scenes
    clock: Clock
    report: Report

    def changes(self, id_: ClipId) -> tuple[Change, ...]:
        """Return the clip to add, then how it comes in.

        Raises CellError or RuleViolatedError where scene, name or length are missing.
        """
        command = self.clip(id_)
        after = f"{quoted(command.name)}, {command.length} frames"
        turn = (Turn.ADD, self.row.number)
        added = Change(facet="clip", before="", after=after, command=command, turn=turn)
        comes_in = self.comes_in(command)
        return (added,) if comes_in is None else (added, replace(comes_in, turn=turn))

    def clip(self, id_: ClipId) -> AddClip:
        scene, name = names(self.row)
        block = self.scenes.named(scene)
        start = self.start(block)
        texts: dict[str, Any] = {facet: self.prose(column) for column, facet in TEXTS.items()}
        for column in UNCHANGEABLE.keys() & self.row.cells.keys():
            if self.said(column):
                self.omit(column, UNCHANGEABLE[column])
        return AddClip(
            clip_id=id_,
            scene_id=block.scene.id,
            name=text.name(name),
            track=max((self.count(Column.TRACK) or 1) - 1, 0),
            start=start,
            length=self.length(block, start),
            media_url=tidy.url(self.said(Column.MEDIA), self.row.name, self.report),
            status=self.status(),
            parameters=self.parameters(),
            **texts,
        )

    def comes_in(self, command: AddClip) -> Change | None:
        """Return the transition of the row; a cut is what every clip comes in by."""
        clip = Clip(
            id=command.clip_id,
            scene=command.scene_id,
            name=command.name,
            start=command.start or 0,
            length=command.length,
        )
        try:
            change = transition_into(clip, self.said(Column.TRANSITION), self.clock.rate)
        except CellError as error:
            self.omit(Column.TRANSITION, str(error))
            return None
        return None if change.after == change.before else change

    def parameters(self) -> dict[str, Any]:
        try:
            return parameters(self.said(Column.PARAMETERS))
        except CellError as error:
            self.omit(Column.PARAMETERS, str(error))
            return {}

    def status(self) -> str:
        said = self.said(Column.STATUS).casefold()
        return tidy.status(said, self.row.name, self.report) or "draft"

    def start(self, block: Block) -> int | None:
        """Return the start in the scene, None for behind its last clip; frames tell first."""
        frame = self.count(Column.START_FRAME)
        if frame is None and self.said(Column.START):
            frame = self.moment(Column.START) - block.start
        if frame is not None and not 0 <= frame <= LAST_FRAME:
            raise CellError("the start is outside of the scene.")
        return frame

    def length(self, block: Block, start: int | None) -> int:
        """Return the length; frames tell before seconds, and these before the end."""
        frames = self.count(Column.LENGTH)
        if frames is None and self.said(Column.SECONDS):
            found = number.decimal(self.row.cells[Column.SECONDS])
            frames = number.nearest(found, self.clock.rate)
        if frames is None and start is not None and self.said(Column.END):
            frames = self.moment(Column.END) - block.start - start
        if frames is None or frames < 1:
            raise CellError("it needs a length in frames, or in seconds.")
        return frames

    def moment(self, column: Column) -> int:
        """Return a frame of the timeline that a timecode names."""
        return number.since(self.row.cells[column], self.clock.start, self.clock.rate)

    def count(self, column: Column) -> int | None:
        return number.whole(self.row.cells[column]) if self.said(column) else None

    def prose(self, column: Column) -> str:
        return tidy.prose(said_in(self.row, column), self.row.name, self.report)

    def said(self, column: Column) -> str:
        return said_in(self.row, column).strip()

    def omit(self, column: Column, reason: str) -> None:
        self.report.add(f"A cell of “{column.title}”", self.row.name, reason)


def identity(row: Row) -> str:
    return said_in(row, Column.ID).strip()


def names(row: Row) -> tuple[str, str]:
    return said_in(row, Column.SCENE).strip(), said_in(row, Column.CLIP).strip()
