from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rate import FrameRate, frame_at, nearest_frame, rate_of, rescaled, rounded, seconds

RATES = st.sampled_from(FrameRate)
FRAMES = st.integers(-(10**9), 10**9)


def test_every_rate_has_its_exact_value_its_count_and_its_label() -> None:
    assert [(rate.value, rate.exact, rate.nominal, rate.label) for rate in FrameRate] == [
        ("FPS_23_976", Fraction(24000, 1001), 24, "23.976"),
        ("FPS_24", Fraction(24), 24, "24"),
        ("FPS_25", Fraction(25), 25, "25"),
        ("FPS_29_97_NDF", Fraction(30000, 1001), 30, "29.97 NDF"),
        ("FPS_29_97_DF", Fraction(30000, 1001), 30, "29.97 DF"),
        ("FPS_30", Fraction(30), 30, "30"),
        ("FPS_50", Fraction(50), 50, "50"),
        ("FPS_59_94_NDF", Fraction(60000, 1001), 60, "59.94 NDF"),
        ("FPS_59_94_DF", Fraction(60000, 1001), 60, "59.94 DF"),
        ("FPS_60", Fraction(60), 60, "60"),
    ]


def test_only_two_rates_count_drop_frame() -> None:
    assert {rate for rate in FrameRate if rate.is_drop_frame} == {
        FrameRate.FPS_29_97_DF,
        FrameRate.FPS_59_94_DF,
    }


@given(rate=RATES)
def test_a_rate_is_found_again_by_its_frames_per_second_and_its_flag(rate: FrameRate) -> None:
    assert rate_of(rate.exact, is_drop_frame=rate.is_drop_frame) is rate


def test_a_drop_frame_flag_means_nothing_where_there_is_no_drop_frame() -> None:
    assert rate_of(Fraction(25), is_drop_frame=True) is FrameRate.FPS_25


def test_a_rate_that_no_project_may_have_is_not_found() -> None:
    assert rate_of(Fraction(2997, 100)) is None
    assert rate_of(Fraction(48)) is None


@given(frame=FRAMES, rate=RATES)
def test_a_frame_is_the_one_at_its_own_beginning_and_until_its_end(
    frame: int, rate: FrameRate
) -> None:
    beginning = seconds(frame, rate)
    assert frame_at(beginning, rate) == frame
    assert nearest_frame(beginning, rate) == frame
    assert frame_at(seconds(frame + 1, rate) - Fraction(1, 10**12), rate) == frame


def test_an_hour_of_23_976_lasts_three_point_six_seconds_longer() -> None:
    assert seconds(86400, FrameRate.FPS_23_976) == Fraction(36036, 10)


def test_the_nearest_frame_may_be_the_next_one() -> None:
    moment = Fraction(9, 10) / 24
    assert (frame_at(moment, FrameRate.FPS_24), nearest_frame(moment, FrameRate.FPS_24)) == (0, 1)


@pytest.mark.parametrize(
    ("value", "nearest"), [("1/2", 1), ("-1/2", 0), ("3/2", 2), ("-3/2", -1), ("49/100", 0)]
)
def test_an_exact_half_goes_up(value: str, nearest: int) -> None:
    assert rounded(Fraction(value)) == nearest


@given(frame=FRAMES, rate=RATES, to=RATES)
def test_a_rescaled_frame_is_at_most_half_a_frame_away_in_time(
    frame: int, rate: FrameRate, to: FrameRate
) -> None:
    away = abs(seconds(rescaled(frame, rate, to), to) - seconds(frame, rate))
    assert away <= seconds(1, to) / 2


@given(frame=FRAMES, rate=RATES, to=RATES)
def test_a_frame_comes_back_from_a_faster_rate(frame: int, rate: FrameRate, to: FrameRate) -> None:
    if to.exact >= rate.exact:
        assert rescaled(rescaled(frame, rate, to), to, rate) == frame


def test_a_second_keeps_its_time_between_rates() -> None:
    assert rescaled(48, FrameRate.FPS_24, FrameRate.FPS_60) == 120
    assert rescaled(1001, FrameRate.FPS_24, FrameRate.FPS_23_976) == 1000
