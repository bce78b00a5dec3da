"""`storyboard rebuild`: all that is shown is made anew from the log, while servers work."""

import argparse
import time
from collections.abc import AsyncIterator, Mapping
from typing import Final

from repositories.edition import write_down
from repositories.model import prepare_models
from repositories.opening import Opened
from repositories.rebuild import Rebuilt, rebuild_all
from repositories.rebuild import rebuild as rebuild_one
from server.command.place import reached
from server.command.refusal import RefusedError
from server.command.work import add_project, working
from server.settings import read_settings

add_options: Final = add_project


def rebuild(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print what could not be rebuilt and how much was; 1 where anything could not."""
    settings = read_settings(environment)
    project: str | None = options.project
    return working(settings, reached(settings), lambda opened: rebuilt(opened, project))


async def rebuilt(opened: Opened, project: str | None = None) -> int:
    """Print a line for each trouble and a last one that counts; 1 where there is any."""
    await prepare_models(opened.database)
    began = time.monotonic()
    projects = commits = rows = troubles = 0
    async for one in _rebuilt(opened, project):
        projects, commits, rows = projects + 1, commits + one.commits, rows + one.rows
        troubles += len(one.trouble)
        for sentence in one.trouble:
            print(sentence)  # noqa: T201
    if project is None:
        await write_down(opened.database)
    counts = f"{projects} projects, {commits} commits, {rows} rows"
    verdict = f"{troubles} troubles" if troubles else "all are rebuilt"
    print(f"{counts}, {time.monotonic() - began:.1f} s: {verdict}.")  # noqa: T201
    return 1 if troubles else 0


async def _rebuilt(opened: Opened, project: str | None) -> AsyncIterator[Rebuilt]:
    if project is None:
        async for one in rebuild_all(opened.database, opened.store):
            yield one
    elif (await opened.store.tip(project)).n:
        yield await rebuild_one(opened.database, opened.store, project)
    else:
        raise RefusedError(f"There is no project {project}: check the id.")
