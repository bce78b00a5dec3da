from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rate import FrameRate
from domain.timecode import (
    TimecodeError,
    fields,
    frame_at_fields,
    frame_of,
    frames_per_day,
    timecode,
)

RATES = st.sampled_from(FrameRate)


def counted(nominal: int, skipped: int) -> Iterator[tuple[int, int, int, int]]:
    """Count a day as a clock would, leaving out the numbers that drop frame skips."""
    for hour in range(24):
        for minute in range(60):
            for second in range(60):
                is_cut = minute % 10 != 0 and second == 0
                for frame in range(skipped if is_cut else 0, nominal):
                    yield hour, minute, second, frame


@pytest.mark.parametrize(
    ("rate", "skipped"), [(FrameRate.FPS_29_97_DF, 2), (FrameRate.FPS_59_94_DF, 4)]
)
def test_every_frame_of_a_day_has_the_number_that_counting_gives(
    rate: FrameRate, skipped: int
) -> None:
    total = 0
    for frame, expected in enumerate(counted(rate.nominal, skipped)):
        if fields(frame, rate) != expected or frame_at_fields(*expected, rate) != frame:
            pytest.fail(f"frame {frame}: {fields(frame, rate)} instead of {expected}")
        total = frame + 1
    assert total == frames_per_day(rate)


@given(rate=RATES, data=st.data())
def test_timecode_read_again_is_the_same_frame(rate: FrameRate, data: st.DataObject) -> None:
    frame = data.draw(st.integers(0, frames_per_day(rate) - 1))
    assert frame_of(timecode(frame, rate), rate) == frame


@given(rate=RATES, frame=st.integers(-(10**10), 10**10))
def test_timecode_comes_round_every_day_when_it_may(rate: FrameRate, frame: int) -> None:
    again = timecode(frame + frames_per_day(rate), rate, wrap=True)
    assert timecode(frame, rate, wrap=True) == again


@pytest.mark.parametrize(
    ("rate", "frame", "text"),
    [
        (FrameRate.FPS_24, 86400, "01:00:00:00"),
        (FrameRate.FPS_23_976, 86399, "00:59:59:23"),
        (FrameRate.FPS_25, 90000, "01:00:00:00"),
        (FrameRate.FPS_29_97_NDF, 107892, "00:59:56:12"),
        (FrameRate.FPS_29_97_DF, 1799, "00:00:59;29"),
        (FrameRate.FPS_29_97_DF, 1800, "00:01:00;02"),
        (FrameRate.FPS_29_97_DF, 17982, "00:10:00;00"),
        (FrameRate.FPS_29_97_DF, 107892, "01:00:00;00"),
        (FrameRate.FPS_29_97_DF, 2589407, "23:59:59;29"),
        (FrameRate.FPS_59_94_DF, 3600, "00:01:00;04"),
        (FrameRate.FPS_59_94_DF, 215784, "01:00:00;00"),
        (FrameRate.FPS_59_94_NDF, 5183999, "23:59:59:59"),
        (FrameRate.FPS_60, 0, "00:00:00:00"),
    ],
)
def test_known_frames_have_their_known_timecode(rate: FrameRate, frame: int, text: str) -> None:
    assert timecode(frame, rate) == text
    assert frame_of(text, rate) == frame


def test_space_around_a_timecode_is_nothing() -> None:
    assert frame_of(" 00:00:01:00\n", FrameRate.FPS_25) == 25


@pytest.mark.parametrize("frame", [-1, 2160000])
def test_a_frame_outside_of_the_day_is_refused(frame: int) -> None:
    with pytest.raises(TimecodeError) as refused:
        timecode(frame, FrameRate.FPS_25)
    assert str(refused.value) == (
        f"Frame {frame} has no timecode at 25: a day has the frames 0 to 2159999."
    )


@pytest.mark.parametrize(
    ("text", "rate", "sentence"),
    [
        (
            "00:01:00;00",
            FrameRate.FPS_29_97_DF,
            (
                "00:01:00;00 does not exist: 29.97 DF skips it."
                " The nearest that does is 00:01:00;02, the first frame of that minute."
            ),
        ),
        (
            "10:59:00;03",
            FrameRate.FPS_59_94_DF,
            (
                "10:59:00;03 does not exist: 59.94 DF skips it."
                " The nearest that does is 10:59:00;04, the first frame of that minute."
            ),
        ),
        (
            "00:00:01:00",
            FrameRate.FPS_29_97_DF,
            (
                "00:00:01:00 has “:” before the frames, but 29.97 DF counts drop-frame timecode,"
                " which is written with “;”: 00:00:01;00."
            ),
        ),
        (
            "00:00:01;00",
            FrameRate.FPS_25,
            (
                "00:00:01;00 has “;” before the frames, but 25 counts non-drop-frame timecode,"
                " which is written with “:”: 00:00:01:00."
            ),
        ),
        (
            "24:00:00:00",
            FrameRate.FPS_24,
            "24:00:00:00 has 24 hours, but at 24 they run from 0 to 23.",
        ),
        (
            "00:60:00:00",
            FrameRate.FPS_24,
            "00:60:00:00 has 60 minutes, but at 24 they run from 0 to 59.",
        ),
        (
            "00:00:60:00",
            FrameRate.FPS_24,
            "00:00:60:00 has 60 seconds, but at 24 they run from 0 to 59.",
        ),
        (
            "00:00:00:24",
            FrameRate.FPS_23_976,
            "00:00:00:24 has 24 frames, but at 23.976 they run from 0 to 23.",
        ),
    ],
)
def test_what_is_no_timecode_of_the_rate_is_refused_with_the_reason(
    text: str, rate: FrameRate, sentence: str
) -> None:
    with pytest.raises(TimecodeError) as refused:
        frame_of(text, rate)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text", ["", "1:2:3:4", "00:00:00", "\u0660\u0660:00:00:00", "-1:00:00:00", "x" * 99]
)
def test_a_text_of_another_shape_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(TimecodeError) as refused:
        frame_of(text, FrameRate.FPS_29_97_DF)
    assert str(refused.value) == (
        f"“{text[:40]}” is no timecode: write hours, minutes, seconds and frames as 01:00:00;00."
    )
