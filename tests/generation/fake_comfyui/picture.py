"""Pictures and films that a fake makes without any model: small, true, told apart by seed."""

import io
import random
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps
from PIL.PngImagePlugin import PngInfo

SAMPLES = Path(__file__).parent / "samples"


def plain(width: int, height: int, color: int) -> Image.Image:
    return Image.new("RGB", (width, height), (color >> 16 & 255, color >> 8 & 255, color & 255))


def noisy(image: Image.Image, seed: int, strength: float) -> Image.Image:
    chance = random.Random(seed)  # noqa: S311 - a picture, no secret
    noise = Image.frombytes("RGB", image.size, chance.randbytes(image.width * image.height * 3))
    return Image.blend(image, noise, min(1.0, strength) / 2)


def blurred(image: Image.Image, radius: int) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(min(radius, 4)))


def inverted(image: Image.Image) -> Image.Image:
    return ImageOps.invert(image)


def painted(width: int, height: int, seed: int, words: str) -> Image.Image:
    """A coarse pattern that depends on seed and words, as a sampler's picture would."""
    chance = random.Random(f"{seed}:{words}")  # noqa: S311
    coarse = Image.frombytes("RGB", (8, 8), chance.randbytes(192))
    return coarse.resize((width, height), Image.Resampling.BICUBIC)


def png(image: Image.Image, texts: dict[str, str] | None = None) -> bytes:
    info = PngInfo()
    for key, text in (texts or {}).items():
        info.add_text(key, text)
    return _encoded(image, "PNG", pnginfo=info, compress_level=1)


def jpeg(image: Image.Image) -> bytes:
    return _encoded(image.resize((128, 128)), "JPEG", quality=60)


def animated_webp(images: list[Image.Image], fps: float) -> bytes:
    rest = images[1:]
    return _encoded(
        images[0], "WEBP", save_all=True, append_images=rest, duration=int(1000 / fps), method=0
    )


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def film(kind: str, seal: bytes) -> bytes:
    """A second of film (`mp4`, `webm`) or sound (`flac`); a seal makes its bytes unique."""
    content = next(SAMPLES.glob(f"*.{kind}")).read_bytes()
    if kind == "mp4":  # a box that players skip
        return content + (8 + len(seal)).to_bytes(4, "big") + b"free" + seal
    if kind == "webm":  # an element that players skip
        return content + b"\xec" + bytes([0x80 | len(seal)]) + seal
    return content + seal
