"""GraphQL of moments: any time of a project's past."""

from datetime import UTC, datetime
from typing import Final

import strawberry

from domain.errors import RuleViolatedError
from repositories import moment
from schema.context import Context

EARLIEST: Final = datetime(1, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


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
    return moment.At(time=aware(wished.time.value))


def aware(time: datetime) -> datetime:
    """Return a time in UTC, which one that names no zone is in already."""
    if time.tzinfo is None:
        return time.replace(tzinfo=UTC)
    try:
        return time.astimezone(UTC)
    except OverflowError:  # before the first year, or after the last one
        return EARLIEST if time.year == 1 else LATEST


async def moment_node(context: Context, project: str, position: int) -> Moment:
    at = await context.services.moments.time(project, position)
    return Moment(position=position, at=at)
