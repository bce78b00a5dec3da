"""Files in and out: imports become commands, exports are built when they are downloaded."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from domain import access
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Executor, Request
from domain.project import CreateProject
from domain.rate import FrameRate, rate_of
from domain.setting import DEFAULT_RATE, rate
from domain.timecode import timecode
from events.ids import ProjectId, UserId, derived, is_project
from events.record import record
from events.store import CommitTooLargeError
from interchange import document, otio, words
from interchange.founding import founded, unused
from interchange.intake import intake
from interchange.outlet import Export, export
from interchange.report import InterchangeError, Omission, Report
from interchange.timeline import Reading
from repositories.projector import Projector
from repositories.timeline import Timelines
from schema.context import ExportLink
from server.account.account import Accounts

LINK_LIFETIME: Final = timedelta(minutes=15)
# An edit of 20,000 clips has about 30 MB; what is read is held in memory several times.
LARGEST_EDIT: Final = 64_000_000
MEDIA_TYPES: Final = {
    "otio": "application/vnd.pixar.opentimelineio+json",
    "json": "application/json",
}


@record
class Imported:
    project: str
    position: int
    scenes: int
    clips: int
    omissions: tuple[Omission, ...]


@record
class File:
    name: str
    media_type: str
    content: bytes


class Exchange:
    def __init__(
        self,
        *,
        executor: Executor,
        projector: Projector,
        timelines: Timelines,
        accounts: Accounts,
        clock: Callable[[], datetime],
    ) -> None:
        self._executor = executor
        self._projector = projector
        self._timelines = timelines
        self._accounts = accounts
        self._clock = clock
        # A file of nothing but brackets takes thirty times its size while it is read.
        self._one_at_a_time = asyncio.Lock()

    async def into(
        self, project: str, content: bytes, *, file: str, user: UserId, command: str, note: str
    ) -> Imported:
        """Add an edit to a project as one change. Raises a DomainError, nothing is done then.

        `file` is what the file is called.
        """
        if not is_project(project):
            raise NotFoundError(UNSEEN)
        board = await self._executor.board(project)
        access.role(board.authority, user)
        assert board.project is not None  # noqa: S101 - its role was found
        at = rate(board.project.frame_rate)
        found = await self._read(content, file, at)
        taken = await asyncio.to_thread(intake, found.timeline, at, f"{project}:{command}")
        request = Request(
            project=project, command_id=command, actor=user, commands=taken.commands, note=note
        )
        omissions = (*found.omissions, *unused(found.setup), *taken.omissions)
        return await self._carried_out(request, omissions)

    async def as_project(
        self, content: bytes, *, file: str, name: str, user: UserId, command: str, note: str
    ) -> Imported:
        """Make a new project of an edit, at the edit's own rate where there is such a one."""
        found = await self._read(content, file, DEFAULT_RATE)
        project = ProjectId(derived("project", f"{user}:{command}", 0))
        edit = found.timeline
        at = rate_of(edit.rate, is_drop_frame=edit.is_drop_frame) or DEFAULT_RATE
        taken = await asyncio.to_thread(intake, edit, at, f"{project}:{command}")
        create = CreateProject(
            project_id=project,
            owner=user,
            name=name or edit.name or "Imported edit",
            frame_rate=at,
            start_timecode=timecode(edit.start, at, wrap=True),
        )
        report = Report()
        begin = founded(create, found.setup, report)
        request = Request(
            project=project,
            command_id=command,
            actor=user,
            commands=(*begin, *taken.commands),
            note=note,
        )
        return await self._carried_out(
            request, (*found.omissions, *report.omissions, *taken.omissions)
        )

    async def link(self, project: str, file_format: str, user: UserId) -> ExportLink:
        """Return a signed link to the project in a format, good for a quarter of an hour."""
        made = await self._export(project, user)
        claims = {"project": project, "format": file_format, "user": user}
        token = self._accounts.sign_link(claims, LINK_LIFETIME)
        return ExportLink(
            url=f"/exports/{token}",
            file_name=_file_name(made.timeline.name, file_format),
            expires_at=self._clock() + LINK_LIFETIME,
            omissions=tuple(omission.sentence for omission in made.omissions),
        )

    async def download(self, token: str) -> File:
        """Return the file of a link, if its maker may still see the project."""
        claims = self._accounts.read_link(token)
        file_format = str(claims["format"])
        made = await self._export(str(claims["project"]), UserId(str(claims["user"])))
        write = otio.write if file_format == "otio" else document.write
        content = await asyncio.to_thread(write, made.timeline)
        return File(
            name=_file_name(made.timeline.name, file_format),
            media_type=MEDIA_TYPES[file_format],
            content=content,
        )

    async def _export(self, project: str, user: UserId) -> Export:
        row = await self._timelines.project(project)
        if row is None:
            raise NotFoundError(UNSEEN)
        access.role((await self._executor.board(project)).authority, user)
        plan = await self._timelines.plan(row)
        return await asyncio.to_thread(export, plan.project.state, plan.layout)

    async def _read(self, content: bytes, file: str, at: FrameRate) -> Reading:
        """Read words at a rate, an edit at its own."""
        read = words.reader(content, file)
        try:
            async with self._one_at_a_time:
                if read is None:
                    return await asyncio.to_thread(otio.read, content)
                return await asyncio.to_thread(read, content, at)
        except InterchangeError as error:
            raise RuleViolatedError(str(error), field="file") from error

    async def _carried_out(self, request: Request, omissions: tuple[Omission, ...]) -> Imported:
        try:
            outcome = await self._executor.execute(request)
        except CommitTooLargeError:
            raise RuleViolatedError(
                "The edit is too large to be one change. Cut it into reels and import these.",
                field="file",
            ) from None
        await self._projector.reached(request.project, outcome.position)
        facts = outcome.commit.facts if outcome.commit else ()
        kinds = [type(fact.event).__name__ for fact in facts]
        return Imported(
            project=request.project,
            position=outcome.position,
            scenes=kinds.count("SceneAdded"),
            clips=kinds.count("ClipAdded"),
            omissions=omissions,
        )


def _file_name(project: str, file_format: str) -> str:
    """Return a name that every file system takes."""
    safe = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", project).strip(" .")[:100] or "project"
    return f"{safe}.{file_format}"


def disposition(name: str) -> str:
    """Return the header that makes a browser save the file under this name."""
    ascii_name = name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
