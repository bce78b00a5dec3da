"""Files by their content: whole or not at all, stored once, within limits and the disk."""

import asyncio
import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.media import (
    PNG,
    MediaSizeError,
    MediaType,
    MediaTypeError,
    Medium,
    StorageFullError,
    refuse_other,
)
from repositories.media import BLOCK, MediaStore

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
DIGEST = hashlib.sha256(PICTURE).hexdigest()


def anything(found: MediaType | None) -> int:
    refuse_other(found, None)
    return 10**7


async def chunks(content: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


@pytest.fixture
def store(folder: Path) -> MediaStore:
    store = MediaStore(folder, spare=0)
    store.open()
    return store


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def test_a_file_is_stored_under_the_digest_of_its_content(
    store: MediaStore, folder: Path
) -> None:
    medium = await store.add(chunks(PICTURE), anything)
    assert medium == Medium(digest=DIGEST, size=len(PICTURE), type=PNG)
    assert files(folder) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]
    assert store.path(DIGEST).read_bytes() == PICTURE
    assert store.contains(DIGEST)
    assert store.find(DIGEST) == medium


async def test_the_same_content_is_stored_once_and_stays_the_file_it_is(
    store: MediaStore, folder: Path
) -> None:
    await store.add(chunks(PICTURE), anything)
    first = store.path(DIGEST).stat().st_ino
    await asyncio.gather(*(store.add(chunks(PICTURE), anything) for _ in range(3)))
    assert store.path(DIGEST).stat().st_ino == first
    assert len(files(folder)) == 1


def age(store: MediaStore) -> float:
    """Make the picture look as if it had been stored long ago; return the time it says."""
    os.utime(store.path(DIGEST), (1000, 1000))
    return stored_at(store)


def stored_at(store: MediaStore) -> float:
    return store.path(DIGEST).stat().st_mtime


async def test_a_file_that_comes_in_again_counts_as_stored_just_now(store: MediaStore) -> None:
    await store.add(chunks(PICTURE), anything)
    before = age(store)
    await store.add(chunks(PICTURE), anything)
    assert stored_at(store) > before


async def test_a_file_that_is_needed_again_is_renewed_where_it_is_there(store: MediaStore) -> None:
    assert not store.renew(DIGEST)
    assert not store.renew("..")
    await store.add(chunks(PICTURE), anything)
    before = age(store)
    assert store.renew(DIGEST)
    assert stored_at(store) > before


async def test_a_file_whose_time_is_not_ours_to_set_is_replaced(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.add(chunks(PICTURE), anything)
    before = age(store)

    def utime(_file: int) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr("repositories.media.os.utime", utime)
        assert not store.renew(DIGEST)
        await store.add(chunks(PICTURE), anything)
    assert stored_at(store) > before
    assert store.path(DIGEST).read_bytes() == PICTURE


async def test_a_file_that_was_cut_short_on_the_disk_is_replaced(store: MediaStore) -> None:
    await store.add(chunks(PICTURE), anything)
    store.path(DIGEST).write_bytes(PICTURE[:100])
    await store.add(chunks(PICTURE), anything)
    assert store.path(DIGEST).read_bytes() == PICTURE


async def test_a_file_of_many_blocks_is_stored_whole(store: MediaStore) -> None:
    content = PICTURE * (2 * BLOCK // len(PICTURE) + 1)
    medium = await store.add(chunks(content, 300_001), anything)
    assert store.path(medium.digest).read_bytes() == content


async def test_more_than_was_admitted_is_refused_and_leaves_nothing(
    store: MediaStore, folder: Path
) -> None:
    with pytest.raises(MediaSizeError, match=r"A picture may have at most 0\.002 MB"):
        await store.add(chunks(PICTURE), lambda _: 2000)
    assert files(folder) == []


async def test_what_is_not_admitted_is_refused_and_leaves_nothing(
    store: MediaStore, folder: Path
) -> None:
    with pytest.raises(MediaTypeError, match="no type that is known here"):
        await store.add(chunks(b"<svg/>"), anything)
    assert files(folder) == []


async def test_an_empty_file_is_refused(store: MediaStore, folder: Path) -> None:
    with pytest.raises(MediaTypeError, match="The file is empty"):
        await store.add(chunks(b""), anything)
    assert files(folder) == []


async def test_an_upload_that_breaks_off_leaves_nothing(store: MediaStore, folder: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PICTURE * (BLOCK // len(PICTURE) + 1)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await store.add(broken(), anything)
    assert files(folder) == []


async def test_an_upload_that_is_cancelled_leaves_nothing(store: MediaStore, folder: Path) -> None:
    started = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield PICTURE * (BLOCK // len(PICTURE) + 1)
        started.set()
        await asyncio.Event().wait()

    upload = asyncio.create_task(store.add(endless(), anything))
    await started.wait()
    assert len(files(folder)) == 1
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    assert files(folder) == []


async def test_a_disk_without_room_for_what_is_announced_is_told_before_anything_is_read(
    folder: Path,
) -> None:
    store = MediaStore(folder, spare=500, free=lambda _: 2000)
    store.open()
    with pytest.raises(StorageFullError, match="no room for this file"):
        await store.add(chunks(PICTURE), anything, expected=1501)
    assert files(folder) == []


async def test_a_disk_that_fills_meanwhile_is_told_and_left_clean(folder: Path) -> None:
    store = MediaStore(folder, spare=500, free=lambda _: 2000)
    store.open()
    with pytest.raises(StorageFullError):
        await store.add(chunks(PICTURE), anything)
    assert files(folder) == []


@pytest.mark.parametrize(
    ("code", "error"), [(errno.ENOSPC, StorageFullError), (errno.EIO, OSError)]
)
async def test_a_disk_that_refuses_to_write_is_told_and_left_clean(
    store: MediaStore,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    error: type[Exception],
) -> None:
    def write(_file: int, _content: bytes) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("repositories.media.os.write", write)
    with pytest.raises(error):
        await store.add(chunks(PICTURE), anything)
    assert files(folder) == []


@pytest.mark.parametrize("text", ["", "..", "../../etc/passwd", "A" * 64, "0" * 63, f"{'0' * 64}/"])
def test_only_a_digest_names_a_place(store: MediaStore, text: str) -> None:
    assert not store.contains(text)
    assert store.find(text) is None
    with pytest.raises(ValueError, match="not the SHA-256"):
        store.path(text)


def test_what_is_not_stored_is_not_found(store: MediaStore) -> None:
    assert not store.contains("0" * 64)
    assert store.find("0" * 64) is None


async def test_what_is_derived_stands_beside_the_file_and_is_replaced_whole(
    store: MediaStore, folder: Path
) -> None:
    await store.add(chunks(PICTURE), anything)
    store.keep(DIGEST, "peaks", b"one")
    store.keep(DIGEST, "peaks", b"two")
    assert store.derived(DIGEST, "peaks").read_bytes() == b"two"
    assert len(files(folder)) == 2


HOLD = """
import sys
from pathlib import Path
from repositories.media import _locked
_locked(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_start_sweeps_what_ended_programs_left_and_nothing_that_is_being_written(
    store: MediaStore, folder: Path
) -> None:
    command = [sys.executable, "-c", HOLD, str(folder / "partial")]
    with subprocess.Popen(  # noqa: S603 - a program of our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"held\n"
        store.open()
        assert len(files(folder)) == 1
        writer.kill()
    store.open()
    assert files(folder) == []
