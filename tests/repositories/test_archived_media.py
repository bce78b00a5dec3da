"""The files of a project go with it, and nobody comes to see another one by its digest."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED

import pytest

from domain.media import Sound, StorageFullError
from domain.music import SetMusic
from repositories.project_archive import UnusableArchiveError
from tests.film import FILM, founding
from tests.repositories.archive_house import (
    AS_COPY,
    Database,
    Forgery,
    MemoryShelf,
    archived,
    brought,
)
from tests.repositories.past_house import PastHouse, past_house

WALTZ = b"ID3" + bytes(range(256)) * 9
DIGEST = sha256(WALTZ).hexdigest()
OTHER = sha256(b"other").hexdigest()
SOUND = Sound(samples=96_000, rate=48_000, channels=1)
LIE = f"media/{DIGEST}"


@pytest.fixture
async def home(database: Database) -> AsyncIterator[PastHouse]:
    """A film that has music on a branch only, and none any more in the film itself."""
    async with past_house(database) as opened:
        await opened.executor.execute(founding())
        branch = await opened.forked()
        await opened.done(SetMusic(digest=DIGEST, name="Waltz", sound=SOUND), project=branch)
        assert await opened.settled() == []
        yield opened


@pytest.fixture
def waltz(folder: Path) -> Path:
    path = folder / "waltz.mp3"
    path.write_bytes(WALTZ)
    return path


async def test_files_go_with_the_project_and_are_stored_once(home: PastHouse, waltz: Path) -> None:
    shelf = MemoryShelf()
    content = await archived(home, media={DIGEST: waltz})
    assert WALTZ in content  # as it is
    found = await brought(home.database, content, AS_COPY, shelf)
    assert found.lost == ()
    assert (shelf.files, shelf.renewed) == ({DIGEST: WALTZ}, [])
    branch = [p for p in found.heads if p != found.project]
    project = (await home.executor.board(branch[0])).project
    assert project is not None
    assert (project.music, project.music_name) == (DIGEST, "Waltz")


async def test_a_file_that_is_there_already_counts_as_stored_just_now(
    home: PastHouse, waltz: Path
) -> None:
    shelf = MemoryShelf()
    shelf.files[DIGEST] = WALTZ
    await brought(home.database, await archived(home, media={DIGEST: waltz}), AS_COPY, shelf)
    assert (shelf.files, shelf.renewed) == ({DIGEST: WALTZ}, [DIGEST])


async def test_what_was_lost_is_told(home: PastHouse) -> None:
    shelf = MemoryShelf()
    found = await brought(home.database, await archived(home), AS_COPY, shelf)
    assert (found.lost, shelf.files) == (("Waltz",), {})


async def refusal(home: PastHouse, content: bytes, shelf: MemoryShelf | None = None) -> str:
    shelf = shelf or MemoryShelf()
    before = dict(shelf.files)
    with pytest.raises(UnusableArchiveError) as refused:
        await brought(home.database, content, AS_COPY, shelf)
    assert shelf.files == before
    assert len(await home.store.partitions()) == 2
    return str(refused.value)


async def test_a_file_of_this_server_that_is_only_named_is_refused(home: PastHouse) -> None:
    shelf = MemoryShelf()
    shelf.files[DIGEST] = WALTZ
    assert await refusal(home, await archived(home), shelf) == (
        "The archive does not hold the file 'Waltz', which its project has. Export it again where"
        " that file is."
    )


async def test_a_file_that_is_none_of_the_project_is_refused(home: PastHouse, waltz: Path) -> None:
    said = await refusal(home, await archived(home, media={DIGEST: waltz, OTHER: waltz}))
    assert said.startswith("The archive holds files that are none of the project.")


async def test_a_file_of_no_type_or_too_large_is_refused(home: PastHouse, waltz: Path) -> None:
    forgery = Forgery(await archived(home, media={DIGEST: waltz}))
    for content, reason in (
        (forged(forgery, b"sea"), "This file is of no type that is known here"),
        (forged(forgery, b"ID3" + bytes(range(200)) * 60), "Music may have at most 0.01 MB"),
    ):
        said = await refusal(home, content)
        assert said.startswith("The file 'Waltz' of the archive is refused: ")
        assert reason in said


def forged(forgery: Forgery, content: bytes) -> bytes:
    forgery.members[LIE] = content
    forgery.manifest["media"] = {DIGEST: len(content)}
    return forgery.sealed(method=ZIP_STORED)


@pytest.mark.parametrize(
    ("change", "method", "reason"),
    [
        (WALTZ[:-1] + b"x", ZIP_STORED, f"the checksum of {LIE} differs"),
        (WALTZ[:-1], ZIP_STORED, "its media have other lengths than its manifest says"),
        (WALTZ, ZIP_DEFLATED, "its media are compressed"),
    ],
)
async def test_a_file_that_is_not_what_it_is_called_is_refused(
    home: PastHouse, waltz: Path, change: bytes, method: int, reason: str
) -> None:
    forgery = Forgery(await archived(home, media={DIGEST: waltz}))
    forgery.members[LIE] = change
    assert reason in await refusal(home, forgery.sealed(method=method))


async def test_where_there_is_no_room_nothing_comes_in(home: PastHouse, waltz: Path) -> None:
    content = await archived(home, media={DIGEST: waltz})
    with pytest.raises(StorageFullError):
        await brought(home.database, content, AS_COPY, MemoryShelf(is_full=True))
    assert len(await home.store.partitions()) == 2
    assert FILM in await home.store.partitions()
    await brought(home.database, content, AS_COPY)
