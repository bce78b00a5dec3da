"""GraphQL mutations of the pool: kept, edited, applied to clips, deleted and restored."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeAlias

import strawberry

from domain.errors import RuleViolatedError as RuleViolated
from domain.execute import Outcome
from domain.pool import (
    AddPoolItem,
    ApplyPoolItem,
    DeletePoolItems,
    EditPoolItem,
    RestorePoolItems,
    SendToPool,
)
from events.ids import ClipId, PoolItemId, TakeId, derived
from repositories import pool
from repositories import take as takes
from schema import read
from schema.act import (
    COMMAND_ID,
    EXPECTED_VERSION,
    act,
    change,
    command_id,
    demand_about,
    found,
    position,
    project_id,
    refuse_taken,
    seed,
)
from schema.context import Context, Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.pool import PoolItem, pool_item_node
from schema.take_change import TakesPayload, takes_success

_OWN_ID = "'item-' and 32 hex digits of your own."


@strawberry.input
class AddToPoolInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(default=None, description=_OWN_ID)
    upload: str = strawberry.field(
        description="What POST /media/projects/{project} answered as `upload`."
    )
    name: str | None = strawberry.field(default=None, description="Left out: the file's name.")
    description: str | None = None
    tags: list[str] | None = None


@strawberry.input
class SendToPoolInput:
    take_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(default=None, description=_OWN_ID)
    name: str | None = strawberry.field(default=None, description="Left out: the file's name.")
    description: str | None = None
    tags: list[str] | None = None

    def command(self, made_of: str) -> SendToPool:
        return SendToPool(
            item_id=_new(self.id, made_of),
            take_id=TakeId(self.take_id),
            name=self.name or "",
            description=self.description or "",
            tags=self.tags or (),
        )


@strawberry.input(description="What is left out stays as it is.")
class EditPoolItemInput:
    item_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    name: str | None = None
    description: str | None = None
    tags: list[str] | None = strawberry.field(default=None, description="All of them.")

    def command(self, _: str) -> EditPoolItem:
        return EditPoolItem(
            item_id=PoolItemId(self.item_id),
            name=self.name,
            description=self.description,
            tags=self.tags,
        )


@strawberry.input
class ApplyPoolItemInput:
    item_id: strawberry.ID
    clip_ids: list[strawberry.ID]
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    select: bool = strawberry.field(default=False, description="Let the clips show it.")

    def command(self, made_of: str) -> ApplyPoolItem:
        return ApplyPoolItem(
            item_id=PoolItemId(self.item_id),
            clip_ids=[ClipId(id_) for id_ in self.clip_ids],
            seed=made_of,
            select=self.select,
        )


@strawberry.input(description="Pool items of one project.")
class PoolItemsInput:
    ids: list[strawberry.ID]
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)


@strawberry.type
class PoolItemSuccess:
    item: PoolItem = strawberry.field(description="The one that the pool has of this content.")
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


PoolItemPayload: TypeAlias = Annotated[
    PoolItemSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("PoolItemPayload"),
]


@strawberry.type
class PoolItemsSuccess:
    items: list[PoolItem]
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )


PoolItemsPayload: TypeAlias = Annotated[
    PoolItemsSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("PoolItemsPayload"),
]


def delete_pool_items(input: PoolItemsInput, _: str) -> DeletePoolItems:
    return DeletePoolItems(item_ids=[PoolItemId(id_) for id_ in input.ids])


def restore_pool_items(input: PoolItemsInput, _: str) -> RestorePoolItems:
    return RestorePoolItems(item_ids=[PoolItemId(id_) for id_ in input.ids])


@strawberry.type
class PoolQuery:
    @strawberry.field
    async def pool_item(self, info: Info, id: strawberry.ID) -> PoolItem | None:
        """Return a pool item, a deleted one too."""
        view = await read.pool_item(info.context, id)
        return pool_item_node(view) if view else None


@strawberry.type
class PoolMutation:
    @strawberry.mutation
    async def add_to_pool(self, info: Info, input: AddToPoolInput) -> PoolItemPayload:
        """Keep an uploaded image or video for reuse."""
        context = info.context
        project = (await read.member_of(context, project_id(context, input.project_id))).state.id
        command, is_new = command_id(context, input.command_id)
        file = await context.services.galleries.file(project, input.upload)
        wish = AddPoolItem(
            item_id=_new(input.id, seed(project, command)),
            file=file,
            name=input.name or "",
            description=input.description or "",
            tags=input.tags or (),
        )
        return await _kept(
            context, project, input.id, wish, digest=file.digest, command=command, is_new=is_new
        )

    @strawberry.mutation
    async def send_to_pool(self, info: Info, input: SendToPoolInput) -> PoolItemPayload:
        """Keep a take for reuse."""
        context = info.context
        project = await read.home(context, input.take_id)
        command, is_new = command_id(context, input.command_id)
        view = found(await takes.find(input.take_id))
        wish = input.command(seed(project, command))
        digest = view.state.file.digest
        return await _kept(
            context, project, input.id, wish, digest=digest, command=command, is_new=is_new
        )

    @strawberry.mutation
    async def edit_pool_item(self, info: Info, input: EditPoolItemInput) -> PoolItemPayload:
        """Rename, describe or tag what is kept."""
        context = info.context
        project = await read.home(context, input.item_id)
        outcome, id_ = await change(
            context, project, input, input.command, lambda wish: wish.item_id
        )
        view = found(await pool.find(id_))
        return PoolItemSuccess(item=pool_item_node(view), position=position(outcome))

    @strawberry.mutation
    async def apply_pool_item(self, info: Info, input: ApplyPoolItemInput) -> TakesPayload:
        """Make what is kept a take of clips; a clip that has it keeps the one it has."""
        context = info.context
        project = await read.home(context, input.item_id)
        command, is_new = command_id(context, input.command_id)
        wish = input.command(seed(project, command))
        outcome = await act(context, project, command, [wish], is_new=is_new)
        item = found(await pool.find(input.item_id))
        views = [
            await takes.with_content(id_, item.state.file.digest)
            for id_ in dict.fromkeys(input.clip_ids)
        ]
        return await takes_success([view.state.id for view in views if view], outcome)

    @strawberry.mutation
    async def delete_pool_items(self, info: Info, input: PoolItemsInput) -> PoolItemsPayload:
        """Take items out of the pool; they can be restored, and takes made of them stay."""
        return await _change(info.context, input, delete_pool_items(input, ""))

    @strawberry.mutation
    async def restore_pool_items(self, info: Info, input: PoolItemsInput) -> PoolItemsPayload:
        """Bring deleted items back."""
        return await _change(info.context, input, restore_pool_items(input, ""))


def _new(wished: str | None, made_of: str) -> PoolItemId:
    return PoolItemId(wished or derived("item", made_of, 0))


async def _kept(
    context: Context,
    project: str,
    wished: str | None,
    wish: AddPoolItem | SendToPool,
    *,
    digest: str,
    command: str,
    is_new: bool,
) -> PoolItemSuccess:
    await refuse_taken(project, wished)
    outcome = await act(context, project, command, [wish], is_new=is_new)
    view = found(await pool.with_content(project, digest) or await pool.find(wish.item_id))
    demand_about(outcome, view.state.id)
    return PoolItemSuccess(item=pool_item_node(view), position=position(outcome))


async def _change(
    context: Context, input: PoolItemsInput, wish: DeletePoolItems | RestorePoolItems
) -> PoolItemsSuccess:
    context.demand_login()
    if not input.ids:
        raise RuleViolated("Choose at least one pool item.", field="ids")
    project = await read.home(context, input.ids[0])
    command, is_new = command_id(context, input.command_id)
    outcome = await act(context, project, command, [wish], is_new=is_new)
    demand_about(outcome, input.ids[0])
    return await _success(input.ids, outcome)


async def _success(ids: Sequence[str], outcome: Outcome) -> PoolItemsSuccess:
    views: list[Any] = [await pool.find(id_) for id_ in dict.fromkeys(ids)]
    return PoolItemsSuccess(
        items=[pool_item_node(view) for view in views if view], position=position(outcome)
    )
