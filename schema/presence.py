"""GraphQL of presence: who is looking at a project, and at what."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from domain import text
from repositories import presence
from repositories.presence import LIFETIME
from schema import read
from schema.context import Info
from schema.error import NotFoundError, RuleViolatedError
from schema.user import User, user_node


@strawberry.type
class Presence:
    session_id: strawberry.ID
    user: User
    selection: strawberry.ID | None = strawberry.field(description="A scene or clip.")
    playhead: int | None = strawberry.field(description="Frames from the project's first.")
    at: datetime


@strawberry.input
class AnnouncePresenceInput:
    project_id: strawberry.ID
    selection: strawberry.ID | None = None
    playhead: int | None = None


@strawberry.type
class PresenceSuccess:
    expires_in_seconds: int = strawberry.field(description="Announce again before that.")


AnnouncePresencePayload: TypeAlias = Annotated[
    PresenceSuccess | NotFoundError | RuleViolatedError,
    strawberry.union("AnnouncePresencePayload"),
]


def _node(one: presence.Presence) -> Presence:
    return Presence(
        session_id=strawberry.ID(one.session),
        user=user_node(one.user),
        selection=None if one.selection is None else strawberry.ID(one.selection),
        playhead=one.playhead,
        at=one.at,
    )


@strawberry.type
class PresenceQuery:
    @strawberry.field
    async def presence(self, info: Info, project_id: strawberry.ID) -> list[Presence]:
        """Return who is looking at the project now."""
        await read.member_of(info.context, project_id)
        services = info.context.services
        found = await services.presences.present(project_id, services.clock())
        return [_node(one) for one in found]


@strawberry.type
class PresenceMutation:
    @strawberry.mutation
    async def announce_presence(
        self, info: Info, input: AnnouncePresenceInput
    ) -> AnnouncePresencePayload:
        """Say that you are looking at a project, and at what."""
        context = info.context
        await read.member_of(context, input.project_id)
        selection = input.selection
        await context.services.presences.announce(
            presence.Presence(
                project=input.project_id,
                session=context.user.session,
                user=context.user.user,
                selection=None if selection is None else text.label(selection, "selection"),
                playhead=input.playhead,
                at=context.services.clock(),
            )
        )
        return PresenceSuccess(expires_in_seconds=int(LIFETIME.total_seconds()))


@strawberry.type
class PresenceSubscription:
    @strawberry.subscription
    async def presence(
        self, info: Info, project_id: strawberry.ID
    ) -> AsyncGenerator[list[Presence], None]:
        """Return who is looking at the project, now and whenever that changes."""
        context = info.context
        await read.member_of(context, project_id)
        async for present in context.services.presences.follow(project_id):
            await read.member_of(context, project_id)
            yield [_node(one) for one in present]
