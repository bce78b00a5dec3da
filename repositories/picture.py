"""Look at an image or a video: what it is, and small pictures of it. A program of its own.

    python -m repositories.picture PATH MIME WIDTH…

What somebody uploaded may be made to break, or to tie up, whatever decodes it. So it is decoded in
a process that may use a limited amount of memory and time and is ended when it takes too long;
it answers with one JSON object. See `repositories/thumbnail.py`.
"""

import io
import json
import resource
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Final

MEMORY: Final = 4 << 30
SECONDS: Final = 60
# A picture of more cannot be told from one that is made to fill the memory: Pillow warns there.
PIXELS: Final = 89_000_000
QUALITY: Final = 80
# A video often begins with black; what comes after so many frames is not looked at.
FRAMES: Final = 300
# Mean brightness, of 255, below which a frame is black: video black is 16.
BLACK: Final = 24
SMALL: Final = 32
IMAGES: Final = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")
# The demuxer is given: what a file says of itself must not choose one that opens other files.
DEMUXERS: Final = {
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`duration` is in milliseconds; what an image has not is 0 or empty.

    `pictures` are small ones in WebP and base64, by their width.
    """

    width: int
    height: int
    frames: int = 0
    duration: int = 0
    rate: str = ""
    pictures: dict[str, str]


def seen(path: str, mime: str, widths: Sequence[int]) -> Seen:
    """Look at a file. Raises whatever decoding raises."""
    if mime in DEMUXERS:
        return _video(path, DEMUXERS[mime], widths)
    image = _image(path)
    return Seen(width=image.width, height=image.height, pictures=_pictures(image, widths))


def _image(path: str) -> Any:
    from PIL import Image, ImageOps  # noqa: PLC0415 - a video needs no Pillow until it has a frame

    with Image.open(path, formats=IMAGES) as opened:
        _refuse_huge(opened.width, opened.height)
        opened.load()
        turned = ImageOps.exif_transpose(opened)
        if turned.mode.startswith("I;16"):
            return turned.point(lambda value: value / 256).convert("L").convert("RGB")
        has_alpha = "A" in turned.getbands() or "transparency" in turned.info
        return turned.convert("RGBA" if has_alpha else "RGB")


def _refuse_huge(width: int, height: int) -> None:
    if width * height > PIXELS:
        raise ValueError("too many pixels")


def _video(path: str, demuxer: str, widths: Sequence[int]) -> Seen:
    import av  # noqa: PLC0415 - an image needs no FFmpeg, which takes long to load

    options = {"protocol_whitelist": "file", "enable_drefs": "0"}
    with av.open(path, format=demuxer, options=options) as container:
        if not container.streams.video:
            raise ValueError("no video stream")
        stream = container.streams.video[0]
        rate = stream.average_rate or stream.guessed_rate or Fraction(0)
        duration = _seconds(container, stream)
        image, turned = _telling(container, stream)
        size = stream.codec_context.width, stream.codec_context.height
        width, height = size[::-1] if turned % 180 else size
        return Seen(
            width=width,
            height=height,
            frames=stream.frames or round(duration * rate),
            duration=round(duration * 1000),
            rate=f"{rate.numerator}/{rate.denominator}" if rate else "",
            pictures=_pictures(image, widths),
        )


def _seconds(container: Any, stream: Any) -> Fraction:
    if stream.duration and stream.time_base:
        return Fraction(stream.duration) * Fraction(stream.time_base)
    return Fraction(container.duration or 0, 1_000_000)


def _telling(container: Any, stream: Any) -> tuple[Any, int]:
    """Return the first frame that is not black, or the first one, and how far it was turned."""
    first: tuple[Any, int] | None = None
    for frame in _frames(container, stream):
        _refuse_huge(frame.width, frame.height)
        turned = int(frame.rotation)
        if first is None:
            first = frame.to_image().rotate(turned, expand=True), turned
        if _brightness(frame) > BLACK:
            return frame.to_image().rotate(turned, expand=True), turned
    if first is None:
        raise ValueError("no frame")
    return first


def _brightness(frame: Any) -> float:
    """Return the mean brightness of a frame, from 0 to 255."""
    plane = frame.reformat(width=SMALL, height=SMALL, format="gray").planes[0]
    content, line = bytes(plane), plane.line_size
    rows = [content[row * line : row * line + SMALL] for row in range(SMALL)]
    return sum(map(sum, rows)) / (SMALL * SMALL)


def _frames(container: Any, stream: Any) -> Iterator[Any]:
    for number, frame in enumerate(container.decode(stream)):
        if number >= FRAMES:
            return
        yield frame


def _pictures(image: Any, widths: Sequence[int]) -> dict[str, str]:
    made: dict[str, str] = {}
    for width in sorted(widths, reverse=True):
        image.thumbnail((width, 2 * width))
        content = io.BytesIO()
        image.save(content, "WEBP", quality=QUALITY)
        made[str(width)] = b64encode(content.getvalue()).decode()
    return made


def main(path: str, mime: str, *widths: str) -> int:
    """Print what was seen; end with 1 where it cannot be decoded."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        found = seen(path, mime, [int(width) for width in widths])
    except Exception as error:  # noqa: BLE001 - decoders raise what they like
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
