"""How much of a partition is at hand. What may follow is in the contract of the stores."""

from datetime import UTC, datetime

import pytest

from events.store import GENESIS, OvertakenError, PartitionPurgedError, Tip
from events.tail import DAWN, Tail, Trace
from tests.events.sketch import NOON, proposal


def tip(n: int) -> Tip:
    return Tip(n=n, command=f"c{n}") if n else GENESIS


def tail(*, floor: int = 0, newest: int) -> Tail:
    """Return a tail with the commits floor < n <= newest at hand, each of a stream of its own."""
    made = Tail(floor=tip(floor))
    for n in range(floor + 1, newest + 1):
        made.observe(Trace(n=n, command=f"c{n}", versions={f"s{n}": 1}), NOON)
    return made


def test_an_empty_tail_is_at_the_beginning() -> None:
    empty = Tail()
    assert (empty.tip, empty.at, empty.floor, empty.place("c1")) == (GENESIS, DAWN, 0, None)
    assert empty.reaches(GENESIS)


@pytest.mark.parametrize(
    ("parent", "is_reached"),
    [(tip(6), True), (tip(4), True), (tip(3), False), (tip(1), False), (GENESIS, False)],
)
def test_it_reaches_back_to_what_is_at_hand(parent: Tip, *, is_reached: bool) -> None:
    assert tail(floor=3, newest=6).reaches(parent) is is_reached


def test_all_that_there_is_reaches_back_to_anything() -> None:
    assert all(tail(newest=6).reaches(tip(n)) for n in range(7))


def test_where_nothing_is_at_hand_its_floor_is_reached() -> None:
    assert Tail(floor=tip(3)).reaches(tip(3))


@pytest.mark.parametrize(
    ("parent", "may_be"),
    [
        (tip(6), True),
        (tip(4), True),
        (Tip(n=4, command="another"), False),
        (Tip(n=2, command="who knows"), True),
        (tip(3), True),
        (tip(7), False),
    ],
)
def test_a_parent_may_be_one_at_hand_or_one_too_old_to_be(parent: Tip, *, may_be: bool) -> None:
    assert tail(floor=3, newest=6).may_hold(parent) is may_be


def test_a_long_tail_forgets_all_but_the_newest() -> None:
    long = tail(newest=6)
    long.trim(2)
    assert (long.floor, long.tip) == (4, tip(6))
    assert [long.place(f"c{n}") for n in range(1, 7)] == [None, None, None, None, 5, 6]
    assert (long.reaches(tip(5)), long.reaches(tip(4))) == (True, False)
    long.trim(2)
    long.trim(100)
    assert (long.floor, long.tip) == (4, tip(6))


def test_what_is_no_longer_at_hand_is_judged_on_what_the_log_says() -> None:
    long = tail(newest=6)
    long.trim(2)
    older = [Trace(n=n, command=f"c{n}", versions={f"s{n}": 1}) for n in range(2, 5)]
    with pytest.raises(OvertakenError, match="Commit 3 of project-1 touches"):
        long.follow(proposal("late", tip(2), reads=frozenset({"s3"})), older)
    commit = long.follow(proposal("free", tip(2), reads=frozenset({"s1"})), older)
    assert commit.tip == Tip(n=7, command="free")
    assert long.place("free") == 7


def test_the_time_of_a_commit_is_kept_as_it_is_where_it_can_be() -> None:
    offered = proposal("a")
    assert Tail().follow(offered).envelope is offered.envelope
    assert offered.envelope.at > datetime(2026, 1, 1, tzinfo=UTC)


def test_a_partition_that_was_purged_takes_no_commit_whatever_it_builds_on() -> None:
    for offered in (proposal("a"), proposal("b", tip(3))):
        with pytest.raises(PartitionPurgedError, match="project-1 was removed for good"):
            Tail(is_purged=True).follow(offered)


def test_of_very_many_streams_only_the_newest_heads_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("events.tail.MOST_HEADS", 3)
    long = tail(newest=6)
    long.trim(2)
    with pytest.raises(OvertakenError, match="s6 is at version 1"):
        long.follow(proposal("known", tip(6), versions={"s6": 3}))
    assert long.follow(proposal("forgotten", tip(6), versions={"s1": 2})).n == 7
