"""What images and videos are, and small pictures of them; what cannot be decoded does no harm."""

import io
import resource
from base64 import b64decode
from pathlib import Path
from typing import Any

import av
import pytest
from av.error import FFmpegError
from PIL import Image

from domain.media import Medium
from repositories import picture
from repositories.media import MediaStore
from repositories.thumbnail import LOOK, Look, Thumbnails, UnreadableError
from tests.api.picture import colour, mp4, png
from tests.repositories.test_media import anything, chunks


@pytest.fixture
def store(folder: Path) -> MediaStore:
    store = MediaStore(folder, spare=0)
    store.open()
    return store


@pytest.fixture
async def gulls(store: MediaStore) -> Medium:
    return await store.add(chunks(png()), anything)


def written(folder: Path, name: str, image: Image.Image, form: str, **options: Any) -> str:
    path = folder / name
    image.save(path, form, **options)
    return str(path)


def shown(seen: picture.Seen, width: int = 320) -> Image.Image:
    return Image.open(io.BytesIO(b64decode(seen.pictures[str(width)])))


def is_near(image: Image.Image, wanted: tuple[int, ...], at: tuple[int, int] = (5, 5)) -> bool:
    found: Any = image.convert("RGB").getpixel(at)
    return all(abs(one - other) < 16 for one, other in zip(found, wanted, strict=True))


def test_a_picture_is_made_small_and_never_larger(folder: Path) -> None:
    path = written(folder, "a", Image.new("RGB", (2000, 1000), (10, 200, 30)), "JPEG")
    seen = picture.seen(path, "image/jpeg", [320, 1280])
    assert (seen.width, seen.height, seen.frames, seen.rate) == (2000, 1000, 0, "")
    assert [shown(seen, width).size for width in (320, 1280)] == [(320, 160), (1280, 640)]
    assert is_near(shown(seen), (10, 200, 30))
    path = written(folder, "b", Image.new("RGB", (64, 36)), "WEBP")
    assert shown(picture.seen(path, "image/webp", [320])).size == (64, 36)


def test_a_photograph_is_turned_as_its_camera_says(folder: Path) -> None:
    image = Image.new("RGB", (400, 200), (200, 0, 0))
    image.paste((0, 0, 200), (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right by a quarter
    seen = picture.seen(written(folder, "a", image, "JPEG", exif=exif), "image/jpeg", [320])
    assert (seen.width, seen.height) == (200, 400)
    assert is_near(shown(seen), (0, 0, 200), (100, 10))
    assert is_near(shown(seen), (200, 0, 0), (100, 390))


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("P", "GIF"),
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("CMYK", "TIFF"),
        ("1", "TIFF"),
        ("I;16", "PNG"),
    ],
)
def test_every_kind_of_picture_is_shown(folder: Path, mode: str, form: str) -> None:
    image = (
        Image.new(mode, (64, 36)) if mode == "I;16" else Image.new("RGB", (64, 36)).convert(mode)
    )
    seen = picture.seen(written(folder, "a", image, form), f"image/{form.lower()}", [320])
    assert (seen.width, seen.height) == (64, 36)
    assert shown(seen).size == (64, 36)


def test_a_picture_that_would_fill_the_memory_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "PIXELS", 1000)
    path = written(folder, "a", Image.new("RGB", (64, 36)), "PNG")
    with pytest.raises(ValueError, match="too many pixels"):
        picture.seen(path, "image/png", [320])


def test_a_video_is_shown_by_its_first_frame_that_is_not_black(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(mp4(black=3))
    seen = picture.seen(str(path), "video/mp4", [320])
    assert (seen.width, seen.height) == (64, 36)
    assert (seen.frames, seen.duration, seen.rate) == (12, 500, "24/1")
    assert is_near(shown(seen), colour("gulls"))


def test_a_video_that_is_black_throughout_is_shown_black(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(mp4(black=12))
    assert is_near(shown(picture.seen(str(path), "video/mp4", [320])), (0, 0, 0))


def test_a_file_without_a_picture_is_no_video(folder: Path) -> None:
    path = folder / "a.mp4"
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48_000)
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        frame.sample_rate = 48_000
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(ValueError, match="no video stream"):
        picture.seen(str(path), "video/mp4", [320])


def test_a_file_cannot_choose_what_opens_it(folder: Path) -> None:
    """A playlist, say, names other files; only what the content was recognised as is tried."""
    path = folder / "a"
    path.write_text("#EXTM3U\n#EXTINF:1,\n/etc/passwd\n")
    with pytest.raises(FFmpegError):
        picture.seen(str(path), "video/mp4", [320])


async def test_a_medium_is_looked_at_once_in_a_process_of_its_own(
    store: MediaStore, gulls: Medium
) -> None:
    thumbnails = Thumbnails(store)
    assert await thumbnails.look(gulls) == Look(width=64, height=36)
    small = await thumbnails.thumbnail(gulls, 320)
    assert Image.open(io.BytesIO(small.read_bytes())).size == (64, 36)
    store.derived(gulls.digest, LOOK).write_text('{"width": 1, "height": 2}')
    assert await thumbnails.look(gulls) == Look(width=1, height=2)
    small.unlink()
    assert await thumbnails.thumbnail(gulls, 320) == small
    assert await thumbnails.look(gulls) == Look(width=64, height=36)


async def test_what_cannot_be_decoded_is_refused(store: MediaStore) -> None:
    broken = await store.add(chunks(png()[:60]), anything)
    with pytest.raises(UnreadableError, match="This file says that it is PNG, but it cannot be"):
        await Thumbnails(store).look(broken)


async def test_what_takes_too_long_is_ended(store: MediaStore, gulls: Medium) -> None:
    with pytest.raises(
        UnreadableError, match=r"This PNG takes longer than 0.001 seconds to open\."
    ):
        await Thumbnails(store, patience=0.001).look(gulls)


def unlimited(_: int, __: tuple[int, int]) -> None: ...


def test_the_program_says_what_it_saw_or_why_not(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "setrlimit", unlimited)
    path = written(folder, "a", Image.new("RGB", (64, 36)), "PNG")
    assert picture.main(path, "image/png", "320") == 0
    assert '"width": 64' in capsys.readouterr().out
    assert picture.main(str(folder), "image/png", "320") == 1
    assert "IsADirectoryError" in capsys.readouterr().err


async def test_a_picture_to_print_is_made_once_and_white_where_it_is_transparent(
    store: MediaStore,
) -> None:
    content = io.BytesIO()
    Image.new("RGBA", (400, 200), (0, 0, 0, 0)).save(content, "PNG")
    medium = await store.add(chunks(content.getvalue()), anything)
    thumbnails = Thumbnails(store)
    made = await thumbnails.printed(medium, 160)
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("JPEG", (160, 80))
    assert is_near(image, (255, 255, 255))
    store.derived(medium.digest, "320.1.webp").unlink()
    assert await thumbnails.printed(medium, 160) == made
