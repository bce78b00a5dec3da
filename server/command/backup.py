"""`storyboard backup` and `storyboard restore`: all that cannot be made anew, in one file."""

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from repositories.archive import Archive, Manifest, opened_archive
from repositories.backup import backup as back_up
from repositories.opening import Opened
from repositories.restore import check, prepare_restore
from repositories.restore import restore as put_back
from server.command.place import alone, reached
from server.command.signals import ending_by_signals
from server.command.verify import verified
from server.command.version import program_version
from server.command.work import done, working
from server.log import configure_logging
from server.settings import read_settings


def add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup, one zip file")


def backup(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Write a backup, also while servers write."""
    settings = read_settings(environment)
    path: Path = options.file

    async def work(found: Opened) -> Manifest:
        return await back_up(found.database, path, program=program_version(), at=datetime.now(UTC))

    manifest = working(settings, reached(settings), work)
    print(f"{path}: {_counts(manifest)}.")  # noqa: T201


def restore(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Read all of a backup, put it into an empty database, and compare what came of it."""
    settings = read_settings(environment)
    path: Path = options.file
    configure_logging(settings.log_format, development=settings.development)
    with opened_archive(path) as archive:
        check(archive)

        async def work(found: Opened) -> int:
            return await _restored(found, archive)

        place = alone(settings, "End the server first: a backup is restored while nobody works.")
        with ending_by_signals(), place as uri:
            return done(uri, settings, work)


async def _restored(found: Opened, archive: Archive) -> int:
    await prepare_restore(found.database)
    for sentence in await put_back(found.database, archive):
        print(sentence)  # noqa: T201
    print(f"Restored {_counts(archive.manifest)}.")  # noqa: T201
    return await verified(found)


def _counts(manifest: Manifest) -> str:
    commits = manifest.members["commits.bson"].documents
    accounts = manifest.members["account.bson"].documents
    projects = len(manifest.partitions)
    return f"{projects} projects, {commits} commits, {accounts} accounts as of {manifest.taken_at}"
