"""A table that came back, as clients see it: each change with the command that carries it out."""

import asyncio
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final
from uuid import uuid4

import orjson

from domain import access
from domain.clip.command import (
    AddClip,
    ClipCommand,
    EditClip,
    LinkMedia,
    MoveClip,
    SetTransition,
    TrimClip,
)
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Executor
from events.ids import UserId, is_project
from events.record import record
from interchange.report import InterchangeError, Omission
from interchange.table.change import Change
from interchange.table.difference import Difference, Entry, difference, ordered
from interchange.table.reader import read
from repositories.timeline import Plan, Timelines

# What `applyCommands` calls the commands that a table asks for.
NAMES: Final[Mapping[type[ClipCommand], str]] = {
    AddClip: "addClip",
    EditClip: "editClip",
    MoveClip: "moveClip",
    TrimClip: "trimClip",
    LinkMedia: "linkMedia",
    SetTransition: "setTransition",
}
ENUMERATED: Final = frozenset({"status", "kind", "direction"})


@record
class Comparison:
    """`versions` are those of the clips compared with, by id."""

    project: str
    position: int
    found: Difference
    versions: Mapping[str, int]


class Tables:
    def __init__(self, *, executor: Executor, timelines: Timelines) -> None:
        self._executor = executor
        self._timelines = timelines
        # A workbook takes many times its size while it is read.
        self._one_at_a_time = asyncio.Lock()

    async def compare(self, project: str, content: bytes, user: UserId) -> Comparison:
        """Return what a table wants to be different. Raises a DomainError; nothing is changed."""
        if not is_project(project):
            raise NotFoundError(UNSEEN)
        access.role((await self._executor.board(project)).authority, user)
        row = await self._timelines.project(project)
        if row is None:
            raise NotFoundError(UNSEEN)
        plan = await self._timelines.plan(row)
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(compared, content, plan, uuid4().hex)
        except InterchangeError as error:
            raise RuleViolatedError(str(error), field="file") from error


def compared(content: bytes, plan: Plan, seed: str) -> Comparison:
    """Read a table and compare it. Raises InterchangeError for a file that is none."""
    state = plan.project.state
    found = difference(read(content), state, plan.layout, f"{state.id}:{seed}")
    versions = {entry.clip: plan.clips[entry.clip].version for entry in known(found, plan)}
    return Comparison(project=state.id, position=plan.position, found=found, versions=versions)


def known(found: Difference, plan: Plan) -> list[Entry]:
    return [entry for entry in found.entries if entry.clip in plan.clips]


def answer(comparison: Comparison) -> bytes:
    """Return the JSON: rows with their changes, each with its place in the order to send."""
    found = comparison.found
    orders = {id(change): order for order, change in enumerate(ordered(found))}
    return orjson.dumps(
        {
            "projectId": comparison.project,
            "position": comparison.position,
            "rows": [row(entry, comparison.versions, orders) for entry in found.entries],
            "unchanged": found.unchanged,
            "missing": found.missing,
            "omissions": [omission(one) for one in found.omissions],
        }
    )


def row(entry: Entry, versions: Mapping[str, int], orders: Mapping[int, int]) -> dict[str, Any]:
    version = versions.get(entry.clip)
    return {
        "row": entry.row,
        "kind": entry.kind,
        "clipId": entry.clip or None,
        "scene": entry.scene,
        "clip": entry.name,
        "reason": entry.reason,
        "changes": [change(one, version, orders[id(one)]) for one in entry.changes],
    }


def change(one: Change, version: int | None, order: int) -> dict[str, Any]:
    return {
        "facet": one.facet,
        "before": one.before,
        "after": one.after,
        "order": order,
        "command": wish(one.command, version),
    }


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
