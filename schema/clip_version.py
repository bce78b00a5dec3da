"""GraphQL of a clip's versions over time: every state it ever had."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final

import strawberry

from domain.activity import joined
from domain.board.board import Board, State
from domain.difference import told
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from repositories.activity import Activity
from repositories.moment import StreamVersion
from schema import read
from schema.activity import spoken
from schema.context import Context, Info
from schema.difference import FieldDifference, field_difference
from schema.node import PageInfo, cursor, key, page_info, rows
from schema.user import User, user_node

# Versions that a refusal offers.
NAMED: Final = 10


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
        fields=_fields(one.before, one.after, board),
        said=sentence,
    )


def _fields(before: State | None, after: State, board: Board) -> list[FieldDifference]:
    if before is None:
        return []
    boards = board, board
    return [field_difference(it, before, after, boards) for it in told(before, after)]


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
        clip = await read.clip(context, id)
        if clip is None:
            raise NotFoundError(UNSEEN)
        states = await context.services.moments.states(clip.project, id)
        board = await context.services.executor.board(clip.project)
        before = _state(states, since, "from")
        return _fields(before, _state(states, max(states) if to is None else to, "to"), board)


def _state(states: Mapping[int, State], version: int, field: str) -> State:
    """Return a state by its version; one commit may have made several versions at once."""
    found = states.get(version)
    if found is None:
        known = ", ".join(map(str, sorted(states)[-NAMED:]))
        raise RuleViolatedError(
            f"There is no version {version} of this clip. Choose one of its newest: {known}.",
            field=field,
        )
    return found
