"""Small real files of music: a tone of which each second is louder than the one before."""

import io
from array import array
from functools import cache
from math import pi, sin
from typing import Final, cast

import av
from av.audio.stream import AudioStream

RATE: Final = 48_000
PITCH: Final = 440
# Container and encoder by the extension of the file.
FORMATS: Final = {
    "wav": ("wav", "pcm_s16le"),
    "mp3": ("mp3", "libmp3lame"),
    "ogg": ("ogg", "libopus"),
    "flac": ("flac", "flac"),
    "m4a": ("ipod", "aac"),
}


@cache
def tone(extension: str = "wav", samples: int = RATE, channels: int = 1) -> bytes:
    """Return a file of so many samples of each channel."""
    container, codec = FORMATS[extension]
    layout = {1: "mono", 2: "stereo"}[channels]
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = cast(AudioStream, output.add_stream(codec, rate=RATE))
        stream.layout = layout
        frame = av.AudioFrame(format="s16", layout=layout, samples=samples)
        frame.sample_rate = RATE
        frame.planes[0].update(wave(samples, channels))
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            output.mux(packet)
    return file.getvalue()


def wave(samples: int, channels: int) -> bytes:
    values = (int(8000 * (1 + n // RATE) * sin(2 * pi * PITCH * n / RATE)) for n in range(samples))
    return array("h", [value for value in values for _ in range(channels)]).tobytes()
