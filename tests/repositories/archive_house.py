"""A film with branches, merges, an undo and an export, and its archive."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, Final

from domain.clip.command import EditClip, MoveClip
from domain.branch import Translation
from domain.history import MergeWish
from domain.member import AddMember
from domain.project import ExportProject
from events.ids import ClipId, UserId
from repositories import departure
from repositories.arrival import prepare
from repositories.bringing import Bringing, Brought, bring_in
from tests.film import ADA, EVE, FILM, clip_id, founding, sung, moved
from tests.repositories.past_house import PastHouse

Database = Any
BOB: Final = UserId("user-" + "b" * 32)
COPY: Final = "project-" + "c" * 32
COMMAND: Final = "d" * 32
NOW: Final = datetime(2026, 3, 2, tzinfo=UTC)
BRINGING: Final = Bringing(
    user=BOB, command=COMMAND, note="Imported film.zip", project=None, salt=0
)
AS_COPY: Final = replace(BRINGING, project=COPY, salt=0x5A17)


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


def on(branch: str, command: EditClip | MoveClip) -> EditClip | MoveClip:
    return replace(command, clip_id=Translation(FILM, branch).id(command.clip_id))


async def archived(home: PastHouse, project: str = FILM) -> bytes:
    target = BytesIO()
    of = await departure.extent(home.database, project)
    await departure.write(home.database, of, target, name="Film", program="1.0", at=NOW)
    return target.getvalue()


async def brought(database: Database, content: bytes, wish: Bringing = BRINGING) -> Brought:
    await prepare(database)
    return await bring_in(database, BytesIO(content), wish, lambda: NOW)


__all__ = ["ADA", "ClipId", "clip_id", "timedelta"]
