"""What every event store must answer about the past: part of its contract."""

from dataclasses import replace
from datetime import timedelta, timezone

from events.store import GENESIS, Commit, EventStore
from tests.events.sketch import NOON, proposal

PARTITION = "project-1"


class PastContract:
    async def test_the_commits_that_touch_a_stream_are_given_in_order(
        self, store: EventStore
    ) -> None:
        tip = GENESIS
        commits: list[Commit] = []
        for n in range(1, 6):
            versions = {"clip-1": n} | ({f"clip-{n}": 1} if n > 1 else {})
            commits.append(await store.append(proposal(f"c{n}", tip, versions=versions)))
            tip = commits[-1].tip
        assert [c async for c in store.touching(PARTITION, "clip-1")] == commits
        assert [c async for c in store.touching(PARTITION, "clip-3")] == [commits[2]]
        assert [c async for c in store.touching(PARTITION, "clip-9")] == []
        assert [c async for c in store.touching("project-2", "clip-1")] == []

    async def test_a_stream_of_many_commits_is_given_whole(self, store: EventStore) -> None:
        tip = GENESIS
        for n in range(1, 301):
            tip = (await store.append(proposal(f"c{n}", tip, versions={"clip-1": n}))).tip
        touching = [c.n async for c in store.touching(PARTITION, "clip-1")]
        assert touching == list(range(1, 301))

    async def test_a_time_is_reached_by_the_last_commit_made_until_then(
        self, store: EventStore
    ) -> None:
        tip = GENESIS
        for n, seconds in enumerate((1, 3, 3, 3, 8), 1):
            tip = (await store.append(proposal(f"c{n}", tip, seconds=seconds))).tip
        reached = [
            await store.reached_by(PARTITION, NOON + timedelta(seconds=at))
            for at in (0, 0.999, 1, 2, 3, 7.9, 8, 1_000)
        ]
        assert reached == [0, 0, 1, 1, 4, 4, 5, 5]
        assert await store.reached_by("project-2", NOON) == 0
        zone = timezone(timedelta(hours=-7))
        there = (NOON + timedelta(seconds=3)).astimezone(zone)
        assert await store.reached_by(PARTITION, there) == 4

    async def test_times_are_given_by_number(self, store: EventStore) -> None:
        tip = GENESIS
        for n in range(1, 5):
            tip = (await store.append(proposal(f"c{n}", tip, seconds=n))).tip
        wanted = [NOON + timedelta(seconds=n) for n in range(1, 5)]
        assert await store.times(PARTITION, [3, 1]) == {1: wanted[0], 3: wanted[2]}
        assert await store.times(PARTITION, [0, 4, 5, -1]) == {4: wanted[3]}
        assert await store.times(PARTITION, []) == {}
        assert await store.times("project-2", [1]) == {}

    async def test_what_a_commit_takes_back_is_kept(self, store: EventStore) -> None:
        first = await store.append(proposal("a"))
        envelope_of = replace(proposal("b").envelope, undoes=1)
        taker = await store.append(replace(proposal("b", first.tip), envelope=envelope_of))
        assert [c.envelope.undoes async for c in store.read(PARTITION)] == [0, 1]
        assert await store.find(PARTITION, "b") == taker
