"""A table beside the project it came from: what every row wants, row by row.

A row is matched by its id, then by the code that a clip was given, then by the names of scene and
clip, among the clips that nothing before it names.
Nothing is done here, and nothing is ever deleted because a row is missing.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice

from domain.board.project import Project
from domain.errors import RuleViolatedError
from domain.naming.code import versioned
from domain.naming.pattern import Pattern, stored
from domain.timeline import Block, Layout
from events.ids import ClipId, derived
from events.record import record, replace
from interchange.report import Omission, Report
from interchange.table import room
from interchange.table.addition import Addition, identity, names
from interchange.table.change import Change, Scenes, Step, Wish, said_in
from interchange.table.column import Column
from interchange.table.grid import Grid, Row
from interchange.table.number import CellError
from interchange.table.row import Clock, Line, clock, lines


class Kind(StrEnum):
    """A `missing` clip of a project is not in an edit that came back."""

    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


@record
class Entry:
    """A row, or clip of an edit, that says something new; `reason` why it cannot by itself.

    `clip` may be empty.
    """

    row: int
    kind: Kind
    scene: str
    name: str
    clip: str = ""
    changes: tuple[Change, ...] = ()
    reason: str = ""


@record
class Difference:
    """`unchanged` rows say what the project says; `missing` clips have no row.

    Nothing in a file that `is_foreign` is of the project.
    """

    entries: tuple[Entry, ...]
    unchanged: int
    missing: int
    omissions: tuple[Omission, ...]
    is_foreign: bool = False


def difference(found: Grid, project: Project, plan: Layout, seed: str) -> Difference:
    """Compare; `seed` makes the ids of clips to be added."""
    report = Report()
    reader = Comparison(project, plan, seed, report)
    naming = stored(project.confirmed_naming or project.naming)
    matches = Matches(found, list(lines(plan)), naming)
    entries: list[Entry] = []
    unchanged = 0
    for row in found.rows:
        entry = reader.entry(row, matches.of(row))
        if entry is None:
            unchanged += 1
        else:
            entries.append(entry)
    return Difference(
        entries=in_turn(entries, plan),
        unchanged=unchanged,
        missing=matches.missing,
        omissions=(*found.omissions, *report.omissions),
    )


class Matches:
    """Which clips a row may mean: one, none, or several."""

    def __init__(self, found: Grid, known: list[Line], naming: Pattern) -> None:
        self._by_id: dict[str, Line] = {line.clip.id: line for line in known}
        self._ids = Counter(identity(row) for row in found.rows)
        unmet = [line for line in known if line.clip.id not in self._ids]
        nameless = [row for row in found.rows if identity(row) not in self._by_id]
        self._by_code = {coded(line, naming): line for line in unmet if line.clip.code}
        self._codes = Counter(code(row) for row in nameless)
        uncoded = [line for line in unmet if coded(line, naming) not in self._codes]
        self._by_name: dict[tuple[str, str], list[Line]] = {}
        for line in uncoded:
            key = (line.block.scene.name, line.clip.name)
            self._by_name.setdefault(key, []).append(line)
        self._names = Counter(names(row) for row in nameless if code(row) not in self._by_code)
        named = sum(len(group) for key, group in self._by_name.items() if key in self._names)
        self.missing = len(uncoded) - named

    def of(self, row: Row) -> tuple[Line, ...] | str:
        """Return the clips, or why it cannot be told which one is meant."""
        id_ = identity(row)
        if id_ in self._by_id:
            if self._ids[id_] > 1:
                return "several rows have this id. Keep one of them."
            return (self._by_id[id_],)
        if code(row) in self._by_code:
            return self._coded(code(row))
        group = self._by_name.get(names(row), [])
        if len(group) > 1:
            return "several clips of this scene have this name. Fill in the id."
        if group and self._names[names(row)] > 1:
            return "several rows name this clip. Keep one of them."
        return tuple(group)

    def _coded(self, known: str) -> tuple[Line, ...] | str:
        if self._codes[known] > 1:
            return "several rows have this code. Keep one of them."
        return (self._by_code[known],)


def code(row: Row) -> str:
    return said_in(row, Column.CODE).strip().upper()


def coded(line: Line, naming: Pattern) -> str:
    """Return the code that a clip was given, in capitals; none is no row's."""
    clip = line.clip
    return versioned(clip.code, clip.alternate, naming).upper() if clip.code else "\n"


class Comparison:
    """Makes entries, with a report of cells that cannot be taken."""

    def __init__(self, project: Project, plan: Layout, seed: str, report: Report) -> None:
        self._clock: Clock = clock(project)
        self._scenes = Scenes(blocks=by_name(plan))
        self._seed = seed
        self._report = report

    def entry(self, row: Row, match: tuple[Line, ...] | str) -> Entry | None:
        """Return what is new in a row, None for nothing."""
        if isinstance(match, str):
            return self.idle(row, Kind.AMBIGUOUS, match)
        if match:
            return self.changed(row, match[0])
        if identity(row):
            reason = "no clip that plays, and no alternate of one, has this id."
            return self.idle(row, Kind.UNKNOWN, reason)
        return self.added(row)

    def idle(self, row: Row, kind: Kind, reason: str) -> Entry:
        scene, name = names(row)
        return Entry(row=row.number, kind=kind, scene=scene, name=name, reason=reason)

    def changed(self, row: Row, line: Line) -> Entry | None:
        wish = Wish(row=row, line=line, clock=self._clock, scenes=self._scenes, report=self._report)
        changes = tuple(wish.changes())
        if not changes:
            return None
        return Entry(
            row=row.number,
            kind=Kind.CHANGED,
            scene=line.block.scene.name,
            name=line.clip.name,
            clip=line.clip.id,
            changes=changes,
        )

    def added(self, row: Row) -> Entry:
        """Return a clip to add; what it lacks is said."""
        scene, name = names(row)
        addition = Addition(row=row, scenes=self._scenes, clock=self._clock, report=self._report)
        try:
            changes = addition.changes(ClipId(derived("clip", self._seed, row.number)))
        except (CellError, RuleViolatedError) as error:
            return self.idle(row, Kind.UNKNOWN, f"a new clip cannot be made of it: {error}")
        return Entry(
            row=row.number,
            kind=Kind.ADDED,
            scene=scene,
            name=name,
            clip=changes[0].command.clip_id,
            changes=changes,
        )


def by_name(plan: Layout) -> dict[str, tuple[Block, ...]]:
    found: dict[str, tuple[Block, ...]] = {}
    for block in plan.blocks:
        found[block.scene.name] = (*found.get(block.scene.name, ()), block)
    return found


def in_turn(entries: Iterable[Entry], plan: Layout) -> tuple[Entry, ...]:
    """Return the entries with changes that know their turns."""
    kept = tuple(entries)
    turned = iter(room.made([change for entry in kept for change in entry.changes], plan))
    return tuple(
        replace(entry, changes=tuple(islice(turned, len(entry.changes)))) for entry in kept
    )


def ordered(changes: Iterable[Change]) -> list[Step]:
    """Return what changes do, in an order in which they make room for each other."""
    steps = [
        step
        for change in changes
        for step in (change.aside, Step(command=change.command, turn=change.turn))
        if step is not None
    ]
    return sorted(steps, key=lambda step: step.turn)
