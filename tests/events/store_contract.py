"""What every event store must do. A test module inherits it and brings the store."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest

from events.codec import UnknownEventError
from events.record import record
from events.store import (
    GENESIS,
    Commit,
    CommitTooLargeError,
    Envelope,
    EventStore,
    Fact,
    OvertakenError,
    Proposal,
    Tip,
)
from tests.events.past_contract import PastContract
from tests.events.sketch import NOON, Counted, Noted, envelope, proposal

PARTITION = "project-1"


async def everything(store: EventStore, partition: str = PARTITION) -> list[Commit]:
    return [commit async for commit in store.read(partition)]


async def chain(store: EventStore, length: int, partition: str = PARTITION) -> list[Commit]:
    """Append commits 1 … length of commands `<partition>-1` …, each on top of the last."""
    tip = GENESIS
    commits: list[Commit] = []
    for n in range(1, length + 1):
        commit = await store.append(proposal(f"{partition}-{n}", tip, partition=partition))
        commits.append(commit)
        tip = commit.tip
    return commits


def on(stream: str, first: int, last: int, command: str, parent: Tip) -> Proposal:
    """Propose the facts `first` … `last` of one stream, decided on that stream alone."""
    return replace(
        proposal(command, parent, versions={stream: last}),
        facts=tuple(Fact(stream=stream, event=Noted(text=str(v))) for v in range(first, last + 1)),
    )


def _note(seen: list[str], name: str, _: object) -> None:
    seen.append(name)


class StoreContract(PastContract):
    async def test_a_commit_is_read_as_it_was_answered(self, store: EventStore) -> None:
        offered = Proposal(
            partition=PARTITION,
            command="first",
            parent=GENESIS,
            versions={"clip-1": 2, "scene-1": 1},
            facts=(
                Fact(stream="clip-1", event=Noted(text="a")),
                Fact(stream="scene-1", event=Counted(amount=3, ratio=0.25, tags=("x", "y"))),
                Fact(stream="clip-1", event=Noted(text="b")),
            ),
            envelope=envelope(),
        )
        answer = await store.append(offered)
        assert answer == Commit(
            partition=PARTITION,
            n=1,
            command="first",
            versions={"clip-1": 2, "scene-1": 1},
            facts=offered.facts,
            envelope=envelope(),
        )
        assert await everything(store) == [answer]
        assert await store.find(PARTITION, "first") == answer

    async def test_an_empty_partition_has_nothing(self, store: EventStore) -> None:
        assert await store.tip(PARTITION) == GENESIS
        assert await everything(store) == []
        assert await store.recent(PARTITION) == []
        assert await store.find(PARTITION, "none") is None
        assert await store.partitions() == []

    async def test_partitions_count_for_themselves(self, store: EventStore) -> None:
        one = await chain(store, 2, "project-1")
        two = await chain(store, 1, "project-2")
        assert [commit.n for commit in [*one, *two]] == [1, 2, 1]
        assert await store.partitions() == ["project-1", "project-2"]
        assert await store.heads() == {"project-1": 2, "project-2": 1}
        assert await store.tip("project-1") == Tip(n=2, command="project-1-2")
        assert await everything(store, "project-2") == two

    async def test_a_name_that_begins_like_another_is_another_partition(
        self, store: EventStore
    ) -> None:
        await chain(store, 2, "project-1")
        await chain(store, 1, "project-10")
        assert [c.partition for c in await everything(store, "project-1")] == ["project-1"] * 2

    async def test_the_same_stream_may_live_in_one_partition_only(self, store: EventStore) -> None:
        await store.append(proposal("a", versions={"clip-1": 1}))
        assert (await store.append(proposal("b", Tip(n=1, command="a")))).n == 2

    async def test_a_repeated_command_is_answered_with_the_first_commit(
        self, store: EventStore
    ) -> None:
        first, *_ = await chain(store, 3)
        again = proposal(first.command, Tip(n=99, command="nonsense"), text="something else")
        assert await store.append(again) == first
        assert len(await everything(store)) == 3

    async def test_a_command_repeated_while_it_waits_is_written_once(
        self, store: EventStore
    ) -> None:
        one, two = await asyncio.gather(
            store.append(proposal("a")), store.append(proposal("a", text="other"))
        )
        assert one == two
        assert await everything(store) == [one]

    async def test_the_same_command_in_another_partition_is_another(
        self, store: EventStore
    ) -> None:
        await store.append(proposal("a", versions={"x": 1}))
        other = await store.append(proposal("a", versions={"y": 1}, partition="project-2"))
        assert other.n == 1

    async def test_proposals_may_build_on_those_still_waiting(self, store: EventStore) -> None:
        tips = [GENESIS, *(Tip(n=n, command=f"c{n}") for n in range(1, 600))]
        answers = [
            store.append(proposal(f"c{n}", tip, versions={"scene-1": n}, reads=None))
            for n, tip in enumerate(tips, start=1)
        ]
        commits = await asyncio.gather(*answers)
        assert [commit.tip for commit in commits[:-1]] == tips[1:]
        assert await everything(store) == commits

    async def test_answers_come_in_the_order_of_the_calls(self, store: EventStore) -> None:
        seen: list[str] = []
        waiting: list[asyncio.Future[Commit]] = []
        bad = Tip(n=7, command="never")
        for index in range(40):
            offered = proposal(f"c{index}", bad if index % 3 == 1 else GENESIS)
            answer = asyncio.ensure_future(store.append(offered))
            answer.add_done_callback(partial(_note, seen, f"c{index}"))
            waiting.append(answer)
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert seen == [f"c{index}" for index in range(40)]
        assert [type(result) for result in results] == [
            OvertakenError if index % 3 == 1 else Commit for index in range(40)
        ]

    async def test_what_touches_nothing_that_was_read_moves_to_the_end(
        self, store: EventStore
    ) -> None:
        first, *_ = await chain(store, 4)
        late = await store.append(proposal("late", first.tip, reads=frozenset({"scene-9"})))
        assert late.n == 5
        assert (await everything(store))[-1] == late

    async def test_what_was_decided_on_an_empty_partition_may_move_too(
        self, store: EventStore
    ) -> None:
        await chain(store, 2)
        assert (await store.append(proposal("late"))).n == 3

    async def test_a_decision_that_read_everything_is_overtaken_by_any_commit(
        self, store: EventStore
    ) -> None:
        first, *_ = await chain(store, 2)
        with pytest.raises(OvertakenError, match="Commit 2 of project-1 touches"):
            await store.append(proposal("late", first.tip, reads=None))

    async def test_a_decision_is_overtaken_where_a_stream_it_read_has_moved_on(
        self, store: EventStore
    ) -> None:
        first = await store.append(proposal("a"))
        await store.append(proposal("b", first.tip, versions={"scene-1": 1}))
        with pytest.raises(OvertakenError):
            await store.append(proposal("late", first.tip, reads=frozenset({"scene-1"})))

    async def test_a_decision_is_overtaken_where_a_stream_it_writes_has_moved_on(
        self, store: EventStore
    ) -> None:
        first = await store.append(proposal("a", versions={"clip-1": 1}))
        await store.append(proposal("b", first.tip, versions={"clip-1": 2}))
        with pytest.raises(OvertakenError):
            await store.append(proposal("late", first.tip, versions={"clip-1": 2}))
        assert [c.command for c in await everything(store)] == ["a", "b"]

    @pytest.mark.parametrize(
        "parent",
        [
            Tip(n=2, command="another"),
            Tip(n=1, command="another"),
            Tip(n=0, command="another"),
            Tip(n=3, command="project-1-3"),
            Tip(n=-1, command=""),
        ],
    )
    async def test_a_parent_that_is_not_in_the_log_is_refused(
        self, store: EventStore, parent: Tip
    ) -> None:
        await chain(store, 2)
        with pytest.raises(OvertakenError):
            await store.append(proposal("late", parent))
        assert await store.tip(PARTITION) == Tip(n=2, command="project-1-2")

    async def test_a_decision_on_one_that_failed_fails_with_it(self, store: EventStore) -> None:
        await chain(store, 2)
        failing = store.append(proposal("x", Tip(n=1, command="project-1-1"), reads=None))
        child = store.append(proposal("y", Tip(n=3, command="x")))
        after = store.append(proposal("z", Tip(n=2, command="project-1-2")))
        results = await asyncio.gather(failing, child, after, return_exceptions=True)
        assert [type(result) for result in results] == [OvertakenError, OvertakenError, Commit]

    async def test_facts_inside_an_earlier_commit_of_several_are_refused(
        self, store: EventStore
    ) -> None:
        first = await store.append(on("clip-1", 1, 3, "a", GENESIS))
        with pytest.raises(OvertakenError, match="clip-1 is at version 3"):
            await store.append(on("clip-1", 2, 2, "b", first.tip))
        with pytest.raises(OvertakenError, match="clip-1 is at version 3"):
            await store.append(on("clip-1", 2, 4, "c", first.tip))
        assert (await store.append(on("clip-1", 4, 4, "d", first.tip))).n == 2

    async def test_a_stream_without_a_beginning_is_refused(self, store: EventStore) -> None:
        with pytest.raises(OvertakenError, match="clip-1 is at version 0"):
            await store.append(on("clip-1", 2, 2, "a", GENESIS))

    async def test_a_long_overtaken_decision_is_judged_on_all_that_came_after(
        self, store: EventStore
    ) -> None:
        commits = await chain(store, 60)
        early = commits[2].tip
        free = await store.append(proposal("free", early))
        with pytest.raises(OvertakenError, match="Commit 4 of project-1 touches"):
            await store.append(proposal("late", early, reads=frozenset({"of-project-1-4"})))
        with pytest.raises(OvertakenError):
            await store.append(proposal("lost", Tip(n=3, command="another")))
        assert free.n == 61

    async def test_time_never_runs_backwards_in_a_partition(self, store: EventStore) -> None:
        one = await store.append(proposal("a", seconds=10))
        two = await store.append(proposal("b", one.tip, seconds=5))
        other = await store.append(proposal("c", partition="project-2", seconds=5))
        assert [c.envelope.at - NOON for c in [one, two, other]] == [
            timedelta(seconds=10),
            timedelta(seconds=10),
            timedelta(seconds=5),
        ]
        assert await everything(store) == [one, two]

    async def test_time_is_kept_in_whole_milliseconds_of_utc(self, store: EventStore) -> None:
        zone = timezone(timedelta(hours=5, minutes=30))
        moment = datetime(2026, 3, 1, 12, 0, 0, 123_999, tzinfo=zone)
        offered = replace(proposal("a"), envelope=Envelope(actor="user-1", at=moment))
        answer = await store.append(offered)
        assert answer.envelope.at == datetime(2026, 3, 1, 6, 30, 0, 123_000, tzinfo=UTC)
        assert answer.envelope.at.utcoffset() == timedelta(0)
        assert await everything(store) == [answer]

    async def test_a_time_without_a_zone_is_refused(self, store: EventStore) -> None:
        naive = datetime(2026, 3, 1)  # noqa: DTZ001 - that is the point
        offered = replace(proposal("a"), envelope=Envelope(actor="user-1", at=naive))
        with pytest.raises(ValueError, match="names no zone"):
            await store.append(offered)
        assert await everything(store) == []

    @pytest.mark.parametrize(
        "text", ["", "Ünïcödé 映画 🎬", "a\0b", "\u202eleft", "x" * 10_000, "$set", "a.b", "\n\t"]
    )
    async def test_any_text_survives(self, store: EventStore, text: str) -> None:
        answer = await store.append(proposal("a" + text, text=text))
        assert await everything(store) == [answer]
        assert await store.find(PARTITION, "a" + text) == answer

    @pytest.mark.parametrize("amount", [2**63 - 1, -(2**63), 2**31, -(2**31) - 1, 0])
    async def test_whole_numbers_of_64_bits_survive(self, store: EventStore, amount: int) -> None:
        event = Counted(amount=amount, ratio=1e-300, tags=("a", ""))
        offered = proposal("a", versions={"clip-1": 1})
        offered = replace(offered, facts=(Fact(stream="clip-1", event=event),))
        answer = await store.append(offered)
        assert (await everything(store))[0].facts == answer.facts == offered.facts

    @pytest.mark.parametrize("amount", [2**63, -(2**63) - 1])
    async def test_larger_whole_numbers_are_refused_at_once(
        self, store: EventStore, amount: int
    ) -> None:
        fact = Fact(stream="clip-1", event=Counted(amount=amount))
        offered = replace(proposal("a", versions={"clip-1": 1}), facts=(fact,))
        with pytest.raises(ValueError, match="beyond the whole numbers of 64 bits"):
            store.append(offered)
        assert await everything(store) == []

    async def test_half_a_character_is_refused_at_once(self, store: EventStore) -> None:
        with pytest.raises(ValueError, match="half a character"):
            store.append(proposal("a", text="\ud800"))

    async def test_an_event_without_a_stored_name_is_refused_at_once(
        self, store: EventStore
    ) -> None:
        @record
        class Unheard:
            pass

        fact = Fact(stream="clip-1", event=Unheard())
        with pytest.raises(UnknownEventError, match="Unheard has no stored name"):
            store.append(replace(proposal("a", versions={"clip-1": 1}), facts=(fact,)))

    @pytest.mark.parametrize(
        ("facts", "versions"),
        [
            ((), {}),
            ((), {"clip-1": 1}),
            ((Fact(stream="clip-1", event=Noted(text="a")),), {}),
            ((Fact(stream="clip-1", event=Noted(text="a")),), {"clip-1": 1, "clip-2": 1}),
        ],
    )
    async def test_a_proposal_must_give_a_version_for_each_stream_it_writes(
        self, store: EventStore, facts: tuple[Fact, ...], versions: dict[str, int]
    ) -> None:
        with pytest.raises(ValueError, match="name each stream"):
            store.append(replace(proposal("a"), facts=facts, versions=versions))

    async def test_a_commit_of_nearly_12_mb_is_kept(self, store: EventStore) -> None:
        answer = await store.append(proposal("large", text="x" * (12 * 2**20 - 1000)))
        assert await everything(store) == [answer]

    async def test_a_commit_of_more_than_12_mb_is_refused_before_anything_is_written(
        self, store: EventStore
    ) -> None:
        large = proposal("large", text="é" * (6 * 2**20))
        with pytest.raises(CommitTooLargeError, match="12 MB is the most"):
            await store.append(large)
        assert await everything(store) == []
        assert (await store.append(proposal("small"))).n == 1

    async def test_reading_starts_and_ends_where_it_is_told(self, store: EventStore) -> None:
        commits = await chain(store, 9)
        assert [c async for c in store.read(PARTITION, after=3)] == commits[3:]
        assert [c async for c in store.read(PARTITION, after=3, until=5)] == commits[3:5]
        assert [c async for c in store.read(PARTITION, until=2)] == commits[:2]
        assert [c async for c in store.read(PARTITION, after=9)] == []
        assert [c async for c in store.read(PARTITION, after=50)] == []
        assert [c async for c in store.read(PARTITION, after=4, until=2)] == []

    async def test_the_newest_are_given_newest_first(self, store: EventStore) -> None:
        commits = await chain(store, 9)
        assert await store.recent(PARTITION, limit=3) == commits[:-4:-1]
        assert await store.recent(PARTITION, before=4, limit=2) == [commits[2], commits[1]]
        assert await store.recent(PARTITION, before=100, limit=1) == commits[-1:]
        assert await store.recent(PARTITION, before=1) == []
        assert await store.recent(PARTITION) == commits[::-1]

    async def test_a_reader_that_follows_misses_nothing(self, store: EventStore) -> None:
        total = 300
        seen: list[Commit] = []

        async def follow() -> None:
            while len(seen) < total:
                seen.extend([c async for c in store.read(PARTITION, after=len(seen))])
                await asyncio.sleep(0)

        follower = asyncio.create_task(follow())
        offers = (proposal(f"c{index}") for index in range(total))
        commits = await asyncio.gather(*[store.append(offer) for offer in offers])
        await asyncio.wait_for(follower, 20)
        assert seen == commits
