"""GraphQL of files in and out: formats, what an export would be, and a signed link to it."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from events.project import ProjectExported
from events.store import Commit
from schema import read
from schema.act import COMMAND_ID, command_id, project_id
from schema.context import Context, Info
from schema.error import ForbiddenError, NotFoundError, RuleViolatedError
from schema.export_port import Choice, ExportWish, Format, Track
from schema.node import PageInfo, cursor, key, page_info, rows
from schema.user import User, user_node


@strawberry.enum(description="What a project can be exported as: see exportFormats.")
class ExportFormat(Enum):
    OTIO = "otio"
    OTIOZ = "otioz"
    FCPXML = "fcpxml"
    XMEML = "xmeml"
    EDL = "edl"
    AAF = "aaf"
    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"
    STORYBOARD = "storyboard"
    SHOTS = "shots"
    ARCHIVE = "archive"


@strawberry.enum
class ExportChoiceKind(Enum):
    ONE_OF = "one_of"
    NUMBER = "number"
    TEXT = "text"


@strawberry.type
class ExportValue:
    value: str
    label: str


@strawberry.type(description="Something to choose about a format. All values are texts.")
class ExportChoice:
    name: str
    label: str
    help: str
    kind: ExportChoiceKind
    values: list[ExportValue] = strawberry.field(description="Of one of several only.")
    usual: str
    least: int | None = strawberry.field(description="Of a number only.")
    most: int | None = strawberry.field(description="Of a number only.")


@strawberry.type(description="What a project can be exported as, or imported from.")
class ExportFormatInfo:
    format: ExportFormat
    label: str
    opens_in: str = strawberry.field(description="The programs that open it.")
    extension: str
    may_import: bool
    choices: list[ExportChoice]


@strawberry.type(description="What can be imported, see docs/interchange.md.")
class ImportFormat:
    label: str
    extension: str


@strawberry.input
class ExportOptionInput:
    name: str
    value: str


@strawberry.input
class ExportPreviewInput:
    project_id: strawberry.ID
    format: ExportFormat
    options: list[ExportOptionInput] | None = None


@strawberry.input
class ExportProjectInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    format: ExportFormat
    options: list[ExportOptionInput] | None = None


@strawberry.type
class ExportTrack:
    kind: str = strawberry.field(description="video or audio.")
    name: str
    clips: int
    alternates: int
    gaps: int
    transitions: int
    length: int = strawberry.field(description="Frames.")


@strawberry.type(description="What an export would hold, before it is downloaded.")
class ExportPreview:
    position: int = strawberry.field(description="The commit that it shows the project after.")
    file_name: str
    size: int | None = strawberry.field(
        description="Bytes; null where the file is written only when it is downloaded."
    )
    omissions: list[str] = strawberry.field(description="What the format cannot carry.")
    tracks: list[ExportTrack]
    scenes: int
    clips: int
    alternates: int
    length: int = strawberry.field(description="Frames.")
    length_timecode: str
    start_timecode: str


@strawberry.type
class ExportSuccess:
    url: str = strawberry.field(description="Where to download the file; it works for a while.")
    file_name: str
    expires_at: datetime
    omissions: list[str] = strawberry.field(description="What the format cannot carry.")


ExportPreviewPayload: TypeAlias = Annotated[
    ExportPreview | NotFoundError | RuleViolatedError | ForbiddenError,
    strawberry.union("ExportPreviewPayload"),
]
ExportProjectPayload: TypeAlias = Annotated[
    ExportSuccess | NotFoundError | RuleViolatedError | ForbiddenError,
    strawberry.union("ExportProjectPayload"),
]


@strawberry.type
class ExportChosen:
    name: str
    value: str


@strawberry.type(description="An export that somebody made.")
class Export:
    position: int
    at: datetime
    by: User
    format: str = strawberry.field(description="A name of ExportFormat, maybe a former one.")
    options: list[ExportChosen]


@strawberry.type
class ExportEdge:
    cursor: str
    node: Export


@strawberry.type
class ExportConnection:
    edges: list[ExportEdge]
    page_info: PageInfo


def _info(one: Format) -> ExportFormatInfo:
    return ExportFormatInfo(
        format=ExportFormat(one.name),
        label=one.label,
        opens_in=one.opens_in,
        extension=one.extension,
        may_import=one.read is not None,
        choices=[_choice(choice) for choice in one.choices],
    )


def _choice(one: Choice) -> ExportChoice:
    kind = ExportChoiceKind(one.kind)
    is_number = kind is ExportChoiceKind.NUMBER
    return ExportChoice(
        name=one.name,
        label=one.label,
        help=one.help,
        kind=kind,
        values=[ExportValue(value=value, label=label) for value, label in one.values],
        usual=one.usual,
        least=one.least if is_number else None,
        most=one.most if is_number else None,
    )


def _track(one: Track) -> ExportTrack:
    return ExportTrack(
        kind=one.kind,
        name=one.name,
        clips=one.clips,
        alternates=one.alternates,
        gaps=one.gaps,
        transitions=one.transitions,
        length=one.length,
    )


def _wish(context: Context, input: ExportPreviewInput | ExportProjectInput) -> ExportWish:
    return ExportWish(
        project=project_id(context, input.project_id),
        format=input.format.value,
        options={option.name: option.value for option in input.options or ()},
    )


@strawberry.type
class ExportQuery:
    @strawberry.field
    def export_formats(self, info: Info) -> list[ExportFormatInfo]:
        """What a project can be exported as, and which of it can be imported."""
        info.context.demand_login()
        return [_info(one) for one in info.context.services.exports.formats()]

    @strawberry.field
    def import_formats(self, info: Info) -> list[ImportFormat]:
        """What POST /api/imports reads; a file is recognised by its content, then its name."""
        info.context.demand_login()
        found = info.context.services.exports.readable()
        return [ImportFormat(label=label, extension=extension) for label, extension in found]

    @strawberry.field
    async def export_preview(self, info: Info, input: ExportPreviewInput) -> ExportPreviewPayload:
        """What an export would hold, and what its format cannot carry."""
        context = info.context
        wish = _wish(context, input)
        await read.member_of(context, wish.project)
        found = await context.services.exports.preview(wish, context.user.user)
        shown = found.summary
        return ExportPreview(
            position=found.position,
            file_name=found.file_name,
            size=found.size,
            omissions=list(found.omissions),
            tracks=[_track(track) for track in shown.tracks],
            scenes=shown.scenes,
            clips=shown.clips,
            alternates=shown.alternates,
            length=shown.length,
            length_timecode=shown.length_timecode,
            start_timecode=shown.start_timecode,
        )


@strawberry.type
class ExportMutation:
    @strawberry.mutation
    async def export_project(self, info: Info, input: ExportProjectInput) -> ExportProjectPayload:
        """Make a file of the timeline for another program; the history notes it."""
        context = info.context
        wish = _wish(context, input)
        await read.member_of(context, wish.project)
        command, is_new = command_id(context, input.command_id)
        link = await context.services.exports.link(
            wish, user=context.user.user, command=command, is_new=is_new
        )
        return ExportSuccess(
            url=link.url,
            file_name=link.file_name,
            expires_at=link.expires_at,
            omissions=list(link.omissions),
        )


async def exports_page(
    context: Context, project: str, first: int, after: str | None
) -> ExportConnection:
    """Return the exports of a project, newest first; on a branch those since it was forked."""
    before = None if after is None else key(after, int)[0]
    # Of the project's own stream, which has few facts, and not of all that happened in it.
    commits = [commit async for commit in context.services.store.touching(project, project)]
    found = [one for commit in reversed(commits) for one in _exports(commit)]
    rest = [one for one in found if before is None or one.position < before]
    return _connection(rest, rows(first), has_previous=after is not None)


def _exports(commit: Commit) -> list[Export]:
    return [
        Export(
            position=commit.n,
            at=commit.envelope.at,
            by=user_node(commit.envelope.actor),
            format=fact.event.format,
            options=[ExportChosen(name=n, value=v) for n, v in fact.event.options.items()],
        )
        for fact in commit.facts
        if isinstance(fact.event, ProjectExported)
    ]


def _connection(found: Sequence[Export], first: int, *, has_previous: bool) -> ExportConnection:
    edges = [ExportEdge(cursor=cursor(one.position), node=one) for one in found[:first]]
    info = page_info(
        [edge.cursor for edge in edges], has_next=len(found) > first, has_previous=has_previous
    )
    return ExportConnection(edges=edges, page_info=info)
