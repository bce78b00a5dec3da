"""Files that take long are written in a process of their own.

Python runs one thread at a time, so a writer that works for half a minute beside the event loop
makes each of its steps wait for some milliseconds, and all requests with it.
"""

import asyncio
import pickle
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from typing import Final, TypeAlias

from interchange import format as formats
from interchange.report import InterchangeError
from interchange.source import Source
from interchange.written import Written

SMALL: Final = 200
"""Clips that are written sooner than a process has started."""

MODULE: Final = "server.exchange.apart"
ENDED: Final = (
    "The process that writes the file ended before it was done, maybe for want of memory. Ask for"
    " the file again, or export the parts of the project one by one."
)
Asked: TypeAlias = tuple[str, Mapping[str, str], Source]


async def written(name: str, options: Mapping[str, str], source: Source) -> Written:
    """Write a format with options that were checked. Raises InterchangeError.

    Where the task is cancelled the process is ended, too.
    """
    asked: Asked = (name, dict(options), source)
    question = await asyncio.to_thread(pickle.dumps, asked)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", MODULE, stdin=PIPE, stdout=PIPE, start_new_session=True
    )
    try:
        answer, _ = await process.communicate(question)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise InterchangeError(ENDED)
    result: Written | str = await asyncio.to_thread(_answered, answer)
    if isinstance(result, str):
        raise InterchangeError(result)
    return result


def _answered(answer: bytes) -> Written | str:
    result: Written | str = pickle.loads(answer)  # noqa: S301 - from a process of our own
    return result


def answer(question: bytes) -> bytes:
    """Return the file that was asked for, or the sentence of the refusal."""
    asked: Asked = pickle.loads(question)  # noqa: S301 - from the server itself
    name, options, source = asked
    try:
        return pickle.dumps(formats.named(name).written(source, options))
    except InterchangeError as error:
        return pickle.dumps(str(error))


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
