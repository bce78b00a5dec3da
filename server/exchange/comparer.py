"""A file that came back, as clients see it: each change with the command that carries it out."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

import orjson

from domain import access
from domain.clip.command import (
    AddClip,
    ChooseClip,
    ClipCommand,
    DeleteClip,
    EditClip,
    LinkMedia,
    MoveClip,
    SetTransition,
    TrimClip,
)
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Executor, Request
from domain.setting import rate
from domain.timeline import Layout
from events.ids import UserId, is_project
from events.record import record
from events.store import CommitTooLargeError
from interchange import format as formats
from interchange import words
from interchange.report import InterchangeError, Omission
from interchange.returned import FOREIGN, returned
from interchange.table import reader as table
from interchange.table.change import Change
from interchange.table.difference import Difference, Entry, Kind, difference, ordered
from repositories.projector import Projector
from repositories.timeline import Plan, Timelines, codes
from server.exchange.shown import shown

# What `applyCommands` calls the commands that a file asks for.
NAMES: Final[Mapping[type[ClipCommand], str]] = {
    AddClip: "addClip",
    EditClip: "editClip",
    MoveClip: "moveClip",
    TrimClip: "trimClip",
    LinkMedia: "linkMedia",
    SetTransition: "setTransition",
    ChooseClip: "chooseClip",
    DeleteClip: "deleteClip",
}
TOO_MUCH: Final = (
    "The differences are too many for one change. Take a part of them in the editor, and the rest"
    " in another step."
)
ENUMERATED: Final = frozenset({"status", "kind", "direction"})


class FileKind(StrEnum):
    TABLE = "table"
    EDIT = "edit"
    WORDS = "words"


@record
class Returned:
    """A file, and what it is called; `are_deleted` wishes away what an edit does not have."""

    content: bytes
    name: str = ""
    are_deleted: bool = False


@record
class Comparison:
    """`versions` are those of the clips compared with, by id."""

    project: str
    position: int
    kind: FileKind
    found: Difference
    versions: Mapping[str, int]
    are_deleted: bool

    @property
    def wished(self) -> Iterator[Change]:
        """All changes; clips that are not in the file stay unless it was wished otherwise."""
        for entry in self.found.entries:
            if self.are_deleted or entry.kind is not Kind.MISSING:
                yield from entry.changes


class Comparer:
    def __init__(self, *, executor: Executor, projector: Projector, timelines: Timelines) -> None:
        self._executor = executor
        self._projector = projector
        self._timelines = timelines
        # A workbook takes many times its size while it is read.
        self._one_at_a_time = asyncio.Lock()

    async def compare(self, project: str, file: Returned, user: UserId) -> Comparison:
        """Return what a file wants to be different. Raises a DomainError; nothing is changed."""
        if not is_project(project):
            raise NotFoundError(UNSEEN)
        access.role((await self._executor.board(project)).authority, user)
        row = await self._timelines.project(project)
        if row is None:
            raise NotFoundError(UNSEEN)
        plan = await self._timelines.plan(row)
        layout = (await shown(plan)).layout
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(compared, file, plan, layout, uuid4().hex)
        except InterchangeError as error:
            raise RuleViolatedError(str(error), field="file") from error

    async def take(self, comparison: Comparison, user: UserId, note: str) -> int:
        """Make the changes, of clips that are not in the file only where that was wished.

        They are one commit, whose number is returned. Raises a DomainError, nothing is done then.
        """
        steps = ordered(comparison.wished)
        versions = comparison.versions
        request = Request(
            project=comparison.project,
            command_id=uuid4().hex,
            actor=user,
            commands=tuple(step.command for step in steps),
            expected={
                index: versions[step.command.clip_id]
                for index, step in enumerate(steps)
                if step.command.clip_id in versions
            },
            note=note,
        )
        try:
            outcome = await self._executor.execute(request)
        except CommitTooLargeError:
            raise RuleViolatedError(TOO_MUCH, field="file") from None
        await self._projector.reached(comparison.project, outcome.position)
        return outcome.position


def compared(file: Returned, plan: Plan, layout: Layout, seed: str) -> Comparison:
    """Read a file and compare it with a plan as its exports show it.

    Raises InterchangeError for one that cannot be read.
    """
    state = plan.project.state
    kind, found = difference_of(file, plan, layout, f"{state.id}:{seed}")
    return Comparison(
        project=state.id,
        position=plan.position,
        kind=kind,
        found=found,
        versions={id_: row.version for id_, row in plan.clips.items()},
        are_deleted=file.are_deleted,
    )


def difference_of(
    file: Returned, plan: Plan, layout: Layout, seed: str
) -> tuple[FileKind, Difference]:
    """Return what a file is, and what it wants."""
    if words.reader(file.content, file.name) is not None:
        return FileKind.WORDS, FOREIGN
    state = plan.project.state
    one = formats.of_edit(file.content, file.name)
    if one is None or one.read is None:
        return FileKind.TABLE, difference(table.read(file.content), state, layout, seed)
    reading = one.read(file.content, rate(state.frame_rate))
    return FileKind.EDIT, returned(
        reading, one, state, layout, seed, are_deleted=file.are_deleted, codes=codes(plan)
    )


def answer(comparison: Comparison) -> bytes:
    """Return the JSON: rows with their changes, each with its place in the order to send."""
    found = comparison.found
    steps = ordered(change for entry in found.entries for change in entry.changes)
    orders = {id(step.command): order for order, step in enumerate(steps)}
    return orjson.dumps(
        {
            "projectId": comparison.project,
            "position": comparison.position,
            "file": comparison.kind,
            "isForeign": found.is_foreign,
            "rows": [row(entry, comparison.versions, orders) for entry in found.entries],
            "unchanged": found.unchanged,
            "missing": found.missing,
            "omissions": [omission(one) for one in found.omissions],
        }
    )


def row(entry: Entry, versions: Mapping[str, int], orders: Mapping[int, int]) -> dict[str, Any]:
    return {
        "row": entry.row,
        "kind": entry.kind,
        "clipId": entry.clip or None,
        "scene": entry.scene,
        "clip": entry.name,
        "reason": entry.reason,
        "changes": [change(one, versions, orders) for one in entry.changes],
    }


def change(one: Change, versions: Mapping[str, int], orders: Mapping[int, int]) -> dict[str, Any]:
    aside = one.aside and step(one.aside.command, versions, orders)
    wish = step(one.command, versions, orders)
    return {"facet": one.facet, "before": one.before, "after": one.after, "aside": aside, **wish}


def step(
    command: ClipCommand, versions: Mapping[str, int], orders: Mapping[int, int]
) -> dict[str, Any]:
    version = versions.get(command.clip_id)
    return {"order": orders[id(command)], "command": wish(command, version)}


def wish(command: ClipCommand, version: int | None) -> dict[str, Any]:
    """Return a command as `applyCommands` takes it; what is None is left out."""
    values = {field.name: getattr(command, field.name) for field in fields(command)}
    if isinstance(command, AddClip):
        values["id"] = values.pop("clip_id")
    else:
        values["expected_version"] = version
    given = {camel(name): said(name, value) for name, value in values.items() if value is not None}
    return {NAMES[type(command)]: given}


def said(name: str, value: Any) -> Any:
    return value.upper() if name in ENUMERATED and value else value


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def omission(one: Omission) -> dict[str, Any]:
    return {"what": one.what, "where": one.where, "reason": one.reason, "count": one.count}
