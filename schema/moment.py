"""GraphQL of moments: any time of a project's past."""

from datetime import UTC, datetime

import strawberry

from domain.errors import RuleViolatedError
from repositories import moment
from schema.context import Context


@strawberry.input(one_of=True, description="A moment of a project: exactly one of these.")
class At:
    position: strawberry.Maybe[int] = strawberry.field(description="After this commit.")
    time: strawberry.Maybe[datetime] = strawberry.field(
        description="After the last commit that was made by then."
    )


@strawberry.type
class Moment:
    position: int
    at: datetime


def at_of(wished: At | None) -> moment.At | None:
    """Return the moment that is asked for, None for now. Raises RuleViolatedError."""
    if wished is None:
        return None
    if wished.position is not None:
        return moment.At(position=wished.position.value)
    if wished.time is None:
        raise RuleViolatedError("Give a position or a time.", field="at")
    time = wished.time.value
    return moment.At(time=time.replace(tzinfo=UTC) if time.tzinfo is None else time)


async def moment_node(context: Context, project: str, position: int) -> Moment:
    at = await context.services.moments.time(project, position)
    return Moment(position=position, at=at)
