"""Whether an append costs more in a project that has a million commits than in a young one."""

from collections.abc import Iterator
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeAlias

from bench import site
from bench.fill import ACTOR, AT, document, fill
from bench.row import Row, load
from events.clip import ClipMoved
from events.codec import CODEC
from events.ids import SceneId, derived
from events.store import GENESIS, Envelope, Fact, Proposal, Tip
from repositories.connection import connect
from repositories.event_store import MongoEventStore

Document: TypeAlias = dict[str, Any]

LONG: Final = 1_000_000
SHORT: Final = 1_000
CLIPS: Final = 500
ROUNDS: Final = 15
APPENDS: Final = 100  # in each round
SCENE: Final = SceneId(derived("scene", "growth", 0))


class Place:
    """A project with a history, in which one more clip is moved again and again."""

    def __init__(self, commits: int) -> None:
        self.commits = commits
        self._partition = derived("project", "growth", commits)
        self._clip = derived("clip", self._partition, CLIPS)
        self._tip: Tip = GENESIS
        self._versions = count(1)

    def history(self) -> Iterator[Document]:
        clips = [derived("clip", self._partition, number) for number in range(CLIPS)]
        for n in range(self.commits):
            moved = ClipMoved(scene=SCENE, track=0, start=n)
            yield document(self._partition, n + 1, clips[n % CLIPS], n // CLIPS + 1, moved)

    async def round(self, store: MongoEventStore) -> float:
        """Return the milliseconds of one append, on the average of a round."""
        if self._tip == GENESIS:
            self._tip = await store.tip(self._partition)
        began = perf_counter()
        for _ in range(APPENDS):
            self._tip = (await store.append(self._proposal())).tip
        return (perf_counter() - began) / APPENDS * 1000

    def _proposal(self) -> Proposal:
        version = next(self._versions)
        moved = ClipMoved(scene=SCENE, track=0, start=version)
        return Proposal(
            partition=self._partition,
            command=derived("command", self._clip, version),
            parent=self._tip,
            versions={self._clip: version},
            facts=(Fact(stream=self._clip, event=moved),),
            envelope=Envelope(actor=ACTOR, at=AT),
        )


async def rows() -> list[Row]:
    with site.database() as uri:
        async with connect(uri) as client:
            places = long, short = Place(LONG), Place(SHORT)
            for place in places:
                await fill(client["bench"], place.history())
            store = MongoEventStore(client["bench"], CODEC)
            await store.start()  # indexes are made quicker behind the documents than with them
            for place in places:
                await place.round(store)
            took = [[await place.round(store) for place in places] for _ in range(ROUNDS)]
            await store.close()
    return [
        Row(
            name="append_growth_1m",
            value=median(slow for slow, _ in took),
            unit="ms",
            floor=median(quick for _, quick in took),
            ratio=median(slow / quick for slow, quick in took),
            load=load(),
            what=f"one append at a time to a project that has {long.commits:,} commits; the floor"
            f" is one that has {short.commits:,}",
            goal="at most 1.2",
        )
    ]
