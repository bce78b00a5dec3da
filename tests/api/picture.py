"""Images and videos to upload, each with another content for another word."""

import io
import wave
from functools import cache
from hashlib import blake2b

import av
from PIL import Image

from tests.api.client import Json, Person


def colour(word: str) -> tuple[int, int, int]:
    red, green, blue = blake2b(word.encode(), digest_size=3).digest()
    return red, green, blue


@cache
def png(word: str = "gulls", size: tuple[int, int] = (64, 36)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour(word)).save(content, "PNG")
    return content.getvalue()


@cache
def jpeg(word: str = "gulls", size: tuple[int, int] = (64, 36)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour(word)).save(content, "JPEG")
    return content.getvalue()


@cache
def mp4(word: str = "gulls", *, black: int = 0, frames: int = 12) -> bytes:
    """Return a video of 24 frames a second that begins with so many black frames."""
    content = io.BytesIO()
    with av.open(content, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for n in range(frames):
            image = Image.new("RGB", (64, 36), (0, 0, 0) if n < black else colour(word))
            frame = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return content.getvalue()


def wav() -> bytes:
    """Return a tenth of a second of silence."""
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(1_600))
    return content.getvalue()


async def upload(person: Person, project: str, content: bytes, name: str) -> str:
    """Upload a file into a project and return the proof of it."""
    response = await person.http.post(
        f"/media/projects/{project}", content=content, params={"name": name}, headers=person.headers
    )
    assert response.status_code == 201, response.text
    proof: str = response.json()["upload"]
    return proof


async def picture(person: Person, project: str, word: str = "gulls") -> Json:
    """Upload an image and return what a mutation takes of it."""
    return {"upload": await upload(person, project, png(word), f"{word}.png")}
