"""Decodes music: `python -m server.media.decoder FILE FORMAT` writes its waveform.

The only place that knows PyAV. Its status is 3 where there is nothing to be heard.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

import av
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.error import FFmpegError, InvalidDataError

from domain.media import Sound
from domain.music import LONGEST
from server.media.sound import Waveform

PEAKS: Final = 100
"""Peaks of a second of music."""

UNPLAYABLE: Final = 3


class NoSoundError(Exception):
    """There is nothing to be heard in a file."""


def measured(file: IO[bytes], demuxer: str) -> Waveform:
    """Decode a file. Raises NoSoundError where nothing of it can be."""
    count = _Count()
    try:
        # A file object: no demuxer opens another file, or an address, that this one names.
        with av.open(file, "r", format=demuxer) as container:
            for frame in _frames(container):
                count.add(frame)
    except (FFmpegError, ValueError) as error:
        raise NoSoundError from error
    return count.done()


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Yield what can be decoded of the first sound; a damaged packet is left out."""
    if not container.streams.audio:
        raise NoSoundError
    for packet in container.demux(container.streams.audio[0]):
        with suppress(InvalidDataError):
            yield from packet.decode()


class _Count:
    """Counts samples, and gathers the peaks of their mix to one channel."""

    def __init__(self) -> None:
        self._mixer = av.AudioResampler(format="s16", layout="mono")
        self._samples = 0
        self._rate = 0
        self._channels = 0
        self._mixed = bytearray()
        self._peaks = bytearray()

    def add(self, frame: AudioFrame) -> None:
        self._rate = self._rate or frame.sample_rate
        self._channels = self._channels or frame.layout.nb_channels
        self._samples += frame.samples
        if self._samples > self._rate * LONGEST:
            raise NoSoundError
        self._mix(frame)

    def done(self) -> Waveform:
        if not self._samples:
            raise NoSoundError
        self._mix(None)
        if self._mixed:
            self._peak(len(self._mixed) // 2)
        sound = Sound(samples=self._samples, rate=self._rate, channels=self._channels)
        return Waveform(sound=sound, peaks=bytes(self._peaks))

    def _mix(self, frame: AudioFrame | None) -> None:
        for mixed in self._mixer.resample(frame):
            self._mixed += bytes(mixed.planes[0])[: mixed.samples * 2]
        while len(self._mixed) // 2 >= (size := self._size()):
            self._peak(size)

    def _size(self) -> int:
        """Return the samples of the next peak: their beginnings are rounded, so none drifts."""
        number = len(self._peaks) // 2
        return (number + 1) * self._rate // PEAKS - number * self._rate // PEAKS

    def _peak(self, size: int) -> None:
        samples = memoryview(bytes(self._mixed[: size * 2])).cast("h")
        del self._mixed[: size * 2]
        for value in (min(samples), max(samples)):
            self._peaks += int(value / 256).to_bytes(1, "big", signed=True)


def main(path: str, demuxer: str) -> int:
    """Write the waveform of a file to the standard output."""
    os.nice(10)
    try:
        with Path(path).open("rb") as file:
            found = measured(file, demuxer)
    except NoSoundError:
        return UNPLAYABLE
    sys.stdout.buffer.write(found.packed())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
