"""GraphQL of a clip's versions over time: every state it ever had."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain.activity import joined
from domain.board.board import Board, State
from domain.difference import told
from domain.errors import RuleViolatedError
from repositories.activity import Activity
from repositories.moment import StreamVersion
from schema import read
from schema.activity import spoken
from schema.context import Context, Info
from schema.difference import FieldDifference, field_difference
from schema.node import PageInfo, cursor, key, page_info, rows
from schema.user import User, user_node


@strawberry.type(description="A state that a clip had.")
class ClipVersion:
    version: int = strawberry.field(description="What expectedVersion means.")
    position: int = strawberry.field(
        description="The commit that made it: restore(at: {position}) brings it back."
    )
    at: datetime
    actor: User
    fields: list[FieldDifference] = strawberry.field(description="Against the version before.")
    said: strawberry.Private[str]

    @strawberry.field
    async def sentence(self, info: Info) -> str:
        """What the commit did to the clip."""
        return await spoken(info.context, self.said)


@strawberry.type
class ClipVersionEdge:
    cursor: str
    node: ClipVersion


@strawberry.type
class ClipVersionConnection:
    edges: list[ClipVersionEdge]
    page_info: PageInfo


async def clip_versions(
    context: Context, project: str, clip: str, first: int, after: str | None
) -> ClipVersionConnection:
    before = None if after is None else key(after, int)[0]
    versions = await context.services.moments.versions(project, clip)
    behind = [one for one in reversed(versions) if before is None or one.version < before]
    page = behind[: rows(first)]
    said = await context.services.activities.at(project, [one.position for one in page])
    board = await context.services.executor.board(project)
    edges = [
        ClipVersionEdge(
            cursor=cursor(one.version), node=_node(one, board, _said(said[one.position], clip))
        )
        for one in page
    ]
    info = page_info(
        [edge.cursor for edge in edges],
        has_next=len(behind) > first,
        has_previous=after is not None,
    )
    return ClipVersionConnection(edges=edges, page_info=info)


def _said(activity: Activity, clip: str) -> str:
    """Return what a commit did to the clip alone, as far as that is kept."""
    own = (thing.sentences for thing in activity.things if thing.id == clip)
    return joined(next(own, (activity.sentence,)))


def _node(one: StreamVersion, board: Board, sentence: str) -> ClipVersion:
    return ClipVersion(
        version=one.version,
        position=one.position,
        at=one.at,
        actor=user_node(one.actor),
        fields=_fields(one.before, one, board),
        said=sentence,
    )


def _fields(before: State | None, one: StreamVersion, board: Board) -> list[FieldDifference]:
    if before is None:
        return []
    boards = board, board
    return [field_difference(it, before, one.after, boards) for it in told(before, one.after)]


@strawberry.type
class ClipVersionQuery:
    @strawberry.field
    async def compare_clip(
        self,
        info: Info,
        id: strawberry.ID,
        since: Annotated[int, strawberry.argument(name="from")],
        to: int | None = None,
    ) -> list[FieldDifference]:
        """Two versions of a clip, field by field; `to` left out is the newest."""
        context = info.context
        project = await read.home(context, id)
        versions = await context.services.moments.versions(project, id)
        one, other = _version(versions, since), _version(versions, to)
        return _fields(one.after, other, await context.services.executor.board(project))


def _version(versions: list[StreamVersion], wished: int | None) -> StreamVersion:
    """Return a version by its number; one commit may have made several at once."""
    if wished is None:
        return versions[-1]
    found = next((one for one in versions if one.version == wished), None)
    if found is None:
        known = ", ".join(str(one.version) for one in versions[-10:])
        raise RuleViolatedError(
            f"There is no version {wished}. The newest are {known}.", field="from"
        )
    return found
