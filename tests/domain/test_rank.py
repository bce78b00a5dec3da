import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import rank


def test_the_first_rank_stands_in_the_middle() -> None:
    assert rank.between("", "") == "i"


def test_ranks_at_the_ends_count_in_small_steps() -> None:
    assert rank.between("i", "") == "i00001"
    assert rank.between("", "i") == "hzzzzz"


def test_a_rank_between_two_is_as_short_as_it_can_be() -> None:
    assert rank.between("i", "k") == "j"
    assert rank.between("i", "j") == "ii"
    assert rank.between("i", "i00001") == "i00000i"


def test_the_ends_of_the_six_digits_are_not_the_end() -> None:
    assert rank.between("zzzzzz", "") == "zzzzzzi"
    assert rank.between("", "000001") == "000000i"


def test_a_step_from_a_long_rank_makes_a_short_one() -> None:
    assert rank.between("i00001i", "") == "i00002"
    assert rank.between("", "i00001i") == "i"


@pytest.mark.parametrize(("low", "high"), [("i", "i"), ("j", "i")])
def test_limits_out_of_order_are_an_error_of_the_caller(low: str, high: str) -> None:
    with pytest.raises(ValueError, match=f"'{low}' is not before '{high}'"):
        rank.between(low, high)


@given(places=st.lists(st.integers(0, 10**6), max_size=200))
def test_ranks_put_in_anywhere_are_in_order_and_differ(places: list[int]) -> None:
    ranks: list[str] = []
    for wish in places:
        at = wish % (len(ranks) + 1)
        low = ranks[at - 1] if at else ""
        high = ranks[at] if at < len(ranks) else ""
        ranks.insert(at, rank.between(low, high))
    assert ranks == sorted(set(ranks))
    assert not [it for it in ranks if it.endswith("0")]


@pytest.mark.parametrize("is_last", [True, False])
def test_ten_thousand_scenes_at_one_end_have_short_ranks(is_last: bool) -> None:  # noqa: FBT001 - a parameter of the test
    ranks = [""]
    for _ in range(10_000):
        last = ranks[-1]
        ranks.append(rank.between(last, "") if is_last else rank.between("", last))
    ordered = ranks[1:] if is_last else ranks[:0:-1]
    assert ordered == sorted(set(ordered))
    assert max(map(len, ranks)) <= 6


def test_a_hundred_scenes_always_put_behind_the_same_one_grow_slowly() -> None:
    high = rank.between("i", "")
    for _ in range(100):
        high = rank.between("i", high)
    assert len(high) <= 30
