"""Projects: created, described, set up, shared, archived and deleted."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Literal, TypeAlias, assert_never

from domain import copy, member, music, setting, text
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.conform import Conform, conformed
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.member import MemberCommand
from domain.music import MoveMusic, MusicCommand, RemoveMusic, SetMusic
from domain.rate import FrameRate
from events.ids import ClipId, PoolItemId, ProjectId, SceneId, UserId, derived, kind
from events.project import (
    ProjectArchived,
    ProjectAspectRatioChanged,
    ProjectCreated,
    ProjectDeleted,
    ProjectDescribed,
    ProjectEvent,
    ProjectExported,
    ProjectFrameRateChanged,
    ProjectModelsChanged,
    ProjectNamingChanged,
    ProjectRenamed,
    ProjectResolutionChanged,
    ProjectRestored,
    ProjectStartChanged,
    ProjectStyleChanged,
    ProjectUnarchived,
)
from events.record import record
from events.store import Fact

ARCHIVE: Final = "ARCHIVE"


@record
class CreateProject:
    """`start_timecode` is written at `frame_rate`; empty texts take the usual values."""

    project_id: ProjectId
    owner: UserId
    name: str
    description: str = ""
    frame_rate: str = setting.DEFAULT_RATE
    width: int = setting.DEFAULT_SIZE[0]
    height: int = setting.DEFAULT_SIZE[1]
    aspect_ratio: str = ""
    start_timecode: str = ""
    naming: str = setting.DEFAULT_NAMING


@record
class CopyProject:
    """Makes a new project of what another one shows now. `seed` makes the new ids.

    `takes` are those that the clips show: a copy of all of a large project has no room in one
    commit, and what was tried for the first one stays with it.
    """

    project_id: ProjectId
    owner: UserId
    name: str
    project: Project
    scenes: tuple[Scene, ...]
    clips: tuple[Clip, ...]
    takes: tuple[Take, ...] = ()
    pool: tuple[PoolItem, ...] = ()
    seed: str


@record
class EditProject:
    """None leaves a field as it is."""

    name: str | None = None
    description: str | None = None


@record
class ChangeSettings:
    """None leaves a setting as it is; `conform` is needed to change the rate of a full project."""

    frame_rate: str | None = None
    conform: Conform | None = None
    width: int | None = None
    height: int | None = None
    aspect_ratio: str | None = None
    start_timecode: str | None = None
    naming: str | None = None
    image_model: str | None = None
    video_model: str | None = None
    style: str | None = None


@record
class SetProjectState:
    """Archived projects can be read; deleted ones only restored."""

    state: Literal["archived", "active", "deleted", "restored"]


@record
class ExportProject:
    """Notes that somebody has the project written to a file, in a format with its options."""

    format: str
    options: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """Tell whether all that ever happened goes into the file, and not only what is shown."""
        return self.format == ARCHIVE


ProjectCommand: TypeAlias = (
    CreateProject
    | CopyProject
    | EditProject
    | ChangeSettings
    | SetProjectState
    | ExportProject
    | MusicCommand
    | MemberCommand
)


def decide(command: ProjectCommand, board: Board) -> list[Fact]:  # noqa: PLR0911 - one line a kind
    match command:
        case CreateProject() | CopyProject():
            return _made(command, board)
        case EditProject():
            return _edit(command, existing(board))
        case ChangeSettings():
            return _change_settings(command, board)
        case SetProjectState():
            return _set_state(command, existing(board))
        case ExportProject():
            return [_exported(command, existing(board))]
        case SetMusic() | MoveMusic() | RemoveMusic():
            return music.decide(command, existing(board))
        case _:
            return member.decide(command, existing(board))
    assert_never(command)


def existing(board: Board) -> Project:
    if board.project is None:
        raise NotFoundError(UNSEEN)
    return board.project


def _made(command: CreateProject | CopyProject, board: Board) -> list[Fact]:
    return _create(command, board) if isinstance(command, CreateProject) else _copy(command, board)


def _create(command: CreateProject, board: Board) -> list[Fact]:
    _new(command.project_id)
    rate = setting.rate(command.frame_rate)
    width, height = setting.resolution(command.width, command.height)
    start = command.start_timecode
    event = ProjectCreated(
        name=text.name(command.name),
        owner=command.owner,
        description=text.prose(command.description, "description"),
        frame_rate=rate.name,
        width=width,
        height=height,
        aspect_ratio=setting.aspect_ratio(command.aspect_ratio or setting.ratio(width, height)),
        start_frame=setting.start_frame(start, rate) if start else 0,
        naming=setting.naming(command.naming),
    )
    return _founded(event, board)


def _new(id_: ProjectId) -> None:
    if kind(id_) != "project":
        raise RuleViolatedError("A project's id is 'project-' and 32 hex digits.", field="id")


def _founded(event: ProjectCreated, board: Board) -> list[Fact]:
    there = board.project
    if there is None:
        return [Fact(stream=board.id, event=event)]
    if (there.name, there.copied_from) == (event.name, event.copied_from) and (
        there.members.get(event.owner) == "owner"
    ):
        return []
    raise RuleViolatedError("This project id is taken. Use a new id.", field="id")


def _copy(command: CopyProject, board: Board) -> list[Fact]:
    _new(command.project_id)
    source = command.project
    event = ProjectCreated(
        name=text.name(command.name),
        owner=command.owner,
        description=source.description,
        frame_rate=source.frame_rate,
        width=source.width,
        height=source.height,
        aspect_ratio=source.aspect_ratio,
        start_frame=source.start_frame,
        naming=source.naming,
        image_model=source.image_model,
        video_model=source.video_model,
        style=source.style,
        copied_from=source.id,
    )
    founded = _founded(event, board)
    played = [Fact(stream=board.id, event=music.present(source))] if source.music else []
    return [*founded, *played, *_content(command)] if founded else []


def _content(command: CopyProject) -> list[Fact]:
    scenes = sorted((s for s in command.scenes if not s.is_deleted), key=lambda scene: scene.id)
    ids = {scene.id: SceneId(derived("scene", command.seed, n)) for n, scene in enumerate(scenes)}
    clips = [clip for clip in command.clips if clip.scene in ids and not clip.is_deleted]
    pool = {
        it.id: PoolItemId(derived("item", command.seed, n)) for n, it in enumerate(command.pool)
    }
    takes: dict[ClipId, list[Take]] = {}
    for take in command.takes:
        item = None if take.item is None else pool.get(take.item)
        takes.setdefault(take.clip, []).append(replace(take, item=item))
    return [
        *copy.scenes(scenes, ids),
        *copy.clips(clips, ids, command.seed, lambda id_: takes.get(id_, ())),
        *copy.pool(command.pool, pool),
    ]


def _edit(command: EditProject, project: Project) -> list[Fact]:
    facts: list[Fact] = []
    if command.name is not None and text.name(command.name) != project.name:
        event: ProjectEvent = ProjectRenamed(name=text.name(command.name))
        facts.append(Fact(stream=project.id, event=event))
    if command.description is not None:
        description = text.prose(command.description, "description")
        if description != project.description:
            event = ProjectDescribed(description=description)
            facts.append(Fact(stream=project.id, event=event))
    return facts


def _change_settings(command: ChangeSettings, board: Board) -> list[Fact]:
    project = existing(board)
    _refuse_renaming(command, project)
    events = [
        *_rate(command, project),
        *_size(command, project),
        *_texts(command, project),
    ]
    facts = [Fact(stream=project.id, event=event) for event in events]
    return [*facts, *_conformed(command, board)]


def _refuse_renaming(command: ChangeSettings, project: Project) -> None:
    if command.naming is None or setting.naming(command.naming) == project.naming:
        return
    if project.confirmed_naming:
        raise RuleViolatedError(
            "The shot list is confirmed with this naming convention. Unlock it first to use "
            "another one.",
            field="naming",
        )


def _rate(command: ChangeSettings, project: Project) -> list[ProjectEvent]:
    rate = _wished_rate(command, project)
    if rate.name != project.frame_rate:
        start = setting.restarted(project.start_frame, setting.rate(project.frame_rate), rate)
        if command.start_timecode is not None:
            start = setting.start_frame(command.start_timecode, rate)
        return [ProjectFrameRateChanged(frame_rate=rate.name, start_frame=start)]
    if command.start_timecode is None:
        return []
    start = setting.start_frame(command.start_timecode, rate)
    return [] if start == project.start_frame else [ProjectStartChanged(start_frame=start)]


def _wished_rate(command: ChangeSettings, project: Project) -> FrameRate:
    return setting.rate(project.frame_rate if command.frame_rate is None else command.frame_rate)


def _size(command: ChangeSettings, project: Project) -> list[ProjectEvent]:
    width, height = setting.resolution(
        project.width if command.width is None else command.width,
        project.height if command.height is None else command.height,
    )
    if (width, height) == (project.width, project.height):
        return []
    return [ProjectResolutionChanged(width=width, height=height)]


_TEXTS: Final[dict[str, tuple[Callable[[str], str], Callable[[str], ProjectEvent]]]] = {
    "aspect_ratio": (
        setting.aspect_ratio,
        lambda value: ProjectAspectRatioChanged(aspect_ratio=value),
    ),
    "naming": (setting.naming, lambda value: ProjectNamingChanged(naming=value)),
    "style": (
        lambda wish: text.prose(wish, "style"),
        lambda value: ProjectStyleChanged(style=value),
    ),
}


def _texts(command: ChangeSettings, project: Project) -> list[ProjectEvent]:
    events: list[ProjectEvent] = []
    for name, (checked, event) in _TEXTS.items():
        wish = getattr(command, name)
        if wish is not None and checked(wish) != getattr(project, name):
            events.append(event(checked(wish)))
    return events + _models(command, project)


def _models(command: ChangeSettings, project: Project) -> list[ProjectEvent]:
    models = tuple(
        was if wish is None else text.label(wish, field)
        for field, wish, was in (
            ("image_model", command.image_model, project.image_model),
            ("video_model", command.video_model, project.video_model),
        )
    )
    if models == (project.image_model, project.video_model):
        return []
    return [ProjectModelsChanged(image_model=models[0], video_model=models[1])]


def _conformed(command: ChangeSettings, board: Board) -> list[Fact]:
    project = existing(board)
    old, new = setting.rate(project.frame_rate), _wished_rate(command, project)
    if old == new:
        return []
    keeps_frames = command.conform is Conform.KEEP_FRAMES
    return [
        *music.conformed(project, new, keeps_frames=keeps_frames),
        *conformed(board, old, new, command.conform),
    ]


_STATES: Final[dict[str, tuple[str, bool, ProjectEvent]]] = {
    "archived": ("is_archived", True, ProjectArchived()),
    "active": ("is_archived", False, ProjectUnarchived()),
    "deleted": ("is_deleted", True, ProjectDeleted()),
    "restored": ("is_deleted", False, ProjectRestored()),
}


def _set_state(command: SetProjectState, project: Project) -> list[Fact]:
    flag, wished, event = _STATES[command.state]
    if getattr(project, flag) == wished:
        return []
    if project.is_deleted and command.state != "restored":
        raise RuleViolatedError("The project is deleted. Restore it first.")
    return [Fact(stream=project.id, event=event)]


def _exported(command: ExportProject, project: Project) -> Fact:
    options = {
        text.name(name, "option"): text.label(value, "option", most=text.URL_LENGTH)
        for name, value in command.options.items()
    }
    event = ProjectExported(format=text.name(command.format, "format"), options=options)
    return Fact(stream=project.id, event=event)
