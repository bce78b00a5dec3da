"""What every event store must find when somebody looks back. The store's contract inherits it."""

import asyncio
from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from events.store import GENESIS, Commit, EventStore, OvertakenError, Proposal, Tip
from tests.events.sketch import NOON, envelope, proposal

PARTITION = "project-1"
BRANCH = "branch-1"


async def log(store: EventStore, partition: str = PARTITION) -> list[Commit]:
    return [commit async for commit in store.read(partition)]


async def touching(store: EventStore, stream: str, partition: str = PARTITION) -> list[Commit]:
    return [commit async for commit in store.touching(partition, stream)]


async def written(store: EventStore, *versions: dict[str, int]) -> list[Commit]:
    """Append commits of these streams, ten seconds apart."""
    tip, commits = GENESIS, list[Commit]()
    for n, streams in enumerate(versions, start=1):
        offered = proposal(f"c{n}", tip, versions=streams, seconds=10 * n)
        commits.append(await store.append(offered))
        tip = commits[-1].tip
    return commits


def forked(command: str, parent: Tip = GENESIS, **versions: int) -> Proposal:
    streams = {stream.replace("_", "-"): version for stream, version in versions.items()}
    return proposal(command, parent, partition=BRANCH, versions=streams)


class LookupContract:
    async def test_a_stream_is_found_in_the_commits_that_wrote_it_in_order(
        self, store: EventStore
    ) -> None:
        commits = await written(
            store, {"clip-1": 1}, {"clip-2": 1}, {"clip-2": 2, "clip-1": 2}, {"scene-1": 1}
        )
        other = proposal("c5", partition="project-2", versions={"clip-9": 1})
        await store.append(other)
        assert await touching(store, "clip-1") == [commits[0], commits[2]]
        assert await touching(store, "scene-1") == [commits[3]]
        assert await touching(store, "clip-9") == []
        assert await touching(store, "clip-1", "project-3") == []

    async def test_a_moment_is_reached_by_the_last_commit_until_then(
        self, store: EventStore
    ) -> None:
        await written(store, {"clip-1": 1}, {"clip-1": 2}, {"clip-1": 3})
        millisecond = timedelta(milliseconds=1)
        moments = {
            NOON: 0,
            NOON + timedelta(seconds=10) - millisecond: 0,
            NOON + timedelta(seconds=10): 1,
            NOON + timedelta(seconds=30) - millisecond: 2,
            NOON + timedelta(seconds=30): 3,
            NOON + timedelta(days=9000): 3,
        }
        found = {at: await store.reached_by(PARTITION, at) for at in moments}
        assert found == moments
        assert await store.reached_by("project-2", NOON) == 0

    async def test_a_moment_is_the_same_in_every_zone(self, store: EventStore) -> None:
        await written(store, {"clip-1": 1}, {"clip-1": 2})
        there = (NOON + timedelta(seconds=15)).astimezone(timezone(timedelta(hours=-7)))
        assert await store.reached_by(PARTITION, there) == 1

    async def test_of_commits_made_at_once_a_moment_is_reached_by_the_last(
        self, store: EventStore
    ) -> None:
        first = await store.append(proposal("a", seconds=5))
        await store.append(proposal("b", first.tip, seconds=5))
        assert await store.reached_by(PARTITION, NOON + timedelta(seconds=5)) == 2

    async def test_commits_tell_when_they_were_made(self, store: EventStore) -> None:
        await written(store, {"clip-1": 1}, {"clip-1": 2}, {"clip-1": 3})
        assert await store.times(PARTITION, [3, 1, 9, 0, -1]) == {
            1: NOON + timedelta(seconds=10),
            3: NOON + timedelta(seconds=30),
        }
        assert await store.times(PARTITION, []) == {}
        assert await store.times("project-2", [1]) == {}

    async def test_a_commit_knows_what_it_undoes(self, store: EventStore) -> None:
        one = await store.append(proposal("a"))
        undo = replace(proposal("b", one.tip), envelope=replace(envelope(), undoes=1))
        two = await store.append(undo)
        assert [it.envelope.undoes for it in (one, two)] == [0, 1]
        assert await log(store) == [one, two]
        assert await store.find(PARTITION, "b") == two

    async def test_it_still_knows_when_its_time_had_to_be_set_right(
        self, store: EventStore
    ) -> None:
        one = await store.append(proposal("a", seconds=10))
        early = replace(envelope(seconds=5), undoes=1)
        two = await store.append(replace(proposal("b", one.tip), envelope=early))
        assert two.envelope == replace(envelope(seconds=10), undoes=1)
        assert await log(store) == [one, two]

    async def test_a_branch_goes_on_with_the_versions_from_before_its_fork(
        self, store: EventStore
    ) -> None:
        first = await store.append(forked("fork", branch_1=8))
        second = await store.append(forked("a", first.tip, clip_1=5, clip_2=1))
        third = await store.append(forked("b", second.tip, clip_1=6))
        assert [it.versions for it in await log(store, BRANCH)] == [
            {"branch-1": 8},
            {"clip-1": 5, "clip-2": 1},
            {"clip-1": 6},
        ]
        assert await touching(store, "clip-1", BRANCH) == [second, third]
        assert await store.partitions() == [BRANCH]
        assert await store.heads() == {BRANCH: 3}

    @pytest.mark.parametrize("version", [4, 5, 7])
    async def test_once_it_wrote_a_stream_a_branch_leaves_out_no_version_of_it(
        self, store: EventStore, version: int
    ) -> None:
        first = await store.append(forked("a", clip_1=5))
        with pytest.raises(OvertakenError, match="clip-1 is at version 5"):
            await store.append(forked("b", first.tip, clip_1=version))
        assert await log(store, BRANCH) == [first]

    async def test_two_that_fork_by_the_same_command_have_one_branch(
        self, store: EventStore
    ) -> None:
        one, two = await asyncio.gather(
            store.append(forked("fork", branch_1=8)), store.append(forked("fork", branch_1=8))
        )
        assert one == two
        assert await log(store, BRANCH) == [one]
