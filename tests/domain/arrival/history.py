"""Histories of a project with branches, as somebody sends them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from domain.arrival.family import Ending, checked
from domain.arrival.line import Kin
from domain.branch import ForkBranch
from domain.clip.command import EditClip, MoveClip
from domain.history import MergeWish
from events.project import ProjectExported
from events.store import Commit, Fact
from tests.domain.example import ADA, CLIPS, clip
from tests.domain.house import House, Step
from tests.scenario import PROJECT

LATEST: Final = datetime(2026, 1, 2, tzinfo=UTC)
Logs = dict[str, list[Commit]]


async def logs(house: House) -> Logs:
    return {line: [it async for it in house.store.read(line)] for line in house.lines}


def kin(of: Logs, trunk: str = PROJECT) -> Kin:
    return Kin(trunk=trunk, heads={partition: len(log) for partition, log in of.items()})


def read(of: Logs, trunk: str = PROJECT, **more: Any) -> Mapping[str, Ending]:
    return checked(kin(of, trunk), reading(of), latest=LATEST, **more)


def reading(of: Logs) -> Callable[[str], Iterator[Commit]]:
    return lambda partition: iter(of[partition])


async def told() -> Logs:
    """A project with two branches, one of the other, a change and an undo on each, and merges."""
    house = House()
    await house.begin(CLIPS)
    for line in range(3):
        if line:
            wish = ForkBranch(name="Try")
            asking = house.asking(Step(user=ADA, what="fork", line=line - 1))
            fork = await house.history.fork(asking, wish)
            assert fork.commit is not None
            house.lines.append(fork.commit.partition)
        await changed(house, line, f"sea {line}")
        await changed(house, line, f"storm {line}")
        await house.history.undo(house.asking(Step(user=ADA, what="undo", line=line)))
    asking = house.asking(Step(user=ADA, what="merge"))
    await house.history.merge(asking, MergeWish(source=house.lines[1], choices={}))
    return await logs(house)


async def changed(house: House, line: int, lyrics: str) -> None:
    asking = house.asking(Step(user=ADA, what="change", line=line))
    name = EditClip(clip_id=clip(1), lyrics=lyrics)
    place = MoveClip(clip_id=clip(2), start=96 + line * 24)
    for command in (name, place):
        own = replace(asking, command_id=f"{asking.command_id}-{type(command).__name__}")
        await house.change(own, command)


def with_commit(of: Logs, line: str, at: int, **changes: Any) -> Logs:
    log = [replace(it, **changes) if it.n == at else it for it in of[line]]
    return {**of, line: log}


def with_fact(of: Logs, fact: Fact, partition: str = PROJECT) -> Logs:
    """Let one more thing have happened at the end."""
    last = of[partition][-1]
    version = last.versions.get(fact.stream, 0) + 1
    for commit in of[partition]:
        version = max(version, commit.versions.get(fact.stream, 0) + 1)
    forged = replace(
        last, n=last.n + 1, command="forged", facts=(fact,), versions={fact.stream: version}
    )
    return {**of, partition: [*of[partition], forged]}


NOTED: Final = ProjectExported(format="EDL", options={})
