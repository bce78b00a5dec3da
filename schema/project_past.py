"""GraphQL of a project's past: what happened, moments of it, and its branches."""

from typing import Any, Final

import strawberry

from domain.errors import RuleViolatedError
from repositories.view import View
from schema.activity import ActivityConnection, ActivityFilter, activity_page
from schema.branch import Branch, branch_nodes
from schema.context import Info
from schema.export import ExportConnection, exports_page
from schema.moment import Moment
from schema.music import MediaAccess
from schema.undo import UndoState, undo_state

MOST_MARKS: Final = 500


@strawberry.type
class ProjectPast:
    id: strawberry.ID
    view: strawberry.Private[View[Any]]

    @strawberry.field
    async def activity(
        self,
        info: Info,
        first: int = 50,
        after: str | None = None,
        filter: ActivityFilter | None = None,
    ) -> ActivityConnection:
        """Every change in words, newest first."""
        return await activity_page(info.context, self.id, first, after, filter)

    @strawberry.field
    async def moments(self, info: Info, count: int = 200) -> list[Moment]:
        """Evenly spread moments of the history, oldest first: marks for a slider."""
        found = await info.context.services.moments.spread(self.id, marks(count))
        return [Moment(position=position, at=at) for position, at in found]

    @strawberry.field
    async def undo_state(self, info: Info) -> UndoState:
        """What undo and redo would do for you now."""
        return await undo_state(info.context, self.id)

    @strawberry.field
    def media_access(self, info: Info) -> MediaAccess:
        """How to look at what the project holds; it lasts for some hours."""
        context = info.context
        given = context.services.media.access(self.id, context.user.user)
        return MediaAccess(token=given.token, expires_at=given.expires_at)

    @strawberry.field
    async def exports(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> ExportConnection:
        """Who exported it when, and as what; newest first."""
        return await exports_page(info.context, self.id, first, after)

    @strawberry.field
    async def branches(self, include_deleted: bool = False) -> list[Branch]:  # noqa: FBT001, FBT002 - GraphQL passes arguments by name
        """All branches of the project, seen from any of them; newest first."""
        return await branch_nodes(self.view, include_deleted=include_deleted)


def marks(count: int) -> int:
    """Return how many moments to show, or refuse it."""
    if not 1 <= count <= MOST_MARKS:
        raise RuleViolatedError(f"Ask for 1 to {MOST_MARKS} moments, not {count}.", field="count")
    return count
