"""`storyboard verify`: the rows that are shown must be what the log comes to."""

import argparse
import time
from collections.abc import AsyncIterator, Mapping
from typing import Final

from repositories.edition import require_current
from repositories.opening import Opened
from repositories.verify import Checked, checked, checked_all, strangers
from server.command.place import reached
from server.command.refusal import RefusedError
from server.command.work import add_project, working
from server.settings import read_settings

add_options: Final = add_project


def verify(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print what is wrong and how much was compared; 1 where anything is wrong."""
    settings = read_settings(environment)
    project: str | None = options.project
    return working(settings, reached(settings), lambda opened: verified(opened, project))


async def verified(opened: Opened, project: str | None = None) -> int:
    """Print a line for each difference and a last one that counts; 1 where there is any."""
    await require_current(opened.database)
    began = time.monotonic()
    projects = commits = rows = wrong = 0
    async for one in _checked(opened, project):
        projects, commits, rows = projects + 1, commits + one.commits, rows + one.rows
        wrong += _printed(one.differences)
    if project is None:
        wrong += _printed(await strangers(opened.database, opened.store))
    counts = f"{projects} projects, {commits} commits, {rows} rows"
    verdict = f"{wrong} differences" if wrong else "all is right"
    print(f"{counts}, {time.monotonic() - began:.1f} s: {verdict}.")  # noqa: T201
    return 1 if wrong else 0


async def _checked(opened: Opened, project: str | None) -> AsyncIterator[Checked]:
    if project is None:
        async for one in checked_all(opened.database, opened.store):
            yield one
    elif (await opened.store.tip(project)).n:
        yield await checked(opened.database, opened.store, project)
    else:
        raise RefusedError(f"There is no project {project}: check the id.")


def _printed(differences: tuple[str, ...] | list[str]) -> int:
    for sentence in differences:
        print(sentence)  # noqa: T201
    return len(differences)
