"""`storyboard import --project`: what a file that came back wants, listed and taken."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from domain import text
from domain.errors import RuleViolatedError
from events.ids import UserId
from interchange.table.difference import Entry, Kind
from server.exchange.comparer import Comparison, Returned
from server.runtime import Runtime


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--project", metavar="ID", help="compare it with this project; left out: a new project"
    )
    parser.add_argument(
        "--add", action="store_true", help="with --project: put its scenes behind those there"
    )
    parser.add_argument(
        "--apply", action="store_true", help="take the differences, but for deletions"
    )
    parser.add_argument(
        "--deletions", action="store_true", help="reckon clips that are not in the file as gone"
    )


async def compared(
    runtime: Runtime, content: bytes, user: UserId, options: argparse.Namespace
) -> None:
    """List what a file wants, and do it where that is wished. Raises a DomainError."""
    name = Path(options.file).name
    file = Returned(content=content, name=name, are_deleted=options.deletions)
    found = await runtime.comparer.compare(options.project, file, user)
    if found.found.is_foreign:
        raise RuleViolatedError(
            f"Nothing in {name} is of this project. With --add its scenes are put behind those"
            " that are there; without --project it becomes a new project.",
            field="file",
        )
    for line in listed(found):
        print(line)  # noqa: T201
    for omission in found.found.omissions:
        print(f"Not taken: {omission.sentence}", file=sys.stderr)  # noqa: T201
    count = sum(1 for _ in found.wished)
    if options.apply and count:
        await runtime.comparer.take(found, user, f"Changes of {name}"[: text.NAME_LENGTH])
    print(outcome(found, name, count, is_taken=options.apply))  # noqa: T201


def listed(found: Comparison) -> Iterator[str]:
    for entry in found.found.entries:
        where = f"{entry.name or 'A clip'} in {entry.scene or 'no scene'}"
        if not entry.changes:
            yield f"{where}: not taken, {entry.reason}"
        elif entry.kind is Kind.MISSING:
            yield f"{where}: not in the file, to be deleted"
        else:
            yield from said(entry, where)


def said(entry: Entry, where: str) -> Iterator[str]:
    for change in entry.changes:
        facet = "new clip" if change.facet == "clip" else change.facet.replace("_", " ")
        yield f"{where}: {facet}: {line(change.before)} → {line(change.after)}"


def line(value: str) -> str:
    return " ".join(value.split()) or "nothing"


def outcome(found: Comparison, name: str, count: int, *, is_taken: bool) -> str:
    """Say in a line what was done, or would be."""
    missing = sum(entry.kind is Kind.MISSING for entry in found.found.entries)
    left = 0 if found.are_deleted else missing
    if not count and not left:
        return f"{name} says what the project says."
    them = "it" if count == 1 else "them"
    way = " taken as one step" if is_taken else f"; --apply takes {them}"
    done = f"{text.counted(count, 'change')}{way if count else ''}."
    return f"{done} {staying(left)}" if left else done


def staying(left: int) -> str:
    stay, them = ("stays", "it") if left == 1 else ("stay", "them")
    return f"{text.counted(left, 'clip')} not in the file {stay}; --deletions deletes {them}."
