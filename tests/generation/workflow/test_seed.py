"""Seeds of a batch are a function of its seed and the number of the try."""

from hypothesis import given
from hypothesis import strategies as st

from generation.workflow.seed import SeedPolicy, seed_of


def seeds(policy: SeedPolicy, batch_seed: int, count: int) -> list[int]:
    return [seed_of(policy, batch_seed, index) for index in range(count)]


def test_fixed_seeds_are_all_the_same() -> None:
    assert seeds(SeedPolicy.FIXED, 7, 3) == [7, 7, 7]


def test_seeds_that_rise_begin_at_zero_behind_the_last_one() -> None:
    assert seeds(SeedPolicy.INCREMENT, 2**64 - 2, 4) == [2**64 - 2, 2**64 - 1, 0, 1]


def test_random_seeds_are_the_same_in_every_process() -> None:
    assert seeds(SeedPolicy.RANDOM, 7, 3) == [7798501193847942, 2711723243675278, 589399355074309]


@given(st.integers(0, 2**64 - 1))
def test_random_seeds_differ_and_every_program_reads_them_exactly(batch_seed: int) -> None:
    drawn = seeds(SeedPolicy.RANDOM, batch_seed, 20)
    assert len(set(drawn)) == 20
    assert all(0 <= seed < 2**53 and int(float(seed)) == seed for seed in drawn)
