"""A film with branches, merges, an undo and an export, its archive, and forgeries of that."""

import json
from collections.abc import AsyncIterable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import bson
from bson.errors import BSONError
from pymongo.asynchronous.database import AsyncDatabase

from domain.branch import Translation
from domain.clip.command import EditClip, MoveClip
from domain.history import MergeWish
from domain.media import PNG, Admission, MediaType, Medium, StorageFullError, refuse_other
from domain.member import AddMember
from domain.project import ExportProject
from events.ids import UserId
from repositories import departure
from repositories.archived_media import Media
from repositories.arrival import prepare
from repositories.bringing import Bringing, Brought, bring_in
from tests.film import EVE, FILM, founding, moved, sung
from tests.repositories.past_house import PastHouse

Database = AsyncDatabase[dict[str, Any]]
C = TypeVar("C", EditClip, MoveClip)
BOB: Final = UserId("user-" + "b" * 32)
COPY: Final = "project-" + "c" * 32
COMMAND: Final = "d" * 32
NOW: Final = datetime(2026, 3, 2, tzinfo=UTC)
AS_ITSELF: Final = Bringing(
    user=BOB, command=COMMAND, note="Imported film.zip", project=None, salt=0
)
AS_COPY: Final = replace(AS_ITSELF, project=COPY, salt=0x5A17)


async def filmed(home: PastHouse) -> tuple[str, str]:
    """Make the film; return a branch of it and a branch of that one."""
    await home.executor.execute(founding())
    await home.done(AddMember(user=EVE, role="editor"))
    await home.done(sung(100, "sea"), actor=EVE)
    branch = await home.forked()
    await home.done(on(branch, sung(101, "storm")), project=branch)
    await home.done(moved(102, 240))
    await home.undone()
    inner = await home.forked(branch)
    await home.done(on(inner, moved(102, 480)), project=inner)
    await home.history.merge(home.asking(branch), MergeWish(source=inner, choices={}))
    await home.history.merge(home.asking(), MergeWish(source=branch, choices={}))
    await home.done(ExportProject(format="ARCHIVE", options={}))
    assert await home.settled() == []
    return branch, inner


def on(branch: str, command: C) -> C:
    return replace(command, clip_id=Translation(FILM, branch).id(command.clip_id))


async def archived(
    home: PastHouse, project: str = FILM, *, media: Mapping[str, Path] = departure.NO_MEDIA
) -> bytes:
    target = BytesIO()
    of = await departure.extent(home.database, project)
    await departure.write(
        home.database, of, target, name="Film", program="1.0", at=NOW, media=media
    )
    return target.getvalue()


class MemoryShelf:
    """Files in memory; where it is `full` it takes none."""

    def __init__(self, *, is_full: bool = False) -> None:
        self.files: dict[str, bytes] = {}
        self.renewed: list[str] = []
        self._is_full = is_full

    def contains(self, digest: str) -> bool:
        return digest in self.files

    def renew(self, digest: str) -> bool:
        if is_there := digest in self.files:
            self.renewed.append(digest)
        return is_there

    async def add(
        self, chunks: AsyncIterable[bytes], admit: Admission, *, expected: int = 0
    ) -> Medium:
        content = b"".join([chunk async for chunk in chunks])
        assert len(content) == expected <= admit(PNG)
        if self._is_full:
            raise StorageFullError("There is no room.")
        digest = sha256(content).hexdigest()
        self.files[digest] = content
        return Medium(digest=digest, size=expected, type=PNG)


def admit(found: MediaType | None) -> int:
    refuse_other(found, None)
    return 10_000


async def brought(
    database: Database,
    content: bytes,
    wish: Bringing = AS_ITSELF,
    shelf: MemoryShelf | None = None,
) -> Brought:
    await prepare(database)
    media = Media(shelf=shelf or MemoryShelf(), admit=admit)
    return await bring_in(database, BytesIO(content), wish, media=media, clock=lambda: NOW)


class Forgery:
    """The members of an archive, to be changed and packed again with sums that are right."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as opened:
            self.members = {info.filename: opened.read(info) for info in opened.infolist()}
        self.manifest: dict[str, Any] = json.loads(self.members.pop("manifest.json"))
        del self.members["mimetype"]

    def commits(self, partition: str = FILM) -> list[dict[str, Any]]:
        return bson.decode_all(self.members[f"commits/{partition}.bson"])

    def put(self, commits: list[dict[str, Any]], partition: str = FILM) -> None:
        self.members[f"commits/{partition}.bson"] = b"".join(map(bson.encode, commits))

    def change(self, n: int, what: Callable[[dict[str, Any]], object]) -> None:
        """Change a commit of the film."""
        commits = self.commits()
        what(commits[n - 1])
        self.put(commits)

    def sealed(self, *, method: int = ZIP_DEFLATED, manifest: bytes | None = None) -> bytes:
        self.manifest["members"] = {
            name: {
                "documents": count(content),
                "bytes": len(content),
                "sha256": sha256(content).hexdigest(),
            }
            for name, content in self.members.items()
            if name.startswith("commits/")
        }
        return self.packed(method=method, manifest=manifest)

    def packed(self, *, method: int = ZIP_DEFLATED, manifest: bytes | None = None) -> bytes:
        target = BytesIO()
        with ZipFile(target, "w", method) as archive:
            said = "application/vnd.emergent-storyboard.project+zip"
            archive.writestr(ZipInfo("mimetype"), said, ZIP_STORED)
            for name, content in self.members.items():
                archive.writestr(name, content)
            archive.writestr("manifest.json", manifest or json.dumps(self.manifest))
        return target.getvalue()


def count(content: bytes) -> int:
    try:
        return len(bson.decode_all(content))
    except BSONError:
        return 1
