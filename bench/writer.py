"""A process that appends at an even pace and says on stdout when each commit was acknowledged.

A line is `n seconds`, by the clock of `time.perf_counter`, which is one for all processes.
"""

import asyncio
import sys
from time import perf_counter
from typing import Final

import uvloop

from bench.fill import ACTOR, AT
from events.clip import ClipTrimmed
from events.codec import CODEC
from events.ids import derived
from events.store import GENESIS, Envelope, Fact, Proposal, Tip
from repositories.connection import connect
from repositories.event_store import MongoEventStore

COUNT: Final = 600
PER_SECOND: Final = 50
PARTITION: Final = derived("project", "doorbell", 0)
CLIP: Final = derived("clip", "doorbell", 0)


async def write(uri: str) -> None:
    async with connect(uri) as client:
        store = MongoEventStore(client["bench"], CODEC)
        tip: Tip = GENESIS
        began = perf_counter()
        for n in range(COUNT):
            await asyncio.sleep(began + n / PER_SECOND - perf_counter())
            tip = (await store.append(_proposal(tip))).tip
            sys.stdout.write(f"{tip.n} {perf_counter()}\n")
        await store.close()


def _proposal(parent: Tip) -> Proposal:
    return Proposal(
        partition=PARTITION,
        command=derived("command", PARTITION, parent.n),
        parent=parent,
        versions={CLIP: parent.n + 1},
        facts=(Fact(stream=CLIP, event=ClipTrimmed(length=parent.n + 1)),),
        envelope=Envelope(actor=ACTOR, at=AT),
    )


if __name__ == "__main__":
    uvloop.run(write(sys.argv[1]))
