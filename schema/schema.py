"""The whole schema. `make schema` writes it to schema.graphql."""

import strawberry

from domain.errors import DomainError
from events.ids import kind
from schema import read
from schema.apply import ApplyMutation
from schema.batch import BatchQuery
from schema.branch import BranchMutation
from schema.clip import Clip
from schema.clip_change import ClipMutation, ClipQuery, clip_by_id
from schema.clip_version import ClipVersionQuery
from schema.context import Info
from schema.difference import DifferenceQuery
from schema.engine import Engine
from schema.enqueue import EnqueueMutation, ProgressSubscription
from schema.error import REFUSALS, extensions
from schema.export import ExportMutation, ExportQuery
from schema.history import HistorySubscription
from schema.incident import Incidents
from schema.job import JobQuery
from schema.job_change import JobMutation
from schema.job_statistics import JobStatisticsQuery
from schema.limits import Limits
from schema.merge import MergeMutation, MergeQuery
from schema.moment import At, at_of
from schema.music import MediaQuery
from schema.music_change import MusicMutation
from schema.node import MOST_ROWS, Node
from schema.pool import PoolItem, pool_item_node
from schema.pool_change import PoolMutation, PoolQuery
from schema.presence import PresenceMutation, PresenceQuery, PresenceSubscription
from schema.project import Project, ProjectQuery, project_node
from schema.project_change import ProjectMutation
from schema.queue import QueueMutation, QueueQuery, QueueSubscription
from schema.restore import RestoreMutation
from schema.scene import Scene
from schema.scene_change import SceneMutation, SceneQuery, scene_node
from schema.share import ShareQuery
from schema.take import Take, take_node
from schema.take_change import TakeMutation, TakeQuery
from schema.timeline import Drawing, Timeline
from schema.undo import INTERFERED, UndoMutation
from schema.user import ViewerQuery
from schema.worker import WorkerMutation, WorkerQuery, WorkerSubscription
from schema.worker_token import WorkerTokenMutation
from schema.workflow import WorkflowQuery
from schema.workflow_change import LibraryQuery, WorkflowMutation


@strawberry.type
class Query(
    ViewerQuery,
    ProjectQuery,
    SceneQuery,
    ClipQuery,
    TakeQuery,
    PoolQuery,
    DifferenceQuery,
    ClipVersionQuery,
    MergeQuery,
    ExportQuery,
    MediaQuery,
    PresenceQuery,
    WorkflowQuery,
    LibraryQuery,
    QueueQuery,
    JobQuery,
    JobStatisticsQuery,
    BatchQuery,
    ShareQuery,
    WorkerQuery,
):
    @strawberry.field
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:
        """Return a project, scene, clip, take or pool item."""
        context = info.context
        match kind(id):
            case "project" | "branch":
                found = await read.project(context, id)
                return project_node(found, context.user.user) if found else None
            case "scene":
                return await scene_node(context, id)
            case "clip":
                return await clip_by_id(context, id)
            case "take":
                take = await read.take(context, id)
                return take_node(take) if take else None
            case "item":
                item = await read.pool_item(context, id)
                return pool_item_node(item) if item else None
            case _:
                return None

    @strawberry.field
    async def timeline(
        self, info: Info, project_id: strawberry.ID, at: At | None = None
    ) -> Timeline | None:
        """Return everything the timeline of a project shows, or showed."""
        context = info.context
        plan = await read.plan_at(context, project_id, at_of(at))
        if plan is None:
            return None
        if at is not None:
            return Drawing(plan).timeline()
        context.shown[project_id] = plan.project.mark
        drawn: Timeline = context.drawn.of(plan)
        return drawn


@strawberry.type
class Mutation(
    ProjectMutation,
    SceneMutation,
    ClipMutation,
    TakeMutation,
    PoolMutation,
    ApplyMutation,
    UndoMutation,
    RestoreMutation,
    BranchMutation,
    MergeMutation,
    ExportMutation,
    MusicMutation,
    PresenceMutation,
    WorkflowMutation,
    QueueMutation,
    EnqueueMutation,
    JobMutation,
    WorkerMutation,
    WorkerTokenMutation,
): ...


@strawberry.type
class Subscription(
    HistorySubscription,
    PresenceSubscription,
    QueueSubscription,
    ProgressSubscription,
    WorkerSubscription,
): ...


def engine(*, is_development: bool = False, is_compiled: bool = True) -> Engine:
    """Return the schema as the server runs it; `is_compiled` False is for comparisons."""
    return Engine(
        Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Project, Scene, Clip, Take, PoolItem],
        exception_handlers=[INTERFERED, *REFUSALS],
        limits=Limits(may_introspect=is_development, largest_page=MOST_ROWS),
        incidents=Incidents(expected=(DomainError,), details=extensions),
        is_compiled=is_compiled,
    )
