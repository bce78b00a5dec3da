"""`storyboard purge`: projects that were deleted long ago are removed for good."""

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from repositories.opening import Opened
from repositories.purge import Deleted, deleted_before, finish
from repositories.purge import purge as remove
from server.command.place import reached
from server.command.refusal import RefusedError
from server.command.work import working
from server.settings import read_settings

DAYS: Final = 30
MOST_DAYS: Final = 36_500


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--deleted-before",
        metavar="DAYS",
        type=_days,
        default=DAYS,
        help=f"only those that were deleted so many days ago or earlier; {DAYS} if not given",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say which those are")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _days(text: str) -> int:
    days = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= days <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"must be 0 to {MOST_DAYS} days, not {text!r}")
    return days


def purge(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Say which projects those are, ask, and remove them."""
    settings = read_settings(environment)
    now = datetime.now(UTC)
    before = now - timedelta(days=options.deleted_before)

    async def work(found: Opened) -> None:
        projects = [one async for one in deleted_before(found.database, before)]
        for one in projects:
            print(_line(one))  # noqa: T201
        if options.dry_run:
            print(f"{len(projects)} projects would be removed.")  # noqa: T201
        elif options.yes or not projects or _agreed(len(projects)):
            await _purged(found, projects, before, now)

    working(settings, reached(settings), work)


async def _purged(found: Opened, projects: list[Deleted], before: datetime, now: datetime) -> None:
    await finish(found.database, now)
    removed = 0
    for one in projects:
        if await remove(found.database, one.project, before=before, now=now):
            removed += 1
        else:
            print(f"{one.project} is in use again and stays.")  # noqa: T201
    await finish(found.database, now)
    print(f"{removed} projects were removed.")  # noqa: T201


def _line(one: Deleted) -> str:
    what = f"{one.commits} commits, {max(one.size // 1000, 1)} kB"
    return f"{one.project} {one.name!r}: deleted {one.deleted_at:%Y-%m-%d}, {what}"


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise RefusedError(
            f"{count} projects are to be removed for good: say --yes if you mean it."
        )
    return input(f"Remove {count} projects for good? Type yes: ").strip().lower() == "yes"
