"""Fake ComfyUIs in a process of their own: `python -m bench.workers PORT PORT …`.

A line on stdout is `attempt seconds`: when a prompt arrived, by `time.time`, one for all processes.
"""

import asyncio
import sys
from collections.abc import Sequence
from time import time
from typing import Any, Final, TypeAlias

from typing_extensions import override

from tests.generation.fake_comfyui.run import Pace
from tests.generation.fake_comfyui.server import FakeComfyUI

Asked: TypeAlias = tuple[str, str, Any]
# A job of four nodes takes two seconds: with jobs of no time the row would be that of a full load.
PACE: Final = Pace(node=0.5)


class Arrivals(list[Asked]):
    """The requests of a fake server; a prompt is told of at once."""

    @override
    def append(self, one: Asked, /) -> None:
        method, path, body = one
        if (method, path) == ("POST", "/prompt"):
            print(body["prompt_id"], time(), flush=True)


async def serve(ports: Sequence[str]) -> None:
    for port in ports:
        fake = FakeComfyUI(port=int(port), pace=PACE)
        fake.requests = Arrivals()
        await fake.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1:]))
