"""Music is decoded whole: how long it is, to a sample, and how loud when."""

import io
from pathlib import Path

import pytest

from domain.media import M4A, MP3, OGG, WAV, MediaType, MediaTypeError, Sound
from server.media import decoder
from server.media.decoder import NoSoundError, measured
from server.media.sound import Waveform, waveform
from tests.tone import RATE, tone


@pytest.mark.parametrize(
    ("extension", "demuxer", "channels"),
    [("wav", "wav", 2), ("mp3", "mp3", 1), ("ogg", "ogg", 1), ("flac", "flac", 2)],
)
def test_music_lasts_as_many_samples_as_were_written(
    extension: str, demuxer: str, channels: int
) -> None:
    content = tone(extension, 2 * RATE + 123, channels)
    found = measured(io.BytesIO(content), demuxer)
    assert found.sound == Sound(samples=2 * RATE + 123, rate=RATE, channels=channels)
    assert len(found.peaks) == 2 * 201


def test_an_m4a_lasts_as_long_as_it_plays() -> None:
    found = measured(io.BytesIO(tone("m4a")), "mov")
    assert RATE <= found.sound.samples < RATE + 2048


def test_peaks_are_the_lowest_and_highest_of_each_hundredth_of_a_second() -> None:
    found = measured(io.BytesIO(tone("wav", 2 * RATE)), "wav")
    values = memoryview(found.peaks).cast("b").tolist()
    assert set(values[:200:2]) == {-31}
    assert set(values[1:200:2]) == {31}
    assert set(values[200::2]) == {-62}
    assert set(values[201::2]) == {62}


def test_what_is_too_short_for_a_peak_has_one() -> None:
    found = measured(io.BytesIO(tone("wav", 7)), "wav")
    assert (found.sound.samples, len(found.peaks)) == (7, 2)


def test_a_file_that_is_cut_off_plays_as_far_as_it_goes() -> None:
    content = tone("mp3", 2 * RATE)
    assert 0 < measured(io.BytesIO(content[: len(content) // 2]), "mp3").sound.samples < 2 * RATE


@pytest.mark.parametrize(
    ("content", "demuxer"),
    [(b"RIFF\x24\0\0\0WAVEfmt ", "wav"), (b"ID3" + bytes(500), "mp3"), (tone()[:44], "wav")],
)
def test_in_what_is_damaged_there_is_no_sound(content: bytes, demuxer: str) -> None:
    with pytest.raises(NoSoundError):
        measured(io.BytesIO(content), demuxer)


def test_what_lasts_longer_than_a_day_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoder, "LONGEST", 0)
    with pytest.raises(NoSoundError):
        measured(io.BytesIO(tone()), "wav")


def test_a_waveform_is_kept_as_text_and_bytes() -> None:
    one = Waveform(sound=Sound(samples=3, rate=2, channels=1), peaks=b"\n\x80\x7f\n")
    assert Waveform.unpacked(one.packed()) == one


async def test_a_program_of_its_own_decodes_a_file(folder: Path) -> None:
    path = folder / "a tone"
    path.write_bytes(tone())
    found = await waveform(path, WAV)
    assert found == measured(io.BytesIO(tone()), "wav")


@pytest.mark.parametrize(
    ("type_", "content"), [(MP3, b"ID3" + bytes(500)), (OGG, b"OggS"), (M4A, tone()[:400])]
)
async def test_what_cannot_be_played_is_refused_in_words(
    folder: Path, type_: MediaType, content: bytes
) -> None:
    path = folder / "noise"
    path.write_bytes(content)
    with pytest.raises(MediaTypeError, match=f"This {type_.name} cannot be played"):
        await waveform(path, type_)


async def test_what_takes_too_long_is_given_up(folder: Path) -> None:
    path = folder / "tone"
    path.write_bytes(tone())
    with pytest.raises(MediaTypeError, match="takes too long to decode"):
        await waveform(path, WAV, patience=0)
