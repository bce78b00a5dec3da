"""GraphQL mutations of the scene."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

import strawberry

from domain.errors import UNSEEN
from domain.naming.command import SetSceneCode
from domain.scene import (
    AddSceneAlternate,
    ChooseScene,
    DeleteScene,
    DuplicateScene,
    PromoteScene,
    RestoreScene,
    SceneCommand,
    new_id,
)
from events.ids import SceneId
from schema import read
from schema.act import Input, change, position, project_id
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.moment import At, at_of
from schema.scene import Scene
from schema.scene_input import (
    AddSceneInput,
    DuplicateSceneInput,
    EditSceneInput,
    ReorderSceneInput,
    SceneInput,
    SetSceneCodeInput,
)
from schema.timeline import Drawing


@strawberry.type
class SceneSuccess:
    scene: Scene
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


ScenePayload: TypeAlias = Annotated[
    SceneSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("ScenePayload"),
]


def add_scene_alternate(input: SceneInput, made_of: str) -> AddSceneAlternate:
    return AddSceneAlternate(scene_id=SceneId(input.scene_id), seed=made_of)


def choose_scene(input: SceneInput, _: str) -> ChooseScene:
    return ChooseScene(scene_id=SceneId(input.scene_id))


def promote_scene(input: SceneInput, _: str) -> PromoteScene:
    return PromoteScene(scene_id=SceneId(input.scene_id))


def delete_scene(input: SceneInput, _: str) -> DeleteScene:
    return DeleteScene(scene_id=SceneId(input.scene_id))


def restore_scene(input: SceneInput, _: str) -> RestoreScene:
    return RestoreScene(scene_id=SceneId(input.scene_id))


@strawberry.type
class SceneQuery:
    @strawberry.field
    async def scene(self, info: Info, id: strawberry.ID, at: At | None = None) -> Scene | None:
        """Return a scene as it is or as it was, a deleted one too."""
        return await scene_node(info.context, id, at)


async def scene_node(context: Context, id_: str, at: At | None = None) -> Scene | None:
    found = await read.scene(context, id_)
    plan = await read.plan_at(context, found.project, at_of(at)) if found else None
    return Drawing(plan).scene(id_) if plan and id_ in plan.scenes else None


@strawberry.type
class SceneMutation:
    @strawberry.mutation
    async def add_scene(self, info: Info, input: AddSceneInput) -> ScenePayload:
        """Add a scene to a project."""
        return await _change(info, input, input.command)

    @strawberry.mutation
    async def edit_scene(self, info: Info, input: EditSceneInput) -> ScenePayload:
        """Change names, texts, templates or parameters."""
        return await _change(info, input, input.command)

    @strawberry.mutation
    async def reorder_scene(self, info: Info, input: ReorderSceneInput) -> ScenePayload:
        """Put a scene and its alternates behind another one."""
        return await _change(info, input, input.command)

    @strawberry.mutation
    async def set_scene_code(self, info: Info, input: SetSceneCodeInput) -> ScenePayload:
        """Name a scene, all its versions, by hand; shots that have a code keep it."""
        return await _change(info, input, input.command)

    @strawberry.mutation
    async def duplicate_scene(self, info: Info, input: DuplicateSceneInput) -> ScenePayload:
        """Copy a version and its clips as a new scene, behind it or elsewhere."""
        return await _change(info, input, input.command)

    @strawberry.mutation
    async def add_scene_alternate(self, info: Info, input: SceneInput) -> ScenePayload:
        """Copy a version and its clips as the next alternate: A1, A2 and so on."""
        return await _change(info, input, lambda made_of: add_scene_alternate(input, made_of))

    @strawberry.mutation
    async def choose_scene(self, info: Info, input: SceneInput) -> ScenePayload:
        """Let this version play."""
        return await _change(info, input, lambda made_of: choose_scene(input, made_of))

    @strawberry.mutation
    async def promote_scene(self, info: Info, input: SceneInput) -> ScenePayload:
        """Make an alternate the original, and the original that alternate."""
        return await _change(info, input, lambda made_of: promote_scene(input, made_of))

    @strawberry.mutation
    async def delete_scene(self, info: Info, input: SceneInput) -> ScenePayload:
        """Take a scene off the timeline; it can be restored."""
        return await _change(info, input, lambda made_of: delete_scene(input, made_of))

    @strawberry.mutation
    async def restore_scene(self, info: Info, input: SceneInput) -> ScenePayload:
        """Bring a deleted scene back."""
        return await _change(info, input, lambda made_of: restore_scene(input, made_of))


async def _change(
    info: Info, input: Input, command: Callable[[str], SceneCommand | SetSceneCode]
) -> ScenePayload:
    context = info.context
    project = await _home(context, input)
    outcome, scene = await change(context, project, input, command, _subject)
    node = await scene_node(context, scene)
    if node is None:
        return NotFoundError(message=UNSEEN)
    return SceneSuccess(scene=node, position=position(outcome))


async def _home(context: Context, input: Input) -> str:
    project: str | None = getattr(input, "project_id", None)
    if project is not None:
        return project_id(context, project)
    return await read.home(context, getattr(input, "scene_id", ""))


def _subject(command: SceneCommand | SetSceneCode) -> str:
    """Return the scene to show: the new one, where there is one."""
    if isinstance(command, DuplicateScene | AddSceneAlternate):
        return new_id(command.seed)
    return command.scene_id
