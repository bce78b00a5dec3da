import pytest

from domain import setting
from domain.errors import RuleViolatedError
from domain.rate import FrameRate
from domain.timecode import timecode

RATES = "23.976, 24, 25, 29.97 NDF, 29.97 DF, 30, 50, 59.94 NDF, 59.94 DF, 60"


def test_a_rate_is_known_by_its_name() -> None:
    assert setting.rate("FPS_29_97_DF") is FrameRate.FPS_29_97_DF


@pytest.mark.parametrize("wrong", ["", "24", "FPS_24 ", "fps_24", "__class__"])
def test_a_rate_that_does_not_exist_is_refused_with_those_that_do(wrong: str) -> None:
    with pytest.raises(RuleViolatedError) as error:
        setting.rate(wrong)
    assert error.value.message == f"There is no frame rate '{wrong}'. There are: {RATES}."
    assert error.value.field == "frame_rate"


@pytest.mark.parametrize("size", [(1, 1), (16_384, 16_384), (1920, 1080)])
def test_a_picture_has_1_to_16384_pixels_a_side(size: tuple[int, int]) -> None:
    assert setting.resolution(*size) == size


@pytest.mark.parametrize("size", [(0, 1080), (1920, -1), (16_385, 1), (1, 10**30)])
def test_other_pictures_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(RuleViolatedError) as error:
        setting.resolution(*size)
    assert error.value.message == (
        f"A picture of {size[0]} by {size[1]} pixels cannot be made. "
        "Each side has 1 to 16,384 pixels."
    )
    assert error.value.field == "resolution"


def test_the_ratio_of_a_picture_is_in_lowest_terms() -> None:
    assert setting.ratio(3840, 2160) == "16:9"
    assert setting.ratio(1080, 1080) == "1:1"


@pytest.mark.parametrize("right", ["16:9", "2.39:1", "1.3333:1"])
def test_an_aspect_ratio_is_two_numbers(right: str) -> None:
    assert setting.aspect_ratio(f" {right} ") == right


@pytest.mark.parametrize(
    "wrong", ["", "16/9", "0:9", "16:0.0", "-1:1", "\u0663:\u0661", "1:1:1", "inf:1"]
)
def test_another_aspect_ratio_is_refused(wrong: str) -> None:
    with pytest.raises(RuleViolatedError) as error:
        setting.aspect_ratio(wrong)
    assert error.value.message == (f"'{wrong}' is no aspect ratio. Write it as 16:9 or 2.39:1.")
    assert error.value.field == "aspect_ratio"


def test_a_start_is_read_as_timecode_of_the_rate() -> None:
    assert setting.start_frame("01:00:00:00", FrameRate.FPS_25) == 90_000


def test_a_start_that_is_no_timecode_is_refused() -> None:
    with pytest.raises(RuleViolatedError) as error:
        setting.start_frame("1h", FrameRate.FPS_25)
    assert error.value.message == (
        "“1h” is no timecode: write hours, minutes, seconds and frames as 01:00:00:00."
    )
    assert error.value.field == "start_timecode"


def test_a_start_with_what_cannot_be_shown_is_refused_before_it_is_quoted() -> None:
    with pytest.raises(RuleViolatedError) as error:
        setting.start_frame("\ud800", FrameRate.FPS_25)
    assert error.value.message == (
        "The start timecode has a character that cannot be shown (U+D800, at place 1). Remove it."
    )


def test_a_naming_convention_is_kept_as_it_was_written() -> None:
    assert setting.naming(" S{scene:02}_{clip:03}0 ") == "S{scene:02}_{clip:03}0"


@pytest.mark.parametrize("old", FrameRate)
@pytest.mark.parametrize("new", FrameRate)
def test_a_start_reads_the_same_at_another_rate(old: FrameRate, new: FrameRate) -> None:
    start = setting.start_frame(f"01:00:00{';' if old.is_drop_frame else ':'}00", old)
    assert timecode(setting.restarted(start, old, new), new).replace(";", ":") == "01:00:00:00"


def test_a_start_that_another_rate_skips_moves_to_the_nearest_that_exists() -> None:
    ndf, df = FrameRate.FPS_29_97_NDF, FrameRate.FPS_29_97_DF
    start = setting.start_frame("00:01:00:00", ndf)
    assert timecode(setting.restarted(start, ndf, df), df) == "00:01:00;02"
    last = setting.start_frame("00:00:00:59", FrameRate.FPS_60)
    to = FrameRate.FPS_24
    assert timecode(setting.restarted(last, FrameRate.FPS_60, to), to) == "00:00:00:23"
