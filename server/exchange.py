"""Files in and out: imports become commands, exports are built when they are downloaded."""

import asyncio
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote
from uuid import uuid4

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
from interchange.format import FORMATS, Source, read
from interchange.founding import founded, unused
from interchange.intake import intake
from interchange.outlet import export
from interchange.report import InterchangeError, Omission, Report
from interchange.timeline import Reading
from interchange.written import Written
from repositories.projector import Projector
from repositories.timeline import Plan, Timelines
from schema.context import ExportChoice, ExportFormat, ExportLink
from server.account.account import Accounts
from server.table import Comparison, compared

LINK_LIFETIME: Final = timedelta(minutes=15)
# An edit of 20,000 clips has about 30 MB; what is read is held in memory several times.
LARGEST_EDIT: Final = 64_000_000


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


@record
class Made:
    """What is exported, and what of it is not on the timeline."""

    source: Source
    omissions: tuple[Omission, ...]


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
        found = await self._read(content, file)
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

    def formats(self) -> Sequence[ExportFormat]:
        """Return what a project can be exported as."""
        return [
            ExportFormat(
                name=one.name,
                label=one.label,
                opens_in=one.opens_in,
                extension=one.extension,
                may_import=one.read is not None,
                choices=tuple(
                    ExportChoice(
                        name=choice.name, label=choice.label, help=choice.help, values=choice.values
                    )
                    for choice in one.choices
                ),
            )
            for one in FORMATS.values()
        ]

    async def compare(self, project: str, content: bytes, user: UserId) -> Comparison:
        """Return what a table wants to be different. Nothing is changed."""
        plan = await self._plan(project, user)
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(compared, content, plan, uuid4().hex)
        except InterchangeError as error:
            raise RuleViolatedError(str(error), field="file") from error

    async def link(
        self, project: str, file_format: str, options: Mapping[str, str], user: UserId
    ) -> ExportLink:
        """Return a signed link to the project in a format, good for a quarter of an hour."""
        made = await self._export(project, user)
        written = await self._written(made, file_format, options)
        claims = {
            "project": project,
            "format": file_format,
            "options": dict(options),
            "user": user,
        }
        token = self._accounts.sign_link(claims, LINK_LIFETIME)
        return ExportLink(
            url=f"/exports/{token}",
            file_name=_file(made, file_format, written).name,
            expires_at=self._clock() + LINK_LIFETIME,
            omissions=tuple(
                omission.sentence for omission in (*made.omissions, *written.omissions)
            ),
        )

    async def download(self, token: str) -> File:
        """Return the file of a link, if its maker may still see the project."""
        claims = self._accounts.read_link(token)
        file_format = str(claims["format"])
        made = await self._export(str(claims["project"]), UserId(str(claims["user"])))
        written = await self._written(made, file_format, claims.get("options", {}))
        return await asyncio.to_thread(_file, made, file_format, written)

    async def _written(self, made: Made, file_format: str, options: Mapping[str, str]) -> Written:
        one = FORMATS[file_format]
        try:
            return await asyncio.to_thread(one.written, made.source, options)
        except InterchangeError as error:
            raise RuleViolatedError(str(error), field="options") from error

    async def _export(self, project: str, user: UserId) -> Made:
        plan = await self._plan(project, user)
        state, layout = plan.project.state, plan.layout
        made = await asyncio.to_thread(export, state, layout)
        source = Source(project=state, layout=layout, timeline=made.timeline, made_at=self._clock())
        return Made(source=source, omissions=made.omissions)

    async def _plan(self, project: str, user: UserId) -> Plan:
        row = await self._timelines.project(project)
        if row is None:
            raise NotFoundError(UNSEEN)
        access.role((await self._executor.board(project)).authority, user)
        return await self._timelines.plan(row)

    async def _read(self, content: bytes, file: str, at: FrameRate | None = None) -> Reading:
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(read, content, file, at)
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


def _file(made: Made, file_format: str, written: Written) -> File:
    """Return the one file of an export: several pieces are packed together."""
    name = _safe(made.source.project.name)
    if len(written.pieces) == 1:
        piece = written.pieces[0]
        media_type = FORMATS[file_format].media_type
        return File(name=f"{name}{piece.name}", media_type=media_type, content=piece.content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for piece in written.pieces:
            archive.writestr(zipfile.ZipInfo(f"{_plain(name)}{piece.name}"), piece.content)
    return File(name=f"{name}.zip", media_type="application/zip", content=packed.getvalue())


def _safe(project: str) -> str:
    """Return a name that every file system takes."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", project).strip(" .")[:100] or "project"


def _plain(name: str) -> str:
    """Return a name in an archive: not every program reads other letters there."""
    return re.sub(r"[^A-Za-z0-9._ -]+", "_", name)


def disposition(name: str) -> str:
    """Return the header that makes a browser save the file under this name."""
    ascii_name = name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
