"""GraphQL of restoring: making things as they were, as a new change."""

from typing import Annotated, TypeAlias

import strawberry

from domain.history import Asking
from schema.act import COMMAND_ID, command_id, position, project_id, settled
from schema.context import Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.moment import At, at_of
from schema.naming import snake
from schema.read import member_of


@strawberry.input
class RestoreInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    at: At
    id: strawberry.ID | None = strawberry.field(
        default=None, description="A scene (with its clips) or a clip; left out: everything."
    )
    fields: list[str] | None = strawberry.field(
        default=None, description="Only these of the clip's or scene's fields; left out: all."
    )


@strawberry.type
class RestoreSuccess:
    project_id: strawberry.ID
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )
    ids: list[strawberry.ID] = strawberry.field(description="What changed.")


RestorePayload: TypeAlias = Annotated[
    RestoreSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("RestorePayload"),
]


@strawberry.type
class RestoreMutation:
    @strawberry.mutation
    async def restore(self, info: Info, input: RestoreInput) -> RestorePayload:
        """Make a clip, a scene or everything as it was."""
        context = info.context
        project = project_id(context, input.project_id)
        id_, is_new = command_id(context, input.command_id)
        await member_of(context, project)
        at = at_of(input.at)
        assert at is not None  # noqa: S101 - it is not left out
        outcome = await context.services.history.restore(
            Asking(project=project, command_id=id_, is_new=is_new, actor=context.user.user),
            await context.services.moments.position(project, at),
            about=input.id,
            fields=None if input.fields is None else tuple(map(snake, input.fields)),
        )
        await settled(context, project, outcome)
        return RestoreSuccess(
            project_id=strawberry.ID(project),
            position=position(outcome),
            ids=[strawberry.ID(it) for it in outcome.commit.versions] if outcome.commit else [],
        )
