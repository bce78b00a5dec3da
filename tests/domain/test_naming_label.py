"""Numbers between numbers."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.naming.label import Family, Label, between, nearest

SHOTS: Final = Family(prefix="SQ010_SH", width=4, step=10, badge="_")
LABELS = st.tuples(st.integers(0, 40), st.sampled_from(["", "", "A", "B", "Z"]))


def n(*numbers: int) -> list[Label]:
    return [(number, "") for number in numbers]


@pytest.mark.parametrize(
    ("low", "high", "count", "used", "found"),
    [
        (None, None, 3, [], n(10, 20, 30)),
        ((30, ""), None, 2, n(10, 20, 30), n(40, 50)),
        ((10, ""), (20, ""), 1, n(10, 20), n(15)),
        ((10, ""), (15, ""), 1, n(10, 15, 20), n(12)),
        ((15, ""), (20, ""), 1, n(10, 15, 20), n(17)),
        ((10, ""), (20, ""), 3, n(10, 20), n(12, 15, 17)),
        (None, (10, ""), 1, n(10), n(5)),
        ((10, ""), (100, ""), 2, n(10, 30, 100), n(20, 40)),
        ((10, ""), (11, ""), 2, n(10, 11), [(10, "A"), (10, "B")]),
        ((10, "A"), (10, "B"), 1, [(10, "A"), (10, "B")], [(10, "AA")]),
        ((10, "Z"), (11, ""), 2, [(10, "Z"), (11, "")], [(10, "ZA"), (10, "ZB")]),
        ((10, ""), (10, "A"), 1, [(10, ""), (10, "A")], [(10, "B")]),
        ((9, ""), (10, "A"), 1, [(9, ""), (10, "A")], n(10)),
        ((40, ""), (20, ""), 1, n(20, 40, 60), n(50)),
        ((40, ""), (20, ""), 1, n(20, 40), n(50)),
        ((5, ""), (10**12, ""), 1, n(5, 10**12), n(10)),
    ],
)
def test_new_numbers_stand_between_those_that_are_there(
    low: Label | None, high: Label | None, count: int, used: list[Label], found: list[Label]
) -> None:
    taken = set(used)
    assert between(low, high, count, 10, taken) == found
    assert taken == {*used, *found}


def test_a_number_that_is_in_use_elsewhere_is_passed_over() -> None:
    assert between((10, ""), (20, ""), 1, 10, set(n(10, 15, 20))) == n(14)


@given(
    low=st.none() | LABELS,
    high=st.none() | LABELS,
    count=st.integers(1, 30),
    step=st.sampled_from([1, 5, 10]),
    used=st.sets(LABELS),
)
def test_there_are_always_as_many_new_numbers_as_are_asked_for(
    low: Label | None, high: Label | None, count: int, step: int, used: set[Label]
) -> None:
    before = used | {one for one in (low, high) if one}
    found = between(low, high, count, step, set(before))
    assert len(set(found)) == count
    assert not before & set(found)


def test_a_family_tells_its_numbers_from_others() -> None:
    assert SHOTS.text((15, "A")) == "SQ010_SH0015A"
    assert SHOTS.label("sq010_sh15a") == (15, "A")
    assert SHOTS.label("SQ020_SH0015") is SHOTS.label("SQ010_SH0015_A1") is None
    codes = sorted(["SQ010", "SQ010_SH0010", "SQ010_SH0020_A1", "SQ010_SHX", "SQ020_SH0010"])
    assert SHOTS.labels(codes) == set(n(10, 20))


def test_free_codes_are_offered_beside_one_that_is_taken() -> None:
    assert nearest("SH0010", ["SH0010", "sh0011"]) == ["SH0009", "SH0012", "SH0008"]
    assert nearest("OPEN", ["OPEN", "OPEN2"]) == ["OPEN3", "OPEN4", "OPEN5"]
