"""How a command meets the database: settings, log, connection, one sentence."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from repositories.edition import require_usable
from repositories.opening import Opened, opened
from server.command.signals import ending_by_signals
from server.log import configure_logging
from server.settings import Settings

T = TypeVar("T")
Work = Callable[[Opened], Awaitable[T]]


def working(settings: Settings, place: AbstractContextManager[str], work: Work[T]) -> T:
    """Do the work on the database of a place that this program may touch."""

    async def checked(found: Opened) -> T:
        await require_usable(found.database)
        return await work(found)

    configure_logging(settings.log_format, development=settings.development)
    with ending_by_signals(), place as uri:
        return done(uri, settings, checked)


def done(uri: str, settings: Settings, work: Work[T]) -> T:
    """Do some work on a database. Raises one sentence where it stops answering."""

    async def opening() -> T:
        async with opened(uri, settings.database) as found:
            return await work(found)

    return asyncio.run(opening())


async def look(found: Opened) -> None:
    """Raise one sentence where a database is of a newer program, or half restored."""
    await require_usable(found.database)


def add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="ID", help="only this project")
