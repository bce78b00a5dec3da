"""GraphQL of exports: a signed link to a file."""

from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from domain.errors import UNSEEN
from schema import read
from schema.context import Info
from schema.error import NotFoundError, RuleViolatedError


@strawberry.enum
class ExportFormat(Enum):
    OTIO = "otio"
    JSON = "json"


@strawberry.input
class ExportProjectInput:
    project_id: strawberry.ID
    format: ExportFormat


@strawberry.type
class ExportSuccess:
    url: str = strawberry.field(description="Where to download the file; it works for a while.")
    file_name: str
    expires_at: datetime
    omissions: list[str] = strawberry.field(description="What the format cannot carry.")


ExportProjectPayload: TypeAlias = Annotated[
    ExportSuccess | NotFoundError | RuleViolatedError, strawberry.union("ExportProjectPayload")
]


@strawberry.type
class ExportMutation:
    @strawberry.mutation
    async def export_project(self, info: Info, input: ExportProjectInput) -> ExportProjectPayload:
        """Make a file of the timeline for another program."""
        context = info.context
        if await read.project(context, input.project_id) is None:
            return NotFoundError(message=UNSEEN)
        link = await context.services.exports.link(
            input.project_id, input.format.value, context.user.user
        )
        return ExportSuccess(
            url=link.url,
            file_name=link.file_name,
            expires_at=link.expires_at,
            omissions=list(link.omissions),
        )
