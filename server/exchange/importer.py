"""Files in: whatever format an edit comes in, it becomes the commands of one change."""

import asyncio
from typing import Final

from domain import access, text
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Executor, Request
from domain.project import CreateProject
from domain.rate import FrameRate, rate_of
from domain.setting import DEFAULT_RATE, rate
from domain.timecode import timecode
from domain.timeline import layout
from events.ids import ProjectId, UserId, derived, is_project
from events.record import record
from events.store import CommitTooLargeError
from interchange.format import read
from interchange.founding import founded, unused
from interchange.intake import intake
from interchange.report import InterchangeError, Omission, Report
from interchange.timeline import Reading
from repositories.projector import Projector
from server.exchange.soundtrack import brought, expected
from server.media.library import Library

# An edit of 20,000 clips has about 30 MB; what is read is held in memory several times.
LARGEST_EDIT: Final = 64_000_000


@record
class Imported:
    project: str
    position: int
    scenes: int
    clips: int
    omissions: tuple[Omission, ...]


class Importer:
    def __init__(
        self,
        *,
        executor: Executor,
        projector: Projector,
        library: Library,
    ) -> None:
        self._executor = executor
        self._projector = projector
        self._library = library
        # A file of nothing but brackets takes thirty times its size while it is read.
        self._one_at_a_time = asyncio.Lock()

    async def into(
        self, project: str, content: bytes, *, file: str, user: UserId, command: str
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
        # The scenes of the edit begin behind those that are there.
        behind = layout(board.scenes.values(), board.clips.values()).length
        wanted = None if taken.soundtrack is None else taken.soundtrack.later(behind)
        music = await brought(wanted, found.sounds, self._library, board.project)
        request = Request(
            project=project,
            command_id=command,
            actor=user,
            commands=(*taken.commands, *music.commands),
            note=note(file),
        )
        omissions = (*found.omissions, *unused(found.setup), *taken.omissions, *music.omissions)
        return await self._carried_out(request, omissions)

    async def as_project(
        self, content: bytes, *, file: str, user: UserId, command: str
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
            name=title(file) or edit.name or "Imported edit",
            frame_rate=at,
            start_timecode=timecode(edit.start, at, wrap=True),
            width=edit.width,
            height=edit.height,
        )
        report = Report()
        begin = founded(create, found.setup, report)
        founding = expected(at, id_=project)
        music = await brought(taken.soundtrack, found.sounds, self._library, founding)
        request = Request(
            project=project,
            command_id=command,
            actor=user,
            commands=(*begin, *taken.commands, *music.commands),
            note=note(file),
        )
        omissions = (*found.omissions, *report.omissions, *taken.omissions, *music.omissions)
        return await self._carried_out(request, omissions)

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


def title(file_name: str) -> str:
    """Return what a project of a file is called. Raises RuleViolatedError for a bad name."""
    label = text.label(file_name, "name", most=text.URL_LENGTH)
    return (label.rpartition(".")[0] or label)[: text.NAME_LENGTH]


def note(file_name: str) -> str:
    label = text.label(file_name, "name", most=text.URL_LENGTH)
    return f"Imported {label}"[: text.NAME_LENGTH] if label else "Imported an edit"
