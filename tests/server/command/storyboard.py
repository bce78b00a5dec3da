"""The command line as an operator uses it: a process that ends, what it said, and its status."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.server.program import free_port

ROOT = Path(__file__).parents[3]


class Said(NamedTuple):
    status: int
    out: str
    complaint: str


def started(
    *arguments: str,
    data: Path,
    mongodb_uri: str = "",
    stdin: int = subprocess.DEVNULL,
    **variables: str,
) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program and arguments
        [sys.executable, "-m", "server", *arguments],
        cwd=ROOT,
        env=_environment(data, mongodb_uri, variables),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def storyboard(
    *arguments: str,
    data: Path,
    mongodb_uri: str = "",
    stdin: int = subprocess.DEVNULL,
    **variables: str,
) -> Said:
    """Return what a command said, when it has ended."""
    with started(
        *arguments, data=data, mongodb_uri=mongodb_uri, stdin=stdin, **variables
    ) as process:
        out, complaint = await asyncio.to_thread(process.communicate, timeout=120)
        return Said(process.returncode, out, complaint)


def _environment(data: Path, mongodb_uri: str, variables: Mapping[str, str]) -> dict[str, str]:
    ours = {
        "STORYBOARD_DATA": str(data),
        "STORYBOARD_PORT": str(free_port()),
        "STORYBOARD_MONGOD": "",
        "MONGODB_URI": mongodb_uri,
    }
    return {**os.environ, **ours, **variables}
