"""How a command of the operator meets the database: settings, log, connection, one sentence."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from repositories.opening import Opened, opened
from server.command.signals import ending_by_signals
from server.log import configure_logging
from server.settings import Settings

T = TypeVar("T")


def working(
    settings: Settings,
    place: AbstractContextManager[str],
    work: Callable[[Opened], Awaitable[T]],
) -> T:
    """Do the work on the database of a place. Raises one sentence where it does not answer."""
    configure_logging(settings.log_format, development=settings.development)
    with ending_by_signals(), place as uri:
        return asyncio.run(_worked(uri, settings.database, work))


async def _worked(uri: str, name: str, work: Callable[[Opened], Awaitable[T]]) -> T:
    async with opened(uri, name) as database:
        return await work(database)


def add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="ID", help="only this project")
