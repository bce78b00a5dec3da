"""What every event store must keep of a branch: its streams go on from before the fork."""

import asyncio

import pytest

from events.store import GENESIS, Commit, EventStore, OvertakenError, Proposal, Tip
from tests.events.sketch import proposal

BRANCH = "branch-1"


async def log(store: EventStore) -> list[Commit]:
    return [commit async for commit in store.read(BRANCH)]


def forked(command: str, parent: Tip = GENESIS, **versions: int) -> Proposal:
    streams = {stream.replace("_", "-"): version for stream, version in versions.items()}
    return proposal(command, parent, partition=BRANCH, versions=streams)


class BranchContract:
    async def test_a_branch_goes_on_with_the_versions_from_before_its_fork(
        self, store: EventStore
    ) -> None:
        first = await store.append(forked("fork", branch_1=8))
        second = await store.append(forked("a", first.tip, clip_1=5, clip_2=1))
        third = await store.append(forked("b", second.tip, clip_1=6))
        assert [it.versions for it in await log(store)] == [
            {"branch-1": 8},
            {"clip-1": 5, "clip-2": 1},
            {"clip-1": 6},
        ]
        assert [it async for it in store.touching(BRANCH, "clip-1")] == [second, third]
        assert await store.partitions() == [BRANCH]
        assert await store.heads() == {BRANCH: 3}

    @pytest.mark.parametrize("version", [4, 5, 7])
    async def test_once_it_wrote_a_stream_a_branch_leaves_out_no_version_of_it(
        self, store: EventStore, version: int
    ) -> None:
        first = await store.append(forked("a", clip_1=5))
        with pytest.raises(OvertakenError, match="clip-1 is at version 5"):
            await store.append(forked("b", first.tip, clip_1=version))
        assert await log(store) == [first]

    async def test_two_that_fork_by_the_same_command_have_one_branch(
        self, store: EventStore
    ) -> None:
        one, two = await asyncio.gather(
            store.append(forked("fork", branch_1=8)), store.append(forked("fork", branch_1=8))
        )
        assert one == two
        assert await log(store) == [one]
