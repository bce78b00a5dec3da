"""`storyboard purge`: projects that were deleted long ago are removed for good."""

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from repositories.opening import Opened
from repositories.purge import Deleted, deleted_before, finish
from repositories.purge import purge as remove
from server.command.consent import agreed, days
from server.command.place import reached
from server.command.work import working
from server.settings import read_settings

DAYS: Final = 30


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--deleted-before",
        metavar="DAYS",
        type=days(),
        default=DAYS,
        help=f"only those that were deleted so many days ago or earlier; {DAYS} if not given",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say which those are")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def purge(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Say which projects those are, ask, and remove them."""
    settings = read_settings(environment)
    before = datetime.now(UTC) - timedelta(days=options.deleted_before)

    async def work(found: Opened) -> None:
        projects = [one async for one in deleted_before(found.database, before)]
        for one in projects:
            print(_line(one))  # noqa: T201
        if options.dry_run:
            print(f"{len(projects)} projects would be removed.")  # noqa: T201
        elif options.yes or not projects or agreed(f"{len(projects)} projects"):
            await _purged(found, projects, before)

    working(settings, reached(settings), work)


async def _purged(found: Opened, projects: list[Deleted], before: datetime) -> None:
    await finish(found.database, datetime.now(UTC))
    removed = 0
    for one in projects:
        if await remove(found.database, one.project, before=before, now=datetime.now(UTC)):
            removed += 1
        else:
            print(f"{one.project} is in use again and stays.")  # noqa: T201
    await finish(found.database, datetime.now(UTC))
    print(f"{removed} projects were removed.")  # noqa: T201


def _line(one: Deleted) -> str:
    what = f"{one.commits} commits, {max(one.size // 1000, 1)} kB"
    return f"{one.project} {one.name!r}: deleted {one.deleted_at:%Y-%m-%d}, {what}"
