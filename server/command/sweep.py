"""`storyboard sweep`: stored files that nothing refers to any more are removed for good."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from repositories.media import MediaStore
from repositories.media_sweep import Leftovers, Stored, leftovers, remove
from repositories.opening import Opened
from server.command.consent import agreed, days
from server.command.place import reached
from server.command.printing import say, table
from server.command.refusal import RefusedError
from server.command.work import working
from server.settings import read_settings

DAYS: Final = 30
# The proof of an upload, and that of an output, are good for one.
LEAST_DAYS: Final = 2


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--older-than",
        metavar="DAYS",
        type=days(LEAST_DAYS),
        default=DAYS,
        help=f"only those that were stored so many days ago or earlier; {DAYS} if not given",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say which those are")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def sweep(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Say how many files those are, ask, and remove them."""
    settings = read_settings(environment)
    store = MediaStore(settings.data / "media")
    if not store.folder.is_dir():
        raise RefusedError(
            f"There are no stored files in {settings.data}: set STORYBOARD_DATA to the folder of"
            " the server."
        )
    before = datetime.now(UTC) - timedelta(days=options.older_than)

    async def work(found: Opened) -> None:
        left = await _left(found, store, before)
        _show(left)
        if options.dry_run:
            say(f"{_count(left.unused)} files would be removed.")
        elif options.yes or not left.unused:
            await _removed(store, left, before)
        elif agreed(f"{_count(left.unused)} files"):
            # Whoever was asked may have thought about it for long.
            await _removed(store, await _left(found, store, before), before)

    working(settings, reached(settings), work)


async def _left(found: Opened, store: MediaStore, before: datetime) -> Leftovers:
    return await leftovers(found.database, store, before=before, now=datetime.now(UTC))


async def _removed(store: MediaStore, left: Leftovers, before: datetime) -> None:
    gone: list[Stored] = []
    for one in left.unused:
        now = datetime.now(UTC)
        if found := await asyncio.to_thread(remove, store, one.digest, before=before, now=now):
            gone.append(found)
        else:
            say(f"{one.digest} is in use again and stays.")
    say(f"{_count(gone)} files were removed.")


def _show(left: Leftovers) -> None:
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for piece in (piece for one in left.unused for piece in one.pieces):
        counts[piece.kind] += 1
        sizes[piece.kind] += piece.size
    if counts:
        rows = ((kind, counts[kind], sizes[kind]) for kind in sorted(counts))
        table(("kind", "files", "bytes"), rows)
    for path in left.strange:
        say(f"{path} is none of the files that servers store, and stays.")


def _count(some: Iterable[Stored]) -> int:
    return sum(len(one.pieces) for one in some)
