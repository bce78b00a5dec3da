"""GraphQL of the project: the type, its settings and numbers, and the list of projects."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any

import strawberry

from domain import text
from domain.board.project import Project as State
from domain.rate import FrameRate, seconds
from domain.timecode import timecode
from domain.timeline import statistics
from repositories import project as projects
from repositories.project import Page
from repositories.timeline import Plan
from repositories.view import View
from schema import read
from schema.branch import Branch, branch_node
from schema.clip import ClipStatus
from schema.context import Info
from schema.history import CommitConnection, commits
from schema.moment import At, at_of
from schema.music import Music, music_node
from schema.node import Node, PageInfo, cursor, key, page_info, rows
from schema.project_past import ProjectPast
from schema.timeline import Deleted, Drawing, Timeline, deleted_node
from schema.user import User, user_node


@strawberry.enum
class Role(Enum):
    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    VIEWER = "viewer"


@strawberry.enum
class ProjectState(Enum):
    ACTIVE = "active"
    ARCHIVED = "archived"
    DELETED = "deleted"


@strawberry.enum
class ProjectSort(Enum):
    CHANGED_AT = "changed_at"
    CREATED_AT = "created_at"
    NAME = "search"


@strawberry.enum
class SortDirection(Enum):
    ASCENDING = "ascending"
    DESCENDING = "descending"


@strawberry.type
class Resolution:
    width: int
    height: int


@strawberry.type
class ProjectSettings:
    frame_rate: FrameRate
    resolution: Resolution
    aspect_ratio: str
    start_frame: int = strawberry.field(description="Frames since 00:00:00:00.")
    start_timecode: str
    naming: str = strawberry.field(description="Tokens: {project} {scene} {clip:04} {alternate}.")
    image_model: str
    video_model: str
    style: str


@strawberry.type
class Member:
    user: User
    role: Role


@strawberry.type
class StatusCount:
    status: ClipStatus
    count: int


@strawberry.type(description="What a project holds; what was deleted does not count.")
class Statistics:
    scenes: int
    clips: int = strawberry.field(description="Clips that play.")
    alternates: int = strawberry.field(description="Versions of scenes and clips set aside.")
    duration: int = strawberry.field(description="Frames.")
    duration_timecode: str
    duration_seconds: float
    statuses: list[StatusCount]
    completion: float = strawberry.field(
        description="Share of the clips that show a medium, from 0 to 1."
    )
    gaps: int


@strawberry.type
class Project(Node, ProjectPast):
    name: str
    description: str
    state: ProjectState
    settings: ProjectSettings
    members: list[Member]
    viewer_role: Role
    position: int = strawberry.field(description="The last commit that this answer contains.")
    version: int = strawberry.field(description="Send it as expectedVersion with a change.")
    music: Music | None
    created_at: datetime
    changed_at: datetime
    created_by: User
    changed_by: User
    trunk_id: strawberry.ID = strawberry.field(
        description="The project that all branches are of: its own id for the project itself."
    )
    branch: Branch | None = strawberry.field(description="null for the project itself.")
    view: strawberry.Private[View[State]]
    then: strawberry.Private[Plan | None]

    async def plan(self, info: Info) -> Plan:
        return self.then or await info.context.plans.load(self.view)

    @strawberry.field
    async def statistics(self, info: Info) -> Statistics:
        """The numbers of the dashboard."""
        plan = await self.plan(info)
        found = statistics(plan.layout)
        rate = FrameRate[self.view.state.frame_rate]
        return Statistics(
            scenes=found.scenes,
            clips=found.clips,
            alternates=found.alternates,
            duration=found.duration,
            duration_timecode=timecode(found.duration, rate, wrap=True),
            duration_seconds=float(seconds(found.duration, rate)),
            statuses=[
                StatusCount(status=status, count=found.statuses.get(status.value, 0))
                for status in ClipStatus
            ],
            completion=found.completion,
            gaps=found.gaps,
        )

    @strawberry.field
    async def timeline(self, info: Info) -> Timeline:
        """Scenes, clips, alternates and their places."""
        plan = await self.plan(info)
        if self.then is not None:
            return Drawing(plan).timeline()
        drawn: Timeline = info.context.drawn.of(plan)
        return drawn

    @strawberry.field
    async def deleted(self, info: Info) -> Deleted:
        """What was deleted and can be restored, last deleted first."""
        return deleted_node(await self.plan(info))

    @strawberry.field
    async def history(
        self, info: Info, first: int = 50, after: str | None = None
    ) -> CommitConnection:
        """Every change, newest first."""
        return await commits(info.context, self.id, first, after)


def project_node(view: View[State], viewer: str, then: Plan | None = None) -> Project:
    """Return the type; `then` is the plan that `view` is of, where it is one of the past."""
    state = view.state
    return Project(
        id=strawberry.ID(state.id),
        name=state.name,
        description=state.description,
        state=_state(state),
        settings=_settings(state),
        members=[
            Member(user=user_node(user), role=Role(role)) for user, role in state.members.items()
        ],
        # Whoever just left a project sees it once more, in the answer to leaving.
        viewer_role=Role(state.members.get(viewer, "viewer")),  # type: ignore[call-overload] # ids are texts
        position=view.position,
        version=view.version,
        music=music_node(state),
        created_at=view.created_at,
        changed_at=view.changed_at,
        created_by=user_node(view.created_by),
        changed_by=user_node(view.changed_by),
        trunk_id=strawberry.ID(state.trunk or state.id),
        branch=branch_node(view),
        view=view,
        then=then,
    )


def _state(state: State) -> ProjectState:
    if state.is_deleted:
        return ProjectState.DELETED
    return ProjectState.ARCHIVED if state.is_archived else ProjectState.ACTIVE


def _settings(state: State) -> ProjectSettings:
    rate = FrameRate[state.frame_rate]
    return ProjectSettings(
        frame_rate=rate,
        resolution=Resolution(width=state.width, height=state.height),
        aspect_ratio=state.aspect_ratio,
        start_frame=state.start_frame,
        start_timecode=timecode(state.start_frame, rate, wrap=True),
        naming=state.naming,
        image_model=state.image_model,
        video_model=state.video_model,
        style=state.style,
    )


@strawberry.type
class ProjectEdge:
    cursor: str
    node: Project


@strawberry.type
class ProjectConnection:
    edges: list[ProjectEdge]
    page_info: PageInfo
    page: strawberry.Private[Page]

    @strawberry.field
    async def total_count(self) -> int:
        """How many projects match, on all pages."""
        return await projects.count(self.page)


@strawberry.input
class ProjectFilter:
    search: str | None = strawberry.field(
        default=None, description="A part of the name or the description."
    )
    states: list[ProjectState] | None = strawberry.field(
        default=None, description="Left out: active ones."
    )
    roles: list[Role] | None = strawberry.field(default=None, description="Your role in it.")


def _after(after: str | None, sort: ProjectSort) -> tuple[Any, str] | None:
    if after is None:
        return None
    if sort is ProjectSort.NAME:
        return key(after, str, str)
    millis, id_ = key(after, int, str)
    second = datetime.fromtimestamp(millis // 1000, UTC)
    return second.replace(microsecond=millis % 1000 * 1000), id_


def _cursor(view: View[State], sort: ProjectSort) -> str:
    if sort is ProjectSort.NAME:
        state = view.state
        return cursor(f"{state.name}\n{state.description}".casefold(), state.id)
    at: datetime = getattr(view, sort.value)
    return cursor(int(at.timestamp()) * 1000 + at.microsecond // 1000, view.state.id)


@strawberry.type
class ProjectQuery:
    @strawberry.field
    async def project(self, info: Info, id: strawberry.ID, at: At | None = None) -> Project | None:
        """Return a project that is shared with you, as it is or as it was."""
        context = info.context
        if at is None:
            found = await read.project(context, id)
            return project_node(found, context.user.user) if found else None
        plan = await read.plan_at(context, id, at_of(at))
        return project_node(plan.project, context.user.user, then=plan) if plan else None

    @strawberry.field
    async def projects(  # noqa: PLR0917 - the arguments of a GraphQL field have names
        self,
        info: Info,
        first: int = 20,
        after: str | None = None,
        filter: ProjectFilter | None = None,
        sort: ProjectSort = ProjectSort.CHANGED_AT,
        direction: SortDirection = SortDirection.DESCENDING,
    ) -> ProjectConnection:
        """Return the projects that are shared with you."""
        wanted = filter or ProjectFilter()
        page = Page(
            user=info.context.user.user,
            first=rows(first),
            after=_after(after, sort),
            sort=sort.value,
            is_descending=direction is SortDirection.DESCENDING,
            search=text.label(wanted.search or "", "search"),
            states=[state.value for state in wanted.states or [ProjectState.ACTIVE]],
            roles=[role.value for role in wanted.roles or []],
        )
        return await _connection(page, sort)


async def _connection(page: Page, sort: ProjectSort) -> ProjectConnection:
    found = await projects.listed(page)
    edges = [
        ProjectEdge(cursor=_cursor(view, sort), node=project_node(view, page.user))
        for view in found[: page.first]
    ]
    info = page_info(
        [edge.cursor for edge in edges],
        has_next=len(found) > page.first,
        has_previous=page.after is not None,
    )
    return ProjectConnection(edges=edges, page_info=info, page=page)
