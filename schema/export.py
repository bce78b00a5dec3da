"""GraphQL of exports: a signed link to a file."""

from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from domain.errors import UNSEEN
from schema import context, read
from schema.context import Info
from schema.error import NotFoundError, RuleViolatedError


@strawberry.enum
class ExportFormat(Enum):
    OTIO = "otio"
    EDL = "edl"
    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"
    STORYBOARD = "storyboard"
    SHOTS = "shots"


@strawberry.type
class ExportValue:
    value: str
    label: str


@strawberry.type(description="Something to choose about a format; the first value is usual.")
class ExportChoice:
    name: str
    label: str
    help: str
    values: list[ExportValue]


@strawberry.type(description="What a project can be exported as, or imported from.")
class ExportFormatInfo:
    format: ExportFormat
    label: str
    opens_in: str = strawberry.field(description="The programs that open it.")
    extension: str
    may_import: bool
    choices: list[ExportChoice]


@strawberry.input
class ExportOptionInput:
    name: str
    value: str


@strawberry.input
class ExportProjectInput:
    project_id: strawberry.ID
    format: ExportFormat
    options: list[ExportOptionInput] | None = strawberry.field(
        default=None, description="Choices of the format; left out: the usual ones."
    )


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
class ExportQuery:
    @strawberry.field
    def export_formats(self, info: Info) -> list[ExportFormatInfo]:
        """What a project can be exported as, and which of it can be imported."""
        info.context.demand_login()
        return [_format(one) for one in info.context.services.exports.formats()]


def _format(one: context.ExportFormat) -> ExportFormatInfo:
    return ExportFormatInfo(
        format=ExportFormat(one.name),
        label=one.label,
        opens_in=one.opens_in,
        extension=one.extension,
        may_import=one.may_import,
        choices=[
            ExportChoice(
                name=choice.name,
                label=choice.label,
                help=choice.help,
                values=[ExportValue(value=value, label=label) for value, label in choice.values],
            )
            for choice in one.choices
        ],
    )


@strawberry.type
class ExportMutation:
    @strawberry.mutation
    async def export_project(self, info: Info, input: ExportProjectInput) -> ExportProjectPayload:
        """Make a file of the timeline for another program."""
        ours = info.context
        if await read.project(ours, input.project_id) is None:
            return NotFoundError(message=UNSEEN)
        link = await ours.services.exports.link(
            input.project_id,
            input.format.value,
            {option.name: option.value for option in input.options or ()},
            ours.user.user,
        )
        return ExportSuccess(
            url=link.url,
            file_name=link.file_name,
            expires_at=link.expires_at,
            omissions=list(link.omissions),
        )
