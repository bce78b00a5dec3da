"""Outputs on their way in: what can be shown is kept, anything else is refused with a reason."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from generation.dispatch.port import DamagedOutputError, SinkFullError, UnwantedOutputError
from repositories.media import MediaStore
from server.generation.sink import MediaSink
from tests.api import picture

PICTURE = picture.png()


async def chunks(content: bytes) -> AsyncIterator[bytes]:
    yield content


def store(folder: Path, free: int = 2**40) -> MediaStore:
    made = MediaStore(folder, free=lambda _: free)
    made.open()
    return made


async def test_a_picture_is_kept_under_its_content(folder: Path) -> None:
    media = store(folder)
    digest = await MediaSink(media).receive(chunks(PICTURE))
    assert media.path(digest).read_bytes() == PICTURE


async def test_a_picture_that_was_cut_off_is_no_result(folder: Path) -> None:
    with pytest.raises(DamagedOutputError, match="damaged and cannot be shown"):
        await MediaSink(store(folder)).receive(chunks(PICTURE[:60]))


@pytest.mark.parametrize("content", [b"", b"a text and no picture"])
async def test_what_is_no_medium_is_not_wanted(folder: Path, content: bytes) -> None:
    with pytest.raises(UnwantedOutputError):
        await MediaSink(store(folder)).receive(chunks(content))


async def test_a_full_disk_is_said_to_be_full(folder: Path) -> None:
    with pytest.raises(SinkFullError):
        await MediaSink(store(folder, free=0)).receive(chunks(PICTURE))
