"""What a row wants of its clip, facet by facet, each as the command that would do it.

A cell wants something only where it says something else than the table would say now. So a cell
that was cut, or the timecode of a clip whose start in frames was changed, wants nothing by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import IntEnum
from typing import Any, Final

import orjson

from domain import text, transition
from domain.board.clip import Clip, evolve
from domain.board.track import LAST_FRAME
from domain.clip.command import (
    STATUSES,
    ClipCommand,
    EditClip,
    LinkMedia,
    MoveClip,
    SetTransition,
    TrimClip,
)
from domain.errors import RuleViolatedError
from domain.rate import FrameRate
from domain.timeline import Block
from events.record import record
from interchange.outlet import OF_A_TAKE, shows_take
from interchange.report import Report, quoted
from interchange.table import number
from interchange.table.column import TEXTS, Column
from interchange.table.grid import Row
from interchange.table.number import CellError
from interchange.table.row import Cell, Clock, Line, by_column, mixed

MOST_TRACKS: Final = 100


class Turn(IntEnum):
    """In which order changes make room for each other."""

    DELETE = 0
    SHORTEN = 1
    MOVE = 2
    LENGTHEN = 3
    WORDS = 4
    ADD = 5


@record
class Step:
    """`turn` says when a command has its turn among all the others."""

    command: ClipCommand
    turn: tuple[int, int]


@record
class Change:
    """`before` and `after` are what the cells say; `turn` orders the changes of a file.

    `aside` comes before: a clip that exchanges its place with others steps out of their way.
    """

    facet: str
    before: str
    after: str
    command: ClipCommand
    turn: tuple[int, int] = (Turn.WORDS, 0)
    aside: Step | None = None


@record
class Scenes:
    """The scenes of the table by their names; one that two scenes share names none."""

    blocks: Mapping[str, tuple[Block, ...]]

    def named(self, name: str) -> Block:
        found = self.blocks.get(name, ())
        if len(found) == 1:
            return found[0]
        kind = "several scenes are" if found else "no scene is"
        raise CellError(f"{kind} called {quoted(name)}.")


@record
class Wish:
    """A row beside its clip."""

    row: Row
    line: Line
    clock: Clock
    scenes: Scenes
    report: Report

    @property
    def clip(self) -> Clip:
        return self.line.clip

    def changes(self) -> Iterator[Change]:
        now = by_column(self.line, self.clock)
        differing = {column for column in self.row.cells if self.differs(column, now[column])}
        wanted = frozenset(differing if self.is_recoded() else differing - {Column.CODE})
        if Column.LENGTH not in wanted and self.is_as_long():
            # The timecodes are those of another time: scenes before this one were longer then.
            wanted -= {Column.END}
        for column in Column:
            if column in wanted and column in UNCHANGEABLE:
                self.omit(column, UNCHANGEABLE[column])
        for attempt in (self.name, self.place, self.length, self.status):
            yield from attempt(wanted)
        for column in TEXTS:
            if column in wanted:
                yield from self.words(column)
        for attempt in (self.parameters, self.media, self.mixed):
            yield from attempt(wanted)

    def is_recoded(self) -> bool:
        """Tell whether a row has another code than was given; until then they come and go."""
        code = self.clip.code.upper()
        return bool(code) and not said_in(self.row, Column.CODE).strip().upper().startswith(code)

    def differs(self, column: Column, now: Cell) -> bool:
        """Tell whether a cell says something else; an empty one often says nothing."""
        said = said_in(self.row, column)
        if not said.strip() and column not in MAY_BE_EMPTIED:
            return False
        if not isinstance(now, str):
            return not is_number(self.row, column, now)
        if column in MOMENTS:
            return not self.is_moment(column, now)
        return lines(said) != lines(now) and said.strip() != now

    def is_as_long(self) -> bool:
        """Tell whether a row's timecodes say the length that it also says in frames."""
        try:
            length = number.whole(self.row.cells[Column.LENGTH])
            return self.moment(Column.END) - self.moment(Column.START) == length
        except (KeyError, CellError):
            return False

    def is_moment(self, column: Column, now: str) -> bool:
        try:
            found = number.frame(self.row.cells[column], self.clock.rate)
        except CellError:
            return False
        return found == number.frame(now, self.clock.rate)

    def omit(self, column: Column, reason: str) -> None:
        self.report.add(f"A cell of “{column.title}”", self.row.name, reason)

    def name(self, wanted: frozenset[Column]) -> Iterator[Change]:
        if Column.CLIP in wanted:
            try:
                name = text.name(said_in(self.row, Column.CLIP))
            except RuleViolatedError as error:
                self.omit(Column.CLIP, str(error))
            else:
                edit = EditClip(clip_id=self.clip.id, name=name)
                yield Change(facet="name", before=self.clip.name, after=name, command=edit)

    def words(self, column: Column) -> Iterator[Change]:
        facet = TEXTS[column]
        before: str = getattr(self.clip, facet)
        try:
            after = text.prose(said_in(self.row, column), facet)
        except RuleViolatedError as error:
            self.omit(column, str(error))
        else:
            texts: dict[str, Any] = {facet: after}
            edit = EditClip(clip_id=self.clip.id, **texts)
            yield Change(facet=facet, before=before, after=after, command=edit)

    def status(self, wanted: frozenset[Column]) -> Iterator[Change]:
        if Column.STATUS not in wanted:
            return
        after = said_in(self.row, Column.STATUS).strip().casefold()
        if after not in STATUSES:
            self.omit(Column.STATUS, f"there is no status {quoted(after)}.")
        elif after != self.clip.status:
            edit = EditClip(clip_id=self.clip.id, status=after)
            yield Change(facet="status", before=self.clip.status, after=after, command=edit)

    def parameters(self, wanted: frozenset[Column]) -> Iterator[Change]:
        if Column.PARAMETERS not in wanted:
            return
        said = said_in(self.row, Column.PARAMETERS)
        try:
            after = parameters(said)
        except CellError as error:
            self.omit(Column.PARAMETERS, str(error))
            return
        if not text.is_same(after, self.clip.parameters):
            before = orjson.dumps(self.clip.parameters).decode()
            edit = EditClip(clip_id=self.clip.id, parameters=after)
            yield Change(facet="parameters", before=before, after=said.strip(), command=edit)

    def media(self, wanted: frozenset[Column]) -> Iterator[Change]:
        if Column.MEDIA not in wanted:
            return
        if shows_take(self.clip):
            self.omit(Column.MEDIA, OF_A_TAKE)
            return
        try:
            url = text.label(said_in(self.row, Column.MEDIA), "url", most=text.URL_LENGTH)
        except RuleViolatedError as error:
            self.omit(Column.MEDIA, str(error))
        else:
            link = LinkMedia(clip_id=self.clip.id, url=url)
            yield Change(facet="media", before=self.clip.media_url, after=url, command=link)

    def mixed(self, wanted: frozenset[Column]) -> Iterator[Change]:
        if Column.TRANSITION not in wanted:
            return
        said = said_in(self.row, Column.TRANSITION)
        try:
            as_trimmed = replace(self.clip, length=self.new_length(wanted, self.target(wanted)))
            change = transition_into(as_trimmed, said, self.clock.rate)
        except CellError as error:
            self.omit(Column.TRANSITION, str(error))
            return
        if change.after != change.before:
            yield change

    def place(self, wanted: frozenset[Column]) -> Iterator[Change]:
        """Yield a move. Other versions of a clip stand where it plays and move with it."""
        if not wanted & PLACE:
            return
        if not self.clip.is_chosen:
            column = min(wanted & PLACE, key=list(Column).index)
            self.omit(column, "an alternate stands where its clip plays; change that one's row.")
            return
        try:
            block, start = self.target(wanted)
            track = self.track(wanted)
        except CellError as error:
            self.omit(min(wanted & PLACE, key=list(Column).index), str(error))
            return
        before = (self.line.block.scene.id, self.clip.track, self.clip.start)
        if (block.scene.id, track, start) != before:
            yield self.move(block, track, start)

    def move(self, block: Block, track: int, start: int) -> Change:
        clip, home = self.clip, self.line.block
        return Change(
            facet="place",
            before=spot(home, clip.track, clip.start),
            after=spot(block, track, start),
            command=MoveClip(
                clip_id=clip.id,
                scene_id=block.scene.id if block is not home else None,
                track=track,
                start=start,
            ),
            turn=(Turn.MOVE, 0),
        )

    def track(self, wanted: frozenset[Column]) -> int:
        if Column.TRACK not in wanted:
            return self.clip.track
        track = number.whole(self.row.cells[Column.TRACK])
        if not 1 <= track <= MOST_TRACKS:
            raise CellError(f"tracks have the numbers 1 to {MOST_TRACKS}.")
        return track - 1

    def target(self, wanted: frozenset[Column]) -> "tuple[Block, int]":
        """Return the scene and the start in it; frames tell before timecode does."""
        block = self.line.block
        if Column.SCENE in wanted:
            block = self.scenes.named(said_in(self.row, Column.SCENE).strip())
        start = self.clip.start
        if Column.START_FRAME in wanted:
            start = number.whole(self.row.cells[Column.START_FRAME])
        elif Column.START in wanted:
            start = self.moment(Column.START) - block.start
        if not 0 <= start <= LAST_FRAME:
            raise CellError("the start is outside of the scene.")
        return block, start

    def moment(self, column: Column) -> int:
        """Return a frame of the timeline that a timecode names."""
        return number.since(self.row.cells[column], self.clock.start, self.clock.rate)

    def length(self, wanted: frozenset[Column]) -> Iterator[Change]:
        if not wanted & LENGTH:
            return
        column = min(wanted & LENGTH, key=LENGTH_FIRST.index)
        try:
            after = self.new_length(wanted, self.target(wanted))
        except CellError as error:
            self.omit(column, str(error))
            return
        before = self.clip.length
        if after != before:
            yield Change(
                facet="length",
                before=str(before),
                after=str(after),
                command=TrimClip(clip_id=self.clip.id, length=after),
                turn=(Turn.SHORTEN if after < before else Turn.LENGTHEN, 0),
            )

    def new_length(self, wanted: frozenset[Column], place: tuple[Block, int]) -> int:
        """Return the length; frames tell before the end, and that before seconds."""
        length = self.clip.length
        if Column.LENGTH in wanted:
            length = number.whole(self.row.cells[Column.LENGTH])
        elif Column.END in wanted:
            block, start = place
            length = self.moment(Column.END) - block.start - start
        elif Column.SECONDS in wanted:
            length = number.nearest(number.decimal(self.row.cells[Column.SECONDS]), self.clock.rate)
        if not 1 <= length <= LAST_FRAME:
            raise CellError("a clip has one frame at least, and 24 hours at most.")
        return length


PLACE: Final = frozenset({Column.SCENE, Column.TRACK, Column.START, Column.START_FRAME})
LENGTH_FIRST: Final = (Column.LENGTH, Column.END, Column.SECONDS)
LENGTH: Final = frozenset(LENGTH_FIRST)
MOMENTS: Final = frozenset({Column.START, Column.END})
MAY_BE_EMPTIED: Final = frozenset({*TEXTS, Column.PARAMETERS, Column.MEDIA, Column.TRANSITION})
UNCHANGEABLE: Final = {
    Column.CODE: "codes are given by the project, where they are kept unique.",
    Column.ALTERNATE: "alternates are numbered by the project.",
}


def parameters(said: str) -> dict[str, Any]:
    """Return what a cell says. Raises CellError."""
    try:
        found = orjson.loads(said) if said.strip() else {}
        if isinstance(found, dict):
            return text.parameters(found)
    except (orjson.JSONDecodeError, RuleViolatedError) as error:
        raise CellError(str(error)) from error
    raise CellError("parameters are a JSON object, in braces.")


def transition_into(clip: Clip, said: str, rate: FrameRate) -> Change:
    """Return how a cell wants a clip to come in, such as `wipe 12 left`. Raises CellError."""
    kind, *more = said.casefold().split() or [transition.CUT]
    try:
        length = number.whole(more[0]) if more else None
        direction = more[1] if more[1:] else None
        set_ = transition.checked(clip, kind, length, direction, rate)
    except RuleViolatedError as error:
        raise CellError(str(error)) from error
    return Change(
        facet="transition",
        before=mixed(clip),
        after=mixed(evolve(clip, set_, clip.id)),
        command=SetTransition(
            clip_id=clip.id,
            kind=set_.kind,
            length=set_.length or None,
            direction=set_.direction or None,
        ),
    )


def said_in(row: Row, column: Column) -> str:
    return number.text(row.cells.get(column))


def lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def is_number(row: Row, column: Column, now: float) -> bool:
    try:
        return float(number.decimal(row.cells[column])) == now
    except CellError:
        return False


def spot(block: Block, track: int, start: int) -> str:
    """Say where a clip is."""
    return f"{quoted(block.scene.name)}, track {track + 1}, frame {start}"
