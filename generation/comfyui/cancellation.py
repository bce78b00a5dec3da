"""Stopping one attempt and no other.

An interrupt without an id stops whatever runs, and one that comes late has stopped the next prompt
(8 of 26 times; of 30 with an id, none). So it always names the prompt, it is only sent while ours
is the one that runs, and whether it took effect is asked for, not believed.
"""

import asyncio
from typing import Final

from generation.comfyui.api import Api
from generation.worker import Where

OVER: Final = frozenset({Where.ENDED, Where.ABSENT})


async def cancel(api: Api, id_: str, *, patience: float, pause: float) -> Where:
    """Return where the prompt is when it is over, or when the patience is at its end.

    Times are in seconds; `pause` is the one between two tries.

    A prompt may begin to run between a look and a request, and an interrupt before its begin is
    forgotten: so all is done again until it is over.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience
    while True:
        where = await api.find(id_)
        if where in OVER:
            return where
        await _stop(api, id_, where)
        where = await api.find(id_)
        if where in OVER or loop.time() >= deadline:
            return where
        await asyncio.sleep(pause)


async def _stop(api: Api, id_: str, where: Where) -> None:
    if api.has_jobs and await api.cancel(id_):
        return
    if where is Where.PENDING:
        await api.delete(id_)
        where = await api.find(id_)
    if where is Where.RUNNING:
        await api.interrupt(id_)
