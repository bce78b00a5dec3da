"""How long music lasts and how loud it is when, found by decoding all of it.

A program of its own does that (`server/media/decoder.py`): files come from anywhere, and neither
a crash of a decoder nor the time it takes may harm the server.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Final, Self

from domain.media import MediaType, MediaTypeError, Sound
from events.record import record

DECODER: Final = "server.media.decoder"
PATIENCE: Final = 300
"""Seconds after which a file that is still being decoded is given up."""

DAMAGED: Final = (
    "This {type} cannot be played: it is damaged, or there is no sound in it. "
    "Save it once more from the program it comes from, or choose another file."
)
TOO_LONG: Final = (
    "This {type} takes too long to decode, or lasts more than 24 hours. Choose a shorter one."
)
_DEMUXERS: Final = {"mp3": "mp3", "wav": "wav", "ogg": "ogg", "flac": "flac", "m4a": "mov"}


@record
class Waveform:
    """`peaks` has two signed bytes for each 1/100 second: the lowest and the highest sample."""

    sound: Sound
    peaks: bytes

    def packed(self) -> bytes:
        """Return it as it is kept: a line of JSON, then the peaks."""
        sound = self.sound
        head = {"samples": sound.samples, "rate": sound.rate, "channels": sound.channels}
        return json.dumps(head).encode() + b"\n" + self.peaks

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError for what is no waveform."""
        head, _, peaks = content.partition(b"\n")
        return cls(sound=Sound(**json.loads(head)), peaks=peaks)


async def waveform(path: Path, type_: MediaType, patience: float = PATIENCE) -> Waveform:
    """Decode a file of music. Raises MediaTypeError for one that cannot be played."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", DECODER, str(path), _DEMUXERS[type_.extension]),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(patience):
            said, _ = await process.communicate()
    except TimeoutError as error:
        raise MediaTypeError(TOO_LONG.format(type=type_.name)) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise MediaTypeError(DAMAGED.format(type=type_.name))
    return Waveform.unpacked(said)
